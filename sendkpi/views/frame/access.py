"""Who is looking, and what they may do. Every page begins with `require`, which lets nobody unknown past it.

Without sign-in the product serves the people at one machine, and each of them may do everything. Where
sign-in is configured (a section `[auth]` in Streamlit's secrets), nobody is known until the roles that
it gives can be read, and so nobody is let in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import streamlit as st


class Role(StrEnum):
    """What a person may do."""

    READER = "reader"  # look at everything that is published to readers
    OFFICER = "officer"  # submit figures


@dataclass(frozen=True)
class Viewer:
    """A person at a page."""

    name: str
    roles: frozenset[Role]


def sign_in_configured() -> bool:
    """Whether this is a deployment whose visitors must say who they are."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def current_viewer() -> Viewer | None:
    """The person at this page, or None for someone unknown."""
    return None if sign_in_configured() else Viewer("", frozenset(Role))


def require(role: Role) -> Viewer:
    """The person at this page, who has this role; for anyone else the page ends here, having shown nothing."""
    viewer = current_viewer()
    if viewer is None or role not in viewer.roles:
        st.error("This page is for people who have signed in and may see it.")
        st.stop()
    return viewer
