"""The frame of every command: how it is found, what its options share, where it reads and how it answers."""
