from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.plan.agreed import Agreement, Answer, Decision
from sendkpi.record.updates import MilestoneUpdate, Status
from sendkpi.values import parse_month
from sendkpi.views.frame import positions
from sendkpi.views.parts import periods
from tests import build
from tests.real_plan import PLAN
from tests.store.filed import extract
from tests.views.conftest import alternatives, dashboard, page_alone, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

WAITS = "ASC1-UNDER18"
BOARD = Decision(dt.date(2022, 7, 5), "SEND Executive Board", "Two quarters of figures")


def page(measure: str, **query: str) -> AppTest:
    at = page_alone("measure_page", path="measure", measure=measure, **query).run()
    assert not at.exception
    assert "nan" not in words(at).lower().split()
    return at


def html(at: AppTest) -> str:
    """What the page sends, with its markup."""
    return "".join(element.proto.body for element in at.get("html"))


def drawn(at: AppTest) -> str:
    """The data and the drawing of the first chart, as text."""
    return at.get("vega_lite_chart")[0].proto.spec


def moment(month: int, day: int) -> dt.datetime:
    return dt.datetime(2022, month, day, 9, tzinfo=dt.UTC)


@pytest.fixture
def submit(own_database: str):
    """`submit(figure, ..., now=moment)` stores a workbook of these figures in this test's own database."""

    def stored(*rows: dict, now: dt.datetime) -> store.Submission:
        return store.submit(store.connect(own_database), extract(*rows), by="A. Officer", now=now, reason="Checked")

    return stored


@pytest.mark.parametrize("measure", PLAN.measures, ids=lambda measure: measure.id)
def test_every_measure_has_a_page_that_says_what_it_is(measure):
    said = words(page(measure.id, month="2022-06", as_at="2022-07-31"))
    assert measure.title in said
    assert measure.definition in said
    assert measure.owner in said
    assert "Every period" in said


def test_a_measure_that_there_is_not_gets_a_plain_message_and_no_other_measures_figures():
    said = words(page("NOTHING"))
    assert "There is no measure “NOTHING” as at" in said
    assert PLAN.measures[0].definition not in said


def test_a_measure_added_later_is_not_there_as_at_an_earlier_day():
    added = dashboard().run() and page("ASC-WAITING", as_at="2022-07-31")
    assert "Children waiting for an autism assessment" in words(added)
    assert "There is no measure “ASC-WAITING” as at 1 July 2022" in words(page("ASC-WAITING", as_at="2022-07-01"))


def test_the_menu_leads_to_the_first_measure():
    at = dashboard().run().switch_page("pages/measure_page.py").run()
    assert not at.exception
    assert PLAN.measures[0].definition in words(at)


def test_choosing_another_measure_puts_its_id_in_the_address():
    at = page("EHCP1")
    at.selectbox(key="measure_choice").set_value("COM4").run()
    assert not at.exception
    assert at.query_params["measure"] in ("COM4", ["COM4"])
    assert PLAN.measure("COM4").definition in words(at)


@pytest.mark.usefixtures("own_database")
def test_with_an_empty_store_only_the_plan_speaks(submit, own_database: str):
    given = submit(build.figure("COM4", "2022-01", 610.0), now=moment(2, 12))
    store.withdraw(store.connect(own_database), given.id, by="A. Officer", reason="A test")
    said = words(page(WAITS, month="2022-01"))
    assert "Nothing had been reported" not in said
    for heading in ("By provider", "What was said", "Restated", "Agreed since", "How many were counted"):
        assert heading not in said
    assert "70.0 weeks in December 2021" in said
    assert "Published as “52 weeks” for “April 22”" in said


@pytest.mark.parametrize("nobody", [{"denominator": 0}, {"symbol": "z"}], ids=["denominator 0", "z"])
def test_a_provider_with_nobody_to_count_says_so_and_leaves_the_total(submit, nobody):
    north, south, west = PLAN.breakdowns_of(WAITS)
    earlier = [build.figure(WAITS, "2022-03", 50.0, breakdown=one, denominator=10) for one in (north, south, west)]
    april = [
        build.figure(WAITS, "2022-04", 36.0, breakdown=north, denominator=70),
        build.figure(WAITS, "2022-04", 45.0, breakdown=south, denominator=20),
        build.figure(WAITS, "2022-04", breakdown=west, **nobody),
    ]
    submit(*earlier, *april, now=moment(5, 19))
    said = words(page(WAITS, month="2022-04", as_at="2022-05-31"))
    assert "38 weeks at the end of April 2022" in said
    assert f"{west} Nothing to count April 2022" in said
    assert "not reported since" not in said
    assert f"Best at {north} (36.0 weeks), worst at {south} (45.0 weeks)." in said


def test_a_measure_where_no_provider_has_anybody_to_count_says_so(submit):
    nobody = [build.figure(WAITS, "2022-04", breakdown=one, denominator=0) for one in PLAN.breakdowns_of(WAITS)]
    submit(*nobody, now=moment(5, 19))
    said = words(page(WAITS, month="2022-04", as_at="2022-05-31"))
    assert "No figure for April 2022: nothing to count: the denominator is 0." in said
    assert said.count("Nothing to count April 2022") == len(nobody)


@pytest.mark.parametrize("nothing", [{"of": (0, 0)}, {"denominator": 0}])
def test_a_share_of_nobody_is_no_rate(submit, nothing):
    submit(build.figure("EHCP6", "2022-04", **nothing), now=moment(5, 19))
    said = words(page("EHCP6", month="2022-04", as_at="2022-05-31"))
    assert "No figure for April 2022: nothing to count: the denominator is 0." in said


def test_a_red_measure_says_who_commented_and_which_provider_is_worst(submit):
    submit(
        build.figure(WAITS, "2022-04", 68.0, commentary="Two posts are vacant."),
        build.figure(WAITS, "2022-04", 52.0, breakdown="Whittington Health", denominator=140),
        build.figure(WAITS, "2022-04", 77.5, breakdown="Tavistock and Portman", denominator=150),
        now=moment(5, 19),
    )
    at = page(WAITS, month="2022-04", as_at="2022-05-31")
    said = words(at)
    assert "Off track" in said
    assert "Best at Whittington Health (52.0 weeks), worst at Tavistock and Portman (77.5 weeks)." in said
    assert "What was said April 2022 Two posts are vacant. A. Officer" in said
    assert "Tavistock and Portman 77.5 weeks April 2022, 150 children counted" in said
    assert "Barnet, Enfield and Haringey Mental Health Trust Not reported" in said
    assert "Tavistock and Portman: 77.5 weeks in April 2022" in alternatives(at)


def test_a_comment_of_an_earlier_month_is_said_to_be_the_last(submit):
    submit(build.figure(WAITS, "2022-03", 69.0, commentary="The oldest go first."), now=moment(4, 19))
    submit(build.figure(WAITS, "2022-04", 68.0), now=moment(5, 19))
    assert "What was last said March 2022 The oldest go first." in words(page(WAITS, month="2022-04"))


def test_a_share_says_how_far_chance_could_move_it_and_what_was_counted(submit):
    submit(build.figure("EHCP6", "2022-04", of=(16, 20)), now=moment(5, 12))
    at = page("EHCP6", month="2022-04")
    assert "16 of 20 is 80%, and could be 58% to 92% by chance alone (95% interval)." in words(at)
    assert "compliant audits of audits completed: 16 of 20 in April 2022" in alternatives(at)


def test_a_restatement_shows_what_was_first_said_and_what_is_said_now(submit):
    submit(build.figure("EHCP1", "2022-01", of=(6, 19)), now=moment(2, 12))
    submit(build.figure("EHCP1", "2022-01", of=(8, 19)), now=moment(3, 12))
    said = words(page("EHCP1", month="2022-01", as_at="2022-03-31"))
    assert "January 2022 6/19 (31.6%) 8/19 (42.1%) first 12 February 2022, now 12 March 2022 1, 2" in said
    assert "Restated" not in words(page("EHCP1", month="2022-01", as_at="2022-02-28"))


def test_a_withdrawn_figure_is_said_to_stand_no_longer(submit, own_database: str):
    given = submit(build.figure("EHCP1", "2022-01", of=(6, 19)), now=moment(2, 12))
    store.withdraw(store.connect(own_database), given.id, by="A. Officer", reason="Wrong", now=moment(2, 14))
    assert "6/19 (31.6%) withdrawn, and nothing in its place" in words(page("EHCP1", month="2022-01"))


def test_what_was_agreed_shows_before_and_after_and_only_from_its_day(submit, own_database: str):
    submit(build.figure("EHCP6", "2022-04", of=(8, 20)), now=moment(5, 12))
    agreement = Agreement("EHCP6", parse_month("2022-06"), BOARD, 40.0, parse_month("2022-04"))
    store.agree(store.connect(own_database), PLAN, agreement, by="Ada", now=moment(7, 5))
    said = words(page("EHCP6", month="2022-06", as_at="2022-07-31"))
    assert "June 2022 Baseline none 40.0% in April 2022 5 July 2022, SEND Executive Board" in said
    assert "Two quarters of figures" in said
    assert "Agreed since" not in words(page("EHCP6", month="2022-06", as_at="2022-06-30"))


def test_a_query_shows_its_published_words_its_doubt_and_its_answer(submit, own_database: str):
    submit(build.figure("EHCP1", "2022-01", of=(6, 19)), now=moment(2, 12))
    query = next(one for one in PLAN.queries if one.about == ("EHCP1",))
    given = Answer(query.id, "It is the calendar year.", "January to December", BOARD)
    store.answer(store.connect(own_database), PLAN, given, by="Ada", now=moment(7, 5))
    said = words(page("EHCP1", month="2022-01"))
    assert query.doubt in said
    assert "January to December Answered on 5 July 2022 by SEND Executive Board: It is the calendar year." in said
    assert query.working in words(page("EHCP1", month="2022-01", as_at="2022-06-30"))


def report(url: str, *updates: MilestoneUpdate, now: dt.datetime) -> None:
    """What an officer records of milestones, at a moment."""
    for update in updates:
        store.update_milestone(store.connect(url), PLAN, update, by="A. Officer", now=now)


def complete(milestone: str, *day: int) -> MilestoneUpdate:
    return MilestoneUpdate(milestone, Status.COMPLETE, completed_on=dt.date(*day))


def test_the_actions_that_should_move_it_come_with_leads_and_how_each_stands(submit, own_database: str):
    submit(build.figure("EHCP1", "2022-01", of=(6, 19)), now=moment(2, 12))
    report(own_database, complete("1.1a", 2021, 10, 20), MilestoneUpdate("1.1b", Status.AT_RISK), now=moment(2, 14))
    said = words(page("EHCP1", month="2022-01", as_at="2022-02-28"))
    action = next(one for one in PLAN.actions if one.id == "1.1")
    assert f"■ Overdue 1.1 {action.title}" in said
    assert "Led by Head of SEND; Head of CYP Commissioning CCG. 8 milestones: 3 overdue, 4 not due yet, 1 comp" in said
    assert "It looks for “Plans issued within 20 weeks”, which is close to this measure" in said
    assert "due December 2021, 2 months late, reported “at risk”" in said
    assert "Reorganised assessment team at work due October 2021, done on 20 October 2021" in said


def test_only_the_first_milestones_of_a_long_action_stand_open():
    sent = html(page("EHCP1", month="2022-01", as_at="2022-02-28"))
    first = sent.partition("What should move it")[2].partition("</details>")[0]
    shown, _, folded = first.partition("<details><summary>4 more milestones</summary>")
    assert (shown.count("<li>"), folded.count("<li>")) == (4, 4)


def test_what_scrutiny_recommended_of_it_leads_to_the_recommendation():
    sent = html(page("EHCP2", month="June 2022", as_at="2022-07-31"))
    assert '<a href="scrutiny?recommendation=5&amp;month=June+2022&amp;as_at=2022-07-31">5. ' in sent
    assert "Recommended by scrutiny" not in html(page("EHCP3"))


def test_a_measure_leads_to_its_actions_and_each_action_back_to_it_at_the_same_position():
    there = "month=June+2022&amp;as_at=2022-07-31"
    sent = html(page("EHCP1", month="June 2022", as_at="2022-07-31"))
    assert f'<a href="milestones?action=1.1&amp;{there}">1.1 ' in sent
    action = page_alone("milestones_page", path="milestones", action="1.1", month="June 2022", as_at="2022-07-31").run()
    assert not action.exception
    assert f'<a href="measure?measure=EHCP1&amp;{there}">' in html(action)


def test_milestones_completed_are_marked_on_the_trend_and_named_beneath_it(submit, own_database: str):
    submit(build.figure("EHCP1", "2022-04", of=(6, 19)), now=moment(5, 12))
    report(own_database, complete("1.1a", 2021, 10, 20), complete("1.1b", 2022, 1, 4), now=moment(5, 14))
    at = page("EHCP1", month="2022-04", as_at="2022-05-31")
    assert (
        "Milestones completed (grey dots under the chart): "
        "1.1b (January 2022); before the chart begins, 1.1a (October 2021)."
    ) in words(at)
    assert "1.1b Statutory assessment gets a new service manager" in drawn(at)
    assert "1.1a" not in drawn(at)
    before = page("EHCP1", month="2022-04", as_at="2022-05-13")
    assert "Milestones completed" not in words(before)
    assert "1.1b" not in drawn(before)


def test_more_than_four_milestones_completed_are_one_line_that_opens(submit, own_database: str):
    submit(build.figure("EHCP1", "2022-04", of=(6, 19)), now=moment(5, 12))
    done = [complete(f"1.1{letter}", 2022, 2, day) for day, letter in enumerate("abcde", 1)]
    report(own_database, *done, now=moment(5, 14))
    sent = html(page("EHCP1", month="2022-04", as_at="2022-05-31"))
    assert "<summary>5 milestones completed (grey dots under the chart)</summary><ul><li>February 2022: 1.1a " in sent


def test_the_file_holds_the_total_and_each_provider_unrounded_with_texts_as_text(submit):
    submit(
        build.figure("EHCP1", "2022-01", of=(6, 19), commentary="=1+1"),
        build.figure(WAITS, "2022-01", 68.0),
        build.figure(WAITS, "2022-01", 52.25, breakdown="Whittington Health"),
        now=moment(2, 12),
    )
    month = parse_month("2022-01")
    shown = positions.source()
    of = positions.key(shown, PLAN, month, dt.date(2022, 2, 28))
    share = periods.series_file(of, "EHCP1").decode("utf-8-sig").splitlines()
    assert share[0].startswith("month,breakdown,numerator,denominator,value,")
    assert share[1].startswith("2022-01,,6.0,19.0,31.57894736842105,")
    assert share[1].endswith("'=1+1,1,KPIs,G2")
    waits = periods.series_file(of, WAITS).decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in waits[1:]] == ["", "Whittington Health"]
    assert "52.25" in waits[2]


def test_a_figure_has_a_link_to_the_submission_and_names_the_cell_that_it_came_from(submit):
    submit(build.figure("EHCP1", "2022-01", of=(6, 19), sheet="KPIs", cell="E2"), now=moment(5, 12))
    at = page("EHCP1")
    (table,) = [one.proto.body for one in at.get("html") if "periods placed" in one.proto.body]
    assert "submission 1, KPIs!E2" in table
    assert "submissions?submission=1" in table


def test_an_old_figure_without_a_cell_shows_no_place(submit):
    submit(build.figure("EHCP1", "2022-01", of=(6, 19), sheet="", cell=""), now=moment(5, 12))
    assert "periods placed" not in "".join(one.proto.body for one in page("EHCP1").get("html"))


def test_a_total_that_its_providers_make_names_the_cell_of_each(submit):
    name = "ASC1-UNDER18"
    parts = PLAN.breakdowns_of(name)
    rows = [
        build.figure(name, "2022-01", 50.0, denominator=10.0, breakdown=part, cell=f"G{at}")
        for at, part in enumerate(parts)
    ]
    submit(*rows, now=moment(5, 12))
    said = words(page(name))
    assert all(f"{part}: submission 1, KPIs!G{at}" in said for at, part in enumerate(parts))
