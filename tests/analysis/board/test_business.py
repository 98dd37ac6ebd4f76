"""The board's business on a day: who owes what and how late, what was decided, what may go wrong; and in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd

from sendkpi.analysis.board import business as boards
from sendkpi.analysis.board.words import describe_board, entry_steps, meeting_names
from sendkpi.frames import columns_of
from sendkpi.frames.board import DecisionRow, LogRow, MeetingRow, RiskRow
from sendkpi.plan.agreed import Addition, Agreement, Answer, Changes, Decision
from sendkpi.plan.changes import amend
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import EMPTY_BOARD, Board, BoardDecision, LogItem, Meeting, Risk, change_names, history
from sendkpi.record.updates import Recorded
from tests.build import measure, month, plan

TODAY = dt.date(2022, 6, 30)
ADA, BEA = "Ada", "Bea"


def day(text):
    return dt.date.fromisoformat(text)


def by(who, on):
    return Recorded(who, dt.datetime.combine(day(on), dt.time(9), dt.UTC), None, 1)


def meeting(number, held_on, **changes):
    return Meeting("Board", day(held_on), month("2022-03"), number=number, recorded=by(ADA, "2022-04-01"), **changes)


def item(number, due="2022-07-31", on="2022-05-06", who=ADA, **changes):
    ends = day(due) if due else None
    return replace(LogItem(f"Item {number}", "Head", ends, number=number, recorded=by(who, on)), **changes)


def decision(number, on="2022-05-05", **changes):
    return replace(BoardDecision(f"Decision {number}", day(on), number=number, recorded=by(ADA, on)), **changes)


def risk(number, likelihood=2, impact=2, **changes):
    kind = RiskKind.ISSUE if likelihood is None else RiskKind.RISK
    one = Risk(
        kind, f"Risk {number}", "Head", likelihood, impact, "Watch", number=number, recorded=by(ADA, "2022-05-05")
    )
    return replace(one, **changes)


def test_the_next_meeting_is_the_days_own_or_the_first_after_it_and_cancelled_ones_do_not_count():
    board = Board(
        (
            meeting(1, "2022-05-05"),
            meeting(2, "2022-06-29", cancelled=True),
            meeting(3, "2022-09-01"),
            meeting(4, "2022-06-30"),
        )
    )
    assert (boards.next_meeting(board, TODAY).number, boards.last_meeting(board, TODAY).number) == (4, 1)
    later = TODAY + dt.timedelta(days=1)
    assert (boards.next_meeting(board, later).number, boards.last_meeting(board, later).number) == (3, 4)
    assert (boards.next_meeting(board, day("2023-01-01")), boards.last_meeting(EMPTY_BOARD, TODAY)) == (None, None)


def test_an_item_is_overdue_from_the_day_after_it_was_due_and_not_once_it_is_settled():
    due = {1: "2022-06-30", 2: "2022-06-29", 3: "2022-05-31", 4: None}
    done = item(5, "2022-01-01", status=LogStatus.DONE)
    board = Board(log=(*(item(number, when) for number, when in due.items()), done))
    table = boards.actions_log(board, TODAY).set_index("number")
    assert table["days_overdue"].dropna().to_dict() == {1: 0, 2: 1, 3: 30}


def test_open_items_stand_first_the_most_overdue_on_top_and_settled_ones_last_changed_first():
    board = Board(
        log=(
            item(1, None),
            item(2, "2022-07-31"),
            item(3, "2022-07-01"),
            item(4, "2022-06-20"),
            item(5, "2022-05-20"),
            item(6, "2022-01-01", on="2022-06-01", status=LogStatus.DONE),
            item(7, "2022-01-02", on="2022-06-02", status=LogStatus.DROPPED, comment="Overtaken"),
        )
    )
    assert boards.actions_log(board, TODAY)["number"].tolist() == [5, 4, 3, 2, 1, 7, 6]


def test_an_items_row_is_its_newest_with_the_day_it_was_raised_and_the_newest_comment():
    first = item(1, meeting=1, comment="Two halls asked")
    board = Board(
        (meeting(1, "2022-05-05"),),
        (
            first,
            replace(first, owner="Deputy", recorded=by(BEA, "2022-06-10")),
            replace(first, owner="Deputy", comment="", due=day("2022-08-31"), recorded=by(ADA, "2022-06-20")),
        ),
    )
    (row,) = boards.actions_log(board, TODAY).to_dict("records")
    assert list(row) == columns_of(LogRow)
    assert (row["owner"], row["due_on"], row["meeting"]) == ("Deputy", pd.Timestamp("2022-08-31"), "Board")
    assert (row["raised_on"], row["updated_on"], row["updated_by"]) == (
        pd.Timestamp("2022-05-05"),
        pd.Timestamp("2022-06-20"),
        ADA,
    )
    assert (row["comment"], row["commented_on"], row["commented_by"]) == (
        "Two halls asked",
        pd.Timestamp("2022-05-06"),
        ADA,
    )


def test_an_item_of_no_meeting_was_raised_on_the_day_it_was_entered_in_london():
    late = Recorded(ADA, dt.datetime(2022, 5, 6, 23, 30, tzinfo=dt.UTC), None, 1)
    (row,) = boards.actions_log(Board(log=(item(1, recorded=late),)), TODAY).to_dict("records")
    assert (row["raised_on"], row["meeting"], pd.isna(row["met_on"])) == (pd.Timestamp("2022-05-07"), "", True)


def test_risks_stand_by_score_closed_ones_last_and_from_15_on_they_are_high():
    board = Board(
        risks=(
            risk(1, 3, 5),
            risk(2, 2, 7 - 3),
            risk(3, 5, 5, status=RiskStatus.CLOSED, comment="Past"),
            risk(4, None, 4, escalated="Start Well Board"),
            risk(5, 5, 5),
        )
    )
    table = boards.risks(board)
    assert table["number"].tolist() == [5, 4, 1, 2, 3]
    assert table["score"].tolist() == [25, 20, 15, 8, 25]
    assert table["high"].tolist() == [True, True, True, False, True]
    assert table.set_index("number").loc[4, ["kind", "escalated_to"]].tolist() == ["issue", "Start Well Board"]
    assert pd.isna(table.set_index("number").loc[4, "likelihood"])


def test_the_matrix_counts_open_risks_and_neither_issues_nor_closed_ones():
    board = Board(
        risks=(risk(1, 4, 5), risk(2, 4, 5), risk(3, 1, 1), risk(4, None, 5), risk(5, 5, 5, status=RiskStatus.CLOSED))
    )
    counts = boards.matrix(boards.risks(board))
    assert (counts.index.tolist(), counts.columns.tolist()) == ([5, 4, 3, 2, 1], [1, 2, 3, 4, 5])
    assert (counts.loc[4, 5], counts.loc[1, 1], int(counts.to_numpy().sum())) == (2, 1, 3)
    assert int(boards.matrix(boards.risks(EMPTY_BOARD)).to_numpy().sum()) == 0


def test_a_meeting_tells_its_state_and_what_came_of_it():
    fell_out = meeting(3, "2022-04-01", cancelled=True, note="No quorum")
    board = Board(
        (meeting(1, "2022-05-05"), meeting(2, "2022-06-30"), fell_out),
        (item(1, meeting=1), item(2, meeting=1)),
        (decision(1, meeting=1), decision(2, meeting=1, withdrawn=True, comment="Mistaken")),
    )  # fmt: skip
    table = boards.meetings(board, TODAY)
    assert table[["number", "state", "decisions", "items", "note"]].to_numpy().tolist() == [
        [2, "to come", 0, 0, ""],
        [1, "held", 1, 2, ""],
        [3, "cancelled", 0, 0, "No quorum"],
    ]


def changed():
    """A plan with a baseline and target, an answer and a measure agreed since."""
    published = plan(measure("EHCP2", baseline=None, baseline_month=None, target=None, target_month=None))
    decided = Decision(day("2022-05-05"), "Board", "Agreed", ADA, dt.datetime(2022, 5, 6, tzinfo=dt.UTC), id=1)
    agreement = Agreement(
        "EHCP2", month("2022-06"), decided, baseline=40, baseline_month=month("2022-05"), target=80,
        target_month=month("2022-12"),
    )  # fmt: skip
    addition = Addition(measure("EXTRA", title="Children waiting"), decided)
    return published, amend(published, Changes((agreement,), (Answer("Q1", "A", "B", decided),), (addition,)))


def test_a_decision_says_what_was_agreed_in_words():
    published, since = changed()
    words = boards.change_words(published, since)
    assert words["agreement 1"] == (
        "EHCP2, baseline: none → 40.0% in May 2022, from June 2022; "
        "EHCP2, target: none → 80.0% by December 2022, from June 2022"
    )
    assert boards.change_subjects(published, since) == {"agreement 1": ("EHCP2",), "addition 1": ("EXTRA",)}
    board = Board(
        (meeting(1, "2022-05-05"),),
        decisions=(decision(1, meeting=1, changes=("addition 1", "answer 1")), decision(2, "2022-06-01")),
    )
    table = boards.decisions(board, words)
    assert list(table.columns) == columns_of(DecisionRow)
    assert table["number"].tolist() == [2, 1]
    assert table["agreed"].tolist() == ["", "EXTRA, measure: none → Children waiting, from January 2022; answer 1"]


def test_changes_that_only_a_withdrawn_decision_names_are_named_by_none():
    names = change_names(changed()[1].changes)
    board = Board(
        decisions=(
            decision(1, changes=("agreement 1",)),
            decision(2, changes=("answer 1",), withdrawn=True, comment="Mistaken"),
        )
    )
    assert boards.unnamed(board, names) == ("answer 1", "addition 1")


def test_how_the_board_stands_is_one_sentence():
    board = Board(
        (meeting(1, "2022-05-05"),),
        (item(1, "2022-06-29"), item(2, "2022-05-31"), item(3)),
        (decision(1, "2022-05-05"), decision(2, "2022-03-05"), decision(3, "2022-06-05", withdrawn=True)),
        (risk(1, 4, 4), risk(2, escalated="Panel"), risk(3), risk(4, None, 2)),
    )
    assert describe_board(boards.board_summary(board, TODAY)) == (
        "3 open actions (2 of them overdue, by up to 30 days); 3 open risks (2 of them high or escalated); "
        "1 open issue; 1 decision at or since the last meeting."
    )
    fewer = Board(log=(item(1),), decisions=(decision(1),))
    assert describe_board(boards.board_summary(fewer, TODAY)) == (
        "1 open action (none overdue); no open risk; no open issue; 1 decision so far."
    )
    assert boards.board_summary(EMPTY_BOARD, TODAY).most_days == 0


def test_frames_of_an_empty_board_have_their_columns():
    for table, columns in (
        (boards.actions_log(EMPTY_BOARD, TODAY), columns_of(LogRow)),
        (boards.decisions(EMPTY_BOARD, {}), columns_of(DecisionRow)),
        (boards.risks(EMPTY_BOARD), columns_of(RiskRow)),
        (boards.meetings(EMPTY_BOARD, TODAY), columns_of(MeetingRow)),
    ):
        assert table.empty
        assert list(table.columns) == columns


def test_each_row_of_a_history_tells_who_changed_what_and_when():
    first = item(1, "2022-06-01", meeting=1, comment="Asked")
    board = Board(
        (meeting(1, "2022-05-05"),),
        (
            first,
            replace(first, due=None, comment="", recorded=by(BEA, "2022-06-10")),
            replace(first, due=None, status=LogStatus.DONE, comment="Booked", recorded=by(ADA, "2022-06-20")),
        ),
    )
    steps = entry_steps(history(board.log, 1), meeting_names(board))
    assert [(str(one.on), one.by) for one in steps] == [
        ("2022-05-06", ADA),
        ("2022-06-10", BEA),
        ("2022-06-20", ADA),
    ]
    assert [[(message.label, message.before, message.after) for message in one.changes] for one in steps] == [
        [
            ("Item", "", "Item 1"),
            ("Owner", "", "Head"),
            ("Due", "", "1 June 2022"),
            ("Status", "", "open"),
            ("Meeting", "", "5 May 2022, Board"),
            ("Comment", "", "Asked"),
        ],
        [("Due", "1 June 2022", "none")],
        [("Status", "open", "done"), ("Comment", "", "Booked")],
    ]


def test_a_history_of_a_risk_a_decision_and_a_meeting_is_told_in_words():
    grown = risk(1)
    steps = entry_steps((grown, replace(grown, likelihood=5, escalated="Panel")), {})
    assert [(one.label, one.before, one.after) for one in steps[1].changes] == [
        ("Likelihood", "2", "5"),
        ("Escalated to", "none", "Panel"),
    ]
    made = decision(1)
    steps = entry_steps((made, replace(made, changes=("agreement 1",), withdrawn=True, comment="Mistaken")), {})
    assert [(one.label, one.before, one.after) for one in steps[1].changes] == [
        ("Agreed changes", "none", "agreement 1"),
        ("Withdrawn", "no", "yes"),
        ("Comment", "", "Mistaken"),
    ]
    planned = meeting(1, "2022-07-05")
    steps = entry_steps((planned, replace(planned, held_on=day("2022-07-12"), quarter_ending=month("2022-06"))), {})
    assert [(one.label, one.before, one.after) for one in steps[1].changes] == [
        ("Date", "5 July 2022", "12 July 2022"),
        ("Quarter ending", "March 2022", "June 2022"),
    ]
