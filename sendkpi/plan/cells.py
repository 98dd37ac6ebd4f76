"""Cells of a plan table: read and written by the type of their field.

Months `2022-04`, days `2022-01-11`, `yes` or `no`, lists joined by `; `. An empty cell is
"" in a text, an empty list in a list, and None where the field may be None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, TypeVar, get_args, get_origin, get_type_hints

from sendkpi.errors import SendKpiError
from sendkpi.values import month_code, parse_day, parse_month

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)

LIST_MARK = ";"

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def read_record(of: type[Record], cells: Mapping[str, str], days: Collection[str] = (), **given: object) -> Record:
    """The record of a row, each field read from the cell of its name; a blank cell leaves a field at its default.

    `days` names the fields that are days, not months; `given` are the values of fields that no cell holds.
    Raises SendKpiError with what is wrong, in words.
    """
    hints, defaults = get_type_hints(of), {one.name for one in fields(of) if one.default is not MISSING}
    written = [name for name in hints if name in cells and name not in given and (cells[name] or name not in defaults)]
    return of(**{name: read_cell(cells[name], hints[name], day=name in days) for name in written} | given)


def read_cell(text: str, hint: object, *, day: bool = False) -> object:
    """The value of a cell whose field has this annotation; `day` where a date is a day, not a month.

    Raises SendKpiError with what is wrong, in words.
    """
    if get_origin(hint) is tuple:
        of = get_args(hint)[0]
        return tuple(read_cell(part, of, day=day) for part in parts(text))
    if hint is str:
        return text
    if isinstance(hint, UnionType):
        if not text:
            return None
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if not text:
        raise SendKpiError("is empty and must not be.")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choice(text, hint)
    if hint is dt.date:
        return parse_day(text) if day else parse_month(text)
    return _READERS[hint](text)


def write_cell(value: object) -> str:
    """A value as text, so that `read_cell` reads it back; a date is written as its month."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"{LIST_MARK} ".join(write_cell(one) for one in value)
    if isinstance(value, dt.date):
        return month_code(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def parts(text: str) -> tuple[str, ...]:
    """The parts of a list, blank ones left out."""
    return tuple(part for part in (one.strip() for one in text.split(LIST_MARK)) if part)


def choice(text: str, of: type[StrEnum]) -> StrEnum:
    """The member of that value.

    Raises SendKpiError naming the legal values.
    """
    try:
        return of(text)
    except ValueError:
        raise SendKpiError(not_one_of(text, [one.value for one in of])) from None


def not_one_of(text: str, legal: list[str]) -> str:
    """The words for a cell that holds none of the legal values."""
    return f"{text!r} is not one of {', '.join(legal)}."


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise SendKpiError(not_one_of(text, ["yes", "no"]))
    return text == "yes"


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise SendKpiError(f"{text!r} is not a whole number: write it as 12.")
    return int(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise SendKpiError(f"{text!r} is not a number: write it as 12 or 58.66.")
    return float(text)


_READERS: dict[object, Callable[[str], object]] = {bool: _yes_or_no, int: _whole, float: _number}
