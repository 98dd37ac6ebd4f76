"""A plan says what was promised, extracts say what happened, the analysis holds one against the other."""
