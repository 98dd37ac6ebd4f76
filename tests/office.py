"""LibreOffice, as another program that opens and saves what we write."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")


def converted(content: bytes, name: str, to: str, folder: Path) -> bytes:
    """A file of this name opened and saved as `to` (`pdf`, `xlsx`, or an ending with a filter after a colon).

    Skips the test where there is no LibreOffice.
    """
    if OFFICE is None:
        pytest.skip("No LibreOffice on this machine: on Debian, apt install libreoffice-writer libreoffice-calc.")
    source, saved = folder / name, folder / "saved"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - our own file, with the machine's own LibreOffice
        [OFFICE, "--headless", profile, "--convert-to", to, "--outdir", str(saved), str(source)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    (made,) = saved.iterdir()
    content = made.read_bytes()
    made.unlink()
    return content
