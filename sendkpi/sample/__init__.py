"""The illustrative story of `data/sample/`, recorded as it would have been."""
