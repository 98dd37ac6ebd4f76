"""Papers and the workbook of everything, from a terminal."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from docx import Document

from sendkpi import papers, settings, store
from sendkpi.papers import PaperChoice
from sendkpi.plan import read
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Narrative
from sendkpi.values import parse_month
from tests.build import figure
from tests.sen2_files import area, content, newer, shares
from tests.store.filed import extract

QUARTER = ("report", "--audience", "send-executive", "--quarter-ending", "2022-06")
DAY = ("--as-at", "2022-07-31")
NOTHING = "Nothing is on record yet: load a workbook first.\n"
SHEETS = [
    *("Cover", "Notes", "Scorecard", "Figures", "Restatements", "Milestones", "Occurrences", "Recommendations"),
    *("Actions log", "Decisions", "Risks and issues", "Meetings", "Agreed changes", "Comparators", "Queries"),
]


@pytest.fixture
def engine(own):
    """EHCP1 from January to June 2022, sent on 20 July; June was restated on 9 August."""
    made = store.connect(own)
    rows = [figure("EHCP1", f"2022-{month:02}", of=(10 + month, 40)) for month in range(1, 7)]
    store.submit(made, extract(*rows), by="Ada", now=dt.datetime(2022, 7, 20, 9, tzinfo=dt.UTC))
    later = extract(figure("EHCP1", "2022-06", of=(39, 40)))
    store.submit(made, later, by="Ada", reason="Counted anew", now=dt.datetime(2022, 8, 9, 9, tzinfo=dt.UTC))
    return made


def text_of(path):
    """The words of a Word file, its tables too."""
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def inside(path):
    """The words and the pictures of a Word file, by their names in it."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist() if name.startswith(("word/document", "word/media"))}


@pytest.mark.usefixtures("engine")
def test_a_report_is_a_word_file_of_what_was_on_record_by_that_day(run, tmp_path):
    file = tmp_path / "paper.docx"
    words = ("--summary", "Waits are too long.", "--decisions-sought", "Agree the target\nMeet in May")
    code, out, err = run(*QUARTER, *DAY, *words, "--output", file)
    assert (code, err) == (0, "")
    assert out.startswith("Highlight report for April to June 2022. For: SEND Executive Board. As at 31 July 2022. ")
    assert out.endswith("Written to paper.docx.\n")
    first = text_of(file)
    assert "Waits are too long." in first
    assert first[first.index("Decisions sought") + 1 :][:2] == ["Agree the target", "Meet in May"]

    assert run(*QUARTER, "--output", file)[0] == 0
    assert text_of(file) != first


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    "asked",
    [
        ("--audience", "sub-group", "--sub-group", "EHC", "--quarter-ending", "2022-06"),
        ("--audience", "start-well", "--quarter-ending", "2022-06"),
        ("--audience", "cabinet-member", "--month", "2022-05"),
        ("--audience", "scrutiny-panel", "--half-year-ending", "2022-06"),
        ("--audience", "scrutiny-panel", "--year-ending", "2022-06"),
        ("--audience", "health-wellbeing", "--year-ending", "2022-06"),
    ],
)
def test_every_audience_has_its_report(run, tmp_path, asked):
    file = tmp_path / "paper.docx"
    code, out, err = run("report", *asked, *DAY, "--output", file)
    assert (code, err) == (0, "")
    assert out.startswith("Highlight report for ")
    assert "Summary" in text_of(file)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("options", "code", "complaint"),
    [
        (("--audience", "nobody", "--quarter-ending", "2022-06"), 1, "The plan has no audience 'nobody'."),
        (("--audience", "sub-group", "--quarter-ending", "2022-06"), 1, "Say which sub-group the paper is for"),
        (("--audience", "send-executive", "--month", "2022-06"), 1, "receives a paper for each quarter"),
        (("--audience", "send-executive", "--quarter-ending", "2022-05"), 1, "No quarter ends in May 2022"),
        (("--audience", "send-executive", "--quarter-ending", "June"), 2, "write it as 2022-04"),
        (("--audience", "send-executive"), 2, "is required"),
        (
            ("--audience", "send-executive", "--quarter-ending", "2022-06", "--month", "2022-06"),
            2,
            "not allowed with",
        ),
        (("--quarter-ending", "2022-06"), 2, "Say with --audience whom the paper is for."),
        (("--issued", "1", "--quarter-ending", "2022-06"), 2, "not allowed with"),
        (("--issued", "1", "--summary", "New"), 2, "An issued paper stands as it is: leave out --summary."),
        (("--issued", "7"), 1, "There is no issued paper 7."),
    ],
)
def test_what_cannot_be_written_is_one_line_and_no_file(run, tmp_path, options, code, complaint):
    file = tmp_path / "paper.docx"
    found, out, err = run("report", *options, "--output", file)
    assert (found, out) == (code, "")
    assert complaint in err
    assert len(err.splitlines()) == 1
    assert not file.exists()


@pytest.mark.usefixtures("engine")
def test_a_file_of_another_kind_or_in_no_folder_is_not_written(run, tmp_path):
    for command, name in ((QUARTER, "paper.pdf"), (("export",), "figures.csv")):
        code, _, err = run(*command, "--output", tmp_path / name)
        assert code == 2
        assert "--output names the file to write, which ends in ." in err
    code, _, err = run(*QUARTER, "--output", tmp_path / "nowhere" / "paper.docx")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.glob("*.pdf"))


def test_before_anything_is_on_record_that_is_said_and_no_store_is_made(run, tmp_path):
    for command, file in ((QUARTER, "a.docx"), (("report", "--issued", "1"), "a.docx"), (("export",), "a.xlsx")):
        assert run(*command, "--output", tmp_path / file) == (
            1,
            "",
            "Nothing is on record yet: load a workbook first.\n",
        )
    assert run("papers") == (0, "No issued paper.\n", "")
    assert run("papers", "--format", "json") == (0, "[]\n", "")
    assert not list(tmp_path.iterdir())


def test_issued_papers_are_listed_and_written_again_as_they_were(run, tmp_path, engine):
    plan, narrative = read(settings.plan_folder()), Narrative("Waits are too long.", "Agree")
    wanted = PaperChoice("sub-group", PaperPeriod.QUARTER, parse_month("2022-06"), "EHC")
    kept = papers.issue(engine, plan, wanted, dt.date(2022, 7, 31), narrative, by="Ada")
    listed = run("papers")[1].splitlines()
    assert listed[0] == "1 issued paper."
    assert listed[2].split()[:7] == ["1", "sub-group", "EHC", "quarter", "2022-06", "2022-07-31", "23:59"]
    (one,) = json.loads(run("papers", "--format", "json")[1])
    assert kept.recorded_at is not None
    assert one == {
        "id": 1,
        "audience": "sub-group",
        "sub_group": "EHC",
        "period": "quarter",
        "last_month": "2022-06",
        "as_at": "2022-07-31T22:59:59.999999+00:00",
        "summary": "Waits are too long.",
        "decisions_sought": "Agree",
        "recorded_at": kept.recorded_at.isoformat(),
        "recorded_by": "Ada",
    }
    assert run("papers", *DAY)[1] == "No issued paper.\n"

    file, other = tmp_path / "again.docx", tmp_path / "then.docx"
    code, out, err = run("report", "--issued", "1", "--output", file)
    assert (code, err) == (0, "")
    assert "EHC plans and annual reviews. For: EHC improvement plan group. As at 31 July 2022." in out
    asked = ("report", "--audience", "sub-group", "--sub-group", "EHC", "--quarter-ending", "2022-06", *DAY)
    run(*asked, "--summary", narrative.summary, "--decisions-sought", narrative.decisions_sought, "--output", other)
    assert text_of(file) == text_of(other)


def test_an_issued_paper_has_nothing_that_was_put_on_record_after_it(run, tmp_path, engine):
    plan = read(settings.plan_folder())
    wanted = PaperChoice("sub-group", PaperPeriod.QUARTER, parse_month("2022-06"), "EHC")
    papers.issue(engine, plan, wanted, dt.date(2022, 7, 31), Narrative(), by="Ada")
    before, again = tmp_path / "before.docx", tmp_path / "again.docx"
    assert run("report", "--issued", "1", "--output", before)[0] == 0
    rows = [newer(2021, **shares(52.67, 56.08), **area(one.area_code, one.place)) for one in plan.neighbours]
    (tmp_path / "sen2.csv").write_bytes(content(newer(2021), *rows))
    stated = ("--release", "2022", "--published", "2022-05-12", "--by", "Ada")
    assert run("benchmarks", "load", tmp_path / "sen2.csv", *stated)[0] == 0
    assert run("report", "--issued", "1", "--output", again)[0] == 0
    assert inside(again) == inside(before)


@pytest.mark.usefixtures("engine")
def test_the_export_has_a_cover_and_one_marked_table_a_sheet(run, tmp_path):
    file = tmp_path / "figures.xlsx"
    assert run("export", *DAY, "--output", file) == (0, "Everything on record is written to figures.xlsx.\n", "")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == SHEETS
    links = [cell.hyperlink.location for cell in book["Cover"]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in SHEETS[1:]]
    for name in SHEETS[1:]:
        rows = book[name].max_row - 3
        assert len(book[name].tables) == (1 if rows else 0), name
    assert figures(book) == [(parse_month(f"2022-{month:02}"), 10 + month) for month in range(1, 7)]

    run("export", "--output", file)
    assert figures(openpyxl.load_workbook(file))[-1] == (parse_month("2022-06"), 39)


def figures(book):
    """The months of the sheet of figures, each with its numerator."""
    sheet = book["Figures"]
    headings = [cell.value for cell in sheet[3]]
    month, numerator = headings.index("Month"), headings.index("Numerator")
    return [(row[month].date(), row[numerator]) for row in sheet.iter_rows(min_row=4, values_only=True)]
