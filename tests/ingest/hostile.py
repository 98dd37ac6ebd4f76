"""Files made to break whoever reads them: good workbooks damaged at random, and the known bombs."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tests.workbooks.parts import FIRST, MAIN, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_HEAD, _TAIL = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
_MILLION = 1_000_000
_CHECKED = 10 * _MILLION
"""Larger bombs give 0 for their checksum: nobody gets to their end."""


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members, the same bytes whenever it is made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as packed:
        for name, part in members.items():
            packed.writestr(zipfile.ZipInfo(name), part, compress_type=method)
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


def mutated(originals: Mapping[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many damaged workbooks, each with a name that says how it came about; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - to be repeatable, not to be unguessable
    names, ways = sorted(originals), list(_WAYS)
    undated = {name: archive(taken(content) | {"docProps/core.xml": _UNDATED}) for name, content in originals.items()}
    for number in range(count):
        name, way = names[number % len(names)], ways[number // len(names) % len(ways)]
        yield f"{number:03d} {name} {way}.xlsx", _WAYS[way](chance, undated[name])


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _flip(chance: random.Random, content: bytes) -> bytes:
    """A few bits wrong, as a bad copy leaves them."""
    flipped = bytearray(content)
    for _ in range(chance.randint(1, 20)):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _remove(chance: random.Random, content: bytes) -> bytes:
    members = taken(content)
    for name in chance.sample(sorted(members), chance.randint(1, 2)):
        del members[name]
    return archive(members)


def _swap(chance: random.Random, content: bytes) -> bytes:
    members = taken(content)
    one, other = chance.sample(sorted(members), 2)
    return archive(members | {one: members[other], other: members[one]})


def _part(change: Callable[[random.Random, bytes], bytes]) -> Callable[[random.Random, bytes], bytes]:
    """The change made to one part, in an archive that is sound."""

    def inside(chance: random.Random, content: bytes) -> bytes:
        members = taken(content)
        name = chance.choice(sorted(members))
        return archive(members | {name: change(chance, members[name])})

    return inside


def _repeat(chance: random.Random, part: bytes) -> bytes:
    """A stretch of a part written again somewhere else in it."""
    start, at = chance.randrange(len(part)), chance.randrange(len(part))
    return part[:at] + part[start : start + chance.randint(1, 200)] + part[at:]


def _revalue(chance: random.Random, part: bytes) -> bytes:
    """A few attributes and texts of a part given values that no one would expect there."""
    found = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', part))
    for match in sorted(chance.sample(found, min(len(found), 5)), key=lambda one: -one.start()):
        part = part[: match.start()] + chance.choice(_ODD).encode() + part[match.end() :]
    return part


_ODD = (
    "",
    "-1",
    "0",
    "NaN",
    "1e400",
    "99999999999",
    "XFD1048577",
    "A0",
    "A1:XFD1048576",
    "rId99",
    "xl/../..",
    "é",
    "true",
)
_UNDATED = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_WAYS = {
    "cut": _cut,
    "flipped": _flip,
    "parts removed": _remove,
    "parts swapped": _swap,
    "a part cut": _part(_cut),
    "a part flipped": _part(_flip),
    "a part repeated": _part(_repeat),
    "a part revalued": _part(_revalue),
}


def sheet(rows: str = "", after: str = "") -> bytes:
    """A worksheet's XML."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def with_sheet(content: bytes, rows: str = "", after: str = "") -> bytes:
    """A workbook with these at the end of its first sheet's rows, and after them."""
    part = taken(content)[FIRST].decode()
    part = part.replace("</sheetData>", f"{rows}</sheetData>{after}")
    return with_parts(content, {FIRST: part.encode()})


def empty_rows(content: bytes, count: int) -> bytes:
    """A workbook with formatted rows below its figures, a formatted empty cell in each."""
    return with_sheet(
        content,
        "".join(
            f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(1000, 1000 + count)
        ),
    )


def entities(content: bytes) -> bytes:
    """A workbook whose shared texts expand to a billion laughs."""
    nested = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    laugh = f'<!DOCTYPE sst [<!ENTITY e0 "laugh">{nested}]><sst xmlns="{MAIN}"><si><t>&e9;</t></si></sst>'
    return with_parts(content, {"xl/sharedStrings.xml": laugh.encode()})


def styles(content: bytes, count: int) -> bytes:
    """A workbook with so many cell styles."""
    part = taken(content)["xl/styles.xml"].decode()
    return with_parts(
        content, {"xl/styles.xml": part.replace("</cellXfs>", '<xf numFmtId="9"/>' * count + "</cellXfs>").encode()}
    )


def nested(content: bytes, depth: int) -> bytes:
    """A workbook whose list of sheets ends in elements within elements."""
    part = taken(content)["xl/workbook.xml"].decode()
    return with_parts(
        content,
        {"xl/workbook.xml": part.replace("</workbook>", "<a>" * depth + "</a>" * depth + "</workbook>").encode()},
    )


def long_text(content: bytes, size: int) -> bytes:
    """A workbook with one text of so many letters."""
    return with_sheet(content, f'<row r="900"><c r="A900" t="inlineStr"><is><t>{"x" * size}</t></is></c></row>')


def long_attribute(content: bytes, size: int) -> bytes:
    """A workbook with one attribute of so many letters, which a parser looks through again with every piece."""
    return with_sheet(content, f'<row r="900" x="{"x" * size}"/>')


def full_rows(content: bytes, count: int) -> bytes:
    """A workbook with so many rows of texts, no two alike, each of which has to be kept."""
    rows = (
        f'<row r="{row}"><c r="A{row}" t="str"><v>EHCP1 {row}</v></c><c r="B{row}"><v>{row}.5</v></c></row>'
        for row in range(1000, 1000 + count)
    )
    return with_sheet(content, "".join(rows))
