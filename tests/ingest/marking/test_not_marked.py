"""Workbooks that are not given back marked, and the one sentence that says why."""

import io
import zipfile

import pytest

from sendkpi import ingest
from sendkpi.values import Problem, Severity
from tests.ingest.sheets import opened, row, workbook

CONTENT = workbook(row(numerator=20, denominator=19))


def problem(cell="E2", sheet="KPIs"):
    return Problem(Severity.ERROR, "any", "Wrong.", sheet, cell)


def strict(content: bytes) -> bytes:
    """The workbook with the names of a Strict Open XML file, whose sheets openpyxl passes over without a word."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            transitional = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            archive.writestr(
                name, old.read(name).replace(transitional, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            )
    return new.getvalue()


@pytest.mark.parametrize(
    ("content", "problems", "message"),
    [
        (b"Please find attached", [problem()], "The file is not an Excel workbook, so its cells cannot be marked."),
        (b"", [problem()], "The file is not an Excel workbook, so its cells cannot be marked."),
        (CONTENT, [problem("")], "None of the problems is in a cell, so there is nothing to mark."),
        (CONTENT, [], "None of the problems is in a cell, so there is nothing to mark."),
        (
            strict(CONTENT),
            [problem()],
            "A Strict Open XML workbook cannot be marked. Save it as an Excel workbook (.xlsx) and try again.",
        ),
        (
            CONTENT,
            [problem(sheet="Elsewhere")],
            "A sheet of the workbook would be lost, so it is not marked. Mend it by the list of problems.",
        ),
        (
            CONTENT[: len(CONTENT) // 2],
            [problem()],
            "The file is not an Excel workbook, so its cells cannot be marked.",
        ),
    ],
    ids=["words", "nothing", "no cell", "no problem", "strict", "a sheet that is not there", "cut off"],
)
def test_what_cannot_be_marked_is_refused_in_one_sentence(content, problems, message):
    with pytest.raises(ingest.MarkingError) as refused:
        ingest.marked_workbook(content, problems)
    assert str(refused.value) == message


def test_a_workbook_that_openpyxl_cannot_read_is_refused_in_one_sentence():
    old, new = zipfile.ZipFile(io.BytesIO(CONTENT)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, b"<styleSheet" if name == "xl/styles.xml" else old.read(name))
    with pytest.raises(ingest.MarkingError, match=r"^The workbook cannot be changed safely, so it is not marked\."):
        ingest.marked_workbook(new.getvalue(), [problem()])


def test_the_list_alone_says_why_there_is_no_more():
    book = opened(ingest.listed_workbook([problem(), problem("", "")], "The workbook is too large to be marked."))
    assert book.sheetnames == ["Problems"]
    lines = [[cell.value for cell in line] for line in book["Problems"].iter_rows(min_row=2)]
    assert [line[0] for line in lines[:2]] == ["2 errors.", "The workbook is too large to be marked."]
    assert [line[:3] for line in lines[3:]] == [["Error", "KPIs", "E2"], ["Error", "The whole file", "–"]]
    assert not any(cell.hyperlink for line in book["Problems"] for cell in line)
