"""Layers as one chart: its specification as Vega-Lite reads it, in the look that every chart has.

Altair writes each layer; they are put together here, since Altair's own way copies every layer and row several
times. Altair also checks all that it writes against Vega-Lite's schema, in half of a chart's time: that is for tests,
which turn it on (`altair.utils.schemapi.enable_debug_mode`); whoever else draws a chart has it off.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt
from altair.utils import schemapi

from sendkpi.charts import colour

if TYPE_CHECKING:
    from sendkpi.charts.rows import Row

schemapi.disable_debug_mode()

FONT = '"Source Sans", sans-serif'
SIZE = 13
"""Pixels of the letters in a chart and at its axes."""

Spec = dict[str, Any]
"""A Vega-Lite specification, of a chart or of a layer: what JSON can hold."""
Layers = list[Spec]

WORDS = alt.Description(field="Words", type="nominal")
"""What a screen reader says of a mark: the words of its row."""
RUN = alt.Detail(field="run", type="nominal")
"""A line for each stretch of the rows that one may join."""


def layer(drawn: alt.Chart) -> Spec:
    """A layer that draws the rows of what it lies in."""
    written: Spec = drawn.to_dict(validate=False, context={"top_level": False, "data": None})
    return written


def layer_of(rows: Iterable[Row], *layers: alt.Chart | Spec) -> Spec:
    """Layers, from bottom to top, that draw these rows, apart from those with rows of their own: they are sent once."""
    written = [one if isinstance(one, dict) else layer(one) for one in layers]
    data = {"data": {"values": list(rows)}}
    return data | written[0] if len(written) == 1 else data | {"layer": written}


def tooltip(names: Iterable[str]) -> list[alt.Tooltip]:
    """The tooltip of a mark: these words of its row; empty ones are left out."""
    return [alt.Tooltip(field=name, type="nominal") for name in names]


def dressed(layers: Layers, height: int, **more: object) -> Spec:
    """Layers, from bottom to top, as one chart of this height in pixels; `more` as Vega-Lite names it.

    Raises jsonschema's ValidationError where Altair's checks are on and the layers are not Vega-Lite.
    """
    spec: Spec = _look() | {"layer": layers, "height": height} | more
    if schemapi.DEBUG_MODE:
        alt.LayerChart.validate(spec)
    return spec


@cache
def _look() -> Spec:
    """All that every chart has; not to be written to."""
    empty = (
        alt.LayerChart(layer=[], width="container")
        .configure(font=FONT, background=colour.GROUND, padding={"left": 2, "right": 10, "top": 10, "bottom": 2})
        .configure_view(stroke=None)
        .configure_axis(labelColor=colour.QUIET_TEXT, labelFontSize=SIZE)
    )
    look: Spec = empty.to_dict()
    return look
