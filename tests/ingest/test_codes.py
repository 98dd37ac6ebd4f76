"""Every kind of problem: a workbook that shows it, and the one line that an officer reads."""

import dataclasses
import datetime as dt
import re
from pathlib import Path

import openpyxl
import pytest

from sendkpi import ingest
from sendkpi.ingest.codes import CODES
from sendkpi.values import Severity
from tests.ingest.delivery_book import PLAN, milestones, recommendations
from tests.ingest.hostile import bomb, with_parts
from tests.ingest.sheets import HEADINGS, PROVIDERS, lines, opened, read, row, saved, workbook

FULL = {"numerator": 6, "denominator": 19}


def _plain(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    return saved(book)


def _merged() -> bytes:
    book = opened(_plain([["Measure", "Apr-22", "May-22"], ["EHCP1", 43]]))
    book.active.merge_cells("B2:C2")
    return saved(book)


def _hidden() -> bytes:
    book = opened(workbook(row(value=43)))
    book.active.column_dimensions["G"].hidden = True
    return saved(book)


OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)

DELIVERY = {
    "unknown_milestone",
    "unknown_recommendation",
    "unknown_status",
    "status_missing",
    "day_unreadable",
    "contradicting_updates",
}
"""What is wrong in a table of milestones or recommendations."""

SEEN_ELSEWHERE = {"too_slow", "too_much_memory"}
"""By test_worker.py: a file that shows one of them takes its ten seconds, or its half a gigabyte."""

EXAMPLES: dict[str, tuple[bytes, str]] = {
    "not_a_workbook": (
        b"%PDF-1.7",
        "The file is a PDF document. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "other_spreadsheet": (
        OLD_OFFICE,
        (
            "The file is an old Excel file (.xls). "
            "Open it in Excel, save it as an Excel workbook (.xlsx), and send that."
        ),
    ),
    "password": (
        OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"),
        (
            "The file has a password. "
            "Open it in Excel, take the password off (File, Info, Protect Workbook), save it, and send that."
        ),
    ),
    "damaged": (
        workbook(row(**FULL))[:-100],
        (
            "The file is cut short or damaged. "
            "Open it in Excel, save it anew, and send that; or ask whoever sent it for another copy."
        ),
    ),
    "too_large": (
        bomb(workbook(row(**FULL)), 200_000_000),
        ("The file unpacks to more than 100 MB. Copy the sheets with the figures into a new workbook, and send that."),
    ),
    "unsafe": (
        with_parts(workbook(row(**FULL)), {"xl/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><styleSheet/>"}),
        (
            "The file declares its own XML entities or document type. "
            "Do not open it; ask whoever sent it where it comes from."
        ),
    ),
    "layout_unknown": (
        _plain([["Figures of June 2022"], ["KPI", "Done", "All"], ["EHCP1", 6, 19]]),
        (
            "Sheet · No table of figures could be made out in the sheet “Sheet”. Say once on the Submit page which "
            "column is what, or read it by a layout that is known (`--layout`)."
        ),
    ),
    "heading_unknown": (
        workbook(row(value=40, commentry="words"), headings=[*HEADINGS[:8], "Commentry"]),
        "KPIs!I1 · The heading “Commentry” is not known. Did you mean Commentary?",
    ),
    "column_left_out": (
        workbook(row(**FULL, team="East"), headings=[*HEADINGS, "Team"]),
        (
            "KPIs!J1 · The column “Team” holds “East” and the like, and is not read. "
            "Confirm that it may be left out, or correct its heading."
        ),
    ),
    "title_disagrees": (
        workbook(row(title="Title of EHCP2", **FULL)),
        (
            "KPIs!B2 · EHCP1, April 2022 · The row names EHCP1, and “Title of EHCP2” is the title of EHCP2. "
            "Correct the reference or the title."
        ),
    ),
    "figure_merged": (
        _merged(),
        (
            "Sheet!B2 · The figure stands in one cell merged over 2 columns. "
            "Unmerge the cell and give the figure where it belongs."
        ),
    ),
    "column_repeated": (
        workbook(row(**FULL), headings=[*HEADINGS, "value"]),
        "KPIs!J1 · Two columns are headed Value. Keep one of them.",
    ),
    "nothing_reported": (
        workbook(row(), row("COM4")),
        (
            "KPIs · The table has no figures. Fill in the figures, or give a symbol that says why there is none, "
            "and save before sending."
        ),
    ),
    "wrong_place": (
        _plain([["Measure", "Area", "Apr-22"], ["EHCP1", "England", 57]]),
        (
            "Sheet!B2 · The figures are of “England”, and the plan is of Anywhere. "
            "Send the figures of the plan's own area, or correct the column."
        ),
    ),
    "not_reported_here": (
        _plain([["Trajectory"], ["Measure", "Apr-22"], ["EHCP1", 43]]),
        (
            "Sheet · The table is headed “Trajectory”: targets or a trajectory. "
            "Say on the Submit page that these are the figures to read, or send the sheet that has them."
        ),
    ),
    "not_own_period": (
        _plain([["Measure", "Apr-22 YTD"], ["EHCP1", 43]]),
        (
            "Sheet!B1 · The months are headed “ytd”: their figures are not each month's own. "
            "Give the figures of each month by itself."
        ),
    ),
    "dates_in_doubt": (
        _plain([["Measure", "4/1/2022", "5/1/2022"], ["EHCP1", 43, 44]]),
        (
            "Sheet!B1 · Dates such as “4/1/2022” can be read days first or months first: January 2022 or April 2022 to "
            "May 2022. Say once on the Submit page how they are meant, or write months as April 2022."
        ),
    ),
    "unknown_measure": (
        workbook(row("EHPC1", **FULL)),
        "KPIs!A2 · April 2022 · The plan has no measure “EHPC1”. Did you mean EHCP1, EHCP3 or EHCP2?",
    ),
    "unknown_breakdown": (
        workbook(row("ASC1-MEAN", breakdown="West Clinic", denominator=20, value=60)),
        (
            "KPIs!D2 · ASC1-MEAN, April 2022 · ASC1-MEAN has no breakdown “West Clinic”. Choose one of: North Clinic; "
            "South, East and West Trust; or leave the cell blank for the total."
        ),
    ),
    "month_unreadable": (
        workbook(row(month="Spring", **FULL)),
        "KPIs!C2 · EHCP1 · “Spring” cannot be read as a month. Write it as April 2022 or 2022-04.",
    ),
    "month_in_future": (
        workbook(row(month=dt.date(2022, 8, 1), **FULL)),
        (
            "KPIs!C2 · EHCP1, August 2022 · August 2022 is in the future. "
            "Correct the month, or leave the row's figures blank until then."
        ),
    ),
    "wrong_period": (
        workbook(row("EHCP3", **FULL)),
        (
            "KPIs!C2 · EHCP3, April 2022 · EHCP3 is reported once a quarter, and no quarter ends in April 2022. "
            "Give June 2022, the last month of that quarter."
        ),
    ),
    "error_value": (
        workbook(row(numerator="#N/A", denominator=19)),
        "KPIs!E2 · EHCP1, April 2022 · #N/A is an error, not a figure. Correct the formula, or type the figure.",
    ),
    "formula_without_result": (
        workbook(row(numerator="=2*3", denominator=19)),
        "KPIs!E2 · EHCP1, April 2022 · The formula has no stored result. Open and save it in Excel first.",
    ),
    "not_a_number": (
        workbook(row(numerator="about 6", denominator=19)),
        "KPIs!E2 · EHCP1, April 2022 · “about 6” is not a number. Type the figure alone, and put words in Commentary.",
    ),
    "ambiguous_mark": (
        workbook(row(value="n/a")),
        (
            "KPIs!G2 · “n/a” can mean several things. Say once for the file what it means "
            "(on the Submit page, or `--mark`), or type 0 or one of the symbols."
        ),
    ),
    "unknown_symbol": (
        workbook(row(symbol="late")),
        "KPIs!H2 · EHCP1, April 2022 · “late” is not a symbol. Choose c, x, z, low or u, and put words in Commentary.",
    ),
    "wrong_unit": (
        workbook(row(value="12 weeks")),
        "KPIs!G2 · EHCP1, April 2022 · EHCP1 is a percentage, and 12 weeks is not. Give a percentage.",
    ),
    "raised_digit": (
        workbook(row("COM4", value="812²")),
        (
            "KPIs!G2 · COM4, April 2022 · “812²” may be 812 with a raised note, or have one digit more. Say once for "
            "the file whether raised digits are notes (on the Submit page, or `--answer raised=notes`), or take them "
            "out."
        ),
    ),
    "days_for_weeks": (
        workbook(row("ASC1-MAX", value="490 days")),
        (
            "KPIs!G2 · ASC1-MAX, April 2022 · ASC1-MAX is a number of weeks, and 490 days would be 70 weeks. Say once "
            "whether days are divided by 7 (on the Submit page, or `--answer unit:days=7`), or give weeks."
        ),
    ),
    "too_long_a_wait": (
        workbook(row("ASC1-MAX", value=3640)),
        (
            "KPIs!G2 · ASC1-MAX, April 2022 · 3,640 weeks are more than 10 years. "
            "Give the wait in weeks; if it is in days, divide it by 7."
        ),
    ),
    "hidden_figures": (
        _hidden(),
        (
            "KPIs!G2 · Column G is hidden, and a figure or words stand there. Say once for the file whether they are "
            "read (on the Submit page, or `--answer hidden=read` or `hidden=leave`), or show them and save."
        ),
    ),
    "negative": (
        workbook(row("COM4", value=-3)),
        "KPIs!G2 · COM4, April 2022 · -3 is below zero. Correct the figure.",
    ),
    "not_whole": (
        workbook(row("COM4", value=812.5)),
        "KPIs!G2 · COM4, April 2022 · 812.5 is not a whole number. Give the count itself.",
    ),
    "figure_not_used": (
        workbook(row("COM4", numerator=812)),
        "KPIs!E2 · COM4, April 2022 · COM4 is a count and has no numerator. Give it in Value alone.",
    ),
    "figure_incomplete": (
        workbook(row(numerator=6)),
        "KPIs!E2 · EHCP1, April 2022 · The numerator stands without its denominator. Fill in the denominator.",
    ),
    "numerator_above_denominator": (
        workbook(row(numerator=19, denominator=6)),
        (
            "KPIs!E2 · EHCP1, April 2022 · The numerator, 19, is above the denominator, 6. "
            "Check both figures; they may have been swapped."
        ),
    ),
    "percentage_out_of_range": (
        workbook(row(value=137)),
        "KPIs!G2 · EHCP1, April 2022 · 137% is above 100. Did you mean 37%?",
    ),
    "fraction_or_percentage": (
        workbook(row(value=0.37)),
        (
            "KPIs!G2 · EHCP1, April 2022 · 0.37 may mean 0.37% or 37%. Type 37 for 37%; "
            "for 0.37% give numerator and denominator, or type '0.37% with the apostrophe."
        ),
    ),
    "value_contradicts": (
        workbook(row(**FULL, value=40)),
        (
            "KPIs!G2 · EHCP1, April 2022 · 40 is not 6 ÷ 19 = 31.58%. "
            "Correct one of them, or clear Value: it is worked out."
        ),
    ),
    "symbol_with_figure": (
        workbook(row(**FULL, symbol="x")),
        (
            "KPIs!H2 · EHCP1, April 2022 · x (not available) stands beside a figure in E2. "
            "Keep the figure or the symbol; only u stands beside a figure."
        ),
    ),
    "symbols_disagree": (
        workbook(row(value="c", symbol="x")),
        "KPIs!H2 · EHCP1, April 2022 · The row has the symbols c; x. Keep one of them, in Symbol.",
    ),
    "commentary_without_figure": (
        workbook(row(commentary="Late this month.")),
        (
            "KPIs!I2 · EHCP1, April 2022 · There are words and no figure. "
            "Add the figure, or the symbol x for not available, or clear the commentary."
        ),
    ),
    "commentary_too_long": (
        workbook(row(**FULL, commentary="x" * 2001)),
        "KPIs!I2 · EHCP1, April 2022 · It has 2,001 characters. Keep the commentary within 2,000.",
    ),
    "contradicting_rows": (
        workbook(row(**FULL), row(numerator=7, denominator=19)),
        (
            "KPIs!E3 · EHCP1, April 2022 · E2 gives another figure for the same measure, month and breakdown. "
            "Keep the right one."
        ),
    ),
    "repeated_row": (
        workbook(row(**FULL), row(**FULL)),
        "KPIs!E3 · EHCP1, April 2022 · The same figures stand in E2 already. It is counted once.",
    ),
    "total_disagrees": (
        workbook(
            row("ASC1-MAX", denominator=30, value=90),
            row("ASC1-MAX", breakdown=PROVIDERS[0], denominator=10, value=71),
            row("ASC1-MAX", breakdown=PROVIDERS[1], denominator=20, value=104),
        ),
        (
            "KPIs!G2 · ASC1-MAX, April 2022 · The total is 90, and the breakdowns give 104. "
            "Correct the total or the breakdowns."
        ),
    ),
    "mixed_units": (
        workbook(row(**FULL, value=0.316), row("EHCP2", value=43.8)),
        (
            "KPIs!G2 · EHCP1, April 2022 · The value is written as a fraction of one, while G3 is a percentage. "
            "Write all of them as percentages."
        ),
    ),
    "unknown_milestone": (
        milestones(["1.1e", None, None, "on track"], ["1.1a"]),
        "Milestones!A2 · The plan has no milestone “1.1e”. Did you mean 1.1b or 1.1a?",
    ),
    "unknown_recommendation": (
        recommendations([12, "Recommended thing 2", "in progress", "Drafted"]),
        "Recommendations!A2 · The plan has no recommendation “12”. Did you mean 1 or 2?",
    ),
    "unknown_status": (
        milestones(["1.1a", None, None, "done", "13 June 2022"]),
        (
            "Milestones!D2 · 1.1a · “done” is not a known status. "
            "Choose one of: not started, on track, at risk, complete, deferred."
        ),
    ),
    "status_missing": (
        milestones(["1.3c", None, "May 2022", None, "13 June 2022"]),
        (
            "Milestones!D2 · 1.3c, May 2022 · The row has a day of completion and no status. "
            "Choose a status from the list, or clear the row."
        ),
    ),
    "day_unreadable": (
        milestones(["1.1a", None, None, "complete", "June 2022"]),
        "Milestones!E2 · 1.1a · “June 2022” is a month and no day. Write the day itself, such as 13 June 2022.",
    ),
    "contradicting_updates": (
        milestones(["1.1a", None, None, "on track"], ["1.1a", None, None, "at risk"]),
        "Milestones!D3 · 1.1a · D2 says something else of it. Keep the right one.",
    ),
    "child_level": (
        _plain([["Forename", "DOB"], ["Ada", "10/12/2012"]]),
        (
            "Sheet!A1 · The column under it looks like names of persons. Send totals only: remove the sheet, "
            "or whatever is about single persons. Nothing of the file was kept."
        ),
    ),
}


def test_every_code_is_documented_and_has_an_example():
    assert {code.name for code in CODES} == set(EXAMPLES) | SEEN_ELSEWHERE
    assert len(CODES) == len(EXAMPLES) + len(SEEN_ELSEWHERE)
    for code in CODES:
        assert code.meaning.endswith(".")
        assert code.advice.endswith(".") or code.name == "fraction_or_percentage"


def test_every_code_is_used_in_reading():
    sources = "".join(source.read_text(encoding="utf-8") for source in Path(ingest.__file__).parent.rglob("*.py"))
    assert set(re.findall(r"codes\.([A-Z_]+)", sources)) == {code.name.upper() for code in CODES}


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_problem_is_one_line_with_its_place_what_is_wrong_and_what_to_do(code):
    content, line = EXAMPLES[code]
    extract = read(content, PLAN) if code in DELIVERY else read(content)
    assert lines(extract) == [line]
    (problem,) = extract.problems
    assert problem.code == code
    assert problem.severity is next(known.severity for known in CODES if known.name == code)
    assert extract.accepted is (problem.severity is Severity.WARNING)


def test_a_code_cannot_be_changed_by_whoever_uses_it():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CODES[0].name = "other"
