"""Lists with a row for each case are refused whatever tells the cases apart; totals under such headings are not."""

import datetime as dt

import pytest

from tests.ingest.persons.lists import message

DAY = dt.date(2022, 4, 12)

CASES = {
    "case numbers of a system": [["Case ID", "Start", "Finish"], [100234, DAY, DAY], [100235, DAY, DAY]],
    "short case numbers": [["Case number", "Weeks"], [12, 20], [17, 31]],
    "case references with letters": [["School", "Case ref.", "Weeks"], ["x", "HA-0012", 3], ["y", "HA-0013", 4]],
    "cases by letter": [["Case No", "Weeks"], ["Case A", 3], ["Case B", 4]],
    "cases counted from one": [["Weeks", "Case number", "Need"], [3, 1, "x"], [4, 2, "y"], [4, 3, "y"]],
    "initials": [["Initials", "Age", "Weeks"], ["J.S.", 9, 20], ["TB", 11, 31]],
    "initials behind a number": [["Row", "Initials", "Age"], [1, "JS", 9], [2, "TB", 11]],
    "a child's initials": [["School", "Child's initials", "Weeks"], ["x", "JS", 20], ["x", "T B", 31]],
    "pupils by number": [["Pupil", "Hours"], [1, 20], [2, 15], [3, 15]],
    "pupils by name of a number": [["Pupil", "Hours"], ["Pupil 1", 20], ["Pupil 2", 15]],
    "children by initials": [["Child", "Start"], ["JS", DAY], ["TB", DAY]],
    "children with their ages": [["Child", "Age", "Weeks"], [4, 9, 20], [7, 11, 31]],
    "one case twice among others": [
        ["Case ID", "Start"],
        *([at, DAY] for at in (100234, 100235, 100236, 100236)),
    ],
    "a total under them": [["Case ID", "Weeks"], [100234, 4], [100235, 6], ["Total", 10]],
    "another table under them": [["Child", "Start"], ["JS", DAY], ["TB", DAY], ["Child", "Adult"], ["All", "All"]],
}


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES)
def test_a_list_with_a_row_for_each_case_is_refused(rows):
    found = message(*rows)
    assert found.endswith("one in each row.")
    assert found.startswith(("Cases!A1 ", "Cases!B1 "))


def test_a_hundred_cases_are_refused_below_figures():
    rows = [["Case ID", "Weeks"], *([at, 4] for at in range(100_001, 100_101))]
    assert message(*rows, above=20).startswith("Cases!A21 ")


TOTALS = {
    "one case": [["Case ID", "Weeks"], [100234, 4]],
    "the same case in every row": [["Case ID", "Weeks"], *([100234, at] for at in range(4))],
    "numbers of cases": [["Month", "Case number"], ["2022-04", 12], ["2022-05", 14], ["2022-06", 9]],
    "case numbers in the plural": [["Case numbers", "Month"], [12, "2022-04"], [14, "2022-05"]],
    "counts of children": [["Child", "Adult"], [1, 30], [2, 28]],
    "counts of pupils by year": [["Year group", "Pupil", "Staff"], [1, 12, 3], [2, 14, 4]],
    "years of pupils": [["Pupil", "Plans"], ["Year 1", 12], ["Year 2", 14], ["KS2", 5]],
    "groups of pupils in short": [["Pupil", "Plans"], ["LAC", 12], ["CP", 20], ["YP", 4], ["FSM", 3]],
    "ages of children": [["Child", "Plans"], ["0-4", 12], ["5-10", 14], ["11+", 14]],
    "initials of officers": [["Initials", "Role"], ["JS", "Lead"], ["TB", "Clerk"]],
    "who is who": [["Initials", "Name"], ["JS", "Jane Smith"], ["TB", "Tom Brown"]],
    "versions of a paper": [["Version", "Initials", "Change"], ["1.0", "JS", "First draft"], ["1.1", "TB", "Edited"]],
    "who signed": [["Date", "Initials", "Weeks"], [DAY, "JS", 4], [DAY, "TB", 5]],
    "how complete the records are": [["Month", "Case ID", "Initials"], ["2022-04", 98, 97], ["2022-05", 99, 98]],
    "how complete the records are, down": [["Case ID", 98], ["Initials", 97], ["Need", 55], ["Ward", 44]],
    "shares": [["Case ID", "Month"], ["98%", "2022-04"], ["99%", "2022-05"]],
}


@pytest.mark.parametrize("rows", TOTALS.values(), ids=TOTALS)
def test_totals_under_such_headings_are_let_through(rows):
    assert message(*rows) == ""
