"""The box that takes the files, and what is said of those that cannot be taken."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import store
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import uploads
from sendkpi.views.submit.upload import Upload

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract
    from sendkpi.views.frame.positions import Source

MOST = 40
"""As many files are read at once."""


def show_box() -> list[UploadedFile]:
    """The files in the box; none of them where there are too many."""
    label = "Filled workbooks (.xlsx), or CSV"
    files = st.file_uploader(label, type=["xlsx", "csv"], accept_multiple_files=True, key=uploads.box_key())
    limit = f"Up to {MOST} files at once, of {st.get_option('server.maxUploadSize')} MB each."
    lost = "If the box marks a file as failed, it did not arrive and nothing of it was stored: try again, or save it "
    markup.show(html('<p class="quiet small">{} {}smaller.</p>', limit, lost))
    files = uploads.held(files)
    uploads.show_refusal(files)
    if len(files) <= MOST:
        return files
    st.error(f"{len(files)} files are more than the {MOST} that are read at once, so none was read. Take some out.")
    return []


def uploads_of(plan: Plan, own: Source, files: list[UploadedFile]) -> list[Upload]:
    """The files as uploads, each looked at once, so that one of which nothing may be kept is let go of at once."""
    kept = store.kept_layouts(own.engine)
    found = []
    for file in files:
        content, name = file.getvalue(), file.name

        def read(said: Answers, before: tuple[Extract, ...], content: bytes = content, name: str = name) -> Examined:
            return uploads.examine(own, plan.fingerprint, kept, content, name, said, before)

        upload = Upload(plan, name, hashlib.sha256(content).hexdigest(), read, kept)
        try:
            upload.read()
        except uploads.UnwantedError as error:
            uploads.refuse(error, file, files)
        found.append(upload)
    return found
