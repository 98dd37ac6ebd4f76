"""Every page has an address of its own, whatever the plan calls its areas; words that are not ours stay words."""

from __future__ import annotations

import pytest

from sendkpi.plan.records import Area
from sendkpi.views.frame import links, markup


def path(name: str) -> str:
    return links.area_path(Area(name, name, "", "", "", "PLAN", "1"))


def test_an_area_is_found_under_its_name():
    assert path("WSOA 1") == "wsoa-1"


@pytest.mark.parametrize("name", ["Submit", "home", "Plan", "measure_page", "overview", "東京", "wsoa-1", "WSOA.1"])
def test_an_area_never_takes_another_pages_address(name):
    assert path(name) not in {*links.TAKEN, "wsoa-1", ""}


def test_areas_with_names_alike_have_addresses_of_their_own():
    assert len({path(name) for name in ("WSOA 1", "WSOA-1", "WSOA.1", "東京", "京都")}) == 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](http://127.0.0.1/leak.png)", r"!\[x\](http\://127.0.0.1/leak.png)"),
        ("[Sign in](http://evil)", r"\[Sign in\](http\://evil)"),
        ("www.evil.example", r"www\.evil.example"),
        (":red[*x*] $a$ <b>", r"\:red\[\*x\*\] \$a\$ \<b\>"),
        ("Stored as submission 1: 2 figures.", "Stored as submission 1: 2 figures."),
    ],
)
def test_words_that_are_not_ours_are_no_markdown(text, shown):
    assert markup.plain(text) == shown
