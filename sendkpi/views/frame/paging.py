"""Long tables a page at a time: real HTML tables, which a screen reader and a keyboard can read to the end."""

from __future__ import annotations

from math import ceil

import streamlit as st

from sendkpi.analysis.wording import counted

A_PAGE = 100
"""Rows that one table shows."""


def rows_of_page(count: int, key: str, size: int = A_PAGE) -> slice:
    """Which of so many rows to show; where there are more than a page, draws the choice, kept in the address.

    A page that there is no longer, after a filter left fewer rows, is the first.
    """
    pages = max(ceil(count / size), 1)
    if pages == 1:
        st.session_state.pop(key, None)
        return slice(0, count)
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = 1
    page = st.pagination(pages, key=key, bind="query-params")
    first = (page - 1) * size
    last = min(first + size, count)
    st.caption(f"Rows {first + 1:,} to {last:,} of {counted(count, 'row')}")
    return slice(first, last)
