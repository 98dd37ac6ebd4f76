"""The month's workbook that is sent out to be filled in."""
