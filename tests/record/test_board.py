"""The board's entries: what may stand, what is refused in one sentence, and what an amendment is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import NO_CHANGES, Agreement, Changes, Decision
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import EMPTY_BOARD, Board, BoardDecision, LogItem, Meeting, Risk, check_entry, history, latest
from sendkpi.record.updates import Recorded

TODAY = dt.date(2022, 6, 30)
QUARTER = dt.date(2022, 3, 1)


def recorded(key, day=1, by="Ada"):
    return Recorded(by, dt.datetime(2022, 6, day, 9, tzinfo=dt.UTC), None, key)


def meeting(held_on="2022-05-05", **changes):
    return Meeting("SEND Executive Board", dt.date.fromisoformat(held_on), QUARTER, **changes)


def item(**changes):
    return replace(LogItem("Find a venue", "Head of SEND", dt.date(2022, 6, 1)), **changes)


def decision(**changes):
    return replace(BoardDecision("Open a second clinic", dt.date(2022, 5, 5)), **changes)


def risk(**changes):
    return replace(Risk(RiskKind.RISK, "No locums", "Clinical lead", 4, 4, "A shared bank"), **changes)


def issue(**changes):
    return replace(risk(), kind=RiskKind.ISSUE, likelihood=None, **changes)


LONG = "x" * 1001
CURRENT = Board(
    meetings=(
        meeting(number=1, recorded=recorded(1)),
        meeting("2022-07-07", number=2, recorded=recorded(2)),
        meeting("2022-04-04", number=3, cancelled=True, recorded=recorded(3)),
    ),
    log=(item(number=1, recorded=recorded(1)), item(number=1, comment="Two looked at", recorded=recorded(2, 8, "Bea"))),
    decisions=(decision(number=1, recorded=recorded(1)),),
    risks=(risk(number=1, recorded=recorded(1)),),
)
AGREED = Changes(agreements=(Agreement("EHCP2", QUARTER, Decision(TODAY, "Board", "Agreed", id=3)),))


def check(entry, board=CURRENT, changes=NO_CHANGES):
    check_entry(entry, board, changes, TODAY)


def test_the_newest_row_of_a_number_stands_and_all_of_them_are_its_history():
    assert [one.comment for one in latest(CURRENT.log)] == ["Two looked at"]
    assert [one.comment for one in history(CURRENT.log, 1)] == ["", "Two looked at"]
    assert latest(EMPTY_BOARD.risks) == ()


def test_an_issue_has_happened_so_that_its_impact_alone_makes_its_score():
    assert (risk(likelihood=2, impact=3).score, issue(impact=3).score) == (6, 15)
    assert replace(risk(likelihood=2, impact=3), kind=RiskKind.ISSUE).score == 15


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (meeting(), "The meeting of SEND Executive Board on 5 May 2022 is there already."),
        (replace(meeting("2022-08-01"), body=" "), "Say the body that meets."),
        (replace(meeting("2022-08-01"), quarter_ending=dt.date(2022, 5, 1)), "No quarter ends in May 2022."),
        (meeting("2022-08-01", number=9), "There is no meeting 9."),
        (item(item=" "), "Say the item."),
        (item(owner=""), "Say the owner."),
        (item(meeting=9), "There is no meeting 9."),
        (item(number=9), "There is no item 9."),
        (item(status=LogStatus.DROPPED), "Say in the comment why the item is dropped."),
        (decision(decision=""), "Say the decision."),
        (
            decision(decided_on=dt.date(2022, 7, 1)),
            "It cannot have been decided on 1 July 2022: that day is in the future.",
        ),
        (decision(changes=("agreement 4",)), "No agreement 4 was agreed, so a decision cannot name it."),
        (decision(meeting=2), "The meeting on 7 July 2022 has not been held, so it has decided nothing."),
        (decision(meeting=3), "The meeting on 4 April 2022 was cancelled, so it has decided nothing."),
        (decision(withdrawn=True), "Say in the comment why the decision is withdrawn."),
        (risk(title=""), "Say the risk."),
        (issue(title=""), "Say the issue."),
        (risk(mitigation=" "), "Say the mitigation."),
        (risk(likelihood=None), "Say how likely the risk is, from 1 to 5."),
        (risk(likelihood=6), "The likelihood is 6: it goes from 1 to 5."),
        (risk(impact=0), "The impact is 0: it goes from 1 to 5."),
        (issue(status=RiskStatus.CLOSED), "Say in the comment why the issue is closed."),
        (replace(issue(), likelihood=2), "An issue has happened: it takes no likelihood."),
        (risk(mitigation=LONG), "The mitigation is 1,001 characters long: keep it within 1,000."),
        (issue(title=LONG), "The issue is 1,001 characters long: keep it within 1,000."),
        (risk(escalated=LONG), "The escalation is 1,001 characters long: keep it within 1,000."),
        (item(comment=LONG), "The comment is 1,001 characters long: keep it within 1,000."),
        (decision(decision=LONG), "The decision is 1,001 characters long: keep it within 1,000."),
        (replace(meeting(), body=LONG), "The body that meets is 1,001 characters long: keep it within 1,000."),
        (meeting("2022-08-01", note=LONG), "The note is 1,001 characters long: keep it within 1,000."),
    ],
)  # fmt: skip
def test_an_invalid_entry_is_refused_in_one_sentence(entry, message):
    with pytest.raises(RefusedError) as refused:
        check(entry, changes=AGREED)
    assert str(refused.value).rstrip(".") == message.rstrip(".")


@pytest.mark.parametrize(
    "entry",
    [
        meeting("2022-08-01"),
        meeting("2022-04-04"),
        item(due=None, meeting=2),
        item(status=LogStatus.DROPPED, comment="Overtaken"),
        decision(changes=("agreement 3",), meeting=1),
        risk(escalated="Start Well Board"),
        issue(number=1),
        risk(mitigation=LONG[1:], comment=LONG[1:]),
    ],
)
def test_what_can_stand_is_let_through(entry):
    check(entry, changes=AGREED)


def test_a_cancelled_meeting_is_amended_though_another_is_held_on_its_day():
    both = replace(CURRENT, meetings=(*CURRENT.meetings, meeting("2022-04-04", number=4)))
    check(meeting("2022-04-04", number=3, cancelled=True, note="No quorum"), both)
    with pytest.raises(RefusedError, match="is there already"):
        check(meeting("2022-04-04", number=3), both)


def test_a_decision_may_be_amended_after_its_meeting_was_cancelled():
    board = replace(CURRENT, decisions=(decision(number=1, meeting=3, recorded=recorded(1)),))
    check(decision(number=1, meeting=3, decision="Open two clinics"), board)


@pytest.mark.parametrize(
    "entry",
    [
        meeting(number=1),
        item(number=1, comment="Two looked at"),
        item(number=1, comment=" "),
        item(number=1, item=" Find a venue "),
        decision(number=1),
        risk(number=1),
    ],
)
def test_an_amendment_that_says_nothing_new_is_refused(entry):
    with pytest.raises(RefusedError, match="already"):
        check(entry)


def test_an_amendment_does_not_undo_what_somebody_else_recorded_meanwhile():
    begun_from = CURRENT.log[0]
    with pytest.raises(RefusedError) as refused:
        check(replace(begun_from, status=LogStatus.DONE))
    assert (
        str(refused.value)
        == "Item 1 was amended by Bea on 8 June 2022 meanwhile: look at the newest entry, and amend that."
    )
    check(replace(CURRENT.log[1], status=LogStatus.DONE))
