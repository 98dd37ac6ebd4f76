"""What all tests share: a database of their own, settled Hypothesis, and skips that count as failures where asked.

With `SENDKPI_REQUIRE_ALL_TESTS` set, as in `.ci/run`, a test that is skipped has failed, and says why.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Engine

BROWSER = Path(__file__).parent / "browser"
EVERY_TEST = bool(os.environ.get("SENDKPI_REQUIRE_ALL_TESTS"))

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _no_real_database(tmp_path_factory) -> Iterator[None]:
    """No test, whatever it forgets, reads or writes the databases in `data/`.

    The illustrative figures are filled in once, by whichever test shows them first: pages never write to them.
    Where processes share the tests they share these figures too.
    """
    folder = tmp_path_factory.mktemp("databases")
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SENDKPI_DATABASE_URL", f"sqlite:///{folder / 'own.db'}")
        patch.setenv("SENDKPI_ILLUSTRATIVE_URL", f"sqlite:///{shared / 'illustrative.db'}")
        patch.delenv("SENDKPI_PLAN", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _stores_are_quick() -> Iterator[None]:
    """Stores of one process share what SQLAlchemy makes of a statement: a dashboard opens one, tests a thousand.

    Nor do they wait at every write until it is on the disk, where it would outlast a power cut.
    """
    from sqlalchemy import event  # noqa: PLC0415 - as in `check_charts`

    from sendkpi.store.base import database  # noqa: PLC0415 - likewise

    engines: list[Engine] = []

    def created(url: URL) -> Engine:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            engines.append(engine)
            event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF"))
            engine.dialect = engines[0].dialect
            engine._compiled_cache = engines[0]._compiled_cache  # noqa: SLF001 - it has no public name
            del engines[1:]
        return engine

    create_engine = database.create_engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "create_engine", created)
        yield


@pytest.fixture(scope="session", autouse=True)
def _every_chart_is_checked() -> None:
    """Where every test is required, Altair checks all that pages and papers draw against Vega-Lite's schema.

    Elsewhere it checks every kind of chart in the tests of charts, and leaves the others as they are served.
    """
    if EVERY_TEST:
        check_charts()


def check_charts() -> None:
    """Have Altair check charts against the schema, which what draws them turns off when it is imported."""
    from sendkpi.charts import drawing  # noqa: PLC0415 - takes half a second, which collecting tests does without

    drawing.schemapi.enable_debug_mode()


@pytest.fixture
def own_database(tmp_path, monkeypatch) -> str:
    """The URL of an empty database of this test alone, which the environment names for pages and commands."""
    url = f"sqlite:///{tmp_path / 'own.db'}"
    monkeypatch.setenv("SENDKPI_DATABASE_URL", url)
    return url


@pytest.fixture
def empty_illustrative(tmp_path, monkeypatch) -> str:
    """The URL of an empty store for the illustrative figures of this test alone; a plan of another place needs it."""
    url = f"sqlite:///{tmp_path / 'illustrative.db'}"
    monkeypatch.setenv("SENDKPI_ILLUSTRATIVE_URL", url)
    return url


def pytest_collection_finish() -> None:
    """What imports left behind is kept out of every later collection of garbage, which else looks through it all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The browser's tests are marked, and come last: once started it keeps an event loop running in this process.

    Where processes share the tests they come first: one process is busy with them for nearly as long as the others
    are with all the rest.
    """
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
    shared = hasattr(config, "workerinput")
    items.sort(key=lambda item: (BROWSER in item.path.parents) is not shared)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """How processes share the tests: a file is one's, and so are all of the browser's, which share what they visit."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - pytest runs without it too

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return "tests/browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]

    return ByFile(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A skipped test fails, where every test is required."""
    report = yield
    return _refuse_skip(report, item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """A file that skips itself whole fails, where every test is required."""
    report = yield
    return _refuse_skip(report, collector.nodeid)


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport, name: str):
    if EVERY_TEST and report.skipped:
        expected = getattr(report, "wasxfail", None)
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else f"expected to fail: {expected}"
        report.outcome = "failed"
        report.longrepr = f"{name} did not run, where every test must: {reason}"
        if expected is not None:
            del report.wasxfail
    return report
