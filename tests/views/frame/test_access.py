from __future__ import annotations

import pytest

from tests.views.conftest import PAGES, dashboard, page_alone, words

SIGN_IN = {"auth": {"client_id": "a", "redirect_uri": "http://localhost/oauth2callback"}}


@pytest.mark.parametrize("page", PAGES)
def test_an_unknown_person_sees_no_figure_on_a_page_by_itself(page: str):
    at = page_alone(page)
    at.secrets = SIGN_IN
    at.run()
    assert not at.exception
    assert words(at) == "This page is for people who have signed in and may see it."
    assert not at.get("vega_lite_chart")


def test_an_unknown_person_sees_no_figure_in_the_dashboard():
    at = dashboard()
    at.secrets = SIGN_IN
    at.run()
    assert not at.exception
    assert words(at) == "This page is for people who have signed in and may see it."
    assert not at.selectbox


def test_a_plan_with_faults_is_said_in_place_of_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("SENDKPI_PLAN", str(tmp_path / "nowhere"))
    at = dashboard().run()
    assert not at.exception
    assert at.error
