"""Milestones and recommendations that a workbook changes, in the words of `check` and `load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.values import month_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sendkpi.analysis import MilestoneChange, ProgressChange
    from sendkpi.intake import Examined


def delivery_lines(examined: Examined) -> Iterator[str]:
    """A line for each that changes: `1.1a: not reported -> complete on 26 November 2021`."""
    for change in examined.news.changes:
        beside = f" ({' '.join(change.beside.split())})" if change.beside else ""
        yield f"{change.about}: {change.was} -> {change.becomes}{beside}"


def delivery_answer(examined: Examined | None) -> dict[str, list[dict[str, object]]]:
    """The changes as JSON; both lists empty where nothing changes."""
    news = examined.news if examined else None
    return {
        "milestones": [_milestone(change) for change in news.milestones] if news else [],
        "recommendations": [_recommendation(change) for change in news.recommendations] if news else [],
    }


def _milestone(change: MilestoneChange) -> dict[str, object]:
    update = change.update
    return {
        "milestone": update.milestone,
        "occurrence": month_code(update.occurrence) if update.occurrence else None,
        "was": str(change.before.status) if change.before else None,
        "status": str(update.status),
        "completed_on": update.completed_on.isoformat() if update.completed_on else None,
        "due": month_code(update.due) if update.due else None,
        "place": update.place,
    }


def _recommendation(change: ProgressChange) -> dict[str, object]:
    update = change.update
    return {
        "recommendation": update.recommendation,
        "was": change.was,
        "status": str(update.status),
        "progress": update.progress,
        "place": update.place,
    }
