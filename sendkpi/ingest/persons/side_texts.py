"""Texts beside a workbook's cells: comments, replies to them, text boxes, and the words of charts.

Nobody reads figures from there, so the reader passes these parts over; the file is kept with them all the same. Each
text is looked through as a cell's is. A part goes through the parser in pieces, within what the guard of the package
lets a file unpack to. ECMA-376 part 1, sections 18.7 (comments) and 21.1 (texts of drawings).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO
from xml.parsers import expat

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.file_kind import is_archive
from sendkpi.ingest.opening.workbook import sheet_of
from sendkpi.ingest.persons.identifiers import find_mark

_PARTS = re.compile(r"/?xl/(?P<kind>comments|threadedcomments|drawings|charts|diagrams).*\.xml", re.IGNORECASE)
_KINDS = {"comments": "comment", "threadedcomments": "comment", "charts": "chart"}
_TEXTS = {"t", "text", "v"}
_WHOLE = {"comment", "threadedComment", "txBody", "rich", "pt"}
"""Elements that hold one whole text: of a comment, a shape, a title, a point of a chart."""
_PIECE = 2**18


def check_side_texts(content: bytes) -> tuple[str, Fault] | None:
    """The first such text that looks like a record of a person: its sheet if one refers to it, and what it looks like.

    The file is one that was opened as a workbook; separated values have no texts beside their cells. What cannot be
    looked through keeps it out.
    """
    if not is_archive(content):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not (part := _PARTS.fullmatch(name.replace("\\", "/"))):
                continue
            kind = _KINDS.get(part["kind"].casefold(), "text box")
            try:
                with archive.open(name) as source:
                    found = _search(source)
            except MemoryError:
                raise  # the process that reads has a limit, and says so itself
            except Exception:  # noqa: BLE001 - as for the parts that the workbook is read from
                return "", Fault(codes.DAMAGED, f"A {kind} in the file is damaged.")
            if found:
                place, mark = found
                sheet = sheet_of(archive, name)
                return sheet, Fault(codes.CHILD_LEVEL, f"A {kind} looks like it holds {mark}.", place if sheet else "")
    return None


def _search(source: IO[bytes]) -> tuple[str, str] | None:
    """The place and the mark of the first text of a part that holds one."""
    reading = _Texts()
    while piece := source.read(_PIECE):
        reading.parser.Parse(piece, False)  # noqa: FBT003 - expat's own way
        if reading.found:
            return reading.found
    reading.parser.Parse(b"", True)  # noqa: FBT003
    reading.look()
    return reading.found


class _Texts:
    """A pass through a part that looks at each whole text as it ends, its paragraphs on lines of their own."""

    def __init__(self) -> None:
        self.found: tuple[str, str] | None = None
        self._words: list[str] = []
        self._place = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _TEXTS:
            self.parser.CharacterDataHandler = self._words.append
        elif name in _WHOLE:
            self._place = attributes.get("ref", "")

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in _TEXTS:
            self.parser.CharacterDataHandler = None
        elif name == "p":
            self._words.append("\n")
        elif name in _WHOLE:
            self.look()

    def look(self) -> None:
        """Look at the text gathered so far as a whole one."""
        mark = find_mark("".join(self._words))
        self._words.clear()
        if mark and not self.found:
            self.found = self._place, mark
