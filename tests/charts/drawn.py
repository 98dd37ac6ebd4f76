"""A chart's specification as a reader sees it: its layers from bottom to top, and the rows that each draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Spec = dict[str, Any]


def layers(spec: Spec, mark: str | None = None) -> list[Spec]:
    """Every layer that draws something, from bottom to top, with the data that it has or inherits; of one mark."""
    return [one for one in _leaves(spec, None) if mark in {None, one["mark"]["type"]}]


def drawn_rows(layer: Spec) -> list[Spec]:
    """The rows that a layer draws: those that pass its filters."""
    given = layer["data"]["values"]
    for one in layer.get("transform", []):
        given = [row for row in given if _passes(row, one["filter"])]
    return given


def _leaves(spec: Spec, data: Spec | None) -> Iterator[Spec]:
    data = spec.get("data", data)
    if "layer" not in spec:
        yield spec | {"data": data}
    for one in spec.get("layer", []):
        yield from _leaves(one, data)


def _passes(row: Spec, test: str) -> bool:
    if test == "datum.count > 1":
        return row["count"] > 1
    name = test.removeprefix("isValid(datum.").removesuffix(")")
    return row[name] is not None
