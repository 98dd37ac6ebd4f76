"""The guard: what a file is by its bytes, and what keeps it from every reader."""

import io
import zipfile

import pytest

from sendkpi.ingest import codes
from sendkpi.ingest.opening.package import check_package
from tests.ingest.hostile import archive, bomb, with_parts
from tests.ingest.sheets import row, workbook
from tests.workbooks.parts import taken

GOOD = workbook(row(numerator=6, denominator=19))
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
SAVE_AS = "Open it in Excel, save it as an Excel workbook (.xlsx), and send that."
SAVE_ANEW = "Open it in Excel, save it anew, and send that; or ask whoever sent it for another copy."
NEW_BOOK = "Copy the sheets with the figures into a new workbook, and send that."
CUT_SHORT = f"The file is cut short or damaged. {SAVE_ANEW}"
TYPES = {"[Content_Types].xml": b"<Types/>"}
DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le")


def refusal(content: bytes) -> tuple[str, str] | None:
    """The code of a refusal and its line."""
    fault = check_package(content)
    return None if fault is None else (fault.code.name, fault.message)


KINDS = {
    "an empty file": (b"", "not_a_workbook", "The file is empty. Send the workbook again."),
    "a file of zeros": (bytes(5000), "not_a_workbook", "The file is empty. Send the workbook again."),
    "an old Excel file": (stream("Workbook"), "other_spreadsheet", f"The file is an old Excel file (.xls). {SAVE_AS}"),
    "a file with a password": (
        stream("EncryptedPackage"),
        "password",
        (
            "The file has a password. "
            "Open it in Excel, take the password off (File, Info, Protect Workbook), save it, and send that."
        ),
    ),
    "an old Word document": (
        stream("WordDocument"),
        "not_a_workbook",
        (
            "The file is an old Word document (.doc). "
            "Save it as an Excel workbook (.xlsx) without a password and try again."
        ),
    ),
    "an e-mail": (
        stream("__substg1.0_0037001F"),
        "not_a_workbook",
        "The file is an e-mail (.msg). Save the workbook attached to it, and send that.",
    ),
    "words": (b"Please find attached", "not_a_workbook", f"The file is plain text. {SAVE_AS}"),
    "DfE's statistics": (
        b'\xef\xbb\xbftime_period,time_identifier,"geographic_level",country_code\n2024,Calendar year,National,E92\n',
        "not_a_workbook",
        (
            "The file holds statistics that DfE published (CSV). They are benchmarks. "
            "They are loaded with `benchmarks load`."
        ),
    ),
    "a web page named .xls by a case system": (
        b'\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>',
        "not_a_workbook",
        f"The file is a web page (HTML). {SAVE_AS}",
    ),
    "an XML spreadsheet": (
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "other_spreadsheet",
        f"The file is an XML spreadsheet of Excel 2003. {SAVE_AS}",
    ),
    "other XML": (b"<?xml version='1.0'?><report/>", "not_a_workbook", f"The file is XML text. {SAVE_AS}"),
    "a PDF": (
        b"%PDF-1.7\n%\xe2\xe3",
        "not_a_workbook",
        "The file is a PDF document. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "a screenshot": (
        b"\x89PNG\r\n\x1a\n\0\0",
        "not_a_workbook",
        "The file is a picture. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "a compressed archive": (
        b"7z\xbc\xaf\x27\x1c\0\x04",
        "not_a_workbook",
        "The file is a compressed archive. Take the workbook out of it, and send that.",
    ),
    "bytes of nothing known": (
        bytes(range(1, 200)),
        "not_a_workbook",
        "The file is not an Excel workbook. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "a binary workbook": (
        archive(TYPES | {"xl/workbook.bin": b"\x83\x01"}),
        "other_spreadsheet",
        f"The file is a binary Excel workbook (.xlsb). {SAVE_AS}",
    ),
    "an OpenDocument spreadsheet": (
        archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "other_spreadsheet",
        f"The file is an OpenDocument file, such as .ods. {SAVE_AS}",
    ),
    "a Word document": (
        archive(TYPES | {"word/document.xml": b"<x/>", "word/embeddings/Microsoft_Excel_Sheet1.xlsx": GOOD}),
        "not_a_workbook",
        "The file is a Word document. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "a presentation": (
        archive(TYPES | {"ppt/presentation.xml": b"<x/>"}),
        "not_a_workbook",
        "The file is a PowerPoint presentation. Save it as an Excel workbook (.xlsx) without a password and try again.",
    ),
    "a workbook in a zip archive": (
        archive({"April return.xlsx": GOOD}),
        "not_a_workbook",
        "The file is a zip archive. Take the workbook out of it, and send that.",
    ),
    "an empty zip archive": (
        archive({}),
        "not_a_workbook",
        (
            "The file is a zip archive without a workbook in it. "
            "Save it as an Excel workbook (.xlsx) without a password and try again."
        ),
    ),
    "half a workbook": (GOOD[: len(GOOD) // 2], "damaged", CUT_SHORT),
    "the first bytes of a workbook": (GOOD[:2], "damaged", CUT_SHORT),
    "a workbook without its list of sheets": (
        archive({name: part for name, part in taken(GOOD).items() if name != "xl/workbook.xml"}),
        "damaged",
        f"The workbook's parts are not all in the file. {SAVE_ANEW}",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_is_told_by_its_bytes_and_gets_its_own_line(kind):
    content, code, line = KINDS[kind]
    assert refusal(content) == (code, line)


@pytest.mark.parametrize("length", range(9))
def test_the_shortest_beginning_of_a_file_is_checked_without_failing(length):
    for content, _, _ in KINDS.values():
        check_package(content[:length])
    check_package(b"\xff\xfe\0"[:length])
    check_package(b"\x0b")


def test_a_good_workbook_passes():
    assert check_package(GOOD) is None


def test_a_workbook_with_macros_and_links_to_other_files_passes():
    content = with_parts(
        GOOD,
        {
            "xl/vbaProject.bin": OLE,
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
            "xl/media/image1.png": b"\x89PNG\r\n" + bytes(100),
        },
    )
    assert check_package(content) is None


def test_a_workbook_may_embed_documents_of_other_kinds():
    assert (
        check_package(with_parts(GOOD, {"xl/embeddings/notes.docx": archive({"word/document.xml": b"<x/>"})})) is None
    )


def test_a_workbook_whose_list_of_sheets_has_another_name_passes():
    main = taken(GOOD)["xl/workbook.xml"]
    renamed = {name: part for name, part in taken(GOOD).items() if name != "xl/workbook.xml"}
    assert check_package(archive(renamed | {"xl/workbook2.xml": main})) is None


def test_a_workbook_that_is_not_packed_passes():
    assert check_package(archive(taken(GOOD), method=zipfile.ZIP_STORED)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_part_that_declares_a_document_type_is_refused_in_any_encoding(encoding):
    content = with_parts(GOOD, {"xl/worksheets/sheet1.xml": DOCTYPE.encode(encoding)})
    assert refusal(content) == (
        "unsafe",
        (
            "The file declares its own XML entities or document type. "
            "Do not open it; ask whoever sent it where it comes from."
        ),
    )


@pytest.mark.parametrize("before", [0, 1, 2**16 - 12, 2**16 - 9, 2**16 - 1, 2**16, 2**18])
def test_a_document_type_is_found_wherever_it_stands_before_the_first_element(before):
    part = b"<?xml version='1.0'?>" + b" " * before + DOCTYPE.encode()
    fault = check_package(with_parts(GOOD, {"docProps/custom.xml": part}))
    assert fault is not None
    assert fault.code is codes.UNSAFE


def test_a_part_of_any_name_is_searched():
    fault = check_package(with_parts(GOOD, {"xl/sheet": DOCTYPE.encode()}))
    assert fault is not None
    assert fault.code is codes.UNSAFE


def test_a_comment_longer_than_any_that_excel_writes_hides_no_document_type():
    part = b"<!--" + b" " * 2**20 + b"-->" + DOCTYPE.encode()
    assert refusal(with_parts(GOOD, {"xl/comments1.xml": part})) == (
        "damaged",
        f"A part of the file does not begin as those of workbooks do. {SAVE_ANEW}",
    )


def test_words_about_document_types_are_only_words():
    part = b"<a><![CDATA[<!DOCTYPE a [<!ENTITY b 'c'>]>]]></a>"
    assert check_package(with_parts(GOOD, {"docProps/custom.xml": part})) is None


def test_more_parts_than_any_workbook_has_are_too_many():
    many = {f"xl/worksheets/{number}.xml": b"<x/>" for number in range(2000)}
    assert refusal(with_parts(GOOD, many)) == ("too_large", f"The file has more than 2,000 parts. {NEW_BOOK}")


def test_a_part_that_is_there_twice_is_refused_whatever_its_case():
    content = with_parts(GOOD, {"XL/Workbook.xml": b"<workbook/>"})
    assert refusal(content) == ("damaged", f"The file holds one of its parts twice. {SAVE_ANEW}")


def test_a_file_larger_than_any_extract_is_refused():
    assert refusal(GOOD + bytes(100_000_000)) == ("too_large", f"The file is larger than 100 MB. {NEW_BOOK}")


@pytest.mark.parametrize("declared", [None, 1000])
def test_ten_gigabytes_are_not_unpacked_whether_declared_or_not(declared):
    content = bomb(GOOD, 10_000_000_000, declared=declared)
    assert refusal(content) == ("too_large", f"The file unpacks to more than 100 MB. {NEW_BOOK}")


def test_many_parts_share_one_limit():
    half = b"<a>" + b" " * 50_000_000 + b"</a>"
    assert refusal(with_parts(GOOD, {"xl/a.xml": half, "xl/b.xml": half})) == (
        "too_large",
        f"The file unpacks to more than 100 MB. {NEW_BOOK}",
    )


def test_a_part_locked_by_the_archive_is_refused():
    content = bytearray(GOOD)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content)) == (
        "password",
        (
            "Parts of the file have a password. "
            "Open it in Excel, take the password off (File, Info, Protect Workbook), save it, and send that."
        ),
    )


def test_only_the_packing_of_workbooks_is_unpacked():
    assert refusal(archive(taken(GOOD), method=zipfile.ZIP_LZMA)) == (
        "damaged",
        f"The file is packed in a way that Excel does not use. {SAVE_ANEW}",
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_changed_byte_in_a_part_is_noticed(method):
    content = bytearray(archive(taken(GOOD), method=method))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        part = opened.getinfo("xl/worksheets/sheet1.xml")
    content[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0x10
    assert refusal(bytes(content)) == ("damaged", CUT_SHORT)


def test_a_part_that_unpacks_to_less_than_it_declares_is_noticed():
    content = bomb(GOOD, 1_000_000, declared=2_000_000)
    assert refusal(content) == ("damaged", CUT_SHORT)


def test_an_archive_that_points_outside_itself_is_noticed():
    content = bytearray(GOOD)
    at = content.index(b"PK\x01\x02") + 42
    content[at : at + 4] = (2**31).to_bytes(4, "little")
    assert refusal(bytes(content)) == ("damaged", CUT_SHORT)


def test_the_bombs_of_these_tests_are_what_they_say():
    part = taken(bomb(GOOD, 5_000_000))["xl/worksheets/sheet1.xml"]
    assert part.count(b" " * 5_000_000) == 1
    assert check_package(bomb(GOOD, 5_000_000)) is None
