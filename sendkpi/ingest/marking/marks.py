"""Marks on the cells of an officer's workbook: a fill and a comment, put on and taken off again without a trace.

What must be known to take a mark off moves with its cell when rows are inserted: the comment has our heading, the
fill a colour of ours, and the cell's own fill is kept in a conditional format that never applies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.cell import coordinate_to_tuple

from sendkpi.ingest.marking.contrast import contrast, luminance, theme_colours
from sendkpi.spreadsheets import safe_text
from sendkpi.values import Problem, Severity

if TYPE_CHECKING:
    from openpyxl.styles.fills import Fill
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


AUTHOR = "sendkpi"
FOUND = "Found by sendkpi:"
"""The heading of our part of a comment; what stands above it is the officer's own."""
WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning"}

_PALE = {Severity.ERROR: PatternFill("solid", fgColor="FFF9CFC9"), Severity.WARNING: PatternFill("solid", "FFFFEDB3")}
_DARK = {Severity.ERROR: PatternFill("solid", fgColor="FF8A1C0F"), Severity.WARNING: PatternFill("solid", "FF5F4200")}
_COLOURS = frozenset(fill.fgColor.value for fills in (_PALE, _DARK) for fill in fills.values())

_OURS = '"sendkpi"'
_OWN_FILL = '"own fill"'
_KEPT = f"AND(FALSE,{_OURS}={_OWN_FILL})"
_RULE_CELLS = 500  # one rule names no more: Excel limits the length of its list of cells

_BOX_WIDTH = 320  # pixels
_LINE_LENGTH = 46  # letters that surely fit beside each other in that width
_LINE_HEIGHT = 18


def pale(severity: Severity) -> PatternFill:
    """The fill of a mark behind dark text."""
    return copy(_PALE[severity])


def put_on(book: Workbook, problems: Sequence[Problem], list_title: str) -> None:
    """Fill and comment each problem's cell; where several problems share one, the gravest gives the fill.

    A conditional format of the officer's own gives way to the fill as long as there is a sheet called `list_title`.
    """
    theme = theme_colours(book)
    for sheet in book.worksheets:
        _fit_comments(sheet)
        marked: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.cell and problem.sheet == sheet.title:
                marked.setdefault(anchor(sheet, problem.cell).coordinate, []).append(problem)
        kept: dict[Fill, list[str]] = {}
        shown: dict[Fill, list[str]] = {}
        for place, found in marked.items():
            cell = sheet[place]
            fill = _mark(cell, found, theme)
            if cell.fill.fill_type:
                kept.setdefault(copy(cell.fill), []).append(place)
            if any(place in group for group in sheet.conditional_formatting):
                shown.setdefault(fill, []).append(place)
            cell.fill = fill
        _add_rules(sheet, [*_rules(kept, _KEPT), *_rules(shown, _while_listed(list_title), last=True)])


def take_off(book: Workbook) -> None:
    """Remove every mark: our part of comments, our fills in favour of the cells' own, our rules."""
    for sheet in book.worksheets:
        kept = [(group, rule) for group in sheet.conditional_formatting for rule in group.rules if _keeps(rule)]
        for cell in tuple(_cells(sheet)):
            if cell.comment is not None:
                _restore_comment(cell)
            if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.value in _COLOURS:
                own = (_own_fill(rule) for group, rule in kept if cell.coordinate in group)
                cell.fill = next(own, PatternFill())
        _add_rules(sheet, [])


def anchor(sheet: Worksheet, place: str) -> Cell:
    """The cell that shows the content of a place: of merged cells the first, else its own.

    A cell that the file does not hold is made in the format of its row or column, as Excel would show it.
    """
    row, column = coordinate_to_tuple(place)
    held = is_held(sheet, row, column)
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        merge = next(merge for merge in sheet.merged_cells.ranges if place in merge)
        return sheet.cell(merge.min_row, merge.min_col)
    if not held:
        _take_format(sheet, cell)
    return cell


def is_held(sheet: Worksheet, row: int, column: int) -> bool:
    """Whether the file holds the cell; to ask the sheet for it would invent it."""
    return (row, column) in sheet._cells  # noqa: SLF001 - the only view that invents nothing


def _take_format(sheet: Worksheet, cell: Cell) -> None:
    """The format of the cell's row, or else of its column."""
    columns = sheet.column_dimensions.values()
    across = [column for column in columns if (column.min or 0) <= cell.column <= (column.max or 0)]
    around = [sheet.row_dimensions.get(cell.row), *across]
    styled = next((one for one in around if one is not None and one.has_style), None)
    if styled is not None:
        for part in ("number_format", "font", "fill", "border", "alignment", "protection"):
            setattr(cell, part, copy(getattr(styled, part)))


def _mark(cell: Cell, problems: Sequence[Problem], theme: Sequence[str]) -> PatternFill:
    """Comment the cell; the fill that it is to have, on which its own font can be read."""
    lines = [FOUND, *(f"{WORDS[problem.severity]}: {problem.message}" for problem in problems)]
    own = cell.comment
    text = safe_text("\n".join(lines))
    before = f"{own.text.rstrip()}\n\n" if own and own.text.strip() else ""
    cell.comment = _fitted(Comment(before + text, own.author if before else AUTHOR))
    worst = Severity.ERROR if any(one.severity is Severity.ERROR for one in problems) else Severity.WARNING
    letters = luminance(cell.font.color, theme)
    fills = (_PALE[worst], _DARK[worst])
    return copy(max(fills, key=lambda fill: contrast(letters, luminance(fill.fgColor, theme))))


def _restore_comment(cell: Cell) -> None:
    """The officer's own comment without our part, or none."""
    own, ours, _ = cell.comment.text.partition(FOUND)
    if ours:
        cell.comment = _fitted(Comment(own.rstrip(), cell.comment.author)) if own.strip() else None


def _fit_comments(sheet: Worksheet) -> None:
    """Boxes that show their text: the sizes in the file do not come through openpyxl."""
    for cell in _cells(sheet):
        if cell.comment is not None:
            _fitted(cell.comment)


def _fitted(comment: Comment) -> Comment:
    lines = sum(max(1, math.ceil(len(line) / _LINE_LENGTH)) for line in comment.text.splitlines())
    comment.width, comment.height = _BOX_WIDTH, _LINE_HEIGHT * (lines + 1)
    return comment


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    return (cell for cell in sheet._cells.values() if not isinstance(cell, MergedCell))  # noqa: SLF001 - as above


def _rules(fills: dict[Fill, list[str]], formula: str, *, last: bool = False) -> list[tuple[str, Rule]]:
    """A rule for each fill with the cells that it is about; `last` keeps later rules from those cells."""
    return [
        (
            " ".join(places[at : at + _RULE_CELLS]),
            Rule("expression", formula=[formula], stopIfTrue=last, dxf=DifferentialStyle(fill=_as_rule_fill(fill))),
        )
        for fill, places in fills.items()
        for at in range(0, len(places), _RULE_CELLS)
    ]


def _while_listed(list_title: str) -> str:
    """True while the list of problems is in the workbook: whoever deletes it has the own formats back."""
    return f"""AND(ISREF(INDIRECT("'{list_title}'!A1")),{_OURS}={_OURS})"""


def _as_rule_fill(fill: Fill) -> Fill:
    """A rule shows a plain fill by what is the background elsewhere."""
    return PatternFill("solid", fill.fgColor, fill.fgColor) if fill.fill_type == "solid" else copy(fill)


def _own_fill(rule: Rule) -> Fill:
    """The fill that a rule keeps; Excel leaves out that it is a plain one."""
    fill = rule.dxf.fill
    return PatternFill("solid", fill.bgColor) if fill.fill_type in {None, "none", "solid"} else copy(fill)


def _is_ours(rule: Rule) -> bool:
    return bool(rule.formula) and _OURS in rule.formula[0]


def _keeps(rule: Rule) -> bool:
    return _is_ours(rule) and _OWN_FILL in rule.formula[0] and bool(rule.dxf and rule.dxf.fill)


def _add_rules(sheet: Worksheet, ours: Sequence[tuple[str, Rule]]) -> None:
    """These rules of ours in place of any earlier ones, before the officer's own in their order."""
    rules = ConditionalFormattingList()
    for at, (places, rule) in enumerate(ours, start=1):
        rule.priority = at
        rules.add(places, rule)
    for group in sheet.conditional_formatting:
        for rule in group.rules:
            if not _is_ours(rule):
                rule.priority += len(ours)
                rules.add(group, rule)
    sheet.conditional_formatting = rules
