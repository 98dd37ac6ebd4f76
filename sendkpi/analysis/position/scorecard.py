"""The scorecard: every measure's position at a month, one row each; and one measure's series."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sendkpi.analysis.forecast.landings import with_landings
from sendkpi.analysis.forecast.likelihood import landing_words
from sendkpi.analysis.periods.grid import TERMS, measures_frame, month_index, months_of, with_terms
from sendkpi.analysis.periods.rating import Rating, Reason, with_ratings
from sendkpi.analysis.periods.timeline import closed, due_day, parts_timeline, timeline
from sendkpi.analysis.periods.trajectory import expected
from sendkpi.analysis.position.sentence import PositionRow, describe_position
from sendkpi.analysis.spc.process import with_verdicts
from sendkpi.analysis.spc.wording import note_words
from sendkpi.analysis.wording import REASON_WORDS, titled
from sendkpi.errors import UnknownNameError
from sendkpi.frames import beside, columns_of, frame, rows_of, settle
from sendkpi.frames.figures import ScorecardRow, SeriesRow
from sendkpi.plan.choices import Basis

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan.whole import Plan

SCORECARD = columns_of(ScorecardRow)

SERIES = columns_of(SeriesRow)


def scorecard(plan: Plan, observations: pd.DataFrame, month: dt.date, as_at: dt.date | None = None) -> pd.DataFrame:
    """The position of every measure at a month: one row each in the plan's order, columns SCORECARD.

    `month` is the period judged: the measure's last by then that is reported or due at `as_at` (default:
    the day on which the month's figures are due). `value` is on `basis`; `last_value` and `last_month` tell
    the last earlier figure where that one is missing. `gap` is value − trajectory; `needed` the rate that each
    remaining month of the year must reach; `months_late` how long the oldest figure still owed has been due.
    `variation` and `assurance` are the process chart's verdicts (`spc`), "" where `process_note`
    (`spc.Note`) says why not, and of an earlier figure where `verdict_month` names its month. `rating_reason` is a
    Reason; `landing` to `landing_note` are LandingRow's; `sentence` says it all in words but for the title.
    """
    as_at = as_at or due_day(month)
    return scorecard_of(plan, timeline(plan, observations, month, as_at), month, as_at)


def scorecard_of(plan: Plan, rows: pd.DataFrame, month: dt.date, as_at: dt.date) -> pd.DataFrame:
    """The scorecard cut from the timeline's rows up to the month."""
    judged = rows[rows["reported"] | rows["due"]].drop_duplicates("measure", keep="last")
    position = _with_last(with_ratings(_joined(plan, judged, month)), rows)
    position["target_month"] = months_of(position["target_month"])
    position["months_late"] = _months_late(position, rows, as_at)
    alone = position["basis"].eq(Basis.YEAR_TO_DATE) & position["figure"].isna() & position["value"].notna()
    position["value"] = position["figure"].where(~alone, position["value"])
    position["basis"] = position["basis"].where(~alone, str(Basis.MONTH))
    position = with_landings(plan, with_verdicts(plan, position, rows, month), rows)
    position["sentence"] = [describe_position(row) for row in rows_of(position, PositionRow)]
    return settle(position, ScorecardRow).reset_index(drop=True)


PRINTED = [name for name in SCORECARD if name != "verdict_month"]
"""The columns of `in_words`."""


def in_words(positions: pd.DataFrame) -> pd.DataFrame:
    """A scorecard for people, in files and terminals: reasons and notes as words, the sentence with its title."""
    return positions.assign(
        rating_reason=[REASON_WORDS[Reason(reason)] for reason in positions["rating_reason"]],
        process_note=list(map(note_words, positions["process_note"], positions["verdict_month"])),
        landing_note=list(map(landing_words, positions["landing_note"], positions["chance"])),
        sentence=list(map(titled, positions["title"], positions["sentence"])),
    )[PRINTED]


def _joined(plan: Plan, judged: pd.DataFrame, month: dt.date) -> pd.DataFrame:
    """The judged rows beside the plan's measures; one with nothing due yet is held to the month's own terms."""
    measures = measures_frame(plan)
    now = with_terms(plan, measures.assign(at=month_index(month), judged_at=month_index(month)))
    known = {*measures.columns, "judged_at"} - {*TERMS}
    own = [name for name in judged.columns if name not in known]
    found = judged.set_index("measure")[own].reindex(now["measure"]).reset_index(drop=True)
    undue = found["at"].isna()
    terms = {name: found[name].where(~undue, now[name]) for name in (*TERMS, "terms")}
    held = expected(plan, terms["terms"], now["judged_at"])
    columns = {
        **found,
        **terms,
        "rate_undue": undue,
        "trajectory": found["trajectory"].where(~undue, held),
        **{name: found[name].fillna(0).astype(bool) for name in ("reported", "due", "complete", "small_sample")},
        **{name: found[name].fillna("") for name in ("symbol", "commentary")},
        **{name: found[name].fillna("unknown") for name in ("direction", "direction_year")},
    }
    return beside(now.drop(columns=["at", *terms]), columns)


def _with_last(position: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `last_value` and `last_month`: the last figure before the judged period, where that has none."""
    missing = position[position["figure"].isna() & position["value"].isna()]
    figures = rows[["measure", "figure", "month"]]
    earlier = figures[figures["figure"].notna() & figures["measure"].isin(missing["measure"])]
    last = earlier.drop_duplicates("measure", keep="last").set_index("measure").reindex(position["measure"])
    return beside(position, last.set_axis(["last_value", "last_month"], axis=1))


def _months_late(position: pd.DataFrame, rows: pd.DataFrame, as_at: dt.date) -> pd.Series:
    """Whole months since the oldest figure fell due of those owed without a break up to the judged period."""
    last = rows["at"].where(rows["reported"]).groupby(rows["measure"]).transform("max").fillna(-1)
    owed = rows.loc[rows["due"] & (rows["at"] > last), ["measure", "at", "reporting_lag"]]
    oldest = position["measure"].map(owed.groupby("measure").first().sum(axis=1))
    return (closed(as_at) - oldest).fillna(0).astype("int64")


def series(
    plan: Plan, observations: pd.DataFrame, measure_id: str, breakdown: str = "", as_at: dt.date | None = None
) -> pd.DataFrame:
    """One measure period by period, from its first figure to its last: columns SERIES, percentages 0-100.

    `value` is the period's own figure. A breakdown has no trajectory and no rating: the plan's are the total's.
    Raises UnknownNameError for a measure or breakdown that the plan does not hold.
    """
    plan.measure(measure_id)
    if breakdown and breakdown not in plan.breakdowns_of(measure_id):
        names = ", ".join(plan.breakdowns_of(measure_id)) or "none"
        raise UnknownNameError(f"{measure_id} has no breakdown {breakdown!r}. It has: {names}.")
    own = observations[observations["measure"] == measure_id]
    own = own if not breakdown else own[own["breakdown"] == breakdown]
    if own.empty:
        return frame([], SeriesRow)
    last = own["month"].max().date()
    alone = replace(plan, measures=(plan.measure(measure_id),))
    rows = parts_timeline(alone, own, breakdown, last, as_at) if breakdown else timeline(alone, own, last, as_at)
    span = rows.loc[rows["reported"], "at"]
    told = rows[rows["at"].between(span.min(), span.max())]
    places = own.loc[own["breakdown"].eq(breakdown), ["month", "submission", "sheet", "cell"]]
    return settle(told.merge(places, "left", "month"), SeriesRow)


def counts(positions: pd.DataFrame) -> dict[Rating, int]:
    """The number of measures with each rating, in the order of ratings; none left out."""
    found = positions["rating"].value_counts()
    return {rating: int(found.get(str(rating), 0)) for rating in Rating}
