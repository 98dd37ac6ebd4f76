"""The Submissions page."""
