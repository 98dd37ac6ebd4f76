"""The first sheet of a marked workbook: all of its problems, found with one click."""

import io
import zipfile

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.utils import range_boundaries

from sendkpi.ingest.layout import PROBLEMS_TITLE
from sendkpi.ingest.marking.workbook import mark
from sendkpi.values import Problem, Severity
from tests.ingest.sheets import opened, row, saved, workbook

CONTENT = workbook(row(numerator=20, denominator=19), row("COM4", value=-812))
HEADINGS = ["Severity", "Sheet", "Cell", "About", "What is wrong and what to do"]


def problem(cell="E2", message="Wrong. Mend it.", severity=Severity.ERROR, sheet="KPIs", about="EHCP1, April 2022"):
    return Problem(severity, "any", message, sheet, cell, about=about)


def first_sheet(*problems, content=CONTENT):
    """The first sheet of the marked workbook."""
    return opened(mark(content, problems)).worksheets[0]


def table(sheet) -> list[list[str]]:
    """The rows of its one table, headings first."""
    (one,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(one.ref)
    assert bottom == sheet.max_row
    return [[cell.value for cell in line] for line in sheet.iter_rows(top, bottom, left, right)]


def notes(sheet) -> str:
    """What stands above its table."""
    (one,) = sheet.tables.values()
    top = range_boundaries(one.ref)[1]
    return "\n".join(sheet.cell(number, 1).value for number in range(1, top))


def with_part(name: str, content: bytes) -> bytes:
    """The workbook with one more part."""
    new = io.BytesIO(CONTENT)
    with zipfile.ZipFile(new, "a") as archive:
        archive.writestr(name, content)
    return new.getvalue()


def test_every_problem_is_a_row_with_its_place_and_what_to_do():
    sheet = first_sheet(problem(), problem("G3", "Below zero. Correct it.", Severity.WARNING, about=""))
    assert table(sheet) == [
        HEADINGS,
        ["Error", "KPIs", "E2", "EHCP1, April 2022", "Wrong. Mend it."],
        ["Warning", "KPIs", "G3", "–", "Below zero. Correct it."],
    ]


def test_title_and_count_stand_above_the_table():
    sheet = first_sheet(*[problem()] * 3, problem(severity=Severity.WARNING))
    assert sheet["A1"].value == PROBLEMS_TITLE
    assert notes(sheet).splitlines()[1] == "3 errors and 1 warning."


def test_a_file_with_warnings_alone_is_not_said_to_need_mending():
    shown = notes(first_sheet(problem(severity=Severity.WARNING)))
    assert "1 warning." in shown
    assert "Mend every error" not in shown


def test_a_cell_is_a_link_to_its_place_whatever_its_sheet_is_called():
    book = opened(CONTENT)
    book["KPIs"].title = "Jo's KPIs 2022"
    sheet = first_sheet(problem("G3", sheet="Jo's KPIs 2022"), content=saved(book))
    (link,) = [cell.hyperlink for line in sheet for cell in line if cell.hyperlink]
    assert link.location == "'Jo''s KPIs 2022'!G3"
    assert sheet[link.ref].value == "G3"


def test_a_problem_without_a_cell_stands_in_the_list_alone():
    book = opened(mark(CONTENT, [problem(), problem("", about=""), problem("", sheet="", about="EHCP9, April 2022")]))
    assert [line[1:4] for line in table(book.worksheets[0])[2:]] == [
        ["KPIs", "The whole sheet", "–"],
        ["The whole file", "–", "EHCP9, April 2022"],
    ]
    assert [cell.coordinate for line in book["KPIs"] for cell in line if cell.comment] == ["E2"]


def test_a_hidden_sheet_row_or_column_is_said_to_be_hidden():
    book = opened(CONTENT)
    book["KPIs"].row_dimensions[3].hidden = True
    book["KPIs"].column_dimensions.group("F", "H", hidden=True)
    book.create_sheet("Costs").sheet_state = "hidden"
    sheet = first_sheet(problem(), problem("E3"), problem("G2"), problem("B2", sheet="Costs"), content=saved(book))
    assert [line[1:3] for line in table(sheet)[1:]] == [
        ["KPIs", "E2"],
        ["KPIs", "E3 (hidden row)"],
        ["KPIs", "G2 (hidden column)"],
        ["Costs (hidden)", "B2"],
    ]
    assert [cell.value for line in sheet for cell in line if cell.hyperlink][-1] == "G2 (hidden column)"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-3 is below zero.", "@SUM(A1)", '=HYPERLINK("http://x.example")'])
def test_no_text_of_a_problem_becomes_a_formula(text):
    sheet = first_sheet(problem(message=text, about=text))
    cells = [cell for line in sheet for cell in line if cell.value == text]
    assert [cell.column for cell in cells] == [4, 5]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_an_officers_own_sheet_of_that_name_is_kept():
    book = opened(CONTENT)
    book.create_sheet("problems")["A1"] = "What we know already"
    again = opened(mark(mark(saved(book), [problem()]), [problem()]))
    assert again.sheetnames == ["Problems 2", "KPIs", "problems"]
    assert again["problems"]["A1"].value == "What we know already"


def test_a_list_that_was_renamed_is_replaced_too():
    book = opened(mark(CONTENT, [problem(), problem("G3")]))
    book["Problems"].title = "From the dashboard"
    again = opened(mark(saved(book), [problem()]))
    assert again.sheetnames == ["Problems", "KPIs"]
    assert len(table(again["Problems"])) == 2


def test_the_workbook_opens_at_the_list_alone():
    book = opened(CONTENT)
    book.create_sheet("Notes")
    book.active = 1
    marked = opened(mark(saved(book), [problem()]))
    assert marked.active.title == "Problems"
    assert [sheet.title for sheet in marked if sheet.sheet_view.tabSelected] == ["Problems"]


def test_headings_stay_in_sight_and_on_every_printed_page():
    sheet = first_sheet(problem())
    header = range_boundaries(sheet.tables["SendkpiProblems"].ref)[1]
    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_long_lines_are_wrapped_in_rows_that_show_them_whole():
    sheet = first_sheet(problem(message="Words that go on. " * 20), problem())
    first, second = sheet.max_row - 1, sheet.max_row
    assert sheet.cell(first, 5).alignment.wrap_text
    assert sheet.row_dimensions[first].height >= 4 * sheet.row_dimensions[second].height
    assert sheet.column_dimensions["E"].width >= 60


def test_the_table_has_no_blank_and_no_merged_cells():
    sheet = first_sheet(problem(), problem("", sheet="", about=""))
    assert all(value for line in table(sheet) for value in line)
    assert not sheet.merged_cells.ranges


@pytest.mark.parametrize(
    ("part", "inside", "what"),
    [
        ("xl/vbaProject.bin", b"x", "macros"),
        ("xl/media/image1.png", b"x", "pictures"),
        ("xl/diagrams/data1.xml", b"<x/>", "diagrams"),
        ("xl/ctrlProps/ctrlProp1.xml", b"<x/>", "buttons and other controls"),
        ("xl/slicers/slicer1.xml", b"<x/>", "slicers and timelines"),
        ("xl/threadedComments/threadedComment1.xml", b"<x/>", "replies to comments"),
        ("xl/connections.xml", b"<x/>", "connections to data"),
        ("xl/drawings/drawing9.xml", b"<xdr:sp macro=''/>", "shapes and text boxes"),
        ("xl/pivotTables/pivotTable1.xml", b"<x/>", "pivot tables"),
    ],
)
def test_what_the_copy_may_lack_is_said_where_the_file_had_it(part, inside, what):
    assert f"Missing or changed in this copy may be: {what}." in notes(
        first_sheet(problem(), content=with_part(part, inside))
    )


def test_charts_are_said_to_be_at_risk_and_nothing_is_said_of_a_plain_file():
    book = opened(CONTENT)
    chart = BarChart()
    chart.add_data(Reference(book["KPIs"], min_col=5, min_row=1, max_row=3))
    book["KPIs"].add_chart(chart, "K2")
    assert "may be: charts." in notes(first_sheet(problem(), content=saved(book)))
    assert "this copy" not in notes(first_sheet(problem()))


@pytest.mark.parametrize(
    ("tag", "what"),
    [("dataValidations", "drop-downs"), ("sparklineGroups", "sparklines"), ("conditionalFormattings", "conditional")],
)
def test_newer_features_inside_a_sheet_are_said_to_be_at_risk(tag, what):
    old, new = zipfile.ZipFile(io.BytesIO(CONTENT)), io.BytesIO()
    extra = f'<extLst><ext xmlns:x14="urn:x14" uri="x"><x14:{tag} count="1"/></ext></extLst></worksheet>'.encode()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            part = old.read(name)
            archive.writestr(name, part.replace(b"</worksheet>", extra) if "worksheets/" in name else part)
    assert what in notes(first_sheet(problem(), content=new.getvalue()))
