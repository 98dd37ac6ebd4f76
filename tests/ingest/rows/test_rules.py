"""Between rows: nothing twice, totals that add up, one unit in a column."""

import pytest

from tests.ingest.sheets import PROVIDERS, codes, lines, read_rows, row

NORTH, SOUTH = PROVIDERS


def parts(measure, total, north, south):
    """A total and its two breakdowns, each a dict of cells."""
    return row(measure, **total), row(measure, breakdown=NORTH, **north), row(measure, breakdown=SOUTH, **south)


def of(denominator, value, **more):
    return {"denominator": denominator, "value": value} | more


# twice


def test_the_same_row_twice_is_a_warning_and_kept_once_with_all_its_words():
    extract = read_rows(
        row(numerator=6, denominator=19, commentary="Half term."),
        row("EHCP 1", "Apr-22", numerator=6, denominator=19, value=31.6, commentary="New system."),
    )
    assert codes(extract) == ["repeated_row"]
    assert extract.accepted
    assert list(extract.rows["commentary"]) == ["Half term.\nNew system."]


def test_different_figures_for_the_same_thing_store_neither():
    extract = read_rows(row(numerator=6, denominator=19), row(symbol="x"), row("EHCP2", numerator=1, denominator=2))
    assert codes(extract) == ["contradicting_rows"]
    assert list(extract.rows["measure"]) == ["EHCP2"]


def test_a_blank_row_never_contradicts_a_figure():
    assert read_rows(row(numerator=6, denominator=19), row()).problems == ()


def test_the_same_measure_in_two_months_is_no_repetition():
    extract = read_rows(row(numerator=6, denominator=19), row(month="2022-05", numerator=6, denominator=19))
    assert extract.problems == ()
    assert len(extract.rows) == 2


# totals


def test_a_rates_total_is_the_sum_of_numerators_and_denominators():
    rows = parts(
        "RATE",
        {"numerator": 12, "denominator": 30},
        {"numerator": 5, "denominator": 10},
        {"numerator": 7, "denominator": 20},
    )
    assert read_rows(*rows).accepted
    assert codes(read_rows(rows[0] | {"numerator": 11}, *rows[1:])) == ["total_disagrees"]
    assert codes(read_rows(rows[0] | {"denominator": 31}, *rows[1:])) == ["total_disagrees"]


def test_a_means_total_is_weighted_by_children_counted():
    assert read_rows(*parts("ASC1-MEAN", of(30, 60), of(10, 50), of(20, 65))).accepted
    extract = read_rows(*parts("ASC1-MEAN", of(30, 57.5), of(10, 50.0), of(20, 65.0)))
    assert "The total is 57.5, and the breakdowns give 60." in lines(extract)[0]


@pytest.mark.parametrize(("total", "agrees"), [(60.3, True), (60.7, False)])
def test_a_means_total_may_differ_by_the_rounding_of_its_parts(total, agrees):
    extract = read_rows(*parts("ASC1-MEAN", of(30, total), of(10, 50), of(20, 65)))
    assert extract.accepted is agrees


def test_a_means_total_counts_the_children_of_its_parts():
    extract = read_rows(*parts("ASC1-MEAN", of(31, 60), of(10, 50), of(20, 65)))
    assert "The denominator is 31, and the breakdowns add up to 30." in lines(extract)[0]


@pytest.mark.parametrize("nobody", [{"denominator": 0}, {"symbol": "z"}])
@pytest.mark.parametrize(
    ("measure", "south", "wrong"),
    [
        ("ASC1-MEAN", of(20, 65), of(20, 60)),
        ("ASC1-MAX", of(20, 65), of(20, 60)),
        ("RATE", {"numerator": 5, "denominator": 10}, {"numerator": 4, "denominator": 10}),
    ],
)
def test_a_provider_with_nobody_to_count_has_no_say_in_the_total(measure, south, wrong, nobody):
    assert read_rows(*parts(measure, south, nobody, south)).problems == ()
    assert codes(read_rows(*parts(measure, wrong, nobody, south))) == ["total_disagrees"]


def test_a_count_that_does_not_apply_adds_nothing_to_the_total():
    assert read_rows(*parts("COM4", {"value": 20}, {"symbol": "z"}, {"value": 20})).problems == ()
    assert codes(read_rows(*parts("COM4", {"value": 30}, {"symbol": "z"}, {"value": 20}))) == ["total_disagrees"]


@pytest.mark.parametrize("measure", ["ASC1-MEAN", "ASC1-MAX", "RATE"])
def test_with_nobody_to_count_anywhere_the_total_counts_nobody_either(measure):
    nobody, none = {"denominator": 0}, {"symbol": "z"}
    assert read_rows(*parts(measure, nobody, nobody, none)).problems == ()
    assert read_rows(*parts(measure, none, nobody, none)).problems == ()


@pytest.mark.parametrize(
    ("measure", "total", "nobody", "message"),
    [
        ("ASC1-MEAN", of(20, 65), {"denominator": 0}, "The denominator is 20, and the breakdowns add up to 0."),
        ("ASC1-MEAN", {"value": 65}, {"symbol": "z"}, "The total is 65, and no breakdown has anything to count."),
        ("ASC1-MAX", of(20, 65), {"denominator": 0}, "The total is 65, and no breakdown has anything to count."),
        ("COM4", {"value": 65}, {"symbol": "z"}, "The total is 65, and no breakdown has anything to count."),
    ],
)
def test_a_total_where_no_provider_has_anybody_to_count_disagrees(measure, total, nobody, message):
    (line,) = lines(read_rows(*parts(measure, total, nobody, {"symbol": "z"})))
    assert message in line


@pytest.mark.parametrize("measure", ["ASC1-MEAN", "ASC1-MAX", "RATE"])
@pytest.mark.parametrize("nobody", [{"denominator": 0}, {"numerator": 0, "denominator": 0}])
@pytest.mark.parametrize("provider", ["", *PROVIDERS])
def test_a_denominator_of_0_without_a_value_is_a_whole_answer(measure, nobody, provider):
    extract = read_rows(row(measure, breakdown=provider or None, **nobody))
    assert extract.problems == ()
    assert extract.rows[["denominator", "symbol"]].to_numpy().tolist() == [[0, ""]]
    assert extract.rows["value"].isna().all()


def test_the_longest_wait_is_the_longest_of_the_parts():
    assert read_rows(*parts("ASC1-MAX", of(30, 104), of(10, 71), of(20, 104))).accepted


def test_a_counts_total_is_the_sum():
    assert read_rows(*parts("COM4", {"value": 30}, {"value": 10}, {"value": 20})).accepted
    assert codes(read_rows(*parts("COM4", {"value": 31}, {"value": 10}, {"value": 20}))) == ["total_disagrees"]


@pytest.mark.parametrize(
    ("total", "north"),
    [
        (of(30, 99), {}),
        (of(30, 99), {"symbol": "c"}),
        ({"symbol": "x"}, of(10, 50)),
        ({"value": 99}, {"value": 50}),
        (of(30, 99), of(10, 50, symbol="u")),
    ],
)
def test_totals_are_left_alone_where_the_parts_cannot_be_pooled(total, north):
    assert read_rows(*parts("ASC1-MEAN", total, north, of(20, 65))).problems == ()


# units


def test_fractions_throughout_the_column_are_read_where_counts_settle_them():
    extract = read_rows(
        row(numerator=6, denominator=19, value=0.316), row("EHCP2", numerator=1, denominator=2, value=0.5)
    )
    assert not extract.problems


def test_percent_formats_beside_plain_percentages_are_read():
    extract = read_rows(row(value=0.37), row("EHCP2", value=43.8), formats={"G2": "0%"})
    assert list(extract.rows["value"]) == [37, 43.8]


def test_fractions_among_percentages_are_refused():
    extract = read_rows(row(numerator=6, denominator=19, value=0.316), row("EHCP2", value=43.8))
    assert codes(extract) == ["mixed_units"]
    assert list(extract.rows["measure"]) == ["EHCP2"]
