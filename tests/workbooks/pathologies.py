"""Workbooks that Excel opens and libraries trip over: what their parts say of themselves is stale, odd or absent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from tests.workbooks import parts
from tests.workbooks.drawing import book, draw, inline, page
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

if TYPE_CHECKING:
    from collections.abc import Callable

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")
PLAIN = draw(HEADINGS, *ROWS)
ROW = re.compile(r"<row .*?</row>", re.DOTALL)


def _changed(pattern: str, new: str | Callable[[re.Match[str]], str]) -> bytes:
    """The plain workbook with every match in its sheet replaced."""
    return parts.changed(PLAIN, parts.FIRST, lambda text: re.sub(pattern, new, text))


# The sheet's own words


@SHELF.means()
def a_dimension_that_names_one_cell():
    return parts.replaced(PLAIN, 'ref="A1:D4"', 'ref="A1"')


@SHELF.means()
def a_dimension_that_names_the_whole_sheet():
    return parts.replaced(PLAIN, 'ref="A1:D4"', 'ref="A1:XFD1048576"')


@SHELF.means()
def a_dimension_that_ends_above_the_figures():
    return parts.replaced(PLAIN, 'ref="A1:D4"', 'ref="A1:D1"')


@SHELF.means()
def rows_in_no_order():
    return parts.changed(
        PLAIN, parts.FIRST, lambda text: re.sub(r"(?<=<sheetData>).*(?=</sheetData>)", _backwards, text)
    )


def _backwards(rows: re.Match[str]) -> str:
    return "".join(reversed(ROW.findall(rows[0])))


@SHELF.means()
def rows_and_cells_without_their_places():
    return _changed(r'(<row|<c) r="[A-Z]*\d+"', r"\1")


@SHELF.means()
def places_on_some_rows_and_cells_only():
    return _changed(r'<row r="[234]"|(?<=<c) r="[CD]\d"', lambda found: "<row" if "row" in found[0] else "")


@SHELF.refused(damaged=None)
def a_cell_written_twice_with_different_figures():
    return parts.replaced(PLAIN, "<v>35</v></c>", '<v>35</v></c><c r="C2"><v>53</v></c>')


@SHELF.means()
def a_sheet_in_utf_16():
    taken = parts.taken(PLAIN)
    text = '<?xml version="1.0" encoding="UTF-16" standalone="yes"?>' + taken[parts.FIRST].decode("utf-8")
    return parts.put(taken | {parts.FIRST: text.encode("utf-16")})


@SHELF.means()
def a_sheet_with_a_byte_order_mark():
    taken = parts.taken(PLAIN)
    return parts.put(taken | {parts.FIRST: b"\xef\xbb\xbf" + taken[parts.FIRST]})


@SHELF.means()
def element_names_with_a_prefix():
    prefixed = _changed(r"<(/?)(?=[a-zA-Z])", r"<\1x:")
    return parts.replaced(prefixed, f'xmlns="{parts.MAIN}"', f'xmlns:x="{parts.MAIN}"')


@SHELF.means()
def saved_as_strict_open_xml():
    taken = {
        name: part.replace(parts.MAIN.encode(), parts.STRICT_MAIN.encode()).replace(
            parts.RELATION.encode(), parts.STRICT_RELATION.encode()
        )
        for name, part in parts.taken(PLAIN).items()
    }
    return parts.replaced(parts.put(taken), "<workbook ", '<workbook conformance="strict" ', name=parts.BOOK)


# Far corners


@SHELF.means()
def a_word_in_the_last_cell_of_the_sheet():
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>end</t></is></c></row>'
    return parts.replaced(PLAIN, "</sheetData>", f"{far}</sheetData>")


@SHELF.means()
def a_title_merged_over_whole_rows_and_notes_merged_to_the_last_cell():
    last = get_column_letter(16384)
    content = draw(["SEND figures"], HEADINGS, *ROWS, [], ["Provisional."], merged=("A1:D1", "A7:D7"))
    content = parts.replaced(content, 'ref="A1:D1"', f'ref="A1:{last}1"')
    return parts.replaced(content, 'ref="A7:D7"', f'ref="A7:{last}1048576"')


@SHELF.means()
def a_guide_merged_over_the_whole_of_its_sheet():
    content = book(page(["How to fill in this return"], title="Read me", merged=("A1:B1",)), page(HEADINGS, *ROWS))
    return parts.replaced(content, '<mergeCell ref="A1:B1"', '<mergeCell ref="A1:XFD1048576"')


@SHELF.refused(damaged=None)
def a_row_number_beyond_any_sheet():
    far = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    return parts.replaced(PLAIN, "</sheetData>", f"{far}</sheetData>")


# Texts


@SHELF.means()
def texts_in_their_cells_as_other_programs_write_them():
    return inline(page(HEADINGS, *ROWS))


@SHELF.means()
def texts_in_parts_with_the_reading_of_each_beside():
    phonetic = (
        '<r><t>EHC</t></r><r><rPr><b/></rPr><t>P1</t></r><rPh sb="0" eb="2"><t>e h c</t></rPh><phoneticPr fontId="1"/>'
    )
    return parts.replaced(PLAIN, "<si><t>EHCP1</t></si>", f"<si>{phonetic}</si>", name=parts.STRINGS)


# The workbook's list of parts


@SHELF.means()
def a_sheet_named_by_a_relative_path():
    return parts.replaced(PLAIN, 'Target="/xl/worksheets/', 'Target="worksheets/', name=parts.RELATIONS)


@SHELF.means()
def a_sheet_named_by_a_path_that_goes_up_and_down_again():
    return parts.replaced(PLAIN, 'Target="/xl/worksheets/', 'Target="../xl/worksheets/', name=parts.RELATIONS)


@SHELF.means()
def a_sheet_kept_in_a_folder_of_its_own():
    taken = parts.taken(PLAIN)
    moved = {"figures/kpis.xml" if name == parts.FIRST else name: part for name, part in taken.items()}
    content = parts.replaced(parts.put(moved), "/xl/worksheets/sheet1.xml", "/figures/kpis.xml", name=parts.RELATIONS)
    return parts.replaced(content, "/xl/worksheets/sheet1.xml", "/figures/kpis.xml", name=parts.TYPES)


@SHELF.refused(damaged=None)
def a_sheet_that_is_listed_and_not_in_the_file():
    taken = parts.taken(book(page(HEADINGS, *ROWS), page(HEADINGS, ["ASC1", 60.5, 58, 55], title="More")))
    del taken["xl/worksheets/sheet2.xml"]
    return parts.put(taken)


@SHELF.refused(damaged=None)
def a_table_of_texts_that_is_not_in_the_file():
    return parts.put({name: part for name, part in parts.taken(PLAIN).items() if name != parts.STRINGS})


@SHELF.means(MEANT | series("ASC1", 60.5, 58, 55))
def sheets_listed_in_another_order_than_their_parts():
    content = book(page(HEADINGS, *ROWS, title="First"), page(HEADINGS, ["ASC1", 60.5, 58, 55], title="Second"))
    sheet = re.compile(r"(<sheet [^>]*name=\"First\".*?/>)(<sheet [^>]*name=\"Second\".*?/>)")
    return parts.changed(content, parts.BOOK, lambda text: sheet.sub(r"\2\1", text))
