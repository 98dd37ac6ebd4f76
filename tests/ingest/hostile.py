"""Files made to break whoever reads them: good workbooks damaged at random, and the known bombs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.workbooks.parts import FIRST, MAIN, taken

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD, _TAIL = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
_MILLION = 1_000_000
_CHECKED = 10 * _MILLION
"""Larger bombs give 0 for their checksum: nobody gets to their end."""


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        for name, part in members.items():
            packed.writestr(name, part)
    return content.getvalue()


def with_parts(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A workbook with some of its parts changed or added."""
    return archive(taken(content) | changed)


def bomb(content: bytes, size: int, declared: int | None = None) -> bytes:
    """A workbook whose first sheet is empty but for `size` blanks, a whole number of millions.

    It declares that size, or another. A fully flushed block of a deflate stream may be repeated, so that
    gigabytes take a moment to write; and the archive is written by hand, since no library lies about sizes.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = packer.compress(_HEAD) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * _MILLION) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + block * (size // _MILLION) + packer.compress(_TAIL) + packer.flush()
    checksum = zlib.crc32(_HEAD + b" " * size + _TAIL) if size <= _CHECKED else 0
    true_size = len(_HEAD) + size + len(_TAIL)
    members = {name: (8, zlib.crc32(part), len(part), _deflated(part)) for name, part in taken(content).items()}
    members[FIRST] = (8, checksum, true_size if declared is None else declared, packed)
    return _zipped(members)


def _deflated(part: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush()


def _zipped(members: Mapping[str, tuple[int, int, int, bytes]]) -> bytes:
    """An archive of members by name: method, checksum, declared size, packed bytes.

    Sizes above four gigabytes are given as zip64 has them, in an extra field.
    """
    local, listed = b"", b""
    for name, (method, checksum, size, packed) in members.items():
        extra = struct.pack("<HHQ", 1, 8, size) if size >= 2**32 else b""
        shown = min(size, 2**32 - 1)
        common = struct.pack("<HHHHHIIIHH", 45, 0, method, 0, 33, checksum, len(packed), shown, len(name), len(extra))
        entry = b"PK\x01\x02" + struct.pack("<H", 45) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(local))
        listed += entry + name.encode() + extra
        local += b"PK\x03\x04" + common + name.encode() + extra + packed
    count = len(members)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), len(local), 0)
    return local + listed + end
