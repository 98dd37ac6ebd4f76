"""The Scrutiny page: the recommendations and what became of them, the reporting calendar, and the officer's form."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from sendkpi import store
from sendkpi.record.updates import Progress, RecommendationUpdate
from sendkpi.values import today
from sendkpi.views.frame.access import Role, Viewer
from tests.plan import folder
from tests.real_plan import PLAN
from tests.store.filed import april, extract
from tests.views.conftest import SECONDS, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AS_AT = {"month": "2022-05", "as_at": "2022-06-30"}


def page(**query: str) -> AppTest:
    at = page_alone("scrutiny_page", **(AS_AT | query)).run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return " ".join(element.proto.body for element in at.get("html"))


@pytest.fixture
def own(load: Callable, own_database: str) -> str:
    """The URL of a store with a month of EHCP1, so that the pages show it."""
    load("2022-05", {"EHCP1": (6, 19)})
    return own_database


def tell(own: str, status: Progress, progress: str, at: str) -> None:
    store.update_recommendation(
        store.connect(own),
        PLAN,
        RecommendationUpdate("1", status, progress),
        by="B. Officer",
        now=dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC),
    )


@pytest.mark.usefixtures("own")
def test_the_headline_and_every_recommendation_are_shown():
    at = page()
    said = words(at)
    assert "Of 14 recommendations, 9 were accepted, 3 accepted in part, 1 not accepted" in said
    assert "Nothing has been heard of any of those still open since February 2020." in said
    assert "1 Keep cutting waits for EHC plans, with regular reports to councillors ■ 27 months overdue" in said
    assert all(f'<a href="scrutiny?recommendation={one.id}&amp;month=' in html(at) for one in PLAN.recommendations)
    assert html(at).count('<details class="recommendation"><summary>') == 14


@pytest.mark.usefixtures("own")
def test_the_only_one_that_filters_leave_is_not_folded():
    assert '<details class="recommendation" open>' in html(page(theme="Therapies"))


@pytest.mark.usefixtures("own")
def test_what_no_filter_offers_is_said():
    said = words(page(theme="Weather", owner="Nobody"))
    assert "There is no theme “Weather” and no owner “Nobody” to filter by." in said
    assert "14 recommendations" in said


@pytest.mark.usefixtures("own")
def test_a_recommendation_tells_its_answer_its_date_and_what_was_said_in_february_2020():
    said = words(page(recommendation="1"))
    assert "months overdue Accepted, due March 2020 AD for SEND · EHC Plans, paragraph 3.15" in said
    assert f"At February 2020 In progress. {PLAN.recommendations[0].progress}" in said
    assert "Response to the scrutiny panel's SEND recommendations, line 5" in said
    assert "Since then Nothing heard by" in said


def test_updates_are_told_with_their_day_and_who_recorded_them_as_at_the_sidebars_day(
    own_database: str, load: Callable
):
    tell(own_database, Progress.TOO_EARLY, "A <b>first</b> word.", "2022-06-10T23:30")
    tell(own_database, Progress.ADDRESSED, "It is done.", "2022-06-12T09:00")
    load("2022-05", {"EHCP1": (6, 19)})
    before, between, after = (words(page(recommendation="1", as_at=f"2022-06-{day}")) for day in (10, 11, 12))
    first = "11 June 2022 Too early to report. A <b>first</b> word. B. Officer"
    assert "Since then Nothing heard by 10 June 2022" in before
    assert "27 months overdue Accepted, due March 2020" in between
    assert first in between
    assert "Nothing heard" not in between
    assert "Addressed Accepted, due March 2020" in after
    assert f"{first} 12 June 2022 Addressed. It is done. B. Officer" in after


def test_among_others_what_was_heard_before_the_newest_update_is_folded_away(own_database: str, load: Callable):
    tell(own_database, Progress.TOO_EARLY, "A first word.", "2022-06-10T09:00")
    tell(own_database, Progress.ADDRESSED, "It is done.", "2022-06-12T09:00")
    load("2022-05", {"EHCP1": (6, 19)})
    at = page()
    assert (
        "Since then 1 earlier update 10 June 2022 Too early to report. A first word. B. Officer 12 June 2022"
        in words(at)
    )
    assert "<details><summary>1 earlier update</summary>" in html(at)


@pytest.mark.parametrize(("day", "rating"), [("2022-03-01", "○ Not reported"), (today().isoformat(), "■ Off track")])
def test_what_bears_on_it_is_linked_with_how_it_stands_at_this_month_and_day(load: Callable, day: str, rating: str):
    load("2022-01", {"EHCP1": (6, 19)})
    at = page(recommendation="1", month="2022-01", as_at=day)
    assert f"EHC P 1: EHC plans issued within 20 weeks {rating}" in words(at)
    address = f"month=January+2022&amp;as_at={day}"
    assert f'href="measure?measure=EHCP1&amp;{address}"' in html(at)
    assert f'href="milestones?action=1.1&amp;{address}"' in html(at)


@pytest.mark.usefixtures("own")
def test_where_nothing_of_the_plan_bears_on_it_the_page_says_so():
    assert "No measure and no action of the plan bears on it." in words(page(recommendation="7"))


@pytest.mark.usefixtures("own")
def test_one_recommendation_stands_alone_with_the_way_to_all():
    said = words(page(recommendation="5"))
    assert "Recommendation 5 All 14 recommendations A shared view of co-production" in said
    assert PLAN.recommendations[0].title not in said


@pytest.mark.usefixtures("own")
def test_one_that_there_is_not_shows_all_and_says_so():
    said = words(page(recommendation="99"))
    assert "There is no recommendation “99”. These are all of them." in said
    assert "14 recommendations" in said


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"theme": "Therapies"}, "1 of 14"),
        ({"decision": "Partially accepted"}, "3 of 14"),
        ({"owner": "Inclusion Lead"}, "1 of 14"),
        ({"progress": "Not started"}, "3 of 14"),
        ({"late": "true"}, "12 of 14"),
    ],
    ids=["theme", "decision", "owner", "progress", "late"],
)
def test_filters_stand_in_the_address(query: dict[str, str], shown: str):
    assert shown in words(page(**query))


@pytest.mark.usefixtures("own")
def test_filters_that_leave_nothing_say_so():
    said = words(page(theme="Therapies", progress="Addressed"))
    assert "No recommendations match these filters." in said


@pytest.mark.usefixtures("own")
def test_the_list_can_be_downloaded():
    labels = [button.proto.label for button in page().get("download_button")]
    assert labels == ["Download as CSV", "Download as Excel"]


@pytest.mark.usefixtures("own")
def test_the_calendar_says_who_receives_what_and_what_is_next_due():
    said = words(page(part="Reporting calendar"))
    assert "June 2022 for May 2022 Cabinet Member for Children and Families Performance on waits for EHC plans" in said
    assert "July 2022 for April to June 2022 SEND Executive Board Highlight report on performance and progress" in said
    assert "No date stated Start Well Board Progress with the plan" in said
    assert "Half-yearly Published as “twice yearly and then annually”" in said
    assert "Annual Published as “twice yearly and then annually”" in said
    assert "Two milestones promise a quarterly quality report to the same board" in said


def form(**told: str) -> AppTest:
    return send(page(part="Record progress", recommendation="1"), **told)


def send(at: AppTest, **told: str) -> AppTest:
    fields = {"status": Progress.ADDRESSED, "progress": "Figures are back above 90%.", "name": "A. Officer"} | told
    at.selectbox(key="recommendation_update_status_1_0").set_value(fields["status"] or None)
    at.text_area(key="recommendation_update_progress_1_0").set_value(fields["progress"])
    at.text_input(key="recommendation_update_name_0").set_value(fields["name"])
    next(one for one in at.button if one.label == "Record it").click().run()
    assert not at.exception
    return at


def test_an_officer_records_what_became_of_a_recommendation(own: str):
    at = form()
    assert "Recommendation 1: addressed, recorded by A. Officer." in words(at)
    assert "Known so far: addressed. Figures are back above 90%." in words(at)
    (kept,) = store.reported(store.connect(own)).recommendations
    assert (kept.recommendation, kept.status, kept.progress) == ("1", Progress.ADDRESSED, "Figures are back above 90%.")
    assert kept.recorded.by == "A. Officer"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"status": ""}, "Choose how recommendation 1 stands."),
        ({"progress": " "}, "Say what became of recommendation 1."),
        ({"name": ""}, "Write your name"),
    ],
    ids=["no status", "no words", "no name"],
)
def test_what_says_nothing_is_refused_in_one_plain_line(own: str, told: dict[str, str], said: str):
    assert said in words(form(**told))
    assert not store.reported(store.connect(own)).recommendations


def test_of_two_people_at_once_the_second_is_told_and_sees_what_the_first_recorded(own: str):
    at = page(part="Record progress", recommendation="1")
    tell(own, Progress.TOO_EARLY, "A first word.", "2022-06-10T09:00")
    said = words(send(at))
    assert "Recommendation 1 was updated by B. Officer on 10 June 2022 meanwhile: look at what is known now." in said
    assert "Known so far: too early to report. A first word. 10 June 2022, B. Officer" in said
    assert len(store.reported(store.connect(own)).recommendations) == 1
    send(at)
    assert len(store.reported(store.connect(own)).recommendations) == 2


@pytest.mark.usefixtures("own")
def test_the_words_have_room_for_what_may_be_recorded():
    at = page(part="Record progress", recommendation="1")
    assert at.text_area(key="recommendation_update_progress_1_0").proto.max_chars == 2000


@pytest.mark.usefixtures("own")
def test_words_written_for_one_recommendation_never_stand_under_another():
    at = page(part="Record progress", recommendation="1")
    at.text_area(key="recommendation_update_progress_1_0").set_value("About waits.")
    at.selectbox(key="recommendation_update_which_0").set_value("2").run()
    assert [area.value for area in at.text_area] == [""]


@pytest.mark.usefixtures("own_database")
def test_over_illustrative_figures_the_form_is_about_the_own_store():
    said = words(page(part="Record progress"))
    assert "What you record here goes into your own store." in said


@pytest.mark.usefixtures("own")
def test_a_reader_gets_no_form(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "sendkpi.views.frame.access.current_viewer", lambda: Viewer("A. Reader", frozenset({Role.READER}))
    )
    at = page()
    assert [tab.label for tab in at.tabs] == ["Recommendations", "Reporting calendar"]


def test_a_plan_without_recommendations_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_database: str):
    monkeypatch.setenv("SENDKPI_PLAN", str(folder.write(tmp_path / "plan")))
    store.submit(store.connect(own_database), extract(april(16, 28)), by="Ada")

    def alone() -> None:
        from sendkpi.views.frame import position_bar  # noqa: PLC0415 - it runs as a script of its own
        from sendkpi.views.frame.access import Role, require  # noqa: PLC0415
        from sendkpi.views.scrutiny import form as scrutiny_form  # noqa: PLC0415 - it runs as a script of its own

        _, shown, _ = position_bar.here()
        scrutiny_form.show_form(require(Role.READER), shown)

    at = AppTest.from_function(alone, default_timeout=SECONDS).run()
    assert not at.exception
    assert "The plan has no recommendations, so there is none to record progress on." in words(at)
    assert not at.selectbox


def test_a_page_without_recommendations_and_reports_says_so_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_database: str
):
    monkeypatch.setenv("SENDKPI_PLAN", str(folder.write(tmp_path / "plan")))
    store.submit(store.connect(own_database), extract(april(16, 28)), by="Ada")
    at = page(part="Record progress")
    assert "The plan holds no recommendations and promises no reports." in words(at)
    assert not at.tabs
