"""A workbook in, checked rows or problems by cell out; and the empty workbook that officers fill."""

from sendkpi.ingest.read import read_workbook
from sendkpi.ingest.template import template

__all__ = ["read_workbook", "template"]
