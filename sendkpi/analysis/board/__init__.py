"""The board's business on a day."""
