"""New phases of process charts and words on charts, from a terminal."""

from __future__ import annotations

import json

import pytest

from sendkpi import settings, store
from tests.build import figure
from tests.store.filed import extract

DECIDED = ["--agreed-on", "2022-07-05", "--body", "SEND Executive Board", "--by", "Ada", "--reason", "A case system"]


@pytest.fixture
def reported(own):
    """Three months of EHCP7 in the store."""
    rows = (figure("EHCP7", f"2022-0{at}", of=(50 + at, 100)) for at in (1, 2, 4))
    store.submit(store.connect(own), extract(*rows), by="Ada")


def rebase(run, month, *options):
    return run("rebase", "--measure", "EHCP7", "--month", month, *DECIDED, *options)


def annotate(run, *options, text="Case system went live"):
    return run("annotate", "--month", "2022-06", "--text", text, *DECIDED, *options)


def listed(run):
    return json.loads(run("agreements", "--format", "json")[1])


@pytest.mark.usefixtures("reported")
def test_a_phase_begins_is_listed_and_is_taken_back(run):
    begun, lifted = rebase(run, "2022-04"), rebase(run, "2022-04", "--lift")

    assert begun == (0, "EHCP7: a new phase begins in April 2022; its limits are worked out from there.\n", "")
    assert lifted == (0, "EHCP7: no new phase begins in April 2022 any more.\n", "")
    assert [(one["kind"], one["about"], one["month"], one["lifted"], one["reason"]) for one in listed(run)] == [
        ("rebase", "EHCP7", "2022-04", False, "A case system"),
        ("rebase", "EHCP7", "2022-04", True, "A case system"),
    ]
    out = run("agreements")[1]
    assert "5 July 2022 · EHCP7 · Process chart: none → a new phase begins, from April 2022" in out
    assert "5 July 2022 · EHCP7 · Process chart: a new phase begins → none, from April 2022" in out
    assert "SEND Executive Board: A case system (recorded by Ada on " in out


@pytest.mark.usefixtures("reported")
def test_a_phase_cannot_begin_in_a_month_without_a_figure(run):
    message = "EHCP7 has no figure for March 2022; the nearest months with one are February 2022 and April 2022.\n"
    assert rebase(run, "2022-03") == (1, "", message)
    assert listed(run) == []


@pytest.mark.parametrize(
    ("where", "words", "about"),
    [((), "every chart", "Every chart"), (("--measure", "EHCP7"), "the charts of EHCP7", "EHCP7"),
     (("--area", "WSOA 1"), "the charts of WSOA 1", "WSOA 1")],
)  # fmt: skip
def test_words_are_put_on_charts_and_taken_off(run, where, words, about):
    assert annotate(run, *where) == (0, f"“Case system went live” is put on {words}, at June 2022.\n", "")
    assert annotate(run, *where, "--lift")[1] == f"“Case system went live” is taken off {words}, at June 2022.\n"
    assert [(one["kind"], one["text"], one["lifted"]) for one in listed(run)] == [
        ("annotation", "Case system went live", False),
        ("annotation", "Case system went live", True),
    ]
    assert f"{about} · Annotation: none → Case system went live, from June 2022" in run("agreements")[1]


def test_words_on_a_measure_and_an_area_at_once_are_a_wrong_call(run):
    code, _, err = annotate(run, "--measure", "EHCP7", "--area", "WSOA 1")
    assert (code, err.count("\n")) == (2, 1)
    assert "not allowed with" in err


def test_too_many_words_are_refused(run):
    assert annotate(run, text="w" * 61)[::2] == (1, "The words have 61 letters: at most 60 stand on a chart.\n")
    assert not store.exists(settings.database_url()) or listed(run) == []


def test_neither_goes_without_a_reason(run):
    decided = DECIDED[:-2]
    for command in (("rebase", "--measure", "EHCP7"), ("annotate", "--text", "Live")):
        code, _, err = run(*command, "--month", "2022-06", *decided)
        assert code == 2
        assert "--reason" in err
