"""How good forecasts are: each series forecast from every third month of its past, against what then came.

By horizon (1, 3, 6 and 9 periods): the mean absolute error in those of “next month is like this month” on the months
before (MASE), beside that naive forecast's own; the share of landings in the 80 % interval, and the interval's mean
width in the same measure. Wanted: 75 to 85 in 100 inside, and an error no larger than the naive one's, at each
horizon. Then the chance of a level: of those called 20 %, how many came true.

Run from the project's folder: `.venv/bin/python benchmarks/forecast.py FILE.csv`, with columns series_id, date, value
and, where wanted, numerator, denominator and unit. Without a file, on 960 series of 8 kinds made here; `--write
FILE.csv` writes them, `--seed N` makes others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sendkpi.analysis.forecast.periods import in_periods
from sendkpi.analysis.forecast.series import Outlook, outlook, with_values
from sendkpi.analysis.spc.rows import in_order
from sendkpi.cli.process_files import read_counted_series
from sendkpi.errors import SendKpiError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HORIZONS = np.array([1, 3, 6, 9])
FIRST, EVERY = 12, 3
"""The history of the first forecast, in periods, and the periods between one forecast and the next."""
EACH, MONTHS = 120, 48
INSIDE = (75.0, 85.0)
LEVELS = np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0])
"""Levels of which the chance is asked, in usual moves from one month to the next, above the last figure."""
CLASSES = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)

Chance = np.random.Generator


def _steady(chance: Chance) -> Floats:
    return chance.uniform(20, 80) + chance.normal(0, chance.uniform(1, 6), MONTHS)


def _wandering(chance: Chance) -> Floats:
    level = np.cumsum(chance.normal(0, chance.uniform(0.3, 2), MONTHS))
    return 50 + level + chance.normal(0, chance.uniform(0.5, 4), MONTHS)


def _rising(chance: Chance) -> Floats:
    """A rise or a fall that ends somewhere along the way."""
    rise = chance.uniform(-0.8, 1.0) * np.minimum(np.arange(MONTHS), chance.integers(12, MONTHS))
    return chance.uniform(35, 60) + rise + chance.normal(0, chance.uniform(1, 4), MONTHS)


def _jumping(chance: Chance) -> Floats:
    values = chance.uniform(35, 60) + chance.normal(0, chance.uniform(1, 4), MONTHS)
    values[chance.integers(6, MONTHS - 4) :] += chance.choice([-1, 1]) * chance.uniform(4, 18)
    return values


def _seasonal(chance: Chance) -> Floats:
    wave = np.sin(2 * np.pi * (np.arange(MONTHS) + chance.integers(12)) / 12)
    return chance.uniform(40, 60) + chance.uniform(2, 9) * wave + chance.normal(0, chance.uniform(1, 4), MONTHS)


def _sluggish(chance: Chance) -> Floats:
    """A figure that returns to its level slowly: neighbours are alike."""
    kept, values = chance.uniform(0.3, 0.9), chance.normal(0, chance.uniform(1, 4), MONTHS + 30)
    for month in range(1, len(values)):
        values[month] += kept * values[month - 1]
    return 50 + values[30:]


def _counted(chance: Chance) -> Floats:
    """A percentage of few children: as many in time as chance would have it."""
    rate = chance.uniform(0.4, 0.97) + np.cumsum(chance.normal(0, 0.012, MONTHS))
    all_of = chance.integers(10, 60, MONTHS)
    return 100 * chance.binomial(all_of, np.clip(rate, 0.02, 0.99)) / all_of


def _tally(chance: Chance) -> Floats:
    level = chance.uniform(4, 80) * np.exp(np.cumsum(chance.normal(0, 0.04, MONTHS)))
    return chance.poisson(level).astype("float64")


KINDS: dict[str, Callable[[Chance], Floats]] = {
    "steady": _steady,
    "wandering": _wandering,
    "rising": _rising,
    "jumping": _jumping,
    "seasonal": _seasonal,
    "sluggish": _sluggish,
    "counted": _counted,
    "tally": _tally,
}


def generated(seed: int) -> pd.DataFrame:
    """Series of every kind, as many of each: `series`, `date`, `value`."""
    chance = np.random.default_rng(seed)
    dates = pd.date_range("2019-01-31", periods=MONTHS, freq="ME")
    made = [(f"{kind} {number}", make(chance)) for kind, make in KINDS.items() for number in range(EACH)]
    frames = [pd.DataFrame({"series": name, "date": dates, "value": values.round(4)}) for name, values in made]
    return pd.concat(frames, ignore_index=True)


def numbered(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures in order with `number`, which period of its series each is."""
    rows = in_order(figures)
    order = np.lexsort((figures["date"].to_numpy(), pd.factorize(figures["series"])[0]))
    return figures.iloc[order].assign(number=-in_periods(rows).back).reset_index(drop=True)


def landings(figures: pd.DataFrame) -> pd.DataFrame:
    """Every forecast beside what came: a row for each series, origin and horizon."""
    rows = numbered(with_values(figures))
    own = rows["series"].eq(rows["series"].shift())
    moves = np.abs(rows["value"].diff().where(own))
    usual = moves.groupby(rows["series"]).expanding().mean().reset_index(level=0, drop=True)
    rows = rows.assign(place=rows.groupby("series", sort=False).cumcount(), usual=usual)
    found = []
    for known in range(FIRST, int(rows["place"].max() if len(rows) else 0) + 1, EVERY):
        past = rows[(rows["place"] < known) & rows["series"].isin(rows.loc[rows["place"] == known, "series"])]
        found.append(_landed(rows, past, outlook(past, int(HORIZONS.max()))))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def _landed(rows: pd.DataFrame, past: pd.DataFrame, seen: Outlook) -> pd.DataFrame:
    """The forecasts from one origin, without those of which nothing came."""
    last = past[past["value"].notna()].drop_duplicates("series", keep="last").set_index("series").reindex(seen.series)
    naive, usual = last["value"].to_numpy(), last["usual"].to_numpy()
    levels = naive[:, None, None] + usual[:, None, None] * LEVELS
    chances = [seen.below(np.repeat(levels[:, :, at], seen.level.shape[1], axis=1)) for at in range(len(LEVELS))]
    parts = []
    for horizon in HORIZONS.tolist():
        came = pd.MultiIndex.from_arrays([seen.series, last["number"] + horizon])
        actual = rows.set_index(["series", "number"])["value"].reindex(came).to_numpy()
        step = horizon - 1
        columns = {"actual": actual, "naive": naive, "usual": usual, "level": seen.level[:, step]}
        columns |= {"lower": seen.lower[:, step], "upper": seen.upper[:, step], "horizon": horizon}
        columns |= {f"chance {at}": chance[:, step] for at, chance in enumerate(chances)}
        columns |= {f"level {at}": levels[:, 0, at] for at in range(len(LEVELS))}
        parts.append(pd.DataFrame({"series": seen.series, **columns}))
    whole = pd.concat(parts, ignore_index=True)
    return whole[whole["actual"].notna() & (whole["usual"] > 0)]


def by_horizon(landed: pd.DataFrame) -> pd.DataFrame:
    """For each horizon: forecasts, those that say nothing, errors, the share inside the interval, and its width."""
    spoken = landed[landed["level"].notna()]
    slack = 1e-9 * spoken["usual"]
    inside = spoken["actual"].between(spoken["lower"] - slack, spoken["upper"] + slack)
    columns = {
        "MASE": (spoken["actual"] - spoken["level"]).abs() / spoken["usual"],
        "MASE naive": (spoken["actual"] - spoken["naive"]).abs() / spoken["usual"],
        "inside %": 100.0 * inside,
        "width": (spoken["upper"] - spoken["lower"]) / spoken["usual"],
    }
    table = pd.DataFrame(columns).groupby(spoken["horizon"]).mean()
    count = landed.groupby("horizon")["level"]
    return table.assign(forecasts=count.count(), silent=count.size() - count.count())


def calibration(landed: pd.DataFrame) -> pd.DataFrame:
    """For each class of chances: how many were called, what was called on average, and how many came true."""
    called = np.concatenate([1 - landed[f"chance {at}"].to_numpy() for at in range(len(LEVELS))])
    true = np.concatenate([(landed["actual"] >= landed[f"level {at}"]).to_numpy() for at in range(len(LEVELS))])
    given = ~np.isnan(called)
    rows = pd.DataFrame({"called %": 100 * called[given], "came true %": 100.0 * true[given]})
    classes = pd.cut(rows["called %"], [100 * end for end in CLASSES], include_lowest=True)
    return rows.groupby(classes, observed=True).mean().assign(chances=rows.groupby(classes, observed=True).size())


def main() -> int:
    """Print both tables; 0 where coverage and errors are as wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.csv", help="the series (960 made here)")
    parser.add_argument("--seed", type=int, default=20220401, help="of the series made here (%(default)s)")
    parser.add_argument("--write", type=Path, metavar="FILE.csv", help="write the series made here and end")
    arguments = parser.parse_args()
    if arguments.write:
        generated(arguments.seed).rename(columns={"series": "series_id"}).to_csv(arguments.write, index=False)
        return 0
    try:
        figures = read_counted_series(arguments.file) if arguments.file else generated(arguments.seed)
        landed = landings(figures)
    except SendKpiError as error:
        print(error, file=sys.stderr)
        return 1
    if landed.empty or landed["level"].isna().all():
        print(f"No series is long enough: {FIRST} periods, and what came after them.")
        return 1
    table = by_horizon(landed)
    print(table.round({"MASE": 3, "MASE naive": 3, "inside %": 1, "width": 2}).to_string())
    print(f"\n{calibration(landed).round(1).to_string()}")
    good = table["inside %"].between(*INSIDE) & (table["MASE"] <= table["MASE naive"])
    print(f"\nas wanted at {int(good.sum())} of {len(good)} horizons (inside {INSIDE[0]:.0f} to {INSIDE[1]:.0f} %)")
    return 0 if good.all() else 1


if __name__ == "__main__":
    sys.exit(main())
