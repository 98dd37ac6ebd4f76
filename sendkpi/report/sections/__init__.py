"""The sections of a paper, one file each: `sections(of)` answers what it holds of a subject."""
