"""How people write texts, figures, months, names and headings."""
