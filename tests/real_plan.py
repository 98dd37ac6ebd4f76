"""The plan of `data/plan`, read once for all the tests that only look at it."""

from __future__ import annotations

from sendkpi.plan import read
from sendkpi.settings import ROOT

PLAN = read(ROOT / "data" / "plan")
