"""What is written beside the cells, in comments, replies, text boxes and charts, is looked through like a cell."""

import io

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from sendkpi.ingest.codes import CHILD_LEVEL
from tests.ingest.hostile import with_parts
from tests.ingest.sheets import codes, lines, opened, read, row, saved, workbook

GOOD = workbook(row(numerator=6, denominator=19))
ABOUT = "Jane Smith DOB 12/03/2012"
DRAWING = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody>{}</xdr:txBody></xdr:sp></xdr:wsDr>'  # as Excel writes it
)
REPLIES = (
    '<ThreadedComments xmlns="x"><threadedComment ref="G2" id="1"><text>{}</text></threadedComment></ThreadedComments>'
)


def commented(text, sheet="KPIs"):
    book = opened(GOOD)
    book.create_sheet("Notes")["A1"] = "All is well"
    book[sheet]["C3"].comment = Comment(text, "An officer")
    return saved(book)


def paragraphs(*texts):
    return DRAWING.format("".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)).encode()


@pytest.mark.parametrize("sheet", ["KPIs", "Notes"])
def test_a_comment_about_a_child_is_refused_with_its_sheet_and_cell_and_nothing_is_kept(sheet):
    extract = read(commented(ABOUT, sheet))
    assert codes(extract) == [CHILD_LEVEL.name]
    assert lines(extract)[0].startswith(f"{sheet}!C3 · A comment looks like it holds a date of birth.")
    assert extract.content == b""
    assert "Jane" not in lines(extract)[0]


def test_a_comment_about_a_measure_is_let_through():
    extract = read(commented("An officer:\nLate figures, call 020 8489 0000 before 12/05/2022."))
    assert lines(extract) == []
    assert len(extract.rows) == 1


def test_words_of_one_comment_are_read_together_however_they_are_formatted():
    runs = "<r><t>Jane, D</t></r><r><t>OB 12/03</t></r><r><t>/2012</t></r>"
    part = f'<comments xmlns="x"><commentList><comment ref="B2"><text>{runs}</text></comment></commentList></comments>'
    assert codes(read(with_parts(GOOD, {"xl/comments1.xml": part.encode()}))) == [CHILD_LEVEL.name]
    apart = part.replace("<r><t>OB", '</text></comment><comment ref="B3"><text><r><t>OB')
    assert codes(read(with_parts(GOOD, {"xl/comments1.xml": apart.encode()}))) == []


def test_a_reply_about_a_child_is_refused():
    extract = read(with_parts(GOOD, {"xl/threadedComments/threadedComment1.xml": REPLIES.format(ABOUT).encode()}))
    assert lines(extract)[0].startswith("A comment looks like it holds a date of birth.")


def test_a_text_box_about_a_child_is_refused():
    extract = read(
        with_parts(GOOD, {"xl/drawings/drawing1.xml": paragraphs("Still waiting:", "NHS number 943 476 5919")})
    )
    assert lines(extract)[0].startswith("A text box looks like it holds an NHS number.")


def test_two_paragraphs_of_a_text_box_are_two_lines():
    extract = read(with_parts(GOOD, {"xl/drawings/drawing1.xml": paragraphs("In all 943 476", "5919 by April")}))
    assert lines(extract) == []


def test_the_title_of_a_chart_is_looked_at_and_a_chart_of_totals_is_let_through():
    for title, found in {"Plans by month": [], ABOUT: [CHILD_LEVEL.name]}.items():
        book = opened(GOOD)
        page = book.active
        chart = BarChart()
        chart.title = title
        chart.add_data(Reference(page, min_col=5, min_row=1, max_row=2), titles_from_data=True)
        page.add_chart(chart, "L2")
        assert codes(read(saved(book))) == found


def test_a_comment_that_cannot_be_looked_through_keeps_the_file_out():
    extract = read(with_parts(GOOD, {"xl/comments1.xml": b"<comments><comment ref='A1'><text>"}))
    assert codes(extract) == ["damaged"]
    assert lines(extract)[0].startswith("A comment in the file is damaged.")


def test_the_comments_of_a_workbook_that_we_marked_are_no_records_of_persons():
    book = openpyxl.load_workbook(io.BytesIO(commented("Checked by JS on 12/05/2022")))
    book["KPIs"]["G2"].comment = Comment(
        "Found when it was checked:\nThe cell looks like it holds a date of birth.", "x"
    )
    assert codes(read(saved(book))) == []
