"""The look of the pages: a quiet public-service page, in one style sheet that is joined from the `.css` files here.

They take their colours from custom properties, which are written once from those of the charts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.charts import colour

FILES = (
    "page", "scrolling", "tables", "heat_map", "cards", "delivery_line", "pieces", "milestones", "scrutiny", "story",
    "board", "papers",
)  # fmt: skip
"""In the order in which a later rule wins over an earlier one."""

COLOURS = {
    "text": colour.TEXT,
    "quiet-text": colour.QUIET_TEXT,
    "accent": colour.ACCENT,
    "ground": colour.GROUND,
    "hairline": colour.HAIRLINE,
    "grid": colour.GRID,
    "chosen": colour.CHOSEN,
    "off-track-ink": colour.BRAGS[DeliveryRating.OVERDUE].ink,
    "off-track-tint": colour.BRAGS[DeliveryRating.OVERDUE].tint,
}
"""The colours that the files may use, each as `var(--kpi-…)`."""


def show_style() -> None:
    """Send the sheet; it takes no room on the page."""
    st.html(f"<style>\n{style_sheet()}</style>")


@cache
def style_sheet() -> str:
    """The colours, then every file."""
    colours = " ".join(f"--kpi-{name}: {value};" for name, value in COLOURS.items())
    files = (Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in FILES)
    return f":root {{ {colours} }}\n{''.join(files)}"
