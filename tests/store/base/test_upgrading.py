"""Databases of earlier revisions open with all they hold; what is newer, foreign or incomplete is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from sendkpi import papers, store
from sendkpi.errors import SendKpiError
from sendkpi.store.base import tables
from sendkpi.store.base.migrations import REVISION, steps
from tests.on_record import on_record
from tests.store.every_kind import PLAN, record_every_kind
from tests.store.filed import april, extract
from tests.store.revisions import FOLDER, restore

if TYPE_CHECKING:
    from pathlib import Path

EVERY = sorted(path.stem for path in FOLDER.glob("*.sql"))
WHOLE = [name for name in EVERY if name[:4] > "0000"]


def answers(url: str) -> dict[str, object]:
    """All that a store says of its record."""
    engine = store.connect(url)
    return {
        "observations": on_record(engine).observations.to_csv(),
        "history": on_record(engine).history.to_csv(),
        "submissions": on_record(engine).submissions,
        "originals": store.original(engine, 1),
        "changes": on_record(engine).plan.changes,
        "reported": store.reported(engine),
        "board": on_record(engine).board,
        "layouts": store.kept_layouts(engine),
        "released": on_record(engine).released.to_csv(),
        "papers": store.issued(engine),
    }


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "sendkpi.db"


def alone(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a database file holds without its log, table by table, read without our code."""
    bare = path.with_name("bare.db")
    bare.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(f"file:{bare}?immutable=1", uri=True)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}  # noqa: S608 (of the file)


def test_a_database_of_every_revision_is_kept():
    kept = {name[:4] for name in EVERY}
    assert {*steps.known(), "0000"} <= kept
    assert steps.known()[0] == REVISION


@pytest.mark.parametrize("name", WHOLE)
def test_a_database_of_a_revision_says_the_same_as_one_in_which_it_all_was_recorded_now(name, file, tmp_path):
    now = f"sqlite:///{tmp_path / 'now.db'}"
    record_every_kind(store.connect(now))
    assert answers(restore(name, file)) == answers(now)


@pytest.mark.parametrize("name", WHOLE)
def test_an_issued_paper_is_written_again_from_an_upgraded_database_to_the_digit(name, file, tmp_path):
    now = store.connect(f"sqlite:///{tmp_path / 'now.db'}")
    record_every_kind(now)
    then = store.connect(restore(name, file))
    (paper,) = store.issued(then)
    assert papers.write_again(then, PLAN, paper) == papers.write_again(now, PLAN, paper)


def test_a_database_whose_board_decisions_have_no_comment_keeps_them_and_takes_further_ones(file, tmp_path):
    now = f"sqlite:///{tmp_path / 'now.db'}"
    record_every_kind(store.connect(now))
    url = restore("0000-without-comment", file)
    assert answers(url) | {"papers": ()} == answers(now) | {"papers": ()}
    decision = on_record(store.connect(url)).board.decisions[0]
    assert (decision.comment, decision.changes) == ("", ("agreement 1",))


def test_the_first_databases_gain_all_that_came_later(file):
    engine = store.connect(restore("0000-first", file))
    assert [one.filename for one in on_record(engine).submissions] == ["april.xlsx", "again.xlsx", "wrong.xlsx"]
    assert store.issued(engine) == ()
    record_later = store.submit(engine, extract(april(7, 9)), by="Ada")
    assert record_later.id == 4


@pytest.mark.parametrize("name", EVERY)
def test_an_upgraded_database_has_the_tables_and_the_guards_of_a_new_one(name, file, tmp_path):
    upgraded = store.connect(restore(name, file))
    with upgraded.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        ours = [one for one in compare_metadata(context, tables.metadata) if "alembic_version" not in repr(one)]
    assert ours == []
    store.connect(f"sqlite:///{tmp_path / 'now.db'}")
    assert _named(file, "trigger") == _named(tmp_path / "now.db", "trigger")
    assert _named(file, "index") == _named(tmp_path / "now.db", "index")


@pytest.mark.parametrize("name", EVERY)
def test_a_file_is_copied_beside_itself_before_it_is_upgraded_and_opened_again_without_more(name, file):
    url = restore(name, file)
    before = alone(file)
    store.connect(url).dispose()
    store.base.database._open.cache_clear()  # noqa: SLF001 - as a program just started would open it
    store.connect(url).dispose()
    copies = list(file.parent.glob("sendkpi.before-*"))
    assert [path.name for path in copies] == ([f"sendkpi.before-{REVISION}.db"] if name[:4] != REVISION else [])
    assert all(alone(copy) == before for copy in copies)


def test_an_earlier_copy_is_never_overwritten(file):
    taken = file.with_name(f"sendkpi.before-{REVISION}.db")
    taken.write_text("An earlier copy.")
    store.connect(restore("0001", file))
    assert taken.read_text() == "An earlier copy."
    assert file.with_name(f"sendkpi.before-{REVISION}-2.db").is_file()


def test_an_upgrade_that_fails_leaves_the_database_as_it_was_and_can_be_tried_again(file):
    url = restore("0001", file)
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE moment_corrections (unknown TEXT)")
    before = alone(file)
    with pytest.raises(SendKpiError, match="moment_corrections already exists") as refused:
        store.connect(url)
    assert "\n" not in str(refused.value)
    assert alone(file) == before
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP TABLE moment_corrections")
    assert len(on_record(store.connect(url)).submissions) == 5


def test_a_database_of_a_newer_program_is_refused_in_one_line_and_left_alone(file):
    url = restore("0001", file)
    store.connect(url).dispose()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9000'")
    before = alone(file)
    store.base.database._open.cache_clear()  # noqa: SLF001 - likewise
    with pytest.raises(SendKpiError, match=r"made by a newer version of this program \(revision 9000") as refused:
        store.connect(url)
    assert "\n" not in str(refused.value)
    assert alone(file) == before


def test_programs_that_start_at_once_upgrade_a_database_once(file):
    url = restore("0001", file)
    code = "import sys; from sendkpi import store; print(store.version(store.connect(sys.argv[1])).split('-')[0])"
    starting = [
        subprocess.Popen([sys.executable, "-c", code, url], stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own)
        for _ in range(3)
    ]
    assert [one.communicate()[0].strip() for one in starting] == ["5"] * 3
    assert len(list(file.parent.glob("sendkpi.before-*"))) == 1


def test_the_file_alone_holds_everything_after_each_write(file):
    engine = store.connect(f"sqlite:///{file}")
    assert alone(file)["submissions"] == []
    for number in (1, 2, 3):
        store.submit(engine, extract(april(number, 9), name=f"{number}.xlsx"), by="Ada")
        held = alone(file)
        assert len(held["submissions"]) == len(held["observations"]) == len(held["originals"]) == number


def test_a_copy_made_while_somebody_reads_is_whole_after_the_next_write(file):
    engine = store.connect(f"sqlite:///{file}")
    with store.base.database.reading(engine) as reader:
        reader.execute(tables.submissions.select())
        store.submit(engine, extract(april(1, 9)), by="Ada")
    store.submit(engine, extract(april(2, 9), name="2.xlsx"), by="Ada")
    assert len(alone(file)["submissions"]) == 2


def test_a_file_that_lost_its_log_is_no_fresh_start(file):
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE submissions (id INTEGER)")
        (file.with_name("copy.db")).write_bytes(file.read_bytes())
    copy = file.with_name("copy.db")
    before = copy.read_bytes()
    assert before
    with pytest.raises(SendKpiError, match=r"holds no tables\. If it is a copy, what is missing lies in copy\.db-wal"):
        store.connect(f"sqlite:///{copy}")
    assert copy.read_bytes() == before


def test_an_empty_file_is_a_fresh_start(file):
    file.touch()
    assert on_record(store.connect(f"sqlite:///{file}")).submissions == ()


def _named(path: Path, kind: str) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,)).fetchall()
    return {name for (name,) in rows if not name.startswith("sqlite_")}
