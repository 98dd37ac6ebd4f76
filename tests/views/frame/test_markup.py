"""Escaped text is a type: whatever joins a piece of HTML is escaped once, and what was escaped stays as it is."""

import ast
from pathlib import Path

import pytest

import sendkpi.views
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html, number

HOSTILE = "<b>&\x1b</b>"
ESCAPED = "&lt;b&gt;&amp;⟨U+001B⟩&lt;/b&gt;"


@pytest.mark.parametrize(
    "piece",
    [
        html("{}", HOSTILE),
        html("{}", [HOSTILE]),
        html("{}", (word for word in [HOSTILE])),
        Html() + HOSTILE,
        HOSTILE + Html(),
        Html().join([HOSTILE]),
        Html("{}").format(HOSTILE),
        Html("%s") % HOSTILE,
        html("{}", html("{}", HOSTILE)),
    ],
)
def test_words_are_escaped_once_however_they_join_a_piece(piece):
    assert isinstance(piece, Html)
    assert piece == ESCAPED


def test_a_quote_cannot_leave_its_attribute():
    assert markup.link("Here", '"><script>') == '<a href="&quot;&gt;&lt;script&gt;">Here</a>'


def test_a_row_escapes_its_cells_and_sets_numbers_as_such():
    row = markup.row(HOSTILE, [HOSTILE, number("5 < 6"), html("<i>{}</i>", "&")])
    cells = f'<td>{ESCAPED}</td><td class="number">5 &lt; 6</td><td><i>&amp;</i></td>'
    assert row == f'<tr><th scope="row">{ESCAPED}</th>{cells}</tr>'


def test_a_table_has_its_caption_and_its_headings_for_a_screen_reader():
    table = markup.table("Figures & gaps", ["Month", number("Gap")], [markup.row("May", [number("1")])], "periods")
    assert 'aria-label="Figures &amp; gaps"><table><caption>Figures &amp; gaps</caption>' in table
    assert '<th scope="col">Month</th><th scope="col" class="number">Gap</th>' in table


def test_a_list_of_nothing_is_nothing():
    assert markup.listed([]) == ""
    assert markup.listed(["<"], "dashes") == '<ul class="dashes"><li>&lt;</li></ul>'


def test_every_pattern_is_a_text_of_our_own():
    """A pattern that was put together of words would be a way round the escaping."""
    found = []
    for file in Path(sendkpi.views.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "html"]
        found += [
            f"{file.name}: {ast.unparse(call)}"
            for call in calls
            if not isinstance(call.args[0], ast.Constant)
            and not (isinstance(call.args[0], ast.Name) and call.args[0].id in texts)
        ]
    assert not found
