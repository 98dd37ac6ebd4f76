"""What the illustrative workbooks tell, month by month, from a fixed seed. No figure here is real.

EHC plans recover from a low start and end the year short of the target; one quarter of them is restated after a
check. Autism waits hardly move while more children wait, and one provider is late once. Sign-ups to the newsletter
stall, one month has a small sample, one file is withdrawn, and one measure is never reported.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi.values import add_months, month_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendkpi.plan import Plan

SEED = 2022
FIRST = dt.date(2022, 1, 1)
MONTHS = 15

COUNCIL, NHS = "Haringey Council", "NCL CCG"
BY = {COUNCIL: "Performance officer (illustrative)", NHS: "Commissioning analyst (illustrative)"}
RECEIVED_DAY = {COUNCIL: 12, NHS: 19}
CLOSED = {dt.date(2022, 9, 19)}
"""Bank holidays on which a file would otherwise come."""

Figure = dict[str, object]
"""What is typed into a row, by column name."""

Told = dict[tuple[str, str], Figure]
"""Figures by measure and breakdown ("" is the total)."""

IN_TIME = (6, 9, 8, 16, 14, 17, 20, 19, 25, 29, 32, 30, 29, 31, 34)
ISSUED = (19, 22, 20, 28, 31, 33, 35, 31, 38, 41, 43, 37, 35, 37, 39)
SIGNED_UP = (612, 634, 655, 681, 702, 715, 722, 726, 731, 733, 736, 735, 739, 741, 742)
VIEWS = (6410, 6725, 7020, 7390, 7960, 8710, 9340, 7180, 9020, 9460, 9710, 7850, 9530, 9880, 10140)
UNIQUE = (5060, 5240, 5410, 5690, 6020, 6610, 7010, 5480, 6790, 7080, 7260, 5930, 7150, 7390, 7520)
CHILDREN = {
    "ASC1-UNDER18": (140, 150, 95),
    "ASC1-0TO5": (70, 20, 15),
    "ASC1-5TO18-MEAN": (70, 130, 80),
    "ASC1-5TO18-MAX": (70, 130, 80),
}
"""Children counted by each provider, in the plan's order."""
START = {
    "ASC1-UNDER18": (58.0, 78.0, 74.0),
    "ASC1-0TO5": (36.0, 45.0, 44.0),
    "ASC1-5TO18-MEAN": (76.0, 90.0, 86.0),
    "ASC1-5TO18-MAX": (108.0, 131.0, 122.0),
}
"""Weeks waited at the start of 2022, by provider."""
EASING = {"ASC1-UNDER18": 0.55, "ASC1-0TO5": 0.17, "ASC1-5TO18-MEAN": 0.7, "ASC1-5TO18-MAX": 1.0}
"""Weeks by which a wait shortens each month."""

RATES = {
    # measure: (rate at first, rate at last, mean denominator)
    "EHCP2": (22, 61, 30),
    "EHCP3": (41, 63, 24),
    "EHCP4": (35, 58, 24),
    "EHCP5": (44, 70, 24),
    "EHCP6": (34, 72, 6),
    "EHCP7": (52, 69, 130),
    "EHCP8": (38, 57, 34),
    "COM3-INFORMED": (46, 55, 48),
    "COM3-SUPPORTED": (37, 41, 48),
    "COP1": (52, 52, 61),
    "COM1": (43, 43, 214),
    "COM2": (48, 48, 198),
    "COM6": (29, 47, 36),
    "COM7": (25, 38, 28),
}
NEVER = "EHCP9"
WAITING, COUNTED_IN = "ASC-WAITING", "ASC1-UNDER18"
"""The measure added in July 2022: the children whose waits the other measure averages."""
MORE_CHILDREN = 1.006
"""By how much the number waiting grows each month."""
AUDITOR_AWAY = ("EHCP6", 7)
"""One audit fewer: a sample under the plan's minimum."""
LATE, LATE_AT = "Tavistock and Portman", 9
"""The provider whose figures for October 2022 came weeks after the others'."""
DRAFT_AT = 11
DRAFT: Told = {
    ("EHCP1", ""): {"Numerator": 24, "Denominator": 31, "Commentary": "To be completed after the holidays."},
    ("EHCP7", ""): {"Numerator": 62, "Denominator": 93},
}
"""What the file that was sent too early, and withdrawn, said of December 2022."""
CHECKED = (
    (3, 15, 28, "Restated after a data check: one plan had been issued a day late."),
    (4, 14, 32, "Restated after a data check: one late plan had been left out."),
    (5, 16, 33, "Restated after a data check: one plan had been issued two days late."),
)
"""EHCP1 for April to June 2022 as found in August: month, in time, issued, words."""

SAID = {
    ("EHCP1", 0): "Backlog from the autumn is being cleared first, so late plans count now.",
    ("EHCP1", 3): "First month of the new case officers. Psychology advice still late in a third of cases.",
    ("EHCP1", 7): "Fewer plans fell due over the summer.",
    ("EHCP1", 8): "The case system went live; two weeks of figures were checked by hand.",
    ("EHCP1", 11): "The year ends well above where it began and short of the target.",
    ("EHCP7", 6): "Reviews for year 11 leavers were put first.",
    ("ASC1-UNDER18", 3): "Extra online assessments began in February; the oldest referrals are seen first.",
    ("ASC1-5TO18-MEAN", 8): "Two clinician posts are vacant.",
    ("ASC1-UNDER18", 10): "Waits shorten, yet more children are referred than are seen.",
    (WAITING, 12): "Referrals from schools rose again after the holidays.",
    ("COM4", 7): "No newsletter in August.",
    ("COM4", 10): "Most new sign-ups came from one school event.",
    ("EHCP6", 7): "One auditor was on leave: five audits.",
}
"""Words typed beside a figure, by measure and month (0 is January 2022)."""


def share(chance: random.Random, measure: str, at: int) -> Figure:
    """A numerator and denominator that climb from the first rate to the last, with noise."""
    first, last, volume = RATES[measure]
    rate = (first + (last - first) * at / (MONTHS - 1)) / 100
    denominator = volume if measure == "EHCP6" else max(6, round(chance.gauss(volume, volume**0.5)))
    denominator -= (measure, at) == AUDITOR_AWAY
    return {
        "Numerator": sum(chance.random() < rate for _ in range(denominator)),
        "Denominator": denominator,
    }


def wait(chance: random.Random, measure: str, part: int, at: int) -> Figure:
    """A provider's wait in weeks and the children it covers."""
    weeks = START[measure][part] - EASING[measure] * at + chance.gauss(0, 0.9)
    children = max(5, round(chance.gauss(CHILDREN[measure][part] * MORE_CHILDREN**at, 3)))
    return {"Denominator": children, "Value": round(weeks, 1)}


def whole(measure: str, parts: list[Figure]) -> Figure:
    """The total that the providers' figures make."""
    children = [float(str(one["Denominator"])) for one in parts]
    weeks = [float(str(one["Value"])) for one in parts]
    mean = sum(a * b for a, b in zip(children, weeks, strict=True)) / sum(children)
    return {"Denominator": int(sum(children)), "Value": max(weeks) if measure.endswith("MAX") else round(mean, 1)}


def month_told(plan: Plan, chance: random.Random, at: int) -> Told:
    """Every figure of a month, by measure and breakdown."""
    fixed: dict[str, Callable[[], Figure]] = {
        "EHCP1": lambda: {"Numerator": IN_TIME[at], "Denominator": ISSUED[at]},
        "COM4": lambda: {"Value": SIGNED_UP[at]},
        "COM5-VIEWS": lambda: {"Value": VIEWS[at]},
        "COM5-UNIQUE": lambda: {"Value": UNIQUE[at]},
        WAITING: lambda: {"Value": told[COUNTED_IN, ""]["Denominator"]},
    }
    told: Told = {}
    for measure in plan.measures:
        providers = plan.breakdowns_of(measure.id)
        parts = [wait(chance, measure.id, part, at) for part in range(len(providers))]
        told |= {(measure.id, name): one for name, one in zip(providers, parts, strict=True)}
        if parts:
            told[measure.id, ""] = whole(measure.id, parts)
        elif measure.id in fixed:
            told[measure.id, ""] = fixed[measure.id]()
        elif measure.id != NEVER:
            told[measure.id, ""] = share(chance, measure.id, at)
        if (measure.id, at) in SAID:
            told[measure.id, ""] = told[measure.id, ""] | {"Commentary": SAID[measure.id, at]}
    return told


@dataclass(frozen=True)
class Sent:
    """A workbook as sent: the template's month and organisation, what is typed in, and what became of it.

    `below` are rows added under the template's own, for earlier months. `reason` confirms its warnings.
    """

    name: str
    month: dt.date
    owner: str
    told: Told
    received: dt.datetime
    below: tuple[tuple[str, dt.date, Figure], ...] = ()
    note: str = ""
    reason: str = ""
    withdrawn: dt.datetime | None = None
    withdrawn_reason: str = ""


UNUSUAL = {COUNCIL: {5, 6, 9, 10, 11, 12, 13, 14}, NHS: {6, 7, 8, 10, 11, 12, 13, 14}}
"""Months, counted from the first, whose figures lie outside what was usual until then: better, most of them."""


def sent(plan: Plan) -> tuple[Sent, ...]:
    """Every workbook of the story, in the order of their coming."""
    return tuple(sorted(_sent(plan), key=lambda one: one.received))


def _sent(plan: Plan) -> Iterator[Sent]:
    chance = random.Random(SEED)  # noqa: S311 - figures for show, not secrets
    for at in range(MONTHS):
        month = add_months(FIRST, at)
        told = month_told(plan, chance, at)
        for owner in (COUNCIL, NHS):
            usual = Sent(f"{month_code(month)} {owner}.xlsx", month, owner, told, received(month, owner))
            if owner == COUNCIL and at == AUDITOR_AWAY[1]:
                usual = replace(usual, reason="One auditor was on leave; five audits are all there were.")
            elif at in UNUSUAL[owner]:
                usual = replace(usual, reason="Checked with the team: the figures are right, the change is real.")
            if owner == COUNCIL and at == DRAFT_AT:
                yield _too_early(usual)
            if owner == NHS and at == LATE_AT:
                yield _when_late(usual)
                usual = _without_late(usual)
            yield usual
    yield _checked()


def received(month: dt.date, owner: str) -> dt.datetime:
    """When an organisation's file for a month came: a working day of the month after."""
    day = add_months(month, 1).replace(day=RECEIVED_DAY[owner])
    while day.weekday() > 4 or day in CLOSED:  # noqa: PLR2004 - Saturday and Sunday
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(10, 30), dt.UTC)


def _too_early(right: Sent) -> Sent:
    """The file sent two days before the right one, withdrawn as that one came."""
    return replace(
        right,
        name=right.name.replace(".xlsx", " draft.xlsx"),
        told=right.told | DRAFT,
        received=right.received - dt.timedelta(days=2),
        withdrawn=right.received - dt.timedelta(minutes=25),
        withdrawn_reason="A draft was sent by mistake: plans issued in the last week of December are missing.",
    )


def _without_late(usual: Sent) -> Sent:
    """The month's file while a provider is awaited: the others' figures, and no total."""
    awaited = {measure for measure, part in usual.told if part == LATE} | {WAITING}
    told = {key: one for key, one in usual.told.items() if key[1] != LATE and not (key[0] in awaited and not key[1])}
    return replace(usual, told=told, note=f"{LATE} has not sent its figures; they will follow.")


def _when_late(usual: Sent) -> Sent:
    """The awaited provider's figures alone, nearly three weeks later: the totals follow from the parts."""
    told = {key: one for key, one in usual.told.items() if LATE in key or WAITING in key}
    name = usual.name.replace(".xlsx", f" - {LATE}.xlsx")
    return replace(usual, name=name, told=told, received=dt.datetime(2022, 12, 8, 14, 10, tzinfo=dt.UTC))


def _checked() -> Sent:
    """EHCP1 of a quarter as it was found on checking, in a file of its own."""
    below: list[tuple[str, dt.date, Figure]] = []
    for at, in_time, issued, words in CHECKED:
        figure: Figure = {"Numerator": in_time, "Denominator": issued, "Commentary": words}
        below.append(("EHCP1", add_months(FIRST, at), figure))
    july = add_months(FIRST, 6)
    return Sent(
        "2022-07 Haringey Council - EHCP1 checked.xlsx",
        july,
        COUNCIL,
        {},
        dt.datetime(2022, 8, 16, 9, 40, tzinfo=dt.UTC),
        below=tuple(below),
        reason="Case dates of April to June were checked against the letters sent; these are the right figures.",
    )
