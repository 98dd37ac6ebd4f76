"""Files that people name: read with a plain reason where they cannot be, and written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from sendkpi.errors import RefusedError, SendKpiError

_NAME = 40
"""As much of a file's name as its temporary neighbour takes over: a longer one would be too long with its ending."""


def read_file(name: str, largest: int | None = None) -> bytes:
    """The bytes of a file; of one with more than `largest`, one byte more than that.

    Raises RefusedError in one sentence where it cannot be read.
    """
    path = Path(name)
    try:
        if path.exists() and not path.is_file():  # a folder, or a device that never ends
            raise RefusedError(f"{name} is not a file.")
        with path.open("rb") as opened:
            return opened.read(-1 if largest is None else largest + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RefusedError(f"{name} cannot be read: {reason}.") from error


def write_file(path: Path, content: bytes) -> None:
    """Write a file, in place of one that is there; a link goes on pointing to where it did.

    The content is written to a file of its own in the same folder, and to the disk, before it takes the place: whoever
    is interrupted, or has no room left, keeps the earlier file as it was. A file that is there keeps its mode.
    Raises SendKpiError in one sentence where it cannot be written.
    """
    try:
        place = Path(os.path.realpath(path))
        if place.is_dir():
            raise SendKpiError(f"{path} is a folder: name a file.")
        if place.exists() and not place.is_file():
            place.write_bytes(content)  # a device or a pipe, which has no place to put another into
        else:
            _replace(place, content)
    except FileNotFoundError:
        raise SendKpiError(f"The folder {path.parent} does not exist.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SendKpiError(f"{path} cannot be written: {reason}.") from error


def _replace(place: Path, content: bytes) -> None:
    mode = _mode(place)
    beside = place.with_name(f".{place.name[:_NAME]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(place)
    except BaseException:  # also where somebody stops the command: nothing is left lying beside
        with suppress(OSError):
            beside.unlink()
        raise


def _mode(place: Path) -> int | None:
    """The mode of the file that is there, None where there is none.

    Raises PermissionError where it is protected: it could be replaced, but it is not meant to be.
    """
    if not place.exists():
        return None
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    return stat.S_IMODE(place.stat().st_mode)
