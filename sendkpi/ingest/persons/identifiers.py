"""Marks of one person in a cell: a pupil's or a patient's number, a date of birth, a child's name behind its label.

A unique pupil number has a check letter (DfE, "Unique pupil numbers: guide"), an NHS number a check digit modulo 11
(NHS Data Dictionary). What passes the check is taken for one; what fails it is, where the words before it say so.
"""

from __future__ import annotations

import re

UPN = "a unique pupil number (UPN)"
NHS_NUMBER = "an NHS number"
BIRTH = "a date of birth"
NAME = "a child's name"

LEAST_OF_TEN_DIGITS = 10**9

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # without I, O and S; a letter's place is its remainder modulo 23
_FIRST_DIGITS = "3456789"  # no NHS number of England, Wales or Northern Ireland begins lower
_LONGEST_UPN = 20  # signs, written in groups
_GAP = "[ \u00a0\u2009\u202f-]"
_CHILD = r"(?:child|pupil|patient|student|young person|learner)"
_DATE = (
    r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[0-9]{1,2}(?:st|nd|rd|th)? ?(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,? ?[0-9]{2,4})"
)

_SEVEN_DIGITS = re.compile(f"(?:[0-9]{_GAP}?){{7}}")  # which neither number is without, however it is grouped
_UPN = re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z](?![A-Z0-9])", re.IGNORECASE)
_SAID_UPN = re.compile(r"\bupn\b\W{0,3}(?:(?:number|no|is|was)\b\W{0,3}){0,2}[a-z][0-9]{11}[0-9a-z]\b", re.IGNORECASE)
_NHS = re.compile(rf"(?<![0-9£$.,+/-])[{_FIRST_DIGITS}][0-9]{{2}}({_GAP}?)[0-9]{{3}}\1[0-9]{{4}}(?![0-9]|[.,/-][0-9])")
_SAID_NHS = re.compile(
    rf"\bnhs\b\W{{0,3}}(?:(?:number|num|no|id|is|was)\b\W{{0,3}}){{0,3}}[0-9]{{3}}{_GAP}?[0-9]{{3}}{_GAP}?[0-9]{{4}}(?![0-9])",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"\b(?:po|order|invoice|account|cost cent(?:re|er)|ref(?:erence)?|tel(?:ephone)?|phone|mobile|fax|call|text)\b"
    r"\W{0,3}(?:(?:number|no|on|is)\b\W{0,3})?$",
    re.IGNORECASE,
)
_SAID_BIRTH = re.compile(
    rf"(?<![a-z])(?:d\.?o\.?b\.?|date of birth|birth ?date|born(?: on)?)(?![a-z])\W{{0,4}}(?:(?:is|was)\W)?{_DATE}",
    re.IGNORECASE,
)
_SAID_NAME = re.compile(
    rf"(?i:\b{_CHILD}['’]?s? name|\bname of (?:the )?{_CHILD})\s?[:=–-]\s?[A-Z][\w'’-]+,? [A-Z][\w'’-]+"
)
_SAID_BEFORE = 40  # signs before a number in which it may be called an order's or a telephone's
_BIRTH_WORDS = ("birth", "born", "dob", "d.o.b")


def find_mark(text: str) -> str:
    """The mark of one person in a text, in words; "" where there is none.

    Ten digits that fill a whole cell are left to the column that they stand in: see `is_ten_digits`. The cheapest
    question comes first, for a sheet may hold a hundred thousand different texts.
    """
    folded = text.casefold()
    if _SEVEN_DIGITS.search(text):
        if _holds_upn(text, folded):
            return UPN
        if not is_ten_digits(text) and _holds_nhs_number(text, folded):
            return NHS_NUMBER
    if any(word in folded for word in _BIRTH_WORDS) and _SAID_BIRTH.search(text):
        return BIRTH
    if "name" in folded and _SAID_NAME.search(text):
        return NAME
    return ""


def is_ten_digits(value: object) -> bool:
    """Whether a cell holds ten digits and nothing else, of which one in eleven would pass for an NHS number."""
    if isinstance(value, str):
        digits = value.strip().removeprefix("'")
        return len(digits) == len("9434765919") and digits.isascii() and digits.isdigit()
    return (
        isinstance(value, (int, float))
        and LEAST_OF_TEN_DIGITS <= value < 10 * LEAST_OF_TEN_DIGITS
        and value == int(value)
    )


def digits_of(value: object) -> str:
    """The ten digits that `is_ten_digits` saw."""
    return value.strip().removeprefix("'") if isinstance(value, str) else str(int(value))  # type: ignore[call-overload]


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits have the check digit of an NHS number, and begin as one does."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return digits[0] in _FIRST_DIGITS and len(set(digits)) > 1 and -total % 11 == int(digits[9])


def has_form_of_upn(text: str) -> bool:
    """Whether a text is thirteen signs like a pupil's number and nothing else, whatever its check letter."""
    return len(text) == len("H801200001001") and bool(_UPN.fullmatch(text))


def is_upn(text: str) -> bool:
    """Whether thirteen signs have the check letter of a pupil's number, permanent or temporary."""
    weighed = text.upper()
    values = (int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign) for sign in weighed[1:])
    remainder = sum(value * weight for weight, value in enumerate(values, start=2)) % len(_UPN_LETTERS)
    return _UPN_LETTERS[remainder] == weighed[0]


def _holds_upn(text: str, folded: str) -> bool:
    alone = re.sub(r"[\s-]", "", text) if len(text) <= _LONGEST_UPN else ""
    found = (*_UPN.findall(text), *([alone] if _UPN.fullmatch(alone) else []))
    return any(is_upn(one) for one in found) or ("upn" in folded and bool(_SAID_UPN.search(text)))


def _holds_nhs_number(text: str, folded: str) -> bool:
    for found in _NHS.finditer(text):
        before = text[max(0, found.start() - _SAID_BEFORE) : found.start()]
        if is_nhs_number(re.sub("[^0-9]", "", found[0])) and not _OTHER_NUMBER.search(before):
            return True
    return "nhs" in folded and bool(_SAID_NHS.search(text))
