from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from sendkpi import store
from sendkpi.errors import NotFoundError, SendKpiError
from sendkpi.frames import columns_of
from sendkpi.frames.figures import ObservationRow
from tests.build import figure
from tests.on_record import on_record
from tests.store.filed import april, at, extract


def values(engine, as_at=None) -> list[float]:
    return on_record(engine, as_at).observations["value"].tolist()


def test_an_empty_store_holds_nothing_in_the_settled_columns(engine):
    table = on_record(engine).observations
    assert list(table.columns) == columns_of(ObservationRow)
    assert table.empty
    assert str(table["month"].dtype) == "datetime64[us]"
    assert on_record(engine).submissions == ()
    assert on_record(engine).history.empty


def test_figures_come_by_measure_month_and_breakdown(engine):
    store.submit(
        engine,
        extract(
            figure("EHCP2", "2022-04", value=1.0),
            figure("ASC1", "2022-04", value=2.0, breakdown="The Trust"),
            figure("ASC1", "2022-04", value=3.0),
            figure("ASC1", "2022-03", value=4.0),
        ),
        by="Ada",
    )
    assert values(engine) == [4.0, 3.0, 2.0, 1.0]


def test_a_correction_stands_and_the_first_figure_is_still_in_the_history(engine):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=at(3))
    store.submit(engine, extract(april(2, 4)), by="Ada", now=at(4))
    assert values(engine) == [50.0]
    history = on_record(engine).history
    assert history["value"].tolist() == [25.0, 50.0]
    assert history["submission"].tolist() == [1, 2]
    assert history["recorded_at"].tolist() == [pd.Timestamp(at(3)), pd.Timestamp(at(4))]


def test_a_file_without_a_figure_leaves_the_earlier_one_standing(engine):
    store.submit(engine, extract(april(1, 4)), by="Ada")
    store.submit(engine, extract(figure("EHCP2", "2022-04", value=9.0)), by="Ada")
    assert values(engine) == [25.0, 9.0]


def test_withdrawing_brings_the_earlier_figure_back_and_before_it_nothing_changes(engine):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=at(3))
    store.submit(engine, extract(april(2, 4)), by="Ada", now=at(4))
    store.withdraw(engine, 2, by="Bea", reason="Wrong month", now=at(5))
    assert values(engine) == [25.0]
    assert values(engine, at(5)) == [25.0]
    assert values(engine, at(4, 23)) == [50.0]
    assert [one.state for one in on_record(engine, at(4)).submissions] == ["loaded", "loaded"]
    assert on_record(engine, at(4)).submissions[1].withdrawn_at is None


def test_yesterday_shows_nothing_of_what_was_recorded_today(engine):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=at(3))
    assert values(engine, dt.date(2022, 5, 2)) == []
    assert on_record(engine, dt.date(2022, 5, 2)).submissions == ()
    assert on_record(engine, dt.date(2022, 5, 2)).history.empty
    assert values(engine, dt.date(2022, 5, 3)) == [25.0]


@pytest.mark.parametrize(
    ("recorded", "day"),
    [
        (dt.datetime(2022, 1, 31, 23, 59, 59, 999999, tzinfo=dt.UTC), dt.date(2022, 1, 31)),
        (dt.datetime(2022, 2, 1, tzinfo=dt.UTC), dt.date(2022, 2, 1)),
        (dt.datetime(2022, 7, 1, 22, 59, 59, 999999, tzinfo=dt.UTC), dt.date(2022, 7, 1)),
        (dt.datetime(2022, 7, 1, 23, tzinfo=dt.UTC), dt.date(2022, 7, 2)),
        (dt.datetime(2022, 3, 27, 22, 59, tzinfo=dt.UTC), dt.date(2022, 3, 27)),  # the clocks go forward
        (dt.datetime(2022, 3, 27, 23, tzinfo=dt.UTC), dt.date(2022, 3, 28)),
        (dt.datetime(2022, 10, 29, 23, tzinfo=dt.UTC), dt.date(2022, 10, 30)),
        (dt.datetime(2022, 10, 30, 23, 59, tzinfo=dt.UTC), dt.date(2022, 10, 30)),  # and back
    ],
)
def test_a_day_ends_at_midnight_in_london_summer_and_winter(engine, recorded, day):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=recorded)
    assert values(engine, day - dt.timedelta(days=1)) == []
    assert values(engine, day) == [25.0]


def test_a_moment_is_exact_and_included(engine):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=at(3))
    assert values(engine, at(3)) == [25.0]
    assert values(engine, at(3) - dt.timedelta(microseconds=1)) == []


def test_a_moment_without_a_time_zone_is_refused(engine):
    with pytest.raises(SendKpiError, match="no time zone"):
        on_record(engine, dt.datetime(2022, 5, 3))  # noqa: DTZ001


@pytest.mark.parametrize(("day", "shown"), [(dt.date.min, []), (dt.date.max, [25.0]), (dt.date(9999, 12, 30), [25.0])])
def test_the_first_and_the_last_day_of_the_calendar_are_days_too(engine, day, shown):
    store.submit(engine, extract(april(1, 4)), by="Ada", now=at(3))
    assert values(engine, day) == shown


def test_every_submission_and_withdrawal_gives_another_version(engine):
    seen = [store.version(engine)]
    store.submit(engine, extract(april(1, 4)), by="Ada")
    seen.append(store.version(engine))
    store.submit(engine, extract(april(2, 4)), by="Ada")
    seen.append(store.version(engine))
    store.withdraw(engine, 1, by="Ada", reason="Wrong month")
    seen.append(store.version(engine))
    assert len(set(seen)) == 4
    assert store.version(engine) == seen[-1]


def test_an_original_that_is_not_there_is_said_not_to_be(engine):
    with pytest.raises(NotFoundError, match="submission 3"):
        store.original(engine, 3)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("submit"), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.just("withdraw"), st.integers(1, 6), st.just(0)),
    ),
    max_size=8,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_was_seen_at_a_moment_is_seen_as_at_that_moment_ever_after(tmp_path_factory, steps):
    engine = store.connect(f"sqlite:///{tmp_path_factory.mktemp('seen') / 'sendkpi.db'}")
    seen = {}
    for hour, (verb, first, second) in enumerate(steps):
        now = at(3) + dt.timedelta(hours=hour)
        try:
            if verb == "submit":
                row = figure("EHCP1", f"2022-0{first + 1}", of=(second, 4))
                store.submit(engine, extract(row), by="Ada", now=now)
            else:
                store.withdraw(engine, first, by="Ada", reason="Wrong month", now=now)
        except SendKpiError:
            pass  # the same bytes, or no such submission: then nothing may have changed
        seen[now] = (on_record(engine).observations, on_record(engine).history, on_record(engine).submissions)
    for moment, (observations, history, submissions) in seen.items():
        assert_frame_equal(on_record(engine, moment).observations, observations)
        assert_frame_equal(on_record(engine, moment).history, history)
        assert on_record(engine, moment).submissions == submissions
    engine.dispose()
