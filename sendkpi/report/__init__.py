"""What leaves the product as files: papers, and tables as CSV and as accessible workbooks.

What this room offers is loaded when it is asked for: a table of figures needs neither Word nor charts. So no file here
has the name of a thing that the room offers.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendkpi.report.book import Book, Sheet, as_book
    from sendkpi.report.content import (
        Bullets,
        Cell,
        Head,
        Look,
        Paper,
        Paragraph,
        ParagraphKind,
        Picture,
        Section,
        Table,
    )
    from sendkpi.report.export import board_sheets, everything
    from sendkpi.report.papers import paper, with_words
    from sendkpi.report.sheets import as_workbook
    from sendkpi.report.subject import NO_NARRATIVE, Earlier, Narrative, Period, Subject
    from sendkpi.report.tables import as_csv, csv_text, heading, plain_rows
    from sendkpi.report.word import as_word

_OFFERED = {
    "book": "Book Sheet as_book",
    "content": "Bullets Cell Head Look Paper Paragraph ParagraphKind Picture Section Table",
    "export": "board_sheets everything",
    "papers": "paper with_words",
    "sheets": "as_workbook",
    "subject": "Earlier NO_NARRATIVE Narrative Period Subject",
    "tables": "as_csv csv_text heading plain_rows",
    "word": "as_word",
}
_HOMES = {name: home for home, names in _OFFERED.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """What the room offers under that name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
