"""What cannot be done, said in its one sentence in place of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from sendkpi.errors import SendKpiError
from sendkpi.views.frame import markup


@contextmanager
def shown() -> Iterator[None]:
    """Show an error of ours as it reads, each line a paragraph, and end the page."""
    try:
        yield
    except SendKpiError as error:
        st.error("\n\n".join(markup.plain(line) for line in str(error).splitlines()))
        st.stop()
