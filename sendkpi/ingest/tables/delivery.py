"""Tables of milestones and of recommendations in a sheet, found by their headings and the cells below these.

A table of figures may have a reference and a status too: rows that name a measure, and no milestone, are left to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.layout import Part
from sendkpi.ingest.opening.lines import DeliveryTable, Page, column_name, unique
from sendkpi.ingest.spelling import headings
from sendkpi.ingest.spelling.cells import Cell
from sendkpi.ingest.spelling.delivery_headings import MILESTONES, RECOMMENDATIONS, TableKind
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.tables.long import long_heads
from sendkpi.ingest.tables.wide.headings import count_months
from sendkpi.layouts import Column

if TYPE_CHECKING:
    from sendkpi.ingest.opening.workbook import Sheet
    from sendkpi.ingest.spelling.delivery_refs import References
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.plan.delivery import Milestone, Recommendation

    Known = References[Milestone] | References[Recommendation]

_FEWEST_HEADINGS = 3
_LOOKED_AT = 200
_DATES_OF_ROW = 2
"""A milestone's row names two months: when it is due, and when it was completed."""
_TELLING = {Part.COMPLETED, Part.EVIDENCE}
"""Headings that make a list of milestones, even where no row names one of the plan's."""
_RECOMMENDED = re.compile("recommend", re.IGNORECASE)


@dataclass(frozen=True)
class _Headings:
    """Headings of a table of delivery in one row, between two of its columns; misspelt ones apart."""

    kind: TableKind
    row: int
    span: tuple[int, int]
    named: Mapping[int, Part]
    misspelt: Mapping[int, Part]

    @property
    def parts(self) -> set[Part]:
        """The parts that are named plainly."""
        return set(self.named.values())

    def under(self, part: Part) -> list[int]:
        """The columns under a part's name; under a misspelt one where none is plain."""
        plain = [column for column, found in self.named.items() if found is part]
        return plain or [column for column, found in self.misspelt.items() if found is part]


def split_sheet(names: Names, sheet: Sheet) -> tuple[list[DeliveryTable], Sheet]:
    """The tables of milestones and of recommendations in a sheet, and the sheet without them."""
    page = Page(sheet)
    candidates = [head for row in page.numbers if _may_head(page, row) for head in _headings_in(page, row)]
    found = [_Found(head, _rows_of(page, head, candidates), _known(names, head.kind)) for head in candidates]
    ours = [one for one in found if one.known.by_reference and one.is_ours(names, page)]
    if not ours:
        return [], sheet
    return [one.table(page) for one in ours], replace(sheet, rows=_without(sheet, ours))


def _known(names: Names, kind: TableKind) -> Known:
    return names.milestones if kind is MILESTONES else names.recommendations


def _may_head(page: Page, row: int) -> bool:
    """Whether a row holds several texts and nothing else: a quick look, since every row of every sheet is asked."""
    cells = page.cells(row)
    return len(cells) >= _FEWEST_HEADINGS and all(type(cell.value) is str for cell in cells.values())


def _headings_in(page: Page, row: int) -> list[_Headings]:
    """The headings in a row: of tables side by side with a gap between them, or of one with gaps in it."""
    columns = list(page.cells(row))
    apart = [at for at in range(1, len(columns)) if columns[at] > columns[at - 1] + 1]
    runs = [columns[first:last] for first, last in pairwise([0, *apart, len(columns)])]
    side_by_side = [head for run in runs for head in _headings_between(page, row, run)]
    return side_by_side or _headings_between(page, row, columns)


def _headings_between(page: Page, row: int, columns: Sequence[int]) -> list[_Headings]:
    """The headings between two columns, as each kind of table that they may be of."""
    texts = {column: page.cells(row)[column].text for column in columns}
    candidates = []
    for kind in (MILESTONES, RECOMMENDATIONS):
        named = {column: part for column, text in texts.items() if (part := kind.part(text))}
        if len(named) < kind.fewest:
            continue
        rest = {column: text for column, text in texts.items() if column not in named}
        near = {column: part for column, text in rest.items() if (part := kind.nearly(text))}
        misspelt = {column: part for column, part in near.items() if part not in set(named.values())}
        if kind.complete({*named.values(), *misspelt.values()}):
            candidates.append(_Headings(kind, row, (columns[0], columns[-1]), named, misspelt))
    return candidates


def _rows_of(page: Page, head: _Headings, candidates: Sequence[_Headings]) -> list[int]:
    """The rows under the headings, down to where another table begins."""
    rows: list[int] = []
    begins = {other.row for other in candidates}
    reference = head.under(head.kind.reference)[0]
    for row in page.after(head.row, len(page.numbers)):
        if row in begins or (_may_head(page, row) and long_heads(page, row)):
            break
        label = page.cells(row).get(reference)
        heads_months = label is None or isinstance(headings.heading(label.text), Column)
        if heads_months and count_months(page, row) > _DATES_OF_ROW:
            break
        rows.append(row)
    return rows


def _without(sheet: Sheet, tables: Sequence[_Found]) -> dict[int, Mapping[int, Cell]]:
    """The sheet's rows without the cells of these tables."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in tables:
        for row in (one.head.row, *one.rows):
            spans[row].append(one.head.span)
    return {
        row: kept
        for row, cells in sheet.rows.items()
        if (kept := {at: cell for at, cell in cells.items() if not _within(at, spans.get(row, ()))})
    }


def _within(column: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(first <= column <= last for first, last in spans)


@dataclass(frozen=True)
class _Found:
    """Headings, the rows under them, and the records that these may be about."""

    head: _Headings
    rows: Sequence[int]
    known: Known

    def is_ours(self, names: Names, page: Page) -> bool:
        """Whether it is about the plan's milestones or recommendations, and not another list with such headings.

        Bare numbers are anybody's: of a recommendation the titles or a heading have to say so too.
        """
        head, looked_at = self.head, self.rows[:_LOOKED_AT]
        references = [page.label(row, column) for row in looked_at for column in head.under(head.kind.reference)]
        if head.kind is MILESTONES:
            if any(self.known.find(cell) for cell in references):
                return True
            return head.parts >= _TELLING and not any(names.measures(cell.text) for cell in references)
        texts = [page.sheet.title, *(page.cells(head.row)[column].text for column in head.named)]
        if any(_RECOMMENDED.search(text) for text in texts) or self._bare(page):
            return any(self.known.find(cell) for cell in references) or head.parts == set(head.kind.names)
        titles = (
            cell for row in looked_at for column in head.under(Part.TITLE) if (cell := page.cells(row).get(column))
        )
        return any(self.known.titled(cell) for cell in titles)

    def _bare(self, page: Page) -> bool:
        """Whether it has a reference, a status and progress and no column besides that would say of what."""
        first, last = self.head.span
        headed = {column for column in page.cells(self.head.row) if first <= column <= last}
        return headed == set(self.head.named) and self.head.parts == self.head.kind.needs | self.head.kind.any_of

    def table(self, page: Page) -> DeliveryTable:
        """The table, its columns chosen."""
        head = self.head
        columns, faults = self._choose(page)
        left = [at for at in range(head.span[0], head.span[1] + 1) if at not in columns.values()]
        passed = unique(
            column_name(page.cells(head.row).get(at), at)
            for at in left
            if any(at in page.cells(row) for row in self.rows[:_LOOKED_AT])
        )
        return DeliveryTable(page.sheet.title, head.kind, tuple(self._lines(page, columns)), tuple(faults), passed)

    def _lines(self, page: Page, columns: Mapping[Part, int]) -> Iterator[Mapping[Part, Cell]]:
        reference = self.head.kind.reference
        for row in self.rows:
            cells = page.cells(row)
            line = {
                part: cells.get(columns.get(part, 0)) or Cell(row, columns.get(part, 1))
                for part in self.head.kind.names
            }
            yield {**line, reference: page.label(row, columns[reference])}

    def _choose(self, page: Page) -> tuple[dict[Part, int], list[Fault]]:
        """Which column is read for each part; two that have one name, unless one is the plainer."""
        head, chosen = self.head, dict[Part, int]()
        faults = []
        for part in head.kind.names:
            columns = head.under(part)
            ranks = {column: head.kind.rank(page.cells(head.row)[column].text) for column in columns}
            plainest = [column for column in columns if ranks[column] == min(ranks.values())]
            if not plainest:
                continue
            chosen[part] = plainest[0]
            if len(plainest) > 1 and part is not Part.TITLE:
                place = page.cells(head.row)[plainest[-1]].place
                faults.append(Fault(codes.COLUMN_REPEATED, f"Two columns are headed {part}.", place))
            if columns[0] in head.misspelt:
                cell = page.cells(head.row)[columns[0]]
                what = f"The heading {quoted(cell.text)} is not known."
                faults.append(Fault(codes.HEADING_UNKNOWN, what, cell.place, f"Did you mean {part}?"))
        return chosen, faults
