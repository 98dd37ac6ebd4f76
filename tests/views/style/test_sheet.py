"""The style sheet is joined from its files, and its colours come from one place."""

import re
from pathlib import Path

from sendkpi.views.style import sheet

FOLDER = Path(sheet.__file__).parent


def test_every_file_of_the_folder_is_in_the_sheet():
    assert {file.stem for file in FOLDER.glob("*.css")} == set(sheet.FILES)
    assert all(file.read_text(encoding="utf-8") in sheet.style_sheet() for file in FOLDER.glob("*.css"))


def test_every_colour_that_the_files_use_is_given_and_every_one_given_is_used():
    used = re.findall(r"var\(--kpi-([\w-]+)\)", sheet.style_sheet())
    assert set(used) == set(sheet.COLOURS)


def test_no_file_has_a_colour_of_its_own():
    assert not [file.name for file in FOLDER.glob("*.css") if re.search(r"#[0-9a-f]{3,6}\b", file.read_text("utf-8"))]
