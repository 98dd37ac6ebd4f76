"""What an address asks for that a page does not have, said in one line."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from sendkpi.analysis.wording import joined
from sendkpi.views.frame import markup


def not_offered(filters: Mapping[str, tuple[str, Collection[str]]]) -> str:
    """`There is no area “XX” and no lead “YY” to filter by.`; "" where the address asks for nothing of the kind.

    In: the filters by their names in the address, each with what it is called and the words that it offers. Asked
    before the filters are drawn: they take out of the address what they do not know.
    """
    lacking = [
        f"no {what} “{markup.plain(value)}”"
        for name, (what, offered) in filters.items()
        for value in dict.fromkeys(st.query_params.get_all(name))
        if value and value not in offered
    ]
    return f"There is {joined(lacking)} to filter by." if lacking else ""


def show_not_offered(message: str) -> None:
    """Say it; nothing for ""."""
    if message:
        st.warning(message)
