"""What was reported, beside what the plan promised: updates, board entries, extracts, and their rules."""
