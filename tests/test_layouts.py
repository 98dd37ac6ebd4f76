from __future__ import annotations

import json

import pytest

from sendkpi.errors import SendKpiError
from sendkpi.layouts import (
    Answers,
    Column,
    Layout,
    Months,
    as_record,
    free_name,
    from_record,
    mark_answers,
    suggested_name,
    with_marks,
    with_meanings,
)
from sendkpi.values import UnclearMark

CLINIC = Layout(
    "Clinic return", "f1", ((Column.MEASURE, "indicator"), (Column.VALUE, "#3")), Months.SHEET, (("-", "x"), ("..", ""))
)
DASH = UnclearMark("-", ("KPIs!C7",), 1, ("f1", "f2"))
DOTS = UnclearMark("..", ("KPIs!C9",), 3, ("f2",))


def test_a_layout_is_the_same_again_from_its_json():
    assert from_record(json.loads(json.dumps(as_record(CLINIC)))) == CLINIC


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "needs a name and a fingerprint"),
        ({"fingerprint": None}, "needs a name and a fingerprint"),
        ({"fingerprint": "f" * 65}, "at most 64 letters"),
        ({"columns": {"Figure": "total"}}, "has no column 'Figure'"),
        ({"columns": ["Measure"]}, "list of names with their meaning"),
        ({"columns": {"Value": "total"}}, "which column holds the measure"),
        ({"columns": {"Measure": "line", "Value": "total"}, "months": "column"}, "which column holds the month"),
        ({"columns": {"Measure": "line"}}, "which column holds the figure"),
        ({"months": "below"}, "'below' is not a valid place"),
        ({"months": ["column"]}, "is not a valid place"),
        ({"marks": {"-": "y"}}, "cannot mean 'y'"),
        ({"marks": {"-": ["x"]}}, "cannot mean"),
    ],
)
def test_a_record_that_is_no_layout_is_refused_in_one_sentence(change, message):
    with pytest.raises(SendKpiError, match=message):
        from_record(as_record(CLINIC) | change)


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("2022-04 The Council.xlsx", "The Council"),
        ("SEND_KPI_return_Apr22_v3.xlsx", "SEND KPI return"),
        ("Marketing of O'Brien M3 2022-23.xlsx", "Marketing of O'Brien"),
        ("april 2022.xlsx", "Monthly return"),
        ("return", "return"),
    ],
)
def test_a_layout_is_called_after_its_file_without_month_year_and_version(filename, name):
    assert suggested_name(filename) == name


def test_a_name_that_is_taken_gets_a_number():
    assert free_name("Return", [CLINIC]) == "Return"
    assert free_name("clinic return", [CLINIC, Layout("Clinic return (2)", "f4")]) == "clinic return (3)"


def test_a_mark_joins_the_first_layout_known_for_its_headings_and_opens_one_for_others():
    older = Layout("Older", "f1")
    answered = mark_answers([CLINIC, older], [DASH, DOTS], {"-": "0", "..": "c"}, "June return.xlsx")
    assert answered == (
        Layout("Clinic return", "f1", CLINIC.columns, Months.SHEET, (("-", "0"), ("..", ""))),
        Layout("return", "f2", marks=(("-", "0"), ("..", "c"))),
    )


def test_a_mark_that_nobody_explained_stays_unclear():
    assert mark_answers([CLINIC], [DASH, DOTS], {}, "June.xlsx") == ()
    assert mark_answers([], [DOTS], {"-": "x"}, "June.xlsx") == ()


def test_marks_are_the_same_whatever_their_capitals():
    layout = with_marks(Layout("Return", "f1", marks=(("n/a", "x"),)), {"N/A": "z"})
    assert layout.marks == (("n/a", "z"),)
    mark = UnclearMark("tbc", ("KPIs!C7",), 1, ("f1",))
    assert mark_answers([], [mark], {"TBC": "x"}, "a.xlsx") == (Layout("a", "f1", marks=(("tbc", "x"),)),)
    assert from_record(as_record(layout) | {"marks": {"N/A": "c"}}).marks == (("n/a", "c"),)


def test_a_mark_said_again_replaces_what_is_remembered_of_the_layout_that_is_read_by():
    answers = Answers(marks=(("-", "0"), (":", "z")))
    again = with_meanings(answers, [CLINIC, Layout("Other", "f2")], [], ["Clinic return"], "June.xlsx")
    assert [layout.marks for layout in again.layouts] == [(("-", "0"), ("..", ""))]
    assert with_meanings(Answers(marks=((":", "z"),)), [CLINIC], [], ["Clinic return"], "June.xlsx").layouts == ()


def test_marks_join_the_layout_that_is_forced():
    forced = with_meanings(Answers(forced=CLINIC, marks=((":", "z"),)), [], [DASH], ["Clinic return"], "June.xlsx")
    assert forced.forced == with_marks(CLINIC, {":": "z"})
    assert forced.layouts == ()
