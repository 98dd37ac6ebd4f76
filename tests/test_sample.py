"""The illustrative figures: what the committed script makes, and fit to be loaded as any other."""

from __future__ import annotations

import datetime as dt
import importlib.util

import pandas as pd
import pytest

from sendkpi import ingest
from sendkpi.plan import read
from sendkpi.settings import ROOT, SAMPLE_FOLDER
from sendkpi.values import Severity

LATER = dt.date(2023, 5, 1)


@pytest.fixture(scope="module")
def haringey():
    return read(ROOT / "data" / "plan")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The sample made anew by its script."""
    spec = importlib.util.spec_from_file_location("make", SAMPLE_FOLDER / "make.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    folder = tmp_path_factory.mktemp("sample")
    script.write(folder)
    return folder


def extracts(plan, folder):
    paths = sorted(folder.glob("*.xlsx"))
    return {path.name: ingest.read_workbook(plan, path.read_bytes(), path.name, LATER) for path in paths}


def test_the_sample_is_what_its_script_makes(haringey, made):
    committed, anew = extracts(haringey, SAMPLE_FOLDER), extracts(haringey, made)

    assert committed.keys() == anew.keys()
    for name, extract in committed.items():
        pd.testing.assert_frame_equal(extract.rows, anew[name].rows)
    assert (SAMPLE_FOLDER / "received.csv").read_bytes() == (made / "received.csv").read_bytes()


def test_every_sample_workbook_is_accepted_and_one_measure_is_never_reported(haringey):
    sample = extracts(haringey, SAMPLE_FOLDER)

    assert [
        problem.line for one in sample.values() for problem in one.problems if problem.severity is Severity.ERROR
    ] == []
    told = {measure for one in sample.values() for measure in one.rows["measure"]}
    assert {measure.id for measure in haringey.measures} - told == {"EHCP9"}
    assert len({month for one in sample.values() for month in one.rows["month"]}) == 15
