"""The page to explore the figures."""
