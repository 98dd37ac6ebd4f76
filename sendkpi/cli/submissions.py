"""Commands about what was recorded: list submissions, withdraw one, destroy the original of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sendkpi import store
from sendkpi.cli.frame.command import DONE, Command, listing
from sendkpi.cli.frame.output import as_json, say, say_json, say_table
from sendkpi.cli.frame.sources import record, required_store
from sendkpi.values import LONDON

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from sqlalchemy import Engine

FIELDS = ["id", "filename", "sha256", "received_on", "recorded_at", "recorded_by", "state", "rows"]
BROUGHT = ["milestones", "recommendations"]
"""Further fields of a submission's JSON: how many updates of either came with the figures."""
DESTROYED = ["destroyed_at", "destroyed_by", "destroyed_reason"]
"""The JSON fields of a destroyed original; null where the bytes are kept."""
_HASH_SHOWN = 12


def list_submissions(arguments: Namespace) -> int:
    """`submissions`: everything submitted by a day, oldest first, in the state it then had."""
    found = record(arguments.as_at).submissions
    if arguments.format == "json":
        say_json([_fields(submission) for submission in found])
    elif found:
        say_table((_shown(submission) for submission in found), [*FIELDS, "original"], right=("id", "rows"))
    else:
        say("Nothing was submitted yet.")
    return DONE


def _fields(submission: store.Submission) -> dict[str, object]:
    """A submission as JSON; moments in UTC."""
    destroyed = {name: value or None for name, value in as_json(submission, DESTROYED).items()}
    return as_json(submission, [*FIELDS, *BROUGHT]) | destroyed


def _shown(submission: store.Submission) -> list[str]:
    """A submission for people: London time, and enough of the hash to tell files apart."""
    shown = {
        "sha256": submission.sha256[:_HASH_SHOWN],
        "recorded_at": f"{submission.recorded_at.astimezone(LONDON):%Y-%m-%d %H:%M}",
    }
    known = [shown.get(name, str(getattr(submission, name))) for name in FIELDS]
    return [*known, submission.destruction or "kept"]


def _options(who: str, why: str) -> Callable[[ArgumentParser], None]:
    """The options of a command that takes something of a submission away."""

    def add_options(parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, metavar="ID", help="the number of the submission")
        parser.add_argument("--by", required=True, metavar="NAME", help=who)
        parser.add_argument("--reason", required=True, metavar="TEXT", help=why)

    return add_options


def withdraw(arguments: Namespace) -> int:
    """`withdraw`: a submission no longer counts; the figures before it count again."""
    submission = store.withdraw(_store_of(arguments.id), arguments.id, by=arguments.by, reason=arguments.reason)
    say(f"Submission {submission.id} ({submission.filename}) is withdrawn.")
    return DONE


def _store_of(number: int) -> Engine:
    return required_store(f"There is no submission {number}: nothing was submitted yet.")


def purge(arguments: Namespace) -> int:
    """`purge`: the bytes of a submission's original are destroyed; its figures and its hash stay."""
    submission = store.purge(_store_of(arguments.id), arguments.id, by=arguments.by, reason=arguments.reason)
    say(
        f"The original of submission {submission.id} ({submission.filename}) is destroyed; its figures stay. "
        "Backups of the database may still hold it."
    )
    return DONE


COMMANDS = {
    "submissions": Command(listing("text", "json"), list_submissions),
    "withdraw": Command(_options("who withdraws", "why"), withdraw),
    "purge": Command(_options("who destroys the original", "why, without repeating what is in it"), purge),
}
