"""What moved: between two positions, by a restatement, by a submission, by agreement."""
