"""A workbook's milestones and recommendations held against what is known: news, no news, and what cannot stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.analysis.delivery.news import counted_all, counted_delivery, delivery_news
from sendkpi.frames import frame
from sendkpi.frames.figures import ExtractRow
from sendkpi.record.extract import Extract, WrittenDue
from sendkpi.record.updates import NOTHING_REPORTED, MilestoneUpdate, Progress, RecommendationUpdate, Reported, Status
from tests.build import month
from tests.delivery import done, milestone_update, put_off
from tests.ingest.delivery_book import PLAN

TODAY = dt.date(2022, 7, 15)


def row(milestone, status, *, completed=None, **says):
    """A row as a workbook gives it, at Milestones!D2."""
    months = {name: month(says.pop(name, None)) for name in ("due", "occurrence")}
    day = dt.date.fromisoformat(completed) if completed else None
    return MilestoneUpdate(milestone, Status(status), completed_on=day, place="Milestones!D2", **months, **says)


def reported(updates):
    return Reported(
        tuple(one for one in updates if isinstance(one, MilestoneUpdate)),
        tuple(one for one in updates if isinstance(one, RecommendationUpdate)),
    )


def news(*rows, known=(), dues=(), template=None):
    """What these rows change of what is known, and was known when their template was filled if they have one."""
    milestones = tuple(one for one in rows if isinstance(one, MilestoneUpdate))
    recommendations = tuple(one for one in rows if isinstance(one, RecommendationUpdate))
    blank = frame([], ExtractRow)
    extract = Extract("f", b"", "", blank, blank, milestones=milestones, recommendations=recommendations, dues=dues)
    return delivery_news(PLAN, extract, reported(known), TODAY, None if template is None else reported(template))


def changes(*rows, known=()):
    found = news(*rows, known=known)
    assert not found.problems, [problem.line for problem in found.problems]
    return [(change.about, change.was, change.becomes, change.beside) for change in found.changes]


def refused(*rows, known=(), dues=()):
    found = news(*rows, known=known, dues=dues)
    assert not found.changes
    return [(problem.code, problem.line) for problem in found.problems]


def test_a_first_update_is_told_from_not_reported():
    assert changes(row("1.1a", "complete", completed="2022-04-29", evidence="Minute 7")) == [
        ("1.1a", "not reported", "complete on 29 April 2022", "Evidence: Minute 7")
    ]


def test_a_month_that_stands_is_no_new_month():
    for due in ("2022-04", None):
        assert news(row("1.1a", "on track", due=due)).milestones[0].update.due is None
    assert news(row("2.7b", "on track", due="2022-04")).milestones[0].update.due is None
    assert news(row("1.1a", "on track", due="2022-09"), known=[put_off("1.1a", "2022-09")]).milestones


def test_another_month_without_deferred_is_an_error_that_says_what_to_do():
    line = (
        "Milestones!D2 · 1.1a · 1.1a is due in April 2022, and Due says September 2022. To move it, give the status "
        "deferred, the new month in Due and the reason in Comment. If it has not moved, put April 2022 back."
    )
    assert refused(row("1.1a", "on track", due="2022-09")) == [("due_differs", line)]
    ((_, line),) = refused(row("1.3f", "on track", due="2022-09"))
    assert "1.3f has no month in which it is due, and Due says September 2022." in line
    assert line.endswith("If it has not, clear Due.")


def test_a_deferral_moves_to_a_later_month_with_a_reason():
    assert changes(row("1.1a", "deferred", due="2022-09", reason="Nobody applied")) == [
        ("1.1a", "not reported", "deferred to September 2022", "Nobody applied")
    ]
    for says, line in (
        ({"due": "2022-09"}, "1.1a is deferred: say why."),
        ({"reason": "Late"}, "1.1a is deferred: say to which month."),
        ({"due": "2022-04", "reason": "Late"}, "1.1a is due in April 2022: it can only be deferred to a later month."),
    ):
        assert refused(row("1.1a", "deferred", **says)) == [("cannot_stand", f"Milestones!D2 · 1.1a · {line}")]


def test_a_milestone_without_a_month_can_be_given_one_by_deferring_it():
    assert changes(row("1.3f", "deferred", due="2023-01", reason="Guidance is out"))[0][2] == "deferred to January 2023"


@pytest.mark.parametrize(
    "line",
    [
        ("Say on which day 1.1a was completed.", {"status": "complete"}),
        (
            "1.1a has a day of completion, but its status is “on track”.",
            {"status": "on track", "completed": "2022-05-01"},
        ),
        (
            "1.1a cannot have been completed on 1 August 2022: that day is in the future.",
            {"status": "complete", "completed": "2022-08-01"},
        ),
    ],
    ids=lambda line: line[0],
)
def test_a_day_goes_with_complete_alone_and_has_come(line):
    assert refused(row("1.1a", **line[1])) == [("cannot_stand", f"Milestones!D2 · 1.1a · {line[0]}")]


KNOWN = [
    done("1.1a", 2022, 4, 29, evidence="Minute 7", comment="At last"),
    put_off("1.1b", "2022-09", comment="Told the board"),
    milestone_update("2.7b", Status.ON_TRACK, comment="Going on"),
    put_off("1.3c", "2022-08", occurrence="2022-05"),
]
AS_IN_THE_TEMPLATE = [
    row("1.1a", "complete", due="2022-04", completed="2022-04-29", evidence="Minute  7", comment="At last"),
    row("1.1b", "deferred", due="2022-09", reason="The supplier is late\nTold the board"),
    row("2.7b", "on track", comment="Going on"),
    row("1.3c", "deferred", occurrence="2022-05", reason="The supplier is late"),
]


def test_rows_that_say_what_is_known_are_no_news():
    assert changes(*AS_IN_THE_TEMPLATE, known=KNOWN) == []


def test_a_blank_cell_takes_nothing_away():
    bare = [replace(one, completed_on=None, evidence="", comment="", reason="", due=None) for one in AS_IN_THE_TEMPLATE]
    assert changes(*bare, known=KNOWN) == []


def test_new_words_beside_a_known_status_are_news_and_keep_the_rest():
    found = news(row("1.1a", "complete", due="2022-04", evidence="Minute 8"), known=KNOWN).milestones
    assert [(one.beside, one.update.completed_on) for one in found] == [("Evidence: Minute 8", dt.date(2022, 4, 29))]
    assert found[0].update.comment == "At last"


def test_a_new_status_does_not_carry_the_words_of_the_one_before():
    (change,) = news(row("2.7b", "at risk"), known=KNOWN).milestones
    assert (change.was, change.becomes, change.update.comment) == ("on track", "at risk", "")


def test_a_complete_milestone_that_becomes_something_else_waits_to_be_confirmed():
    found = news(row("1.1a", "at risk", due="2022-04"), known=KNOWN)
    line = (
        "Milestones!D2 · 1.1a · It is known as complete on 29 April 2022, and this file says at risk. "
        "Confirm that it is no longer complete."
    )
    assert [problem.line for problem in found.problems] == [line]
    assert len(found.milestones) == 1
    assert news(row("2.7b", "complete", completed="2022-07-01"), known=KNOWN).problems == ()


def test_a_time_of_a_recurring_milestone_is_told_by_its_month():
    assert changes(row("1.3c", "complete", occurrence="2022-05", completed="2022-05-31"))[0][0] == "1.3c, May 2022"
    assert refused(row("1.3c", "on track")) == [
        ("cannot_stand", "Milestones!D2 · 1.3c · 1.3c recurs (monthly): say which month’s it is.")
    ]
    ((code, line),) = refused(row("1.3c", "on track", occurrence="2022-03"))
    assert (code, "does not fall due in March 2022" in line) == ("cannot_stand", True)


def test_one_time_of_a_recurring_milestone_is_deferred_on_the_page():
    line = "1.3c recurs: one of its times is deferred on the Milestones page, not here."
    assert refused(row("1.3c", "deferred", occurrence="2022-06", reason="Late")) == [
        ("cannot_stand", f"Milestones!D2 · 1.3c, June 2022 · {line}")
    ]
    assert refused(row("1.3c", "deferred", occurrence="2022-05", reason="Otherwise"), known=KNOWN)


def test_a_month_that_was_changed_beside_no_status_is_not_lost():
    moved = [WrittenDue("1.1a", dt.date(2022, 9, 1), "Milestones!C2"), WrittenDue("1.3c", dt.date(2022, 3, 1), "M!C3")]
    found = refused(dues=moved)
    assert [code for code, _ in found] == ["due_differs"] * 2
    assert found[0][1].startswith("Milestones!C2 · 1.1a · 1.1a is due in April 2022, and Due says September 2022.")
    assert "Put its month back" in found[1][1]


def test_the_months_of_a_template_beside_no_status_say_nothing():
    as_they_stand = [WrittenDue("1.1a", dt.date(2022, 4, 1), "M!C2"), WrittenDue("1.3c", dt.date(2022, 6, 1), "M!C3")]
    before_it_moved = WrittenDue("1.1b", dt.date(2022, 6, 1), "M!C4")
    assert refused(dues=[*as_they_stand, before_it_moved], known=KNOWN) == []


def test_a_recommendation_is_held_against_its_newest_update_and_else_against_what_was_published():
    published = RecommendationUpdate("1", Progress.NOT_STARTED, "Work had  not begun.")
    update = RecommendationUpdate("1", Progress.IN_PROGRESS, "A pilot runs", place="Recommendations!C2")
    assert changes(published) == []
    assert changes(update) == [("Recommendation 1", "not started", "in progress", "A pilot runs")]
    assert changes(update, replace(update, recommendation="2", progress="As 1"), known=[update]) == [
        ("Recommendation 2", "not started", "in progress", "As 1")
    ]
    assert changes(published, known=[update])[0][1:3] == ("in progress", "not started")


def test_blank_progress_beside_a_known_status_takes_nothing_away_and_beside_another_is_refused():
    assert changes(RecommendationUpdate("1", Progress.NOT_STARTED, "")) == []
    assert refused(RecommendationUpdate("1", Progress.ADDRESSED, "", place="R!C2")) == [
        ("cannot_stand", "R!C2 · Recommendation 1 · Say what became of recommendation 1.")
    ]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((5, 0, 0), "5 figures"),
        ((0, 2, 1), "2 milestones and 1 recommendation"),
        ((1, 0, 3), "1 figure, 3 recommendations"),
        ((0, 0, 0), "0 figures"),
    ],
)
def test_what_a_file_holds_is_counted_in_words(counts, words):
    assert counted_all(*counts) == words
    assert counted_delivery(0, 0) == ""


def test_a_row_left_as_its_template_had_it_does_not_undo_what_others_told_since():
    since = [
        *KNOWN,
        milestone_update("1.1a", Status.AT_RISK),
        put_off("1.1b", "2022-12"),
        milestone_update("2.7b", Status.AT_RISK),
    ]
    found = news(*AS_IN_THE_TEMPLATE, known=since, template=KNOWN)
    assert (found.changes, found.problems) == ((), ())
    assert found.notes == (
        "Changed since this template was downloaded, and left as they are known now: 1.1a, 1.1b and 2.7b.",
    )
    assert (
        len(news(*AS_IN_THE_TEMPLATE, known=since).changes) + len(news(*AS_IN_THE_TEMPLATE, known=since).problems) > 2
    )


def test_a_row_that_was_filled_in_is_news_though_others_told_something_since():
    since = [*KNOWN, milestone_update("2.7b", Status.AT_RISK)]
    found = news(row("2.7b", "complete", completed="2022-07-01"), known=since, template=KNOWN)
    assert [(change.was, change.becomes) for change in found.changes] == [("at risk", "complete on 1 July 2022")]
    assert found.notes == ()


def test_a_recommendation_left_as_it_was_published_does_not_undo_what_others_told_since():
    since = [RecommendationUpdate("1", Progress.IN_PROGRESS, "A pilot runs")]
    as_published = RecommendationUpdate("1", Progress.NOT_STARTED, "Work had not begun.")
    found = news(as_published, known=since, template=[])
    assert (found.changes, found.left_alone) == ((), ("Recommendation 1",))


def test_a_month_left_as_its_template_had_it_is_not_held_against_a_later_one():
    left = [WrittenDue("1.1b", dt.date(2022, 9, 1), "M!C4")]
    since = [*KNOWN, put_off("1.1b", "2022-12")]
    assert news(dues=left, known=since, template=KNOWN).problems == ()
    assert [problem.code for problem in news(dues=left, known=since).problems] == ["due_differs"]


def test_at_most_ten_that_were_left_alone_are_named():
    months = [f"{year}-{month:02d}" for year in (2022, 2023) for month in range(4, 13)][:12]
    rows = [row("1.3c", "on track", occurrence=month) for month in months]
    recorded = [milestone_update("1.3c", Status.ON_TRACK, occurrence=month) for month in months]
    since = [*recorded, *(milestone_update("1.3c", Status.AT_RISK, occurrence=month) for month in months)]
    (note,) = news(*rows, known=since, template=recorded).notes
    assert note.endswith("1.3c, December 2022, 1.3c, April 2023 and others.")


STATUSES = st.sampled_from(sorted(Status))
TEXTS = st.sampled_from(["", "A", "A\nB", "B"])


@given(STATUSES, STATUSES, TEXTS, TEXTS, st.sampled_from([None, "2022-04", "2022-09", "2022-12"]))
def test_what_was_taken_once_is_no_news_the_second_time(before, status, evidence, words, due):
    recorded = {
        Status.COMPLETE: done("1.1a", 2022, 4, 29, evidence="A"),
        Status.DEFERRED: put_off("1.1a", "2022-09", "A", comment="B"),
    }.get(before, milestone_update("1.1a", before, comment="A"))
    completed = "2022-05-03" if status is Status.COMPLETE else None
    says = {"reason" if status is Status.DEFERRED else "comment": words, "evidence": evidence}
    written = row("1.1a", status, due=due, completed=completed, **says)
    first = news(written, known=[recorded])
    after = [recorded, *(change.update for change in first.milestones)]
    if first.milestones:
        again = news(written, known=after)
        assert (again.changes, again.problems) == ((), ())


def test_nothing_said_changes_nothing():
    assert news() == delivery_news(PLAN, replace(_empty(), dues=()), NOTHING_REPORTED, TODAY)


def _empty():
    blank = frame([], ExtractRow)
    return Extract("f", b"", "", blank, blank)
