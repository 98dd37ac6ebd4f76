"""What moved between two positions, each kind as a frame of its own: the parts of `moves.moves`.

Each has the columns of `moves.MOVES` that it can tell, its `sentence` among them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from sendkpi.analysis.changes import words
from sendkpi.analysis.changes.agreed import agreed
from sendkpi.analysis.changes.words import MoveKind, Way
from sendkpi.analysis.periods.grid import measures_frame
from sendkpi.analysis.periods.rating import JUDGED, Rating, Reason
from sendkpi.analysis.spc.labels import CONCERNS, IMPROVEMENTS, Assurance, Variation
from sendkpi.analysis.wording import as_given
from sendkpi.frames import Row, rows_of
from sendkpi.record.same_figures import COMPARED, same_figures

if TYPE_CHECKING:
    from sendkpi.plan import Plan

R = TypeVar("R", bound=Row)

FIGURE = ["measure", "month", "breakdown"]

CONCERN = {
    Rating.BLUE: 0,
    Rating.GREEN: 1,
    Rating.BASELINE_OVERDUE: 3,
    Rating.TARGET_OVERDUE: 3,
    Rating.NOT_REPORTED: 3,
    Rating.AMBER: 4,
    Rating.RED: 5,
}
"""How much a rating asks of a reader: more is worse. Every other rating stands between green and amber."""
BETWEEN = 2

NEWS: dict[Variation | Assurance, int] = {
    **dict.fromkeys(CONCERNS, -1),
    **dict.fromkeys(IMPROVEMENTS, 1),
    Assurance.FAIL: -1,
    Assurance.PASS: 1,
}
"""Verdicts that are bad and good news; every other is neither."""
QUIET = ["", str(Variation.COMMON_CAUSE), str(Assurance.INCONSISTENT)]
"""Verdicts that say nothing special: between one of them and none, nothing moved."""

_FROM_SCORECARD = ["measure", "title", "area", "unit", "month", "value", "last_value", "rating", "rating_reason"]
_VERDICTS = ["variation", "assurance", "process_note", "verdict_month", "sentence"]


def pairs(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The later scorecard's measures, each beside its earlier row (`…_was`); those that only one knows are left out."""
    was = before[["measure", "value", "last_value", "rating", "rating_reason", "variation", "assurance"]]
    rows = after[[*_FROM_SCORECARD, *_VERDICTS]].merge(was, on="measure", suffixes=("", "_was"))
    return rows.rename(columns={"value_was": "value_before"}).assign(value_after=rows["value"])


def reporting(rows: pd.DataFrame) -> pd.DataFrame:
    """Measures that stopped, and those of which figures are there again."""
    now, then = (rows[name].eq(Reason.DUE_AND_MISSING) for name in ("rating_reason", "rating_reason_was"))
    reported_before = rows["value_before"].notna() | rows["rating_was"].eq(Rating.NOT_REPORTED)
    moved = rows.assign(before=rows["rating_was"], after=rows["rating"])
    stopped = moved[now & ~then & (reported_before | rows["last_value"].notna())].assign(
        kind=str(MoveKind.STOPPED), way=str(Way.WORSE)
    )
    began = moved[then & ~now].assign(kind=str(MoveKind.BEGAN), way=str(Way.BETTER))
    began["way"] = began["way"].mask(began["after"].isin([Rating.AMBER, Rating.RED]), str(Way.WORSE))
    began["sentence"] = _worded(began, words.describe_return, words.PairRow)
    return pd.concat([stopped, began])


def ratings(rows: pd.DataFrame) -> pd.DataFrame:
    """Measures of which the rating moved; a figure that is missing, or there again, is as_given by `reporting`.

    A move from a judged rating to none is neither worse nor better.
    """
    now, then = rows["rating"], rows["rating_was"]
    moved = rows[now.ne(then) & ~rows["measure"].isin(reporting(rows)["measure"])]
    moved = moved.assign(kind=str(MoveKind.RATING), before=moved["rating_was"], after=moved["rating"])
    step = concern(moved["after"]) - concern(moved["before"])
    lost = moved["before"].isin(JUDGED) & ~moved["after"].isin(JUDGED)
    moved["way"] = _way(-step.mask(lost, 0))
    moved["sentence"] = _worded(moved, words.describe_rating, words.PairRow)
    return moved


def verdicts(rows: pd.DataFrame, kind: MoveKind) -> pd.DataFrame:
    """Measures of which a verdict moved: VARIATION or ASSURANCE."""
    now, then = rows[str(kind)], rows[f"{kind}_was"]
    silent = (now.eq("") & then.isin(QUIET)) | (then.eq("") & now.isin(QUIET))
    moved = rows[now.ne(then) & ~silent]
    moved = moved.assign(kind=str(kind), before=moved[f"{kind}_was"], after=moved[str(kind)])
    news, was = (_numbers(moved[name], NEWS, 0) for name in ("after", "before"))
    step = news if kind is MoveKind.VARIATION else (news - was).where(moved["after"].ne(""), 0)
    moved["way"] = _way(step)
    moved = moved.assign(note=moved["process_note"], note_month=moved["verdict_month"])
    moved["sentence"] = _worded(
        moved, words.describe_variation if kind is MoveKind.VARIATION else words.describe_assurance, words.PairRow
    )
    return moved


def restated(
    plan: Plan, before: pd.DataFrame, after: pd.DataFrame, last: dt.date, senders: Mapping[int, str]
) -> pd.DataFrame:
    """Figures for months up to `last` that stood before and now say something else or are withdrawn, newest first.

    In: the observations that stood at each time, columns `frames.figures.ObservationRow`, the plan's alone count.
    """
    columns = [*FIGURE, *COMPARED, "submission", "recorded_at"]
    was = before.loc[before["month"] <= pd.Timestamp(last), columns[:-2]]
    rows = was.merge(after[columns], "left", FIGURE, suffixes=("_was", ""), indicator="found")
    rows["symbol"] = rows["symbol"].fillna("").astype("str")
    rows = rows[~(rows["found"].eq("both") & same_figures(rows, "{}_was"))]
    rows = rows.merge(measures_frame(plan)[["measure", "title", "area", "unit"]], on="measure")
    rows = rows.assign(kind=str(MoveKind.RESTATED), way=str(Way.NEITHER))
    rows["before"] = _given(rows, "{}_was")
    rows["after"] = _given(rows, "{}").where(rows["found"].eq("both"), words.WITHDRAWN)
    rows = rows.rename(columns={"value_was": "value_before"}).assign(value_after=rows["value"])
    rows["recorded_by"] = [senders.get(number, "") for number in rows["submission"]]
    rows["sentence"] = _worded(rows, words.describe_restatement, words.RestatedRow)
    return rows.sort_values(["month", "breakdown"], ascending=[False, True], kind="stable")


def _given(rows: pd.DataFrame, name: str) -> pd.Series:
    """Each figure as it was given, of the columns that `name` names: `{}_was`."""
    parts = (rows[name.format(one)] for one in COMPARED)
    return pd.Series(list(map(as_given, rows["unit"], *parts)), index=rows.index, dtype="str")


def agreements(before: Plan, after: Plan) -> pd.DataFrame:
    """The changes agreed after the one plan's last decision and by the other's, oldest first."""
    moments = {one.recorded_at for one in before.changes.decisions}
    rows = agreed(before, after)
    rows = rows[~rows["recorded_at"].isin(moments)].sort_values("recorded_at", kind="stable")
    about = _about(after)
    for name in ("measure", "title", "area"):
        rows[name] = [about.get(one, {"title": one}).get(name, "") for one in rows["about"]]
    answered = rows["kind"].eq("answer")
    rows = rows.assign(part=rows["part"].mask(answered, words.QUERY), query=rows["about"].where(answered, ""))
    rows = rows.rename(columns={"effective_month": "month"})
    rows["month"] = pd.to_datetime(rows["month"])
    rows = rows.assign(kind=str(MoveKind.AGREED), way=str(Way.NEITHER))
    rows["sentence"] = _worded(rows, words.describe_agreement, words.AgreementRow)
    return rows


def _about(plan: Plan) -> dict[str, dict[str, str]]:
    """The subjects of changes, by name: a measure, a query and the one measure it is about, an area."""
    measures = {one.id: {"measure": one.id, "title": one.title, "area": one.area} for one in plan.measures}
    queries = {
        one.id: {"title": "The plan"} | (measures.get(one.about[0], {}) if len(one.about) == 1 else {})
        for one in plan.queries
    }
    areas = {one.id: {"title": one.id, "area": one.id} for one in plan.areas}
    return queries | areas | measures


def concern(ratings_: pd.Series) -> pd.Series:
    """The rank of each rating by CONCERN."""
    return _numbers(ratings_, CONCERN, BETWEEN)


def _numbers(texts: pd.Series, numbers: Mapping[Any, int], other: int) -> pd.Series:
    """The number of each word, also where there are no rows to tell its type by."""
    return pd.Series([numbers.get(text, other) for text in texts], index=texts.index, dtype="int64")


def _way(step: pd.Series) -> np.ndarray:
    """Better where the step is up, worse where it is down."""
    return np.select([step > 0, step < 0], [str(Way.BETTER), str(Way.WORSE)], default=str(Way.NEITHER))


def _worded(rows: pd.DataFrame, describe: Callable[[R], str], row: type[R]) -> pd.Series:
    return pd.Series(list(map(describe, rows_of(rows, row))), index=rows.index, dtype="str")
