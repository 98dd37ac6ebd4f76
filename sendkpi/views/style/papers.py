"""The look of a paper on the page: a part of the style sheet."""

from __future__ import annotations

from sendkpi.charts import colour

PAPER = f"""
.st-key-paper {{ border-top: 2px solid {colour.TEXT}; padding-top: 0.9rem; margin-top: 0.6rem; max-width: 66rem; }}
.kpi .paper .kind {{ font-size: 0.9rem; font-weight: 600; color: {colour.ACCENT}; margin-bottom: 0.15rem; }}
.kpi .paper h2 {{ font-size: 1.5rem; margin-bottom: 0.2rem; }}
.kpi .paper h3 {{ font-size: 1.25rem; font-weight: 700; border-top: 1px solid {colour.HAIRLINE}; padding-top: 0.9rem;
  margin: 1.8rem 0 0.4rem; }}
.kpi .paper h4 {{ font-size: 1.05rem; font-weight: 700; line-height: 1.3; margin: 1.3rem 0 0.3rem; padding: 0; }}
.kpi .paper p {{ max-width: 62rem; padding: 0.2rem 0; overflow-wrap: anywhere; }}
.kpi .paper .quiet:not(.small) {{ padding: 0; }}
.kpi .paper .lead {{ margin: 0.3rem 0; }}
.kpi .paper .notice {{ padding: 0.2rem 0 0.2rem 0.8rem; }}
.kpi .paper .notice + :not(.notice) {{ margin-top: 0.4rem; }}
.kpi .paper .dashes li {{ padding: 0.12rem 0; overflow-wrap: anywhere; }}
.kpi .papered {{ margin: 0.7rem 0 0.5rem; }}
.kpi .papered :is(th, td) {{ font-size: 0.95rem; padding: 0.35rem 0.8rem 0.35rem 0; vertical-align: top; }}
.kpi .papered .chip {{ font-size: 0.9rem; margin-right: 0; }}
.kpi .papered.wide table {{ min-width: 50rem; }}
.kpi .papered.wide th[scope="row"] {{ min-width: 14rem; }}
.kpi .papered:not(.narrow) table {{ min-width: 40rem; }}
.kpi .issued table {{ min-width: 46rem; }}
.kpi .issued :is(th, td) {{ vertical-align: top; }}
""".strip()
"""A paper keeps the measure of a page of text, however wide the screen; its wide tables scroll inside themselves."""
