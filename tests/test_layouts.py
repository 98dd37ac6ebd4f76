from __future__ import annotations

import json

import pytest

from sendkpi.errors import SendKpiError
from sendkpi.layouts import (
    Answers,
    Column,
    Layout,
    Months,
    answered_layouts,
    as_record,
    free_name,
    from_record,
    joined,
    suggested_name,
    with_answers,
)
from sendkpi.values import Choice

CLINIC = Layout(
    "Clinic return",
    "f1",
    ((Column.MEASURE, "indicator"), (Column.VALUE, "#3")),
    Months.SHEET,
    (("mark:-", "x"), ("mark:..", "")),
)


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
        ({"answers": {"unit:days": 7}}, "answers are each a short text"),
        ({"answers": {"unit:days": "7" * 300}}, "answers are each a short text"),
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


def choice(mark: str, count: int, *fingerprints: str) -> Choice:
    """The question what a mark means."""
    return Choice(f"mark:{mark}", f"What does “{mark}” mean?", (), ("KPIs!C7",), count, fingerprints, "ambiguous_mark")


DASH, DOTS = choice("-", 1, "f1", "f2"), choice("..", 3, "f2")


def test_an_answer_joins_the_first_layout_known_for_its_headings_and_opens_one_for_others():
    older = Layout("Older", "f1")
    chosen = {"mark:-": "0", "mark:..": "c"}
    answered = answered_layouts([CLINIC, older], [DASH, DOTS], chosen, "June return.xlsx")
    assert answered == (
        Layout("Clinic return", "f1", CLINIC.columns, Months.SHEET, (("mark:-", "0"), ("mark:..", ""))),
        Layout("return", "f2", answers=(("mark:-", "0"), ("mark:..", "c"))),
    )


def test_a_choice_that_nobody_answered_stays_open():
    assert answered_layouts([CLINIC], [DASH, DOTS], {}, "June.xlsx") == ()
    assert answered_layouts([], [DOTS], {"mark:-": "x"}, "June.xlsx") == ()


def test_marks_are_the_same_whatever_their_capitals():
    layout = from_record(as_record(CLINIC) | {"marks": {"N/A": "c"}})
    assert layout.marks == {"n/a": "c"}


def test_answers_are_beside_marks_in_a_layouts_json():
    layout = Layout("Return", "f1", answers=(("mark:-", "x"), ("measure:newsletter", "COM4")))
    record = as_record(layout)
    assert (record["marks"], record["answers"]) == ({"-": "x"}, {"measure:newsletter": "COM4"})
    assert from_record(json.loads(json.dumps(record))) == layout


def test_an_answer_given_again_replaces_what_is_remembered_of_the_layout_that_is_read_by():
    answers = Answers(chosen=(("mark:-", "0"), ("mark::", "z")))
    again = joined(answers, [CLINIC, Layout("Other", "f2")], [], ["Clinic return"], "June.xlsx")
    assert [layout.marks for layout in again.layouts] == [{"-": "0", "..": ""}]
    other = Answers(chosen=(("mark::", "z"),))
    assert joined(other, [CLINIC], [], ["Clinic return"], "June.xlsx").layouts == ()


def test_answers_join_the_layout_that_is_forced():
    answers = Answers(forced=CLINIC, chosen=(("mark::", "z"),))
    forced = joined(answers, [], [DASH], ["Clinic return"], "June.xlsx")
    assert forced.forced == with_answers(CLINIC, {"mark::": "z"})
    assert forced.layouts == ()
