"""The rating of delivery: of a milestone, an action or a group; and its words."""

from __future__ import annotations

from enum import StrEnum

from sendkpi.analysis.wording import RatingWords


class DeliveryRating(StrEnum):
    """The rating of delivery: blue, green, amber or red by a word, or why there is none."""

    COMPLETE = "complete"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    DEFERRED = "deferred"
    OVERDUE = "overdue"
    NOT_DUE = "not due"
    NOT_STARTED = "not started"
    NOT_REPORTED = "not reported"
    NO_DATE = "no date"


NEEDING = (DeliveryRating.OVERDUE, DeliveryRating.AT_RISK, DeliveryRating.DEFERRED)
"""What needs attention, the worst first."""

DELIVERY_RATING_WORDS = {
    DeliveryRating.COMPLETE: RatingWords("Complete", "It is done."),
    DeliveryRating.ON_TRACK: RatingWords("On track", "It is reported to be on its way, or each occurrence was done."),
    DeliveryRating.AT_RISK: RatingWords("At risk", "It is reported that it may not be done in time."),
    DeliveryRating.DEFERRED: RatingWords("Deferred", "It was moved to a later month, with a reason."),
    DeliveryRating.OVERDUE: RatingWords("Overdue", "The month in which it was due has passed, and it is not done."),
    DeliveryRating.NOT_DUE: RatingWords("Not due yet", "Its month has not passed, and nothing else is reported."),
    DeliveryRating.NOT_STARTED: RatingWords("Not started", "It is reported that it has not begun; no month binds it."),
    DeliveryRating.NOT_REPORTED: RatingWords("Not reported", "Its start has passed, and nothing was reported of it."),
    DeliveryRating.NO_DATE: RatingWords(
        "No date", "The plan gives it no month, so it is never overdue by the calendar."
    ),
}
"""How delivery is judged, in words: of a milestone, and by the worst of its milestones of an action or a group."""
