"""Charts as pictures, drawn in this process: no browser, no network."""

from __future__ import annotations

import json
from functools import lru_cache

import vl_convert

DOTS_PER_MM = 96 / 25.4
"""Of a chart's own measure: letters of 12 then stand 9 points high on paper."""
SHARPNESS = 2
"""Picture dots for each of those: 192 an inch."""


@lru_cache(maxsize=256)
def png(spec: str, width: float, height: float) -> bytes:
    """A Vega-Lite specification as a PNG picture of this width and height in millimetres on paper."""
    drawn = json.loads(spec)
    drawn |= {"width": round(width * DOTS_PER_MM), "height": round(height * DOTS_PER_MM)}
    drawn["autosize"] = {"type": "fit", "contains": "padding"}
    picture: bytes = vl_convert.vegalite_to_png(json.dumps(drawn), scale=SHARPNESS)
    return picture
