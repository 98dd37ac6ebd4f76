"""The measure and the breakdown of a row by their names: spelling is forgiven, guessing is not."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.delivery_refs import References, milestones_of, recommendations_of
from sendkpi.ingest.spelling.guesses import provider_key
from sendkpi.ingest.spelling.texts import clean, key, listed, plain_name, quoted
from sendkpi.ingest.spelling.words.definitions import other_definition
from sendkpi.ingest.spelling.words.subjects import Subject, is_total, row_subject, subject_of

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.plan.delivery import Milestone, Recommendation
    from sendkpi.plan.records import Measure
    from sendkpi.plan.whole import Plan

_OFFERED = 3
_LONGEST_TEXT = 300
"""Letters beyond which a text is a comment and names nothing."""
_OFFERS = 500
"""Strange names after which no more are offered others: the file is about something else."""
_LONGEST_NAME = 60
"""Letters beyond which a text is no misspelt reference; to compare it with all of them would take long."""
_FOOTNOTE = re.compile(r"(?:\s*(?:[*†‡§^#]+|\[\w{1,2}\]|\([a-z0-9]\)))+$", re.IGNORECASE)
_PIVOT = re.compile(r"^(?:average|sum|max|min) of (?=\S)", re.IGNORECASE)
"""What a pivot table writes before a field's name. `Count of` is left: it counts rows."""
LEAVE = "leave"
"""The answer that leaves rows of a name out."""
MEASURE, BREAKDOWN = "measure:", "provider:"
"""What the keys of answers about names begin with. A row's name may also be answered with `provider:` and a name."""
_TITLE_WITH_DIGITS = re.compile(r"(?<=[^\W\d_])\d{1,2}$")


@dataclass(frozen=True)
class Names:
    """A plan's names as people write them, looked up over and over.

    `answers` are what officers said of names that nobody could know, by the keys of their questions.
    """

    plan: Plan
    answers: Mapping[str, str] = field(default_factory=dict, hash=False)

    def knowing(self, answers: Mapping[str, str]) -> Names:
        """The same names, with these answers about others."""
        about = {key_: code for key_, code in answers.items() if key_.startswith((MEASURE, BREAKDOWN))}
        return self if about == self.answers else replace(self, answers=about)

    def answer(self, text: str) -> str | None:
        """What an officer said that a row's name means: a measure's id, `provider:` and its name, or LEAVE."""
        return self.answers.get(f"{MEASURE}{plain_name(_FOOTNOTE.sub('', text))}") if self.answers else None

    def provider(self, text: str) -> str | None:
        """The breakdown that a row's name means where it is none of a measure: "" for a total, None for neither."""
        said = self.answer(text)
        if said is not None and said.startswith(BREAKDOWN):
            return said.removeprefix(BREAKDOWN)
        return self._providers.get(provider_key(_FOOTNOTE.sub("", text))) if not self.measures(text) else None

    def counted_for(self, text: str, provider: str) -> bool:
        """Whether a row's name is of a measure that is broken down by this provider."""
        measure = self.measure(text)
        return measure is not None and provider in self.plan.breakdowns_of(measure.id)

    def providers_in(self, text: str) -> set[str]:
        """The breakdowns that a line names, alone or among other words."""
        words = provider_key(text)
        return {name for short, name in self._providers.items() if short and short in words}

    def measures(self, text: str) -> tuple[Measure, ...]:
        """The measures that a text may mean: one where it is clear, none where it names no measure."""
        found = self._met.get(text)
        if found is None:
            found = self._met[text] = self._find(text)
        return found

    def measure(self, text: str) -> Measure | None:
        """The one measure that a text means; None where it means none, or several."""
        found = self.measures(text)
        return found[0] if len(found) == 1 else None

    def plainly(self, reference: object, title: object) -> Measure | None:
        """The measure that a reference names, where the title beside it, if any, does not name another."""
        if type(reference) is not str or (title is not None and type(title) is not str):
            return None
        key_ = (reference, title or "")
        if key_ not in self._plain:
            named, other = self.measure(clean(reference)), self.measure(clean(title)) if title else None
            sound = named is not None and not (title and other is None and other_definition(named, title))
            self._plain[key_] = named if sound and (other is None or other == named) else None
        return self._plain[key_]

    def _find(self, text: str) -> tuple[Measure, ...]:
        if len(text) > _LONGEST_TEXT:
            return ()
        bare = _PIVOT.sub("", _FOOTNOTE.sub("", text))
        if self.answers and (said := self.answer(text)):
            return tuple(measure for measure in self.plan.measures if measure.id == said)
        return (
            tuple(measure for measure in self.plan.measures if measure.id == text)
            or self._ids.get(key(bare), ())
            or self._references.get(key(bare), ())
            or self._titles.get(key(bare), ())
            or self._titles.get(key(_TITLE_WITH_DIGITS.sub("", bare)), ())
            or self._with_reference(bare)
        )

    def _with_reference(self, text: str) -> tuple[Measure, ...]:
        """`EHCP1 - its title`, and `EHCP1: other words` where the reference begins no other."""
        for at in range(1, len(text)):
            if text[at].isalnum() and text[at - 1].isalnum():
                continue  # a reference ends where a word ends
            reference, rest = key(text[:at]), key(text[at:])
            named = self._ids.get(reference) or self._references.get(reference)
            if not named or not rest or row_subject(text) or subject_of(text[at:]):
                continue
            titled = self._titles.get(rest, ())
            if both := tuple(measure for measure in named if measure in titled):
                return both
            longer = [known for known in (*self._ids, *self._references) if known.startswith(reference)]
            if not titled and len(longer) == 1:
                return named
        return ()

    def is_title(self, text: str) -> bool:
        """Whether a text is a measure's own title in the plan, whatever its words say."""
        return not text.startswith("#") and key(_FOOTNOTE.sub("", text)) in self._titles

    def named_before(self, text: str) -> Measure | None:
        """The one measure whose reference, id or title a row's label begins with: `EHCP1 target`."""
        for at in range(len(text), 0, -1):
            if at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
                continue
            own = key(text[:at])
            found = self._ids.get(own) or self._references.get(own) or self._titles.get(own) or ()
            if len(found) == 1:
                return found[0]
        return None

    def row_subject(self, text: str) -> Subject | None:
        """What a row's label says that its figures are beside a measure's name, or alone: `EHCP1 target`, `Target`."""
        for at in range(1, len(text)):
            reference = key(text[:at])
            if text[at].isalnum() and text[at - 1].isalnum():
                continue
            if (reference in self._ids or reference in self._references or reference in self._titles) and (
                subject := subject_of(text[at:])
            ):
                return subject
        return row_subject(text)

    def is_breakdown(self, text: str) -> bool:
        """Whether some measure of the plan is broken down so, or the text says that it is a total."""
        return is_total(text) or provider_key(_FOOTNOTE.sub("", text)) in self._providers

    def nearest(self, text: str) -> list[str]:
        """Ids that begin with what is written, then those spelt most like it; none once many names were strange."""
        if len(self._offered) >= _OFFERS:
            return []
        if text not in self._offered:
            self._offered[text] = self._nearest(text)
        return self._offered[text]

    def _nearest(self, text: str) -> list[str]:
        ids = {key(measure.id): measure.id for measure in self.plan.measures}
        wanted = key(text)
        if len(wanted) > _LONGEST_NAME:
            return []
        begun = [known for known in ids if wanted and known.startswith(wanted)]
        near = difflib.get_close_matches(wanted, ids, n=_OFFERED)
        return [ids[known] for known in dict.fromkeys([*begun, *near])][:_OFFERED]

    @cached_property
    def milestones(self) -> References[Milestone]:
        """The plan's milestones as people refer to them."""
        return milestones_of(self.plan)

    @cached_property
    def recommendations(self) -> References[Recommendation]:
        """Its recommendations, likewise."""
        return recommendations_of(self.plan)

    @cached_property
    def _plain(self) -> dict[tuple[str, str], Measure | None]:
        return {}

    @cached_property
    def _offered(self) -> dict[str, list[str]]:
        return {}

    @cached_property
    def _met(self) -> dict[str, tuple[Measure, ...]]:
        return {}

    @cached_property
    def _ids(self) -> dict[str, tuple[Measure, ...]]:
        return _grouped([(measure.id, measure) for measure in self.plan.measures])

    @cached_property
    def _references(self) -> dict[str, tuple[Measure, ...]]:
        """Measures by the reference that the plan prints; one printed over several measures means all of them.

        Those that share a row of the plan share the beginning of their ids: ASC1-UNDER18, ASC1-0TO5.
        """
        printed = {key(measure.ref_published) for measure in self.plan.measures}
        rows = [(measure.id.partition("-")[0], measure) for measure in self.plan.measures]
        together = [(stem, measure) for stem, measure in rows if key(stem) in printed]
        own = [(measure.ref_published, measure) for measure in self.plan.measures]
        return {name: tuple(dict.fromkeys(found)) for name, found in _grouped([*own, *together]).items()}

    @cached_property
    def _titles(self) -> dict[str, tuple[Measure, ...]]:
        return _grouped([(measure.title, measure) for measure in self.plan.measures])

    @cached_property
    def _providers(self) -> dict[str, str]:
        return {provider_key(row.breakdown): row.breakdown for row in self.plan.breakdowns}


def _grouped(named: list[tuple[str, Measure]]) -> dict[str, tuple[Measure, ...]]:
    groups: dict[str, tuple[Measure, ...]] = defaultdict(tuple)
    for name, measure in named:
        if key(name):
            groups[key(name)] += (measure,)
    return dict(groups)


def read_measure(names: Names, cell: Cell) -> Measure | Fault:
    """The measure that a cell names, whatever its blanks, hyphens and capitals."""
    if cell.blank:
        return Fault(codes.UNKNOWN_MEASURE, "The row has figures or words and names no measure.", cell.place)
    alike = names.measures(cell.text)
    if len(alike) == 1:
        return alike[0]
    near = [measure.id for measure in alike] or names.nearest(cell.text)
    advice = f"Did you mean {_either(near)}?" if near else None
    return Fault(codes.UNKNOWN_MEASURE, f"The plan has no measure {quoted(cell.text)}.", cell.place, advice)


def check_title(names: Names, measure: Measure, cell: Cell) -> Fault | None:
    """A title beside the reference that is another measure's: one of the two is wrong."""
    other = names.measure(cell.text) if not cell.blank else None
    if other is None and (words := other_definition(measure, cell.text)):
        what = f"The row names {measure.id}, and {quoted(cell.text)} says {quoted(words)}: that is measured otherwise."
        return Fault(codes.TITLE_DISAGREES, what, cell.place)
    if other is None or other.id == measure.id:
        return None
    what = f"The row names {measure.id}, and {quoted(cell.text)} is the title of {other.id}."
    return Fault(codes.TITLE_DISAGREES, what, cell.place)


def _either(names: list[str]) -> str:
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def read_breakdown(plan: Plan, measure: Measure, cell: Cell) -> str | Fault:
    """The breakdown's name in the plan's spelling; "" for the total, which may be blank or called so."""
    if cell.blank:
        return ""
    bare = _FOOTNOTE.sub("", cell.text)
    known = plan.breakdowns_of(measure.id)
    for name in known:
        if key(bare) and provider_key(name) == provider_key(bare):
            return name
    if is_total(bare):
        return ""
    if not known:
        what = f"{measure.id} has no breakdowns, so {quoted(cell.text)} does not belong here."
        return Fault(codes.UNKNOWN_BREAKDOWN, what, cell.place, "Leave the cell blank.")
    what = f"{measure.id} has no breakdown {quoted(cell.text)}."
    advice = f"Choose one of: {listed(list(known))}; or leave the cell blank for the total."
    return Fault(codes.UNKNOWN_BREAKDOWN, what, cell.place, advice)


def describe(measure: Measure | None, month: str, breakdown: str) -> str:
    """A line's measure, month and breakdown in words: `EHCP1, April 2022`."""
    return clean(", ".join(part for part in (measure.id if measure else "", month, breakdown) if part))
