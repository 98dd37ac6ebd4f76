"""The process chart of one measure, and its words."""
