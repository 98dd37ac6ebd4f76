"""Every kind of chart is checked against Vega-Lite's schema as it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import EVERY_TEST, check_charts

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package", autouse=True)
def _charts_are_checked() -> Iterator[None]:
    from sendkpi.charts.drawing import schemapi  # noqa: PLC0415 - as in `check_charts`

    check_charts()
    yield
    if not EVERY_TEST:
        schemapi.disable_debug_mode()
