"""What the rows of a table report, and every fault in them."""
