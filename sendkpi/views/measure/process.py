"""Signal or noise: a measure's process chart, its two verdicts in words, and what its limits rest on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import charts as drawings
from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import Assurance, Note, PointType, Variation
from sendkpi.analysis.spc.process import is_charted
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS, describe_signal, note_words
from sendkpi.charts.process.chart import point_look
from sendkpi.charts.process.rows import KIND_WORDS, marked_words, point_rows, point_words
from sendkpi.frames import rows_of
from sendkpi.frames.figures import DrawnPointRow, VerdictRow
from sendkpi.plan.choices import Basis, Pooling
from sendkpi.report import as_csv
from sendkpi.values import month_code, month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts import charts, icons
from sendkpi.views.parts.downloads import CSV, show_download

if TYPE_CHECKING:
    from sendkpi.charts import Process, Spec
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

HEADING = html('<h2 class="rule">Signal or noise?</h2>')

UNCHARTED = {
    Pooling.STOCK: "It counts a level on one day, and most of what is counted one month is counted again the next: "
    "such figures are no separate readings, and limits drawn from them would mislead.",
    Pooling.MAXIMUM: "It is the longest wait of all, so one child alone: it says nothing of how most waits vary.",
}

HOW = html("""
<p>A figure goes up and down each month, by chance alone. The dashed lines are the process limits: as long as nothing
changes, nearly every figure falls between them. They follow from how far each figure lies from the one before it. The
faint dotted lines lie two thirds of the way.</p>
<p>A figure is a sign of a real change when it</p>
<ul class="dashes">
<li>lies beyond a limit;</li>
<li>is one of seven in a row that all rise, or all fall;</li>
<li>is one of seven in a row on one side of the average;</li>
<li>is one of two, among three in a row on one side of the average, that lie beyond the dotted line.</li>
</ul>
<p>A month without a figure breaks every row. Limits need 5 figures; under 12 they are trial limits and may still
move. Where the figures hardly vary there are none.</p>
<p>The rules and icons have the meaning that NHS England gives them in Making Data Count. <strong>Its own workbook may
still differ</strong> from this chart:</p>
<ul class="dashes">
<li>it lets a single great jump widen the limits; here a jump of more than 3.267 times the average one is left out;</li>
<li>a target that lies exactly on a limit is always hit or always missed there; here it is hit or miss;</li>
<li>a row of rising or falling figures runs on there where new limits begin; here it begins anew;</li>
<li>under 15 figures it shows them around their median, without limits.</li>
</ul>
""")


def show_process(of: Key, measure: Measure, height: int) -> None:
    """The section: verdicts, chart (`height` in pixels), notes, how to read it, and the table of its points."""
    process = _process(of, measure.id) if is_charted(measure) else None
    if process is None:
        why = "There is no process chart yet: nothing has been reported."
        if not is_charted(measure):
            why = f"This measure has no process chart. {UNCHARTED[measure.pooling]}"
        markup.show(html("{}<p>{}</p>", HEADING, why))
        return
    verdicts = positions.at(of).processes.verdicts
    row = next(rows_of(verdicts[verdicts["measure"] == measure.id], VerdictRow))
    markup.show(HEADING + _verdicts(row, process))
    words = drawings.describe_process(process, row.variation, row.assurance, row.signal)
    charts.show_spec(_spec(of, measure.id, height), words, f"process-{measure.id}")
    markup.show(_beside(process))
    _show_behind(of, measure, process)


def _show_behind(of: Key, measure: Measure, process: Process) -> None:
    """What stands behind the chart, one click away."""
    with st.container(gap=None):
        with st.expander("How to read this chart"):
            markup.show(html('<div class="how">{}</div>', HOW))
        with st.expander("Table of the process chart"):
            markup.show(_table(process))
            file = positions.file_name(of.url, f"{measure.id} process chart {month_code(of.month)}")
            show_download(CSV, file, lambda: process_file(of, measure.id), key=f"process-csv-{measure.id}")


def _verdicts(row: VerdictRow, process: Process) -> Html:
    """Both verdicts, each with its icon, its word and what it means, or why there is none."""
    note = note_words(row.process_note, row.verdict_month)
    why = f"{note[:1].upper()}{note[1:]}."
    changed, held = "No verdict", "No verdict"
    means = why if process.target is not None else "There is no target to hold it against."
    if row.variation:
        changed = VARIATION_WORDS[Variation(row.variation)].word
        why = describe_signal(row.variation, row.signal, trial=row.process_note == Note.TRIAL)
    if row.assurance:
        words = ASSURANCE_WORDS[Assurance(row.assurance)]
        held, means = words.word, words.means
    first = icons.variation_icon(row.variation, row.process_note, row.verdict_month, beside_words=True)
    second = icons.assurance_icon(row.assurance, row.process_note, row.verdict_month, beside_words=True)
    pairs = ((first, "Has it changed?", changed, why), (second, "Will it hit its target?", held, means))
    pattern = '{}<p><span class="quiet">{}</span> <strong>{}</strong><br>{}</p>'
    return markup.listed((html(pattern, *one) for one in pairs), "verdicts")


def _beside(process: Process) -> Html:
    """What the points' looks mean, as far as they are in the chart, and its notes."""
    rows = [row for row in point_rows(process) if row["figure"] is not None]
    looks = dict.fromkeys((PointType(row["kind"]), point_look(row)["shape"], point_look(row)["ink"]) for row in rows)
    key = Html().join(_key(*look) for look in sorted(looks, key=_place) if process.any_verdict)
    on_year = process.measure.basis is Basis.YEAR_TO_DATE
    alone = f"Each {wording.PERIOD_WORDS[process.measure.collected]} alone. " if on_year else ""
    quiet = html('<p class="quiet small">{}{}</p>', alone, key) if alone or key else Html()
    return quiet + markup.listed(drawings.process_notes(process), "notes small")


def _place(look: tuple[PointType, str, str]) -> int:
    return list(PointType).index(look[0])


SHAPES = {"circle": "●", "triangle-up": "▲", "triangle-down": "▼", "square": "■", "diamond": "◆"}


def _key(kind: PointType, shape: str, ink: str) -> Html:
    return html('<span style="color:{}" aria-hidden="true">{}</span> {}. ', ink, SHAPES[shape], KIND_WORDS[kind])


def _table(process: Process) -> Html:
    unit = process.measure.unit
    period = wording.PERIOD_WORDS[process.measure.collected].capitalize()
    rows, marked = [], marked_words(process)
    for row in rows_of(process.points, DrawnPointRow):
        levels = [wording.figure(one, unit) if pd.notna(one) else "" for one in (row.mean, row.lpl, row.upl)]
        shows = [point_words(row) if pd.notna(row.value) else "", *([marked.get(row.date, "")] if marked else [])]
        rows.append(
            markup.row(month_name(row.date), [*map(number, (wording.figure(row.value, unit), *levels)), *shows])
        )
    heads = [period, *map(number, ("Figure", "Average", "Lower limit", "Upper limit")), "It shows"]
    heads += ["Marked"] if marked else []
    return markup.table(f"{process.measure.title}: process chart", heads, rows, "periods")


def process_file(of: Key, measure: str) -> bytes:
    """The chart's points as CSV, unrounded: limits, rules and labels, in the words of the `spc` command."""
    points = positions.at(of).processes.of(measure)
    return as_csv(points.rename(columns={"series_id": "measure", "date": "month"}))


@lru_cache(maxsize=256)
def _process(of: Key, measure: str) -> Process | None:
    position = positions.at(of)
    return drawings.process_of(position.processes, position.plan, position.trend(measure).measure)


@lru_cache(maxsize=256)
def _spec(of: Key, measure: str, height: int) -> Spec:
    process, months = _process(of, measure), drawings.span([positions.at(of).trend(measure)])
    chart = drawings.process_chart(process, months, height) if process and months else None
    return chart or {}
