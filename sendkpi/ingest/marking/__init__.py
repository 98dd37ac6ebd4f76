"""An officer's own workbook, given back with its problems marked."""
