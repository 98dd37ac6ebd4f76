"""One row: its names, and its figures by the measure's unit."""

import datetime as dt

import pytest

from tests import build
from tests.ingest.sheets import PLAN, PROVIDERS, codes, lines, read, read_rows, row, values, workbook

# names


@pytest.mark.parametrize(
    "written", ["EHCP1", "EHCP 1", "EHC P 1", "ehcp1", "EHCP1  ", "EHCP 1²", "EHCP-1", "EHCP\u00a01"]
)
def test_spellings_of_one_measure_are_that_measure(written):
    extract = read_rows(row(written, numerator=6, denominator=19))
    assert list(extract.rows["measure"]) == ["EHCP1"]


def test_the_start_of_several_names_offers_them_and_guesses_none():
    extract = read_rows(row("ASC1", denominator=20, value=60))
    assert "Did you mean ASC1-MEAN or ASC1-MAX" in lines(extract)[0]


@pytest.mark.parametrize("written", ["Something else", "EHCP01", 1, "²"])
def test_a_name_unlike_any_is_refused_and_quoted(written):
    extract = read_rows(row(written, numerator=6, denominator=19))
    assert codes(extract) == ["unknown_measure"]
    assert str(written) in lines(extract)[0]


def test_figures_without_a_measure_or_a_month_are_refused_not_passed_over():
    extract = read_rows(row(None, None, numerator=6, denominator=19))
    assert [(problem.code, problem.cell) for problem in extract.problems] == [
        ("unknown_measure", "A2"),
        ("month_unreadable", "C2"),
    ]


@pytest.mark.parametrize("written", [None, "", "Total", "total ", " "])
def test_a_blank_breakdown_and_total_are_the_total(written):
    extract = read_rows(row("ASC1-MEAN", breakdown=written, denominator=20, value=60))
    assert list(extract.rows["breakdown"]) == [""]


@pytest.mark.parametrize("written", [PROVIDERS[1], PROVIDERS[1].upper(), "South East and West  Trust"])
def test_spellings_of_one_breakdown_are_stored_in_the_plans(written):
    extract = read_rows(row("ASC1-MEAN", breakdown=written, denominator=20, value=60))
    assert list(extract.rows["breakdown"]) == [PROVIDERS[1]]


def test_a_measure_without_breakdowns_says_so():
    extract = read_rows(row(breakdown="North Clinic", numerator=6, denominator=19))
    assert "EHCP1 has no breakdowns" in lines(extract)[0]


# months and periods


def test_the_month_that_it_is_now_may_be_reported_and_the_next_may_not():
    content = workbook(row(month=dt.date(2022, 7, 1), numerator=6, denominator=19))
    assert read(content, today=dt.date(2022, 7, 1)).accepted
    assert codes(read(content, today=dt.date(2022, 6, 30))) == ["month_in_future"]


def test_a_quarter_is_reported_in_its_last_month():
    assert read_rows(row("EHCP3", month="2022-06", numerator=6, denominator=19)).accepted


def test_the_month_in_which_a_year_ends_is_named_for_a_yearly_measure():
    plan = build.plan(build.annual("COP1"))
    extract = read(workbook(row("COP1", month="2022-03", numerator=6, denominator=19)), plan)
    assert "Give January 2023, the last month of that year." in lines(extract)[0]


# blank rows


def test_a_blank_row_stores_nothing_and_is_asked_for():
    extract = read_rows(row(numerator=6, denominator=19), row("EHCP2"), row("ASC1-MEAN", breakdown=PROVIDERS[0]))
    assert not extract.problems
    assert list(extract.rows["measure"]) == ["EHCP1"]
    assert extract.asked.to_dict("list") == {
        "measure": ["EHCP1", "EHCP2", "ASC1-MEAN"],
        "month": [dt.datetime(2022, 4, 1)] * 3,  # noqa: DTZ001 - months have no zone
        "breakdown": ["", "", PROVIDERS[0]],
        "sheet": ["KPIs"] * 3,
        "cell": ["G2", "G3", "G4"],
    }


@pytest.mark.parametrize("cells", [row("Source: case system", None), row(None), row(month="2023-01"), row("EHCP3"), {}])
def test_a_row_without_figure_symbol_or_words_says_nothing_whatever_it_names(cells):
    extract = read_rows(row(numerator=6, denominator=19), cells)
    assert not extract.problems
    assert len(extract.asked) == 1


# percentages


def test_the_stored_percentage_is_unrounded_from_numerator_and_denominator():
    assert values(read_rows(row(numerator=6, denominator=19, value=31.6))) == [100 * 6 / 19]


@pytest.mark.parametrize("written", [32, 31.6, 31.58, "31.579%", "31.6 %", 600 / 19, "32%"])
def test_a_value_may_be_rounded_to_its_last_written_digit(written):
    assert read_rows(row(numerator=6, denominator=19, value=written)).accepted


@pytest.mark.parametrize("written", [31, 31.5, 31.57, "31.60", "31.60%", 30, 0.3, 0.33, 3.16])
def test_a_value_further_off_contradicts(written):
    assert codes(read_rows(row(numerator=6, denominator=19, value=written))) == ["value_contradicts"]


def test_a_percent_format_may_round_to_its_last_digit_too():
    rows = row(numerator=6, denominator=19, value=0.316)
    assert read_rows(rows, formats={"G2": "0.0%"}).accepted
    assert codes(read_rows(rows | {"value": 0.3}, formats={"G2": "0%"})) == ["value_contradicts"]


def test_nobody_counted_is_stored_without_a_rate():
    extract = read_rows(row(numerator=0, denominator=0))
    assert not extract.problems
    assert extract.rows[["numerator", "denominator"]].to_numpy().tolist() == [[0, 0]]
    assert extract.rows["value"].isna().all()


def test_some_out_of_nobody_is_refused():
    assert codes(read_rows(row(numerator=1, denominator=0))) == ["numerator_above_denominator"]


def test_a_rate_of_nobody_is_refused():
    assert codes(read_rows(row(numerator=0, denominator=0, value=0))) == ["value_contradicts"]
    assert codes(read_rows(row("ASC1-MEAN", denominator=0, value=12))) == ["value_contradicts"]


@pytest.mark.parametrize("cells", [{"numerator": 6}, {"denominator": 19}, {"numerator": 6, "value": 31.6}])
def test_half_of_a_fraction_is_refused(cells):
    assert codes(read_rows(row(**cells))) == ["figure_incomplete"]


def test_a_percentage_with_only_the_number_asked_is_kept_with_it():
    extract = read_rows(row(denominator=19, value=31.6))
    assert values(extract) == [31.6]
    assert list(extract.rows["denominator"]) == [19]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (137, "137% is above 100. Did you mean 37%?"),
        (438, "438% is above 100. Did you mean 43.8%?"),
        (4380, "4,380% is above 100. Did you mean 43.8%?"),
        (-37, "-37% is below 0. Did you mean 37%?"),
        (100.4, "100.4% is above 100. Correct the figure."),
        (1e9, "1,000,000,000% is above 100. Correct the figure."),
    ],
)
def test_a_percentage_out_of_range_offers_another_only_where_one_is_likely(written, message):
    assert lines(read_rows(row(value=written))) == [f"KPIs!G2 · EHCP1, April 2022 · {message}"]


def test_a_percentage_out_of_range_beside_sound_counts_offers_what_they_give():
    extract = read_rows(row(numerator=6, denominator=20, value=130))
    assert lines(extract) == ["KPIs!G2 · EHCP1, April 2022 · 130% is above 100. Did you mean 30%?"]


def test_a_whole_percentage_typed_into_a_percent_format_is_caught():
    extract = read_rows(row(value=37), formats={"G2": "0%"})
    assert lines(extract) == ["KPIs!G2 · EHCP1, April 2022 · 3,700% is above 100. Did you mean 37%?"]


@pytest.mark.parametrize("cells", [{"numerator": -1, "denominator": 19}, {"numerator": 0, "denominator": -19}])
def test_a_negative_count_is_refused_by_its_cell(cells):
    assert codes(read_rows(row(**cells))) == ["negative"]


def test_a_percentage_typed_as_numerator_is_refused():
    assert codes(read_rows(row(numerator=31.6, denominator=100))) == ["not_whole"]
    assert codes(read_rows(row(numerator="6%", denominator=19))) == ["wrong_unit"]


def test_a_count_with_a_point_before_three_noughts_is_refused_with_both_readings():
    (line,) = lines(read_rows(row("COM4", value="25.000")))
    assert "may mean 25 or 25,000" in line
    assert codes(read_rows(row("COM4", value="25.00"))) == []
    assert codes(read_rows(row("COM4", value=25.0))) == []


# weeks


def test_weeks_are_stored_with_the_children_counted_even_where_fewer_than_the_weeks():
    extract = read_rows(row("ASC1-MEAN", denominator=20, value="60.5 weeks"))
    assert values(extract) == [60.5]
    assert list(extract.rows["denominator"]) == [20]


def test_the_weeks_of_all_children_together_give_the_mean():
    assert values(read_rows(row("ASC1-MEAN", numerator=1211.5, denominator=20))) == [1211.5 / 20]
    assert codes(read_rows(row("ASC1-MEAN", numerator=1211.5, denominator=20, value=61))) == []
    assert codes(read_rows(row("ASC1-MEAN", numerator=1211.5, denominator=20, value=62))) == ["value_contradicts"]


def test_less_than_a_week_is_a_number_of_weeks():
    assert values(read_rows(row("ASC1-MEAN", denominator=20, value=0.37))) == [0.37]


def test_the_longest_wait_has_no_numerator():
    extract = read_rows(row("ASC1-MAX", numerator=90, denominator=20, value=90))
    assert codes(extract) == ["figure_not_used"]


def test_no_children_waiting_needs_no_value():
    extract = read_rows(row("ASC1-MAX", denominator=0), row("ASC1-MEAN", denominator=0))
    assert not extract.problems
    assert len(extract.rows) == 2


def test_children_counted_without_their_weeks_are_refused():
    assert codes(read_rows(row("ASC1-MEAN", denominator=20))) == ["figure_incomplete"]


@pytest.mark.parametrize(("written", "number_format"), [("37%", "General"), (0.37, "0%")])
@pytest.mark.parametrize("measure", ["ASC1-MEAN", "COM4"])
def test_a_percentage_is_refused_for_weeks_and_counts(measure, written, number_format):
    extract = read_rows(row(measure, value=written), formats={"G2": number_format})
    assert codes(extract) == ["wrong_unit"]


def test_negative_weeks_are_refused():
    assert codes(read_rows(row("ASC1-MEAN", denominator=20, value=-3))) == ["negative"]


# symbols and words


def test_a_low_reliability_figure_keeps_its_figure():
    extract = read_rows(row(numerator=6, denominator=19, symbol="u", commentary="  Few\n\nanswers. "))
    assert values(extract) == [100 * 6 / 19]
    assert list(extract.rows["symbol"]) == ["u"]
    assert list(extract.rows["commentary"]) == ["Few\nanswers."]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("one_x000D_\ntwo_x000d_three", "one\ntwo\nthree"),
        ("_x202E_gnp.exe \u202egnp", "⟨U+202E⟩gnp.exe ⟨U+202E⟩gnp"),
        ("Late _x001B_[2J", "Late ⟨U+001B⟩[2J"),
        ("half _xD800_ and none _x0000_", "half ⟨U+D800⟩ and none ⟨U+0000⟩"),
        ("whole _xD83D__xDE00_", "whole 😀"),
        ("typed _x005F_x0041_", "typed _x0041_"),
        ("\u200b_x2060_ ", ""),
    ],
)
def test_signs_that_a_workbook_writes_as_numbers_are_read_and_shown_as_marks(written, kept):
    extract = read_rows(row(numerator=6, denominator=19, commentary=written))
    assert list(extract.rows["commentary"]) == [kept]


def test_what_is_quoted_of_a_cell_is_shown_as_marks():
    (line,) = lines(read_rows(row(numerator="six\u202e\x85", denominator=19)))
    assert "“six⟨U+202E⟩” is" in line


@pytest.mark.parametrize("symbol", ["c", "x", "z", "low"])
def test_any_other_symbol_beside_a_figure_is_refused(symbol):
    assert codes(read_rows(row(numerator=symbol, denominator=19))) == ["symbol_with_figure"]


def test_one_symbol_in_several_cells_is_one_symbol():
    extract = read_rows(row(numerator="c", denominator="c", value="c", symbol="c"))
    assert list(extract.rows["symbol"]) == ["c"]


def test_a_row_at_fault_gives_nothing_and_the_others_are_read():
    extract = read_rows(row(numerator="six", denominator=19), row("EHCP2", numerator=6, denominator=19))
    assert list(extract.rows["measure"]) == ["EHCP2"]
    assert not extract.accepted


def test_all_problems_of_a_row_are_told_at_once():
    extract = read_rows(row("EHCP9", "Spring", numerator="six", denominator="#REF!", value="~", symbol="?"))
    assert [(problem.code, problem.cell) for problem in extract.problems] == [
        ("unknown_measure", "A2"),
        ("month_unreadable", "C2"),
        ("not_a_number", "E2"),
        ("error_value", "F2"),
        ("ambiguous_mark", "G2"),
        ("ambiguous_mark", "H2"),
    ]


def test_the_cell_of_a_row_is_that_of_its_figure():
    extract = read_rows(
        row(numerator=6, denominator=19, value=31.6),
        row("EHCP2", numerator=6, denominator=19),
        row("COM4", symbol="x"),
    )
    assert list(zip(extract.rows["sheet"], extract.rows["cell"], strict=True)) == [
        ("KPIs", "G2"),
        ("KPIs", "E3"),
        ("KPIs", "H4"),
    ]


def test_a_problem_carries_its_measure_and_month_apart():
    (problem,) = read_rows(row("ASC1-MEAN", breakdown=PROVIDERS[0], denominator=20, value=-1)).problems
    assert (problem.measure, problem.month) == ("ASC1-MEAN", dt.date(2022, 4, 1))
    assert problem.about == "ASC1-MEAN, April 2022, North Clinic"
    assert PLAN.measure(problem.measure)
