"""Lists made from the milestones as judged: those within filters, those that need attention, those of a quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from sendkpi.analysis.delivery.milestones import grid, in_quarter, quarter_of
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, NEEDING, DeliveryRating
from sendkpi.frames import columns_of, frame
from sendkpi.frames.delivery import FallingRow
from sendkpi.values import add_months, month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan

FALLING = columns_of(FallingRow)
"""The columns of `falling_due`."""


@dataclass(frozen=True)
class Column:
    """A column of the milestones list: which of `milestones` it shows, and under what name in each place.

    A place in which it has no name leaves it out.
    """

    shows: str
    page: str = ""
    file: str = ""
    command: str = ""
    terminal: str = ""


COLUMNS = (
    Column("milestone", "Milestone", "milestone", "milestone", "milestone"),
    Column("title", file="title"),
    Column("action", file="action", command="action"),
    Column("area", file="area", command="area"),
    Column("sub_group", file="sub_group"),
    Column("lead", file="lead", command="lead"),
    Column("title", command="title"),
    Column("quarter", file="quarter"),
    Column("brag", "Judged"),
    Column("published_month", file="published_month"),
    Column("due_month", "Due", "due_month", "due", "due"),
    Column("start_month", file="start_month", command="start", terminal="start"),
    Column("apart", file="recurring_or_ongoing", terminal="recurs"),
    Column("brag", file="judgement"),
    Column("kind", command="kind"),
    Column("status", file="status", command="status", terminal="status"),
    Column("completed_on", "Done", "completed_on", "completed_on", "completed"),
    Column("months_overdue", file="months_overdue", command="months_overdue", terminal="months overdue"),
    Column("months_slipped", file="months_moved"),
    Column("done", file="occurrences_done"),
    Column("asked", file="occurrences_due"),
    Column("reason", file="reason"),
    Column("comment", "What was said", "comment"),
    Column("evidence", file="evidence"),
    Column("reported_on", file="reported_on"),
    Column("reported_by", file="reported_by"),
    Column("title", terminal="title"),
)
"""The columns of the milestones list in their order, wherever it is shown: on the page, in the files that the page
offers, in what the command `milestones` writes for programs, and in its table for people. One whose place differs from
list to list stands here once for each place.
"""


def columns_in(place: Literal["page", "file", "command", "terminal"]) -> dict[str, str]:
    """The names of the columns in one place, each with the column of `milestones` that it shows."""
    return {name: one.shows for one in COLUMNS if (name := getattr(one, place))}


@dataclass(frozen=True)
class DeliveryFilters:
    """Which milestones to look at; an empty choice leaves all."""

    areas: tuple[str, ...] = ()
    sub_groups: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    brags: tuple[DeliveryRating, ...] = ()
    quarters: tuple[str, ...] = ()
    action: str = ""


def within(plan: Plan, rows: pd.DataFrame, filters: DeliveryFilters) -> pd.DataFrame:
    """The rows of `milestones` within every filter; a sub-group's are those of the actions that it shares too."""
    actions = [
        one.id
        for one in plan.actions
        if (not filters.areas or one.area in filters.areas)
        and (not filters.sub_groups or {one.sub_group, *one.sub_groups_shared} & set(filters.sub_groups))
        and (not filters.leads or set(one.leads) & set(filters.leads))
        and filters.action in {"", one.id}
    ]
    kept = rows["action"].isin(actions)
    if filters.brags:
        kept &= rows["brag"].isin(filters.brags)
    if filters.quarters:
        kept &= rows["quarter"].isin(filters.quarters)
    return rows[kept]


def attention(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `milestones` that need attention: overdue first, longest first, then at risk, then deferred."""
    needing = rows[rows["brag"].isin(NEEDING)]
    order = needing["brag"].map({str(brag): place for place, brag in enumerate(NEEDING)})
    late = needing["months_overdue"].fillna(0)
    return needing.assign(_order=order, _late=-late).sort_values(["_order", "_late"], kind="stable")[rows.columns]


def falling_due(rows: pd.DataFrame, occurrences: pd.DataFrame, quarter_ending: dt.date) -> pd.DataFrame:
    """The milestones that fall due in a calendar quarter, named by its last month, by month: columns FALLING.

    In: rows of `milestones`, and `occurrences_frame` up to the quarter's end. `begins` tells those that only start
    then; `occurrence` is the month of one occurrence of a recurring milestone, missing for others.
    """
    own = in_quarter(rows[rows["asked"].isna()], quarter_ending)
    once = own.assign(
        month=own["due_month"].fillna(own["start_month"]),
        begins=own["due_month"].isna(),
        occurrence=pd.Series(pd.NaT, own.index, dtype="datetime64[us]"),
    )
    first = pd.Timestamp(add_months(quarter_ending.replace(day=1), -2))
    come = occurrences[occurrences["due_month"].between(first, pd.Timestamp(quarter_ending.replace(day=1)))]
    titles = rows[["milestone", "action", "lead", "title"]]
    repeated = titles.merge(come, on="milestone").assign(begins=False)
    repeated = repeated.rename(columns={"due_month": "month", "occurrence_month": "occurrence"})
    parts = [part[FALLING] for part in (once, repeated) if len(part)]
    if not parts:
        return frame([], FallingRow)
    place = {name: index for index, name in enumerate(rows["milestone"])}
    found = pd.concat(parts)
    return found.assign(_place=found["milestone"].map(place)).sort_values(["month", "_place"], kind="stable")[FALLING]


def quarter_words(plan: Plan) -> dict[str, str]:
    """The names of the quarters of the plan's grid, in order; one before all those with a date is named by it."""
    names = [name for name in grid(plan) if name]
    words = {name: name.replace("-", "–") for name in names}
    if len(names) > 1 and not any(letter.isdigit() for letter in names[0]):
        months = [one.tracking_month for one in plan.milestones if one.quarter == names[1] and one.tracking_month]
        if months:
            words[names[0]] = f"Before {month_name(add_months(quarter_of(min(months)), -2))}"
    return {**words, "": "No date"}


def moved(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row of `milestones` is due in another month than the one it was published with."""
    return rows["due_month"].notna() & (rows["due_month"] != rows["published_month"])


def listed(plan: Plan, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `milestones` as a file gives them, in people's words: `columns_in("file")`."""
    groups = {one.id: one.title for one in plan.sub_groups}
    worded = rows.assign(
        sub_group=rows["sub_group"].map(lambda name: groups.get(name, name)),
        quarter=rows["quarter"].map(quarter_words(plan)),
        brag=rows["brag"].map({str(brag): words.word for brag, words in DELIVERY_RATING_WORDS.items()}),
    )
    names = columns_in("file")
    return worded[list(names.values())].set_axis(list(names), axis=1)
