"""What goes out comes back: the template through other programs, and the workbook of everything that is on record."""

import csv
import datetime as dt
import io
import re
import zipfile

import pytest
from openpyxl.utils import get_column_letter

from sendkpi import intake, report, store
from sendkpi.ingest import template_workbook
from tests import build, filled
from tests.ingest.sheets import APRIL, PLAN, PROVIDERS, TODAY, lines, opened, read, row, saved, workbook
from tests.office import converted

ENTRIES = {"EHCP1": (6, 19), "EHCP2": 52.5, "ASC1-MEAN": 61.4, "ASC1-MAX": 140, "RATE": "c", "COM4": 1812}


def typed():
    return filled.fill(template_workbook(PLAN, APRIL), ENTRIES)


def figures(extract):
    assert not extract.problems, lines(extract)
    return [tuple(found)[:7] for found in extract.rows.fillna(-1).itertuples(index=False)]


def as_shown(cell):
    """A cell as a program writes it into CSV: as its number format shows it."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, dt.date):
        return f"{cell.value:%B %Y}"
    shown = {"#,##0": "{:,.0f}", "0.0": "{:.1f}"}.get(cell.number_format)
    return shown.format(cell.value) if shown and isinstance(cell.value, (int, float)) else str(cell.value)


@pytest.mark.parametrize(("separator", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_a_filled_template_saved_as_csv_is_read_as_the_template_is(separator, encoding):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([as_shown(cell) for cell in cells] for cells in opened(typed())["KPIs"])
    assert figures(read(text.getvalue().encode(encoding))) == figures(read(typed()))


def as_libreoffice_writes(content):
    """The workbook with what LibreOffice writes otherwise than Excel: every row's height and visibility, `true`."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                attributes = rb' customFormat="false" ht="15" hidden="false" customHeight="false" outlineLevel="0"'
                text = re.sub(rb'<row r="(\d+)"[^>]*>', rb'<row r="\1"' + attributes + rb' collapsed="false">', text)
                columns = rb'<cols><col collapsed="false" hidden="false" min="1" max="1024" width="18"/></cols>'
                text = re.sub(rb"<cols>.*</cols>", columns, text)
            if name == "xl/styles.xml":
                text = re.sub(rb"<font>", rb'<font><strike val="false"/>', text)
            if name == "xl/workbook.xml":
                text = re.sub(rb"<calcPr[^>]*>", rb'<calcPr iterateCount="100" refMode="A1" iterate="false"/>', text)
            archive.writestr(name, text)
    return new.getvalue()


def test_a_filled_template_saved_by_libreoffice_is_read_as_the_template_is():
    assert figures(read(as_libreoffice_writes(typed()))) == figures(read(typed()))


ONE_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
"""As CSV: commas, quotes, UTF-8, from the first row on, cells as they are shown, the second sheet."""


@pytest.mark.office
@pytest.mark.parametrize("to", ["xlsx", "ods", ONE_SHEET], ids=["xlsx", "ods", "csv"])
def test_a_filled_template_goes_through_libreoffice_and_is_read_as_it_was(to, tmp_path):
    through = converted(typed(), "filled.xlsx", to, tmp_path)
    if to == "ods":
        through = converted(through, "filled.ods", "xlsx", tmp_path)
    assert figures(read(through)) == figures(read(typed()))


def test_a_template_says_first_how_to_fill_it_and_opens_where_to_type():
    book = opened(template_workbook(PLAN, APRIL))
    assert book.sheetnames[0] == "Read me"
    assert book.active.title == "KPIs"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["KPIs"]


def test_the_cells_to_fill_are_shaded_and_open_to_change_and_no_others_are():
    sheet = opened(template_workbook(PLAN, APRIL))["KPIs"]
    shaded = {cell.coordinate for line in sheet for cell in line if cell.fill.fill_type == "solid"}
    of_percentage, of_wait, of_count = (
        next(line for line in sheet.iter_rows(min_row=2) if line[0].value == name)
        for name in ("EHCP1", "ASC1-MAX", "COM4")
    )
    for line, wanted in ((of_percentage, "EFGHI"), (of_wait, "FGHI"), (of_count, "GHI")):
        assert "".join(cell.column_letter for cell in line if cell.coordinate in shaded) == wanted
    assert not any(sheet[place].protection.locked for place in shaded)


@pytest.mark.parametrize("title", ["Read me", "KPIs"])
def test_each_row_whose_text_wraps_has_its_height(title):
    long = build.plan(build.measure("EHCP1", title="A title that takes more than one line in its column, " * 3))
    sheet = opened(template_workbook(long, APRIL))[title]
    for line in sheet.iter_rows(min_row=2):
        widths = {cell: sheet.column_dimensions[get_column_letter(cell.column)].width for cell in line}
        wrapped = [cell for cell in line if isinstance(cell.value, str) and len(cell.value) > widths[cell]]
        height = sheet.row_dimensions[line[0].row].height or 15
        assert all(height >= 15 * len(cell.value) / widths[cell] for cell in wrapped)


def test_an_export_loads_again_unchanged(own_database):
    engine = store.connect(own_database)
    first = [
        row(numerator=6, denominator=19, commentary="Busy."),
        row("EHCP2", value=52.5, symbol="u"),
        row("ASC1-MEAN", value=61.4, denominator=107),
        row("ASC1-MEAN", breakdown=PROVIDERS[0], value=60, denominator=7),
        row("COM4", value=1812),
        row("RATE", symbol="c"),
    ]
    for rows in (first, [row(numerator=7, denominator=19)]):
        examined = intake.examine(PLAN, engine, workbook(*rows), "return.xlsx", TODAY)
        intake.accept(engine, examined, by="Ada", reason="Checked.", confirmed=True)
    exported = report.as_book(report.everything(store.record(engine, PLAN)))
    again = intake.examine(PLAN, engine, exported, "everything.xlsx", TODAY)
    assert not again.errors, [problem.line for problem in again.errors]
    assert (again.preview.new, again.preview.restated, again.preview.unchanged) == (0, 0, 6)
    assert not [problem for problem in again.problems if problem.code == "column_left_out"]
    assert again.extract.sheets_read == ("Figures",)


def test_an_export_saved_anew_under_another_name_is_still_one():
    book = opened(workbook(row(numerator=6, denominator=19), sheet="Figures", above=2))
    book["Figures"]["A1"] = "Every figure that stands"
    other = book.create_sheet("Scorecard")
    for cells in (["Measure", "Month", "Value"], ["EHCP1", APRIL, 99]):
        other.append(cells)
    assert read(saved(book)).sheets_read == ("Figures",)
