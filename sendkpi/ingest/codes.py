"""Every kind of problem that reading a workbook can find: its code, how grave it is, what it means, what to do.

A code is part of the product's interface (`check --format json` gives it), so none is renamed lightly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sendkpi.texts import LONGEST_WORDS
from sendkpi.values import Severity


@dataclass(frozen=True)
class Code:
    """One kind of problem. `advice` ends each of its messages, unless a finding knows better."""

    name: str
    meaning: str
    advice: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding: its code, what is wrong in this case, and at which cell ("" for the sheet or file)."""

    code: Code
    what: str
    cell: str = ""
    advice: str | None = None

    @property
    def message(self) -> str:
        """What is wrong and what to do, in one line."""
        return f"{self.what} {self.code.advice if self.advice is None else self.advice}".strip()


class Ask(NamedTuple):
    """Something left open by a cell, or by a table as a whole: `fault` says so for as long as nobody has answered.

    `options` are the answers to choose from by their codes, each in words; an answer is remembered by `key`. An
    `offer` is no question, but a correction that an officer may take for an error.
    """

    key: str
    question: str
    options: tuple[tuple[str, str], ...]
    fault: Fault
    likely: str | None = None
    offer: bool = False


NOT_A_WORKBOOK = Code(
    "not_a_workbook",
    "The file is not an Excel workbook that can be opened.",
    "Save it as an Excel workbook (.xlsx) without a password and try again.",
)
OTHER_SPREADSHEET = Code(
    "other_spreadsheet",
    "The file is a spreadsheet of another kind than .xlsx.",
    "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
)
PASSWORD = Code(
    "password",
    "The file can be opened with a password only.",
    "Open it in Excel, take the password off (File, Info, Protect Workbook), save it, and send that.",
)
DAMAGED = Code(
    "damaged",
    "The file is a workbook that is cut short, or whose parts are missing or changed.",
    "Open it in Excel, save it anew, and send that; or ask whoever sent it for another copy.",
)
TOO_LARGE = Code(
    "too_large",
    "The file holds far more than any extract, or unpacks to far more.",
    "Copy the sheets with the figures into a new workbook, and send that.",
)
UNSAFE = Code(
    "unsafe",
    "The file holds declarations (DOCTYPE) that Excel never writes and that can harm whoever opens it.",
    "Do not open it; ask whoever sent it where it comes from.",
)
TOO_SLOW = Code(
    "too_slow",
    "Reading the file takes too long.",
    "Copy the sheets with the figures into a new workbook, and send that.",
)
TOO_MUCH_MEMORY = Code(
    "too_much_memory",
    "Reading the file takes too much memory.",
    "Copy the sheets with the figures into a new workbook, and send that.",
)
LAYOUT_UNKNOWN = Code(
    "layout_unknown",
    "No table of figures can be made out: which column is the measure, the month or the figure is not clear.",
    "Say once on the Submit page which column is what, or read it by a layout that is known (`--layout`).",
)
HEADING_UNKNOWN = Code(
    "heading_unknown",
    "A heading is nearly one that is read, and what stands under it would be lost.",
    "Correct the heading.",
)
COLUMN_LEFT_OUT = Code(
    "column_left_out",
    "A column beside the figures is not known and not read: it may say of which month or of whom they are.",
    "Confirm that it may be left out, or correct its heading.",
    Severity.WARNING,
)
COLUMN_REPEATED = Code("column_repeated", "Two columns have the same heading.", "Keep one of them.")
NOTHING_REPORTED = Code(
    "nothing_reported",
    "No row has a figure or a symbol.",
    "Fill in the figures, or give a symbol that says why there is none, and save before sending.",
)
UNKNOWN_MEASURE = Code(
    "unknown_measure",
    "The plan has no measure of that name, or the row names none.",
    "Give the reference of one of the plan's measures, or take the row out.",
)
TITLE_DISAGREES = Code(
    "title_disagrees",
    "The title beside a measure's reference is another measure's.",
    "Correct the reference or the title.",
)
UNKNOWN_BREAKDOWN = Code(
    "unknown_breakdown",
    "The plan does not break the measure down in that way.",
    "Choose one of the plan's breakdowns, or leave the cell blank for the total.",
)
MONTH_UNREADABLE = Code(
    "month_unreadable", "The month is blank or cannot be read.", "Write it as April 2022 or 2022-04."
)
MONTH_IN_FUTURE = Code(
    "month_in_future", "The month has not begun yet.", "Correct the month, or leave the row's figures blank until then."
)
WRONG_PLACE = Code(
    "wrong_place",
    "A column that names places has none that is the plan's own.",
    "Send the figures of the plan's own area, or correct the column.",
)
WRONG_PERIOD = Code(
    "wrong_period",
    "The measure is not reported every month, and none of its periods ends in this one.",
    "Give the month in which the period ends.",
)
ERROR_VALUE = Code("error_value", "The cell shows one of Excel's errors.", "Correct the formula, or type the figure.")
FORMULA_WITHOUT_RESULT = Code(
    "formula_without_result",
    "The cell holds a formula whose result is not in the file.",
    "Open and save it in Excel first.",
)
FIGURE_MERGED = Code(
    "figure_merged",
    "A figure stands in a cell merged over several, so that its month or measure is not clear.",
    "Unmerge the cell and give the figure where it belongs.",
)
NOT_A_NUMBER = Code(
    "not_a_number", "A cell for a figure holds something else.", "Type the figure alone, and put words in Commentary."
)
NOT_REPORTED_HERE = Code(
    "not_reported_here",
    "All that was found is headed as targets, as another area's figures, or as an example or an earlier version.",
    "Say on the Submit page that these are the figures to read, or send the sheet that has them.",
)
NOT_OWN_PERIOD = Code(
    "not_own_period",
    "The figures run on through the year or cover several months, so they are not each month's own.",
    "Give the figures of each month by itself.",
)
DATES_IN_DOUBT = Code(
    "dates_in_doubt",
    "The dates can be read in two ways, or contradict what the title, the year above or the tab says.",
    "Say once on the Submit page how they are meant, or write months as April 2022.",
)
AMBIGUOUS_MARK = Code(
    "ambiguous_mark",
    "The mark means different things to different people.",
    "Say once for the file what it means (on the Submit page, or `--mark`), or type 0 or one of the symbols.",
)
UNKNOWN_SYMBOL = Code(
    "unknown_symbol",
    "The Symbol cell holds something that is no symbol.",
    "Choose c, x, z, low or u, and put words in Commentary.",
)
WRONG_UNIT = Code(
    "wrong_unit",
    "The figure is written in another unit than the measure's.",
    "Give the figure in the measure's own unit.",
)
RAISED_DIGIT = Code(
    "raised_digit",
    "A raised digit stands right behind a figure: a note, or the last digit of another figure.",
    "Say once for the file whether raised digits are notes (on the Submit page, or `--answer raised=notes`), or take "
    "them out.",
)
DAYS_FOR_WEEKS = Code(
    "days_for_weeks",
    "A wait is written in days, and the measure is a number of weeks.",
    "Say once whether days are divided by 7 (on the Submit page, or `--answer unit:days=7`), or give weeks.",
)
TOO_LONG_A_WAIT = Code(
    "too_long_a_wait", "A wait is longer than ten years.", "Give the wait in weeks; if it is in days, divide it by 7."
)
NEGATIVE = Code("negative", "A count or a wait is below zero.", "Correct the figure.")
NOT_WHOLE = Code("not_whole", "A count is not a whole number.", "Give the count itself.")
FIGURE_NOT_USED = Code("figure_not_used", "The measure has no such figure.", "Clear the cell.")
FIGURE_INCOMPLETE = Code(
    "figure_incomplete", "A numerator or denominator stands without what belongs to it.", "Fill in the other figure."
)
NUMERATOR_ABOVE_DENOMINATOR = Code(
    "numerator_above_denominator",
    "The part is larger than the whole.",
    "Check both figures; they may have been swapped.",
)
PERCENTAGE_OUT_OF_RANGE = Code(
    "percentage_out_of_range", "A percentage is below 0 or above 100.", "Correct the figure."
)
FRACTION_OR_PERCENTAGE = Code(
    "fraction_or_percentage", "A bare figure up to 1 may be a fraction of one or a percentage.", ""
)
VALUE_CONTRADICTS = Code(
    "value_contradicts",
    "The value is not what numerator and denominator give, by more than rounding.",
    "Correct one of them, or clear Value: it is worked out.",
)
SYMBOL_WITH_FIGURE = Code(
    "symbol_with_figure",
    "A symbol that says why there is no figure stands beside a figure.",
    "Keep the figure or the symbol; only u stands beside a figure.",
)
SYMBOLS_DISAGREE = Code("symbols_disagree", "One row has two different symbols.", "Keep one of them, in Symbol.")
COMMENTARY_WITHOUT_FIGURE = Code(
    "commentary_without_figure",
    "The row has commentary and neither a figure nor a symbol, so there is nothing to keep the words with.",
    "Add the figure, or the symbol x for not available, or clear the commentary.",
)
COMMENTARY_TOO_LONG = Code(
    "commentary_too_long",
    "The commentary on a figure is longer than anybody reads, and than is kept.",
    f"Keep the commentary within {LONGEST_WORDS:,}.",
)
HIDDEN_FIGURES = Code(
    "hidden_figures",
    "Rows or columns that are hidden hold figures.",
    "Say once for the file whether they are read (on the Submit page, or `--answer hidden=read` or `hidden=leave`), or "
    "show them and save.",
)
CONTRADICTING_ROWS = Code(
    "contradicting_rows",
    "Two rows give different figures for the same measure, month and breakdown.",
    "Keep the right one.",
)
REPEATED_ROW = Code(
    "repeated_row",
    "Two rows give the same figures for the same measure, month and breakdown.",
    "It is counted once.",
    Severity.WARNING,
)
TOTAL_DISAGREES = Code(
    "total_disagrees", "The total is not what its breakdowns give together.", "Correct the total or the breakdowns."
)
MIXED_UNITS = Code(
    "mixed_units",
    "Some percentages are written as fractions of one and others as percentages, in one column.",
    "Write all of them as percentages.",
)
UNKNOWN_MILESTONE = Code(
    "unknown_milestone",
    "The plan has no milestone of that reference, or the row names none.",
    "Give the reference of one of the plan's milestones, or take the row out.",
)
UNKNOWN_RECOMMENDATION = Code(
    "unknown_recommendation",
    "The plan has no recommendation of that number, or the row names none.",
    "Give the number of one of the plan's recommendations, or take the row out.",
)
UNKNOWN_STATUS = Code(
    "unknown_status",
    "The Status cell of a milestone or a recommendation holds none of its five words.",
    "Choose a status from the list.",
)
STATUS_MISSING = Code(
    "status_missing",
    "A row says something of a milestone or a recommendation and gives no status.",
    "Choose a status from the list, or clear the row.",
)
DAY_UNREADABLE = Code(
    "day_unreadable", "The cell for the day of completion holds no day.", "Write the day itself, such as 13 June 2022."
)
CONTRADICTING_UPDATES = Code(
    "contradicting_updates",
    "Two rows say different things of the same milestone or recommendation.",
    "Keep the right one.",
)
CHILD_LEVEL = Code(
    "child_level",
    "A sheet looks like records of single persons: names, dates of birth, pupil or NHS numbers, home addresses.",
    "Send totals only: remove the sheet, or whatever is about single persons. Nothing of the file was kept.",
)

CODES: tuple[Code, ...] = tuple(found for found in list(globals().values()) if isinstance(found, Code))
"""All of them, in the order above."""
