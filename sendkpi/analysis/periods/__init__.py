"""What one period of a measure is: its grid, year to date, trajectory, rating and timeline."""
