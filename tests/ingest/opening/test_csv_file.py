"""Text of separated values as an upload: any separator, any encoding, titles above, cells by the rules of cells."""

import pytest

from sendkpi.ingest import marked_workbook
from tests.ingest.answered import read_answered
from tests.ingest.sheets import codes, lines, opened, read, values

TABLE = 'KPI,Apr-22,May-22,Jun-22\r\nEHCP1,31.6%,35.0%,41.5%\r\nCOM4,812,840,"1,871"\r\n'
MEANT = [31.6, 35, 41.5, 812, 840, 1871]


def separated(sign):
    return TABLE.replace('"1,871"', "1871").replace(",", sign)


WRITTEN = {
    "commas": TABLE.encode(),
    "a mark of its encoding": TABLE.encode("utf-8-sig"),
    "semicolons": separated(";").encode(),
    "semicolons and decimal commas": separated(";").replace(".", ",").encode(),
    "tabs": separated("\t").encode(),
    "Unicode text from Excel": separated("\t").encode("utf-16"),
    "UTF-16 without a mark": separated("\t").encode("utf-16-le"),
    "UTF-16, the other way round": separated(",").encode("utf-16-be"),
    "the code page of Windows": b"Caf\xe9 return \x96 SEND\r\n" + TABLE.encode(),
    "a title without separators": b"SEND return, June 2022\n\n" + TABLE.encode(),
    "titles with other separators": b"SEND return; provisional; June\nSource: case system\n" + TABLE.encode(),
    "commas at each end": TABLE.replace("\r\n", ",,\r\n").encode(),
    "blank rows": TABLE.replace("\r\n", "\r\n,,,\r\n\r\n").encode(),
    "every cell in quotation marks": "\n".join(
        ",".join(f'"{cell}"' for cell in line.split(";")) for line in separated(";").split("\r\n") if line
    ).encode(),
    "old line ends": separated(",").replace("\r\n", "\r").encode(),
    "a declared separator": b"sep=|\r\n" + separated("|").encode(),
    "texts kept from being numbers": TABLE.replace("812", '="812"').encode(),
    "a footnote": TABLE.encode() + b'"* Provisional, to be checked"\r\n',
}


@pytest.mark.parametrize("written", WRITTEN)
def test_separated_values_are_read_as_they_are_meant(written):
    extract = read(WRITTEN[written])
    assert values(extract) == MEANT
    assert set(extract.rows["sheet"]) == {"CSV"}
    assert extract.content == WRITTEN[written]


def test_cells_are_numbered_as_a_spreadsheet_shows_them_whatever_lines_they_take():
    table = 'Title\n\n"KPI",Month,Value,"Comment-\nary"\nEHCP1,2022-04,45,"two\nlines"\nEHCP2,2022-04,about 45,\n'
    assert lines(read(table.encode()))[0].startswith("CSV!C5 · EHCP2, April 2022 · “about 45” is not a number.")


def test_what_a_cell_leaves_open_is_asked_and_answered_as_in_a_workbook():
    content = TABLE.replace("840", "-").encode()
    assert codes(read(content)) == ["ambiguous_mark"]
    assert list(read_answered(content, {"mark:-": "x"}).rows["symbol"]) == ["", "", "", "", "x", ""]


def test_records_of_persons_in_a_csv_file_keep_it_out():
    content = b"Name,Date of birth,UPN\nAda Byron,10/12/2012,A123456789012\nAlan Moth,23/06/2013,B123456789012\n"
    extract = read(content)
    assert codes(extract) == ["child_level"]
    assert extract.content == b""


@pytest.mark.parametrize(
    "content",
    [
        b'KPI,Apr-22\nEHCP1,"31.6\nEHCP2,52\nCOM4,812\n',
        b"KPI,Apr-22\n" + b'EHCP1,"' + b"9" * 200_000 + b'"\n',
    ],
    ids=["a quotation mark that never ends", "a cell of a book's length"],
)
def test_a_damaged_csv_file_loses_no_row_silently(content):
    extract = read(content)
    assert codes(extract) == ["damaged"]
    assert "is not CSV" in lines(extract)[0]


@pytest.mark.parametrize(
    "content",
    [
        b"Measure,Month,Value\nEHCP1,2022-04,45\n" + b"," * 20_000 + b"\n",
        b"a,b\na,b\n" + b"\n" * 1_048_576 + b"a,b\n",
    ],
    ids=["columns", "rows"],
)
def test_more_than_a_sheet_holds_is_refused(content):
    assert codes(read(content)) == ["too_large"]


@pytest.mark.parametrize(
    "content", [b"Please find attached", b"Dear all,\nplease find it attached.\n", b'{"a": 1,\n"b": 2,\n']
)
def test_words_and_other_text_are_no_table(content):
    extract = read(content)
    assert codes(extract) == ["not_a_workbook"]
    assert "The file is plain text." in lines(extract)[0]


def test_a_published_statistic_is_still_a_benchmark():
    content = (
        b"time_period,time_identifier,geographic_level\n2024,Calendar year,National\n2023,Calendar year,National\n"
    )
    assert "They are loaded with `benchmarks load`." in lines(read(content))[0]


def test_the_problems_of_a_csv_file_are_marked_in_a_workbook_of_its_cells():
    content = TABLE.replace("840", "about 840").encode()
    book = opened(marked_workbook(content, read(content).problems))
    assert book["CSV"]["C3"].value == "about 840"
    assert "is not a number" in book["CSV"]["C3"].comment.text
    assert book["CSV"]["B2"].value == "31.6%"


def test_a_formula_in_a_csv_file_is_marked_as_the_text_that_it_is():
    content = TABLE.replace("840", "=1+1").encode()
    cell = opened(marked_workbook(content, read(content).problems))["CSV"]["C3"]
    assert cell.data_type != "f"
