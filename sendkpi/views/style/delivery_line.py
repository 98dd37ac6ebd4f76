"""The look of an action's milestones beside a measure, and of the line beneath a chart that names those done."""

from __future__ import annotations

STANDS = """
.kpi .stands li { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.6rem; padding: 0.2rem 0;
  max-width: 62rem; align-items: baseline; font-size: 0.95rem; }
.kpi .stands .chip { font-size: 0.85rem; margin: 0; }
.kpi .action .stands { margin-top: 0.35rem; }
.kpi .action details summary { font-size: 0.95rem; }
.kpi .done { font-size: 0.9rem; }
.kpi .done li { padding: 0.1rem 0; font-size: inherit; }
.kpi .done summary { color: inherit; }
@media (max-width: 899px) {
  .kpi .stands li { grid-template-columns: minmax(0, 1fr); gap: 0.1rem; padding: 0.35rem 0; }
}
""".strip()
"""A milestone a line: its chip, then its words; on a phone the words stand below."""
