from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi import settings, store
from sendkpi.plan import read
from sendkpi.record.updates import MilestoneUpdate, Status
from tests.build import figure
from tests.store.filed import extract
from tests.views.conftest import dashboard, page_alone, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest


def test_the_first_visit_shows_illustrative_figures_at_their_newest_month():
    at = dashboard().run()
    assert not at.exception
    said = words(at)
    assert "Illustrative figures." in said
    assert "Position for March 2023 · as at 30 April 2023" in said
    assert "Needs attention" in said
    assert "All measures" in said
    assert "nan" not in said.lower().split()


def test_the_address_chooses_month_and_day():
    at = dashboard(month="2022-06", as_at="2022-07-31").run()
    assert "Position for June 2022 · as at 31 July 2022" in words(at)


def test_a_month_in_words_is_understood_too():
    assert "Position for June 2022" in words(dashboard(month="June 2022").run())


def test_a_month_that_is_none_falls_back_with_a_plain_message():
    at = dashboard(month="Smarch").run()
    assert not at.exception
    assert "There is no month “Smarch”" in words(at)
    assert "Position for March 2023" in words(at)


def test_a_month_after_the_as_at_day_falls_back_with_a_plain_message():
    said = words(dashboard(month="2023-01", as_at="2022-07-31").run())
    assert "There is no month “January 2023” to show as at 31 July 2022" in said
    assert "Position for June 2022" in said


def test_a_day_that_is_none_falls_back_with_a_plain_message():
    at = dashboard(as_at="tomorrow").run()
    assert not at.exception
    assert "“tomorrow” is not a date" in words(at)


def test_the_figures_of_an_earlier_day_come_back():
    before, after = (words(dashboard(month="2022-06", as_at=day).run()) for day in ("2022-07-05", "2022-07-31"))
    assert before != after


def test_another_as_at_day_brings_its_own_latest_month():
    at = dashboard().run()
    at.date_input(key="as_at").set_value(dt.date(2022, 7, 31)).run()
    assert "Position for June 2022 · as at 31 July 2022" in words(at)


def test_real_figures_drive_the_illustrative_ones_away(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(dashboard(month="2022-01").run())
    assert "Illustrative" not in said
    assert "31.6%" in said


def test_a_month_without_figures_offers_the_newest_that_has_some(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = dashboard().run()
    assert "Nothing has been reported for" in words(at)
    next(button for button in at.button if button.label == "Show January 2022").click().run()
    assert "Position for January 2022" in words(at)


def test_a_store_whose_only_submission_was_withdrawn_is_empty_and_stays_real(load: Callable, own_database: str):
    submission = load("2022-01", {"EHCP1": (6, 19)})
    store.withdraw(store.connect(own_database), submission.id, by="A. Officer", reason="A test")
    at = dashboard().run()
    assert not at.exception
    assert "Nothing had been reported by" in words(at)
    assert "Illustrative" not in words(at)


def test_a_new_submission_shows_on_the_next_visit(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    at = dashboard(month="2022-02").run()
    assert "36.6%" not in words(at)
    load("2022-02", {"EHCP1": (9, 22)})
    assert "36.6%" in words(at.run())


def test_the_page_works_without_the_dashboard_around_it():
    at = page_alone("overview", month="2022-06").run()
    assert not at.exception
    assert "Position for June 2022" in words(at)


def test_what_the_address_asks_for_is_quoted_and_never_a_picture_or_a_link():
    at = dashboard(month="![x](http://127.0.0.1:9/leak.png)").run()
    assert r"!\[x\](http\:" in at.warning[0].value


def test_the_sidebar_offers_a_link_that_shows_the_same_on_any_day():
    said = [element.proto.body for element in dashboard().run().get("html")]
    (link,) = [body for body in said if "Link to exactly this" in body]
    assert "?month=March+2023&amp;as_at=2023-04-30" in link


WAITS = "ASC1-0TO5"
MONTHS = [f"2022-{month:02}" for month in range(1, 13)]
USUAL = [30.0, 30.6, 29.6, 30.2, 29.4, 30.6, 30.0, 29.6, 30.2, 30.0, 29.4, 30.6]


def html(at: AppTest) -> str:
    """What the page sends, with its markup."""
    return "".join(element.proto.body for element in at.get("html"))


def test_the_order_is_headline_attention_what_changed_months_and_all_measures():
    said = words(dashboard().run())
    places = [
        said.index(part)
        for part in (
            "judged measures are off track, ",
            "Improving: EHC plans issued within 20 weeks",
            "Needs attention",
            "Changed since February 2023",
            "Month by month",
            "All measures",
        )
    ]
    assert places == sorted(places)


def test_what_is_off_track_and_improves_is_said_to_improve_and_comes_after_the_rest():
    said = words(dashboard().run()).partition("Needs attention")[2].partition("Changed since")[0]
    improving = said.index("Average wait for an autism assessment, under 18 ■ Off track")
    assert said.index("People signed up to the SEND newsletter ■ Off track") < improving
    assert "Off track, but improving. 61.4 weeks at the end of March 2023" in said[improving:]


def test_what_worsens_before_it_is_off_track_is_an_early_warning(own_database: str):
    rows = [figure(WAITS, month, value) for month, value in zip(MONTHS, USUAL, strict=True)]
    moment = dt.datetime(2023, 2, 20, 9, tzinfo=dt.UTC)
    store.submit(store.connect(own_database), extract(*rows, figure(WAITS, "2023-01", 33.0)), by="A", now=moment)
    said = words(dashboard(month="2023-01", as_at="2023-02-28").run())
    title = "Average wait for an autism assessment, ages 0 to 5"
    assert f"Worsening: {title}" in said
    assert f"No measure is off track. Early warnings {title} ● Target met" in said
    assert "Target still met, but a real sign of worsening. 33 weeks at the end of January 2023" in said


def test_the_table_names_both_verdicts_of_a_measure_in_words():
    table = html(dashboard().run()).partition("All measures</h2>")[2]
    row = table.partition("EHC plans issued within 20 weeks")[2].partition("</tr>")[0]
    assert 'alt="Change: Improving. ' in row
    assert 'alt="Target: Reliably misses. ' in row


def test_a_rate_that_no_month_can_reach_is_not_given_as_a_figure():
    said = words(dashboard(month="2022-06", as_at="2022-07-31").run())
    assert "over 100% needed in each remaining month" in said
    assert "114" not in said.partition("Changed since")[0]


def test_each_month_of_a_measure_is_a_mark_with_words_that_leads_to_it_there():
    sent = html(dashboard(as_at="2022-07-31").run())
    address = "measure?measure=EHCP1&amp;month=April+2022&amp;as_at=2022-07-31"
    assert f'<a href="{address}" aria-label="EHC P 1, April 2022: Off track"' in sent
    assert 'aria-label="EHC P 3, June 2022: Off track"' in sent
    assert "EHC P 3, May 2022" not in sent


def test_the_months_may_show_what_really_changed_and_the_address_says_so():
    at = dashboard().run()
    assert "Real improvement" not in html(at)
    at.radio(key="heat").set_value("Real change").run()
    sent = html(at)
    assert 'aria-label="EHC P 1, October 2022: Real improvement"' in sent
    assert 'aria-label="EHC P 9, March 2023: No figure"' in sent
    assert 'aria-label="COM 4, March 2023: No verdict"' in sent
    assert 'aria-label="EHC P 1, October 2022: Real improvement"' in html(dashboard(heat="Real change").run())


def test_before_anything_is_due_there_are_no_months_to_show(load: Callable):
    load("2022-01", {"EHCP1": (6, 19)})
    said = words(dashboard(as_at="2022-01-31").run())
    assert "Month by month" not in said
    assert "No measure can be judged yet" in said


def test_one_line_says_how_delivery_stands_and_leads_to_the_milestones(load: Callable, own_database: str):
    load("2022-05", {"EHCP1": (6, 19)})
    plan, engine = read(settings.plan_folder()), store.connect(own_database)
    before = words(dashboard(month="2022-05").run())
    assert "Delivery: Nothing is reported of the " in before
    assert "more actions" not in before
    done = MilestoneUpdate("1.1a", Status.COMPLETE, completed_on=dt.date(2021, 10, 20))
    store.update_milestone(engine, plan, done, by="A. Officer")
    at = dashboard(month="2022-05").run()
    assert '<a href="milestones?month=May+2022">Delivery</a>' in html(at)
    line = words(at).partition("Delivery: ")[2].partition("Needs attention")[0]
    assert line.startswith("1 of the ")
    assert " due in April to June 2022. ■ Overdue 1.2 " in line
    assert line.endswith("more actions ")


def test_the_line_of_delivery_is_as_at_its_day():
    sent = html(dashboard(month="2021-12", as_at="2022-01-31").run())
    said = sent.partition(">Delivery</a>:</strong> ")[2].partition("</li>")[0]
    assert " due by January 2022" in said
