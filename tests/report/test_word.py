from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Pt

from sendkpi.errors import SendKpiError
from sendkpi.report import Bullets, Cell, Head, Look, Paper, Paragraph, ParagraphKind, Picture, Section, Table, as_word

if TYPE_CHECKING:
    from pathlib import Path

MADE = dt.datetime(2022, 8, 1, 9, 0, tzinfo=dt.UTC)
SPEC = json.dumps({"data": {"values": [{"a": 1, "b": 2}]}, "mark": "point", "encoding": {"x": {"field": "a"}}})
PAPER = Paper(
    "The plan · Anywhere",
    "Highlight report for April to June 2022",
    ("For: The Board",),
    (
        Section(
            "Summary",
            (
                Paragraph("The sentence to read.", ParagraphKind.LEAD),
                Paragraph("As it is.", begins="■ Off track."),
                Bullets(("One.", "Two.")),
            ),
        ),
        Section(
            "Figures",
            (
                Picture(SPEC, "One point at 1 and 2.", "A point"),
                Table(
                    "All", (Head("What", 3), Head("How many", 1, number=True)), ((Cell("Plans"), Cell("7", Look.RED)),)
                ),
            ),
            new_page=True,
        ),
    ),
    author="Anywhere",
    notes=("Anywhere · June 2022",),
)


def written(paper: Paper = PAPER, **options):
    return Document(io.BytesIO(as_word(paper, MADE, **options)))


def test_headings_lists_and_captions_are_styles_so_that_they_can_be_navigated():
    styles = {paragraph.text: paragraph.style.name for paragraph in written().paragraphs}
    assert styles["Highlight report for April to June 2022"] == "Subtitle"
    assert (styles["Summary"], styles["The sentence to read."], styles["One."]) == ("Heading 1", "Lead", "List Bullet")
    assert (styles["Figure 1: A point"], styles["Table 1: All"]) == ("Caption", "Caption")


def test_a_judgement_is_a_word_on_its_tint():
    cell = written().tables[0].rows[1].cells[1]
    assert cell.text == "7"
    assert 'w:fill="FBE8E4"' in cell._tc.xml  # noqa: SLF001


def test_every_page_names_the_paper_and_its_number():
    foot = written().sections[0].footer.paragraphs[0]
    assert "Anywhere · June 2022" in foot.text
    assert {field.get(field.keys()[0]) for field in foot._p.iter() if field.tag.endswith("fldSimple")} == {  # noqa: SLF001
        "PAGE",
        "NUMPAGES",
    }


def test_the_file_tells_when_it_was_made_and_by_whom():
    about = written().core_properties
    assert (about.author, about.modified, about.language) == ("Anywhere", MADE, "en-GB")


def test_an_offices_own_template_gives_its_look_and_lacks_what_it_lacks(tmp_path: Path):
    own = Document()
    own.styles["Heading 1"].font.size = Pt(31)
    own.save(str(tmp_path / "own.docx"))
    document = written(template=tmp_path / "own.docx")
    (summary,) = [paragraph for paragraph in document.paragraphs if paragraph.text == "Summary"]
    assert summary.style.font.size == Pt(31)
    (lead,) = [paragraph for paragraph in document.paragraphs if paragraph.text == "The sentence to read."]
    assert lead.style.name == "Normal"


def test_the_settings_name_the_template(tmp_path: Path, monkeypatch):
    own = Document()
    own.styles["Subtitle"].font.size = Pt(33)
    own.save(str(tmp_path / "own.docx"))
    monkeypatch.setenv("SENDKPI_PAPER_TEMPLATE", str(tmp_path / "own.docx"))
    assert written().paragraphs[1].style.font.size == Pt(33)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", b"plain words"])
def test_a_template_that_is_none_is_refused_in_one_sentence(content: bytes, tmp_path: Path):
    (tmp_path / "own.docx").write_bytes(content)
    with pytest.raises(SendKpiError, match=r"own\.docx is not a Word template"):
        as_word(PAPER, MADE, tmp_path / "own.docx")


def test_drawing_tells_how_far_it_is():
    reported: list[float] = []
    as_word(PAPER, MADE, progress=reported.append)
    assert reported == [0.5, 1.0]
