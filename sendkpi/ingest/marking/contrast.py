"""How light a workbook's colour is, so that text can be read on the fill behind it (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from openpyxl.styles.colors import COLOR_INDEX, Color

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_BLACK = "000000"
_THEME_COLOUR = re.compile(rb'<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9A-Fa-f]{6})"')
_SCHEME = re.compile(rb"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
_DIM = 0.04045  # up to here a channel grows straight, above it by a power (sRGB)


def theme_colours(book: Workbook) -> tuple[str, ...]:
    """The colours that cells name by number; none where the workbook has no theme."""
    scheme = _SCHEME.search(book.loaded_theme or b"")
    found = [colour.decode() for colour in _THEME_COLOUR.findall(scheme[0])] if scheme else []
    return (found[1], found[0], found[3], found[2], *found[4:]) if len(found) > 3 else ()  # noqa: PLR2004 - light and dark stand the other way round in the file


def luminance(colour: Color | None, theme: Sequence[str]) -> float:
    """From 0 for black to 1 for white; black where the colour is not known."""
    red, green, blue = _channels(colour, theme)
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def contrast(one: float, other: float) -> float:
    """The ratio of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _channels(colour: Color | None, theme: Sequence[str]) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1, a theme's colour lightened or darkened as the cell says."""
    code = _code(colour, theme)
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    tint = colour.tint if colour is not None else 0.0
    if not tint:
        return red, green, blue
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)


def _code(colour: Color | None, theme: Sequence[str]) -> str:
    """The colour as six hexadecimal digits."""
    if colour is None:
        return _BLACK
    named = {"theme": theme, "indexed": COLOR_INDEX}.get(colour.type)
    if named is not None:
        known = 0 <= colour.value < len(named)
        return named[colour.value][-6:] if known else _BLACK
    text = str(colour.value)[-6:]
    return text if re.fullmatch("[0-9A-Fa-f]{6}", text) else _BLACK


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _DIM else ((channel + 0.055) / 1.055) ** 2.4
