"""The look of the pages."""
