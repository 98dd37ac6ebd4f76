"""The pages there are, and the way to each: one address for each area of the plan.

One file serves every area, so that a plan may have as many as it likes; it tells which is meant by the last
part of its address, which Streamlit gives wherever the page was come to from.

No page's address is the name of its file: a server that has just started, and has not run `dashboard.py` yet,
would take the address for the file and run that alone, without the menu and the sidebar.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import streamlit as st

from sendkpi.settings import ROOT

if TYPE_CHECKING:
    from sendkpi.plan.records import Area
    from sendkpi.plan.whole import Plan

PAGES = ROOT / "pages"
MEASURE = "measure"
"""The address of the page of one measure, and the name there of which one."""
PLAN, PART, AGREE, AGREED = "plan", "part", "Agree", "Agreed since"
"""The address of the Plan page, the name there of which part, and the parts where things are agreed and listed."""
SUBMISSIONS, SUBMISSION = "submissions", "submission"
"""The address of the page of submissions, and the name there of the one that is open."""

MILESTONES, ACTION = "milestones", "action"
"""The address of the page of milestones, and the name there of the one action that is shown."""
SCRUTINY, RECOMMENDATION = "scrutiny", "recommendation"
"""The address of the page of the recommendations, and the name there of the one that is open."""

REPORT = "report"
HOME, EXPLORE, SUBMIT, DUE, BOARD, STORY = "home", "explore", "submit", "due", "board", "story"
MENU = {
    HOME: ("overview", "Overview"),  # where visitors arrive
    MEASURE: ("measure_page", "Measure"),
    EXPLORE: ("explore_page", "Explore"),
    MILESTONES: ("milestones_page", "Milestones"),
    BOARD: ("board_page", "Board"),
    SCRUTINY: ("scrutiny_page", "Scrutiny"),
    REPORT: ("report_page", "Report"),
    STORY: ("story_page", "Story"),
    PLAN: ("plan_page", "Plan"),
    SUBMIT: ("submit_figures", "Submit"),
    DUE: ("due_page", "Due"),
    SUBMISSIONS: ("submissions_page", "Submissions"),
}
"""The script and the title of each page but the areas', by its address: how the plan stands, what is done, what it is,
where figures come in."""
TAKEN = MENU.keys() | {file.stem for file in PAGES.glob("*.py")}
"""Addresses that no area may have."""


def all_pages(plan: Plan) -> list[st.Page]:
    """Every page, in the order of the menu.

    Without headings between them: the menu's list would then hold what is no entry, which screen readers stumble over.
    """
    first, *others = map(page, MENU)
    return [first, *map(area_page, plan.areas), *others]


def page(path: str) -> st.Page:
    """The page at one of the addresses above."""
    script, title = MENU[path]
    return st.Page(PAGES / f"{script}.py", title=title, url_path=path, default=path == HOME)


def area_page(area: Area) -> st.Page:
    """One area's measures."""
    return st.Page(PAGES / "area.py", title=area.id, url_path=area_path(area))


def area_path(area: Area) -> str:
    """`wsoa-1`: an area in an address; with a mark of its own where that could be another page's."""
    name = re.sub(r"[^a-z0-9]+", "-", area.id.lower()).strip("-")
    if name.replace("-", " ") == area.id.lower() and name not in TAKEN:
        return name
    return f"area-{name}-{hashlib.sha256(area.id.encode()).hexdigest()[:6]}"


def area_here(plan: Plan) -> Area:
    """The area that the page's address names; the plan's first where it names none."""
    named = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return next((area for area in plan.areas if area_path(area) == named), plan.areas[0])


def measure_address(measure: str, query: dict[str, str]) -> str:
    """The address of a measure's page, at the position that `query` holds."""
    return address(MEASURE, {MEASURE: measure} | query)


def agreed_address(query: dict[str, str]) -> str:
    """The address where everything is listed that was agreed since the plan was published."""
    return address(PLAN, {PART: AGREED} | query)


def action_address(action: str, query: dict[str, str]) -> str:
    """The address of an action and its milestones."""
    return address(MILESTONES, {ACTION: action} | query)


def recommendation_address(number: str, query: dict[str, str]) -> str:
    """The address of one recommendation."""
    return address(SCRUTINY, {RECOMMENDATION: number} | query)


def submission_address(number: int, query: dict[str, str]) -> str:
    """The address at which one submission is open, at the position that `query` holds."""
    return address(SUBMISSIONS, {SUBMISSION: str(number)} | query)


def address(path: str, query: dict[str, str]) -> str:
    """A page's address, relative to any other page."""
    return f"{path}?{urlencode(query)}" if query else path
