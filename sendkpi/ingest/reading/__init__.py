"""A workbook read to its end: its tables, their lines, and what is said of what was passed over."""
