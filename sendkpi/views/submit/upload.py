"""A file that a person sent, and how it is read by what they say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendkpi.layouts import NOTHING_SAID, Answers, Layout

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract
    from sendkpi.store import KeptLayout


@dataclass(frozen=True)
class Upload:
    """A file that a person sent: how to examine it by what they say, and what is remembered of others."""

    plan: Plan
    filename: str
    sha256: str
    examine: Callable[[Answers, tuple[Extract, ...]], Examined]
    kept: tuple[KeptLayout, ...]

    @property
    def known(self) -> tuple[Layout, ...]:
        """The remembered layouts."""
        return tuple(one.layout for one in self.kept)

    def read(self, said: Answers = NOTHING_SAID, before: tuple[Extract, ...] = ()) -> Examined:
        """The file as read by these answers, held against the record and what is to be stored before it."""
        return self.examine(said, before)

    def key(self, name: str) -> str:
        """The key of a question's answer, which goes with the file."""
        return f"ask_{self.sha256[:12]}_{name}"
