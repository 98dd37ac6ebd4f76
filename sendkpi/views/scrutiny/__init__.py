"""The Scrutiny page."""
