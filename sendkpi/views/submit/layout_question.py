"""What has to be asked about an uploaded file before it can be read: at most once for the files of one kind.

First which column is which, where no table explains itself; then what marks, names and units mean. Each change of
an answer reads the file again, and what is read is shown at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.errors import SendKpiError
from sendkpi.ingest.tables.fingerprints import layout_from
from sendkpi.ingest.tables.suggestions import is_a_figures_row, suggested_answer
from sendkpi.layouts import MONTHS_MEANINGS, Answers, Column, Layout, Months, free_name, suggested_name
from sendkpi.texts import visible
from sendkpi.values import LONDON, UnknownTable, day_name
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.submit import layout_sheet
from sendkpi.views.submit.choices import answer_words, show_choices

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.intake import Examined
    from sendkpi.store import KeptLayout
    from sendkpi.views.submit.upload import Upload

A_ROW = 4
"""Questions side by side, where there is room."""

FIGURES = (Column.VALUE, Column.NUMERATOR, Column.DENOMINATOR)
FURTHER = (Column.BREAKDOWN, Column.SYMBOL, Column.COMMENTARY)
ASKED = {
    Column.MEASURE: "Column with the measure",
    Column.MONTH: "Column with the month",
    Column.VALUE: "Column with the figure",
    Column.NUMERATOR: "Column with the numerator",
    Column.DENOMINATOR: "Column with the denominator",
    Column.BREAKDOWN: "Column with the breakdown",
    Column.SYMBOL: "Column with the symbol",
    Column.COMMENTARY: "Column with the comment",
}


def show_questions(upload: Upload) -> Examined | None:
    """Ask what the file does not say; the file as read by the answers, None until they say enough to read it."""
    said = Answers(anew=_show_remembered(upload))
    examined = upload.read(said)
    if examined.already is not None:
        return examined
    tables = examined.extract.question.tables if examined.extract.question else ()
    if tables:
        draft = show_tables(upload, tables)
        if draft is None:
            return None
        said = replace(said, layouts=(draft,))
        examined = upload.read(said)
    preview = st.container()
    chosen = show_choices(upload.key, lambda given: upload.read(replace(said, chosen=given)).choices)
    examined = upload.read(replace(said, chosen=chosen))
    if tables:
        with preview:
            layout_sheet.show_figures(upload.plan, examined)
    return None if examined.extract.question and examined.extract.question.tables else examined


def _show_remembered(upload: Upload) -> bool:
    """By which remembered layouts the file is read; whether the person wants to be asked again."""
    used = set(upload.read().extract.layouts)
    found = [kept for kept in upload.kept if kept.layout.name in used]
    if not found:
        return False
    markup.show(html('<p class="quiet small">{}</p>', Html("<br>").join(map(_remembered, found))))
    return st.checkbox("Ask me again how this file is read", key=upload.key("anew"))


def _remembered(kept: KeptLayout) -> str:
    day = day_name(kept.recorded_at.astimezone(LONDON).date())
    words = "".join(f" {answer_words(key, code)}." for key, code in kept.layout.answers)
    return f"Read by the layout “{kept.layout.name}”, kept on {day} by {kept.recorded_by}.{words}"


def show_tables(upload: Upload, tables: tuple[UnknownTable, ...]) -> Layout | None:
    """The question about a table, beside its first rows; the answer, None until it says enough."""
    markup.show(
        html(
            '<h2 class="rule">Which column is which?</h2><p>The headings in '
            "<strong>{}</strong> do not say it. Once you have, files with the same headings are "
            "read without a question.</p>",
            upload.filename,
        )
    )
    above = st.container()
    boxes = _boxes()
    table = _choose_table(upload, tables, boxes)
    heading_row, columns, months = _show_columns(upload, table, boxes)
    prior = [kept.layout for kept in upload.kept if kept.layout.name in upload.read().extract.layouts]
    suggested = prior[0].name if prior else free_name(suggested_name(upload.filename), upload.known)
    name = next(boxes).text_input("Remember this answer as", suggested, key=upload.key("name"))
    with st.expander("More columns"):
        further = _boxes()
        for one in FURTHER:
            if at := _column(upload, table, heading_row, one, next(further), {}):
                columns[one] = at
    with above:
        layout_sheet.show_sheet(table, heading_row, columns)
    return _draft(upload, table, heading_row, columns, months, name)


def _choose_table(upload: Upload, tables: tuple[UnknownTable, ...], boxes: Iterator[DeltaGenerator]) -> UnknownTable:
    """The sheet that holds the figures, first one that names measures of the plan; asked where there are several."""
    named = [Column.MEASURE in suggested_answer(upload.plan, table, table.heading_row)[0] for table in tables]
    table = tables[named.index(True) if any(named) else 0]
    if len(tables) > 1:
        table = next(boxes).selectbox(
            "Sheet with the figures",
            tables,
            index=tables.index(table),
            format_func=lambda one: visible(one.sheet),
            key=upload.key("sheet"),
        )
    return table


def _boxes() -> Iterator[DeltaGenerator]:
    """Places for questions, side by side where there is room."""
    while True:
        yield from st.columns(A_ROW)


def _show_columns(
    upload: Upload, table: UnknownTable, boxes: Iterator[DeltaGenerator]
) -> tuple[int, dict[Column, int], Months]:
    """The row of the headings, the column numbers that were chosen, and where the month stands."""
    texts = dict(table.rows)
    rows = list(texts)
    heading_row = next(boxes).selectbox(
        "Row with the headings",
        rows,
        index=rows.index(table.heading_row) if table.heading_row in texts else 0,
        format_func=lambda row: visible(f"{row}: {layout_sheet.row_words(texts[row])}"),
        key=upload.key(f"row_{table.sheet}"),
    )
    likely, likely_months = suggested_answer(upload.plan, table, heading_row)
    measure = _column(upload, table, heading_row, Column.MEASURE, next(boxes), likely)
    months = next(boxes).selectbox(
        "Where the month stands",
        [*Months],
        index=[*Months].index(likely_months),
        format_func=MONTHS_MEANINGS.__getitem__,
        key=upload.key("months"),
    )
    month = (Column.MONTH,) if months is Months.COLUMN else ()
    asked = (*month, *FIGURES)
    found = {one: _column(upload, table, heading_row, one, next(boxes), likely) for one in asked}
    return heading_row, {one: at for one, at in ({Column.MEASURE: measure} | found).items() if at}, months


def _column(  # noqa: PLR0913, PLR0917 - one question of several about one table
    upload: Upload,
    table: UnknownTable,
    heading_row: int,
    column: Column,
    box: DeltaGenerator,
    likely: Mapping[Column, int],
) -> int | None:
    """The number of the column that holds this, None where none does (or nobody said yet)."""
    across = column in FIGURES and st.session_state.get(upload.key("months")) is Months.ACROSS
    words = layout_sheet.column_words(table, heading_row, under=across)
    numbers = list(words)
    chosen: int | None = box.selectbox(
        ASKED[column],
        numbers,
        index=numbers.index(likely[column]) if likely.get(column) in words else None,
        format_func=lambda at: visible(words.get(at, "")),
        placeholder="Choose" if column in {Column.MEASURE, Column.MONTH} else "None",
        key=upload.key(f"{column}_{table.sheet}"),
    )
    return chosen


def _draft(  # noqa: PLR0913, PLR0917 - all that was asked
    upload: Upload, table: UnknownTable, heading_row: int, columns: dict[Column, int], months: Months, name: str
) -> Layout | None:
    """The answer as a layout; what it still leaves open is said instead."""
    if is_a_figures_row(upload.plan, table, heading_row, columns.get(Column.MEASURE)):
        headings = f"Row {heading_row} holds figures and no headings: choose the row with the headings. "
        _say(f"{headings}If there is none, put one above the figures and upload the file again.")
        return None
    try:
        layout = layout_from(table, heading_row, columns, months, name.strip())
    except SendKpiError as error:
        _say(str(error))
        return None
    taken = [one for one in upload.known if one.name.casefold() == layout.name.casefold()]
    if not layout.name or any(one.fingerprint != layout.fingerprint for one in taken):
        belongs = "Give the answer a name." if not layout.name else f"“{layout.name}” is the name of another layout."
        _say(belongs)
        return None
    return layout


def _say(words: str) -> None:
    markup.show(html('<p class="hushed">{}</p>', words))
