"""Times a command from its call to its end against Python that starts and does nothing, and against `import pandas`.

`--help` needs nothing but the list of commands; `scorecard` needs pandas, SQLAlchemy and an answer, here of a plan
without figures. Each is a process of its own, run in turn, and the median of its runs counts, so that what else the
machine does meets all alike.

Run with `.venv/bin/python benchmarks/commands.py --runs 9`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PYTHON, PANDAS = "python -c pass", "python -c 'import pandas'"
CALLS = {
    PYTHON: ["-c", "pass"],
    PANDAS: ["-c", "import pandas"],
    "--help": ["-m", "sendkpi", "--help"],
    "scorecard": ["-m", "sendkpi", "scorecard"],
}


def seconds(call: list[str], settings: dict[str, str]) -> float:
    """How long a process takes once, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *call], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each call: its time, and how many times as long as either of Python's own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each call is run (%(default)s)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ | {"SENDKPI_DATABASE_URL": f"sqlite:///{Path(folder) / 'none.db'}"}
        turns = [{name: seconds(call, settings) for name, call in CALLS.items()} for _ in range(runs + 1)][1:]
    taken = {name: median(turn[name] for turn in turns) for name in CALLS}
    print(f"{'call':28}{'seconds':>9}{'x python':>10}{'x pandas':>10}")
    for name, time_ in taken.items():
        print(f"{name:28}{time_:>9.3f}{time_ / taken[PYTHON]:>10.1f}{time_ / taken[PANDAS]:>10.2f}")


if __name__ == "__main__":
    main()
