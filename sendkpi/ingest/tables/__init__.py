"""Finding the tables in a sheet: long, wide, of delivery; their headings and fingerprints."""
