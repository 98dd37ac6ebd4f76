"""The officer's own workbook with its problems marked: at each cell, and as it was everywhere else."""

import io
import zipfile
from copy import copy

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from sendkpi import ingest
from sendkpi.ingest.marking.contrast import contrast, luminance, theme_colours
from sendkpi.ingest.marking.marks import pale
from sendkpi.ingest.marking.workbook import mark, marked_name
from sendkpi.values import Problem, Severity
from tests.ingest.sheets import APRIL, PLAN, lines, opened, read, row, saved, workbook

ERROR, WARNING = Severity.ERROR, Severity.WARNING
SHEET = "SEND 2022"
OWN = {"B2": PatternFill("solid", Color(theme=4, tint=0.4)), "C3": PatternFill("solid", "FF7030A0")}
BORDER = Border(left=Side("thin"), bottom=Side("double", color="FF1F3864"))


def problem(cell, message="137% is above 100. Did you mean 37%?", severity=ERROR, sheet=SHEET):
    return Problem(severity, "any", message, sheet, cell, about="EHCP1, April 2022")


def coloured() -> openpyxl.Workbook:
    """A wide workbook with all that officers do to theirs."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    for number in range(1, 9):
        for column in range(1, 7):
            cell = sheet.cell(number, column, number * column / 100)
            cell.number_format, cell.border, cell.alignment = "0.0%", BORDER, Alignment(horizontal="center")
    sheet.merge_cells("B1:F1")
    sheet["A1"] = "=SUM(A2:A8)"
    sheet["C3"].font = Font("Georgia", 14, bold=True, color="FFFFFFFF")
    for place, fill in OWN.items():
        sheet[place].fill = fill
    sheet["D4"].comment = Comment("Check with health first.", "Jo", height=200, width=400)
    sheet.conditional_formatting.add("B5:F8", CellIsRule("greaterThan", ["0.3"], fill=PatternFill(bgColor="FF92D050")))
    choice = DataValidation("list", formula1='"c,x,z"')
    choice.add("F2:F8")
    sheet.add_data_validation(choice)
    sheet.freeze_panes, sheet.protection.sheet = "B2", True
    sheet.column_dimensions["A"].width, sheet.row_dimensions[7].hidden = 31.5, True
    sheet.column_dimensions["H"].number_format = "#,##0.00"
    book.create_sheet("Costs").sheet_state = "hidden"
    return book


CONTENT = saved(coloured())


def marked(*problems, content=CONTENT):
    """The sheet of the marked workbook."""
    return opened(mark(content, problems))[SHEET]


def looks(sheet) -> dict[str, tuple]:
    """All that is seen of each cell."""
    return {
        cell.coordinate: (
            cell.value,
            cell.number_format,
            *map(copy, (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)),
            cell.comment and cell.comment.text,
        )
        for line in sheet.iter_rows()
        for cell in line
    }


def test_a_problems_cell_is_filled_and_says_what_is_wrong_and_what_to_do():
    cell = marked(problem("B4"))["B4"]
    assert cell.fill == pale(ERROR)
    assert cell.comment.text == "Found by sendkpi:\nError: 137% is above 100. Did you mean 37%?"
    assert cell.comment.author == "sendkpi"


def test_an_error_and_a_warning_are_told_apart_by_word_and_by_fill():
    sheet = marked(problem("B4"), problem("C4", severity=WARNING))
    assert sheet["B4"].fill != sheet["C4"].fill
    assert "\nWarning: " in sheet["C4"].comment.text


def test_several_problems_of_a_cell_stand_in_one_comment_under_the_gravest_fill():
    cell = marked(problem("B4", "Unusual.", WARNING), problem("B4", "Wrong."))["B4"]
    assert cell.comment.text == "Found by sendkpi:\nWarning: Unusual.\nError: Wrong."
    assert cell.fill == pale(ERROR)


def test_what_the_officer_wrote_in_a_comment_stays_above_ours():
    comment = marked(problem("D4", "Wrong."))["D4"].comment
    assert comment.text == "Check with health first.\n\nFound by sendkpi:\nError: Wrong."
    assert comment.author == "Jo"


def test_the_box_of_a_comment_grows_with_its_text():
    content = mark(CONTENT, [problem("B2", "Wrong."), problem("B3", "Wrong in a way that takes words. " * 20)])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        drawing = package.read("xl/drawings/commentsDrawing1.vml").decode()
    heights = [int(part.split("px")[0]) for part in drawing.split("height:")[1:]]
    assert min(heights) >= 36
    assert max(heights) >= 250


def test_only_the_fill_and_the_comment_of_a_marked_cell_change():
    before, after = looks(opened(CONTENT)[SHEET]), looks(marked(problem("B4"), problem("C3"), problem("D4")))
    assert {place for place in before if before[place] != after[place]} == {"B4", "C3", "D4"}
    for place in ("B4", "C3", "D4"):
        assert [part for at, part in enumerate(before[place]) if at not in {3, 7}] == [
            part for at, part in enumerate(after[place]) if at not in {3, 7}
        ]


def test_the_rest_of_the_sheet_stays_as_it_was():
    sheet = marked(problem("B6"))
    assert [str(merge) for merge in sheet.merged_cells.ranges] == ["B1:F1"]
    assert [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation] == [("F2:F8", '"c,x,z"')]
    assert sheet.freeze_panes == "B2"
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].width == 31.5
    assert sheet.row_dimensions[7].hidden
    own = next(group for group in sheet.conditional_formatting if str(group.sqref) == "B5:F8")
    assert [(rule.operator, rule.formula, rule.dxf.fill.bgColor.value) for rule in own.rules] == [
        ("greaterThan", ["0.3"], "FF92D050")
    ]
    assert sheet.parent["Costs"].sheet_state == "hidden"


def test_formulas_stay_formulas_and_are_worked_out_on_opening():
    sheet = marked(problem("A1"))
    assert sheet["A1"].value == "=SUM(A2:A8)"
    assert sheet.parent.calculation.fullCalcOnLoad


def test_words_in_two_fonts_and_dates_from_1904_stay():
    book = coloured()
    book.epoch = CALENDAR_MAC_1904
    book[SHEET]["A2"] = APRIL
    book[SHEET]["A3"] = CellRichText("Plans ", TextBlock(InlineFont(b=True), "in time"))
    book = openpyxl.load_workbook(io.BytesIO(mark(saved(book), [problem("B4")])), rich_text=True)
    assert book.epoch == CALENDAR_MAC_1904
    assert book[SHEET]["A2"].value.date() == APRIL
    assert book[SHEET]["A3"].value[1].font.b


def test_a_problem_in_merged_cells_is_marked_at_their_first():
    sheet = marked(problem("D1"))
    assert sheet["B1"].fill == pale(ERROR)
    assert "137%" in sheet["B1"].comment.text


def test_a_cell_that_the_file_does_not_hold_is_marked_in_the_format_of_its_column():
    cell = marked(problem("H3", "Fill it in."))["H3"]
    assert cell.fill == pale(ERROR)
    assert cell.number_format == "#,##0.00"


@pytest.mark.parametrize(
    "colour",
    [None, Color("FFFFFFFF"), Color(theme=0), Color(theme=1, tint=0.35), Color(indexed=9), Color("FF1F3864")],
    ids=["no colour", "white", "the theme's white", "the theme's grey", "white by number", "navy"],
)
def test_the_cells_own_letters_can_be_read_on_the_fill(colour):
    book = coloured()
    book[SHEET]["B4"].font = Font(color=colour)
    theme = theme_colours(opened(saved(book)))
    for severity in Severity:
        fill = marked(problem("B4", severity=severity), content=saved(book))["B4"].fill
        assert contrast(luminance(colour, theme), luminance(fill.fgColor, theme)) >= 4.5


def test_colours_that_a_cell_takes_by_its_value_give_way_while_the_list_is_there():
    rules = [(group, rule) for group in marked(problem("E7")).conditional_formatting for rule in group.rules]
    group, first = min(rules, key=lambda one: one[1].priority)
    assert str(group.sqref) == "E7"
    assert first.stopIfTrue
    assert first.formula[0].startswith("AND(ISREF(INDIRECT(\"'Problems'!A1\"))")
    assert first.dxf.fill.bgColor == pale(ERROR).fgColor


def rules_of(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """The conditional formats of the sheet: their cells and formulas."""
    groups = opened(content)[SHEET].conditional_formatting
    return [(str(group.sqref), [rule.formula for rule in group.rules]) for group in groups]


def test_marked_again_a_workbook_is_as_if_marked_once():
    problems = [problem("B2"), problem("C3"), problem("D4"), problem("E7"), problem("H3")]
    once = mark(CONTENT, problems)
    again = mark(once, problems)
    assert opened(again).sheetnames == opened(once).sheetnames
    for name in opened(once).sheetnames:
        assert looks(opened(again)[name]) == looks(opened(once)[name])
    assert rules_of(again) == rules_of(once)


@pytest.mark.parametrize("list_deleted", [False, True], ids=["with its list", "its list deleted"])
def test_what_is_mended_when_it_is_marked_again_has_its_own_look_back(list_deleted):
    book = opened(mark(CONTENT, [problem(place) for place in ("B2", "B4", "C3", "D4", "E7")]))
    if list_deleted:
        del book["Problems"]
    before, after = opened(CONTENT)[SHEET], marked(problem("C8"), content=saved(book))
    assert {place: look for place, look in looks(after).items() if look != looks(before).get(place)}.keys() == {"C8"}


def test_a_mark_that_moved_with_its_row_is_taken_off_where_it_is_now():
    book = opened(mark(CONTENT, [problem("C3")]))
    sheet = book[SHEET]
    rules = [(str(group.sqref), rule) for group in sheet.conditional_formatting for rule in group.rules]
    sheet.conditional_formatting = type(sheet.conditional_formatting)()
    for places, rule in rules:  # as Excel does when a row is put in above
        sheet.conditional_formatting.add(places.replace("C3", "C4"), rule)
    sheet["C4"].fill, sheet["C4"].comment = copy(sheet["C3"].fill), copy(sheet["C3"].comment)
    sheet["C3"].fill, sheet["C3"].comment = PatternFill(), None
    after = marked(problem("A8"), content=saved(book))
    assert after["C4"].fill.fgColor.value == OWN["C3"].fgColor.value
    assert after["C4"].comment is None


def test_a_marked_workbook_that_is_mended_is_accepted():
    faulty = workbook(row(numerator=20, denominator=19), row("COM4", value=-812))
    extract = read(faulty)
    book = opened(ingest.marked_workbook(faulty, extract.problems))
    assert book.sheetnames == ["Problems", "KPIs"]
    assert [cell.coordinate for line in book["KPIs"] for cell in line if cell.comment] == ["E2", "G3"]
    book["KPIs"]["E2"], book["KPIs"]["G3"] = 2, 812
    mended = read(saved(book))
    assert lines(mended) == []
    assert list(mended.rows["value"]) == list(
        read(workbook(row(numerator=2, denominator=19), row("COM4", value=812))).rows["value"]
    )


def test_a_workbook_of_the_officers_own_making_is_accepted_once_its_marked_copy_is_mended():
    book = openpyxl.Workbook()
    book.active.title = SHEET
    for line in (["SEND dashboard"], ["Measure", "Apr-22", "May-22"], ["COM4", 800, -3], ["EHCP1", "37%", "140%"]):
        book.active.append(line)
    extract = read(saved(book))
    marks = opened(ingest.marked_workbook(saved(book), extract.problems))
    again = read(saved(marks))
    assert (again.problems, again.notes) == (extract.problems, extract.notes)
    marks[SHEET]["C3"], marks[SHEET]["C4"] = 805, "40%"
    mended = read(saved(marks))
    assert lines(mended) == []
    assert list(mended.rows["value"]) == [800, 805, 37, 40]


def test_our_own_template_keeps_its_locks_lists_and_table():
    content = ingest.template_workbook(PLAN, APRIL)
    sheet = opened(mark(content, [problem("A3", sheet="KPIs"), problem("B4", sheet="KPIs")]))["KPIs"]
    own = opened(content)["KPIs"]
    assert sheet.protection.sheet
    assert (sheet["B4"].protection.locked, sheet["A3"].protection.locked) == (True, False)
    assert sheet.tables["KPIs"].ref == own.tables["KPIs"].ref
    assert len(sheet.data_validations.dataValidation) == len(own.data_validations.dataValidation) == 3


@pytest.mark.parametrize("name", ["april.xlsx", "april - marked.xlsx", "april.xlsm"])
def test_the_marked_file_is_named_after_the_officers_own(name):
    assert marked_name(name) == "april - marked.xlsx"
