from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sendkpi import store
from sendkpi.layouts import Column, Layout, Months
from tests.filled import filled
from tests.on_record import on_record
from tests.real_plan import PLAN
from tests.unexplained import team_return
from tests.views.conftest import store_figures, uploaded, words

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

pytestmark = pytest.mark.usefixtures("own_database")

FIGURES = {"Column with the figure": 6, "Column with the numerator": 4, "Column with the denominator": 5}
QUESTION = "Which column is which?"
STORE = "Store these figures"


def answer(at: AppTest, choices: dict[str, object]) -> AppTest:
    """The page with these choices made, one after the other."""
    for label, choice in choices.items():
        next(box for box in at.selectbox if box.label == label).set_value(choice).run()
    return at


def labels(at: AppTest) -> list[str]:
    return [box.label for box in at.selectbox]


def can_store(at: AppTest) -> bool:
    assert not at.exception
    return STORE in [button.label for button in at.button]


def layouts(url: str) -> tuple[Layout, ...]:
    return store.layouts(store.connect(url))


def test_a_file_that_does_not_explain_itself_is_shown_with_what_it_shows_by_itself_filled_in():
    at = uploaded(team_return(), "Team return April 2022.xlsx")
    said = words(at)
    assert QUESTION in said
    assert "Row A Measure B C Month D E F G" in said
    assert "1 What our team did 4 Line Service When Hits Out of Rate or number What happened" in said
    assert "Say which column holds the figure." in said
    assert not at.error
    assert not can_store(at)
    chosen = {box.label: box.value for box in at.selectbox}
    assert (chosen["Row with the headings"], chosen["Column with the measure"]) == (4, 1)
    assert (chosen["Where the month stands"], chosen["Column with the month"]) == (Months.COLUMN, 3)
    assert next(box.value for box in at.text_input if box.label == "Remember this answer as") == "Team return"


def test_each_answer_shows_at_once_what_would_be_read():
    at = answer(uploaded(team_return()), {"Column with the figure": 6})
    assert "2 figures as read by this answer" in words(at)
    assert "COM4: People signed up to the SEND newsletter April 2022 870" in words(at)
    answer(at, FIGURES)
    assert "3 figures as read by this answer" in words(at)
    assert "EHCP1: EHC plans issued within 20 weeks April 2022 6/19 (31.6%)" in words(at)
    assert can_store(at)


def test_an_answer_is_kept_with_the_figures_and_the_next_month_needs_no_question(own_database: str):
    at = store_figures(
        answer(uploaded(team_return(), "Team return April.xlsx"), FIGURES | {"Column with the comment": 7})
    )
    assert "Stored as submission 1: 3 figures" in words(at)
    (kept,) = layouts(own_database)
    assert kept.name == "Team return"
    assert dict(kept.columns)[Column.VALUE] == "rateornumber"
    figures = on_record(store.connect(own_database)).observations.set_index("measure")
    assert figures.loc["EHCP1", "commentary"] == "Two posts are vacant"

    at = uploaded(team_return("May 2022", timely=9), "Team return May.xlsx")
    said = words(at)
    assert QUESTION not in said
    assert "Read by the layout “Team return”, kept on" in said
    assert "3 figures for May 2022: 3 new, 0 restated, 0 unchanged." in said
    store_figures(at)
    assert len(on_record(store.connect(own_database)).submissions) == 2


def test_nothing_is_kept_of_an_answer_whose_figures_are_not_stored(own_database: str):
    at = answer(uploaded(team_return()), FIGURES)
    assert can_store(at)
    assert layouts(own_database) == ()
    assert QUESTION in words(uploaded(team_return("May 2022")))


def test_problems_in_the_figures_are_listed_below_the_answer():
    at = answer(uploaded(team_return(timely=20)), FIGURES)
    said = words(at)
    assert "2 figures as read by this answer" in said
    assert "The numerator, 20, is above the denominator, 19." in said
    assert not can_store(at)


def test_two_columns_cannot_be_one_and_a_wrong_row_reads_nothing():
    at = answer(uploaded(team_return()), FIGURES | {"Column with the numerator": 5})
    assert "One column cannot hold two things." in words(at)
    at = answer(uploaded(team_return()), {"Row with the headings": 1, "Column with the figure": 6})
    assert not can_store(at)


def test_a_row_of_figures_is_not_taken_for_headings():
    at = answer(uploaded(team_return()), FIGURES | {"Row with the headings": 5})
    assert "Row 5 holds figures and no headings" in words(at)
    assert not can_store(at)


def test_where_the_month_stands_decides_which_columns_are_asked_for():
    at = answer(uploaded(team_return()), {"Where the month stands": Months.ACROSS})
    assert "Column with the month" not in labels(at)
    answer(at, {"Where the month stands": Months.COLUMN})
    assert "Column with the month" in labels(at)
    answer(at, {"Where the month stands": Months.SHEET})
    assert "Column with the month" not in labels(at)


def test_of_several_sheets_the_one_that_names_measures_is_offered_first():
    at = uploaded(team_return(sheets=("Notes", "Contacts")))
    sheet = next(box for box in at.selectbox if box.label == "Sheet with the figures")
    assert sheet.value.sheet == "Return"
    assert can_store(answer(at, FIGURES))


def test_a_name_that_is_taken_is_said_before_anything_is_stored(own_database: str):
    store.keep_layout(store.connect(own_database), Layout("Clinic", "f1", answers=(("mark:-", "x"),)), by="Ada")
    at = answer(uploaded(team_return()), FIGURES)
    name = next(box for box in at.text_input if box.label == "Remember this answer as")
    name.set_value("clinic").run()
    assert "“clinic” is the name of another layout." in words(at)
    assert not can_store(at)


def test_a_mark_is_asked_once_and_remembered(own_database: str):
    at = answer(uploaded(team_return(wait="-"), "Team return.xlsx"), FIGURES)
    question = "What does “-” mean in this file?"
    assert "Cell Return!F7" in words(at)
    assert not at.error
    assert not can_store(at)
    answer(at, {question: "x"})
    assert "ASC1-UNDER18: Average wait for an autism assessment, under 18 April 2022 not available" in words(at)
    store_figures(at)
    (kept,) = layouts(own_database)
    assert (kept.name, kept.marks) == ("Team return", {"-": "x"})

    at = uploaded(team_return("May 2022", wait="-"), "Team return.xlsx")
    assert question not in labels(at)
    assert "“-” is x, not available." in words(at)
    assert "3 figures for May 2022: 3 new" in words(at)


def test_a_mark_in_the_template_is_asked_about_too(own_database: str):
    at = uploaded(filled(PLAN, "2022-04", {"EHCP1": (6, 19), "COM4": "n/a"}))
    assert QUESTION not in words(at)
    assert not can_store(at)
    answer(at, {"What does “n/a” mean in this file?": ""})
    assert "1 figure for April 2022: 1 new" in words(at)
    store_figures(at)
    (kept,) = layouts(own_database)
    assert (kept.columns, kept.marks) == ((), {"n/a": ""})
    at = uploaded(filled(PLAN, "2022-05", {"EHCP1": (6, 19), "COM4": "N/A"}))
    assert "“n/a” is nothing reported (left out)." in words(at)
    assert can_store(at)


def test_other_problems_are_listed_while_a_mark_waits_for_its_meaning():
    at = answer(uploaded(team_return(wait="-", timely=20)), FIGURES)
    said = words(at)
    assert "1 problem to fix" in said
    assert "can mean several things" not in said


def test_an_answer_that_was_wrong_can_be_given_anew(own_database: str):
    store_figures(
        answer(
            uploaded(team_return(wait="-"), "Team return.xlsx"), {**FIGURES, "What does “-” mean in this file?": "x"}
        )
    )
    at = uploaded(team_return("May 2022", wait="-"), "Another name.xlsx")
    next(box for box in at.checkbox if box.label == "Ask me again how this file is read").check().run()
    answer(at, FIGURES)
    answer(at, {"What does “-” mean in this file?": ""})
    assert "2 figures as read by this answer" in words(at)
    store_figures(at)
    (kept,) = layouts(own_database)
    assert (kept.name, kept.marks) == ("Team return", {"-": ""})


def test_a_name_with_markup_is_shown_as_it_is(own_database: str):
    at = answer(uploaded(team_return(), "<b>return</b>.xlsx"), FIGURES)
    next(box for box in at.text_input if box.label == "Remember this answer as").set_value("<i>Team</i>").run()
    store_figures(at)
    assert [one.name for one in layouts(own_database)] == ["<i>Team</i>"]
    body = [element.proto.body for element in uploaded(team_return("May 2022")).get("html")]
    assert any("&lt;i&gt;Team&lt;/i&gt;" in one for one in body)


def test_what_was_passed_over_is_said_below_the_counts():
    at = answer(uploaded(team_return(sheets=("Notes",))), FIGURES)
    assert "Sheets read: Return. Sheets passed over: Notes." in words(at)
    assert "Return: columns passed over: Service; What happened." in words(at)
