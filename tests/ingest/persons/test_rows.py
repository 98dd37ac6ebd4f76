"""Lists of persons without headings are refused; contact sheets, meetings and months are not."""

import datetime as dt

import pytest

from tests.ingest.persons.lists import message

BORN, ALSO_BORN = dt.date(2012, 3, 12), dt.date(2009, 11, 24)

PERSONS = {
    "a date, a name and a postcode as text": [
        ["12/03/2012", "Jane Smith", "N22 7TR"],
        ["12/03/2012", "Tom Brown", "N22 7TR"],
    ],
    "dates and postcodes": [[BORN, "SLCN", "n227tr"], [ALSO_BORN, "ASC", "N15 4RX"]],
    "names and postcodes": [["Jane Smith", "N22 7TR", 12], ["BROWN, Tom", "N15 4RX", 9]],
    "numbers like a pupil's and names": [["B123456789012", "Jane Smith"], ["C123456789012", "Tom Brown"]],
    "numbers like a pupil's and dates": [["B123456789012", BORN], ["C123456789012", ALSO_BORN]],
    "persons with their schools": [
        ["24 November 2009", "Jane Smith", "Park View School", "N22 7TR"],
        ["2012-03-12", "Anna Maria Brown", "Park View School", "N15 4RX"],
    ],
    "headings that say nothing": [
        ["When", "Who", "Where"],
        [BORN, "Jane Smith", "N22 7TR"],
        [ALSO_BORN, "Tom Brown", "N15 4RX"],
    ],
    "rows of something else between them": [
        [BORN, "Jane Smith", "N22 7TR"],
        ["Total", 12],
        ["EHCP1", "2022-04", 12],
        [ALSO_BORN, "Tom Brown", "N15 4RX"],
    ],
}


@pytest.mark.parametrize("rows", PERSONS.values(), ids=PERSONS)
def test_rows_about_one_person_each_are_refused_without_any_heading(rows):
    found = message(*rows)
    assert "looks like one person's" in found
    assert not [secret for secret in ("Jane", "Smith", "N22", "2012") if secret in found]


def test_such_rows_are_found_below_five_thousand_rows_of_figures():
    assert message(*PERSONS["dates and postcodes"], above=5_001, hidden=True).startswith("Cases!C5002 ")


def test_the_message_says_what_stands_beside_what():
    assert message(*PERSONS["names and postcodes"]) == (
        "Cases!B1 The row, and not it alone, looks like one person's: a full postcode beside a name."
    )


OTHERS = {
    "one such row": [["Civic contact", "x"], ["Jane Smith", "N22 8HQ", 12]],
    "owners of milestones": [[dt.date(2022, 4, 29), "Jane Smith"], [dt.date(2022, 5, 13), "Tom Brown"]],
    "meetings by day and chair": [
        ["12/05/2022", "Jane Smith", "Minutes agreed"],
        ["14/06/2022", "Tom Brown", "No minutes"],
    ],
    "meetings and where they are": [
        ["Meeting", "Chair", "Venue", "Postcode"],
        [dt.date(2022, 5, 12), "Jane Smith", "Bruce Castle", "N17 8NU"],
        [dt.date(2022, 6, 14), "Tom Brown", "Bruce Castle", "N17 8NU"],
    ],
    "visits to schools": [
        ["Park View School", "N15 3QR", "12/05/2022"],
        ["Gladesmore School", "N15 6EB", "13/05/2022"],
    ],
    "whom to ask at which school": [
        ["Park View School", "Jane Smith", "N15 3QR"],
        ["Gladesmore School", "Tom Brown", "N15 6EB"],
    ],
    "organisations with a telephone": [
        ["Blanche Nevile", "020 8442 2750", "N10 1NJ"],
        ["Bruce Grove", "+44 20 8885 0000", "N17 6UR"],
    ],
    "organisations with a telephone that lost its nought": [
        ["Blanche Nevile", 2084422750, "N10 1NJ"],
        ["Bruce Grove", 2088850001, "N17 6UR"],
    ],
    "schools under a heading": [
        ["School", "Where", "Plans"],
        ["Blanche Nevile", "N10 1NJ", 12],
        ["Bruce Grove", "N17 6UR", 3],
    ],
    "months by site": [
        ["N19 5NF", dt.date(2022, 4, 1), 12],
        ["N19 5NF", dt.date(2022, 4, 30), 14],
        ["N19 5NF", "31/05/2022", 14],
        ["N19 5NF", "28 February 2022", 14],
        ["N19 5NF", "28/02/2022", 14],
    ],
    "times of an export": [
        ["N19 5NF", dt.datetime(2022, 4, 12, 9, 30)],  # noqa: DTZ001 - as a cell holds it
        ["N19 5NF", dt.datetime(2022, 4, 13, 9, 31)],  # noqa: DTZ001
    ],
    "areas by their names": [["West Green", "N15", 12], ["Noel Park", "N22", 9]],
}


@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_rows_about_organisations_meetings_and_months_are_let_through(rows):
    assert message(*rows) == ""
