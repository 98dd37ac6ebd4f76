"""What a person does not see in a sheet: struck out, filtered or hidden, raised letters, formulas never worked out."""

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import Table

from tests.ingest.answered import read_answered
from tests.ingest.sheets import APRIL, codes, lines, read, row, saved, values, workbook

HEADINGS = ["KPI", "Apr-22", "May-22", "Jun-22"]
RAISED, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
PLAIN = InlineFont()


def book(*rows, headings=HEADINGS):
    made = openpyxl.Workbook()
    made.active.title = "KPIs"
    for cells in (headings, *rows):
        made.active.append(cells)
    return made


def strike(made, *places):
    for place in places:
        made.active[place].font = Font(strike=True)
    return made


def read_book(made):
    return read(saved(made))


def reported(extract):
    return [(found.measure, f"{found.month:%Y-%m}", found.value) for found in extract.rows.itertuples()]


def edited(content, *changes, part="xl/worksheets/sheet1.xml"):
    """The workbook with each pattern in a part replaced by a text."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            text = old.read(name)
            for before, after in changes if name == part else ():
                text, count = re.subn(before.encode(), after.encode(), text)
                assert count, before
            archive.writestr(name, text)
    return new.getvalue()


# Struck out


def test_a_struck_out_figure_is_not_read_and_named():
    extract = read_book(strike(book(["EHCP1", 31, 35, 41], ["EHCP2", 52, 55, 60]), "C2"))
    assert ("EHCP1", "2022-05", 35) not in reported(extract)
    assert len(extract.rows) == 5
    assert "KPIs: struck-out cells were not read: C2." in extract.notes


def test_a_row_whose_label_is_struck_out_is_not_read_however_its_figures_look():
    extract = read_book(strike(book(["EHCP1", 31, 35, 41], ["EHCP2", 52, 55, 60]), "A2"))
    assert {measure for measure, *_ in reported(extract)} == {"EHCP2"}
    assert "KPIs: struck-out cells were not read: A2:D2." in extract.notes


def test_a_row_of_one_breakdown_or_month_struck_out_is_not_read_as_the_total():
    made = book(
        ["RATE", "North Clinic", APRIL, 31], ["RATE", None, APRIL, 35], headings=["KPI", "Provider", "Month", "Value"]
    )
    assert [value for *_, value in reported(read_book(strike(made, "B2")))] == [35]


def test_struck_out_words_behind_the_figures_take_no_figure_with_them():
    made = book(["EHCP1", APRIL, 31, "Was 30."], headings=["KPI", "Month", "Value", "Commentary"])
    extract = read_book(strike(made, "D2"))
    assert values(extract) == [31]
    assert list(extract.rows["commentary"]) == [""]


def test_a_long_row_whose_only_figure_is_struck_out_is_not_read_words_and_all():
    made = book(["EHCP1", APRIL, 31, "Withdrawn."], ["EHCP2", APRIL, 52, None],
                headings=["KPI", "Month", "Value", "Commentary"])  # fmt: skip
    assert values(read_book(strike(made, "C2"))) == [52]


def test_a_struck_out_label_merged_over_several_rows_takes_all_of_them():
    made = book(
        ["RATE", "North Clinic", 31], [None, "Total", 35], ["EHCP2", None, 52], headings=["KPI", "Provider", "Apr-22"]
    )
    made.active.merge_cells("A2:A3")
    assert reported(read_book(strike(made, "A2"))) == [("EHCP2", "2022-04", 52)]


def test_a_figure_corrected_within_its_cell_is_the_one_that_is_not_struck_out():
    made = book(["COM4", CellRichText(TextBlock(STRUCK, "812"), TextBlock(PLAIN, " 840")), 850, 860])
    assert [value for *_, value in reported(read_book(made))] == [840, 850, 860]


@pytest.mark.parametrize("shared", [True, False], ids=["shared text", "text in the cell"])
def test_a_text_struck_out_letter_by_letter_is_struck_out(shared):
    made = book(["COM4", CellRichText(TextBlock(STRUCK, "81"), TextBlock(STRUCK, "2")), 850, 860])
    content = saved(made)
    if shared:
        content = with_shared_text(content, "<r><rPr><strike/></rPr><t>812</t></r>", "B2")
    extract = read(content)
    assert [value for *_, value in reported(extract)] == [850, 860]
    assert "KPIs: struck-out cells were not read: B2." in extract.notes


def test_records_of_persons_are_found_though_they_are_struck_out():
    made = book(["EHCP1", 31, 35, 41])
    cases = made.create_sheet("Cases")
    for cells in (["Name", "Date of birth"], ["Ada Byron", "10/12/2012"], ["Alan Moth", "23/06/2013"]):
        cases.append(cells)
    for cell in (cell for line in cases for cell in line):
        cell.font = Font(strike=True)
    assert codes(read_book(made)) == ["child_level"]


# Raised letters


def with_shared_text(content, text, place):
    """The workbook with the text of a cell, as XML, among texts that cells share."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = edited(content, (rf'<c r="{place}"[^>]*>.*?</c>', f'<c r="{place}" t="s"><v>0</v></c>'))
    one = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    content = edited(content, ("</Types>", one), part="[Content_Types].xml")
    link = f'<Relationship Id="texts" Type="{related}" Target="sharedStrings.xml"/></Relationships>'
    content = edited(content, ("</Relationships>", link), part="xl/_rels/workbook.xml.rels")
    added = io.BytesIO(content)
    with zipfile.ZipFile(added, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si>{text}</si></sst>')
    return added.getvalue()


@pytest.mark.parametrize("shared", [True, False], ids=["shared text", "text in the cell"])
def test_a_raised_digit_is_never_a_figures_last_digit(shared):
    made = book(["COM4", CellRichText(TextBlock(PLAIN, "812"), TextBlock(RAISED, "2")), 850, 860])
    content = saved(made)
    if shared:
        content = with_shared_text(
            content, '<r><t>812</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>', "B2"
        )
    assert codes(read(content)) == ["raised_digit"]
    assert values(read_answered(content, {"raised": "notes"})) == [812, 850, 860]


def test_raised_digits_behind_a_sign_a_reference_and_a_heading_are_notes():
    note = [TextBlock(RAISED, "1")]
    headings = ["KPI", CellRichText("Apr-22", *note), "May-22", CellRichText("Jun-22", TextBlock(RAISED, "p"))]
    made = book([CellRichText("EHCP1", *note), CellRichText("31.5%", *note), 35, 41], headings=headings)
    extract = read_book(made)
    assert reported(extract) == [("EHCP1", "2022-04", 31.5), ("EHCP1", "2022-05", 35), ("EHCP1", "2022-06", 41)]
    assert list(extract.rows["commentary"]) == ["note 1", "", ""]


def test_a_raised_ordinal_is_part_of_its_day():
    made = book(
        ["EHCP1", CellRichText("1", TextBlock(RAISED, "st"), " April 2022"), 31], headings=["KPI", "Month", "Value"]
    )
    assert reported(read_book(made)) == [("EHCP1", "2022-04", 31)]


def test_an_arrow_drawn_with_a_letter_of_a_font_of_signs_is_no_letter():
    made = book(["EHCP1", CellRichText("31%", TextBlock(InlineFont(rFont="Wingdings 3"), "p")), 35, 41])
    extract = read_book(made)
    assert values(extract) == [31, 35, 41]
    assert list(extract.rows["commentary"]) == ["", "", ""]


# Units that only a number format shows


@pytest.mark.parametrize(
    ("number_format", "code"),
    [('0" days"', "days_for_weeks"), ('0.0" months"', "wrong_unit"), ('0 "working days"', "days_for_weeks")],
)
def test_a_unit_that_a_number_format_shows_is_the_figures_own(number_format, code):
    assert codes(read(workbook(row("ASC1-MAX", value=490), formats={"G2": number_format}))) == [code]


def test_weeks_that_a_number_format_shows_are_weeks():
    assert values(read(workbook(row("ASC1-MAX", value=61.4), formats={"G2": '0.0" wks"'}))) == [61.4]
    assert codes(read(workbook(row("COM4", value=61), formats={"G2": '0" weeks"'}))) == ["wrong_unit"]


# Filtered and hidden


def filtered(made, reach, hidden, column=0):
    made.active.auto_filter.ref = reach
    made.active.auto_filter.filterColumn.append(FilterColumn(colId=column, filters=Filters(filter=["EHCP1"])))
    for number in hidden:
        made.active.row_dimensions[number].hidden = True
    return made


ROWS = (["EHCP1", 31, 35, 41], ["EHCP2", 52, 55, 60], ["COM4", 812, 840, 871])


def test_rows_hidden_by_a_filter_are_not_read_and_named():
    extract = read_book(filtered(book(*ROWS), "A1:D4", [3, 4]))
    assert {measure for measure, *_ in reported(extract)} == {"EHCP1"}
    assert "KPIs: rows hidden by a filter were not read: 3 to 4." in extract.notes


def test_rows_hidden_by_the_filter_of_a_table_are_not_read():
    made = book(*ROWS)
    table = Table(displayName="Figures", ref="A1:D4")
    table._initialise_columns()  # noqa: SLF001 - as openpyxl does on saving, too late for a filter
    table.autoFilter.filterColumn.append(FilterColumn(colId=0, filters=Filters(filter=["EHCP1"])))
    made.active.add_table(table)
    made.active.row_dimensions[3].hidden = True
    assert {measure for measure, *_ in reported(read_book(made))} == {"EHCP1", "COM4"}


def hide(made, rows=(), columns=()):
    for number in rows:
        made.active.row_dimensions[number].hidden = True
    for letter in columns:
        made.active.column_dimensions[letter].hidden = True
    return saved(made)


def unshown(made, place):
    made.active[place].number_format = ";;;"
    return saved(made)


def white(made, place, fill=None):
    made.active[place].font = Font(color="FFFFFF")
    if fill:
        made.active[place].fill = PatternFill("solid", fgColor=fill)
    return saved(made)


HIDING = {
    "a row": (hide(book(*ROWS), rows=[3]), 6),
    "a row below a filter": (hide(filtered(book(*ROWS), "A1:D3", []), rows=[4]), 6),
    "a column": (hide(book(*ROWS), columns=["C"]), 6),
    "a column of no width": (
        edited(hide(book(*ROWS), columns=["C"]), ("<col [^>]*/>", '<col min="3" max="3" width="0"/>')), 6,
    ),
    "a row of no height": (
        edited(hide(book(*ROWS), rows=[3]), ('hidden="1"', 'ht="0" customHeight="1"')), 6,
    ),
    "a white font on nothing": (white(book(*ROWS), "C3"), 8),
    "a format that shows nothing": (unshown(book(*ROWS), "C3"), 8),
}  # fmt: skip


@pytest.mark.parametrize("hiding", HIDING)
def test_figures_hidden_otherwise_are_asked_about_once_and_read_or_left_out(hiding):
    content, left = HIDING[hiding]
    extract = read(content)
    assert codes(extract) == ["hidden_figures"], lines(extract)
    [choice] = extract.question.choices
    assert (choice.key, choice.count) == ("hidden", 9 - left)
    assert len(read_answered(content, {"hidden": "read"}).rows) == 9
    without = read_answered(content, {"hidden": "leave"})
    assert len(without.rows) == left
    assert "KPIs: hidden figures were left out." in without.notes


def test_hidden_columns_and_rows_without_figures_are_not_asked_about():
    made = book(["EHCP1", 31, 35, 41, "north"], [], ["Source: case system"], headings=[*HEADINGS, "Area"])
    extract = read(hide(made, rows=[4], columns=["E"]))
    assert extract.question is None
    assert len(extract.rows) == 3


def test_a_white_figure_on_a_dark_ground_is_seen():
    assert len(read(white(book(*ROWS), "C3", fill="1D5A9E")).rows) == 9


def test_a_hidden_reference_beside_figures_that_are_seen_is_read():
    made = book(["EHCP1", "Title of EHCP1", 31, 35, 41], headings=["Ref", *HEADINGS])
    extract = read(hide(made, columns=["A"]))
    assert extract.question is None
    assert len(extract.rows) == 3


# Formulas of workbooks that ask to be worked out anew


def with_formulas(*cells, calculation='fullCalcOnLoad="1"'):
    made = book(["EHCP1", 31, 35, 41], ["COM4", "=B9", "=C9", "=D9"])
    content = edited(saved(made), ('fullCalcOnLoad="1"', calculation), part="xl/workbook.xml")
    return edited(
        content,
        *(
            (f"<f>{letter}9</f><v(?: ?/>|></v>)", f"<f>{letter}9</f><v>{cell}</v>")
            for letter, cell in zip("BCD", cells, strict=True)
        ),
    )


@pytest.mark.parametrize("calculation", ['fullCalcOnLoad="1"', 'forceFullCalc="true"', 'calcCompleted="0"'])
def test_a_stored_nought_is_no_result_where_the_workbook_asks_to_be_worked_out_anew(calculation):
    extract = read(with_formulas("812", "0", "871", calculation=calculation))
    assert [(problem.code, problem.cell) for problem in extract.problems] == [("formula_without_result", "C3")]
    assert "Open and save it in Excel first." in lines(extract)[0]


def test_a_stored_nought_is_a_result_in_a_workbook_that_excel_saved():
    assert values(read(with_formulas("0", "0", "0", calculation='calcOnSave="1"'))) == [31, 35, 41, 0, 0, 0]


def test_a_typed_nought_is_a_figure_in_any_workbook():
    assert values(read(workbook(row("COM4", value=0)))) == [0]


def test_the_noughts_of_a_formula_that_fills_several_cells_are_none_either():
    content = with_formulas("0", "0", "0")
    content = edited(content, ("<f>B9</f>", '<f t="array" ref="B3:D3">B9:D9</f>'), ("<f>C9</f>", ""), ("<f>D9</f>", ""))
    assert codes(read(content)) == ["formula_without_result"] * 3


# Months to come


def to_come(*cells):
    content = saved(
        book(["EHCP1", 31, *["#N/A"] * 3, *cells], headings=["KPI", "Apr-22", "May-22", "Jul-22", "Sep-22"])
    )
    return read(content)


def test_not_known_yet_is_a_blank_after_the_newest_figure_and_in_months_to_come():
    extract = to_come()
    assert not extract.problems, lines(extract)
    assert reported(extract) == [("EHCP1", "2022-04", 31)]
    assert list(extract.asked["month"].dt.month) == [4]


def test_not_known_before_the_newest_figure_is_an_error_by_its_cell():
    extract = read_book(book(["EHCP1", 31, "#N/A", 41], ["EHCP2", 52, 55, "#N/A"]))
    assert [(problem.code, problem.cell) for problem in extract.problems] == [
        ("error_value", "C2"),
        ("error_value", "D3"),
    ]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!"])
def test_other_errors_are_errors_in_months_to_come_too(error):
    assert "error_value" in codes(read_book(book(["EHCP1", 31, 35, error], headings=[*HEADINGS[:3], "Sep-22"])))
