"""What the words beside figures say of them, read before any figure is: a table of targets looks like any other."""
