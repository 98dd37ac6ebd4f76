"""One workbook with many faults: a line for each, all at once, in the sheet's order."""

from sendkpi.ingest import template_workbook
from sendkpi.values import Severity
from tests.ingest.sheets import APRIL, PLAN, PROVIDERS, lines, opened, read, row, saved, workbook

FAULTY = [
    (row("EHCP 1O", numerator=6, denominator=19), "A2", "unknown_measure"),
    (row(month="Smarch 2022", numerator=6, denominator=19), "C3", "month_unreadable"),
    (row(month="2023-04", numerator=6, denominator=19), "C4", "month_in_future"),
    (row("EHCP3", "2022-05", numerator=6, denominator=19), "C5", "wrong_period"),
    (row("ASC1-MEAN", breakdown="West", denominator=20, value=60), "D6", "unknown_breakdown"),
    (row(numerator=20, denominator=19), "E7", "numerator_above_denominator"),
    (row("COM4", value=-812), "G8", "negative"),
    (row(value=137), "G9", "percentage_out_of_range"),
    (row(value="-3%"), "G10", "percentage_out_of_range"),
    (row(numerator=6, denominator=19, value=43.8), "G11", "value_contradicts"),
    (row(value=0.37), "G12", "fraction_or_percentage"),
    (row(numerator="six", denominator=19), "E13", "not_a_number"),
    (row(numerator=6, denominator="#DIV/0!"), "F14", "error_value"),
    (row(value="=6/19"), "G15", "formula_without_result"),
    (row(value="TBC"), "G16", "ambiguous_mark"),
    (row(symbol="?!"), "H17", "unknown_symbol"),
    (row(numerator=6, denominator=19, symbol="c"), "H18", "symbol_with_figure"),
    (row(numerator=6), "E19", "figure_incomplete"),
    (row("COM4", value="37%"), "G20", "wrong_unit"),
    (row("COM4", value=812.5), "G21", "not_whole"),
    (row("COM4", numerator=812), "E22", "figure_not_used"),
    (row("EHCP2", commentary="To follow."), "I23", "commentary_without_figure"),
    (row("EHCP2", "2022-02", numerator=6, denominator=19), None, ""),
    (row("EHCP2", "2022-02", numerator=7, denominator=19), "E25", "contradicting_rows"),
    (row("ASC1-MAX", denominator=30, value=99), "G26", "total_disagrees"),
    (row("ASC1-MAX", breakdown=PROVIDERS[0], denominator=10, value=50), None, ""),
    (row("ASC1-MAX", breakdown=PROVIDERS[1], denominator=20, value=65), None, ""),
    (row("EHCP2", "2022-03", numerator=6, denominator=19, value=0.316), "G29", "mixed_units"),
    (row("EHCP2", "2022-04", numerator=6, denominator=19, value=31.6), None, ""),
]


def test_each_of_more_than_twenty_faults_gets_one_line_that_names_its_cell():
    extract = read(workbook(*(cells for cells, _, _ in FAULTY)))
    expected = [("KPIs", cell, code) for _, cell, code in FAULTY if cell]
    assert [(problem.sheet, problem.cell, problem.code) for problem in extract.problems] == expected
    assert len({code for _, _, code in expected}) > 20
    assert {problem.severity for problem in extract.problems} == {Severity.ERROR}
    assert not extract.accepted
    for line, (_, cell, _) in zip(lines(extract), expected, strict=True):
        assert line.startswith(f"KPIs!{cell} · ")
        assert "\n" not in line


def test_the_same_faults_typed_into_the_template_are_found_where_they_stand():
    book = opened(template_workbook(PLAN, APRIL))
    sheet = book["KPIs"]
    for number, (cells, _, _) in enumerate(FAULTY, start=2):
        for heading in sheet[1][:9]:
            sheet.cell(number, heading.column).value = cells.get(heading.value.lower())
    extract = read(saved(book))
    assert [problem.cell for problem in extract.problems] == [cell for _, cell, _ in FAULTY if cell]
