"""What hangs in the gallery: a small workbook, and the figures that it means or why it must be refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sendkpi.values import add_months, parse_month
from tests import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TODAY = dt.date(2022, 7, 15)
"""The day on which all of them are read: June is the last whole month, and July has begun."""

PROVIDERS = ("Whittington Health", "Tavistock and Portman")
AGES = ("Under 5", "5 to 18")

PLAN = build.plan(
    build.measure("EHCP1", title="EHC plans issued within 20 weeks"),
    build.measure("EHCP2", title="EHC plans that meet the co-production expectations"),
    build.quarterly("EHCP3", title="Advice for EHC plans that is of good quality"),
    build.waits("ASC1", title="Average wait for an autism assessment"),
    build.waits("ASC2", title="Average wait for a first appointment, by age"),
    build.count("COM4", title="People signed up to the SEND newsletter", area="WSOA 3"),
    breakdowns={"ASC1": PROVIDERS, "ASC2": AGES},
)

About = tuple[str, dt.date, str]
"""Measure, first day of the month, breakdown ("" for the total)."""

Said = tuple[float | None, float | None, float | None, str]
"""Numerator, denominator, value in the measure's unit (percentages 0-100), symbol ("" for none)."""

Figures = dict[About, Said]


def series(measure: str, *written: float | str | tuple | None, start: str = "2022-04", breakdown: str = "") -> Figures:
    """The figures of one measure month by month, each as it is meant.

    A number is the value, a pair is numerator and denominator of a percentage, a text is a symbol, four parts
    are all of it; None was not reported.
    """
    first = parse_month(start)
    return {
        (measure, add_months(first, ahead), breakdown): _said(one)
        for ahead, one in enumerate(written)
        if one is not None
    }


def _said(written: float | str | tuple) -> Said:
    if isinstance(written, str):
        return None, None, None, written
    if not isinstance(written, tuple):
        return None, None, float(written), ""
    if len(written) == 2:
        numerator, denominator = written
        return float(numerator), float(denominator), 100 * numerator / denominator, ""
    return written


ROWS = (
    ["EHCP1", 31.6, 35, 41.5],
    ["EHCP2", 52, 55.5, 60],
    ["COM4", 812, 840, 871],
)
"""Three measures for April, May and June 2022, as many workbooks have them under their headings."""

MEANT = series("EHCP1", 31.6, 35, 41.5) | series("EHCP2", 52, 55.5, 60) | series("COM4", 812, 840, 871)
"""What they mean."""

Cells = str | tuple[str, ...] | None
"""Where a problem stands: `B2` (of the sheet KPIs), `Summary!B2`, several of them; None for anywhere."""


@dataclass(frozen=True, eq=False)
class Workbook:
    """One workbook of the gallery.

    `layouts` are those of the layouts found in real files that it shows, 1 to 7. `figures` are all that it means,
    None where it is refused; `problems` are its errors or warnings with their places. Each of `noted` must be
    said in a note on what was read and what was passed over.
    """

    name: str
    make: Callable[[], bytes]
    layouts: tuple[int, ...]
    figures: Figures | None
    problems: Mapping[str, Cells] = field(default_factory=dict)
    noted: tuple[str, ...] = ()


class Shelf:
    """The workbooks of one module, each hung by a decorator over the function that makes its bytes."""

    def __init__(self) -> None:
        """An empty shelf."""
        self._workbooks: list[Workbook] = []

    def __iter__(self) -> Iterator[Workbook]:
        """Its workbooks in the order in which they were hung."""
        return iter(self._workbooks)

    def means(
        self,
        figures: Figures = MEANT,
        *,
        layouts: tuple[int, ...] = (),
        noted: tuple[str, ...] = (),
        name: str = "",
        **warned: Cells,
    ) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
        """A workbook that is read without a question and means these figures; `warned` are its warnings by code."""

        def hang(make: Callable[[], bytes]) -> Callable[[], bytes]:
            self._workbooks.append(Workbook(name or _plain(make), make, layouts, figures, warned, noted))
            return make

        return hang

    def refused(
        self, *, layouts: tuple[int, ...] = (), noted: tuple[str, ...] = (), name: str = "", **problems: Cells
    ) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
        """A workbook that is kept out, with exactly these problems by code."""

        def hang(make: Callable[[], bytes]) -> Callable[[], bytes]:
            self._workbooks.append(Workbook(name or _plain(make), make, layouts, None, problems, noted))
            return make

        return hang


def _plain(make: Callable[[], bytes]) -> str:
    """A function's name as words."""
    return make.__name__.replace("_", " ").strip()
