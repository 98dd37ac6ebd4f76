"""The look of tables that scroll inside themselves, and of the heat map: parts of the style sheet."""

from __future__ import annotations

from sendkpi.charts import colour

SCROLLING = f"""
.kpi .scroll {{ scroll-timeline: --sideways inline; animation: shade linear; animation-timeline: --sideways; }}
.kpi .scroll::before {{ content: "Scroll sideways for the rest →"; display: block; position: sticky; left: 0;
  width: max-content; max-height: 0; overflow: hidden; font-size: 0.9rem; color: {colour.QUIET_TEXT};
  animation: tell linear; animation-timeline: --sideways; }}
.kpi .scroll caption {{ position: sticky; left: 0; width: max-content; max-width: min(100%, calc(100vw - 2.5rem)); }}
@keyframes tell {{ from, to {{ max-height: 1.6rem; }} }}
@keyframes shade {{ from {{ box-shadow: inset -1rem 0 0.7rem -0.7rem {colour.HAIRLINE}; }}
  50% {{ box-shadow: inset 1rem 0 0.7rem -0.7rem {colour.HAIRLINE}, inset -1rem 0 0.7rem -0.7rem {colour.HAIRLINE}; }}
  to {{ box-shadow: inset 1rem 0 0.7rem -0.7rem {colour.HAIRLINE}; }} }}
@supports not (animation-timeline: --sideways) {{
  @media (max-width: 899px) {{ .kpi .scroll::before {{ max-height: 1.6rem; }} }}
}}
""".strip()
"""A table that is wider than its room says so, with a line above it and a shadow where more is hidden.

The animations run along the table's own scrolling, and so only where there is any to do. Browsers that know no
such animation show the line on every narrow screen.
"""

_FIRST = '.kpi .heat :is(th[scope="row"], thead tr:first-child th:first-child)'
HEAT = f"""
.kpi .heat {{ direction: rtl; animation: none; }} /* the newest months are in sight before anybody scrolls */
.kpi .heat::before {{ direction: ltr; content: "← Scroll sideways for earlier months"; }}
.kpi .heat table {{ direction: ltr; border-collapse: separate; border-spacing: 0; }}
.kpi .heat :is(th, td) {{ border: 0; padding: 1px; text-align: center; font-size: 0.9rem; }}
.kpi .heat thead th {{ font-weight: 400; color: {colour.QUIET_TEXT}; }}
{_FIRST} {{ position: sticky; left: 0; background: {colour.GROUND}; text-align: left;
  padding: 0.1rem 0.8rem 0.1rem 0; min-width: 21rem; max-width: 21rem; }}
.kpi .heat th[scope="row"] {{ font-size: 0.95rem; line-height: 1.3; }}
.kpi .heat th.group {{ text-align: left; padding-top: 0.7rem; font-size: 0.95rem; line-height: 1.3; }}
.kpi .heat th.group span {{ position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 2.5rem); }}
.kpi .heat .ref {{ white-space: nowrap; }}
.kpi .heat td {{ min-width: 2.1rem; height: 1.9rem; }}
.kpi .heat td a {{ display: flex; align-items: center; justify-content: center; min-height: 1.8rem; height: 100%;
  text-decoration: none; }}
.kpi .heat td a:hover {{ outline: 2px solid {colour.ACCENT}; }}
@media (max-width: 899px) {{
  {_FIRST} {{ font-size: 0.85rem; line-height: 1.25; min-width: 9.5rem; max-width: 9.5rem; }}
  .kpi .heat .ref {{ display: none; }}
}}
.st-key-heat .stRadio {{ display: flex; align-items: center; gap: 0.2rem 1.2rem; flex-wrap: wrap; }}
.st-key-heat .stRadio > label {{ margin-bottom: 0; }}
.kpi .skip a:not(:focus) {{ position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }}
.kpi .key {{ display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; margin-top: 0.6rem; font-size: 0.9rem; }}
.kpi .key .mark {{ display: inline-block; width: 1.5rem; text-align: center; }}
""".strip()
"""The heat map: its first column stays in sight."""
