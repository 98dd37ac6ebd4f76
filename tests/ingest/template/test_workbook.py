"""The template as an officer opens it, and what comes back."""

import datetime as dt
import io
import zipfile

import pytest

from sendkpi.errors import UnknownNameError
from sendkpi.ingest import read_workbook, template_workbook
from sendkpi.plan.choices import Pooling, Unit
from sendkpi.values import Symbol, add_months
from tests import build
from tests.ingest.sheets import APRIL, HEADINGS, PLAN, PROVIDERS, codes, lines, opened, read, saved
from tests.real_plan import PLAN as HARINGEY

JUNE = dt.date(2022, 6, 1)
MONTHS = [add_months(dt.date(2022, 1, 1), ahead) for ahead in range(15)]


def sheet(month=APRIL, **choices):
    return opened(template_workbook(PLAN, month, **choices))["KPIs"]


def column(page, heading):
    """The cells under a heading of the first row."""
    at = next(cell.column for cell in page[1] if cell.value == heading)
    return [page.cell(row, at) for row in range(2, page.max_row + 1)]


def contents(page, heading):
    return [cell.value for cell in column(page, heading)]


def fill(content):
    """The template with a figure in every row: half of 40, 30 weeks, or 1,000, totals agreeing with their parts."""
    book = opened(content)
    page = book["KPIs"]
    for number in range(2, page.max_row + 1):
        cells = {name: page.cell(number, at) for at, name in enumerate(HEADINGS, start=1)}
        if not cells["Measure"].value:
            continue
        measure = HARINGEY.measure(cells["Measure"].value)
        parts = len(HARINGEY.breakdowns_of(measure.id))
        share = 40 * (parts if parts and not cells["Breakdown"].value else 1)
        if measure.unit is Unit.PERCENT:
            cells["Numerator"].value, cells["Denominator"].value = 20, share
        elif measure.unit is Unit.WEEKS:
            cells["Denominator"].value, cells["Value"].value = share, 30.5
        else:
            cells["Value"].value = 1000
        cells["Commentary"].value = "As expected."
    return saved(book)


@pytest.mark.parametrize("owner", [None, *HARINGEY.owners])
@pytest.mark.parametrize("month", MONTHS)
def test_every_month_and_owner_comes_back_as_it_was_filled(month, owner):
    content = fill(template_workbook(HARINGEY, month, owner))
    extract = read_workbook(HARINGEY, content, "return.xlsx", dt.date(2023, 5, 1))
    assert not extract.problems, lines(extract)
    due = [
        (measure.id, breakdown)
        for measure in HARINGEY.measures
        if measure.ends_period(month) and measure.collected_from <= month and owner in {None, measure.owner}
        for breakdown in ("", *HARINGEY.breakdowns_of(measure.id))
    ]
    assert list(zip(extract.rows["measure"], extract.rows["breakdown"], strict=True)) == due
    assert set(extract.rows["month"].dt.date) == {month}
    assert set(extract.rows["value"]) <= {50.0, 30.5, 1000.0}
    assert set(extract.rows["commentary"]) == {"As expected."}
    assert len(extract.asked) == len(due)


def test_an_empty_template_says_that_nothing_is_reported_and_what_was_asked():
    extract = read(template_workbook(PLAN, APRIL))
    assert codes(extract) == ["nothing_reported"]
    assert len(extract.asked) == len(contents(sheet(), "Measure"))


def test_a_row_for_every_period_that_ends_in_the_month_totals_before_their_parts():
    assert "EHCP3" not in contents(sheet(APRIL), "Measure")
    assert "EHCP3" in contents(sheet(JUNE), "Measure")
    rows = list(zip(contents(sheet(), "Measure"), contents(sheet(), "Breakdown"), strict=True))
    at = rows.index(("ASC1-MEAN", None))
    assert rows[at + 1 : at + 3] == [("ASC1-MEAN", PROVIDERS[0]), ("ASC1-MEAN", PROVIDERS[1])]


def test_nothing_is_asked_from_before_a_measure_is_collected():
    plan = build.plan(build.measure(collected_from="2022-05"), build.measure("EHCP2"))
    assert contents(opened(template_workbook(plan, APRIL))["KPIs"], "Measure") == ["EHCP2"]


def test_an_owner_gets_its_own_measures_only():
    assert {PLAN.measure(name).owner for name in contents(sheet(owner="The NHS"), "Measure")} == {"The NHS"}


def test_an_unknown_owner_is_told_the_known_ones():
    with pytest.raises(UnknownNameError, match=r"'Someone'.*The Council; The NHS"):
        template_workbook(PLAN, APRIL, "Someone")


def test_an_owner_with_nothing_due_gets_a_workbook_that_opens_and_says_so():
    plan = build.plan(build.quarterly())
    book = opened(template_workbook(plan, APRIL))
    assert book["KPIs"].tables["KPIs"].ref == "A1:I2"
    assert "Nothing falls due for this month." in book["Read me"]["B2"].value


def test_one_real_table_from_a1_with_the_headings_and_no_merged_cell():
    page = sheet()
    assert page.tables["KPIs"].ref == f"A1:I{page.max_row}"
    assert [cell.value for cell in page[1]] == HEADINGS
    assert not page.merged_cells.ranges
    assert all(row[0].value for row in page.iter_rows())


def test_months_are_real_dates_written_out():
    for cell in column(sheet(), "Month"):
        assert cell.value.date() == APRIL
        assert cell.number_format == "mmmm yyyy"


def test_number_formats_follow_the_unit_and_are_never_a_percent_format():
    page = sheet()
    formats = {
        (name, cell.number_format) for name, cell in zip(contents(page, "Measure"), column(page, "Value"), strict=True)
    }
    assert formats == {
        (name, "#,##0" if PLAN.measure(name).unit is Unit.COUNT else "0.0") for name in contents(page, "Measure")
    }
    assert {cell.number_format for cell in (*column(page, "Numerator"), *column(page, "Denominator"))} == {"#,##0"}


def test_titles_are_locked_without_a_password_and_everything_to_fill_is_not():
    page = sheet()
    assert page.protection.sheet
    assert not page.protection.password
    assert not page.protection.sort
    assert all(cell.protection.locked for cell in column(page, "Title"))
    for heading in HEADINGS:
        if heading != "Title":
            assert not any(cell.protection.locked for cell in column(page, heading))


def test_drop_downs_offer_measures_breakdowns_and_symbols():
    book = opened(template_workbook(PLAN, APRIL))
    checks = {str(check.sqref): check.formula1 for check in book["KPIs"].data_validations.dataValidation}
    assert set(checks) == {"A2:A500", "D2:D500", "H2:H500"}
    offered = {
        place: [cell.value for (cell,) in book["Lists"][source.split("!")[1].replace("$", "")]]
        for place, source in checks.items()
    }
    assert offered == {
        "A2:A500": [measure.id for measure in PLAN.measures],
        "D2:D500": ["Total", *PROVIDERS],
        "H2:H500": list(Symbol),
    }
    assert book["Lists"].sheet_state == "hidden"


def test_the_headings_stay_in_sight_and_on_every_page():
    page = sheet()
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_the_document_has_a_title_and_a_language():
    properties = opened(template_workbook(PLAN, APRIL, "The NHS")).properties
    assert properties.title == "Improvement plan: figures for April 2022, The NHS"
    assert properties.language == "en-GB"


def test_the_read_me_explains_every_symbol_and_every_measure_asked_for():
    book = opened(template_workbook(PLAN, APRIL))
    page = book["Read me"]
    about = [row[0] for row in page.iter_rows(values_only=True)]
    words = " ".join(row[1] for row in page.iter_rows(values_only=True))
    assert {f"Symbol {symbol}" for symbol in Symbol} <= set(about)
    assert set(contents(book["KPIs"], "Measure")) <= set(about)
    for promise in ("Type 43.8 for 43.8%", "Leave the row blank", "dates of birth", "never a running total"):
        assert promise in words
    assert page.tables["ReadMe"].ref == f"A1:B{page.max_row}"


def test_a_template_filled_as_its_guide_says_where_nobody_was_counted_is_accepted():
    book = opened(template_workbook(PLAN, APRIL))
    assert ("Nobody counted", "If nobody was counted, type 0 in Denominator and leave Value blank.") in set(
        book["Read me"].iter_rows(values_only=True)
    )
    for cells in book["KPIs"].iter_rows(min_row=2, max_col=len(HEADINGS)):
        if cells[0].value != "COM4":
            cells[HEADINGS.index("Denominator")].value = 0
    extract = read(saved(book))
    assert extract.problems == ()
    assert extract.rows["denominator"].eq(0).all()
    assert set(extract.rows["measure"]) == {"EHCP1", "EHCP2", "ASC1-MEAN", "ASC1-MAX", "RATE"}


# last month's figure


def noted(*rows, month=APRIL):
    page = sheet(month, previous=build.observations(*rows))
    names = zip(contents(page, "Measure"), contents(page, "Breakdown"), strict=True)
    return page, dict(zip(names, (page.cell(row, 10).value for row in range(2, page.max_row + 1)), strict=True))


def test_the_newest_earlier_figure_stands_beside_each_row():
    _, notes = noted(
        build.figure("EHCP1", "2022-02", of=(9, 22)),
        build.figure("EHCP1", "2022-03", of=(8, 20)),
        build.figure("EHCP1", "2022-04", of=(16, 28)),
        build.figure("ASC1-MEAN", "2022-01", 61.25, breakdown=PROVIDERS[0]),
        build.figure("COM4", "2022-03", 1234),
        build.figure("EHCP2", "2022-03", symbol="x"),
        build.figure("RATE", "2022-03", of=(0, 0)),
        build.figure("RATE", "2022-03", 12.5, symbol="u", breakdown=PROVIDERS[0]),
    )
    assert {key: note for key, note in notes.items() if note} == {
        ("EHCP1", None): "March 2022: 40.0% (8 of 20)",
        ("ASC1-MEAN", PROVIDERS[0]): "January 2022: 61.2 weeks",
        ("COM4", None): "March 2022: 1,234",
        ("EHCP2", None): "March 2022: x, not available",
        ("RATE", None): "March 2022: 0 of 0",
        ("RATE", PROVIDERS[0]): "March 2022: 12.5% (u, low reliability)",
    }


def test_the_note_is_no_part_of_the_table_and_never_read_back():
    content = template_workbook(PLAN, APRIL, previous=build.observations(build.figure("EHCP1", "2022-03", of=(8, 20))))
    page = opened(content)["KPIs"]
    assert page.tables["KPIs"].ref.startswith("A1:I")
    assert page["J1"].value == "Last figure (for information, not read)"
    assert page["J2"].font.italic
    assert codes(read(content)) == ["nothing_reported"]


@pytest.mark.parametrize("previous", [None, build.observations()])
def test_without_history_there_is_no_note(previous):
    assert sheet(previous=previous).max_column == len(HEADINGS)


# text that looks like a formula


@pytest.mark.parametrize("title", ['=HYPERLINK("http://example.com")', "+1", "-1", "@SUM(A1)"])
def test_text_that_begins_like_a_formula_is_written_as_text(title):
    plan = build.plan(build.measure(title=title))
    content = template_workbook(plan, APRIL)
    cell = opened(content)["KPIs"]["B2"]
    assert (cell.value, cell.data_type) == (title, "s")
    assert cell.quotePrefix
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_a_longest_wait_is_explained_apart_from_a_mean():
    plan = build.plan(build.waits("MEAN"), build.waits("MAX", pooling=Pooling.MAXIMUM))
    rows = dict(opened(template_workbook(plan, APRIL))["Read me"].iter_rows(values_only=True))
    assert "longest wait" in rows["MAX"]
    assert "longest wait" not in rows["MEAN"]
