"""Headings under which lists of persons are kept, and the cells that each needs below to be such a list.

A heading alone is no record of anyone: a table of how complete the dates of birth are has the heading too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from sendkpi.ingest.spelling.texts import clean

if TYPE_CHECKING:
    from sendkpi.ingest.spelling.cells import Cell


class Detail(StrEnum):
    """A person's detail that a heading announces, in words for a message."""

    NAME = "names of persons"
    CHILD_NAME = "names of children"
    BIRTH = "dates of birth"
    UPN = "unique pupil numbers (UPN)"
    NHS = "NHS numbers"
    LEARNER = "unique learner numbers (ULN)"
    RECORD = "numbers of single persons' records"
    HOME = "home addresses"
    HOME_POSTCODE = "full home postcodes"
    POSTCODE = "full postcodes"
    ADDRESS = "addresses"
    CASE = "single cases, one in each row"
    INITIALS = "persons by their initials, one in each row"
    CHILD = "children, by name"
    ANY_NAME = "persons, by name"
    ATTRIBUTE = "attributes of a person"
    PLACE = "places"
    ESTABLISHMENT = "establishments"
    STAFF = "staff"


CERTAIN = frozenset(
    {
        Detail.CHILD_NAME,
        Detail.BIRTH,
        Detail.UPN,
        Detail.NHS,
        Detail.LEARNER,
        Detail.RECORD,
        Detail.HOME,
        Detail.HOME_POSTCODE,
    }
)
"""Details of single persons, whatever the columns beside them hold."""

_WHO = (
    r"(?:(?:child(?:ren)?|pupil|student|patient|learner|youngperson|youngpeople|yp|cyp|client|serviceuser|parent|carer"
    r"|mother|father|guardian)s?(?:or|and)?)+"
)
_PART = r"(?:forenames?|firstnames?|givennames?|surnames?|lastnames?|familynames?|middlenames?|christiannames?)"
_HOW = r"(?:legal|preferred|knownas|known|current|chosen|full|birth)?"

_PATTERNS = {
    Detail.CHILD_NAME: rf"{_WHO}{_HOW}(?:names?|{_PART})|{_HOW}names?(?:of)?(?:the)?{_WHO}",
    Detail.NAME: rf"{_HOW}(?:{_PART}(?:and)?)+",
    Detail.BIRTH: rf"(?:{_WHO})?(?:dateofbirth|dob|birthdate|birthday|dateborn)(?:dob|ddmmyy(?:yy)?)?",
    Detail.UPN: rf"(?:{_WHO})?(?:former|previous|current|permanent|temporary)?(?:upn|uniquepupil)(?:number|no|id)?",
    Detail.NHS: rf"(?:{_WHO})?nhs(?:number|num|no|id)",
    Detail.LEARNER: rf"(?:{_WHO})?(?:uln|uniquelearner)(?:number|no)?",
    Detail.RECORD: (
        rf"{_WHO}(?:unique)?(?:id|ref|reference|identifier)|uniquechildid|personid|mosaic(?:id|no|number)"
        rf"|(?:{_WHO})?(?:hospital(?:number|no|id)|mrn|medicalrecord(?:number|no))|liquidlogic(?:id|no|number)"
    ),
    Detail.HOME: rf"(?:(?:{_WHO})?(?:home|residential)|{_WHO})address(?:line)?|addressof(?:the)?{_WHO}",
    Detail.HOME_POSTCODE: rf"(?:(?:{_WHO})?(?:home|residential)|{_WHO})(?:full)?postcode|postcodeof(?:the)?{_WHO}",
    Detail.POSTCODE: r"(?:full)?(?:postcode|postalcode)",
    Detail.ADDRESS: r"(?:full|postal)?address(?:line)?|street(?:name)?",
    Detail.CASE: (
        rf"(?:unique)?case(?:file)?(?:id|identifier|ref|reference|number|num|no)(?:number|no)?"
        rf"|{_WHO}(?:case)?(?:number|num|no|code|initials)"
    ),
    Detail.INITIALS: "initials",
    Detail.CHILD: (
        r"(?:child|pupil|student|patient|learner|youngperson|yp|cyp|client|serviceuser)(?:(?:or)?(?:youngperson|yp))?"
    ),
    Detail.ANY_NAME: r"(?:full)?names?",
    Detail.ATTRIBUTE: (
        r"gender|sex|ethnicity|ethnic(?:origin|group|code)|age|currentage|yeargroup|ncy|ncyear|nationalcurriculumyear"
        r"|(?:primary|main)?(?:sen)?needs?|diagnosis|firstlanguage|religion|fsm"
    ),
    Detail.PLACE: (
        r"(?:school|provider|setting|clinic|service|organisation|trust|nursery|college|site|hospital"
        r"|practice|surgery|centre|venue)(?:name)?|nameof(?:the)?(?:school|provider|setting|clinic)"
    ),
    Detail.ESTABLISHMENT: r"urn|laestab|ukprn|phase(?:ofeducation)?|establishment(?:name|number)?|typeofestablishment",
    Detail.STAFF: r"role|jobtitle|job|position|post|organisation|department|directorate|e?mail(?:address)?|workemail",
}
_KINDS = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS.items()))
_LONGEST_HEADING = 60
_BRACKETED = re.compile(r"\([^)]*\)")
_NOT_LETTERS = re.compile("[^a-z]")

_NUMBERS = {
    Detail.UPN: re.compile("[A-Za-z]?[0-9]{6,12}[A-Za-z]?"),
    Detail.NHS: re.compile("[0-9]{9,10}"),
    Detail.LEARNER: re.compile("[0-9]{9,10}"),
    Detail.RECORD: re.compile("[A-Za-z/]{0,6}[0-9]+[A-Za-z/0-9]{0,12}"),
}
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}", re.IGNORECASE)
_LONGEST_POSTCODE = 10  # signs, generous with blanks
_STREET = re.compile(
    r"[0-9]+[a-z]?,? +[a-z]|\b(?:road|rd|street|st|avenue|ave|lane|close|gardens|court|drive|terrace|crescent"
    r"|grove|mews|flat|house)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"[0-9]{1,2}[/. -][0-9]{1,2}[/. -](?:[0-9]{2}){1,2}|[0-9]{4}-[0-9]{2}-[0-9]{2}.*"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ -][a-z]{3,9}[ -](?:[0-9]{2}){1,2}",
    re.IGNORECASE,
)
_FIRST_DAY, _LAST_DAY = 7_000, 60_000  # Excel's days from 1919 to 2064, in a cell that lost its date format
_ORGANISATION = re.compile(
    r"\b(?:academy|centre|church|clinic|college|council|hall|health|hospital|hub|library|ltd|limited|museum|nhs|nursery"
    r"|office|offices|practice|primary|school|secondary|service|services|surgery|team|theatre|trust|unit)\b",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*\.?"
_WORDS = re.compile(rf"{_WORD}(?:,? {_WORD}){{0,4}}")
_NOT_GIVEN = frozenset(
    """all anonymised average blank confidential data date mean median missing na no none not number redacted removed
    required string subtotal tbc text the total unknown withheld yes""".split()  # noqa: SIM905 - reads best as words
)
"""Words under a name's heading in place of a name."""
_NO_NAMES = _NOT_GIVEN | frozenset(
    """academy and any assessment autism by care centre childcare children clinic college council department early
    education ehc ehcp field for foundation free group health hospital in infant junior language looked mainstream name
    names needs nhs nursery of or other overall partnership pending per plan plans practice primary provider providers
    pupils school secondary sen send service services special specialist speech stage students sub-total support
    surgery team therapy to trust under unit university with without years""".split()  # noqa: SIM905 - as above
)
"""Words of organisations, groups and headings, which are written with capitals as names are."""


def heading_kind(text: str) -> Detail | None:
    """The detail under a heading of a list of persons: `Child's name`, `D.O.B.`, `LegalSurname`, `UPN (13)`."""
    if len(text) > _LONGEST_HEADING:
        return None
    plain = clean(text).casefold()
    for written in (_BRACKETED.sub("", plain), plain):
        found = _KINDS.fullmatch(_NOT_LETTERS.sub("", written))
        if found and found.lastgroup:
            return Detail[found.lastgroup]
    return None


def strictness(kind: Detail, row: Collection[Detail]) -> bool | None:
    """The cells that a heading needs below it: one such value (False), such values alone (True); None: any.

    `row` is what all headings of its row say: addresses and names are also kept of schools, clinics and officers.
    """
    if kind in CERTAIN:
        return False
    if kind in {Detail.ADDRESS, Detail.POSTCODE}:
        return False if _is_of_a_person(kind, row) else None
    if kind is Detail.NAME:
        return None if Detail.STAFF in row and CERTAIN.isdisjoint(row) else False
    if kind is Detail.ANY_NAME:
        described = not {Detail.ADDRESS, Detail.POSTCODE}.isdisjoint(row) or list(row).count(Detail.ATTRIBUTE) > 1
        return True if described and {Detail.STAFF, Detail.ESTABLISHMENT}.isdisjoint(row) else None
    return True if kind is Detail.CHILD else None


def _is_of_a_person(kind: Detail, row: Collection[Detail]) -> bool:
    """Whether an address or a postcode is a person's, by the headings beside it."""
    if Detail.ESTABLISHMENT in row:
        return False
    if not CERTAIN.isdisjoint(row) or not {Detail.NAME, Detail.CHILD, Detail.ATTRIBUTE}.isdisjoint(row):
        return True
    return kind is Detail.POSTCODE and {Detail.PLACE, Detail.STAFF, Detail.ANY_NAME}.isdisjoint(row)


def names_organisation(cells: Iterable[Cell]) -> bool:
    """Whether one of a row's cells names a school, a clinic or the like, so that an address in it is theirs."""
    return any(isinstance(cell.value, str) and _ORGANISATION.search(cell.value) for cell in cells)


def is_postcode(text: str) -> bool:
    """Whether a text is a full postcode and nothing else."""
    return len(text) <= _LONGEST_POSTCODE and bool(_POSTCODE.fullmatch(text))


def looks_like(kind: Detail, cell: Cell) -> bool:
    """Whether a cell under a heading of that kind holds what the heading promises; a share of a whole never does."""
    if cell.percent or cell.blank or cell.text.endswith("%"):
        return False
    if kind in _NUMBERS:
        return bool(_NUMBERS[kind].fullmatch(_compact(cell)))
    if kind is Detail.BIRTH:
        return _is_day(cell)
    if kind in {Detail.POSTCODE, Detail.HOME_POSTCODE}:
        return is_postcode(cell.text)
    if kind in {Detail.HOME, Detail.ADDRESS}:
        return isinstance(cell.value, str) and bool(_STREET.search(cell.text) or _POSTCODE.search(cell.text))
    return is_named(cell, words=1 if kind in {Detail.NAME, Detail.CHILD_NAME} else 2)


def is_named(cell: Cell, words: int) -> bool:
    """Whether a cell holds at least so many words that may be somebody's name, and none that is in no name.

    Under a heading that asks for a name one word is enough, however people type it (`ada`); without one two words
    are wanted, each with a capital and none that names a group or an organisation.
    """
    text = cell.text
    if not isinstance(cell.value, str) or not _WORDS.fullmatch(text):
        return False
    parts = text.replace(",", " ").split()
    others = _NOT_GIVEN if words == 1 else _NO_NAMES
    if any(part.casefold().rstrip(".") in others for part in parts):
        return False
    return len(parts) >= words and (words == 1 or all(part[0].isupper() for part in parts))


def _is_day(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, (int, float)):
        return not isinstance(value, bool) and _FIRST_DAY <= value < _LAST_DAY
    return isinstance(value, dt.date) or bool(_DAY.fullmatch(cell.text))


def _compact(cell: Cell) -> str:
    """The cell's signs without blanks and hyphens, a whole number without its decimal point."""
    value = cell.value
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else cell.text
    return re.sub(r"[\s-]", "", text)
