"""What changed, as the overview tells it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.plan.agreed import Annotation, Decision
from tests.build import figure
from tests.store.filed import extract
from tests.views.conftest import dashboard, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

FEBRUARY = {"month": "2022-02", "as_at": "2022-03-31"}
TITLE = "EHC plans issued within 20 weeks"
TIMES = {month: dt.datetime(2022, month + 1, 20, 12, tzinfo=dt.UTC) for month in (1, 2)}


def submit(url: str, moment: dt.datetime, *rows: dict[str, object]) -> None:
    store.submit(store.connect(url), extract(*rows), by="Ada", reason="Checked", now=moment)


@pytest.fixture
def two_months(own_database):
    """EHCP1 for January and February 2022, each sent in time; the second is off track."""
    submit(own_database, TIMES[1], figure("EHCP1", "2022-01", of=(10, 20)))
    submit(own_database, TIMES[2], figure("EHCP1", "2022-02", of=(1, 20)))
    return own_database


def panel(at: AppTest) -> str:
    """The panel as it stands in the page."""
    return next(body for body in (one.proto.body for one in at.get("html")) if 'class="rule moved"' in body)


@pytest.mark.usefixtures("two_months")
def test_the_overview_says_what_changed_since_the_month_before_and_leads_there():
    at = dashboard(**FEBRUARY).run()
    assert not at.exception
    assert "Changed since January 2022" in words(at)
    assert f"{TITLE}: moved to ■ Off track from On trajectory" in words(at)
    assert re.search(rf'href="measure\?measure=EHCP1&amp;[^"]*">{TITLE}', panel(at))


def test_a_figure_restated_since_then_is_told_as_it_was_and_is(two_months):
    submit(two_months, TIMES[2] + dt.timedelta(days=1), figure("EHCP1", "2022-01", of=(11, 20)))
    assert "January 2022 restated 10/20 (50.0%) → 11/20 (55.0%)" in words(dashboard(**FEBRUARY).run())


@pytest.mark.usefixtures("two_months")
def test_where_nothing_moved_it_says_so_quietly():
    assert "Nothing that is known of January 2022 has changed since 28 February 2022." in words(
        dashboard(month="2022-01", as_at="2022-03-01", since="2022-02-28").run()
    )


def test_the_address_may_ask_what_was_recorded_since_a_day(two_months):
    submit(two_months, TIMES[2] + dt.timedelta(days=1), figure("EHCP1", "2022-01", of=(11, 20)))
    said = words(dashboard(**FEBRUARY, since="2022-03-20").run())
    assert "Recorded since 20 March 2022" in said
    assert "January 2022 restated" in said


@pytest.mark.parametrize("since", ["nonsense", "2022-02", "2022-03-31", "<b>"])
@pytest.mark.usefixtures("two_months")
def test_what_is_not_earlier_falls_back_with_a_plain_message(since: str):
    at = dashboard(**FEBRUARY, since=since).run()
    assert not at.exception
    assert "is no month or day before the position shown" in at.warning[0].value
    assert "Changed since January 2022" in words(at)


@pytest.mark.usefixtures("two_months")
def test_another_month_is_a_link_away_as_far_back_as_the_plan_goes():
    shown = panel(dashboard(month="2022-05", as_at="2022-07-31").run()).partition("Compare with another month")[2]
    links = re.findall(r'href="(home[^"]*)">([^<]*)<', shown)
    assert links == [("home?month=May+2022&amp;as_at=2022-07-31&amp;since=2022-02", "February 2022")]


def test_what_was_agreed_for_a_whole_area_leads_to_the_plan(two_months):
    decision = Decision(dt.date(2022, 3, 1), "The Board", "It was time.")
    note = Annotation(dt.date(2022, 2, 1), "New system", decision, area="WSOA 1")
    plan = read(settings.plan_folder())
    store.annotate(store.connect(two_months), plan, note, by="Ada", now=dt.datetime(2022, 3, 10, tzinfo=dt.UTC))
    at = dashboard(**FEBRUARY).run()
    assert "WSOA 1: “New system” put on its charts in February 2022" in words(at)
    assert 'href="plan?part=Agreed+since' in panel(at)


def test_of_many_lines_the_first_few_are_shown_and_the_rest_can_be_opened():
    at = dashboard(month="2022-06", as_at="2022-07-31").run()
    shown, _, rest = panel(at).partition("<details>")
    assert shown.count("<li>") == 8
    (more,) = re.findall(r"<summary>and (\d+) more</summary>", rest)
    assert rest.count("<li>") == int(more)


def test_measures_of_which_the_same_is_to_be_said_share_a_line():
    said = words(dashboard(month="2022-10", as_at="2022-11-30").run())
    assert "5 measures: ASC 1, ASC1-0TO5," in said
    assert ": ○ Not reported for October 2022" in said
