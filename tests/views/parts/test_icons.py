from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from sendkpi.analysis.spc.labels import HELD_BACK, Assurance, Note, Variation
from sendkpi.analysis.spc.wording import ASSURANCE_WORDS, VARIATION_WORDS
from sendkpi.views.parts.icons import assurance_icon, variation_icon


def heard(icon: str) -> str:
    return unescape(re.search(r'alt="([^"]*)"', icon).group(1))


@pytest.mark.parametrize("variation", Variation)
def test_the_icon_of_each_change_says_its_words(variation):
    words = VARIATION_WORDS[variation]
    assert heard(variation_icon(variation, "")) == f"Change: {words.word}. {words.means}"


@pytest.mark.parametrize("assurance", Assurance)
def test_the_icon_of_each_verdict_on_the_target_says_its_words(assurance):
    words = ASSURANCE_WORDS[assurance]
    assert heard(assurance_icon(assurance, "")) == f"Target: {words.word}. {words.means}"


def test_a_verdict_on_trial_limits_says_so():
    assert heard(variation_icon("common_cause", Note.TRIAL)).startswith("Change: No change (trial limits). ")
    assert heard(assurance_icon("fail", Note.TRIAL)).startswith("Target: Reliably misses (trial limits). ")


def test_a_verdict_of_an_earlier_figure_names_its_month():
    icon = variation_icon("common_cause", Note.TRIAL, pd.Timestamp(2023, 1, 1))
    assert heard(icon).startswith("Change: No change (trial limits, of January 2023, the last figure). ")


@pytest.mark.parametrize("note", HELD_BACK)
def test_an_icon_without_a_verdict_says_why(note):
    assert heard(variation_icon("", note)) == f"Change: no verdict, {note}"
    assert heard(assurance_icon("", note)) == f"Target: no verdict, {note}"


@pytest.mark.parametrize("note", [Note.FIRM, Note.TRIAL])
def test_a_chart_without_a_target_has_no_verdict_on_one_and_says_so(note):
    assert heard(assurance_icon("", note)) == "Target: no verdict, no target to hold it against"


def test_an_icon_beside_its_words_is_not_heard_twice():
    icon = variation_icon("improvement_high", "", beside_words=True)
    assert heard(icon) == ""
    assert "title=" not in icon
