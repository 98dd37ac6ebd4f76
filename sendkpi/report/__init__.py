"""What leaves the product as files: papers, and tables as CSV and as accessible workbooks."""

from sendkpi.report.tables import as_csv, as_workbook, csv_text, heading, plain_rows

__all__ = ["as_csv", "as_workbook", "csv_text", "heading", "plain_rows"]
