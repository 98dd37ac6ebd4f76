"""The guard before any reader: whether bytes are a workbook's package that is safe to read, at little cost.

A workbook is a zip archive of XML parts (ECMA-376, part 2). Of 3,400 real files the largest unpacked to 60 MB;
no part of any declared a document type, through which XML brings its entities.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from sendkpi.ingest import codes
from sendkpi.ingest.codes import Fault
from sendkpi.ingest.opening.file_kind import check_kind, check_names

MOST_PARTS = 2000
MOST_BYTES = 100_000_000
_CHUNK = 2**16
_MOST_PROLOG = 2**20
"""How far a part's first element may be from its beginning, in bytes."""
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MARK, _ENTRY_MARK = b"PK\x03\x04", b"PK\x01\x02"
_ENCRYPTED = 1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class _RefusedError(Exception):
    """The fault at which the guard stops."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def check_package(content: bytes) -> Fault | None:
    """What keeps a file from being read as a workbook, in one fault; None where a reader may have it.

    Whether its parts make sense together is left to the reader. Unpacks at most `MOST_BYTES`, a piece at a time.
    """
    if fault := check_kind(content):
        return fault
    if len(content) > MOST_BYTES:
        return _too_large("The file is larger")
    if content.count(_ENTRY_MARK) > MOST_PARTS:  # before anything lists them
        return Fault(codes.TOO_LARGE, f"The file has more than {MOST_PARTS:,} parts.")
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except Exception:  # noqa: BLE001 - broken archives raise a dozen kinds of error; all mean this
        return Fault(codes.DAMAGED, "The file is cut short or damaged.")
    try:
        _check_listed(parts)
        _check_unpacked(memoryview(content), parts)
    except _RefusedError as refused:
        return refused.fault
    return None


def _check_listed(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Check the archive's list of parts. Names are compared as Excel does: without regard to case."""
    names = {part.filename.replace("\\", "/").lstrip("/").casefold() for part in parts}
    if fault := check_names(names):
        raise _RefusedError(fault)
    if len(names) < len(parts):
        raise _RefusedError(Fault(codes.DAMAGED, "The file holds one of its parts twice."))
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _RefusedError(Fault(codes.PASSWORD, "Parts of the file have a password."))
    if any(part.compress_type not in _METHODS for part in parts):
        raise _RefusedError(Fault(codes.DAMAGED, "The file is packed in a way that Excel does not use."))
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise _RefusedError(_too_large("The file unpacks to more"))


def _check_unpacked(content: memoryview, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Check the unpacked parts: their sizes, their checksums, and how they begin."""
    left = MOST_BYTES
    for part in parts:
        beginning, size, checksum = _Beginning(), 0, 0
        for piece in _unpacked(content, part):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > left:
                raise _RefusedError(_too_large("The file unpacks to more"))
            beginning.feed(piece)
        if (size, checksum) != (part.file_size, part.CRC):
            raise _damaged()
        left -= size


def _unpacked(content: memoryview, part: zipfile.ZipInfo) -> Iterator[bytes | memoryview]:
    """A part as it unpacks, in pieces, whatever size it declares."""
    try:
        mark, name, extra = _LOCAL_HEADER.unpack_from(content, part.header_offset)
    except struct.error:
        raise _damaged() from None
    start = part.header_offset + _LOCAL_HEADER.size + name + extra
    packed = content[start : start + part.compress_size]
    if mark != _LOCAL_MARK or len(packed) < part.compress_size:
        raise _damaged()
    pieces = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
    yield from pieces if part.compress_type == zipfile.ZIP_STORED else _inflated(pieces)


def _inflated(pieces: Iterator[memoryview]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in pieces:
            waiting: bytes | memoryview = piece
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, _CHUNK)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        raise _damaged() from None
    if not inflater.eof:
        raise _damaged()


class _Beginning:
    """A part up to its first element, the only place where XML lets a document type stand.

    Read by the parser that reads the part later, so that both take the same bytes, in whatever encoding, for the
    same. What it cannot read is a picture, say, or fails in the reader too.
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._end
        self._wanted = _MOST_PROLOG

    def feed(self, piece: bytes | memoryview) -> None:
        """The part's next piece."""
        if self._wanted <= 0:
            return
        self._wanted -= len(piece)
        try:
            self._parser.Parse(bytes(piece))
        except (expat.ExpatError, ValueError, LookupError):  # the last two for an encoding that it does not know
            self._wanted = 0
            return
        except _FirstElement:
            self._wanted = 0
            return
        if self._wanted <= 0:
            raise _RefusedError(Fault(codes.DAMAGED, "A part of the file does not begin as those of workbooks do."))

    def _refuse(self, *_declared: object) -> None:
        raise _RefusedError(Fault(codes.UNSAFE, "The file declares its own XML entities or document type."))

    def _end(self, *_element: object) -> None:
        raise _FirstElement


class _FirstElement(Exception):  # noqa: N818 - no error: how a handler leaves the parser
    pass


def _too_large(what: str) -> Fault:
    return Fault(codes.TOO_LARGE, f"{what} than {MOST_BYTES // 1_000_000} MB.")


def _damaged() -> _RefusedError:
    return _RefusedError(Fault(codes.DAMAGED, "The file is cut short or damaged."))
