from __future__ import annotations

import sqlite3

import pytest

from sendkpi import store
from sendkpi.errors import NotFoundError, RefusedError, SendKpiError
from sendkpi.layouts import Column, Layout, Months
from tests.on_record import on_record
from tests.store.filed import april, at, extract

RETURN = Layout(
    "Clinic return",
    "f1",
    ((Column.MEASURE, "indicator"), (Column.VALUE, "#3")),
    Months.ABOVE,
    (("-", "x"), ("..", "")),
)
OTHER = Layout("Another", "f2", ((Column.MEASURE, "line"),), Months.ACROSS)


def test_an_answer_comes_back_as_it_was_given_with_who_gave_it_when(engine):
    store.keep_layout(engine, RETURN, by="Ada", now=at(2))
    (kept,) = store.kept_layouts(engine)
    assert (kept.layout, kept.recorded_by, kept.recorded_at) == (RETURN, "Ada", at(2))
    assert store.layouts(engine) == (RETURN,)


def test_the_newest_answer_for_the_same_headings_counts_under_whatever_name(engine):
    newer = Layout("Return of the clinic", "f1", ((Column.MEASURE, "measure"),), Months.ACROSS)
    for layout in (RETURN, OTHER, newer):
        store.keep_layout(engine, layout, by="Ada")
    assert store.layouts(engine) == (OTHER, newer)
    store.keep_layout(engine, Layout("Clinic return", "f3"), by="Ada")
    assert len(store.layouts(engine)) == 3


def test_a_name_belongs_to_one_set_of_headings_whatever_its_capitals(engine):
    store.keep_layout(engine, RETURN, by="Ada")
    with pytest.raises(RefusedError, match="“Clinic return” belongs to other headings"):
        store.keep_layout(engine, Layout("CLINIC return ", "f2"), by="Ada")
    assert store.layouts(engine) == (RETURN,)


def test_a_forgotten_layout_counts_no_more_and_can_be_given_again(engine):
    store.keep_layout(engine, RETURN, by="Ada")
    assert store.forget_layout(engine, "clinic return", by="Bea") == RETURN
    assert store.layouts(engine) == ()
    with pytest.raises(NotFoundError, match="None is kept yet"):
        store.forget_layout(engine, "Clinic return", by="Bea")
    store.keep_layout(engine, RETURN, by="Ada")
    assert store.layouts(engine) == (RETURN,)


def test_a_layout_that_is_not_there_is_answered_with_those_that_are(engine):
    store.keep_layout(engine, OTHER, by="Ada")
    with pytest.raises(NotFoundError, match=r"There is no layout “Clinic”\. There are: Another\."):
        store.forget_layout(engine, "Clinic", by="Ada")


def test_keeping_or_forgetting_needs_a_name_of_who_does_and_of_the_layout(engine):
    store.keep_layout(engine, RETURN, by="Ada")
    with pytest.raises(RefusedError, match="Say who"):
        store.keep_layout(engine, OTHER, by=" ")
    with pytest.raises(RefusedError, match="Say who"):
        store.forget_layout(engine, RETURN.name, by="")
    with pytest.raises(RefusedError, match="Give the layout a name"):
        store.keep_layout(engine, Layout(" ", "f3"), by="Ada")
    assert store.layouts(engine) == (RETURN,)


def test_a_layout_that_leaves_open_what_the_figure_is_is_not_kept(engine):
    with pytest.raises(SendKpiError, match="which column holds the figure"):
        store.keep_layout(engine, Layout("Half", "f3", ((Column.MEASURE, "line"),), Months.SHEET), by="Ada")
    assert store.layouts(engine) == ()


def test_a_layout_changes_no_figure_so_the_store_keeps_its_version(engine):
    before = store.version(engine)
    store.keep_layout(engine, RETURN, by="Ada")
    assert store.version(engine) == before


def test_a_submission_keeps_the_answers_it_was_read_by_in_one_act(engine):
    store.submit(engine, extract(april(1, 2)), by="Ada", now=at(2), layouts=[RETURN])
    (kept,) = store.kept_layouts(engine)
    assert (kept.layout, kept.recorded_by, kept.recorded_at) == (RETURN, "Ada", at(2))


def test_a_refused_answer_stores_no_figure_and_a_refused_file_keeps_no_answer(engine):
    store.keep_layout(engine, RETURN, by="Ada")
    with pytest.raises(RefusedError, match="belongs to other headings"):
        store.submit(engine, extract(april(1, 2)), by="Ada", layouts=[OTHER, Layout(RETURN.name, "f9")])
    assert (on_record(engine).submissions, store.layouts(engine)) == ((), (RETURN,))
    store.submit(engine, extract(april(1, 2)), by="Ada")
    with pytest.raises(SendKpiError, match="already loaded"):
        store.submit(engine, extract(april(1, 2)), by="Ada", layouts=[OTHER])
    assert store.layouts(engine) == (RETURN,)


def test_an_answer_that_counts_already_is_not_kept_again(engine):
    store.keep_layout(engine, RETURN, by="Ada", now=at(2))
    store.submit(engine, extract(april(1, 2)), by="Bea", layouts=[RETURN])
    assert [kept.recorded_by for kept in store.kept_layouts(engine)] == ["Ada"]


@pytest.mark.parametrize("change", ["UPDATE layouts SET name = 'Mine'", "DELETE FROM layouts"])
def test_the_database_refuses_to_change_what_was_kept(engine, url, change):
    store.keep_layout(engine, RETURN, by="Ada")
    driver = sqlite3.connect(url.removeprefix("sqlite:///"))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        driver.execute(change)
    driver.close()
