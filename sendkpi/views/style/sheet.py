"""The look of the pages: a quiet public-service page, in one small style sheet."""

from __future__ import annotations

import streamlit as st

from sendkpi.charts import colour
from sendkpi.views.style.board import BOARD
from sendkpi.views.style.delivery_line import STANDS
from sendkpi.views.style.milestones import MILESTONES
from sendkpi.views.style.papers import PAPER
from sendkpi.views.style.scrutiny import SCRUTINY
from sendkpi.views.style.story import STORY
from sendkpi.views.style.tables import HEAT, SCROLLING

SHEET = f"""<style>
[data-testid="stMainBlockContainer"] {{ max-width: 80rem; padding: 2.6rem clamp(1rem, 3.5vw, 4rem) 4rem; }}
.kpi {{ color: {colour.TEXT}; font-size: 1rem; line-height: 1.45; }}
.kpi h1, .kpi h2, .kpi h3, .kpi p, .kpi ul {{ margin: 0; padding: 0; color: inherit; }}
.kpi h1 {{ font-size: 1.9rem; font-weight: 700; line-height: 1.2; letter-spacing: -0.01em; }}
.kpi h2 {{ font-size: 1.25rem; font-weight: 700; line-height: 1.3; }}
.kpi a {{ color: {colour.ACCENT}; text-decoration: underline; text-underline-offset: 0.15em; }}
.kpi a:focus-visible, .kpi [tabindex]:focus-visible {{ outline: 3px solid {colour.ACCENT}; outline-offset: 2px; }}
[data-testid="stSidebarNav"] a:focus-visible {{ outline: 3px solid {colour.ACCENT}; outline-offset: -3px; }}
.kpi ul {{ list-style: none; }}
.kpi .quiet {{ color: {colour.QUIET_TEXT}; }}
.kpi .small {{ font-size: 0.9rem; }}
.kpi .number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.kpi .top {{ padding-top: 0.3rem; display: flex; flex-wrap: wrap; gap: 0.2rem 2rem; align-items: baseline;
  justify-content: space-between; }}
.kpi .lead {{ font-size: 1.3rem; line-height: 1.4; max-width: 60rem; margin: 0.9rem 0 0.8rem;
  text-wrap: pretty; }}
.kpi .counts {{ margin-top: 0.9rem !important; }}
.kpi .rule {{ border-top: 2px solid {colour.TEXT}; padding-top: 0.6rem; margin-top: 0.8rem; }}
.kpi .notice {{ border-left: 5px solid {colour.ACCENT}; padding: 0.15rem 0 0.15rem 0.8rem; }}
.kpi .chip {{ display: inline-block; padding: 0.05rem 0.55rem; border-radius: 0.2rem; font-weight: 600;
  font-size: 0.95rem; white-space: nowrap; margin-right: 0.3rem; }}
.kpi .verdict {{ display: inline-block; vertical-align: -0.35rem; margin-right: 0.2rem; }}
.kpi .counts {{ display: flex; flex-wrap: wrap; gap: 0.4rem 1.3rem; }}
.kpi .counts li {{ display: flex; gap: 0.45rem; align-items: baseline; }}
.kpi .counts b {{ font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }}
.kpi .attention > li {{ border-top: 1px solid {colour.HAIRLINE}; padding: 0.85rem 0 0.95rem; display: grid;
  grid-template-columns: minmax(0, 1fr) 9rem 11.5rem 8.5rem 3.6rem; gap: 0.15rem 1.2rem; align-items: start; }}
.kpi .attention.needing > li {{ grid-template-columns: minmax(0, 1fr) 9rem 11.5rem 8.5rem 9.5rem 3.6rem; }}
.kpi .both {{ grid-area: 1 / -2 / 2 / -1; }}
.kpi .pair {{ white-space: nowrap; }}
.kpi [id] {{ scroll-margin-top: 3.5rem; }}
.kpi .counts + .rule {{ margin-top: 1.6rem; }}
.kpi h3.early {{ border-top: 1px solid {colour.HAIRLINE}; padding-top: 0.8rem; }}
.kpi .found {{ max-width: 62rem; }}
.kpi .attention > li:first-child {{ border-top: 0; }}
.kpi .attention .name {{ font-weight: 700; font-size: 1.1rem; display: flex; flex-direction: column; gap: 0.2rem;
  align-items: flex-start; }}
.kpi .attention .says {{ grid-column: 1 / -1; max-width: 62rem; }}
.kpi .fact b {{ display: block; font-size: 1.35rem; line-height: 1.25; font-variant-numeric: tabular-nums; }}
.kpi .fact span {{ color: {colour.QUIET_TEXT}; font-size: 0.9rem; }}
.kpi .rest {{ margin-top: 0.4rem; }}
.kpi .rest li {{ padding: 0.3rem 0; }}
.kpi summary {{ color: {colour.ACCENT}; cursor: pointer; width: fit-content; padding: 0.2rem 0; }}
.kpi summary:focus-visible {{ outline: 3px solid {colour.ACCENT}; outline-offset: 2px; }}
.kpi .scroll {{ overflow-x: auto; }}
{SCROLLING}
.kpi table {{ border-collapse: collapse; width: 100%; margin: 0; }}
.kpi caption {{ text-align: left; color: {colour.QUIET_TEXT}; padding-bottom: 0.4rem; font-size: 0.95rem; }}
.kpi th, .kpi td {{ border: 0; border-bottom: 1px solid {colour.GRID}; padding: 0.5rem 1rem 0.5rem 0;
  text-align: left; vertical-align: middle; font-size: 1rem; }}
.kpi thead th {{ border-bottom: 1px solid {colour.TEXT}; font-weight: 600; font-size: 0.95rem;
  vertical-align: bottom; }}
.kpi tbody th {{ font-weight: 400; }}
.kpi tbody th.group {{ font-weight: 700; padding-top: 1.1rem; border-bottom: 1px solid {colour.HAIRLINE}; }}
.kpi th.number, .kpi td.number {{ text-align: right; }}
.kpi img {{ display: block; max-width: none; }}
.kpi .measures table {{ min-width: 58rem; }}
.kpi .measures th[scope="row"] {{ min-width: 12rem; }}
.kpi .measures :is(th, td) {{ padding-right: 0.55rem; }}
.kpi .measures td .small {{ font-size: 0.85rem; }}
.kpi .measures .verdict {{ display: block; margin: 0; }}
.kpi .measures .word {{ line-height: 1.2; display: inline-block; max-width: 4.5rem; }}
{HEAT}
.kpi .card .basis {{ margin: 0.3rem 0 0; display: flex; flex-wrap: wrap; gap: 0.2rem 0.7rem; align-items: baseline; }}
.kpi .card {{ border-top: 2px solid {colour.TEXT}; padding-top: 0.55rem; margin-top: 1.4rem; }}
.kpi .card .says {{ margin: 0.45rem 0 0.2rem; }}
@media (min-width: 1100px) {{
  .kpi .card {{ min-height: 11.6rem; }}
}}
@media (max-width: 899px) {{
  #vg-tooltip-element.vg-tooltip table tr td.value {{ max-width: 8.5rem; white-space: normal; }}
  [data-testid="stMainBlockContainer"] {{ padding-top: 4.2rem; }}
  .kpi h1 {{ font-size: 1.6rem; }}
  .kpi .lead {{ font-size: 1.15rem; }}
  .kpi .attention > li, .kpi .attention.needing > li {{ grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }}
  .kpi .attention .name {{ grid-column: 1 / -1; }}
  .kpi .attention :is(.line, .both) {{ order: 1; grid-area: auto; align-self: center; }}
  .kpi .attention .says {{ order: 2; }}
}}
.st-key-start a {{ border: 1px solid {colour.ACCENT}; border-radius: 0.25rem; justify-content: center; }}
.st-key-receipt a p {{ color: {colour.ACCENT}; text-decoration: underline; }}
.st-key-start a p {{ color: {colour.ACCENT}; font-weight: 600; }}
[data-testid="stExpander"] details {{ border: 0; }}
[data-testid="stExpander"] summary {{ padding-left: 0; color: {colour.ACCENT}; }}
.kpi .action {{ padding: 0.4rem 0 0.6rem; border-top: 1px solid {colour.GRID}; }}
{STANDS}
.kpi .periods th, .kpi .periods td {{ vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; font-size: 0.95rem; }}
.kpi .periods tbody th {{ white-space: nowrap; }}
.kpi .periods td:last-child {{ min-width: 18rem; }}
.kpi h3 {{ font-size: 1rem; font-weight: 600; line-height: 1.3; }}
.kpi .hushed {{ font-size: 1rem; padding-top: 0.4rem; }}
.kpi .comments li {{ padding: 0.25rem 0; display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0.8rem;
  max-width: 62rem; }}
.kpi .facts {{ margin: 0.5rem 0 0; padding: 0; max-width: 62rem; }}
.kpi .facts > div {{ display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0.8rem; padding: 0.15rem 0; }}
.kpi .facts dt {{ color: {colour.QUIET_TEXT}; font-weight: 400; }}
.kpi .facts dd {{ margin: 0; }}
.kpi .swatch {{ display: inline-block; width: 0.8em; height: 0.8em; }}
.kpi .record table {{ min-width: 58rem; }}
.kpi .record th, .kpi .record td {{ vertical-align: top; }}
.kpi .record tbody th {{ min-width: 9rem; }}
.kpi .periods td:nth-last-child(2) {{ white-space: nowrap; }}
.kpi .owed td {{ white-space: nowrap; }}
.kpi .owed td:last-child {{ white-space: normal; min-width: 12rem; }}
.kpi .owed th[scope="row"] {{ min-width: 11rem; }}
.kpi .ledger th[scope="row"] {{ min-width: 11rem; }}
.kpi .ledger td {{ min-width: 5.5rem; }}
.kpi .ledger td:nth-of-type(6) {{ min-width: 15rem; }} /* who withdrew it, or destroyed its file, and why */
.kpi .ledger tbody th, .kpi .ledger td {{ vertical-align: top; }}
.kpi .legend {{ margin-top: 0.6rem; }}
.kpi .others table {{ min-width: 46rem; }}
.kpi .others th, .kpi .others td {{ padding: 0.3rem 1rem 0.3rem 0; }}
.kpi .others td:last-child {{ white-space: nowrap; }}
.kpi .others .of {{ display: inline-block; min-width: 3.4rem; }}
.kpi .explored td, .kpi .explored th {{ padding-right: 0.7rem; font-size: 0.95rem; }}
.kpi .explored td.title, .kpi .explored td.sub_group {{ min-width: 13rem; }}
.kpi .explored td.commentary {{ min-width: 18rem; }}
.kpi .explored td.owner {{ min-width: 8rem; }}
.kpi .explored td.measure, .kpi .explored td.area, .kpi .explored td.rating {{ white-space: nowrap; }}
.kpi .sheet table {{ width: auto; }}
.kpi .sheet th, .kpi .sheet td {{ padding: 0.15rem 0.7rem 0.15rem 0.35rem; font-size: 0.9rem; white-space: nowrap;
  max-width: 13rem; overflow: hidden; text-overflow: ellipsis; }}
.kpi .sheet th {{ color: {colour.QUIET_TEXT}; font-weight: 400; }}
.kpi .sheet .heading {{ font-weight: 700; border-bottom-color: {colour.HAIRLINE}; }}
.kpi .sheet td.across {{ max-width: 0; }}
.kpi .sheet .chosen {{ background: {colour.CHOSEN}; }}
.kpi .asread th, .kpi .asread td {{ padding-top: 0.25rem; padding-bottom: 0.25rem; font-size: 0.95rem; }}
.kpi .verdicts {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
  gap: 0.6rem 2rem; margin-top: 0.6rem; }}
.kpi .verdicts li {{ display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); gap: 0.55rem; }}
.kpi .notes li {{ padding: 0.1rem 0; max-width: 62rem; }}
.kpi .dashes {{ list-style: disc; padding: 0.1rem 0 0.5rem 1.2rem; max-width: 62rem; }}
{MILESTONES}
{SCRUTINY}
{STORY}
{BOARD}
{PAPER}
.kpi .how p {{ max-width: 62rem; padding-bottom: 0.5rem; }}
[data-testid="stExpanderDetails"] {{ padding-left: 0; padding-right: 0; }}
</style>"""


def show_style() -> None:
    """Send the sheet; it takes no room on the page."""
    st.html(SHEET)
