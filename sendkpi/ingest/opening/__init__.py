"""From bytes to sheets: the guard, the kind of file, the reader's process, the cells."""
