"""Reading a plan folder: another place's plan reads, a broken one is refused with every fault named."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.errors import PlanError, SendKpiError
from sendkpi.plan import read
from sendkpi.plan.cells import read_cell
from sendkpi.plan.tables import records
from sendkpi.values import month_code
from tests.plan.folder import MEASURE, SMALL, change, write

if TYPE_CHECKING:
    from pathlib import Path


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(PlanError) as refused:
        read(folder)
    assert str(refused.value) == "\n".join(refused.value.faults)
    return refused.value.faults


def test_another_places_plan_is_read_with_most_of_its_tables_empty(tmp_path: Path):
    plan = read(write(tmp_path))
    assert (plan.place, plan.title) == ("Elsewhere", "Our plan")
    assert plan.documents[0].published == dt.date(2024, 3, 28)
    measure = plan.measure("M1")
    assert (measure.baseline, measure.target_month, measure.sensitive) == (40.5, dt.date(2025, 3, 1), True)
    assert (measure.floor, measure.minimum_sample, measure.sub_group, measure.target_promised) == (None, None, "", None)
    assert plan.actions == plan.queries == ()


def test_lists_are_read_part_by_part(tmp_path: Path):
    group = {"name_published": "G", "title": "Group", "document": "D", "line": "1"}
    groups = [{"id": "G1", "leads": "One, of us; Another", "areas": "A1"} | group, {"id": "G2"} | group]
    plan = read(write(tmp_path, {"sub_groups": groups}))
    assert [one.leads for one in plan.sub_groups] == [("One, of us", "Another"), ()]


def test_a_table_saved_by_a_spreadsheet_with_a_mark_and_windows_line_ends_is_read(tmp_path: Path):
    write(tmp_path)
    path = tmp_path / "areas.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b",,,,,,\r\n\r\n")
    assert [area.title for area in read(tmp_path).areas] == ["Plans"]


def test_the_fingerprint_tells_one_state_of_the_plan_from_another(tmp_path: Path):
    first = read(write(tmp_path)).fingerprint
    assert read(tmp_path).fingerprint == first
    change(tmp_path, "measures", 2, target="81")
    assert read(tmp_path).fingerprint != first


ONE_CELL = [
    ("measures", "target_month", "2025-13", "'2025-13' is not a month: write it as 2022-04."),
    ("measures", "target_month", "Mar 2025", "'Mar 2025' is not a month: write it as 2022-04."),
    ("documents", "published", "28/03/2024", "'28/03/2024' is not a date: write it as 2022-04-30."),
    ("measures", "target", "80%", "'80%' is not a number: write it as 12 or 58.66."),
    ("measures", "target", "nan", "'nan' is not a number: write it as 12 or 58.66."),
    ("measures", "reporting_lag", "1.5", "'1.5' is not a whole number: write it as 12."),
    ("measures", "sensitive", "TRUE", "'TRUE' is not one of yes, no."),
    ("measures", "unit", "%", "'%' is not one of percent, weeks, count."),
    ("measures", "tolerance_unit", "pct", "'pct' is not one of points, percent."),
    ("measures", "tolerance_unit", "", "'' is not one of points, percent."),
    ("measures", "collected_from", "", "is empty and must not be."),
    ("measures", "title", "", "is empty and must not be."),
    ("measures", "owner", " ", "is empty and must not be."),
    ("measures", "line", "", "is empty and must not be."),
    ("areas", "id", "", "is empty and must not be."),
    ("plan", "place", "", "is empty and must not be."),
    ("measures", "title", "x" * 91, "has 91 characters: a title has at most 90."),
    ("measures", "area", "A2", "'A2' is not an id of areas.csv."),
    ("measures", "sub_group", "G", "'G' is not an id of sub_groups.csv."),
    ("areas", "document", "E", "'E' is not an id of documents.csv."),
    ("measures", "year_start", "13", "13 is not a month from 1 to 12."),
    ("measures", "reporting_lag", "-1", "-1 is below 0: a figure cannot be due before its period ends."),
    ("measures", "tolerance", "-5", "-5 is below 0."),
    ("measures", "minimum_sample", "0", "0 is below 1: leave it empty where there is none."),
    ("measures", "target_month", "", "is empty, though the target is 80: say which month it is for."),
    ("measures", "target", "", "is empty, though target_month is 2025-03: give it, or in target_promised its month."),
    ("measures", "baseline_month", "", "is empty, though the baseline is 40.5: say which month it is of."),
    ("measures", "baseline", "", "is empty, though baseline_month is 2024-03."),
    ("measures", "basis", "year", "year does not go with collected month: month or month_end or year_to_date."),
    ("measures", "pooling", "stock", "stock does not go with unit percent: it needs unit count."),
]


@pytest.mark.parametrize(("table", "column", "text", "message"), ONE_CELL)
def test_a_fault_in_a_cell_names_its_file_row_and_column(tmp_path: Path, table, column, text, message):
    write(tmp_path)
    change(tmp_path, table, 2, **{column: text})
    assert f"{table}.csv, row 2, column {column}: {message}" in faults(tmp_path)


REFERENCES = [
    ("trajectory", {"measure": "M9", "month": "2024-05", "value": "1"}, "measure", "measures"),
    ("breakdowns", {"measure": "M9", "breakdown": "Trust", "kind": "provider"}, "measure", "measures"),
    ("sub_groups", {"id": "G", "title": "G", "areas": "A1; A9"}, "areas", "areas"),
    ("actions", {"id": "1.1", "area": "A9", "title": "Do it"}, "area", "areas"),
    ("actions", {"id": "1.1", "area": "A1", "title": "Do it", "sub_group": "G9"}, "sub_group", "sub_groups"),
    (
        "actions",
        {"id": "1.1", "area": "A1", "title": "Do it", "sub_groups_shared": "G9"},
        "sub_groups_shared",
        "sub_groups",
    ),
    (
        "milestones",
        {"id": "1.1a", "action": "1.9", "title": "Done", "kind": "none", "recurring": "no", "ongoing": "no"},
        "action",
        "actions",
    ),
    ("impact_links", {"action": "1.9", "match": "none", "title": "Better"}, "action", "actions"),
    ("priorities", {"priority": "1", "priority_title": "P", "item": "I", "title": "T", "area": "A9"}, "area", "areas"),
    (
        "priorities",
        {"priority": "1", "priority_title": "P", "item": "I", "title": "T", "actions": "1.9"},
        "actions",
        "actions",
    ),
    ("reports", {"id": "R", "audience": "Board", "title": "T", "milestone": "1.9a"}, "milestone", "milestones"),
]


@pytest.mark.parametrize(("table", "cells", "column", "target"), REFERENCES)
def test_a_name_of_something_that_does_not_exist_is_a_fault(tmp_path: Path, table, cells, column, target):
    write(tmp_path, {table: [cells | {"document": "D", "line": "1"}]})
    (fault,) = faults(tmp_path)
    assert fault.startswith(f"{table}.csv, row 2, column {column}: ")
    assert fault.endswith(f"is not an id of {target}.csv.")


def test_a_query_is_about_things_that_the_plan_holds(tmp_path: Path):
    query = {"id": "Q1", "kind": "date", "about": "M1; A1; M9", "doubt": "Which?", "document": "D", "line": "1"}
    write(tmp_path, {"queries": [query]})
    (fault,) = faults(tmp_path)
    assert fault.startswith("queries.csv, row 2, column about: 'M9' is not an id of measures.csv or areas.csv or ")
    change(tmp_path, "queries", 2, about="M1; A1")
    assert read(tmp_path).queries[0].about == ("M1", "A1")


def test_a_repeated_id_names_the_row_it_stands_in_already(tmp_path: Path):
    write(tmp_path, {"measures": [MEASURE, MEASURE | {"id": "M2"}, MEASURE]})
    assert faults(tmp_path) == ("measures.csv, row 4, column id: 'M1' is in row 2 already.",)


def test_a_row_is_named_by_its_line_in_the_file_even_after_a_cell_of_two_lines(tmp_path: Path):
    rows = [MEASURE | {"definition": "One.\nTwo."}, MEASURE | {"id": "M2", "year_start": "0"}]
    write(tmp_path, {"measures": rows})
    assert faults(tmp_path) == ("measures.csv, row 4, column year_start: 0 is not a month from 1 to 12.",)


def test_every_missing_table_is_named(tmp_path: Path):
    assert faults(tmp_path) == tuple(f"{name}.csv: the file is missing." for name in records())


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    (fault,) = faults(tmp_path / "nowhere")
    assert fault.endswith("is not a folder: a plan is a folder of CSV tables.")


def test_missing_unknown_and_repeated_columns_are_named(tmp_path: Path):
    write(tmp_path)
    path = tmp_path / "areas.csv"
    path.write_text(path.read_text("utf-8").replace("lead_published,found", "leader,id"), "utf-8")
    assert faults(tmp_path) == (
        "areas.csv, row 1, column id: the column stands here more than once.",
        "areas.csv, row 1, column lead_published: the column is missing.",
        "areas.csv, row 1, column found: the column is missing.",
        "areas.csv, row 1, column leader: the column is not one of this table's.",
    )


def test_an_empty_table_lacks_its_columns(tmp_path: Path):
    write(tmp_path)
    (tmp_path / "trajectory.csv").write_bytes(b"")
    assert "trajectory.csv, row 1, column month: the column is missing." in faults(tmp_path)


def test_a_row_with_too_few_or_too_many_cells_is_named(tmp_path: Path):
    write(tmp_path)
    with (tmp_path / "areas.csv").open("a", encoding="utf-8") as file:
        file.write("A2,Short\nA3,T,,,,D,1,more\n")
    assert faults(tmp_path) == (
        "areas.csv, row 3: has 2 cells where the header has 7.",
        "areas.csv, row 4: has 8 cells where the header has 7.",
    )


def test_a_table_that_is_not_text_or_not_csv_is_named_by_row(tmp_path: Path):
    write(tmp_path)
    (tmp_path / "queries.csv").write_bytes(b"id,kind\nQ1,\xa3\n")
    with (tmp_path / "reports.csv").open("a", encoding="utf-8") as file:
        file.write('R,"never closed\n')
    (tmp_path / "trajectory.csv").unlink()
    (tmp_path / "trajectory.csv").mkdir()
    found = faults(tmp_path)
    assert "queries.csv, row 2: is not UTF-8 text: save the file as CSV UTF-8." in found
    assert any(fault.startswith("reports.csv, row 2: is not CSV") for fault in found)
    assert any(fault.startswith("trajectory.csv: the file cannot be opened") for fault in found)


def test_a_broken_table_does_not_turn_every_name_of_its_rows_into_a_fault(tmp_path: Path):
    write(tmp_path)
    (tmp_path / "areas.csv").unlink()
    assert faults(tmp_path) == ("areas.csv: the file is missing.",)


def test_a_plan_without_measures_is_refused(tmp_path: Path):
    write(tmp_path, {"measures": []})
    assert faults(tmp_path) == ("measures.csv: holds no measures: a plan has at least one.",)


def test_a_plan_says_once_whose_it_is(tmp_path: Path):
    write(tmp_path, {"plan": SMALL["plan"] * 2})
    assert faults(tmp_path) == ("plan.csv: has 2 rows: it holds one, the plan's place and title.",)


def test_a_year_to_date_that_cannot_be_worked_out_is_refused(tmp_path: Path):
    weeks = {"unit": "weeks", "basis": "year_to_date", "pooling": "mean"}
    write(tmp_path, {"measures": [MEASURE | weeks]})
    assert faults(tmp_path) == (
        "measures.csv, row 2, column pooling: mean does not go with basis year_to_date, which needs rate.",
    )


def test_a_first_period_that_ends_no_quarter_is_refused(tmp_path: Path):
    quarterly = {"collected": "quarter", "basis": "quarter", "collected_from": "2024-05"}
    write(tmp_path, {"measures": [MEASURE | quarterly]})
    (fault,) = faults(tmp_path)
    assert fault.startswith("measures.csv, row 2, column collected_from: 2024-05 is not the last month of a quarter")


def test_a_published_target_worse_than_its_baseline_is_no_fault(tmp_path: Path):
    write(tmp_path, {"measures": [MEASURE | {"target": "30", "target_month": "2023-03"}]})
    assert read(tmp_path).measure("M1").target == 30


def test_all_faults_are_named_at_once_in_the_order_of_the_files(tmp_path: Path):
    write(tmp_path)
    change(tmp_path, "documents", 2, published="soon")
    change(tmp_path, "measures", 2, unit="points", better="up", target_month="", area="A9", year_start="0")
    (tmp_path / "queries.csv").unlink()
    assert faults(tmp_path) == (
        "documents.csv, row 2, column published: 'soon' is not a date: write it as 2022-04-30.",
        "measures.csv, row 2, column area: 'A9' is not an id of areas.csv.",
        "measures.csv, row 2, column unit: 'points' is not one of percent, weeks, count.",
        "measures.csv, row 2, column better: 'up' is not one of higher, lower.",
        "measures.csv, row 2, column year_start: 0 is not a month from 1 to 12.",
        "measures.csv, row 2, column target_month: is empty, though the target is 80: say which month it is for.",
        "queries.csv: the file is missing.",
    )


@given(st.text() | st.from_regex(r"-?\d+([.,eE_]\d+)?", fullmatch=True))
def test_a_cell_is_a_number_or_is_refused_in_words(text: str):
    with contextlib.suppress(SendKpiError):
        value = read_cell(text, float)
        assert isinstance(value, float)
        assert math.isfinite(value)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)).map(lambda day: day.replace(day=1)))
def test_a_month_is_read_back_as_written(month: dt.date):
    assert read_cell(month_code(month), dt.date) == month
