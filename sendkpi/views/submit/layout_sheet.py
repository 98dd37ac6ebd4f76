"""A sheet's first rows as the officer sees them in a spreadsheet, and the figures that an answer reads from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from openpyxl.utils import get_column_letter

from sendkpi.analysis import wording
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ReportedRow
from sendkpi.layouts import Column
from sendkpi.values import UnknownTable, month_name
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html, number

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan

WORDS = {Column.VALUE: "Figure", Column.COMMENTARY: "Comment"}
"""What a column holds, where the page has another word for it than the template."""

ROWS, BEFORE, FIGURES = 8, 3, 8
"""As many rows of a sheet are shown, so many of them before the headings, and so many figures as read."""
NOTES = 3
"""More notes than this are folded away."""
_LONGEST = 32


def row_words(texts: Sequence[str]) -> str:
    """A row in one line: `Indicator · Period · Result`."""
    return _short(" · ".join(text for text in texts if text)) or "blank"


def column_words(table: UnknownTable, heading_row: int, *, under: bool = False) -> dict[int, str]:
    """The columns that hold anything, by number: `B: Indicator`, or `C, such as “12”` where it has no heading.

    With `under`, what stands right under the headings is named too: `C: Apr-22, Achieved`.
    """
    texts = dict(table.rows)
    width = max(map(len, texts.values()), default=0)
    headings = texts.get(heading_row, ())
    below = [row for number, row in table.rows if number > heading_row]
    words = {}
    for at in range(1, width + 1):
        heading = headings[at - 1] if at <= len(headings) else ""
        sample = next((row[at - 1] for row in below if at <= len(row) and row[at - 1]), "")
        if heading or sample:
            letter = get_column_letter(at)
            words[at] = f"{letter}: {_short(heading)}" if heading else f"{letter}, such as “{_short(sample)}”"
            if under and below and at <= len(below[0]) and below[0][at - 1]:
                words[at] = (
                    f"{letter}: {', '.join(text for text in (_short(heading), _short(below[0][at - 1])) if text)}"
                )
    return words


def show_sheet(table: UnknownTable, heading_row: int, columns: Mapping[Column, int]) -> None:
    """The rows around the headings, with column letters and row numbers; what a column holds stands at its letter."""
    numbers = [number for number, _ in table.rows]
    start = max(0, (numbers.index(heading_row) if heading_row in numbers else 0) - BEFORE)
    rows = table.rows[start : start + ROWS]
    width = max((len(texts) for _, texts in rows), default=0)
    holds = {at: WORDS.get(column, str(column)) for column, at in columns.items()}
    letters = [f"{get_column_letter(at)} {holds.get(at, '')}".strip() for at in range(1, width + 1)]
    body = [_row(at, texts, width, holds, heading_row) for at, texts in rows]
    markup.show(markup.table(f"Sheet {table.sheet}", [number("Row"), *letters], body, "sheet"))


def _row(number: int, texts: Sequence[str], width: int, holds: Collection[int], heading_row: int) -> Html:
    """A row; a text that stands alone in it runs on over the cells beside it, as it does in a spreadsheet."""
    look = "heading" if number == heading_row else ""
    filled = [at for at, text in enumerate(texts, start=1) if text]
    alone = filled[0] if len(filled) == 1 and number < heading_row else 0
    cells = []
    for at in range(1, (alone or width) + 1):
        text = texts[at - 1] if at <= len(texts) else ""
        if at == alone:
            cells.append(html('<td class="across" colspan="{}">{}</td>', width + 1 - at, text))
        else:
            chosen = "chosen" if at in holds and number >= heading_row else ""
            cells.append(html('<td class="{} {}">{}</td>', look, chosen, text))
    return html('<tr><th scope="row" class="number">{}</th>{}</tr>', number, cells)


def show_figures(plan: Plan, examined: Examined) -> None:
    """The first figures as read by the answer, and how many there are."""
    rows = examined.extract.rows
    if not len(rows):
        words = "By this answer no figure can be read yet: look again at the row with the headings and at the columns."
        markup.show(html('<p class="hushed">{}</p>', words))
        return
    parts = bool((rows["breakdown"] != "").any())
    heads = ["Measure", "Month", *(["Breakdown"] if parts else []), number("Figure")]
    body = (_figure(plan, row, parts=parts) for row in rows_of(rows.head(FIGURES), ReportedRow))
    first = "" if len(rows) <= FIGURES else f"; the first {FIGURES}"
    caption = f"{counted(len(rows), 'figure')} as read by this answer{first}"
    markup.show(markup.table(caption, heads, body, "asread"))


def _figure(plan: Plan, row: ReportedRow, *, parts: bool) -> Html:
    measure = plan.measure(row.measure)
    figure = wording.as_given(measure.unit, row.numerator, row.denominator, row.value, row.symbol)
    cells = [month_name(row.month), *([row.breakdown or "All"] if parts else []), number(figure)]
    return markup.row(f"{row.measure}: {measure.title}", cells)


def show_notes(examined: Examined, *, folded: bool = True) -> None:
    """Which sheets and columns were read and which were passed over; folded away where there are many, if wanted."""
    notes = examined.extract.notes
    if not notes:
        return
    lines = markup.listed(notes, "quiet small")
    if len(notes) <= NOTES or not folded:
        markup.show(lines)
        return
    with st.expander("What was read and what was passed over"):
        markup.show(lines)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
