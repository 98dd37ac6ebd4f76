"""What a server does once, when all is imported."""

from __future__ import annotations

import gc
from functools import cache


@cache
def settle_memory() -> None:
    """Take what imports left behind out of every later collection: else each run of a page pays for it."""
    gc.collect()
    gc.freeze()
