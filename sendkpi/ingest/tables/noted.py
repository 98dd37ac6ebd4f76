"""What the lines right above and below a table say of it: a basis, a unit, filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Ask, Fault
from sendkpi.ingest.spelling.texts import quoted
from sendkpi.ingest.spelling.words.bases import noted_basis
from sendkpi.ingest.spelling.words.notes import is_sentence
from sendkpi.ingest.spelling.words.units import NamedUnit, noted_unit
from sendkpi.ingest.tables.places import filtered_subject

if TYPE_CHECKING:
    from sendkpi.ingest.opening.lines import Page
    from sendkpi.ingest.spelling.cells import Cell
    from sendkpi.ingest.spelling.measure_names import Names
    from sendkpi.ingest.spelling.words.subjects import Subject
    from sendkpi.ingest.tables.across import AcrossHead
    from sendkpi.ingest.tables.long import LongHead
    from sendkpi.ingest.tables.remembered import RememberedHead
    from sendkpi.ingest.tables.wide.headings import WideHead


NOTE_KEY, _OWN, RUNNING = "note", "own", "running"


_NOTE_ROWS = 6


def ask_basis(
    page: Page, head: LongHead | WideHead | AcrossHead | RememberedHead, end: int, answers: Mapping[str, str]
) -> Ask | None:
    """Whether figures run on, as a sentence above or below their table says."""
    if answers.get(NOTE_KEY):
        return None
    for cell in _notes(page, head, end):
        if basis := noted_basis(cell.text):
            what = f"{quoted(cell.text)} may say that the figures are {basis}."
            fault = Fault(codes.NOT_OWN_PERIOD, what, cell.place, "Say whether they are each month's own.")
            options = ((_OWN, "each month's own figures"), (RUNNING, f"{basis}: they run on from month to month"))
            return Ask(NOTE_KEY, f"What are the figures beside {quoted(cell.text)}?", options, fault)
    return None


def _notes(page: Page, head: LongHead | WideHead | AcrossHead | RememberedHead, end: int) -> Iterator[Cell]:
    """The notes right above and below a table, each alone in its row."""
    below = [row for row in page.numbers[-_NOTE_ROWS:] if head.row < row < end]
    for row in (*page.before(head.top, _NOTE_ROWS), *below):
        cells = [cell for cell in page.cells(row).values() if isinstance(cell.value, str)]
        headed = row < head.top and bool(cells) and not is_sentence(cells[0].text)  # such a line is read as a heading
        if len(cells) == len(page.cells(row)) == 1 and not headed:
            yield cells[0]


def filtered(
    names: Names, page: Page, head: LongHead | WideHead | AcrossHead | RememberedHead, end: int
) -> tuple[Subject, str] | None:
    """What the filters say of a table that a line above or below it names, and the line."""
    rows = (*page.before(head.top, _NOTE_ROWS), *(row for row in page.numbers[-_NOTE_ROWS:] if head.row < row < end))
    texts = [cell.text for row in rows for cell in page.cells(row).values() if isinstance(cell.value, str)]
    return next(((found, text) for text in texts if (found := filtered_subject(names.plan, text))), None)


def unit_noted(
    page: Page, head: LongHead | WideHead | AcrossHead | RememberedHead, end: int
) -> tuple[NamedUnit, Cell] | None:
    """The unit that a note above or below a table gives to its waits."""
    return next(((unit, cell) for cell in _notes(page, head, end) if (unit := noted_unit(cell.text))), None)
