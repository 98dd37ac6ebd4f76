"""Files about single persons are refused, wherever the persons stand in them; files of totals are not."""

import datetime as dt
import random

import pytest

from sendkpi import ingest, settings
from sendkpi.ingest.opening.workbook import open_workbook
from sendkpi.ingest.persons.check import check_persons
from sendkpi.ingest.persons.identifiers import is_nhs_number, is_upn
from sendkpi.plan import read
from tests.ingest.persons.lists import message
from tests.ingest.sheets import row, workbook

UPN, OTHER_UPN = "H801200001001", "G801200001008"  # made up; the check letters are right
NHS, OTHER_NHS = "9434765919", "4010232137"  # the NHS Data Dictionary's own examples
BORN = dt.date(2012, 3, 14)


LISTS = {
    "names in two columns": (
        [["Forename", "Surname", "School"], ["Ada", "Lovelace", "Park View"], ["Grace", "Hopper", "Park View"]],
        "A1",
        "names of persons",
    ),
    "a child's name": ([["Child's name", "Need"], ["ada lovelace", "SLCN"]], "A1", "names of children"),
    "the name of a child": ([["Ref", "Name of child/YP"], [1, "Lovelace, Ada"]], "B1", "names of children"),
    "headings as a case system writes them": (
        [["PupilLegalSurname", "Status"], ["LOVELACE", "open"], ["HOPPER", "open"]],
        "A1",
        "names of children",
    ),
    "dates of birth as dates": ([["Ref", "DOB"], [1, BORN], [2, BORN]], "B1", "dates of birth"),
    "dates of birth as text": ([["Date of Birth (dd/mm/yyyy)", "Ref"], ["14/03/2012", 1]], "A1", "dates of birth"),
    "dates of birth that lost their format": ([["D.O.B.", "Ref"], [40982, 1]], "A1", "dates of birth"),
    "pupil numbers": ([["Ref", "UPN"], [1, UPN], [2, OTHER_UPN]], "B2", "a unique pupil number (UPN)"),
    "pupil numbers in groups": ([["Ref"], ["H801 2000 01001"]], "A2", "a unique pupil number (UPN)"),
    "pupil numbers misspelt": ([["Ref", "UPN"], [1, "B123456789012"]], "B1", "unique pupil numbers (UPN)"),
    "NHS numbers as numbers": ([["NHS No.", "Weeks"], [int(NHS), 12]], "A1", "NHS numbers"),
    "NHS numbers as text with blanks": ([["Ref", "Weeks"], ["943 476 5919", 12]], "A2", "an NHS number"),
    "NHS numbers without a heading": ([["A", "B"], [int(NHS), 1], [OTHER_NHS, 2]], "A2", "NHS numbers"),
    "learner numbers": ([["ULN", "Weeks"], [1234567890, 4]], "A1", "unique learner numbers (ULN)"),
    "hospital numbers": ([["Hospital Number", "Weeks"], ["X123456", 4]], "A1", "numbers of single persons' records"),
    "home addresses": ([["Home address", "Weeks"], ["12 Acacia Avenue", 4]], "A1", "home addresses"),
    "postcodes": ([["Postcode", "Weeks"], ["N17 8HR", 4], ["N15 4RX", 6]], "A1", "full postcodes"),
    "names beside addresses": (
        [["Name", "Address"], ["Ada Lovelace", "12 Acacia Avenue"], ["Grace Hopper", "3 High Road"]],
        "A1",
        "persons, by name",
    ),
    "names under Pupil": ([["Pupil", "Hours"], ["Ada Lovelace", 20], ["Grace Hopper", 15]], "A1", "children, by name"),
}


@pytest.mark.parametrize(("rows", "cell", "kind"), LISTS.values(), ids=LISTS)
def test_a_list_of_persons_is_refused_with_its_place_and_what_it_looks_like(rows, cell, kind):
    found = message(*rows)
    assert found.startswith(f"Cases!{cell} ")
    assert found.endswith(f"{kind}.")


DEEP = ["names in two columns", "dates of birth as dates", "NHS numbers without a heading", "names under Pupil"]


@pytest.mark.parametrize(("rows", "cell", "kind"), [LISTS[name] for name in DEEP], ids=DEEP)
def test_a_list_of_persons_is_found_below_five_thousand_rows_of_figures_and_on_a_hidden_sheet(rows, cell, kind):
    found = message(*rows, above=5_001, hidden=True)
    assert found.startswith(f"Cases!{cell[0]}{int(cell[1:]) + 5_001} ")
    assert found.endswith(f"{kind}.")


@pytest.mark.parametrize(
    "rows",
    [
        [["Name of child", "Ada Lovelace"], ["School", "Park View"]],
        [["Referral", None, None], ["Date of birth:", None, BORN]],
        [["NHS number", NHS]],
        [["Home postcode", "N17 8HR"]],
    ],
    ids=["name", "date of birth", "NHS number", "postcode"],
)
def test_a_form_about_one_child_is_refused(rows):
    assert "What stands beside it looks like" in message(*rows)


SENTENCES = {
    f"Late by 3 weeks (UPN {UPN}) after an appeal": "a unique pupil number (UPN)",
    f"{UPN.lower()} was moved": "a unique pupil number (UPN)",
    "upn no: B123456789012": "a unique pupil number (UPN)",
    "NHS number 943 476 5919 is still waiting": "an NHS number",
    f"Still waiting: {NHS}": "an NHS number",
    "One (NHS no. 943-476-5919).": "an NHS number",
    "NHS 123 456 7890 waits": "an NHS number",
    "The boy, born 14 March 2012, has moved": "a date of birth",
    "DOB: 14/03/2012": "a date of birth",
    "Child's name: Ada Lovelace": "a child's name",
}


@pytest.mark.parametrize(("sentence", "kind"), SENTENCES.items())
def test_one_sentence_of_commentary_about_a_child_is_refused(sentence, kind):
    opened = open_workbook(workbook(row(numerator=6, denominator=19), row("EHCP2", value=37, commentary=sentence)))
    sheet, fault = check_persons(opened)
    assert (sheet, fault.cell, fault.what) == ("KPIs", "I3", f"The cell looks like it holds {kind}.")


def test_what_is_found_is_never_quoted():
    secrets = {"ada", "lovelace", "hopper", UPN.casefold(), NHS, "943 476 5919", "acacia", "n17 8hr", "2012"}
    for rows, _, _ in LISTS.values():
        words = message(*rows).casefold()
        assert not [secret for secret in secrets if secret in words]


TOTALS = {
    "a heading Name over measures": [["Name", "Month", "Value"], ["EHC Plans Issued", "2022-04", 12]],
    "a heading Name over providers with their addresses": [
        ["Name", "Address", "Postcode", "Waiting"],
        ["Whittington Health", "Magdala Avenue", "N19 5NF", 12],
        ["Park View School", "12 West Green Road", "N15 3QR", 3],
    ],
    "a provider in a title block": [
        ["Provider", "Whittington Health"],
        ["Address", "Magdala Avenue, London"],
        ["Postcode", "N19 5NF"],
        ["Telephone", "020 7272 3070"],
        ["Name", "Jane Smith"],
        ["Measure", "Value"],
        ["ASC1", 12],
    ],
    "schools with their postcodes": [["School", "Postcode", "Plans"], ["Blanche Nevile", "N10 1NJ", 12]],
    "children's centres with their postcodes": [
        ["Where", "Postcode", "Visits"],
        ["Park Lane Children’s Centre", "N17 0HH", 9],
    ],
    "a register of schools": [
        ["URN", "Name", "Gender", "Religion", "Postcode"],
        [102150, "Park View", "Mixed", "None", "N15 3QR"],
    ],
    "owners of milestones": [["Ref", "Owner", "Due"], ["1.1", "Ada Lovelace", dt.date(2022, 4, 30)]],
    "officers to ask": [["First name", "Last name", "Job title", "Email"], ["Jane", "Smith", "Lead", "j@example.org"]],
    "how complete the records are, down": [
        ["Field", "Complete"],
        ["Forename", 0.98],
        ["Surname", 0.99],
        ["Date of birth", "100%"],
        ["UPN", 97],
        ["SEN type", 55],
    ],
    "how complete the records are, across": [["Month", "UPN", "Date of birth", "Postcode"], ["2022-04", 98, 100, 97.5]],
    "what must not be sent": [
        ["Forename", "Text"],
        ["Surname", "Text"],
        ["DOB", "Date"],
        ["UPN", "Text"],
        ["Need", "Text"],
    ],
    "an empty list": [["Forename", "Surname", "DOB", "UPN"]],
    "counts of children": [["Child", "Adult"], [12, 30], [14, 28]],
    "groups of pupils": [["Pupil", "Plans"], ["Looked After", 12], ["Free School Meals", 20]],
    "counts by age and gender": [["Name", "Gender", "Age", "Count"], ["Autism Assessments", "F", 5, 12]],
    "a number of ten digits by chance": [["Measure", "Value"], ["Spend", int(NHS)], ["Budget", 9434765918]],
    "an order number by chance": [
        ["Measure", "Comment"],
        ["Spend", f"Paid under PO {NHS}"],
        ["COM4", "call 07700 900123"],
    ],
    "one order number many times": [["Order", "Value"], *([OTHER_NHS, at] for at in range(5))],
    "a cohort by its dates of birth": [["Note"], ["Children born on or after 1 September 2016 and before 2018"]],
    "codes of places": [["Area", "Value"], ["E09000014", 12], ["E123456789012", 3]],
}


@pytest.mark.parametrize("rows", TOTALS.values(), ids=TOTALS)
def test_totals_are_let_through(rows):
    assert message(*rows) == ""


@pytest.mark.parametrize("month", [1, 3, 6, 9])
def test_our_own_template_is_let_through(month):
    plan = read(settings.plan_folder())
    assert check_persons(open_workbook(ingest.template_workbook(plan, dt.date(2022, month, 1)))) is None


def test_every_illustrative_workbook_is_let_through():
    files = sorted(settings.SAMPLE_FOLDER.glob("*.xlsx"))
    assert files
    assert [file.name for file in files if check_persons(open_workbook(file.read_bytes()))] == []


def test_one_wrong_sign_fails_the_check_of_a_number():
    assert is_upn(UPN)
    assert is_nhs_number(NHS)
    chance = random.Random(4)  # noqa: S311 - nothing secret
    for _ in range(200):
        at, digit = chance.randrange(1, 10), chance.choice("123456789")
        changed = NHS[:at] + digit + NHS[at + 1 :]
        assert is_nhs_number(changed) is (changed == NHS)


def test_a_temporary_pupil_number_ends_with_a_letter_that_counts_as_a_digit():
    assert is_upn("H80120000100B")
    assert not is_upn("H80120000100C")
