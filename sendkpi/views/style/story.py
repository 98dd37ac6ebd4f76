"""The look of the plan's story: the areas beside one another, the way from strategy to plan, and the tables."""

from __future__ import annotations

from sendkpi.charts import colour

STORY = f"""
.kpi .lead.opening {{ max-width: none; }}
.kpi .about {{ max-width: 68rem; margin: 0 0 0.8rem; text-wrap: pretty; }}
.kpi .terms {{ margin: 0.4rem 0 0; padding: 0; font-size: 0.9rem; columns: 3 17rem; column-gap: 2.2rem;
  color: {colour.QUIET_TEXT}; }}
.kpi .terms > div {{ break-inside: avoid; }}
.kpi .terms dt {{ display: inline; font-weight: 600; margin-right: 0.3rem; }}
.kpi .terms dt::after {{ content: ":"; }}
.kpi .terms dd {{ display: inline; margin: 0; }}
.kpi .story {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 0 2.2rem; }}
.kpi .story > li {{ display: grid; grid-row: span var(--parts); grid-template-rows: subgrid;
  padding: 0.5rem 0 0.9rem; }}
.kpi .story > li > div {{ padding: 0.2rem 0; }}
.kpi .story h3 {{ font-size: 1.1rem; font-weight: 700; }}
.kpi .story h4 {{ font-size: 1rem; font-weight: 600; line-height: 1.3; margin: 0; padding: 0.3rem 0 0.15rem;
  color: inherit; }}
.kpi .story .dashes {{ font-size: 0.95rem; padding-bottom: 0.2rem; }}
.kpi .story .dashes li {{ padding: 0.05rem 0; }}
.kpi .story .counts {{ margin: 0.4rem 0 0 !important; gap: 0.15rem 0.7rem; }}
.kpi .story .counts b {{ font-size: 1.1rem; }}
.kpi .chain {{ list-style: none; margin: 0.5rem 0 0.9rem; padding: 0; display: flex; flex-wrap: wrap;
  gap: 0.3rem 0.9rem; align-items: baseline; }}
.kpi .chain b {{ font-size: 1.35rem; font-variant-numeric: tabular-nums; }}
.kpi .chain li:not(:first-child)::before {{ content: "→" / ""; color: {colour.QUIET_TEXT}; margin-right: 0.9rem; }}
.kpi .fitting {{ margin-bottom: 0.7rem; }}
.kpi .fitting:is(.priorities, .bodies) caption {{ clip-path: inset(50%); position: absolute; width: 1px; height: 1px;
  overflow: hidden; padding: 0; }} /* the heading above says it already */
.kpi .fitting :is(th, td) {{ vertical-align: top; font-size: 0.95rem; padding: 0.3rem 1.2rem 0.3rem 0; }}
.kpi .fitting tbody th {{ width: 28%; min-width: 11rem; }}
.kpi .fitting td {{ min-width: 9rem; }}
.kpi .fitting.priorities tbody th {{ width: 46%; min-width: 9rem; }}
.kpi .fitting.priorities td {{ min-width: 4.5rem; }}
.kpi .fitting.bodies td:last-child {{ width: 47%; min-width: 17rem; }}
.kpi .fitting.bodies tbody th {{ width: 27%; }}
.kpi .fitting.groups td:nth-last-child(2) {{ width: 10%; min-width: 4.5rem; }}
.kpi .fitting.groups td:last-child {{ width: 36%; min-width: 12rem; }}
.kpi .fitting.groups tbody th {{ width: 25%; }}
.kpi .fitting li {{ font-size: 0.95rem; padding: 0.05rem 0 0.05rem 0.9rem; text-indent: -0.9rem; }}
.kpi .way {{ white-space: nowrap; }}
.kpi .ways {{ columns: 2 26rem; }}
""".strip()
"""Areas share their rows, so that the same part of each stands on one line."""
