"""The same jobs from a terminal: `python -m sendkpi …`.

Exit 0 is done or accepted, 1 a refused input (one line for each reason on stderr), 2 a wrong call.
Each module here holds the commands of one kind; `frame.catalogue` lists them all, and `frame.run` imports the one that
is called.
"""

from sendkpi.cli.frame.run import main

__all__ = ["main"]
