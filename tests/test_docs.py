"""What is written about the product is true of it: nothing is left undocumented, and what is named is there."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from pathlib import Path

import pytest

from sendkpi.analysis import DeliveryRating, Rating
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS
from sendkpi.analysis.wording import RATING_WORDS
from sendkpi.cli.frame.catalogue import CATALOGUE, Entry
from sendkpi.ingest.codes import CODES
from sendkpi.plan import read
from sendkpi.plan.tables import columns, records
from sendkpi.views.frame import links

ROOT = Path(__file__).resolve().parent.parent
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?=.*/|.*\.(?:py|md|csv|toml)$)[\w./-]+")
STALE = "it is behind the code: make docs"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a second-level heading of a file."""
    return text(name).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def quoted(part: str) -> list[str]:
    """The words between backticks, blocks of code left out."""
    return re.findall(r"`([^`\n]+)`", FENCED.sub("", part))


def paths(part: str) -> list[str]:
    """The files and folders that are named between backticks."""
    return [name for name in quoted(part) if PATH.fullmatch(name)]


def first_cells(table: str) -> list[str]:
    """The first cell of each row of a table, without its heading."""
    return re.findall(r"^\| ([^|]+?) \|", table, re.MULTILINE)[1:]


def commands() -> list[str]:
    """Every command as it is called, those of a group with its name before."""
    listed = [(one, (one,) if isinstance(one, Entry) else one.entries) for one in CATALOGUE]
    return [one.name if entry is one else f"{one.name} {entry.name}" for one, entries in listed for entry in entries]


CODE_AT = {"Problem": 1, "doubt": 0}
"""What makes a problem, and which of its arguments is the code."""


def codes_in(path: Path) -> set[str]:
    """The codes that a module gives to problems: as a literal, or as a constant whose words say that it is one."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CODE_AT:
            at = CODE_AT[node.func.id]
            literal = [one.value for one in node.args[at : at + 1] if isinstance(one, ast.Constant)]
            found.update(str(one) for one in literal)
    for node, words in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(words, ast.Expr):
            meaning = words.value.value if isinstance(words.value, ast.Constant) else ""
            if str(meaning).startswith("The code of"):
                found.add(str(node.value.value))
    return found


def test_the_readme_explains_every_command_and_no_other():
    rows = re.findall(r"^\| (`.*?`) \|", section("README.md", "Commands").replace("\\|", "/"), re.MULTILINE)
    calls = [call for row in rows for call in re.findall(r"`([^`]+)`", row)]
    named = {next((name for name in commands() if f"{call} ".startswith(f"{name} ")), call) for call in calls}
    assert named == set(commands())


def test_the_readme_names_every_page_and_no_other():
    titles = [title for _, title in links.MENU.values()]
    areas = [area.id for area in read(ROOT / "data" / "plan").areas]
    named = first_cells(section("README.md", "Pages"))
    assert sorted(named) == sorted([*titles, "WSOA 1, 2, 3"])
    assert areas == ["WSOA 1", "WSOA 2", "WSOA 3"]


def test_every_page_has_an_address():
    scripts = {script for script, _ in links.MENU.values()}
    assert {page.stem for page in (ROOT / "pages").glob("*.py")} == {"area", *scripts}


def test_the_readme_names_every_make_target():
    targets = re.search(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert targets
    assert [target for target in targets[1].split() if f"make {target}" not in text("README.md")] == []


def test_the_readme_names_every_setting():
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sendkpi").rglob("*.py"))
    settings = sorted(set(re.findall(r"SENDKPI_[A-Z_]+", code)))
    assert settings
    assert [name for name in settings if f"`{name}`" not in text("README.md")] == []


def test_the_readme_shows_pictures_that_are_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text("README.md"))
    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_every_problem_code_is_explained():
    found = {code for path in (ROOT / "sendkpi").rglob("*.py") for code in codes_in(path)}
    assert {"restatement", "cannot_stand", "destroyed", "unreadable"} <= found
    explained = first_cells(text("docs/problems.md"))
    assert {f"`{code}`" for code in found | {one.name for one in CODES}} == {*explained} - {"code", "---"}


def test_every_rating_has_words_and_is_explained():
    assert (set(RATING_WORDS), set(DELIVERY_RATING_WORDS)) == (set(Rating), set(DeliveryRating))
    explained = text("docs/ratings.md")
    words = [*RATING_WORDS.values(), *DELIVERY_RATING_WORDS.values()]
    assert [one for one in words if f"| {one.word} | {one.means} |" not in explained] == []


@pytest.mark.parametrize("name", ["problems.md", "ratings.md"])
def test_what_is_taken_from_the_code_is_fresh(name):
    made = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["reference"]()
    assert text(f"docs/{name}") == made[name], STALE


def test_the_tables_of_the_plan_are_explained_as_the_records_are_now():
    script = runpy.run_path(str(ROOT / "data" / "plan" / "make_readme.py"))
    assert text("data/plan/README.md") == script["readme"](), STALE


def test_every_column_of_the_plan_is_explained_and_no_other():
    meanings = runpy.run_path(str(ROOT / "data" / "plan" / "make_readme.py"))["MEANINGS"]
    assert set(meanings) - {""} == set(records())
    for table in records():
        assert {*meanings[table], *(set(meanings[""]) & set(columns(table)))} == set(columns(table)), table


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_is_named_is_there(name):
    named = paths(text(name))
    assert len(named) > 20
    assert sorted({path for path in named if not (ROOT / path).exists()}) == []


def test_each_of_ten_changes_names_what_to_open():
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section("ARCHITECTURE.md", "Where does a change go"), re.MULTILINE)
    changes = dict(rows[1:])
    assert len(changes) == 10
    assert [change for change, files in changes.items() if not paths(files)] == []


def test_the_order_of_rooms_is_the_one_that_is_held():
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = [one["layers"] for one in contracts if one.get("containers") == ["sendkpi"]]
    (block,) = re.findall(r"```\n(.*?)\n```", section("ARCHITECTURE.md", "What may import what"), re.DOTALL)
    assert block.splitlines() == layers
