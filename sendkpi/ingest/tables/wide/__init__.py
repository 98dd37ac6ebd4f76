"""A table with its months across: its headings, its labels, its rows."""
