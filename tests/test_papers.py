"""Papers for the board: refused in a sentence, written as at any day, and made again to the digit once issued."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sendkpi import papers, report, store
from sendkpi.errors import RefusedError, SendKpiError, UnknownNameError
from sendkpi.papers import PaperChoice
from sendkpi.plan.agreed import Agreement, Decision
from sendkpi.plan.choices import PaperPeriod, PaperSection
from sendkpi.record.board import LogItem
from sendkpi.record.updates import MilestoneUpdate, Progress, RecommendationUpdate, Status
from sendkpi.report import NO_NARRATIVE, Bullets, Narrative, Paragraph, ParagraphKind
from sendkpi.values import parse_month, today
from tests.build import figure
from tests.real_plan import PLAN
from tests.store.filed import extract

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from sendkpi.report import Paper

MARCH, JUNE = parse_month("2022-03"), parse_month("2022-06")
QUARTER = PaperChoice("send-executive", PaperPeriod.QUARTER, JUNE)
DAY = dt.date(2022, 7, 31)
NARRATIVE = Narrative("- Waits are too long.\n-3 points since May.\n\n", "• Agree the target\n")


def at(month: int, day: int) -> dt.datetime:
    """A morning of 2022, UTC."""
    return dt.datetime(2022, month, day, 9, tzinfo=dt.UTC)


def sent(engine: Engine, now: dt.datetime | None, *rows: dict[str, object]) -> store.Submission:
    return store.submit(engine, extract(*rows), by="Ada", reason="So it is", now=now)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """EHCP1 from January to June 2022, each month's figure sent on the 20th of the next."""
    made = store.connect(f"sqlite:///{tmp_path / 'papers.db'}")
    for month in range(1, 7):
        sent(made, at(month + 1, 20), figure("EHCP1", f"2022-{month:02}", of=(10 + month, 40)))
    return made


def write(
    engine: Engine, day: dt.date = DAY, wanted: PaperChoice = QUARTER, narrative: Narrative = NO_NARRATIVE
) -> Paper:
    return papers.write(engine, PLAN, wanted, day, narrative)


def issue(
    engine: Engine, wanted: PaperChoice = QUARTER, narrative: Narrative = NO_NARRATIVE, day: dt.date | None = None
) -> store.Issued:
    return papers.issue(engine, PLAN, wanted, day or today(), narrative, by="Ada")


def inside(paper: Paper, hour: int = 9) -> dict[str, bytes]:
    """The words and the pictures of the Word file, by their names in it."""
    content = report.as_word(paper, dt.datetime(2022, 8, 1, hour, tzinfo=dt.UTC))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if name.startswith(("word/document", "word/media"))}


def words(paper: Paper) -> str:
    """All that a paper says, tables row by row."""
    lines = []
    for section in paper.sections:
        lines.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                lines.append(f"{block.begins} {block.words}")
            elif isinstance(block, Bullets):
                lines += block.items
            elif isinstance(block, report.Table):
                lines += [" | ".join(cell.words for cell in row) for row in block.rows]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            replace(QUARTER, period=PaperPeriod.MONTH),
            "SEND Executive Board receives a paper for each quarter, not for a month.",
        ),
        (
            PaperChoice("scrutiny-panel", PaperPeriod.QUARTER, JUNE),
            "receives a paper for each half-year or year, not for a quarter.",
        ),
        (
            replace(QUARTER, last=parse_month("2022-05")),
            "No quarter ends in May 2022: give the last month of a quarter.",
        ),
        (
            replace(QUARTER, last=parse_month("2022-09")),
            "September 2022 had not come by the day that the paper is as at.",
        ),
        (replace(QUARTER, audience="nobody"), "The plan has no audience 'nobody'. It has: send-executive, sub-group, "),
        (replace(QUARTER, sub_group="EHC"), "SEND Executive Board receives one paper about all sub-groups."),
        (replace(QUARTER, audience="sub-group"), "Say which sub-group the paper is for: PFA, EHC, HEALTH, CCL."),
        (
            replace(QUARTER, audience="sub-group", sub_group="Z"),
            "Say which sub-group the paper is for: PFA, EHC, HEALTH, CCL.",
        ),
    ],
)
def test_an_unknown_paper_is_refused_in_one_sentence_and_not_issued(engine: Engine, wanted: PaperChoice, message: str):
    with pytest.raises(SendKpiError) as refused:
        write(engine, wanted=wanted)
    assert message in str(refused.value)
    assert isinstance(refused.value, RefusedError | UnknownNameError)
    assert "\n" not in str(refused.value)
    with pytest.raises(SendKpiError):
        issue(engine, wanted, day=DAY)
    assert store.issued(engine) == ()


@pytest.mark.parametrize("audience", PLAN.audiences, ids=lambda one: one.id)
def test_each_audience_of_the_calendar_has_its_paper_with_the_sections_it_needs_and_no_more(engine: Engine, audience):
    headings = {
        PaperSection.SUMMARY: "Summary",
        PaperSection.ATTENTION: "Needs attention",
        PaperSection.SCORECARD: "Scorecard",
        PaperSection.DELIVERY: "Delivery",
        PaperSection.RECOMMENDATIONS: "Scrutiny recommendations",
        PaperSection.BOARD: "Risks, decisions and actions",
        PaperSection.CHANGES: "What changed",
        PaperSection.QUALITY: "Data quality and queries",
        PaperSection.METHOD: "How to read this",
    }
    for period in audience.periods:
        paper = write(engine, wanted=PaperChoice(audience.id, period, JUNE, "EHC" if audience.each else ""))
        found = [section.heading for section in paper.sections if section.level == 1]
        assert [name for name in found if name in headings.values()] == [
            headings[section] for section in audience.sections if section in headings
        ]
        assert paper.about[1] == "As at 31 July 2022"


def test_the_last_paper_of_the_audience_is_what_changes_are_told_from(engine: Engine):
    first = papers.subject(engine, PLAN, QUARTER, today())
    assert (first.earlier.position.month, first.earlier.position.day) == (MARCH, dt.date(2022, 4, 30))

    issue(engine, replace(QUARTER, last=MARCH), day=dt.date(2022, 5, 12))
    issue(engine, PaperChoice("start-well", PaperPeriod.QUARTER, MARCH), day=dt.date(2022, 5, 20))
    issue(engine, replace(QUARTER, last=parse_month("2021-12")), day=dt.date(2022, 6, 1))
    issue(engine, QUARTER, day=DAY)

    found = papers.subject(engine, PLAN, QUARTER, today())
    assert (found.earlier.position.month, found.earlier.position.day) == (MARCH, dt.date(2022, 5, 12))
    assert "Since the position for March 2022, as at 12 May 2022 (the last paper issued)." in words(report.paper(found))


def test_an_issued_paper_is_the_same_to_the_digit_whatever_is_recorded_after_it_and_a_new_one_is_not(engine: Engine):
    last = sent(engine, at(8, 1), figure("EHCP7", "2022-06", of=(20, 40)))
    kept = issue(engine, narrative=NARRATIVE)
    before = papers.write_again(engine, PLAN, kept)

    sent(engine, None, figure("EHCP1", "2022-06", of=(39, 40)))  # restated
    store.withdraw(engine, last.id, by="Bea", reason="Wrong file")
    late = MilestoneUpdate("1.1d", Status.COMPLETE, completed_on=dt.date(2022, 6, 9))
    store.update_milestone(engine, PLAN, late, by="Bea")
    store.update_recommendation(engine, PLAN, RecommendationUpdate("2", Progress.IN_PROGRESS, "Begun"), by="Bea")
    store.enter(engine, LogItem("Find a venue", "Clerk", dt.date(2022, 9, 1)), by="Bea")
    agreed = Agreement("EHCP2", JUNE, Decision(DAY, "Board", "So it is"), target=90.0, target_month=JUNE)
    store.agree(engine, PLAN, agreed, by="Bea")
    issue(engine, replace(QUARTER, last=MARCH))

    (again,) = [one for one in store.issued(engine) if one.id == kept.id]
    after = papers.write_again(engine, PLAN, again)
    assert after == before
    assert inside(after, hour=17) == inside(before)
    assert any(name.endswith(".png") for name in inside(after))
    fresh = write(engine, today(), narrative=NARRATIVE)
    assert inside(fresh)["word/document.xml"] != inside(before)["word/document.xml"]
    assert "Find a venue" in words(fresh)
    assert "Find a venue" not in words(after)


def test_a_paper_as_at_a_past_day_holds_what_was_then_on_record(engine: Engine):
    before = write(engine)
    sent(engine, at(8, 9), figure("EHCP1", "2022-06", of=(39, 40)))
    assert write(engine) == before
    assert "EHC P 1" in words(before)
    assert words(write(engine, dt.date(2022, 8, 31))) != words(before)
    assert "As at 31 July 2022" in before.about


def test_an_issued_paper_keeps_its_words_who_issued_it_and_the_moment_that_it_is_as_at(engine: Engine):
    now = issue(engine, narrative=NARRATIVE)
    past = issue(engine, day=DAY)
    assert store.issued(engine) == (now, past)
    assert (now.summary, now.decisions_sought) == (NARRATIVE.summary.strip(), NARRATIVE.decisions_sought.strip())
    assert (now.recorded_by, now.id, past.id) == ("Ada", 1, 2)
    assert now.recorded_at is not None
    assert now.as_at <= now.recorded_at
    assert past.as_at == dt.datetime(2022, 7, 31, 22, 59, 59, 999999, tzinfo=dt.UTC)


def test_the_same_paper_is_issued_once_and_again_when_its_words_or_its_figures_are_others(engine: Engine):
    issue(engine, narrative=NARRATIVE)
    with pytest.raises(RefusedError, match=r"This paper was issued on .*, as paper 1: nothing in it has changed since"):
        issue(engine, narrative=replace(NARRATIVE, summary=f" {NARRATIVE.summary} "))
    issue(engine, narrative=Narrative("Other words"))
    sent(engine, None, figure("EHCP1", "2022-06", of=(39, 40)))
    issue(engine, narrative=NARRATIVE)
    issue(engine, narrative=NARRATIVE, day=DAY)
    assert [one.id for one in store.issued(engine)] == [1, 2, 3, 4]


def test_a_paper_of_today_is_not_issued_with_what_its_officer_has_not_seen(engine: Engine):
    seen = store.version(engine)
    sent(engine, None, figure("EHCP1", "2022-06", of=(39, 40)))
    with pytest.raises(RefusedError, match="Something was recorded since you looked at this paper"):
        papers.issue(engine, PLAN, QUARTER, today(), NARRATIVE, by="Ada", seen=seen)
    with pytest.raises(RefusedError, match="Say who issues the paper"):
        papers.issue(engine, PLAN, QUARTER, today(), NARRATIVE, by=" ")
    assert store.issued(engine) == ()
    assert (
        papers.issue(engine, PLAN, QUARTER, DAY, NARRATIVE, by="Ada", seen=seen).id == 1
    )  # nothing can be added to a past day
    assert papers.issue(engine, PLAN, QUARTER, today(), NARRATIVE, by="Ada", seen=store.version(engine)).id == 2


def test_the_officers_words_stand_first_and_as_they_were_written(engine: Engine):
    paper = write(engine, narrative=NARRATIVE)
    summary, sought = paper.sections[:2]
    assert summary.blocks[:2] == (
        Paragraph("Waits are too long.", ParagraphKind.OWN),
        Paragraph("-3 points since May.", ParagraphKind.OWN),
    )
    assert (sought.heading, sought.blocks) == ("Decisions sought", (Bullets(("Agree the target",)),))
    assert write(engine, narrative=Narrative(" \n ", "-\n")).sections == write(engine).sections


def test_words_stand_first_too_in_a_paper_without_a_summary_of_its_own(engine: Engine):
    paper = write(engine)
    bare = replace(paper, sections=paper.sections[1:])
    paper = report.with_words(bare, NARRATIVE)
    assert [section.heading for section in paper.sections[:2]] == ["Summary", "Decisions sought"]
    assert paper.sections[2:] == bare.sections
    assert report.with_words(bare, NO_NARRATIVE) == bare
