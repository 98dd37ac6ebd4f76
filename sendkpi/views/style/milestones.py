"""The look of the Milestones page: its lines, its actions and the grid of quarters; parts of the style sheet."""

from __future__ import annotations

from sendkpi.charts import colour

_FIRST = '.kpi .quarters :is(th[scope="row"], thead tr:first-child th:first-child)'
MILESTONES = f"""
.kpi .unseen {{ position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }}
.kpi .counts.close {{ column-gap: 0.9rem; }}
.kpi p.apart {{ margin-top: 0.7rem; max-width: 62rem; }}
.kpi .delivery > li {{ border-top: 1px solid {colour.HAIRLINE}; padding: 0.6rem 0; display: grid;
  grid-template-columns: 12rem minmax(0, 1fr); gap: 0.2rem 1rem; }}
.kpi .delivery > li:first-child {{ border-top: 0; }}
.kpi .delivery p {{ max-width: 62rem; overflow-wrap: anywhere; }}
.kpi .late {{ font-size: 0.9rem; white-space: nowrap; }}
.kpi .actions > li {{ border-top: 1px solid {colour.GRID}; padding: 0.7rem 0 0.5rem; }}
.kpi .actions h3 {{ font-size: 1.05rem; }}
.kpi .actions {{ margin-top: 0.6rem; }}
.kpi .moves {{ margin-top: 0.8rem; }}
.kpi .falling th, .kpi .falling td, .kpi .listed th, .kpi .listed td {{ vertical-align: top; font-size: 0.95rem; }}
.kpi .falling :is(th, td) {{ padding-top: 0.3rem; padding-bottom: 0.3rem; }}
.kpi .falling tbody th.group {{ padding-top: 0.8rem; }}
.kpi .falling td:last-child {{ min-width: 11rem; }}
.kpi .falling th[scope="row"] {{ min-width: 14rem; }}
.kpi .listed table {{ min-width: 56rem; }}
.kpi .listed tbody th {{ min-width: 21rem; }}
.kpi .listed td {{ min-width: 8.3rem; }}
.kpi .listed td:nth-of-type(3) {{ min-width: 9.4rem; }}
.kpi .listed .whose {{ display: block; }}
.kpi .listed td:last-child {{ min-width: 15rem; overflow-wrap: anywhere; }}
.kpi .slipped tbody th {{ white-space: nowrap; }}
.kpi .slipped table {{ width: auto; min-width: 34rem; }}
.kpi .quarters table {{ border-collapse: separate; border-spacing: 0; min-width: 58rem; }}
.kpi .quarters :is(th, td) {{ vertical-align: top; padding: 0.35rem 0.5rem 0.35rem 0; font-size: 0.9rem; }}
.kpi .quarters td {{ min-width: 6.2rem; }}
.kpi .quarters td ul {{ display: flex; flex-wrap: wrap; gap: 0.25rem; max-width: 9rem; }}
.kpi .quarters li {{ padding: 0 0.35rem; border-radius: 0.2rem; white-space: nowrap; line-height: 1.5;
  position: relative; font-variant-numeric: tabular-nums; }}
{_FIRST} {{ position: sticky; left: 0; z-index: 1; background: {colour.GROUND}; min-width: 15rem; max-width: 15rem;
  padding-right: 0.8rem; }}
.kpi .down {{ display: none; }}
.kpi .down h3 {{ border-top: 1px solid {colour.HAIRLINE}; padding-top: 0.6rem; margin-top: 0.6rem; }}
.kpi .down .counts {{ margin-top: 0.3rem !important; gap: 0.1rem 0.7rem; }}
.kpi .down .counts b {{ font-size: 1.1rem; }}
.kpi .steps {{ position: relative; }}
.kpi .steps li {{ display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); gap: 0.6rem; padding: 0.35rem 0;
  align-items: start; border-top: 1px solid {colour.GRID}; }}
.kpi .steps .which {{ padding: 0 0.35rem; border-radius: 0.2rem; white-space: nowrap; font-size: 0.95rem; }}
.kpi .quarters th.group span {{ position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 2.5rem); }}
@media (max-width: 899px) {{
  .kpi .delivery > li {{ grid-template-columns: minmax(0, 1fr); }}
  {_FIRST} {{ font-size: 0.85rem; line-height: 1.25; min-width: 8.5rem; max-width: 8.5rem; }}
  .kpi .quarters td ul {{ max-width: 7rem; }}
  .kpi .across {{ display: none; }}
  .kpi .down {{ display: block; }}
  .kpi .listed tbody th {{ min-width: 12.4rem; max-width: 12.4rem; }}
  .kpi .listed .whose {{ white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }}
  .kpi .slipped table {{ min-width: 0; width: 100%; }}
  .kpi .slipped caption {{ width: auto; }}
  .kpi .slipped :is(th, td) {{ font-size: 0.85rem; padding-right: 0.4rem; white-space: normal; }}
}}
""".strip()
