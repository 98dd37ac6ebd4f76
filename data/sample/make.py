"""Make the illustrative workbooks: a believable fifteen months, from a fixed seed. No figure here is real.

EHC plans recover from a low start and end the year short of the target; autism waits hardly move; sign-ups to the
newsletter stall; one measure is never reported. Run by `make sample`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from sendkpi import ingest, plan
from sendkpi.values import add_months, month_code

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
SEED = 2022
FIRST = dt.date(2022, 1, 1)
MONTHS = 15
MADE = (2022, 1, 1, 0, 0, 0)
"""The clock of the files themselves, so that the same seed makes the same bytes."""

BY = {"Haringey Council": "Performance officer (illustrative)", "NCL CCG": "Commissioning analyst (illustrative)"}
RECEIVED_DAY = {"Haringey Council": 12, "NCL CCG": 19}

Figure = dict[str, object]
"""What is typed into a row, by column name."""

IN_TIME = (6, 9, 8, 16, 14, 17, 20, 19, 25, 29, 32, 30, 29, 31, 34)
ISSUED = (19, 22, 20, 28, 31, 33, 35, 31, 38, 41, 43, 37, 35, 37, 39)
SIGNED_UP = (612, 634, 655, 681, 702, 715, 722, 726, 731, 733, 736, 735, 739, 741, 742)
VIEWS = (6410, 6725, 7020, 7390, 7960, 8710, 9340, 7180, 9020, 9460, 9710, 7850, 9530, 9880, 10140)
UNIQUE = (5060, 5240, 5410, 5690, 6020, 6610, 7010, 5480, 6790, 7080, 7260, 5930, 7150, 7390, 7520)
CHILDREN = {
    "ASC1-UNDER18": (140, 150, 95),
    "ASC1-0TO5": (70, 20, 15),
    "ASC1-5TO18-MEAN": (70, 130, 80),
    "ASC1-5TO18-MAX": (70, 130, 80),
}
"""Children counted by each provider, in the plan's order."""
START = {
    "ASC1-UNDER18": (58.0, 78.0, 74.0),
    "ASC1-0TO5": (36.0, 45.0, 44.0),
    "ASC1-5TO18-MEAN": (76.0, 90.0, 86.0),
    "ASC1-5TO18-MAX": (108.0, 131.0, 122.0),
}
"""Weeks waited at the start of 2022, by provider."""
EASING = {"ASC1-UNDER18": 0.55, "ASC1-0TO5": 0.17, "ASC1-5TO18-MEAN": 0.7, "ASC1-5TO18-MAX": 1.0}
"""Weeks by which a wait shortens each month."""

RATES = {
    # measure: (rate at first, rate at last, mean denominator)
    "EHCP2": (22, 61, 30),
    "EHCP3": (41, 63, 24),
    "EHCP4": (35, 58, 24),
    "EHCP5": (44, 70, 24),
    "EHCP6": (34, 72, 6),
    "EHCP7": (52, 69, 130),
    "EHCP8": (38, 57, 34),
    "COM3-INFORMED": (46, 55, 48),
    "COM3-SUPPORTED": (37, 41, 48),
    "COP1": (52, 52, 61),
    "COM1": (43, 43, 214),
    "COM2": (48, 48, 198),
    "COM6": (29, 47, 36),
    "COM7": (25, 38, 28),
}
NEVER = "EHCP9"
AUDITOR_AWAY = ("EHCP6", 7)
"""One audit fewer: a sample under the plan's minimum."""

SAID = {
    ("EHCP1", 0): "Backlog from the autumn is being cleared first, so late plans count now.",
    ("EHCP1", 3): "First month of the new case officers. Psychology advice still late in a third of cases.",
    ("EHCP1", 7): "Fewer plans fell due over the summer.",
    ("EHCP1", 8): "The case system went live; two weeks of figures were checked by hand.",
    ("EHCP1", 11): "The year ends well above where it began and short of the target.",
    ("EHCP7", 6): "Reviews for year 11 leavers were put first.",
    ("ASC1-UNDER18", 3): "Extra online assessments began in February; the oldest referrals are seen first.",
    ("ASC1-5TO18-MEAN", 8): "Two clinician posts are vacant.",
    ("COM4", 7): "No newsletter in August.",
    ("COM4", 10): "Most new sign-ups came from one school event.",
    ("EHCP6", 7): "One auditor was on leave: five audits.",
}
"""Words typed beside a figure, by measure and month (0 is January 2022)."""


def share(chance: random.Random, measure: str, at: int) -> Figure:
    """A numerator and denominator that climb from the first rate to the last, with noise."""
    first, last, volume = RATES[measure]
    rate = (first + (last - first) * at / (MONTHS - 1)) / 100
    denominator = volume if measure == "EHCP6" else max(6, round(chance.gauss(volume, volume**0.5)))
    denominator -= (measure, at) == AUDITOR_AWAY
    return {
        "Numerator": sum(chance.random() < rate for _ in range(denominator)),
        "Denominator": denominator,
    }


def wait(chance: random.Random, measure: str, part: int, at: int) -> Figure:
    """A provider's wait in weeks and the children it covers."""
    weeks = START[measure][part] - EASING[measure] * at + chance.gauss(0, 0.9)
    children = max(5, round(chance.gauss(CHILDREN[measure][part], 3)))
    return {"Denominator": children, "Value": round(weeks, 1)}


def whole(measure: str, parts: list[Figure]) -> Figure:
    """The total that the providers' figures make."""
    children = [float(str(one["Denominator"])) for one in parts]
    weeks = [float(str(one["Value"])) for one in parts]
    mean = sum(a * b for a, b in zip(children, weeks, strict=True)) / sum(children)
    return {"Denominator": int(sum(children)), "Value": max(weeks) if measure.endswith("MAX") else round(mean, 1)}


def story(world: plan.Plan, chance: random.Random, at: int) -> dict[tuple[str, str], Figure]:
    """Every figure of a month, by measure and breakdown ("" is the total)."""
    fixed: dict[str, Callable[[], Figure]] = {
        "EHCP1": lambda: {"Numerator": IN_TIME[at], "Denominator": ISSUED[at]},
        "COM4": lambda: {"Value": SIGNED_UP[at]},
        "COM5-VIEWS": lambda: {"Value": VIEWS[at]},
        "COM5-UNIQUE": lambda: {"Value": UNIQUE[at]},
    }
    told: dict[tuple[str, str], Figure] = {}
    for measure in world.measures:
        providers = world.breakdowns_of(measure.id)
        parts = [wait(chance, measure.id, part, at) for part in range(len(providers))]
        told |= {(measure.id, name): one for name, one in zip(providers, parts, strict=True)}
        if parts:
            told[measure.id, ""] = whole(measure.id, parts)
        elif measure.id in fixed:
            told[measure.id, ""] = fixed[measure.id]()
        elif measure.id != NEVER:
            told[measure.id, ""] = share(chance, measure.id, at)
        if (measure.id, at) in SAID:
            told[measure.id, ""] = told[measure.id, ""] | {"Commentary": SAID[measure.id, at]}
    return told


def fill(empty: bytes, told: dict[tuple[str, str], Figure]) -> bytes:
    """The template with its figures typed in."""
    book = load_workbook(io.BytesIO(empty))
    sheet = book["KPIs"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        part = sheet.cell(row, columns["Breakdown"]).value or ""
        key = (sheet.cell(row, columns["Measure"]).value, "" if part == "Total" else part)
        for name, value in told.get(key, {}).items():
            sheet.cell(row, columns[name], value)
    book.properties.created = book.properties.modified = dt.datetime(*MADE)  # noqa: DTZ001 - the format has no zone
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def settled(content: bytes) -> bytes:
    """The same workbook with the clock of its parts set, so that it is the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                start, end = part.find(b"<dcterms:modified"), part.find(b"</dcterms:modified>")
                stamp = part.find(b">", start) + 1
                part = part[:stamp] + b"2022-01-01T00:00:00Z" + part[end:]
            new.writestr(zipfile.ZipInfo(name, MADE), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def write(folder: Path) -> None:
    """Write a workbook for each month and organisation into a folder, and when each was received."""
    world = plan.read(HERE.parent / "plan")
    chance = random.Random(SEED)  # noqa: S311 - figures for show, not secrets
    received = []
    for at in range(MONTHS):
        month = add_months(FIRST, at)
        told = story(world, chance, at)
        for owner in world.owners:
            name = f"{month_code(month)} {owner}.xlsx"
            (folder / name).write_bytes(fill(ingest.template(world, month, owner), told))
            day = add_months(month, 1).replace(day=RECEIVED_DAY[owner])
            moment = dt.datetime.combine(day, dt.time(10, 30), dt.UTC)
            received.append((name, day.isoformat(), moment.isoformat(), BY[owner]))
    with (folder / "received.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "received_on", "recorded_at", "by"))
        rows.writerows(received)


if __name__ == "__main__":
    for old in HERE.glob("*.xlsx"):
        old.unlink()
    write(HERE)
    print(f"{len(list(HERE.glob('*.xlsx')))} workbooks written to {HERE.relative_to(Path.cwd())}")
