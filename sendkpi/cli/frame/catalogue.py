"""The list of commands, in the order of `--help`, with the module that holds each.

A module is imported when its command is called, and what it needs with it: `--help` needs none. A new command is an
entry here, and in its module's `COMMANDS` its options and its work under the same name: `layouts list` for the part
`list` of the group `layouts`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A command as it is listed: its name, its help in one line, and the module that holds it."""

    name: str
    help: str
    module: str


@dataclass(frozen=True)
class Group:
    """Commands about one thing under its name: `benchmarks load`, `benchmarks list`."""

    name: str
    help: str
    entries: tuple[Entry, ...]


CATALOGUE: tuple[Entry | Group, ...] = (
    Entry("template", "Write the workbook that officers fill for a month.", "files"),
    Entry("check", "Say what is wrong in filled workbooks, storing nothing.", "files"),
    Entry("load", "Store filled workbooks, each as one submission.", "files"),
    Group(
        "layouts",
        "What is remembered of files that did not explain themselves.",
        (
            Entry("list", "List the layouts that are kept.", "layouts"),
            Entry("export", "Write a layout to a file.", "layouts"),
            Entry("import", "Keep a layout from a file.", "layouts"),
            Entry("forget", "Ask again about files with a layout.", "layouts"),
        ),
    ),
    Entry("submissions", "List what was submitted, when and by whom.", "submissions"),
    Entry("withdraw", "Take a submission out of the count, with a reason.", "submissions"),
    Entry("purge", "Destroy the original file of a submission, with a reason.", "submissions"),
    Entry("scorecard", "Every measure against the plan, at a month.", "figures"),
    Entry("series", "One measure, period by period.", "figures"),
    Entry("changes", "What moved between two months, or since a day.", "figures"),
    Entry("due", "Who owes which figures for a month.", "figures"),
    Entry("milestones", "What was to be done by when, and whether it is.", "delivery"),
    Entry("recommendations", "What became of each recommendation.", "delivery"),
    Entry("update-milestone", "Record what is reported of a milestone.", "delivery"),
    Entry("update-recommendation", "Record what is reported of a recommendation.", "delivery"),
    Entry("spc", "Limits, signals and verdicts of any series (XmR).", "process"),
    Entry("forecast", "Where any series is heading and how sure that is, or why not.", "forecast"),
    Group(
        "benchmarks",
        "Load and list published figures to hold measures against.",
        (
            Entry("load", "Keep a release of national statistics.", "benchmarks"),
            Entry("list", "List the published figures that measures are held against.", "benchmarks"),
        ),
    ),
    Entry("plan", "Check the plan's folder and list its queries.", "plan"),
    Entry("agree", "Record an agreed baseline, target or trajectory.", "agreements"),
    Entry("answer", "Answer a query about the published plan.", "agreements"),
    Entry("supplement", "Add a measure that the plan promises without naming it.", "agreements"),
    Entry("agreements", "List what was agreed since the plan was published.", "agreements"),
    Entry("rebase", "Begin a new phase of a measure's process chart.", "agreements"),
    Entry("annotate", "Put a few words on charts at a month.", "agreements"),
    Entry("report", "Write the paper for an audience as a Word file.", "papers"),
    Entry("papers", "List the papers that were issued.", "papers"),
    Entry("export", "Write everything on record as a workbook, one table a sheet.", "papers"),
    Entry("actions-log", "The board's actions log: who owes what by when.", "board"),
    Entry("decisions", "What the board decided, and the agreed changes that carry it out.", "board"),
    Entry("risks", "The board's risks and issues, the highest score first.", "board"),
    Entry("meetings", "The board's meetings, held and to come.", "board"),
    Entry("doctor", "Find what is wrong with the database, and say what to do.", "doctor"),
    Entry("correct-moments", "Correct the moments that a wrong clock gave.", "doctor"),
)
