"""What is printed and not yet filled: months to come, figures that lag behind, formatted rows without end."""

from __future__ import annotations

import re

from tests.workbooks import parts
from tests.workbooks.drawing import draw
from tests.workbooks.gallery import MEANT, Shelf, series

SHELF = Shelf()

YEAR = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
DATED = tuple(f"{name}-{23 if name in {'Jan', 'Feb', 'Mar'} else 22}" for name in YEAR)
TO_COME = (None,) * 9


@SHELF.means(layouts=(2, 5))
def months_to_come_printed_and_blank():
    return draw(
        ["KPI", *DATED],
        ["EHCP1", 31.6, 35, 41.5, *TO_COME],
        ["EHCP2", 52, 55.5, 60, *TO_COME],
        ["COM4", 812, 840, 871, *TO_COME],
    )


@SHELF.means(layouts=(2, 5))
def months_to_come_with_formulas_that_give_nothing():
    lookup = '=IF(ISBLANK(Z2),"",Z2)'
    content = draw(
        ["KPI", *DATED[:5]],
        ["EHCP1", 31.6, 35, 41.5, lookup, lookup],
        ["EHCP2", 52, 55.5, 60, lookup, lookup],
        ["COM4", 812, 840, 871, lookup, lookup],
    )
    return parts.with_results(content, {f"{column}{row}": "" for column in "EF" for row in (2, 3, 4)})


@SHELF.means(series("EHCP1", 31.6, 35, 41.5) | series("COM4", 812, 840, 871), layouts=(4, 5))
def months_to_come_with_their_targets_and_no_actuals():
    months = DATED[:6]
    return draw(
        [None, *(cell for month in months for cell in (month, None))],
        ["KPI", *(("Target", "Actual") * 6)],
        ["EHCP1", 45, 31.6, 48, 35, 51, 41.5, 54, None, 57, None, 60, None],
        ["COM4", 900, 812, 920, 840, 950, 871, 980, None, 1000, None, 1000, None],
    )


@SHELF.means(
    series("EHCP1", 28.5, 29, 30, 31.6, start="2022-01") | series("COM4", 640, 700, 750, 812, 840, start="2022-01"),
    layouts=(2, 5),
)
def the_last_two_months_empty_because_reporting_lags():
    return draw(
        ["KPI", "Jan-22", "Feb-22", "Mar-22", "Apr-22", "May-22", "Jun-22"],
        ["EHCP1", 28.5, 29, 30, 31.6, None, None],
        ["EHCP2", None, None, None, None, None, None],
        ["COM4", 640, 700, 750, 812, 840, None],
    )


@SHELF.means(series("EHCP1", 31.6, None, 41.5) | series("COM4", None, 840), layouts=(2, 5))
def figures_missing_in_the_middle():
    return draw(["KPI", "Apr-22", "May-22", "Jun-22"], ["EHCP1", 31.6, " ", 41.5], ["COM4", None, 840, "\u00a0"])


@SHELF.means(layouts=(2, 5))
def five_thousand_formatted_empty_rows_below_and_columns_beside():
    content = draw(
        ["KPI", "Apr-22", "May-22", "Jun-22"],
        ["EHCP1", 31.6, 35, 41.5],
        ["EHCP2", 52, 55.5, 60],
        ["COM4", 812, 840, 871],
        formats={"A2:Z2": "0.0"},
    )
    style = re.search(r'<c r="Z2" (s="\d+")', parts.taken(content)[parts.FIRST].decode())
    assert style
    cells = "".join(f'<c r="{column}{{row}}" {style[1]}/>' for column in "ABCDEFGHIJ")
    rows = "".join(
        f'<row r="{row}" {style[1]} customFormat="1">{cells.format(row=row) if row < 500 else ""}</row>'
        for row in range(5, 5005)
    )
    content = parts.replaced(content, "</sheetData>", f"{rows}</sheetData>")
    return parts.changed(content, parts.FIRST, lambda text: re.sub(r'ref="A1:Z4"', 'ref="A1:Z5004"', text))


@SHELF.refused(layouts=(5,), nothing_reported=None)
def a_year_printed_with_nothing_filled_in():
    return draw(["KPI", *DATED], ["EHCP1"], ["EHCP2"], ["COM4"])


@SHELF.means(
    MEANT | series("ASC1", 60.5, 58, 55) | series("ASC1", 71, 66.5, 63, breakdown="Whittington Health"),
    layouts=(2, 3, 4, 5),
)
def the_whole_return_of_an_improvement_plan():
    """Months under a merged year, title, footnotes, a sub-heading for each area, pairs, months to come."""
    months = tuple(cell for month in DATED[:6] for cell in (month, None))
    to_come = [54, None, 57, None, 60, None]
    return draw(
        ["Haringey SEND Written Statement of Action: performance to June 2022"],
        ["Data as at 8 July 2022"],
        [],
        [None, None, None, "2022/23"],
        ["Ref", "Measure", "Provider", *months],
        [None, None, None, *(("Target", "Actual") * 6)],
        ["WSOA 1 – Education, Health and Care plans"],
        ["EHCP1¹", "EHC plans issued within 20 weeks", None, 45, 31.6, 48, 35, 51, 41.5, *to_come],
        ["EHC P 2", "Plans that meet the expectations", None, 55, 52, 57, 55.5, 59, 60, *to_come],
        ["WSOA 2 – Autism assessments"],
        ["ASC1²", "Average wait for an autism assessment", None, 58, 60.5, 56, 58, 54, 55, *to_come],
        [None, None, "Whittington Health", None, 71, None, 66.5, None, 63, *([None] * 6)],
        ["WSOA 3 – Communication"],
        ["COM4", "People signed up to the SEND newsletter", None, 900, 812, 920, "840", 950, 871, *to_come],
        [],
        ["¹ Year to date; 3 plans of April 2022 are excepted."],
        ["² Weeks from referral to assessment, at the month's end."],
        merged=(
            *("A1:O1", "D4:O4", "A7:O7", "A10:O10", "A11:A12", "B11:B12", "A13:O13"),
            *(f"{left}5:{right}5" for left, right in ("DE", "FG", "HI", "JK", "LM", "NO")),
        ),
    )
