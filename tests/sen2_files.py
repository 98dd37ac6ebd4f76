"""Small SEN2 timeliness files with the headings of the national releases, shares for each area and year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NEWER = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "new_la_code", "old_la_code", "la_name", "breakdown_topic", "breakdown", "plans_issued_den", "plans_issued_den_ex",
    "plans_issued_within_20_weeks", "plans_issued_20_weeks_ex", "pc_plans_issued_within_20_weeks",
    "PC_plans_issued_20_weeks_ex", "plans_issued_gt_1_year",
]  # fmt: skip
"""The headings of the 2025 release, without some that no figure is taken from."""

OLDER = [
    "time_period", "geographic_level", "region_name", "new_la_code", "old_la_code", "la_name", "tot_inc_exc_ehc",
    "inc_exc_20week_ehc", "inc_exc_20week_rate", "tot_no_exc_ehc", "no_exc_20week_ehc", "no_exc_20week_rate",
    "new_all_ehc",
]  # fmt: skip
"""The headings of the 2023 release, without two that no figure is taken from."""

HARINGEY = {"old_la_code": "309", "new_la_code": "E09000014", "la_name": "Haringey"}
LONDON = {"geographic_level": "Regional", "region_name": "London", "old_la_code": "", "la_name": ""}
ENGLAND = {"geographic_level": "National", "region_name": "", "old_la_code": "", "la_name": ""}

Cells = dict[str, str]


def newer(year: int = 2020, everyone: tuple = (309, 213, 68.9), eased: tuple = (292, 197, 67.5), **cells: str) -> Cells:
    """A row of a newer release, Haringey's: plans issued, in time, the share; `eased` excludes exceptions."""
    columns = (
        ("plans_issued_den", "plans_issued_within_20_weeks", "pc_plans_issued_within_20_weeks"),
        ("plans_issued_den_ex", "plans_issued_20_weeks_ex", "PC_plans_issued_20_weeks_ex"),
    )
    return {
        "time_period": str(year),
        "time_identifier": "Calendar year",
        "geographic_level": "Local authority",
        "country_name": "England",
        "region_name": "London",
        **HARINGEY,
        "breakdown_topic": "All EHC plans issued",
        "breakdown": "All EHC plans issued",
        **_figures(columns, (everyone, eased)),
        "plans_issued_gt_1_year": "x",
    } | cells


def older(year: int = 2020, everyone: tuple = (309, 213, 68.9), eased: tuple = (292, 197, 67.5), **cells: str) -> Cells:
    """As `newer`, of the 2023 release."""
    columns = (
        ("tot_inc_exc_ehc", "inc_exc_20week_ehc", "inc_exc_20week_rate"),
        ("tot_no_exc_ehc", "no_exc_20week_ehc", "no_exc_20week_rate"),
    )
    return {
        "time_period": str(year),
        "geographic_level": "Local authority",
        "region_name": "London",
        **HARINGEY,
        **_figures(columns, (everyone, eased)),
        "new_all_ehc": "z",
    } | cells


def _figures(columns: tuple, given: tuple) -> Cells:
    return {
        name: str(value)
        for names, values in zip(columns, given, strict=True)
        for name, value in zip(names, values, strict=True)
    }


def area(code: str, name: str) -> Cells:
    """The cells that name another local authority."""
    return {"old_la_code": code, "new_la_code": f"E0900{code}", "la_name": name}


def shares(everyone: object, eased: object) -> dict[str, tuple]:
    """Only the two shares of a row: its plans are not published."""
    return {"everyone": ("x", "x", everyone), "eased": ("x", "x", eased)}


def text(*rows: Cells, headings: Sequence[str] = NEWER, separator: str = ",") -> str:
    """The file of these rows."""
    file = io.StringIO()
    writer = csv.DictWriter(
        file, headings, restval="", extrasaction="ignore", delimiter=separator, lineterminator="\r\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def content(*rows: Cells, headings: Sequence[str] = NEWER) -> bytes:
    """The bytes of it, as downloaded: UTF-8 behind a mark."""
    return text(*rows, headings=headings).encode("utf-8-sig")
