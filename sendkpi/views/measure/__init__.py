"""A measure's page."""
