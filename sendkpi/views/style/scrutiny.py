"""The look of the recommendations and of the reporting calendar: a part of the style sheet."""

from __future__ import annotations

from sendkpi.charts import colour

SCRUTINY = f"""
.kpi .recommendations :is(th, td) {{ padding-top: 0.3rem; padding-bottom: 0.3rem; font-size: 0.95rem;
  vertical-align: top; }}
.kpi .recommendations tbody th {{ padding-left: 1.6rem; text-indent: -1.6rem; min-width: 20rem; }}
.kpi .recommendations td {{ min-width: 7.6rem; }}
.kpi .recommendations td:first-of-type {{ min-width: 10.4rem; }}
.kpi .recommendations b {{ display: inline-block; min-width: 1.6rem; text-indent: 0;
  font-variant-numeric: tabular-nums; }}
.kpi .recommendation {{ border-top: 1px solid {colour.HAIRLINE}; padding: 0.9rem 0 1rem; }}
.kpi details.recommendation {{ border-top-color: {colour.GRID}; padding: 0.15rem 0; }}
.kpi .recommendation[open] {{ padding-bottom: 1rem; }}
.kpi .recommendation h3 {{ font-size: 1.1rem; font-weight: 700; }}
.kpi .recommendation > summary h3 {{ display: inline; font-size: 1rem; font-weight: 400; }}
.kpi .recommendation[open] > summary h3 {{ font-weight: 700; }}
.kpi .recommendation .basis {{ margin-top: 0.35rem; display: flex; flex-wrap: wrap; gap: 0.2rem 0.7rem;
  align-items: baseline; }}
.kpi .recommendation .sides {{ display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr);
  gap: 0.6rem 2.5rem; }}
.kpi .recommendation .facts > div {{ grid-template-columns: 8.5rem minmax(0, 1fr); }}
.kpi .recommendation dd .small {{ display: block; }}
.kpi .recommendation dd .facts > div {{ grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0.2rem 0; }}
.kpi .bearing {{ padding-top: 0.6rem; }}
.kpi .bearing h4 {{ margin: 0 0 0.25rem; padding: 0; font-size: 1rem; font-weight: 400; color: {colour.QUIET_TEXT}; }}
.kpi .bearing li {{ padding: 0.2rem 0; display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.8rem;
  align-items: start; }}
.kpi .bearing .chip {{ margin-right: 0; }}
.kpi .calendar table {{ min-width: 60rem; }}
.kpi .calendar :is(th, td) {{ vertical-align: top; }}
.kpi .calendar tbody th {{ min-width: 10.5rem; }}
.kpi .calendar td:last-child {{ min-width: 10.5rem; }}
.kpi .calendar td:nth-of-type(2) {{ min-width: 17rem; }}
@media (max-width: 899px) {{
  .kpi .recommendations table {{ min-width: 41rem; }}
  .kpi .recommendations tbody th {{ min-width: 11.6rem; max-width: 11.6rem; }}
  .kpi .recommendation .sides {{ grid-template-columns: minmax(0, 1fr); }}
  .kpi .recommendation .facts > div {{ grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0.3rem 0; }}
}}
""".strip()
"""A recommendation: what was said of it beside what bears on it; one under the other on a narrow screen."""
