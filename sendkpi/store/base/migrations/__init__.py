"""The steps that bring a database in use to the tables of this revision, one module a step, run by `upgrading`.

A step is never changed once a release has it: it says what the tables were then, without `store.base.tables`. Each has
a small database in the tests that was made by the revision before.
"""

REVISION = "0003"
"""The revision of `store.base.tables`: the newest step."""
