"""Times pages in processor seconds: the first visit to a process that has its imports, and a rerun after it.

Each page is driven without a browser over the illustrative figures, in a process of its own; the first visit pays for
reading the record, the arithmetic, every chart and every table, a rerun for what is done on each click. Beside them
stands a page with one line, run by the same means. With another checkout of the project, such as of an earlier commit,
both are run in turn and each time is given as a share of the other's.

Run with `.venv/bin/python benchmarks/pages.py --runs 5 --against ../earlier`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "one line": None,
    "overview": ("overview", {}),
    "area": ("area", {}),
    "measure": ("measure_page", {"measure": "EHCP1"}),
    "report": ("report_page", {}),
}
ADDRESS = {"area": "wsoa-1"}

DRIVEN = """
import gc, json, sys, time
from streamlit.testing.v1 import AppTest

name, query, address = json.loads(sys.argv[1])
least = "import streamlit as st; st.write(1)"
at = AppTest.from_file(f"pages/{name}.py", default_timeout=300) if name else AppTest.from_string(least)
at.context["url"] = f"http://localhost/{address}"
at.query_params.update(query)
AppTest.from_string(least).run()
import altair, docx, openpyxl, pandas, sqlalchemy  # imports are a server's start, not a visit
gc.collect(); gc.freeze()
times = []
for _ in range(3):
    begun = time.process_time()
    at.run()
    times.append(time.process_time() - begun)
assert not at.exception, at.exception
print(json.dumps([times[0], min(times[1:])]))
"""


def measured(root: Path, page: str, folder: Path) -> tuple[float, float]:
    """Processor seconds of a first visit and of a rerun, in a new process of that checkout."""
    name, query = PAGES[page] or ("", {})
    settings = os.environ | {
        "SENDKPI_DATABASE_URL": f"sqlite:///{folder / 'none.db'}",
        "SENDKPI_ILLUSTRATIVE_URL": f"sqlite:///{folder / 'illustrative.db'}",
        "PYTHONPATH": str(root),
    }
    call = [sys.executable, "-c", DRIVEN, json.dumps([name, query, ADDRESS.get(page, "")])]
    done = subprocess.run(call, cwd=root, env=settings, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    cold, warm = json.loads(done.stdout.splitlines()[-1])
    return cold, warm


def main() -> None:
    """Print a line for each page: both times, and their shares of the other checkout's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="how often each page is run (%(default)s)")
    parser.add_argument("--against", type=Path, help="another checkout to hold this one against")
    given = parser.parse_args()
    roots = [ROOT, *([given.against.resolve()] if given.against else [])]
    with tempfile.TemporaryDirectory() as name:
        folders = {root: Path(name) / str(number) for number, root in enumerate(roots)}
        for root, folder in folders.items():
            folder.mkdir()
            measured(root, "overview", folder)  # fills the illustrative store
        print(f"{'page':12}{'cold s':>9}{'warm s':>9}{'cold share':>12}{'warm share':>12}")
        for page in PAGES:
            turns = {root: [measured(root, page, folders[root]) for _ in range(given.runs)] for root in roots}
            taken = {root: [median(turn[kind] for turn in own) for kind in (0, 1)] for root, own in turns.items()}
            cold, warm = taken[ROOT]
            other = taken[roots[-1]]
            print(f"{page:12}{cold:>9.3f}{warm:>9.3f}{cold / other[0]:>12.2f}{warm / other[1]:>12.2f}")


if __name__ == "__main__":
    main()
