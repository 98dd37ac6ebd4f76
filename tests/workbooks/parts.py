"""The parts inside a workbook's zip, taken apart and put together again in ways that openpyxl would not write."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FIRST = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_INLINE = re.compile(r'(<c [^>]*?)t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def taken(content: bytes) -> dict[str, bytes]:
    """Each part of a workbook by its name, in the zip's order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def changed(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one part changed as text."""
    parts = taken(content)
    before = parts[name].decode("utf-8")
    after = change(before)
    assert after != before, f"nothing in {name} was changed"
    return put(parts | {name: after.encode("utf-8")})


def replaced(content: bytes, old: str, new: str, *, name: str = FIRST) -> bytes:
    """The workbook with a text in one part, once there, replaced."""
    assert taken(content)[name].decode("utf-8").count(old) == 1, f"{old} does not stand once in {name}"
    return changed(content, name, lambda text: text.replace(old, new))


def with_cells(content: bytes, cells: Mapping[str, str]) -> bytes:
    """The first sheet with these cells' XML in place of what stood there, `{style}` for the style it had."""

    def put_in(text: str) -> str:
        for place, xml in cells.items():
            cell = re.search(rf'<c r="{place}"([^>]*?)(?:/>|>.*?</c>)', text, re.DOTALL)
            assert cell, f"{place} is blank"
            style = re.search(r's="\d+"', cell[1])
            text = text.replace(cell[0], xml.replace("{style}", style[0] if style else ""))
        return text

    return changed(content, FIRST, put_in)


def with_results(content: bytes, results: Mapping[str, str]) -> bytes:
    """The first sheet as Excel would save it, with the results of its formulas by cell; texts may be empty."""

    def answer(text: str) -> str:
        for place, result in results.items():
            kind = "" if re.fullmatch(r"[\d.]+", result) else ' t="str"'
            found = rf'<c r="{place}"((?: s="\d+")?)[^>]*>(<f[^>]*>.*?</f>)<v ?/?>(?:</v>)?</c>'
            text, count = re.subn(found, rf'<c r="{place}"\1{kind}>\2<v>{result}</v></c>', text)
            assert count == 1, f"{place} holds no formula"
        return text

    return changed(content, FIRST, answer)


def shared(content: bytes) -> bytes:
    """The workbook with the texts of its cells in one shared table, each text once."""
    parts, texts = taken(content), {}

    def point(cell: re.Match[str]) -> str:
        return f'{cell[1]}t="s"{cell[2]}><v>{texts.setdefault(cell[3], len(texts))}</v></c>'

    for name in parts:
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = _INLINE.sub(point, parts[name].decode("utf-8")).encode("utf-8")
    items = "".join(f"<si>{text}</si>" for text in texts)
    parts[STRINGS] = f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{items}</sst>'.encode()
    return _related(put(parts), "sharedStrings", "sharedStrings.xml", _STRINGS_TYPE)


def _related(content: bytes, kind: str, target: str, content_type: str) -> bytes:
    """The workbook with a part named in its list of types and tied to the workbook."""
    relation = f'<Relationship Type="{RELATION}/{kind}" Target="{target}" Id="rId900" />'
    override = f'<Override PartName="/xl/{target}" ContentType="{content_type}" />'
    content = replaced(content, "</Relationships>", f"{relation}</Relationships>", name=RELATIONS)
    return replaced(content, "</Types>", f"{override}</Types>", name=TYPES)
