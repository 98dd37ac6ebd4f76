"""A page shows what would mislead as marks, also where a row is older than the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from tests.hostile_texts import HOSTILE, RAW
from tests.store.before import as_they_were_before
from tests.store.writers import WRITERS, sent
from tests.views.conftest import page_alone

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

CASES = {
    "submissions_page": ("submission note", {}),
    "board_page": ("item comment", {"part": "Actions log"}),
    "scrutiny_page": ("progress", {}),
    "plan_page": ("agreement reason", {"part": "Agreed since"}),
    "milestones_page": ("milestone comment", {"milestone": "1.1e"}),
}


def shown(at: AppTest) -> str:
    """All that the page says, markup and all, and what its boxes hold."""
    html = [element.proto.body for element in at.get("html")]
    boxes = [element.value for kind in (at.error, at.warning, at.info, at.success, at.markdown) for element in kind]
    return "\n".join([*html, *boxes])


@pytest.mark.parametrize("before", [False, True], ids=["written now", "written before"])
@pytest.mark.parametrize("name", CASES)
def test_a_stored_text_is_shown_with_marks(own_database: str, name: str, before: bool):  # noqa: FBT001 - a case
    where, query = CASES[name]
    engine = store.connect(own_database)
    if where != "submission note":
        sent(engine)  # a store with nothing in it shows the illustrative figures
    WRITERS[where](engine, HOSTILE)
    if before:
        as_they_were_before(own_database)
    at = page_alone(name, **query).run()
    assert not at.exception
    assert "⟨U+001B⟩[2J" in shown(at)
    assert "⟨U+202E⟩gnp.exe" in shown(at)
    assert not RAW.search(shown(at))
