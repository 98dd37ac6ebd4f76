"""A table that lies on its side: months down and measures across, each over one column or over its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.lines import Line, Page, column_name, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell, Figure, read_figure
from sendkpi.ingest.spelling.headings import PASSED
from sendkpi.ingest.spelling.months import MonthName, read_heading, read_month
from sendkpi.ingest.tables.beside import Aside, basis_of, statistic_of, unit_of, why_aside
from sendkpi.ingest.tables.found import Found
from sendkpi.ingest.tables.places import OtherRows, other_rows
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.tables.context import Context

_LOOKED_AT = 60


@dataclass(frozen=True)
class AcrossHead:
    """The row with the measures, the row below with their parts where there is one, and the column of the months."""

    row: int
    bottom: int
    months: int
    columns: tuple[tuple[int, Cell, Column], ...]
    passed: tuple[int, ...] = ()

    @property
    def top(self) -> int:
        """The first row of the headings."""
        return self.row


def across_head(names: Names, page: Page, row: int) -> AcrossHead | None:
    """The table with its measures in this row; None where there is none."""
    seen = page.seen(row)
    named = [column for column, cell in seen.items() if isinstance(cell.value, str) and names.measures(cell.text)]
    if not named:
        return None
    months = _months_column(page, row, min(named))
    if months is None or _is_month(seen.get(months, Cell(row, months))) or not _holds_numbers(names, page, row, named):
        return None
    below = _parts_row(page, row, months)
    columns, passed = _columns(names, page, row, below, months)
    return AcrossHead(row, below or row, months, columns, passed) if columns else None


def _months_column(page: Page, row: int, before: int) -> int | None:
    """The column left of the measures that holds months below; None where none does."""
    rows = page.after(row, _LOOKED_AT)
    for column in range(page.left, before):
        cells = [cell for number in rows if (cell := page.cells(number).get(column))]
        dated = [cell for cell in cells if _is_month(cell)]
        if dated and 2 * len(dated) > len(cells):
            return column
    return None


def _holds_numbers(names: Names, page: Page, row: int, columns: list[int]) -> bool:
    """Whether numbers stand below the measures, and no measures: then the row is one of headings."""
    rows = page.after(row, _LOOKED_AT)
    cells = [cell for number in rows for column in columns if (cell := page.cells(number).get(column))]
    numbers = sum(isinstance(cell.value, (int, float)) or isinstance(read_figure(cell), Figure) for cell in cells)
    return bool(numbers) and not any(isinstance(cell.value, str) and names.measures(cell.text) for cell in cells)


def _is_month(cell: Cell) -> bool:
    return not isinstance(read_month(cell), Fault) or isinstance(read_heading(cell), MonthName)


def _parts_row(page: Page, row: int, months: int) -> int | None:
    """The row below the measures that names a part in each column."""
    number = next(iter(page.after(row, 1)), None)
    if number is None:
        return None
    cells = [cell for column, cell in page.cells(number).items() if column > months]
    return number if cells and all(headings.part(cell.text) is not None for cell in cells) else None


def _columns(
    names: Names, page: Page, row: int, below: int | None, months: int
) -> tuple[tuple[tuple[int, Cell, Column], ...], tuple[int, ...]]:
    """The columns of figures, with their measure and part; and those passed over."""
    seen, under = page.seen(row), page.cells(below) if below else {}
    found: list[tuple[int, Cell, Column]] = []
    passed: list[int] = []
    measure: Cell | None = None
    for column in range(months + 1, page.width + 1):
        heading = seen.get(column)
        measure = heading if heading is not None and not heading.blank else measure if column in under else None
        part = headings.part(under[column].text) if column in under else Column.VALUE
        known = measure is not None and headings.heading(measure.text) is not PASSED
        if measure is not None and known and isinstance(part, Column) and not names.measures(measure.text):
            known = headings.heading(measure.text) is None
        if measure is not None and known and isinstance(part, Column):
            found.append((column, measure, part))
        elif heading is not None or column in under:
            passed.append(column)
    return tuple(found), tuple(passed)


def read_across(names: Names, page: Page, head: AcrossHead, end: int, context: Context) -> Found:
    """The lines under the headings, down to the row before `end`."""
    aside = Aside()
    kept: dict[int, dict[int, tuple[Cell, Column]]] = {}
    for column, measure, part in head.columns:
        if why := why_aside(names, measure):
            aside.add(why, measure)
        else:
            kept.setdefault(measure.column, {})[column] = measure, part
    rows = [row for row in page.numbers if head.bottom < row < end and head.months in page.cells(row)]
    passed = unique(column_name(page.seen(head.row).get(column), column) for column in head.passed)
    beside = _beside(names, page, head, rows)
    for column in beside.columns:
        kept.pop(column, None)
    shown = [row for row in rows if row not in beside.away]
    lines = _lines(names, page, head, shown, kept, context)
    return Found(lines, beside.faults, passed, [*beside.notes, *aside.notes()])


def _beside(names: Names, page: Page, head: AcrossHead, rows: list[int]) -> OtherRows:
    """What columns of words beside the months say of whom and of what the rows are."""
    known = {column for column, measure, _ in head.columns if names.measures(measure.text)}
    free = [column for column in range(page.left, page.width + 1) if column != head.months and column not in known]
    return other_rows(names.plan, page, head.row, free, rows)


def _lines(  # noqa: PLR0913, PLR0917 - a table's rows and columns
    names: Names,
    page: Page,
    head: AcrossHead,
    rows: list[int],
    kept: Mapping[int, Mapping[int, tuple[Cell, Column]]],
    context: Context,
) -> Iterator[Line]:
    filled = [row for row in rows if any(not cell.blank for at, cell in page.cells(row).items() if at != head.months)]
    for row in rows:
        cells = page.cells(row)
        month = cells[head.months]
        if not _is_month(month):
            continue
        for columns in kept.values():
            measure = next(iter(columns.values()))[0]
            at = min(columns)
            blank = {column: Cell(row, at) for column in Column}
            parts = {part: cells.get(column, Cell(row, column)) for column, (_, part) in columns.items()}
            labels = {Column.MEASURE: measure, Column.MONTH: month}
            unit = unit_of(names, (measure,), context)
            basis = basis_of(names, (measure, page.seen(head.row).get(head.months, month)), context)
            asks = bool(filled) and row == filled[-1]
            yield Line(blank | labels | parts, asks, unit, basis, statistic_of(names, (measure,), context))
