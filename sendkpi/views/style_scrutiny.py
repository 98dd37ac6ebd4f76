"""The look of the recommendations and of the reporting calendar: a part of the style sheet."""

from __future__ import annotations

from sendkpi.charts import colour

SCRUTINY = f"""
.kpi .recommendation {{ border-top: 1px solid {colour.HAIRLINE}; padding: 0.9rem 0 1rem; }}
.kpi .recommendation h3 {{ font-size: 1.1rem; font-weight: 700; display: flex; flex-wrap: wrap;
  gap: 0.1rem 1.2rem; justify-content: space-between; align-items: baseline; }}
.kpi .recommendation .which {{ font-weight: 400; font-size: 0.95rem; }}
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
  .kpi .recommendation .sides {{ grid-template-columns: minmax(0, 1fr); }}
  .kpi .recommendation .facts > div {{ grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0.3rem 0; }}
}}
""".strip()
"""A recommendation: what was said of it beside what bears on it; one under the other on a narrow screen."""
