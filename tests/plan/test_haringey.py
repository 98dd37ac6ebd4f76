"""The Haringey plan as it stands in data/plan: counts and figures checked by hand against the document."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from sendkpi.plan import Plan, read
from sendkpi.plan.choices import About, Basis, Better, Expectation, Pooling
from sendkpi.plan.tables import RULES, records

FOLDER = Path(__file__).parents[2] / "data" / "plan"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read(FOLDER)


def test_it_holds_as_many_of_everything_as_the_document(plan: Plan):
    assert (plan.place, plan.title) == ("Haringey", "SEND improvement plan")
    assert [area.id for area in plan.areas] == ["WSOA 1", "WSOA 2", "WSOA 3"]
    assert plan.published_rows == 21
    assert len(plan.measures) == 23
    assert len(plan.actions) == 26
    assert len(plan.milestones) == 119
    assert len(plan.recommendations) == 14
    assert len(plan.priorities) == 19
    assert plan.trajectory == ()


def test_its_measures_stand_in_the_order_of_the_document(plan: Plan):
    assert [measure.id for measure in plan.measures] == [
        *(f"EHCP{number}" for number in range(1, 10)),
        *("ASC1-UNDER18", "ASC1-0TO5", "ASC1-5TO18-MEAN", "ASC1-5TO18-MAX", "COM3-INFORMED", "COM3-SUPPORTED"),
        *("COP1", "COM1", "COM2", "COM4", "COM5-VIEWS", "COM5-UNIQUE", "COM6", "COM7"),
    ]


FIGURES = [
    ("EHCP1", 37, "2021-12", 80, "2022-12"),
    ("EHCP7", 56, "2021-12", 80, "2023-12"),
    ("ASC1-UNDER18", 70, "2021-12", 52, "2022-04"),
    ("ASC1-0TO5", 39, "2021-12", 35, "2023-04"),
    ("ASC1-5TO18-MEAN", 85, "2021-12", 40, "2023-04"),
    ("ASC1-5TO18-MAX", None, None, 52, "2023-04"),
    ("COM4", 600, "2021-12", 1000, "2022-07"),
    ("COM5-VIEWS", 6185, "2021-10", 9277, "2022-07"),
    ("COM5-UNIQUE", 4992, "2021-10", 7448, "2022-07"),
]


@pytest.mark.parametrize("figures", FIGURES, ids=lambda figures: figures[0])
def test_a_published_baseline_and_target_are_read_as_the_figures_they_are(plan: Plan, figures):
    measure_id, baseline, of, target, by = figures
    measure = plan.measure(measure_id)
    assert (measure.baseline, measure.target) == (baseline, target)
    assert measure.baseline_month == (dt.date.fromisoformat(f"{of}-01") if of else None)
    assert measure.target_month == dt.date.fromisoformat(f"{by}-01")


PROMISES = [
    ("EHCP2", "2022-06", "2022-06", "2023-01"),
    ("EHCP3", "2022-01", "2022-06", "2023-01"),
    ("EHCP9", "2022-01", "2022-06", "2022-06"),
    ("COM3-INFORMED", "2022-04", "2022-04", None),
    ("COM3-SUPPORTED", "2022-04", "2022-04", None),
    ("COP1", "2022-06", "2022-06", "2023-01"),
    ("COM2", "2022-06", "2022-06", "2023-01"),
    ("COM7", "2022-06", "2022-06", "2023-01"),
]


@pytest.mark.parametrize("promises", PROMISES, ids=lambda promises: promises[0])
def test_a_figure_to_be_confirmed_is_missing_and_says_when_it_was_promised_for(plan: Plan, promises):
    measure_id, baseline, target, by = promises
    measure = plan.measure(measure_id)
    assert (measure.baseline, measure.target) == (None, None)
    assert measure.baseline_promised == dt.date.fromisoformat(f"{baseline}-01")
    assert measure.target_promised == dt.date.fromisoformat(f"{target}-01")
    assert measure.target_month == (dt.date.fromisoformat(f"{by}-01") if by else None)


def test_a_measure_has_its_target_or_the_month_promised_for_it(plan: Plan):
    assert sum(measure.target is None for measure in plan.measures) == 14
    assert all((measure.target is None) == (measure.target_promised is not None) for measure in plan.measures)


def test_what_the_document_prints_stands_beside_how_it_is_read(plan: Plan):
    ehcp1, ehcp7, com2 = plan.measure("EHCP1"), plan.measure("EHCP7"), plan.measure("COM2")
    assert (ehcp1.ref_published, ehcp1.baseline_published) == ("EHC P 1", "37 % YTD (December 21)")
    assert ehcp7.target_month_published == "Jan 2024"
    assert com2.target_published == "TBC once baseline established in Jun 202"
    assert plan.measure("ASC1-5TO18-MAX").target_published == "40 week avg 52 week max"
    assert plan.measure("COM5-UNIQUE").ref_published == plan.measure("COM5-VIEWS").ref_published == "COM 5"


def test_lower_is_better_for_waits_alone(plan: Plan):
    waits = [measure.id for measure in plan.measures if measure.better is Better.LOWER]
    assert waits == ["ASC1-UNDER18", "ASC1-0TO5", "ASC1-5TO18-MEAN", "ASC1-5TO18-MAX"]


def test_each_measure_is_rated_and_pooled_as_it_can_be(plan: Plan):
    assert Counter(measure.basis for measure in plan.measures) == {
        Basis.YEAR_TO_DATE: 2,
        Basis.MONTH: 4,
        Basis.QUARTER: 9,
        Basis.YEAR: 3,
        Basis.MONTH_END: 5,
    }
    assert Counter(measure.pooling for measure in plan.measures) == {
        Pooling.RATE: 16,
        Pooling.MEAN: 3,
        Pooling.MAXIMUM: 1,
        Pooling.STOCK: 1,
        Pooling.SUM: 2,
    }
    improving = [measure.id for measure in plan.measures if measure.expectation is Expectation.IMPROVEMENT]
    assert improving == ["COM3-INFORMED", "COM3-SUPPORTED"]
    assert [measure.id for measure in plan.measures if measure.minimum_sample] == ["EHCP6"]
    assert [measure.id for measure in plan.measures if not measure.sensitive] == ["COM4", "COM5-VIEWS", "COM5-UNIQUE"]


def test_the_yearly_survey_ends_its_period_in_january(plan: Plan):
    survey = plan.measure("COP1")
    assert survey.ends_period(dt.date(2023, 1, 1))
    assert not survey.ends_period(dt.date(2022, 12, 1))


def test_waits_are_reported_by_three_providers(plan: Plan):
    providers = ("Whittington Health", "Tavistock and Portman", "Barnet, Enfield and Haringey Mental Health Trust")
    assert all(
        plan.breakdowns_of(measure.id) == (providers if measure.id.startswith("ASC1") else ())
        for measure in plan.measures
    )


def test_two_organisations_send_figures(plan: Plan):
    assert plan.owners == ("Haringey Council", "NCL CCG")
    assert [measure.id for measure in plan.measures if measure.owner == "NCL CCG"] == [
        measure.id for measure in plan.measures if measure.area == "WSOA 2"
    ]


def test_sub_groups_answer_for_every_measure(plan: Plan):
    assert Counter(measure.sub_group for measure in plan.measures) == {"EHC": 8, "PFA": 1, "HEALTH": 6, "CCL": 8}


def test_published_comparators_carry_their_basis_release_and_count(plan: Plan):
    own = next(row for row in plan.comparators if row.release == "WSOA")
    assert (own.place, own.year, own.basis, own.value) == (
        "Statistical neighbours",
        2020,
        "excluding exceptions",
        58.66,
    )
    haringey = {(row.year, row.basis): row for row in plan.comparators if row.place == "Haringey"}
    row = haringey[2021, "all plans"]
    assert (row.numerator, row.denominator, row.value) == (79, 260, 30.4)
    assert len(plan.comparators) == 55
    assert all(row.basis in {"all plans", "excluding exceptions"} for row in plan.comparators)


def test_published_shares_agree_with_their_published_plans(plan: Plan):
    for row in plan.comparators:
        if row.numerator is not None and row.denominator:
            assert row.value == pytest.approx(100 * row.numerator / row.denominator, abs=0.05)


def test_the_start_well_board_receives_reports_though_no_cadence_is_printed(plan: Plan):
    reports = [report for report in plan.reports if report.audience == "Start Well Board"]
    assert [report.cadence for report in reports] == ["", ""]
    milestones = {milestone.id for milestone in plan.milestones}
    assert {report.milestone for report in plan.reports if report.milestone} == {"1.3e", "1.4a", "3.7i"} & milestones


def test_a_priority_takes_up_a_whole_area_or_an_action_of_it(plan: Plan):
    taken = [(item.priority, item.area, item.actions) for item in plan.priorities if item.area]
    assert taken == [
        ("1", "WSOA 1", ()),
        ("1", "WSOA 2", ()),
        ("4", "WSOA 3", ("3.1",)),
        ("4", "WSOA 3", ("3.3",)),
        ("4", "WSOA 3", ("3.7",)),
        ("4", "WSOA 3", ("3.5",)),
        ("5", "WSOA 1", ("1.9",)),
        ("5", "WSOA 1", ("1.8",)),
    ]


FINDINGS = {
    ("WSOA 1", About.INSPECTORS): (11, range(211, 218)),
    ("WSOA 1", About.FAMILIES): (7, range(221, 226)),
    ("WSOA 1", About.OUTCOME): (6, range(229, 234)),
    ("WSOA 2", About.INSPECTORS): (8, range(286, 290)),
    ("WSOA 2", About.FAMILIES): (7, range(293, 299)),
    ("WSOA 2", About.OUTCOME): (4, range(302, 306)),
    ("WSOA 3", About.INSPECTORS): (10, range(355, 359)),
    ("WSOA 3", About.FAMILIES): (9, range(362, 364)),
    ("WSOA 3", About.OUTCOME): (6, range(367, 373)),
}


def test_every_point_of_the_document_on_an_area_is_told_and_in_its_order(plan: Plan):
    reported: dict[tuple[str, About], list[int]] = {}
    for one in plan.findings:
        reported.setdefault((one.area, one.about), []).append(int(one.line))
    assert {of: len(lines) for of, lines in reported.items()} == {of: count for of, (count, _) in FINDINGS.items()}
    assert all(sorted(lines) == lines for lines in reported.values())
    assert {of: sorted(set(lines)) for of, lines in reported.items()} == {of: [*at] for of, (_, at) in FINDINGS.items()}


def test_no_two_findings_say_the_same(plan: Plan):
    titles = [one.title.casefold() for one in plan.findings]
    assert len(set(titles)) == len(titles)


def test_whom_the_plan_answers_to_is_named_with_what_the_document_says_of_it_and_no_more(plan: Plan):
    bodies = {body.name_published: body for body in plan.bodies}
    assert len(bodies) == len(plan.bodies) == 7
    board = bodies["SEND Executive Board"]
    assert board.meets == "Every six weeks, later every quarter"
    assert board.chair.startswith("Director of Children's Services")
    assert "vice chair: Director of Integration" in board.chair
    assert all(not body.chair and not body.meets for body in plan.bodies if body is not board)
    assert {report.audience for report in plan.reports} <= set(bodies)


def test_it_says_who_inspected_when_and_who_answers_together(plan: Plan):
    assert plan.inspected == dt.date(2021, 7, 1)
    assert plan.inspectors == ("Ofsted", "Care Quality Commission")
    assert plan.answerable == ("Haringey Council", "North Central London Clinical Commissioning Group")


def test_every_record_names_its_document_and_line(plan: Plan):
    for name in records():
        if name in {"plan", "documents"}:
            continue
        assert all(row.document and row.line for row in getattr(plan, name)), name


def test_every_table_of_a_plan_has_its_rules():
    assert list(RULES) == list(records())
