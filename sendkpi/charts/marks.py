"""What happened in a month, marked on a chart: a quiet upright line, with its words where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from sendkpi.charts import colour
from sendkpi.charts.drawing import Layers, layer_of
from sendkpi.charts.labels import Align, Label
from sendkpi.charts.rows import milliseconds

if TYPE_CHECKING:
    from sendkpi.charts.axes import Axes
    from sendkpi.plan.agreed import Annotation

LETTERS = (22, 15)
"""Letters in a line of a mark's words: better, and where room is short."""
LONGEST = 60
"""Letters of a mark's words on a chart; the rest stands in the words beside it."""


class Mark(NamedTuple):
    """Words at a moment (milliseconds); `dashed` tells a new phase from what happened."""

    at: int
    text: str
    dashed: bool = False


def annotation_marks(annotations: Iterable[Annotation], axes: Axes) -> list[Mark]:
    """The annotations that lie on the axis, those of one month as one mark."""
    texts: dict[int, list[str]] = {}
    for one in annotations:
        texts.setdefault(milliseconds(one.month), []).append(one.text)
    return [Mark(at, "; ".join(words)) for at, words in texts.items() if axes.start <= at <= axes.end]


def mark_layers(marks: Sequence[Mark], axes: Axes) -> Layers:
    """The upright lines, from bottom to top."""
    layers = []
    for dashed in (False, True):
        rows = [{"month": one.at, "text": one.text} for one in marks if one.dashed is dashed]
        line = alt.Chart().mark_rule(
            color=colour.HAIRLINE, strokeWidth=1.5, strokeDash=[2, 3] if dashed else [1, 0], aria=False
        )
        layers += [layer_of(rows, line.encode(x=axes.x))] if rows else []
    return layers


def mark_names(marks: Iterable[Mark], axes: Axes) -> Iterator[tuple[Label, ...]]:
    """The words of each mark, beside its line: at the top, at the bottom, or between, in long or short lines."""
    for one in marks:
        words = shorten(one.text, LONGEST, placeholder=" …")
        label = Label(tuple(wrap(words, LETTERS[0])), one.at, axes.top, above=False, ink=colour.QUIET_TEXT)
        yield tuple(
            replace(label, level=axes.top * share, above=above, align=align, lines=tuple(wrap(words, letters)))
            for letters in LETTERS
            for share, above in ((1.0, False), (0.0, True), (0.8, False), (0.2, True), (0.6, False), (0.4, True))
            for align in (Align.LEFT, Align.RIGHT)
        )
