"""The list of commands is that of the modules that hold them, and a call imports what its command needs and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from sendkpi import cli, store
from sendkpi.cli.frame.catalogue import CATALOGUE, Entry

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"altair", "docx", "openpyxl", "pandas", "sqlalchemy", "streamlit", "vl_convert"}
CALL = f"""
import sys
from sendkpi.cli import main
main(sys.argv[1:])
sys.stderr.write("imported: " + " ".join(sorted(set(sys.modules) & {HEAVY})))
"""
SERIES = "series_id,date,value\nA,2022-01-31,5\nA,2022-02-28,7\n"


def imported(*call: str) -> set[str]:
    """The heavy packages that a call has imported by its end."""
    command = [sys.executable, "-c", CALL, *call]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert ended.stdout, ended.stderr
    return set(ended.stderr.rpartition("imported: ")[2].split())


def listed() -> dict[str, set[str]]:
    """The commands of the catalogue by the module that holds them, a group's with its name before."""
    found: dict[str, set[str]] = {}
    for one in CATALOGUE:
        for entry in (one,) if isinstance(one, Entry) else one.entries:
            name = one.name if entry is one else f"{one.name} {entry.name}"
            found.setdefault(entry.module, set()).add(name)
    return found


def held() -> dict[str, set[str]]:
    """The commands that each module of the package holds."""
    modules = {one.name: import_module(f"{cli.__name__}.{one.name}") for one in iter_modules(cli.__path__)}
    return {name: set(module.COMMANDS) for name, module in modules.items() if hasattr(module, "COMMANDS")}


def test_the_catalogue_lists_every_command_of_every_module():
    assert listed() == held()
    names = [one.name for one in CATALOGUE]
    assert len(names) == len(set(names))


def test_help_imports_nothing_heavy():
    assert imported("--help") == set()


@pytest.mark.parametrize(
    ("call", "needed"),
    [
        (["scorecard"], {"pandas", "sqlalchemy"}),
        (["scorecard", "--format", "csv"], {"pandas", "sqlalchemy"}),
        (["template", "--month", "2022-04", "--output", "{folder}/x.xlsx"], {"pandas", "sqlalchemy", "openpyxl"}),
        (["export", "--output", "{folder}/x.xlsx"], {"pandas", "sqlalchemy", "openpyxl"}),
        (["papers"], {"pandas", "sqlalchemy"}),
        (["spc", "{folder}/series.csv"], {"pandas"}),
        (["forecast", "{folder}/series.csv"], {"pandas"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_what_it_needs_alone(own, tmp_path, call, needed):
    store.connect(own)
    (tmp_path / "series.csv").write_text(SERIES, encoding="utf-8")
    assert imported(*(word.format(folder=tmp_path) for word in call)) == needed
