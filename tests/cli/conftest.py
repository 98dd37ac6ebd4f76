"""Commands run as at a terminal, each test with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def own(own_database: str) -> str:
    """Before anything else, so that no command writes where another test reads."""
    return own_database


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """One command: its exit code and what it wrote."""

    def run_(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return run_
