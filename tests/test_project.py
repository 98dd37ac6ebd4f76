"""The project keeps its own promises: a fresh lock, pages that only ask, nothing of a machine in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.real_plan import PLAN

ROOT = Path(__file__).resolve().parent.parent

MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:work|root|tmp|home/\w+|Users/\w+|farm)/|[A-Z]:\\Users\\")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|--(?:extra-)?index-url|--find-links|--trusted-host")
SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_\w{30,}"
    r"|(?i:password|secret|token|api_key)\s*[=:]\s*[\"'][^\"'\s]{12,}[\"']"
)

PRODUCT = ("sendkpi/", "pages/", "dashboard.py")


def locked(name: str) -> dict[str, set[str]]:
    """The versions of each package in a lock file; some differ with the version of Python."""
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    ):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


def dependencies() -> tuple[list[Requirement], list[Requirement]]:
    """The direct dependencies: to run, to develop."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return (
        [Requirement(line) for line in project["project"]["dependencies"]],
        [Requirement(line) for line in project["dependency-groups"]["dev"]],
    )


def pin(dependency: Requirement) -> str:
    """The one version that a direct dependency asks for."""
    return str(dependency.specifier).removeprefix("==")


def tracked() -> dict[str, str]:
    """The text of every file under version control, by path; files that are not text are left out."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Not a git clone: there is no list of its files.")
    texts = {}
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            texts[name] = content.decode("utf-8")
    return texts


def found(pattern: re.Pattern[str], *, apart_from: tuple[str, ...] = ()) -> list[str]:
    """Where tracked files hold the pattern, as `file:line`."""
    return [
        f"{name}:{number}"
        for name, text in tracked().items()
        if not name.startswith(apart_from)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def imports(path: Path) -> set[str]:
    """The full names that a script imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def is_for_pages(name: str) -> bool:
    """Whether a page may import it: the views, Streamlit, or what comes with Python."""
    first = name.partition(".")[0]
    return f"{name}.".startswith("sendkpi.views.") or first == "streamlit" or first in sys.stdlib_module_names


def test_the_locks_hold_every_direct_dependency_at_its_version():
    run, develop = dependencies()
    for lock, wanted in [("requirements.txt", run), ("requirements-dev.txt", run + develop)]:
        versions = locked(lock)
        stale = [one.name for one in wanted if versions.get(canonicalize_name(one.name)) != {pin(one)}]
        assert stale == [], f"{lock} is behind pyproject.toml: make lock"


def test_tests_run_against_the_versions_that_people_run():
    run, develop = locked("requirements.txt"), locked("requirements-dev.txt")
    assert {name: develop.get(name) for name in run} == run


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_line_of_a_lock_is_pinned_and_hashed(lock: str):
    text = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    assert lines
    assert [line for line in lines if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_no_file_names_a_place_on_some_machine():
    assert found(MACHINE_PATH, apart_from=("tests/", ".ci/")) == []


def test_no_file_names_a_package_registry():
    assert found(REGISTRY, apart_from=("tests/test_project.py",)) == []


def test_no_code_names_the_plans_own_area_or_one_like_it():
    names = {PLAN.place, *(one.place for one in PLAN.neighbours)}
    code = {name: text for name, text in tracked().items() if name.endswith(".py") and name.startswith(PRODUCT)}
    named = [(path, name) for path, text in code.items() for name in names if re.search(rf"\b{name}\b", text)]
    assert code
    assert named == []


def test_no_file_holds_a_secret():
    assert found(SECRET) == []


def test_pages_import_the_views_and_nothing_that_computes():
    pages = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
    strange = {page.name: sorted(name for name in imports(page) if not is_for_pages(name)) for page in pages}
    assert len(pages) > 1
    assert {page: names for page, names in strange.items() if names} == {}
