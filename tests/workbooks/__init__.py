"""A gallery of small workbooks, each built by code beside the figures it means or the reason it is refused."""

from tests.workbooks import around, cells, empty, long, names, pairs, pathologies, several, wide
from tests.workbooks.gallery import Workbook

GALLERY: tuple[Workbook, ...] = tuple(
    workbook
    for module in (long, wide, around, pairs, empty, several, names, cells, pathologies)
    for workbook in module.SHELF
)
"""All of them."""
