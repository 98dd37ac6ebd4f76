"""Measures and providers as people write them: spaced, hyphened, footnoted, by title, by both."""

from __future__ import annotations

from tests.workbooks.drawing import draw
from tests.workbooks.gallery import MEANT, ROWS, Shelf, series

SHELF = Shelf()

HEADINGS = ("KPI", "Apr-22", "May-22", "Jun-22")


def _called(*names: str) -> bytes:
    return draw(HEADINGS, *([name, *one[1:]] for name, one in zip(names, ROWS, strict=True)))


SPELLINGS: dict[str, tuple[str, str, str]] = {
    "with raised footnote digits": ("EHCP 1²", "EHCP2¹", "COM4³"),
    "spaced as in the printed plan": ("EHC P 1", "EHC P 2", "COM 4"),
    "with blanks after and between": ("EHCP1  ", " EHCP2", "COM4\u00a0"),
    "in small letters and with hyphens": ("ehcp-1", "ehcp-2", "com-4"),
    "with footnote marks": ("EHCP1*", "EHCP2 (a)", "COM4 [1]"),
    "by their titles": (
        "EHC plans issued within 20 weeks",
        "EHC plans that meet the co-production expectations",
        "People signed up to the SEND newsletter",
    ),
    "by titles with footnotes and other capitals": (
        "EHC Plans issued within 20 weeks¹",
        "EHC plans that meet the co-production expectations*",
        "People signed up to the SEND newsletter ",
    ),
    "by reference and title in one cell": (
        "EHCP1 - EHC plans issued within 20 weeks",
        "EHCP2: EHC plans that meet the co-production expectations",
        "COM 4 – People signed up to the SEND newsletter",
    ),
}
"""How three measures may be named."""

for _how, _names in SPELLINGS.items():
    SHELF.means(MEANT, layouts=(7,), name=f"measures named {_how}")(lambda names=_names: _called(*names))


@SHELF.means(series("EHCP1", 31.6, 35, 41.5), layouts=(1, 7))
def two_spellings_of_one_measure_in_one_file():
    return draw(
        ["KPI", "Month", "Result"],
        ["EHCP1", "Apr-22", 31.6],
        ["EHC P 1", "May-22", 35],
        ["EHCP 1²", "Jun-22", 41.5],
    )


@SHELF.means(
    series("ASC1", 71, 66.5, 63, breakdown="Whittington Health")
    | series("ASC1", 48, 47, 45, breakdown="Tavistock and Portman"),
    layouts=(2, 7),
)
def providers_with_footnotes_blanks_and_other_capitals():
    return draw(
        ["KPI", "Provider", "Apr-22", "May-22", "Jun-22"],
        ["ASC1", "Whittington Health ¹", 71, 66.5, 63],
        ["ASC 1", " TAVISTOCK AND  PORTMAN", 48, 47, 45],
    )


@SHELF.refused(layouts=(7,), unknown_measure="A2")
def a_footnote_digit_that_is_no_longer_raised():
    return draw(HEADINGS, ["EHCP12", 31.6, 35, 41.5], ROWS[1])


@SHELF.refused(layouts=(7,), unknown_measure="A2")
def a_reference_and_the_title_of_another_measure_in_one_cell():
    return draw(HEADINGS, ["EHCP1 - EHC plans that meet the co-production expectations", 31.6, 35, 41.5], ROWS[2])


@SHELF.refused(layouts=(2, 7), unknown_breakdown="B2")
def a_provider_that_the_plan_does_not_name():
    return draw(
        ["KPI", "Provider", "Apr-22", "May-22", "Jun-22"],
        ["ASC1", "West Clinic", 71, 66.5, 63],
        ["ASC1", "Tavistock and Portman", 48, 47, 45],
    )
