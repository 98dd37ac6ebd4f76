"""A gallery of small workbooks, each built by code beside the figures it means or the reason it is refused."""

from tests.workbooks import around, aside, cells, empty, long, meant, names, pairs, pathologies, several, wide, worded
from tests.workbooks.gallery import Workbook

GALLERY: tuple[Workbook, ...] = tuple(
    workbook
    for module in (long, wide, around, pairs, empty, several, names, cells, pathologies, aside, meant, worded)
    for workbook in module.SHELF
)
"""All of them."""
