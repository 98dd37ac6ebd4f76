"""Pages driven without a browser, and what they show as plain words."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from sendkpi import intake, settings, store
from sendkpi.plan import read
from sendkpi.values import today
from tests.filled import Entry, filled

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 60
PAGES = tuple(sorted(page.stem for page in (settings.ROOT / "pages").glob("*.py")))
INLINE = re.compile(r"</?(strong|b|span|a)\b[^>]*>")


def dashboard(**query: str) -> AppTest:
    """The whole dashboard at its first page, with this address, not yet run."""
    return addressed(AppTest.from_file(settings.ROOT / "dashboard.py", default_timeout=SECONDS), "", query)


def page_alone(name: str, path: str = "", **query: str) -> AppTest:
    """A page's file run by itself, as a visit to a server just started may run it."""
    return addressed(AppTest.from_file(settings.ROOT / "pages" / f"{name}.py", default_timeout=SECONDS), path, query)


def addressed(at: AppTest, path: str, query: dict[str, str]) -> AppTest:
    """The page as if its address ended so."""
    at.context["url"] = f"http://localhost/{path}"
    at.query_params.update(query)
    return at


def words(at: AppTest) -> str:
    """Everything on the page that is ours to say, without its markup."""
    html = [element.proto.body for element in at.get("html") if "<style>" not in element.proto.body]
    boxes = [element.value for kind in (at.error, at.warning, at.info, at.success) for element in kind]
    plain = [re.sub(r"<[^>]*>", " ", INLINE.sub("", text)) for text in [*html, *boxes]]
    return " ".join(unescape(" ".join(plain)).split())


def alternatives(at: AppTest) -> list[str]:
    """The text alternatives of the page's charts."""
    return [chart.proto.alt for chart in at.get("vega_lite_chart")]


@pytest.fixture
def load(own_database: str) -> Callable[..., None]:
    """`load("2022-01", {"EHCP1": (6, 19)})` stores a month's figures in this test's own database."""
    plan = read(settings.plan_folder())

    def stored(month: str, entries: dict[str, Entry]) -> store.Submission:
        engine = store.connect(own_database)
        examined = intake.examine(plan, engine, filled(plan, month, entries), f"{month}.xlsx", today())
        return intake.accept(engine, examined, by="A. Officer", reason="Only these", confirmed=True)

    return stored
