"""Figures with something written around them: notes, ratings, units, counts; and what stands for a hidden number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.ingest.codes import Fault
from sendkpi.ingest.spelling.cells import Cell, Figure, read_figure
from tests.ingest.answered import read_answered
from tests.ingest.sheets import codes, lines, read, read_rows, row, values, workbook

SMALL = ["<5", "< 5", "1-4", "1–4", "1 to 4", "fewer than 5", "Fewer than five", "less than 5", "under 5", "≤4",
         "5 or fewer", "<5 children", "<5*", "suppressed", "Suppressed (small numbers)", "[c]", "(c)", "redacted",
         "small numbers", "<10"]  # fmt: skip


@pytest.mark.parametrize("written", SMALL)
@pytest.mark.parametrize(
    "cells", [row("COM4"), row("ASC1-MAX"), row("RATE", breakdown="North Clinic")], ids=["count", "wait", "share"]
)
def test_a_number_too_small_to_show_is_confidential_and_never_asked_for(written, cells):
    column = "numerator" if cells["measure"] == "RATE" else "value"
    extract = read_rows(cells | {column: written})
    assert not extract.problems, lines(extract)
    assert list(extract.rows["symbol"]) == ["c"]
    assert extract.rows["value"].isna().all()


def test_a_suppressed_numerator_takes_its_denominator_with_it():
    extract = read_rows(row(numerator="<5", denominator=40))
    assert list(extract.rows["symbol"]) == ["c"]
    assert extract.rows["denominator"].isna().all()


def test_a_suppressed_numerator_beside_the_percentage_that_gives_it_away_is_refused():
    assert codes(read_rows(row(numerator="<5", denominator=40, value=8))) == ["symbol_with_figure"]


def test_below_five_in_place_of_a_percentage_is_asked_since_it_may_be_a_low_one():
    content = workbook(row(value="<5"))
    extract = read(content)
    [choice] = extract.question.choices
    assert (choice.key, dict(choice.options).keys(), choice.likely) == ("mark:<5", {"c", "low"}, "c")
    assert list(read_answered(content, {"mark:<5": "low"}).rows["symbol"]) == ["low"]
    assert list(read_answered(content, {"mark:<5": "c"}).rows["symbol"]) == ["c"]


@pytest.mark.parametrize("written", ["<1", "<0.5%", "< 5%", "under 1 per cent"])
def test_a_percentage_that_rounds_to_nothing_is_low(written):
    assert list(read_rows(row(value=written)).rows["symbol"]) == ["low"]


@pytest.mark.parametrize("written", ["<40%", ">95%", "<100", "16-20", "more than 52", "45 to 50"])
def test_a_bound_alone_is_refused_without_asking_for_what_may_be_hidden(written):
    extract = read_rows(row("COM4", value=written))
    assert codes(extract) == ["not_a_number"]
    assert "or the symbol c where it may not be shown" in lines(extract)[0]


MARKED = {
    "45% [note 1]": "[note 1]",
    "45%[1]": "[1]",
    "45% (see note 2)": "(see note 2)",
    "45% (notes 1, 2)": "(notes 1, 2)",
    "45 (n=12)": "(n=12)",
    "45%, n = 1,234": "n = 1,234",
    "45.0 (p)": "provisional (p)",
    "45 (r)": "revised (r)",
    "45 [e]": "estimated (e)",
    "45 p": "provisional (p)",
    "45 (provisional)": "(provisional)",
    "45% prov.": "prov.",
    "45 (unvalidated)": "(unvalidated)",
    "45%*": "*",
    "45**": "**",
    "45 †": "†",
    "45%²": "note 2",
    "45 ³": "note 3",
    "45% ¹,²": "note 1,2",
    "45ᵖ": "provisional (p)",
    "45% (p) [note 3]": "provisional (p); [note 3]",
}


@pytest.mark.parametrize("written", MARKED)
def test_a_mark_behind_a_figure_is_kept_as_a_comment(written):
    extract = read_rows(row(value=written, commentary="Busy."))
    assert values(extract) == [45]
    assert list(extract.rows["commentary"]) == [f"Busy.\n{MARKED[written]}"]


DROPPED = ["45 ▼", "▲ 45", "45%↔", "45 ⬆️", "🔴 45%", "45% (A)", "45 R", "45%R", "45 [G]", "45 Red", "45% (Amber)",
           "45 - green", "45 A/R", "45 (RAG: G)", "▲ 45% R", "45 ▲ (A)", "45%\n▼"]  # fmt: skip


@pytest.mark.parametrize("written", DROPPED)
def test_arrows_and_ratings_beside_a_figure_are_left_aside(written):
    extract = read_rows(row(value=written))
    assert values(extract) == [45]
    assert list(extract.rows["commentary"]) == [""]


@pytest.mark.parametrize(
    "written",
    ["45 (f)", "45 (forecast)", "45 (target)", "45 (c)", "45 (x)", "45 (12)", "▲ +2.1", "▼ -2.1", "45 ▲ 2.1", "▲ (3)",
     "c. 45", "~45", "45?", "45 (40)", "R", "(r)", "Amber", "* 45", "45 46", "45\n46", "\u202e5.14"],
)  # fmt: skip
def test_what_may_be_another_figure_or_of_another_kind_is_refused(written):
    extract = read_rows(row(value=written))
    assert codes(extract) in (["not_a_number"], ["percentage_out_of_range"])
    assert extract.rows.empty


@pytest.mark.parametrize("written", ["45 [u]", "45% (U)"])
def test_an_unreliable_figure_keeps_its_symbol(written):
    extract = read_rows(row(value=written))
    assert values(extract) == [45]
    assert list(extract.rows["symbol"]) == ["u"]


@pytest.mark.parametrize("written", ["41²", "812¹", "41.5²%"])
def test_a_raised_digit_right_behind_a_figure_is_asked_about_once(written):
    content = workbook(row("COM4" if "." not in written else "EHCP1", value=written), row("EHCP2", value="45%"))
    extract = read(content)
    assert len(extract.question.choices if extract.question else ()) == ("." not in written)
    assert not extract.accepted


def test_raised_digits_are_notes_once_somebody_has_said_so():
    extract = read_answered(workbook(row("COM4", value="812²")), {"raised": "notes"})
    assert values(extract) == [812]
    assert list(extract.rows["commentary"]) == ["note 2"]


SHARES = ["16/20", "16 / 20", "16 of 20", "16 out of 20", "80% (16/20)", "80% (16 of 20)", "80% (n=16/20)",
          "80%, 16/20", "16/20 (80%)", "16/20 = 80%", "16/20\n80%", "16/20 A", "▲ 16/20"]  # fmt: skip


@pytest.mark.parametrize("written", SHARES)
def test_a_part_of_a_whole_in_one_cell_is_numerator_and_denominator(written):
    extract = read_rows(row(value=written))
    assert not extract.problems, lines(extract)
    [found] = extract.rows.itertuples()
    assert (found.numerator, found.denominator, found.value) == (16, 20, 80)


@pytest.mark.parametrize(
    ("written", "code"),
    [("70% (16/20)", "value_contradicts"), ("20/16", "numerator_above_denominator"), ("16/20/22", "not_a_number")],
)
def test_counts_that_do_not_give_their_percentage_are_refused(written, code):
    assert codes(read_rows(row(value=written))) == [code]


def test_counts_in_columns_of_their_own_are_held_against_those_in_the_cell():
    assert values(read_rows(row(numerator=16, denominator=20, value="80% (16/20)"))) == [80]
    assert codes(read_rows(row(numerator=15, denominator=20, value="16/20"))) == ["value_contradicts"]


@pytest.mark.parametrize("measure", ["COM4", "ASC1-MEAN", "ASC1-MAX"])
def test_a_part_of_a_whole_is_no_count_and_no_wait(measure):
    extract = read_rows(row(measure, value="16/20"))
    assert codes(extract) == ["wrong_unit"]
    assert "“16/20” is not" in lines(extract)[0]


def test_a_part_of_a_whole_is_no_numerator():
    assert codes(read_rows(row(numerator="16/20", denominator=20))) == ["wrong_unit"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("70 wks", 70), ("61.4w", 61.4), ("39 Weeks", 39), ("37½", 37.5), ("37 1/2", 37.5), ("37¼ weeks", 37.25),
     ("61w 3d", 61 + 3 / 7), ("61 weeks, 3 days", 61 + 3 / 7), ("61 wks and 3 days", 61 + 3 / 7), ("61,4", 61.4)],
)  # fmt: skip
def test_weeks_are_read_in_the_ways_people_write_them(written, meant):
    assert values(read_rows(row("ASC1-MAX", value=written))) == [pytest.approx(meant, abs=1e-12)]


@pytest.mark.parametrize("written", ["14 months", "8.5 mths", "2 years", "30 hours", "61%", "3 per 1,000"])
def test_a_wait_in_another_unit_is_refused_and_both_are_named(written):
    extract = read_rows(row("ASC1-MAX", value=written))
    assert codes(extract) == ["wrong_unit"]
    assert "is a number of weeks, and" in lines(extract)[0]


@pytest.mark.parametrize("written", ["61w 9d", "61+3", "½"])
def test_a_wait_that_is_not_surely_one_is_refused(written):
    assert codes(read_rows(row("ASC1-MAX", value=written))) == ["not_a_number"]


def test_days_are_divided_by_seven_once_somebody_has_said_so():
    content = workbook(row("ASC1-MAX", value="490 days"), row("ASC1-MEAN", value="477 days"))
    extract = read(content)
    [choice] = extract.question.choices
    assert (choice.key, choice.count, choice.code) == ("unit:days", 2, "days_for_weeks")
    assert "490 days would be 70 weeks" in lines(extract)[0]
    assert values(read_answered(content, {"unit:days": "7"})) == [70, 477 / 7]
    refused = read_answered(content, {"unit:days": "refuse"})
    assert (codes(refused), refused.question) == (["days_for_weeks"] * 2, None)


def test_days_are_no_count_and_no_percentage():
    assert codes(read_rows(row("COM4", value="490 days"), row(value="40 days"))) == ["wrong_unit"] * 2


@pytest.mark.parametrize("written", [521, "1,234 weeks", 3640])
def test_a_wait_of_more_than_ten_years_is_refused(written):
    assert codes(read_rows(row("ASC1-MAX", value=written))) == ["too_long_a_wait"]


@pytest.mark.parametrize(
    ("written", "meant"), [("1 840", 1840), ("12 345", 12345), ("1\u2009840", 1840), ("8\u206040", 840)]
)
def test_a_count_with_blanks_of_any_kind_between_its_thousands_is_read(written, meant):
    assert values(read_rows(row("COM4", value=written))) == [meant]


@pytest.mark.parametrize("written", ["1,23", "812,0", "1.234", "1.000"])
def test_a_count_whose_digits_may_be_cut_short_is_refused(written):
    assert codes(read_rows(row("COM4", value=written))) == ["not_whole"]


@pytest.mark.parametrize(("written", "meant"), [("45,5", 45.5), ("45,5%", 45.5), ("8,25 %", 8.25)])
def test_a_comma_before_one_or_two_digits_is_a_decimal_one(written, meant):
    assert values(read_rows(row(value=written))) == [meant]


UNSEEN = st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\u2066\u2067\u2069\ufeff")


@given(st.integers(0, 1000), st.lists(st.tuples(st.integers(0, 8), UNSEEN), max_size=5))
@settings(max_examples=200)
def test_signs_that_nobody_sees_change_no_figure(tenths, signs):
    written = f"{tenths / 10:.1f}%"
    for at, sign in signs:
        written = written[:at] + sign + written[at:]
    found = read_figure(Cell(2, 2, written))
    assert isinstance(found, Figure)
    assert (found.value, found.unit) == (tenths / 10, "%")


BETWEEN = st.sampled_from([" ", "\n", "\t", " | ", "; ", " - ", " ▲ ", " → ", " was ", " (", " [was ", "+", "\u00b7"])


@given(st.integers(100, 999), BETWEEN, st.integers(0, 9999), st.sampled_from(["", "%", ")", " weeks", " (p)"]))
@settings(max_examples=300)
def test_two_figures_in_one_cell_are_never_read_as_one(first, between, second, after):
    assert isinstance(read_figure(Cell(2, 2, f"{first}{between}{second}{after}")), Fault)
