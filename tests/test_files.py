"""Files written whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sendkpi.errors import SendKpiError
from sendkpi.files import write_file

EARLIER, LATER = b"as it was", b"as it is now"
_TOO_LARGE = """
import resource, signal, sys
from pathlib import Path
from sendkpi.errors import SendKpiError
from sendkpi.files import write_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_file(Path(sys.argv[1]), b"x" * 100_000)
except SendKpiError as error:
    sys.exit(str(error))
"""
_KILLED = """
import os, signal, sys
from pathlib import Path
from sendkpi.files import write_file
def stop(*_):
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = stop
write_file(Path(sys.argv[1]), b"x" * 100_000)
"""
_ANYBODY = """
import os, sys
from pathlib import Path
from sendkpi.errors import SendKpiError
from sendkpi.files import write_file
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_file(Path(sys.argv[1]), b"x")
except SendKpiError as error:
    sys.exit(str(error))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is there."""
    path = tmp_path / "kept.xlsx"
    path.write_bytes(EARLIER)
    return path


def beside(folder: Path) -> list[str]:
    """All that lies in the folder."""
    return sorted(one.name for one in folder.iterdir())


def alone(program: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False
    )


def test_a_file_is_written_new_and_in_place_of_another(tmp_path: Path):
    for content in (EARLIER, LATER, b""):
        write_file(tmp_path / "new.xlsx", content)
        assert (tmp_path / "new.xlsx").read_bytes() == content
    assert beside(tmp_path) == ["new.xlsx"]


def test_where_the_disk_takes_no_more_the_earlier_file_stays_whole_and_nothing_lies_beside(path: Path):
    ended = alone(_TOO_LARGE, path)
    assert ended.returncode == 1
    assert ended.stderr == f"{path} cannot be written: File too large.\n"
    assert path.read_bytes() == EARLIER
    assert beside(path.parent) == [path.name]


def test_whoever_is_killed_before_the_end_leaves_the_earlier_file_whole(path: Path):
    assert alone(_KILLED, path).returncode < 0
    assert path.read_bytes() == EARLIER


def test_the_mode_of_an_earlier_file_stays_and_a_new_one_has_the_usual(path: Path):
    path.chmod(0o640)
    write_file(path, LATER)
    assert path.stat().st_mode & 0o777 == 0o640
    usual, own = path.with_name("usual"), path.with_name("own")
    usual.touch()
    write_file(own, LATER)
    assert own.stat().st_mode == usual.stat().st_mode


def test_a_link_goes_on_pointing_to_the_file_that_is_written(path: Path):
    link = path.with_name("link.xlsx")
    link.symlink_to(path.name)
    write_file(link, LATER)
    assert link.is_symlink()
    assert path.read_bytes() == LATER
    assert beside(path.parent) == [path.name, link.name]


def test_a_link_to_nothing_yet_has_its_file_made(tmp_path: Path):
    (tmp_path / "link.xlsx").symlink_to("later.xlsx")
    write_file(tmp_path / "link.xlsx", LATER)
    assert (tmp_path / "later.xlsx").read_bytes() == LATER


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_full_device_is_reported(tmp_path: Path):
    (tmp_path / "link.xlsx").symlink_to("/dev/full")
    with pytest.raises(SendKpiError, match=r"link\.xlsx cannot be written: No space left on device\.$"):
        write_file(tmp_path / "link.xlsx", LATER)
    assert beside(tmp_path) == ["link.xlsx"]


def test_a_folder_and_a_place_in_none_are_refused(path: Path):
    with pytest.raises(SendKpiError, match=r" is a folder: name a file\.$"):
        write_file(path.parent, LATER)
    with pytest.raises(SendKpiError, match=r"^The folder .*none does not exist\.$"):
        write_file(path.parent / "none" / "new.xlsx", LATER)
    with pytest.raises(SendKpiError, match=r"cannot be written: Not a directory\.$"):
        write_file(path / "new.xlsx", LATER)
    with pytest.raises(SendKpiError, match=r"cannot be written: .*null byte"):
        write_file(path.parent / "a\0b", LATER)
    assert beside(path.parent) == [path.name]


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_what_is_protected_is_not_replaced(protected: str):
    with TemporaryDirectory() as folder:  # where anybody may look, unlike in a test's own folder
        path = Path(folder) / "kept.xlsx"
        path.write_bytes(EARLIER)
        path.chmod(0o444 if protected == "file" else 0o666)
        path.parent.chmod(0o777 if protected == "file" else 0o555)
        assert alone(_ANYBODY, path).stderr == f"{path} cannot be written: Permission denied.\n"
        assert path.read_bytes() == EARLIER
        assert beside(path.parent) == [path.name]
