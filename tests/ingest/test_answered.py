"""What a file leaves open is asked once: by its answer it is read, and so is the next file with these headings."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from sendkpi.ingest import read_workbook
from sendkpi.layouts import answered_layouts
from sendkpi.plan.choices import Pooling
from tests import build
from tests.ingest.sheets import PLAN, TODAY, lines, saved, sheet

HEAD = ["Measure", "Apr-22", "May-22"]


def read(content, layouts=()):
    return read_workbook(PLAN, content, "return.xlsx", TODAY, layouts=layouts)


def answered(content, chosen):
    """The file read by these answers, and the layouts that keep them."""
    extract, layouts = read(content), ()
    assert extract.question is not None, lines(extract)
    keys = {choice.key: dict(choice.options) for choice in extract.question.choices}
    assert {key: code for key, code in chosen.items() if code in keys[key]} == chosen, keys
    layouts = answered_layouts((), extract.question.choices, chosen, "return.xlsx")
    return read(content, layouts), layouts


def figures(extract):
    """Each row in short: `EHCP1 2022-04 31.6`, with its parts and its breakdown where it has them."""
    rows = extract.rows
    parts = zip(rows["numerator"], rows["denominator"], strict=True)
    counted = [f" {top:g}/{bottom:g}" if top == top else "" for top, bottom in parts]  # noqa: PLR0124 - NaN
    values = [f" {value:g}" if value == value else "" for value in rows["value"]]  # noqa: PLR0124
    of = [f" {name}" if name else "" for name in rows["breakdown"]]
    named = zip(rows["measure"], rows["month"], of, counted, values, strict=True)
    return [f"{measure} {month:%Y-%m}{name}{part}{value}" for measure, month, name, part, value in named]


CASES = {
    "days for weeks": (
        sheet(["Measure", "Unit", "Apr-22"], ["ASC1-MEAN", "days", 490]),
        {"unit:days": "7"},
        ["ASC1-MEAN 2022-04 70"],
    ),
    "weeks under a heading that says days": (
        sheet(["Measure", "Unit", "Apr-22"], ["ASC1-MEAN", "days", 70]),
        {"unit:days": "weeks"},
        ["ASC1-MEAN 2022-04 70"],
    ),
    "fractions of one": (
        sheet(HEAD, ["EHCP1", 0.316, 0.35]),
        {"fractions": "fraction"},
        ["EHCP1 2022-04 31.6", "EHCP1 2022-05 35"],
    ),
    "percentages below one": (
        sheet(HEAD, ["EHCP1", 0.5, 0.75]),
        {"fractions": "percent"},
        ["EHCP1 2022-04 0.5", "EHCP1 2022-05 0.75"],
    ),
    "the month comes first": (
        sheet(["Measure", "4/1/2022", "5/1/2022"], ["EHCP1", 31.6, 35]),
        {"dates": "month"},
        ["EHCP1 2022-04 31.6", "EHCP1 2022-05 35"],
    ),
    "an hour before midnight": (
        sheet(["Measure", "Month", "Value"], ["EHCP1", dt.datetime(2022, 3, 31, 23), 31.6]),  # noqa: DTZ001
        {"dates": "next"},
        ["EHCP1 2022-04 31.6"],
    ),
    "late on the last day all the same": (
        sheet(["Measure", "Month", "Value"], ["EHCP1", dt.datetime(2022, 4, 30, 23, 59), 31.6]),  # noqa: DTZ001
        {"dates": "day"},
        ["EHCP1 2022-04 31.6"],
    ),
    "April 22 that became a day": (
        sheet(["Measure", dt.datetime(2020, 4, 22)], ["EHCP1", 31.6]),  # noqa: DTZ001
        {"dates": "year"},
        ["EHCP1 2022-04 31.6"],
    ),
    "the month of the title": (
        sheet(["KPI return June 2022"], ["Measure", "Value"], ["EHCP1", 31.6]),
        {"month": "title"},
        ["EHCP1 2022-06 31.6"],
    ),
    "the month before that of the title": (
        sheet(["KPI report July 2022"], ["Measure", "Value"], ["EHCP1", 31.6]),
        {"month": "before"},
        ["EHCP1 2022-06 31.6"],
    ),
    "totals that run on, worked out": (
        sheet(
            ["Plans, cumulative"],
            ["Measure", "Month", "Numerator", "Denominator"],
            *(
                ["EHCP1", f"{month} 2022", top, bottom]
                for month, top, bottom in (("Jan", 2, 10), ("Feb", 5, 22), ("Mar", 9, 30))
            ),
        ),
        {"running": "subtract"},
        ["EHCP1 2022-01 2/10 20", "EHCP1 2022-02 3/12 25", "EHCP1 2022-03 4/8 50"],
    ),
    "targets that were reported all the same": (
        sheet(HEAD, ["EHCP1", 31.6, 35], title="Targets"),
        {"subject": "read"},
        ["EHCP1 2022-04 31.6", "EHCP1 2022-05 35"],
    ),
    "a provider by its first letters": (
        sheet(["Measure", "Provider", "Apr-22"], ["ASC1-MEAN", "NC", 71], ["ASC1-MEAN", "SEW", 80]),
        {"provider:nc": "North Clinic", "provider:sew": "South, East and West Trust"},
        ["ASC1-MEAN 2022-04 North Clinic 71", "ASC1-MEAN 2022-04 South, East and West Trust 80"],
    ),
    "a provider of somebody else": (
        sheet(["Measure", "Provider", "Apr-22"], ["ASC1-MEAN", "NC", 71], ["ASC1-MEAN", "Far Away", 80]),
        {"provider:nc": "North Clinic", "provider:far away": "leave"},
        ["ASC1-MEAN 2022-04 North Clinic 71"],
    ),
}


@pytest.mark.parametrize(("content", "chosen", "meant"), CASES.values(), ids=CASES)
def test_one_answer_reads_the_file_and_every_later_one_like_it(content, chosen, meant):
    extract, layouts = answered(content, chosen)
    assert not [problem for problem in extract.problems if problem.severity == "error"], lines(extract)
    assert figures(extract) == meant
    assert extract.question is None
    assert extract.layouts == ("return",)
    assert figures(read(content, layouts)) == meant


def test_measures_by_local_names_are_asked_about_together_each_with_its_best_guesses():
    content = sheet(HEAD, ["Measure one", 31.6, 35], ["Clinic wait, longest", 70, 71])
    question = read(content).question
    assert {choice.key for choice in question.choices} == {"measure:measure one", "measure:clinic wait longest"}
    chosen = {"measure:measure one": "EHCP1", "measure:clinic wait longest": "leave"}
    extract, layouts = answered(content, chosen)
    assert figures(extract) == ["EHCP1 2022-04 31.6", "EHCP1 2022-05 35"]
    june = read(sheet(["Measure", "Jun-22"], ["Measure one", 40], ["Clinic wait, longest", 71]), layouts)
    assert figures(june) == ["EHCP1 2022-06 40"]


def test_an_answer_about_other_headings_is_not_taken_over():
    _, layouts = answered(sheet(HEAD, ["Measure one", 31.6, 35]), {"measure:measure one": "EHCP1"})
    other = read(sheet(["Measure", "Source", "Apr-22", "May-22"], ["Measure one", "A team", 20, 21]), layouts)
    assert other.rows.empty
    assert [choice.key for choice in other.question.choices] == ["measure:measure one"]


def test_totals_that_fall_or_begin_within_the_year_are_refused_and_why():
    falls = [
        ["Measure", "Month", "Numerator", "Denominator"],
        ["EHCP1", "Jan 2022", 5, 22],
        ["EHCP1", "Feb 2022", 2, 30],
    ]
    late = [
        ["Measure", "Month", "Numerator", "Denominator"],
        ["EHCP1", "Apr 2022", 5, 22],
        ["EHCP1", "May 2022", 9, 30],
    ]
    for rows, why in (
        (falls, "they fall from one month to the next"),
        (late, "the year of EHCP1 begins before April 2022"),
    ):
        extract = read(sheet(["Plans, year to date"], *rows))
        assert why in lines(extract)[0]
        assert extract.question is None


def test_a_reference_that_several_measures_share_is_asked_about_unless_the_words_beside_it_name_one():
    plan = build.plan(
        build.waits("ASC1-MEAN", ref_published="ASC 1", title="Average wait for an assessment"),
        build.waits("ASC1-MAX", ref_published="", title="Longest wait for an assessment", pooling=Pooling.MAXIMUM),
    )
    head = ["Ref", "Indicator", "Apr-22", "May-22"]
    local = read_workbook(plan, sheet(head, ["ASC 1", "Wait of a clinic", 70, 71]), "return.xlsx", TODAY)
    assert [list(dict(choice.options)) for choice in local.question.choices] == [["ASC1-MEAN", "ASC1-MAX", "leave"]]
    named = read_workbook(plan, sheet(head, ["ASC 1", "Longest wait for an assessment", 140, 141]), "a.xlsx", TODAY)
    assert figures(named) == ["ASC1-MAX 2022-04 140", "ASC1-MAX 2022-05 141"]


def test_the_sheets_that_were_read_and_passed_over_are_listed():
    book = openpyxl.Workbook()
    book.active.title = "Actual"
    for row in (HEAD, ["EHCP1", 31.6, 35]):
        book.active.append(row)
    other = book.create_sheet("Targets")
    for row in (HEAD, ["EHCP2", 50, 50]):
        other.append(row)
    extract = read(saved(book))
    assert (extract.sheets_read, extract.sheets_passed_over) == (("Actual",), ("Targets",))
    assert figures(extract) == ["EHCP1 2022-04 31.6", "EHCP1 2022-05 35"]


def test_measures_and_providers_by_own_names_are_asked_about_in_one_round_in_csv_too():
    text = "SEND return May 2022;;\nIndicator;Provider;May-22\nClinic wait average;;56,8\nClinic wait average;NC;53,5\n"
    plan = build.plan(
        build.waits("ASC1-MEAN", title="Average wait in a clinic"), breakdowns={"ASC1-MEAN": ("North Clinic",)}
    )
    extract = read_workbook(plan, text.encode(), "may.csv", TODAY)
    keys = {choice.key: choice.likely for choice in extract.question.choices}
    assert keys == {"measure:clinic wait average": "ASC1-MEAN", "provider:nc": "North Clinic"}
    layouts = answered_layouts(
        (), extract.question.choices, {key: code for key, code in keys.items() if code}, "may.csv"
    )
    again = read_workbook(plan, text.encode(), "may.csv", TODAY, layouts=layouts)
    assert figures(again) == ["ASC1-MEAN 2022-05 56.8", "ASC1-MEAN 2022-05 North Clinic 53.5"]
