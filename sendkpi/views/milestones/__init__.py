"""The Milestones page."""
