"""An area's page."""
