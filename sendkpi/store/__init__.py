"""The database of what was reported, when and by whom: append-only, every reader as at any moment.

Nothing is updated in place and no figure is deleted: a correction is a newer row, a withdrawal is a
row that says so; `purge` alone destroys the bytes of an original. Functions take the engine that `connect` gives.
"""

from sendkpi.record.papers import Issued
from sendkpi.record.submissions import (
    Confirmation,
    Purge,
    State,
    Submission,
    already_loaded,
    confirmed_already,
    sent_again,
)
from sendkpi.store.agreed_changes import add_measure, agree, annotate, answer, changes, plan_as_at, rebase
from sendkpi.store.board import board, enter
from sendkpi.store.corrections import correct_moments
from sendkpi.store.database import connect, exists
from sendkpi.store.dated import newest
from sendkpi.store.delivery import replay_milestones, reported, update_milestone, update_recommendation
from sendkpi.store.health import check_health
from sendkpi.store.layouts import KeptLayout, find_layout, forget_layout, keep_layout, kept_layouts, layouts
from sendkpi.store.migrations import REVISION
from sendkpi.store.moments import is_ahead, moment_of
from sendkpi.store.papers import issue, issued, issued_paper
from sendkpi.store.purging import purge
from sendkpi.store.reading import destroyed, history, loaded, observations, original, submissions, version
from sendkpi.store.releases import load_release, released, releases
from sendkpi.store.snapshot import record
from sendkpi.store.writing import submit, withdraw
