"""The kind of an uploaded file, by its bytes: its name says only what somebody called it."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection

from sendkpi.errors import RefusedError
from sendkpi.ingest import codes, csv_text
from sendkpi.ingest.codes import Fault

_ZIP = b"PK"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""The container of Office before 2007, and of what Office locks with a password."""
_OLE_STREAMS = {
    "EncryptedPackage": Fault(codes.PASSWORD, "The file has a password."),
    "WordDocument": Fault(codes.NOT_A_WORKBOOK, "The file is an old Word document (.doc)."),
    "PowerPoint Document": Fault(codes.NOT_A_WORKBOOK, "The file is an old PowerPoint presentation (.ppt)."),
    "__substg1.0": Fault(
        codes.NOT_A_WORKBOOK, "The file is an e-mail (.msg).", advice="Save the workbook attached to it, and send that."
    ),
}
_UNPACK = "Take the workbook out of it, and send that."
_FIRST_BYTES = (
    (rb"%PDF-", "a PDF document", None),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(hei|mif)", "a picture", None),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh\d|\xfd7zXZ", "a compressed archive", _UNPACK),
    (rb".{4}Standard (Jet|ACE) DB", "an Access database", None),
    (rb"\{\\rtf", "a text document (.rtf)", None),
)
_FIRST_WORDS = (
    (r"<\?xml.*<(\w+:)?workbook\b.*urn:schemas-microsoft-com:office:spreadsheet", "an XML spreadsheet of Excel 2003"),
    (r"<\?xml.*<office:document\b.*opendocument\.spreadsheet", "an OpenDocument spreadsheet (.fods)"),
    (r"id;p(wxl|scalc|calco)", "a SYLK spreadsheet (.slk)"),
)
_WEB_PAGE = re.compile(r"<!doctype html|<html|(<\?xml.*|<!--.*)?<html|<table|<head|<body|mime-version:", re.DOTALL)
_STATISTICS = {"time_period", "geographic_level"}
"""Headings of every CSV file of DfE's Explore education statistics."""
_BEGINNING = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WORKBOOK = re.compile(r"(^|/)workbook[^/\n]*\.xml$", re.MULTILINE)
_NAMED = (
    (r"^xl/workbook\.bin$", Fault(codes.OTHER_SPREADSHEET, "The file is a binary Excel workbook (.xlsb).")),
    (r"^xl/", Fault(codes.DAMAGED, "The workbook's parts are not all in the file.")),
    (r"^word/", Fault(codes.NOT_A_WORKBOOK, "The file is a Word document.")),
    (r"^ppt/", Fault(codes.NOT_A_WORKBOOK, "The file is a PowerPoint presentation.")),
    (r"^content\.xml$", Fault(codes.OTHER_SPREADSHEET, "The file is an OpenDocument file, such as .ods.")),
    (r"^index/document\.iwa$", Fault(codes.OTHER_SPREADSHEET, "The file is a Numbers spreadsheet.")),
    (r"\.(xls[xmb]?|ods|csv)$", Fault(codes.NOT_A_WORKBOOK, "The file is a zip archive.", advice=_UNPACK)),
    (r"", Fault(codes.NOT_A_WORKBOOK, "The file is a zip archive without a workbook in it.")),
)
"""The faults of archives, by the first pattern that is found."""


def check_kind(content: bytes) -> Fault | None:
    """The fault of a file that is neither; None for an archive, as every workbook is, and for separated values."""
    if not content.strip(b"\0\t\n\r "):
        return Fault(codes.NOT_A_WORKBOOK, "The file is empty.", advice="Send the workbook again.")
    if content.startswith(_OLE[:4]):
        return _old_office(content)
    if content.startswith(_ZIP):
        return None
    beginning = content[:_BEGINNING]
    for pattern, kind, advice in _FIRST_BYTES:
        if re.match(pattern, beginning, re.DOTALL):
            return Fault(codes.NOT_A_WORKBOOK, f"The file is {kind}.", advice=advice)
    text = _text(beginning)
    return Fault(codes.NOT_A_WORKBOOK, "The file is not an Excel workbook.") if text is None else _written(text)


def _old_office(content: bytes) -> Fault:
    """The fault of an old Office file, by the streams in it: an Excel file where none says otherwise."""
    faults = (fault for name, fault in _OLE_STREAMS.items() if name.encode("utf-16-le") in content)
    return next(faults, Fault(codes.OTHER_SPREADSHEET, "The file is an old Excel file (.xls)."))


def is_archive(content: bytes) -> bool:
    """Whether a file begins as zip archives do."""
    return content.startswith(_ZIP)


def _text(beginning: bytes) -> str | None:
    """The first bytes as text, None where they are none."""
    try:
        text = beginning.decode(csv_text.encoding_of(beginning), "replace").removeprefix("\ufeff")
    except RefusedError:
        return None
    return None if _CONTROL.search(text) else text


def _written(text: str) -> Fault | None:
    """The fault of a file of text, by how it begins; None for separated values."""
    start = text.lstrip().lower()
    for pattern, kind in _FIRST_WORDS:
        if re.match(pattern, start, re.DOTALL):
            return Fault(codes.OTHER_SPREADSHEET, f"The file is {kind}.")
    advice = codes.OTHER_SPREADSHEET.advice
    if _WEB_PAGE.match(start):
        return Fault(codes.NOT_A_WORKBOOK, "The file is a web page (HTML).", advice=advice)
    if start.startswith("<"):
        return Fault(codes.NOT_A_WORKBOOK, "The file is XML text.", advice=advice)
    headings = next(csv.reader(start.splitlines()[:1]), [])
    if set(headings) >= _STATISTICS:
        message, advice = (
            "The file holds statistics that DfE published (CSV).",
            "They are loaded with `benchmarks load`.",
        )
        return Fault(codes.NOT_A_WORKBOOK, f"{message} They are benchmarks.", advice=advice)
    if not start.startswith(("{", "[")) and csv_text.separator(start.splitlines()):
        return None
    return Fault(codes.NOT_A_WORKBOOK, "The file is plain text.", advice=advice)


def check_names(names: Collection[str]) -> Fault | None:
    """The fault of a zip archive that is no workbook, by its members' names in lower case; None for a workbook."""
    listed = "\n".join(names)
    if _WORKBOOK.search(listed) and "[content_types].xml" in names:
        return None
    return next(fault for pattern, fault in _NAMED if re.search(pattern, listed, re.MULTILINE))
