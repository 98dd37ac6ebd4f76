"""Ask a starting dashboard for its first page, so that the first person finds it ready.

Until some page has been asked for, Streamlit does not know the addresses of the others and greets a direct
visitor with "Page not found". The health check of the script asks for one, and fills the illustrative store.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request

PATIENCE = 90
"""Seconds until a dashboard that does not answer is left alone."""
_BETWEEN = 0.5


def warm(address: str) -> bool:
    """Whether the dashboard at this address has shown a page to itself within the time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/script-health-check", timeout=PATIENCE) as answer:  # noqa: S310 - our own
                return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's "ok"
        except urllib.error.HTTPError:
            return False
        except OSError:
            time.sleep(_BETWEEN)
    return False


if __name__ == "__main__":
    warm(sys.argv[1])
