"""What reading a table's rows comes to: its lines, what is wrong with them, what was passed over and what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sendkpi.ingest.codes import Ask, Fault
    from sendkpi.ingest.opening.lines import Line


@dataclass(frozen=True)
class Found:
    """A table's lines, made as they are asked for; `passed` are the columns passed over."""

    lines: Iterable[Line] = ()
    faults: list[Fault] = field(default_factory=list)
    passed: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    asks: tuple[Ask, ...] = ()
