"""The form that records what is reported of a milestone, and the history that everybody reads."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from sendkpi import settings, store
from sendkpi.record.updates import MilestoneUpdate, Status
from sendkpi.values import add_months, month_name, parse_month, today
from sendkpi.views.frame.access import Role, Viewer
from tests.plan import folder
from tests.real_plan import PLAN
from tests.store.filed import april, extract
from tests.views.conftest import SECONDS, addressed, words


@pytest.fixture(autouse=True)
def begun(request: pytest.FixtureRequest, own_database: str) -> None:
    """The own store holds a figure, so that no illustrative ones are made, but for a test about these."""
    if "illustrative" not in request.node.name:
        store.submit(store.connect(own_database), extract(april(16, 28)), by="Ada")


def page() -> None:
    """A page that is the form and nothing else."""
    from sendkpi.views.frame import position_bar  # noqa: PLC0415 - it runs as a script of its own
    from sendkpi.views.frame.access import Role, require  # noqa: PLC0415
    from sendkpi.views.milestones import form as milestones_form  # noqa: PLC0415 - it runs as a script of its own

    viewer = require(Role.READER)
    _, shown, _ = position_bar.here()
    milestones_form.show_form(viewer, shown)


def form(milestone: str = "", status: Status | None = None) -> AppTest:
    query = {"milestone": milestone} if milestone else {}
    at = addressed(AppTest.from_function(page, default_timeout=SECONDS), "", query).run()
    return at.radio(key="milestone_status").set_value(status).run() if status else at


def labels(at: AppTest) -> list[str]:
    kinds = (at.selectbox, at.date_input, at.text_input, at.text_area)
    return [one.label for kind in kinds for one in kind if one.key.startswith("milestone_") and one.proto.form_id]


def send(at: AppTest, milestone: str, name: str = "A. Officer", **told: object) -> AppTest:
    """Fill the form's fields, and record."""
    kinds = {"due": at.selectbox, "occurrence": at.selectbox, "completed_on": at.date_input, "comment": at.text_area}
    for field, value in told.items():
        kinds.get(field, at.text_input)(key=f"milestone_{milestone}_{field}_0").set_value(value)
    at.text_input(key="milestone_name_0").set_value(name)
    return next(one for one in at.button if one.label == "Record it").click().run()


def test_a_second_click_has_the_receipt_of_the_first_and_records_nothing(own_database: str):
    at = form("1.1a", Status.ON_TRACK)
    late = next(one for one in at.button if one.label == "Record it")
    first = send(at, "1.1a", comment="A venue is found", evidence="")
    second = late.click().run()
    for click in (first, second):
        assert refusals(click) == []
        assert "recorded by A. Officer." in words(click)
    assert [one.comment for one in kept(own_database)] == ["A venue is found"]


def test_a_name_is_typed_once_a_visit():
    at = send(form("1.1a", Status.ON_TRACK), "1.1a", comment="A venue is found")
    at.radio(key="milestone_status").set_value(Status.ON_TRACK).run()
    assert at.text_input(key="milestone_name_1").value == "A. Officer"


@pytest.mark.parametrize("name", [" ", "\u200b\u2060", "\u3164"])
def test_a_name_of_which_nothing_is_seen_is_none(name: str):
    at = send(form("1.1a", Status.ON_TRACK), "1.1a", name=name)
    assert refusals(at) == ["Write your name: it is kept with what is reported."]


def refusals(at: AppTest) -> list[str]:
    assert not at.exception
    return [one.value for one in at.error]


def kept(own_database: str) -> list[MilestoneUpdate]:
    return list(store.reported(store.connect(own_database)).milestones)


def test_every_milestone_is_offered_with_its_title_the_one_of_the_address_first():
    at = form("3.8c")
    box = at.selectbox(key="milestone_choice")
    assert len(box.options) == 119
    assert box.value == "3.8c"
    assert [one.split(" ", 1)[0] for one in box.options] == [one.id for one in PLAN.milestones]
    assert form().selectbox(key="milestone_choice").value == "1.1a"


def test_another_choice_stands_in_the_address():
    at = form("3.8c")
    at.selectbox(key="milestone_choice").set_value("2.7b").run()
    assert at.query_params["milestone"] == "2.7b"
    assert "From April 2022, ongoing; the plan says “from Apr 2022”." in words(at)


def test_an_address_that_names_no_milestone_is_said():
    at = form("9.9z")
    assert "The plan has no milestone “9.9z”. This is its first." in words(at)
    assert at.selectbox(key="milestone_choice").value == "1.1a"


@pytest.mark.parametrize(
    ("milestone", "said"),
    [
        ("1.1e", "Due April 2022; the plan says “Apr22”."),
        ("2.4b", "No date The plan gives it no date. Led by Head of CYP Commissioning CCG."),
        ("1.3f", "No month; the plan says “when guidance published”."),
        ("1.8c", "No month; the plan says “Year 2”."),
    ],
)
def test_what_is_known_of_a_milestone_stands_above_the_form(milestone: str, said: str):
    told = words(form(milestone))
    assert said in told
    assert "Nothing had been reported by" in told


def test_nothing_can_be_recorded_before_a_status_is_chosen():
    at = form("1.1e")
    assert at.radio(key="milestone_status").options == ["Not started", "On track", "At risk", "Complete", "Deferred"]
    assert at.radio(key="milestone_status").value is None
    assert not at.button


@pytest.mark.parametrize(
    ("status", "milestone", "fields"),
    [
        (Status.ON_TRACK, "1.1e", []),
        (Status.COMPLETE, "1.1e", ["Complete on"]),
        (Status.DEFERRED, "1.1e", ["Deferred to", "Reason why it is deferred"]),
        (Status.AT_RISK, "1.3e", ["Month that this is about (it is quarterly)"]),
        (Status.COMPLETE, "1.3c", ["Month that this is about (it is monthly)", "Complete on"]),
        (Status.ON_TRACK, "3.4b", []),
    ],
)
def test_only_the_fields_of_the_status_are_asked(status: Status, milestone: str, fields: list[str]):
    always = ["Evidence, such as the address of minutes", "Comment", "Your name"]
    assert sorted(labels(form(milestone, status))) == sorted([*fields, *always])


def test_a_milestone_is_recorded_as_complete_and_its_history_says_who_and_when(own_database: str):
    at = send(
        form("1.1e", Status.COMPLETE),
        "1.1e",
        completed_on=dt.date(2022, 4, 29),
        evidence="https://example.org/minutes",
        comment="<b>Three</b> posts",
    )
    assert refusals(at) == []
    told = words(at)
    assert "1.1e: Complete on 29 April 2022, recorded by A. Officer." in told
    assert f"{today().day} {today():%B %Y}" in told
    assert "A. Officer 1.1e Complete on 29 April 2022 <b>Three</b> posts" in told
    assert at.text_area(key="milestone_1.1e_comment_1").value == ""
    (one,) = kept(own_database)
    assert (one.milestone, one.status, one.completed_on) == ("1.1e", Status.COMPLETE, dt.date(2022, 4, 29))
    assert (one.evidence, one.comment, one.recorded.by) == (
        "https://example.org/minutes",
        "<b>Three</b> posts",
        "A. Officer",
    )


def test_a_milestone_is_deferred_to_a_later_month_with_a_reason(own_database: str):
    at = form("1.1e", Status.DEFERRED)
    options = at.selectbox(key="milestone_1.1e_due_0").options
    assert options[0] == "May 2022"
    later = add_months(today().replace(day=1), 12)
    assert month_name(later) in options
    at = send(at, "1.1e", due=later, reason="Nobody applied")
    assert f"1.1e: Deferred to {month_name(later)}, recorded by A. Officer." in words(at)
    assert f"Due {month_name(later)}, first April 2022; the plan says “Apr22”." in words(at)
    assert [(one.due, one.reason) for one in kept(own_database)] == [(later, "Nobody applied")]


def test_one_occurrence_of_a_recurring_milestone_is_recorded(own_database: str):
    at = form("2.3b", Status.COMPLETE)
    options = at.selectbox(key="milestone_2.3b_occurrence_0").options
    assert options[-2:] == ["April 2022", "March 2022"]
    at = send(at, "2.3b", occurrence=parse_month("2022-04"), completed_on=dt.date(2022, 5, 3))
    assert "2.3b for April 2022: Complete on 3 May 2022, recorded by A. Officer." in words(at)
    assert "2.3b, April 2022 Complete on 3 May 2022" in words(at)
    assert [one.occurrence for one in kept(own_database)] == [parse_month("2022-04")]


def test_the_newest_update_stands_first_in_the_history(own_database: str):
    engine = store.connect(own_database)
    for status, by in ((Status.AT_RISK, "Ada"), (Status.ON_TRACK, "Ben")):
        store.update_milestone(engine, PLAN, MilestoneUpdate("2.8f", status), by=by)
    told = words(form("2.8f"))
    assert told.index("Ben 2.8f On track") < told.index("Ada 2.8f At risk")


@pytest.mark.parametrize(
    ("milestone", "status", "told", "said"),
    [
        ("1.1e", Status.COMPLETE, {}, "Say on which day 1.1e was completed."),
        ("1.1e", Status.DEFERRED, {"due": parse_month("2022-09")}, "1.1e is deferred: say why."),
        ("1.1e", Status.DEFERRED, {"reason": "Late"}, "1.1e is deferred: say to which month."),
        ("1.3e", Status.ON_TRACK, {}, "1.3e recurs (quarterly): say which month’s it is."),
        ("1.1e", Status.ON_TRACK, {"name": "  "}, "Write your name: it is kept with what is reported."),
    ],
    ids=["no day", "no reason", "no month", "no occurrence", "no name"],
)
def test_what_cannot_stand_is_refused_in_one_line(
    own_database: str, milestone: str, status: Status, told: dict, said: str
):
    at = send(form(milestone, status), milestone, **told)
    assert refusals(at) == [said]
    assert kept(own_database) == []


def test_the_same_is_not_recorded_twice(own_database: str):
    store.update_milestone(store.connect(own_database), PLAN, MilestoneUpdate("1.1e", Status.AT_RISK), by="Ada")
    at = send(form("1.1e", Status.AT_RISK), "1.1e")
    assert refusals(at) == ["That is what is known of 1.1e already."]
    assert len(kept(own_database)) == 1


def test_of_two_people_at_once_the_second_is_told_and_sees_what_the_first_recorded(own_database: str):
    at = form("2.8e", Status.AT_RISK)
    store.update_milestone(store.connect(own_database), PLAN, MilestoneUpdate("2.8e", Status.ON_TRACK), by="Ann")
    at = send(at, "2.8e")
    day = f"{today().day} {today():%B %Y}"
    assert refusals(at) == [f"2.8e was updated by Ann on {day} meanwhile: look at what is known now."]
    assert "Ann 2.8e On track" in words(at)
    assert len(kept(own_database)) == 1
    send(at, "2.8e")
    assert [one.status for one in kept(own_database)] == [Status.ON_TRACK, Status.AT_RISK]


def test_another_month_of_a_recurring_milestone_is_no_change_of_this_one(own_database: str):
    at = form("2.3b", Status.AT_RISK)
    told = MilestoneUpdate("2.3b", Status.ON_TRACK, parse_month("2022-03"))
    store.update_milestone(store.connect(own_database), PLAN, told, by="Ann")
    assert refusals(send(at, "2.3b", occurrence=parse_month("2022-04"))) == []
    assert [one.occurrence for one in kept(own_database)] == [parse_month("2022-03"), parse_month("2022-04")]


def test_the_fields_take_no_more_than_may_be_recorded():
    at = form("1.1e", Status.DEFERRED)
    longest = {one.label: one.proto.max_chars for kind in (at.text_input, at.text_area) for one in kind}
    assert longest == {
        "Reason why it is deferred": 500,
        "Evidence, such as the address of minutes": 500,
        "Comment": 1000,
        "Your name": 0,
    }


@pytest.mark.usefixtures("empty_illustrative")
def test_a_plan_without_milestones_says_so(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SENDKPI_PLAN", str(folder.write(tmp_path / "plan")))
    at = form()
    assert refusals(at) == []
    assert "The plan has no milestones, so there is none to update." in words(at)
    assert not at.selectbox


def test_what_was_written_of_one_milestone_is_not_recorded_of_another(own_database: str):
    at = form("1.1e", Status.AT_RISK)
    at.text_area(key="milestone_1.1e_comment_0").set_value("Nobody applied")
    at.selectbox(key="milestone_choice").set_value("1.1f").run()
    send(at, "1.1f")
    assert [(one.milestone, one.comment) for one in kept(own_database)] == [("1.1f", "")]


def test_over_illustrative_figures_the_form_is_about_the_own_store(own_database: str):
    at = form("1.1e", Status.AT_RISK)
    assert "What you record here goes into your own store." in words(at)
    at = send(at, "1.1e")
    assert "1.1e: At risk, recorded by A. Officer. What you record here goes into your own store." in words(at)
    assert len(kept(own_database)) == 1
    made_up = store.reported(store.connect(settings.illustrative_url())).milestones
    assert "A. Officer" not in {one.recorded.by for one in made_up}


def test_a_known_officer_is_not_asked_for_a_name(own_database: str, monkeypatch: pytest.MonkeyPatch):
    known = Viewer("B. Known", frozenset(Role))
    monkeypatch.setattr("sendkpi.views.frame.access.current_viewer", lambda: known)
    at = form("1.1e", Status.AT_RISK)
    assert "Your name" not in labels(at)
    next(one for one in at.button if one.label == "Record it").click().run()
    assert [one.recorded.by for one in kept(own_database)] == ["B. Known"]
