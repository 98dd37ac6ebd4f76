"""Everything on record as tables: the figures behind a paper, for whoever wants to work with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.board import business as boards
from sendkpi.analysis.changes import agreed
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS, DeliveryRating
from sendkpi.analysis.position.position import Position
from sendkpi.report.book import Book, Sheet
from sendkpi.spreadsheets import FIGURES_TITLE
from sendkpi.values import day_name, month_name

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.record.board import Board
    from sendkpi.record.record import Record


def everything(record: Record) -> Book:
    """The workbook of all that was on record: scorecard, figures, delivery, the board's entries, the plan's changes."""
    position = Position(record, analysis.default_month(record.plan, record.day))
    title = f"{record.plan.title}, {record.plan.place}: figures as at {day_name(record.day)}"
    cover = [
        f"Everything that was on record by the end of {day_name(record.day)}.",
        f"The scorecard is for {month_name(position.month)}, the latest month of which figures were due.",
    ]
    if record.illustrative:
        cover.append("Illustrative figures: made up to show what the workbook holds.")
    return Book(title, tuple(cover), _sheets(position), _notes(), author=record.plan.place)


def _sheets(position: Position) -> tuple[Sheet, ...]:
    record, plan, day, month = position.record, position.plan, position.day, position.month
    card = position.scorecard
    figures = record.observations.merge(card[["measure", "area", "title", "unit"]], "left", "measure")
    figures = _first(figures, "measure", "area", "title", "unit")
    return (
        Sheet("Scorecard", f"Scorecard for {month_name(month)}", "A row is a measure.", analysis.in_words(card)),
        Sheet("Figures", FIGURES_TITLE, "A row is a measure, a month and a breakdown.", figures),
        Sheet(
            "Restatements",
            "Figures that were changed after they were first reported",
            "A row is a figure.",
            _restatements(position),
        ),
        Sheet("Milestones", f"Milestones as at {day_name(day)}", "A row is a milestone.", position.milestones),
        Sheet(
            "Occurrences",
            "Recurring milestones, each time that they fell due",
            "A row is an occurrence.",
            position.occurrences(),
        ),
        Sheet("Recommendations", "Scrutiny recommendations", "A row is a recommendation.", position.recommendations),
        *board_sheets(record.board, record.published, plan, day),
        Sheet(
            "Agreed changes",
            "What was agreed since the plan was published",
            "A row is a part of what was agreed.",
            agreed.agreed(record.published, plan),
        ),
        Sheet("Comparators", "Published figures of other areas", "A row is a published figure.", position.benchmarks),
        Sheet(
            "Queries",
            "Where the published plan is in doubt",
            "A row is a query.",
            pd.DataFrame(map(vars, plan.queries)),
        ),
    )


def _restatements(position: Position) -> pd.DataFrame:
    """The restatements of all measures, each with its measure."""
    own = [position.restatements(one.id).assign(measure=one.id) for one in position.plan.measures]
    return _first(pd.concat(own, ignore_index=True), "measure")


def _first(table: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The table with these columns before the others."""
    return table[[*names, *table.columns.drop(list(names))]]


def board_sheets(board: Board, published: Plan, plan: Plan, day: dt.date) -> tuple[Sheet, ...]:
    """The board's entries as they stood on a day, a sheet for each kind."""
    decided = boards.decisions(board, boards.change_words(published, plan))
    return (
        Sheet("Actions log", "The board's actions log", "A row is an item.", boards.actions_log(board, day)),
        Sheet("Decisions", "The board's decisions", "A row is a decision.", decided),
        Sheet("Risks and issues", "Risks and issues", "A row is a risk or an issue.", boards.risks(board)),
        Sheet("Meetings", "Meetings", "A row is a meeting.", boards.meetings(board, day)),
    )


def _notes() -> tuple[tuple[str, str], ...]:
    ratings = [(wording.RATING_WORDS[one].word, wording.RATING_WORDS[one].means) for one in Rating]
    brags = [(DELIVERY_RATING_WORDS[one].word, DELIVERY_RATING_WORDS[one].means) for one in DeliveryRating]
    symbols = [(f"Symbol {mark}", f"{words.capitalize()}.") for mark, words in wording.SYMBOL_WORDS.items()]
    return (
        ("Percentages", "Are held as 0 to 100."),
        ("Months", "Are the first day of the month; of a quarter or a year the last month."),
        *((f"Rating: {word}", means) for word, means in ratings),
        *((f"Milestone: {word}", means) for word, means in brags),
        *symbols,
    )
