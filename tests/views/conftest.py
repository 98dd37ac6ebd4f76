"""Pages driven without a browser, and what they show as plain words."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from sendkpi import ingest, settings, store
from sendkpi.values import today
from sendkpi.views.frame import positions
from tests.filled import Entry, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract

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


@pytest.fixture(scope="session", autouse=True)
def _components_found_once() -> Iterator[None]:
    """Streamlit looks through all installed packages for components at every page that a test opens: once will do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@cache
def month_extract(plan: Plan, month: str, entries: tuple[tuple[str, Entry], ...]) -> Extract:
    """The month's workbook as it is read, once for all tests."""
    return ingest.read_workbook(plan, filled(plan, month, dict(entries)), f"{month}.xlsx", today())


@pytest.fixture
def load(own_database: str) -> Callable[..., store.Submission]:
    """`load("2022-01", {"EHCP1": (6, 19)})` stores a month's figures in this test's own database."""

    def stored(month: str, entries: dict[str, Entry]) -> store.Submission:
        extract = month_extract(positions.current_plan(), month, tuple(entries.items()))
        return store.submit(store.connect(own_database), extract, by="A. Officer", reason="Only these")

    return stored


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded(content: bytes, name: str = "filled.xlsx") -> AppTest:
    """The Submit page with this file in its box."""
    return uploaded_together({name: content})


def uploaded_together(files: dict[str, bytes]) -> AppTest:
    """The Submit page with these files in its box, by their names."""
    at = dashboard().switch_page("pages/submit_figures.py").run()
    return at.file_uploader[0].set_value([(name, content, XLSX) for name, content in files.items()]).run()


def store_figures(at: AppTest, *, name: str = "A. Officer", confirmed: bool = True, reason: str = "Checked") -> AppTest:
    """The form filled in and sent."""
    at.text_input(key="submit_name").set_value(name)
    if at.checkbox:
        at.checkbox(key="submit_confirmed").set_value(confirmed)
        at.text_input(key="submit_reason").set_value(reason)
    return next(one for one in at.button if one.label.startswith("Store th")).click().run()
