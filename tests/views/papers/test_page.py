"""The Report page: a paper is chosen, told in the officer's words, looked at, made, issued, and opened again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sendkpi import papers, store
from sendkpi.papers import PaperChoice
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import NO_NARRATIVE, Narrative
from sendkpi.values import parse_month, today
from sendkpi.views.frame import access
from sendkpi.views.frame.access import Role, Viewer
from tests.build import figure
from tests.plan import folder
from tests.real_plan import PLAN
from tests.store.filed import extract
from tests.views.conftest import alternatives, dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

DAY = "2022-07-31"
ISSUED = "Issued papers"
QUARTER = PaperChoice("send-executive", PaperPeriod.QUARTER, parse_month("2022-06"))
WAITS = "Waits are <b>too long</b> & rising."


@pytest.fixture
def engine(own_database: str) -> Engine:
    """A store that has begun today, with half a year of EHCP1."""
    made = store.connect(own_database)
    rows = [figure("EHCP1", f"2022-{month:02}", of=(10 + month, 40)) for month in range(1, 7)]
    store.submit(made, extract(*rows), by="Ada")
    return made


def report_page(**query: str) -> AppTest:
    """The page as at today, with the paper for April to June 2022."""
    at = page_alone("report_page", **({"period": "2022-06"} | query)).run()
    assert not at.exception
    return at


def field(at: AppTest, label: str):
    """The choice, box or field whose label begins so."""
    (found,) = [
        one
        for kind in (at.selectbox, at.text_area, at.text_input)
        for one in kind
        if one.label.startswith(label) and (one.key or "").startswith(("paper", "issue"))
    ]
    return found


def told(at: AppTest, summary: str = "", sought: str = "") -> AppTest:
    field(at, "Your summary").set_value(summary)
    return field(at, "Decisions sought").set_value(sought).run()


def pressed(at: AppTest, label: str) -> AppTest:
    at = next(one for one in at.button if one.label.startswith(label)).click().run()
    assert not at.exception
    return at


def downloads(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("download_button")]


def issue(engine: Engine, wanted: PaperChoice = QUARTER, narrative: Narrative = NO_NARRATIVE) -> store.Issued:
    return papers.issue(engine, PLAN, wanted, today(), narrative, by="Ada")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("audience", PLAN.audiences, ids=lambda one: one.id)
def test_each_audience_is_chosen_and_shown_its_paper_and_the_address_keeps_whom_and_which_period(audience):
    at = report_page(as_at=DAY, audience="cabinet-member" if audience.each else "sub-group")
    field(at, "For").set_value(audience.id).run()
    assert not at.exception
    assert at.query_params["audience"] == audience.id
    said = words(at)
    assert f"For: {PLAN.sub_groups[0].name_published if audience.each else audience.title}" in said
    assert "As at 31 July 2022" in said
    options = field(at, "Period").options
    field(at, "Period").select_index(len(options) - 1).run()
    assert f"Highlight report for {options[-1]}" in words(at)
    assert at.query_params["period"] == ("2022-01" if audience.periods == (PaperPeriod.MONTH,) else "2022-03")
    if len(audience.periods) > 1:
        field(at, "How long").set_value("year").run()
        assert at.query_params["length"] == "year"
        assert "Highlight report for April 2021 to March 2022" in words(at)
    if audience.each:
        field(at, "Sub-group").set_value("EHC").run()
        assert at.query_params["sub_group"] == "EHC"
        assert "For: EHC improvement plan group" in words(at)


@pytest.mark.usefixtures("engine")
def test_a_link_shows_the_paper_that_it_names():
    at = report_page(as_at=DAY, audience="sub-group", sub_group="EHC", period="2022-03")
    said = words(at)
    assert "Highlight report for January to March 2022: EHC plans and annual reviews" in said
    assert not at.warning
    at = report_page(as_at=DAY, audience="scrutiny-panel", length="year")
    assert "Highlight report for July 2021 to June 2022" in words(at)


@pytest.mark.usefixtures("engine")
def test_what_the_address_asks_for_and_there_is_not_is_said_in_place_of_something_else():
    at = report_page(as_at=DAY, audience="<b>nobody", period="1999-12")
    assert [one.value for one in at.warning] == [
        r"“\<b\>nobody” is not available. This is another.",
        "“1999-12” is not available. This is another.",
    ]
    assert "Highlight report for April to June 2022" in words(at)


@pytest.mark.usefixtures("engine")
def test_without_a_choice_the_paper_is_for_the_first_audience_and_the_newest_period_up_to_the_month_shown():
    at = page_alone("report_page", as_at="2022-08-31", month="2022-05").run()
    assert "Highlight report for January to March 2022" in words(at)
    assert field(at, "For").value == PLAN.audiences[0].id


@pytest.mark.usefixtures("engine")
def test_the_paper_of_a_past_day_holds_what_was_then_on_record():
    assert "33.8%" in words(report_page())
    assert "33.8%" not in words(report_page(as_at=DAY))


@pytest.mark.usefixtures("engine")
def test_the_officers_words_stand_first_in_the_preview_as_plain_text():
    at = told(report_page(), f"{WAITS}\nA second paragraph.", "- Agree *the* target\nMeet in May")
    said = words(at)
    assert said.index(WAITS) < said.index("A second paragraph.") < said.index("judged measure")
    assert "Decisions sought Agree *the* target Meet in May" in said
    assert "They are kept for good when the paper is issued." in said


@pytest.mark.usefixtures("engine")
def test_words_are_each_papers_own_and_come_back_with_it():
    at = told(report_page(), WAITS)
    field(at, "For").set_value("start-well").run()
    assert field(at, "Your summary").value == ""
    assert WAITS not in words(at)
    field(at, "Your summary").set_value("For the board.").run()
    field(at, "For").set_value("send-executive").run()
    assert field(at, "Your summary").value == WAITS
    assert WAITS in words(at)
    field(at, "For").set_value("cabinet-member").run()
    at = pressed(at, "Begin with what you wrote for Start Well Board, April to June 2022")
    assert field(at, "Your summary").value == "For the board."
    assert "For the board." in words(at)


@pytest.mark.usefixtures("engine")
def test_words_and_choice_outlast_a_look_at_another_page():
    at = dashboard(as_at=DAY).run().switch_page("pages/report_page.py").run()
    field(at, "For").set_value("start-well").run()
    told(at, WAITS, "Agree")
    at.switch_page("pages/overview.py").run()
    assert "Papers" not in words(at)
    at.query_params.clear()
    at.switch_page("pages/report_page.py").run()
    assert not at.exception
    assert field(at, "For").value == "start-well"
    assert (field(at, "Your summary").value, field(at, "Decisions sought").value) == (WAITS, "Agree")
    assert WAITS in words(at)


@pytest.mark.usefixtures("engine")
def test_the_word_file_is_made_and_then_offered_until_the_paper_is_another():
    at = report_page()
    assert downloads(at) == ["Download the figures behind it (Excel)"]
    at = pressed(at, "Make the Word file")
    assert "Download the Word file" in downloads(at)
    field(at, "Your name").set_value("A. Officer")
    assert "Download the Word file" in downloads(pressed(at, "Issue it"))
    told(at, WAITS)
    assert "Download the Word file" not in downloads(at)


@pytest.mark.usefixtures("engine")
def test_charts_of_the_preview_are_told_in_words():
    at = report_page()
    assert any("EHC plans issued within 20 weeks" in one for one in alternatives(at))


def test_a_paper_is_issued_with_its_words_and_stands_in_the_list(engine: Engine):
    at = told(report_page(), WAITS, "Agree")
    field(at, "Your name").set_value("A. Officer")
    at = pressed(at, "Issue it")
    assert [one.value for one in at.success] == ["Issued as paper 1 by A. Officer. It stands under Issued papers."]
    (kept,) = store.issued(engine)
    assert (kept.audience, kept.last_month, kept.recorded_by) == ("send-executive", QUARTER.last, "A. Officer")
    assert (kept.summary, kept.decisions_sought) == (WAITS, "Agree")
    said = words(report_page(part=ISSUED))
    assert "1. April to June 2022" in said
    assert "A. Officer" in said


def test_words_that_were_written_but_not_yet_shown_are_issued_too(engine: Engine):
    at = report_page()
    field(at, "Your summary").set_value(WAITS)
    field(at, "Your name").set_value("A. Officer")
    pressed(at, "Issue it")
    assert [one.summary for one in store.issued(engine)] == [WAITS]


def test_nobody_issues_without_a_name_nor_the_same_twice_nor_what_was_not_seen(engine: Engine, load: Callable):
    at = pressed(report_page(), "Issue it")
    assert [one.value for one in at.error] == ["Write your name: it is kept with what was agreed."]
    load("2022-07", {"EHCP1": (17, 40)})
    field(at, "Your name").set_value("A. Officer")
    at = pressed(at, "Issue it")
    (refused,) = [one.value for one in at.error]
    assert refused.startswith("Something was recorded since you looked at this paper")
    assert store.issued(engine) == ()
    at = pressed(at, "Issue it")
    assert len(store.issued(engine)) == 1
    other = report_page()
    field(other, "Your name").set_value("B. Officer")
    (refused,) = [one.value for one in pressed(other, "Issue it").error]
    assert "as paper 1: nothing in it has changed since" in refused
    assert len(store.issued(engine)) == 1


def test_a_second_click_has_the_receipt_of_the_first(engine: Engine):
    at = report_page()
    field(at, "Your name").set_value("A. Officer")
    late = at.button[[one.label for one in at.button].index("Issue it")]
    for click in (pressed(at, "Issue it"), late.click().run()):
        assert not click.error
        assert [one.value for one in click.success] == [
            "Issued as paper 1 by A. Officer. It stands under Issued papers."
        ]
    assert len(store.issued(engine)) == 1


def test_issued_papers_are_listed_newest_first_in_the_plans_words_whatever_day_is_shown(engine: Engine):
    issue(engine, QUARTER)
    issue(engine, PaperChoice("sub-group", PaperPeriod.QUARTER, QUARTER.last, "EHC"))
    papers.issue(engine, PLAN, QUARTER, dt.date(2022, 7, 31), NO_NARRATIVE, by="Bea <b>")
    said = words(report_page(part=ISSUED, as_at=DAY))
    order = [said.index(name) for name in ("3. April to June 2022", "2. April to June 2022", "1. April to June 2022")]
    assert order == sorted(order)
    assert "Sub-group: EHC plans and annual reviews" in said
    assert "end of 31 July 2022" in said
    assert "Bea <b>" in said


def test_an_issued_paper_is_opened_by_its_number_with_its_words_as_it_was(engine: Engine, load: Callable):
    kept = issue(engine, narrative=Narrative(WAITS, "Agree"))
    listed = report_page(part=ISSUED)
    assert "Highlight report" not in words(listed)
    at = field(listed, "Open a paper").set_value("1").run()
    assert at.query_params["paper"] == "1"
    said = words(at)
    assert "Paper 1, issued " in said
    assert WAITS in said
    load("2022-07", {"EHCP1": (40, 40)})
    again = words(report_page(part=ISSUED, paper="1"))
    assert again[again.index("Paper 1, issued ") :] == said[said.index("Paper 1, issued ") :]
    at = pressed(report_page(part=ISSUED, paper="1", as_at=DAY), "Make the Word file")
    assert "Download the Word file" in downloads(at)
    assert kept.id == 1


@pytest.mark.usefixtures("engine")
def test_a_number_that_no_paper_has_is_said_and_before_any_there_is_a_sentence(engine: Engine):
    assert "No paper has been issued yet." in words(report_page(part=ISSUED))
    issue(engine)
    at = report_page(part=ISSUED, paper="99")
    assert [one.value for one in at.warning] == ["There is no issued paper 99."]


def test_a_paper_that_the_plan_can_no_longer_tell_is_a_sentence(engine: Engine):
    draft = store.Issued("gone", "", "quarter", QUARTER.last, dt.datetime(2022, 7, 31, 12, tzinfo=dt.UTC))
    store.issue(engine, draft, by="Ada")
    at = report_page(part=ISSUED, paper="1")
    (said,) = [one.value for one in at.error]
    assert said.startswith("Paper 1 cannot be made again with this plan. The plan has no audience 'gone'.")


def test_illustrative_figures_make_a_paper_that_says_so_and_cannot_be_issued():
    at = report_page(as_at=DAY, audience="cabinet-member")
    said = words(at)
    assert "Illustrative figures: made up to show what the paper holds." in said
    assert "A paper of illustrative figures cannot be issued." in said
    assert "Issue it" not in [one.label for one in at.button]
    assert "Make the Word file" in [one.label for one in at.button]


@pytest.mark.usefixtures("engine")
def test_a_reader_looks_and_downloads_but_neither_writes_nor_issues(monkeypatch):
    monkeypatch.setattr(access, "current_viewer", lambda: Viewer("R. Reader", frozenset({Role.READER})))
    at = report_page()
    assert "Highlight report for April to June 2022" in words(at)
    assert not at.text_area
    assert [one.label for one in at.button] == ["Make the Word file"]


@pytest.mark.usefixtures("empty_illustrative")
def test_a_plan_without_audiences_says_so(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SENDKPI_PLAN", str(folder.write(tmp_path / "plan")))
    at = page_alone("report_page").run()
    assert not at.exception
    assert [one.value for one in at.info] == [
        "The plan names nobody who receives papers: its table audiences.csv is empty."
    ]
