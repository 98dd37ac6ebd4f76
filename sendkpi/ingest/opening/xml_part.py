"""A part of a workbook's package, given to the XML parser."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from xml.parsers import expat

_PIECE = 2**18


class DamagedError(Exception):
    """The file contradicts itself or the format: its message says how, in a plain sentence."""


def feed(parser: expat.XMLParserType, source: IO[bytes]) -> None:
    """Give the parser the part in large pieces: it goes over an unfinished tag again with each."""
    while piece := source.read(_PIECE):
        parser.Parse(piece, False)  # noqa: FBT003 - expat's own way
    parser.Parse(b"", True)  # noqa: FBT003


def refuse_doctype(*_declared: object) -> None:
    """Refuse a part that declares a document type. Raises DamagedError."""
    raise DamagedError("The file declares its own XML entities.")
