"""What leaves the product as files: papers, and tables as CSV and as accessible workbooks."""

from sendkpi.report.book import Book, Sheet, as_book
from sendkpi.report.content import Bullets, Cell, Head, Kind, Look, Paper, Paragraph, Picture, Section, Table
from sendkpi.report.everything import board_sheets, everything
from sendkpi.report.known import NO_NARRATIVE, Known, Narrative, Period
from sendkpi.report.narrative import with_words
from sendkpi.report.papers import paper
from sendkpi.report.subject import Earlier, Subject
from sendkpi.report.tables import as_csv, as_workbook, csv_text, heading, plain_rows
from sendkpi.report.word import as_word

__all__ = [
    "NO_NARRATIVE",
    "Book",
    "Bullets",
    "Cell",
    "Earlier",
    "Head",
    "Kind",
    "Known",
    "Look",
    "Narrative",
    "Paper",
    "Paragraph",
    "Period",
    "Picture",
    "Section",
    "Sheet",
    "Subject",
    "Table",
    "as_book",
    "as_csv",
    "as_word",
    "as_workbook",
    "board_sheets",
    "csv_text",
    "everything",
    "heading",
    "paper",
    "plain_rows",
    "with_words",
]
