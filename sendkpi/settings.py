"""Where things are kept: the plan folder, the database, the sample, from the environment or by default."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_FOLDER = ROOT / "data" / "sample"
AREAS = ROOT / "data" / "areas.csv"
"""The names of authorities and regions that tables beside ours may be of; ours is the plan's to say."""


def plan_folder() -> Path:
    """The folder of the plan's tables: `SENDKPI_PLAN`, else the one that comes with the product."""
    return Path(os.environ.get("SENDKPI_PLAN") or ROOT / "data" / "plan")


def database_url() -> str:
    """The store's SQLAlchemy URL: `SENDKPI_DATABASE_URL`, else a SQLite file of our own."""
    return os.environ.get("SENDKPI_DATABASE_URL") or f"sqlite:///{ROOT / 'data' / 'sendkpi.db'}"


def illustrative_url() -> str:
    """The URL of the store that holds the illustrative figures, apart from any real one.

    `SENDKPI_ILLUSTRATIVE_URL` moves it, for tests.
    """
    return os.environ.get("SENDKPI_ILLUSTRATIVE_URL") or f"sqlite:///{ROOT / 'data' / 'illustrative.db'}"


def paper_template() -> Path:
    """The Word file whose styles papers take: `SENDKPI_PAPER_TEMPLATE`, else the one that comes with the product."""
    return Path(os.environ.get("SENDKPI_PAPER_TEMPLATE") or ROOT / "data" / "templates" / "highlight-report.docx")
