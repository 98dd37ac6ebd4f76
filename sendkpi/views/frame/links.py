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
TAKEN = (
    {HOME, MEASURE, EXPLORE, SUBMIT, DUE, SUBMISSIONS, PLAN}
    | {MILESTONES, SCRUTINY, BOARD, STORY, REPORT}
    | {file.stem for file in PAGES.glob("*.py")}
)
"""Addresses that no area may have."""


def all_pages(plan: Plan) -> list[st.Page]:
    """Every page, in the order of the menu: how the plan stands, what is done, what it is, where figures come in.

    Without headings between them: the menu's list would then hold what is no entry, which screen readers stumble over.
    """
    return [
        overview_page(),
        *[area_page(area) for area in plan.areas],
        measure_page(),
        explore_page(),
        milestones_page(),
        board_page(),
        scrutiny_page(),
        report_page(),
        story_page(),
        plan_page(),
        submit_page(),
        due_page(),
        submissions_page(),
    ]


def overview_page() -> st.Page:
    """All measures at a glance: where visitors arrive."""
    return st.Page(PAGES / "overview.py", title="Overview", url_path=HOME, default=True)


def area_page(area: Area) -> st.Page:
    """One area's measures."""
    return st.Page(PAGES / "area.py", title=area.id, url_path=area_path(area))


def measure_page() -> st.Page:
    """One measure, and everything about it; its address names which."""
    return st.Page(PAGES / "measure_page.py", title="Measure", url_path=MEASURE)


def explore_page() -> st.Page:
    """Any part of the figures, as a table, charts and files."""
    return st.Page(PAGES / "explore_page.py", title="Explore", url_path=EXPLORE)


def submit_page() -> st.Page:
    """Where officers send the month's figures in."""
    return st.Page(PAGES / "submit_figures.py", title="Submit", url_path=SUBMIT)


def due_page() -> st.Page:
    """Who owes which figures for the month."""
    return st.Page(PAGES / "due_page.py", title="Due", url_path=DUE)


def milestones_page() -> st.Page:
    """What was to be done by when, and what is."""
    return st.Page(PAGES / "milestones_page.py", title="Milestones", url_path=MILESTONES)


def board_page() -> st.Page:
    """The board's meetings, actions log, decisions, risks and issues."""
    return st.Page(PAGES / "board_page.py", title="Board", url_path=BOARD)


def scrutiny_page() -> st.Page:
    """What scrutiny recommended, what became of it, and which reports are due to whom."""
    return st.Page(PAGES / "scrutiny_page.py", title="Scrutiny", url_path=SCRUTINY)


def report_page() -> st.Page:
    """The paper for the board and for everyone else whom the plan promises one."""
    return st.Page(PAGES / "report_page.py", title="Report", url_path=REPORT)


def story_page() -> st.Page:
    """What the plan is about, for anyone."""
    return st.Page(PAGES / "story_page.py", title="Story", url_path=STORY)


def plan_page() -> st.Page:
    """What waits to be agreed, what was agreed, and where the published plan is in doubt."""
    return st.Page(PAGES / "plan_page.py", title="Plan", url_path=PLAN)


def submissions_page() -> st.Page:
    """What was submitted, and what it changed; its address may name one submission."""
    return st.Page(PAGES / "submissions_page.py", title="Submissions", url_path=SUBMISSIONS)


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


def agree_address(measure: str, query: dict[str, str]) -> str:
    """The address where a measure's baseline or target is agreed."""
    return address(PLAN, {PART: AGREE, MEASURE: measure} | query)


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
