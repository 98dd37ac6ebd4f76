"""What every kind of entry rests on: the database and its tables, opened and upgraded, and the stamp of each row."""
