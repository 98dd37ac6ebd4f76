"""The original file of a submission: given back to officers, or destroyed by one, with a name and a reason.

Who is no officer is told whether it was destroyed, and is offered neither.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import settings, store
from sendkpi.errors import SendKpiError
from sendkpi.views.frame import markup
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import visitor
from sendkpi.views.parts.downloads import EXCEL, show_download
from sendkpi.views.parts.uploads import forget_uploads

if TYPE_CHECKING:
    from sendkpi.store import Purge, Submission
    from sendkpi.views.frame.positions import Key

NAME, REASON, CONFIRMED = "purge_name", "purge_reason", "purge_confirmed"
REFUSAL, DONE, DESTROYED = "purge_refusal", "purge_done", "destroyed_here"

ABOUT = (
    "For a file that should never have come, such as one about single children. Its figures, its hash and this record "
    "stay; the file cannot be had back, and is refused if it comes again. Backups of the database may still hold it."
)


def find_purge(of: Key, one: Submission) -> Purge | None:
    """What is known now, whatever day the page shows: a file that is gone cannot be had as at any day."""
    return store.destroyed(store.connect(of.url), one.sha256)


def show_original(viewer: Viewer, of: Key, one: Submission, gone: Purge | None) -> None:
    """Its download; or the sentence that stands in its place."""
    if gone is not None:
        markup.show(html("<p>The original file was {}. Its figures stay.</p>", gone.words))
    elif Role.OFFICER in viewer.roles:
        original = partial(store.original, store.connect(of.url), one.id)
        show_download(EXCEL, one.filename, original, "Download the original file")


def show_form(viewer: Viewer, one: Submission) -> None:
    """Who destroys the original, and why."""
    with st.expander("Destroy the original file"), st.form("purge", border=False):
        markup.show(html("<p>{}</p>", ABOUT))
        visitor.show_name(viewer, NAME)
        st.text_input("Why it is destroyed, without repeating what is in it", key=REASON)
        st.checkbox(f"Destroy the file of submission {one.id} for good", key=CONFIRMED)
        st.form_submit_button("Destroy the file", on_click=_purge, args=(viewer, one.id))
    if refusal := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(refusal))


@visitor.one_at_a_time
def _purge(viewer: Viewer, number: int) -> None:
    """Destroy it in the configured store, whatever the pages show; or keep the reason why it could not be.

    A second click has the receipt of the first.
    """
    session = st.session_state
    if Role.OFFICER not in viewer.roles:
        return
    if number in (destroyed := session.setdefault(DESTROYED, {})):
        session[DONE] = destroyed[number]
        return
    if not session.get(CONFIRMED, False):
        session[REFUSAL] = "Tick that the file is destroyed for good; nothing was destroyed."
        return
    try:
        engine = store.connect(settings.database_url())
        store.purge(engine, number, by=visitor.name_of(viewer, NAME), reason=session.get(REASON, ""))
    except SendKpiError as error:
        session[REFUSAL] = str(error)
        return
    finally:
        forget_uploads()
    destroyed[number] = session[DONE] = f"The original file of submission {number} is destroyed. Its figures stay."
