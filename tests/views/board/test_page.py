"""The Board page: what was decided, who owes what, what may go wrong; and the forms of officers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.plan.agreed import Agreement, Decision
from sendkpi.plan.choices import LogStatus, RiskKind, RiskStatus
from sendkpi.record.board import BoardDecision, LogItem, Meeting, Risk, latest
from sendkpi.values import day_name, parse_month, today
from sendkpi.views.frame.access import Role, Viewer
from tests.on_record import on_record
from tests.views.conftest import page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

LOG, DECISIONS, RISKS, MEETINGS = "Actions log", "Decisions", "Risks and issues", "Meetings"
BODY, HELD, QUARTER = "SEND Executive Board", dt.date(2022, 5, 5), dt.date(2022, 3, 1)
SHOWN = "2022-06-30"


def part(name: str = LOG, day: str = SHOWN, **query: str) -> AppTest:
    at = page_alone("board_page", part=name, as_at=day, **query).run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "".join(one.proto.body for one in at.get("html"))


def enter(engine: Engine, entry, day: int = 1, by: str = "Ada"):
    return store.enter(engine, entry, by=by, now=dt.datetime(2022, 6, day, 9, tzinfo=dt.UTC))


@pytest.fixture
def engine(own_database: str, load: Callable) -> Engine:
    """A store that has begun: its board is the page's."""
    load("2022-01", {"EHCP1": (6, 19)})
    return store.connect(own_database)


@pytest.fixture
def entered(engine: Engine) -> Engine:
    """Two meetings, three items, two decisions, two risks and an issue."""
    enter(engine, Meeting(BODY, HELD, QUARTER, "Held online"))
    enter(engine, Meeting(BODY, dt.date(2022, 7, 28), QUARTER))
    enter(engine, LogItem("Book the hall", "Clerk", dt.date(2022, 7, 8), meeting=1))
    late = enter(engine, LogItem("Find <b>a venue</b>", "Head of SEND", dt.date(2022, 6, 1), meeting=1))
    enter(engine, replace(late, comment="Two were asked"), day=9, by="Bea")
    enter(engine, LogItem("Print the papers", "Clerk", None, LogStatus.DONE))
    enter(engine, BoardDecision("Open a second clinic", HELD, 1))
    enter(engine, BoardDecision("Meet each quarter", HELD, 1, withdrawn=True, comment="Not yet"))
    enter(engine, Risk(RiskKind.RISK, "No locums", "Clinical lead", 4, 4, "A shared bank", "Start Well Board"))
    enter(engine, Risk(RiskKind.RISK, "Late papers", "Clerk", 2, 1, "An earlier day"))
    enter(engine, Risk(RiskKind.ISSUE, "Two staff left", "Head of SEND", None, 4, "Advertised"))
    return engine


def agreed(engine: Engine) -> None:
    """A target of EHCP2, agreed by the board."""
    text = Decision(HELD, BODY, "The first round is done")
    wanted = Agreement("EHCP2", parse_month("2022-06"), text, target=80, target_month=parse_month("2022-12"))
    store.agree(engine, read(settings.plan_folder()), wanted, by="Ada", now=dt.datetime(2022, 6, 2, tzinfo=dt.UTC))


def send(at: AppTest, label: str, form: str, /, **reported: object) -> AppTest:
    """A form filled in and sent: each field by its kind of widget."""
    sent = at.session_state["plan_entries"].turn if "plan_entries" in at.session_state else 0
    for name, value in ({"name": "A. Secretary"} | reported).items():
        key = f"{form}_{name}_{sent}"
        kinds = (at.text_input, at.text_area, at.selectbox, at.date_input, at.checkbox, at.radio, at.multiselect)
        (field,) = [one for kind in kinds for one in kind if one.key == key]
        field.set_value(value)
    for box in at.selectbox:
        if isinstance(box.value, str) and str(box.format_func(box.value)) not in box.options:
            box.options.append(box.value)  # words that somebody typed, which this driver does not expect
    return next(one for one in at.button if one.label == label).click().run()


def refusals(at: AppTest) -> list[str]:
    assert not at.exception
    return [one.value for one in at.error]


def chosen(at: AppTest, kind: str, number: int) -> AppTest:
    return at.selectbox(key=f"board_{kind}_which_0").set_value(number).run()


@pytest.mark.usefixtures("engine")
def test_where_nothing_was_entered_the_page_is_quiet_and_says_how_to_begin():
    for name in (LOG, DECISIONS, RISKS, MEETINGS):
        text = words(part(name))
        assert "Nothing had been entered by 30 June 2022." in text
        assert "Begin with the dates of the board’s meetings" in text
    assert "No meeting had been entered by 30 June 2022." in text


@pytest.mark.usefixtures("entered")
def test_the_top_says_how_the_business_stands_and_when_the_board_meets():
    text = words(part())
    assert (
        "2 open actions (1 of them overdue, by 29 days); 2 open risks (1 of them high or escalated); 1 open issue; "
        "1 decision at or since the last meeting."
    ) in text
    assert "Next meeting 28 July 2022 SEND Executive Board, in 28 days" in text
    assert "Last meeting 5 May 2022 SEND Executive Board, 56 days before" in text


@pytest.mark.usefixtures("entered")
def test_the_log_has_the_overdue_first_and_every_row_of_an_item_with_who_and_when():
    text = words(part())
    order = [text.index(name) for name in ("2 open items", "Find <b>a venue</b>", "Book the hall", "1 done or dropped")]
    assert order == sorted(order)
    assert "Item 2, meeting of 5 May 2022 ■ 29 days overdue 1 June 2022 Head of SEND" in text
    assert "Two were asked Bea, 9 June 2022 History, 2 entries of item 2" in text
    assert "Bea, 9 June 2022 Comment: Two were asked Ada, 1 June 2022 Item: Find <b>a venue</b>" in text
    assert "Print the papers Item 3, raised 1 June 2022 ● Done No day Clerk" in text


@pytest.mark.usefixtures("entered")
def test_what_is_done_or_dropped_is_folded_away_unless_nothing_else_is_asked_for():
    assert '<details class="settled"><summary>1 done or dropped</summary>' in html(part())
    assert '<details class="settled" open><summary>1 done or dropped</summary>' in html(part(log_status="Done"))


def test_the_body_of_a_meeting_is_named_where_it_is_not_the_one_that_meets_most(entered: Engine):
    enter(entered, Meeting("Start Well Board", HELD, QUARTER))
    enter(entered, LogItem("Look for money", "Head of SEND", None, meeting=3))
    text = words(part())
    assert "meetings are of the SEND Executive Board unless another body is named" in text
    assert "Item 4, Start Well Board 5 May 2022" in text
    assert "Item 1, meeting of 5 May 2022" in text


@pytest.mark.usefixtures("entered")
def test_an_owner_or_status_that_there_is_not_is_said():
    at = part(log_owner="Nobody", log_status="Lost")
    assert "There is no status “Lost” and no owner “Nobody” to filter by." in words(at)
    assert "Book the hall" in words(at)


@pytest.mark.usefixtures("entered")
def test_status_and_owner_filter_the_log_from_the_address():
    overdue = words(part(log_status="Overdue"))
    assert "a venue" in overdue
    assert "Book the hall" not in overdue
    clerks = words(part(log_owner="Clerk"))
    assert "Book the hall" in clerks
    assert "Print the papers" in clerks
    assert "a venue" not in clerks
    assert "No items match these filters." in words(part(log_owner="Clerk", log_status="Overdue"))


@pytest.mark.usefixtures("entered")
def test_everything_is_as_at_the_sidebars_day():
    before = words(part(day="2022-06-01"))
    assert "none overdue" in before
    assert "Two were asked" not in before
    assert "Nothing had been entered by 31 May 2022." in words(part(day="2022-05-31"))


def test_a_decision_shows_what_was_agreed_and_what_no_decision_names_stands_below(entered: Engine):
    agreed(entered)
    gap = words(part(DECISIONS))
    assert "1 agreed change of 1 that no decision names" in gap
    assert "Agreement 1 EHCP2, target: none → 80.0% by December 2022, from June 2022 5 May 2022" in gap

    current = latest(on_record(entered).board.decisions)[0]
    enter(entered, replace(current, changes=("agreement 1",)), day=3)
    at = part(DECISIONS)
    text = words(at)
    assert "clinic Decision 1 5 May 2022 SEND Executive Board 1 change: EHCP2 Agreement 1: EHCP2, target:" in text
    assert "Every agreed change is named by a decision." in words(at)
    assert 'href="plan?part=Agreed+since' in html(at)


@pytest.mark.usefixtures("entered")
def test_a_withdrawn_decision_is_shown_as_such_with_its_reason():
    text = words(part(DECISIONS))
    assert "○ Withdrawn Meet each quarter Decision 2" in text
    assert "Not yet Ada, 1 June 2022" in text


@pytest.mark.usefixtures("entered")
def test_risks_stand_by_score_beside_their_matrix_and_issues_apart():
    text = words(part(RISKS))
    assert "Open risks by likelihood (down) and impact (across)" in text
    assert "4 0 0 0 ■high: 1 ■high: 0" in text.replace("high:  ", "high: ")
    assert "■ High, 15 or more 1 Escalated 1 High and escalated to nobody 0 Closed 0" in text
    order = [text.index(name) for name in ("No locums", "Late papers", "Issues", "Two staff left")]
    assert order == sorted(order)
    assert "■ 16, high likelihood 4 × impact 4 Clinical lead A shared bank Start Well Board" in text
    assert "■ 20, high has happened: 5 × 4 = 20 Head of SEND Advertised Nobody" in text


@pytest.mark.usefixtures("entered")
def test_meetings_to_come_stand_before_those_held_with_what_came_of_them():
    text = words(part(MEETINGS))
    assert "To come, 1 28 July 2022 SEND Executive Board March 2022" in text
    assert "Held, 1 5 May 2022 SEND Executive Board March 2022 1 decision and 2 items Held online" in text


@pytest.mark.usefixtures("engine")
def test_an_item_is_entered_and_amended_from_how_it_stands(own_database: str):
    at = part(day=today().isoformat())
    send(at, "Enter the item", "item0", item="Find a venue", owner="Caretaker", due=dt.date(2022, 6, 1))
    assert "Item 1 is entered, recorded by A. Secretary." in words(at)
    assert at.text_area(key="item0_item_1").value == ""
    assert at.text_input(key="item0_name_1").value == "A. Secretary"

    at.selectbox(key="board_item_which_1").set_value(1).run()
    assert at.text_area(key="item1_item_1").value == "Find a venue"
    assert at.selectbox(key="item1_owner_1").value == "Caretaker"
    send(at, "Amend item 1", "item1", status=LogStatus.DONE, comment="The library")

    assert "Item 1 is amended, recorded by A. Secretary." in words(at)
    assert "Status: open → done" in words(at)
    (current,) = latest(on_record(store.connect(own_database)).board.log)
    assert (current.item, current.owner, current.due) == ("Find a venue", "Caretaker", dt.date(2022, 6, 1))
    assert (current.status, current.comment, current.recorded.by) == ("done", "The library", "A. Secretary")


def test_a_decision_is_entered_with_the_changes_that_carry_it_out_and_withdrawn(entered: Engine):
    agreed(entered)
    at = part(DECISIONS, day=today().isoformat())
    send(at, "Enter the decision", "decision0", decision="Hold EHCP2 to 80%", changes=["agreement 1"])
    (kept,) = [one for one in latest(on_record(entered).board.decisions) if one.number == 3]
    assert (kept.decided_on, kept.meeting, kept.changes) == (dt.date(2022, 7, 28), 2, ("agreement 1",))
    assert "Every agreed change is named by a decision." in words(at)

    at.selectbox(key="board_decision_which_1").set_value(3).run()
    send(at, "Amend decision 3", "decision3", withdrawn=True)
    assert refusals(at) == ["Say in the comment why the decision is withdrawn."]
    send(at, "Amend decision 3", "decision3", withdrawn=True, comment="Not yet")
    assert latest(on_record(entered).board.decisions)[2].withdrawn


def test_a_risk_becomes_an_issue_and_keeps_its_number(entered: Engine):
    at = chosen(part(RISKS, day=today().isoformat()), "risk or issue", 1)
    send(at, "Amend risk 1", "risk1", kind=RiskKind.ISSUE, comment="It came")
    current = latest(on_record(entered).board.risks)[0]
    assert (current.kind, current.likelihood, current.title, current.comment) == ("issue", None, "No locums", "It came")
    assert "Kind: risk → issue" in words(at)


@pytest.mark.usefixtures("engine")
def test_a_risk_a_meeting_and_what_they_lack_are_told_in_one_line(own_database: str):
    at = part(RISKS)
    reported = {"title": "No locums", "owner": "Clinical lead", "mitigation": "A bank"}
    assert refusals(send(at, "Enter it", "risk0", **reported)) == ["Say how great the impact is, from 1 to 5."]
    assert refusals(send(at, "Enter it", "risk0", impact=4)) == ["Say how likely the risk is, from 1 to 5."]
    assert "Risk 1 is entered" in words(send(at, "Enter it", "risk0", likelihood=3))

    at = part(MEETINGS)
    assert refusals(send(at, "Enter the meeting", "meeting0")) == [
        "Say the day of the meeting, and the quarter that it looks at."
    ]
    send(at, "Enter the meeting", "meeting0", held_on=HELD, quarter=QUARTER)
    assert "Meeting 1 is entered" in words(at)

    board = on_record(store.connect(own_database)).board
    assert [(one.likelihood, one.impact, one.status) for one in board.risks] == [(3, 4, RiskStatus.OPEN)]
    assert [(one.body, one.held_on, one.quarter_ending) for one in board.meetings] == [(BODY, HELD, QUARTER)]


def test_an_amendment_begun_before_somebody_elses_is_refused_with_their_name(entered: Engine):
    at = chosen(part(), "item", 1)
    (current,) = [one for one in latest(on_record(entered).board.log) if one.number == 1]
    enter(entered, replace(current, status=LogStatus.DONE), day=20, by="Bea")
    send(at, "Amend item 1", "item1", comment="Not yet")
    assert refusals(at) == [
        "Item 1 was amended by Bea on 20 June 2022 meanwhile: look at the newest entry, and amend that."
    ]
    assert len(on_record(entered).board.log) == 5


@pytest.mark.usefixtures("entered")
@pytest.mark.parametrize(
    ("reported", "message"),
    [
        ({"owner": "Clerk"}, "Say the item."),
        ({"item": "Find a venue"}, "Say the owner."),
        ({"item": "Find a venue", "owner": "Clerk", "name": " "}, "Write your name: it is kept with what was agreed."),
    ],
)
def test_an_item_that_says_too_little_is_refused(reported: dict[str, str], message: str):
    assert refusals(send(part(), "Enter the item", "item0", **reported)) == [message]


@pytest.mark.usefixtures("entered")
def test_on_an_earlier_day_the_forms_say_that_they_begin_from_today():
    assert "The page shows 30 June 2022; what you record begins from what stands today." in words(part())
    assert "begins from what stands today" not in words(part(day=today().isoformat()))


def test_over_illustrative_figures_the_forms_are_about_the_own_store(own_database: str):
    at = page_alone("board_page", part=MEETINGS).run()
    assert "What you record here goes into your own store." in words(at)
    send(at, "Enter the meeting", "meeting0", held_on=today(), quarter=QUARTER)
    assert "Meeting 1 is entered" in words(at)
    assert at.selectbox(key="board_meeting_which_1").options[1] == f"Amend 1: {day_name(today())}, {BODY}"
    assert len(on_record(store.connect(own_database)).board.meetings) == 1


@pytest.mark.usefixtures("entered")
def test_a_reader_sees_the_entries_and_no_form(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "sendkpi.views.frame.access.current_viewer", lambda: Viewer("A. Reader", frozenset({Role.READER}))
    )
    for name, shown in ((LOG, "Book the hall"), (DECISIONS, "clinic"), (RISKS, "No locums"), (MEETINGS, "Held online")):
        at = part(name)
        assert shown in words(at)
        assert not at.text_area
        assert not at.expander


def test_a_stranger_sees_nothing(monkeypatch: pytest.MonkeyPatch, entered: Engine):  # noqa: ARG001 - it is there to see
    monkeypatch.setattr("sendkpi.views.frame.access.current_viewer", lambda: None)
    at = page_alone("board_page", part=LOG).run()
    assert [one.value for one in at.error] == ["This page is for people who have signed in and may see it."]
    assert "venue" not in words(at)
