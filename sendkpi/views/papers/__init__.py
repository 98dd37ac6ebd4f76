"""The page of papers."""
