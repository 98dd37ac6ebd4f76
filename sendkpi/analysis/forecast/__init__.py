"""Where a series is heading: a level with its interval, the chance of a target, or silence with its reason."""
