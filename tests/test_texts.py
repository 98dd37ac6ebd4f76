"""Texts as they are kept and shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendkpi.errors import RefusedError
from sendkpi.texts import LONGEST_TEXT, check_length, is_blank, kept_text, one_line, visible
from tests.hostile_texts import HOSTILE, NOTHING, RAW, SHOWN, UNKEPT

ANYTHING = st.text(st.characters() | st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]))


def test_controls_and_signs_that_turn_a_line_are_shown_as_marks():
    assert visible(HOSTILE) == SHOWN


@given(ANYTHING)
def test_whatever_is_shown_holds_no_control_and_twice_is_as_once(text: str):
    shown = visible(text)
    assert not RAW.search(shown)
    assert visible(shown) == shown
    assert not RAW.search(one_line(text))
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], include_characters="\n\t\u200d")))
def test_what_people_write_is_shown_as_it_is(text: str):
    assert visible(text) == text


TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize("sign", [one for one in map(chr, range(0x3000)) if unicodedata.bidirectional(one) in TURNS])
def test_every_sign_that_unicode_says_turns_a_line_is_marked(sign: str):
    assert visible(sign) == f"⟨U+{ord(sign):04X}⟩"


@pytest.mark.parametrize("text", NOTHING)
def test_what_shows_nothing_is_empty(text: str):
    assert is_blank(text)
    assert kept_text("The reason", text) == ""


@pytest.mark.parametrize("text", ["a", "–", "0", "❤️", "ع", "\u200d1"])
def test_what_shows_anything_is_not_empty(text: str):
    assert not is_blank(text)
    assert kept_text("The reason", text)


def test_blanks_and_signs_of_no_width_around_words_are_not_kept():
    assert kept_text("The name", "\ufeff\u200b  Ada\u2009Lovelace \u2060\n") == "Ada\u2009Lovelace"


def test_line_breaks_within_words_are_kept_and_written_one_way():
    assert kept_text("The note", "one\r\ntwo\rthree\n\nfour") == "one\ntwo\nthree\n\nfour"


@pytest.mark.parametrize("text", UNKEPT)
def test_a_nul_and_half_a_letter_are_refused_in_one_sentence(text: str):
    with pytest.raises(
        RefusedError, match=r"^The note holds a sign that cannot be kept \(U\+[0-9A-F]{4}\): write it without\.$"
    ):
        kept_text("The note", text)


def test_words_too_long_are_refused_with_both_lengths():
    with pytest.raises(RefusedError, match=r"^The note is 1,001 characters long: keep it within 1,000\.$"):
        kept_text("The note", "x" * 1001, 1000)
    check_length("The note", "x" * LONGEST_TEXT, LONGEST_TEXT)


@given(ANYTHING)
def test_any_text_is_kept_safely_or_refused(text: str):
    try:
        kept = kept_text("The note", text)
    except RefusedError:
        assert any(sign == "\x00" or unicodedata.category(sign) == "Cs" for sign in text)
    else:
        assert not RAW.search(kept)
        assert kept_text("The note", kept) == kept
        kept.encode()  # raises for half a letter
