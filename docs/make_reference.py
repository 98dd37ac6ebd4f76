"""Writes problems.md and ratings.md of this folder from the product's own codes and words: run by `make docs`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sendkpi.analysis.delivery import news
from sendkpi.analysis.delivery.rating import DELIVERY_RATING_WORDS
from sendkpi.analysis.forecast.likelihood import LEAST, Likelihood
from sendkpi.analysis.forecast.silence import SILENCE_WORDS
from sendkpi.analysis.position import unlikely
from sendkpi.analysis.wording import RATING_WORDS
from sendkpi.charts import colour
from sendkpi.cli.files import UNREADABLE
from sendkpi.files import write_file
from sendkpi.ingest.codes import CODES
from sendkpi.intake import DESTROYED
from sendkpi.values import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).parent

MADE = "<!-- Written by make_reference.py: `make docs` writes it anew. -->"

LATER: Mapping[str, tuple[Severity, str]] = {
    "restatement": (Severity.WARNING, "A figure that counts now would be replaced by another."),
    "due_and_missing": (Severity.WARNING, "A measure is due in a month of the file, and has no figure."),
    "small_sample": (Severity.WARNING, "Fewer cases were counted than the plan asks for."),
    "outside_history": (Severity.WARNING, "A figure lies outside the process limits of the figures before it."),
    unlikely.FAR_FROM_HISTORY: (
        Severity.WARNING,
        "A count is ten times the usual level of the figures before it, or a tenth of it.",
    ),
    unlikely.RUNNING_TOTAL: (
        Severity.WARNING,
        "A count of one month looks like a total that runs on from the month before.",
    ),
    news.CANNOT_STAND: (Severity.ERROR, "An update says what cannot be reported of the milestone or recommendation."),
    news.DUE_DIFFERS: (
        Severity.ERROR,
        "A milestone's month is another than the one on record, and the row does not say that it is deferred.",
    ),
    news.NO_LONGER_COMPLETE: (Severity.WARNING, "A milestone that is complete on record would become something else."),
    DESTROYED: (Severity.ERROR, "The same file was destroyed here before, for data protection."),
    UNREADABLE: (Severity.ERROR, "The system cannot open the file."),
}
"""What is found by holding a file against the record, or before it is read: how grave, and what it means."""


def main() -> None:
    """Write both files."""
    for name, text in reference().items():
        write_file(FOLDER / name, text.encode())


def reference() -> dict[str, str]:
    """The text of each file, by its name."""
    return {"problems.md": "\n".join(_problems()) + "\n", "ratings.md": "\n".join(_ratings()) + "\n"}


def _problems() -> Iterator[str]:
    yield from (
        "# Problems in an uploaded file",
        MADE,
        "",
        "`check --format json` gives each problem's code. An error keeps the whole file out. A warning waits until an",
        "officer confirms it with a reason.",
        "",
        "## Found while reading",
        "| code | | what it means | what to do |",
        "|---|---|---|---|",
    )
    yield from (f"| `{one.name}` | {one.severity} | {one.meaning} | {one.advice} |" for one in CODES)
    yield from (
        "",
        "## Found by holding the file against the record",
        "Each of these problems says in its own words what to do.",
        "",
        "| code | | what it means |",
        "|---|---|---|",
    )
    yield from (f"| `{code}` | {severity} | {meaning} |" for code, (severity, meaning) in LATER.items())


def _ratings() -> Iterator[str]:
    yield from ("# Ratings", MADE, "", "## Of a measure at a month", "| shape | word | what it says |", "|---|---|---|")
    for rating, words in RATING_WORDS.items():
        yield f"| {colour.RATINGS[rating].shape} | {words.word} | {words.means} |"
    yield from ("", "## Of delivery", "| shape | word | what it says |", "|---|---|---|")
    for brag, words in DELIVERY_RATING_WORDS.items():
        yield f"| {colour.BRAGS[brag].shape} | {words.word} | {words.means} |"
    yield from ("", "## Of a target that is ahead", "| word | chance of meeting it |", "|---|---|")
    for word, least, end in zip(Likelihood, LEAST.values(), [100, *LEAST.values()], strict=False):
        yield f"| {word} | {least} to {end} % |"
    yield from ("", "Nothing is said of where a measure is heading where:", "")
    yield from (f"- {words}" for words in SILENCE_WORDS.values() if words)


if __name__ == "__main__":
    main()
