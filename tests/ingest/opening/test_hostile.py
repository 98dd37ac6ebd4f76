"""Files made to break whoever reads them: each is read or refused in plain words, from Python and from the terminal."""

import datetime as dt
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import filled
from tests.ingest import hostile
from tests.ingest.sheets import PLAN, codes, lines, read, row, workbook
from tests.workbooks import drawing

ROOT = Path(__file__).resolve().parents[3]
MUTATIONS = 300
FIFTH = 5
SEED = 2022
GOOD = workbook(row(numerator=6, denominator=19), row("EHCP2", value=40))

ORIGINALS = {
    "template": filled.filled(PLAN, "2022-04", {"EHCP1": (6, 19), "EHCP2": 43.8, "RATE": "x", "COM4": 812}),
    "wide": drawing.draw(
        ["Monthly figures"],
        [None, "2022/23", None, None],
        ["KPI", dt.date(2022, 4, 1), dt.date(2022, 5, 1), dt.date(2022, 6, 1)],
        ["EHCP1", 0.316, 0.35, 0.4],
        ["COM4", 812, 840, None],
        ["Source: case system"],
        merged=("B2:D2",),
        formats={"B3:D3": "mmm-yy", "B4:D4": "0.0%", "B5:D5": "#,##0"},
        hidden_columns=("F",),
    ),
    "pages": drawing.book(
        drawing.page(["Measure", "Month", "Value"], ["EHCP1", "Apr-22", "31.6%"], title="Figures", at="B3"),
        drawing.page(["Notes"], ["=1+1"], title="Notes", state="hidden"),
    ),
}
MUTATED = dict(hostile.mutated(ORIGINALS, MUTATIONS, SEED))

PLAIN = re.compile(r"[^\n\r\t]+[.?]", re.DOTALL)
JARGON = re.compile(
    r"Traceback|Errno|\b\w+(Error|Exception|Warning)\b|\b(None|NoneType|KeyError|BadZipFile|zlib|expat|pickle|"
    r"not well-formed|object|stack|bytes)\b|<(class|function)|0x[0-9a-f]{6}"
)


def assert_plain(message: list[str]) -> None:
    for line in message:
        assert PLAIN.fullmatch(line), line
        assert not JARGON.search(line), line


@pytest.mark.parametrize("original", ORIGINALS)
def test_the_workbooks_that_are_damaged_here_are_sound_before(original):
    extract = read(ORIGINALS[original])
    assert extract.accepted, lines(extract)
    assert len(extract.rows) > 0


def test_a_damaged_workbook_is_read_or_refused_in_plain_words():
    for name, content in list(MUTATED.items())[::FIFTH]:
        extract = read(content)
        assert_plain(lines(extract))
        assert extract.problems or extract.question or len(extract.rows), name


def test_the_terminal_checks_three_hundred_damaged_workbooks_in_one_run(tmp_path, own_database):  # noqa: ARG001
    for name, content in MUTATED.items():
        (tmp_path / name).write_bytes(content)
    ended = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "sendkpi", "check", *(tmp_path / name for name in MUTATED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert ended.stderr == ""
    answers = ended.stdout.splitlines()
    assert_plain([answer.strip() for answer in answers if answer.startswith(("  error", "  warning", "  note"))])
    said = [answer.split(".xlsx: ")[1] for answer in answers if not answer.startswith("  ")]
    verdicts = Counter(verdict.split(",")[0].split()[0] for verdict in said)
    assert set(verdicts) <= {"accepted", "refused", "waits"}
    assert verdicts.total() == MUTATIONS
    assert min(verdicts["accepted"], verdicts["refused"]) > MUTATIONS // 10


UNREADABLE = {
    "ten gigabytes": (
        lambda: hostile.bomb(GOOD, 10_000_000_000),
        "too_large",
    ),
    "ten gigabytes that say they are a thousand bytes": (
        lambda: hostile.bomb(GOOD, 10_000_000_000, declared=1000),
        "too_large",
    ),
    "texts within texts within texts": (lambda: hostile.entities(GOOD), "unsafe"),
    "a row number that no sheet has": (
        lambda: hostile.with_sheet(GOOD, '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
        "damaged",
    ),
    "a row number of five thousand digits": (
        lambda: hostile.with_sheet(GOOD, f'<row r="{"9" * 5000}"><c><v>1</v></c></row>'),
        "damaged",
    ),
    "a column that no sheet has": (
        lambda: hostile.with_sheet(GOOD, '<row r="9"><c r="ZZZZZZZZ9"><v>1</v></c></row>'),
        "damaged",
    ),
}

READABLE = {
    "a formatted cell in the last corner": lambda: hostile.with_sheet(
        GOOD, '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    ),
    "a merge of the whole sheet below the figures": lambda: hostile.with_sheet(
        GOOD, after='<mergeCells><mergeCell ref="A4:XFD1048576"/></mergeCells>'
    ),
    "a merge that ends below the last row": lambda: hostile.with_sheet(
        GOOD, after='<mergeCells><mergeCell ref="A4:B99999999999"/></mergeCells>'
    ),
    "a hundred thousand styles": lambda: hostile.styles(GOOD, 100_000),
    "a number of five thousand digits beside the table": lambda: hostile.with_sheet(
        GOOD, f'<row r="900"><c r="T900"><v>{"9" * 5000}</v></c></row>'
    ),
    "a hundred thousand formatted empty rows": lambda: hostile.empty_rows(GOOD, 100_000),
    "ten thousand elements within each other": lambda: hostile.nested(GOOD, 10_000),
    "sheet dimensions that are not so": lambda: hostile.with_parts(
        GOOD,
        {
            hostile.FIRST: hostile.taken(GOOD)[hostile.FIRST].replace(
                b'<dimension ref="A1:I3"', b'<dimension ref="A1:XFD1048576"'
            )
        },
    ),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_that_no_one_would_send_in_good_faith_is_refused_in_one_line(kind):
    made, code = UNREADABLE[kind]
    extract = read(made())
    assert codes(extract) == [code], lines(extract)
    assert_plain(lines(extract))
    assert extract.rows.empty


@pytest.mark.parametrize("kind", READABLE)
def test_what_only_looks_large_costs_no_figure(kind):
    extract = read(READABLE[kind]())
    assert lines(extract) == []
    assert list(extract.rows["measure"]) == ["EHCP1", "EHCP2"]


def test_a_million_formatted_empty_rows_are_said_to_take_too_long_where_they_do():
    extract = read(hostile.empty_rows(GOOD, 1_000_000), seconds=0.5)
    assert codes(extract) == ["too_slow"]
    assert_plain(lines(extract))
    assert extract.rows.empty
