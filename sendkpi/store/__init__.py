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
from sendkpi.store.agreed_changes import add_measure, agree, annotate, answer, plan_as_at, rebase
from sendkpi.store.base.database import connect, exists
from sendkpi.store.base.dated import newest
from sendkpi.store.base.migrations import REVISION
from sendkpi.store.base.stamps import is_ahead, moment_of
from sendkpi.store.board import enter
from sendkpi.store.delivery import replay_milestones, reported, update_milestone, update_recommendation
from sendkpi.store.health import check_health, correct_moments
from sendkpi.store.layouts import KeptLayout, find_layout, forget_layout, keep_layout, kept_layouts, layouts
from sendkpi.store.papers import issue, issued, issued_paper
from sendkpi.store.reading import begun, destroyed, loaded, original, version
from sendkpi.store.releases import load_release
from sendkpi.store.snapshot import record
from sendkpi.store.writing import purge, submit, withdraw
