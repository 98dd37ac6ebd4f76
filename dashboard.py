"""The dashboard's entry point: page set-up, navigation, and the month and as-at date of every page."""

import streamlit as st

from sendkpi.views import failures, figures, links, place, startup, style
from sendkpi.views.plans import current_plan
from sendkpi.views.who import current_viewer

startup.settle_memory()
st.set_page_config(page_title="SEND improvement plan", layout="wide")
style.show_style()
with failures.plainly():
    plan = current_plan()
    page = st.navigation(links.all_pages(plan), expanded=True)
    if current_viewer():
        place.show_sidebar(plan, figures.source())
    page.run()
