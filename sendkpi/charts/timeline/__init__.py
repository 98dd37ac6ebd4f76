"""The line of time of milestones, and its words."""
