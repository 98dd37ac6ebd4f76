"""Milestones and recommendations held against the calendar."""
