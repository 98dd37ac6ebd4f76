"""The dashboard's entry point: page set-up, navigation, and the month and as-at date of every page.

`streamlit run dashboard.py` imports this file once for the application to serve, and runs it as a script for every
visitor.
"""

import streamlit as st

from sendkpi.views.frame import doors, errors, links, position_bar, positions
from sendkpi.views.frame.access import current_viewer
from sendkpi.views.style import sheet

if __name__ == "__main__":
    doors.settle_memory()
    st.set_page_config(page_title="SEND improvement plan", layout="wide")
    sheet.show_style()
    with errors.shown():
        plan = positions.current_plan()
        page = st.navigation(links.all_pages(plan), expanded=True)
        if current_viewer():
            position_bar.show_sidebar(plan, positions.source())
        page.run()
else:
    app = st.App(__file__, middleware=doors.MIDDLEWARE, lifespan=doors.browser_opened)
