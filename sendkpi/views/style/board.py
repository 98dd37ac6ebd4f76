"""The look of the Board page: its meetings, its tables with histories inside, the matrix of risks."""

from __future__ import annotations

from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.charts import colour

_HIGH = colour.BRAGS[DeliveryRating.OVERDUE]
BOARD = f"""
.kpi .met {{ display: flex; flex-wrap: wrap; gap: 0.5rem 3rem; padding-bottom: 0.6rem; }}
.kpi .board {{ position: relative; }} /* so that what only a screen reader is told does not widen the page */
.kpi .board :is(th, td, li) {{ font-size: 0.95rem; padding-right: 1.2rem; }}
.kpi .board li {{ overflow-wrap: anywhere; }}
.kpi .board td {{ min-width: 7.5rem; }}
.kpi .board tbody th[scope="row"] {{ min-width: 15rem; overflow-wrap: anywhere; }}
.kpi .board td:last-child {{ min-width: 15rem; padding-right: 0; overflow-wrap: anywhere; }}
.kpi .board td li + li {{ padding-top: 0.4rem; }}
.kpi .board.risks table {{ min-width: 61rem; }}
.kpi .board.risks tbody th[scope="row"] {{ min-width: 12.5rem; }}
.kpi .board.risks td {{ min-width: 6.7rem; }}
.kpi .board.risks td:nth-of-type(3) {{ min-width: 13rem; overflow-wrap: anywhere; }} /* the mitigation */
.kpi .board.risks td:last-child {{ min-width: 11.5rem; }}
.kpi .board.log tbody th[scope="row"] {{ min-width: 19rem; }}
.kpi .board.log td {{ min-width: 8rem; }}
.kpi .board.log td:first-of-type {{ min-width: 10.3rem; }}
.kpi .board.decisions tbody th[scope="row"] {{ min-width: 20rem; }}
.kpi .board.decisions td {{ min-width: 10.5rem; }}
.kpi .board.decisions td:nth-of-type(2) {{ min-width: 16rem; overflow-wrap: anywhere; }}
.kpi .settled {{ padding-top: 0.6rem; }}
.kpi .told summary {{ font-size: 0.9rem; }}
@media (max-width: 899px) {{
  .kpi .board.record tbody th[scope="row"] {{ min-width: 11rem; }}
  .kpi .board.log tbody th[scope="row"] {{ max-width: 12rem; }}
  .kpi .board.log table {{ min-width: 50rem; }}
}}
.kpi .board .told li {{ font-size: 0.9rem; padding: 0.35rem 0; border-top: 1px solid {colour.GRID}; }}
.kpi .matrix {{ position: relative; display: flex; flex-wrap: wrap; gap: 0.6rem 3.5rem; align-items: center;
  padding: 0.4rem 0 1.2rem; }}
.kpi .matrix table {{ width: auto; }}
.kpi .matrix :is(th, td) {{ text-align: center; padding: 0.3rem 0.4rem; border: 1px solid {colour.GRID};
  font-size: 0.95rem; font-variant-numeric: tabular-nums; }}
.kpi .matrix tbody td {{ min-width: 3rem; }}
.kpi .matrix thead td {{ max-width: 5.5rem; }}
.kpi .matrix td.high {{ background: {_HIGH.tint}; color: {_HIGH.ink}; }}
.kpi .matrix td.high .quiet {{ color: {_HIGH.ink}; }}
.kpi .matrix .facts > div {{ grid-template-columns: 14rem 2rem; }}
@media (max-width: 899px) {{
  .kpi .matrix tbody td {{ min-width: 2.3rem; }}
  .kpi .matrix :is(th, td) {{ padding: 0.3rem 0.15rem; }}
}}
.kpi .matrix dd {{ font-weight: 700; text-align: right; font-variant-numeric: tabular-nums; }}
""".strip()
"""Long texts of people's own break anywhere, so that none of them widens the page."""
