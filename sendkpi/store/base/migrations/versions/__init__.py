"""The steps, oldest first: named by their number and what they bring."""
