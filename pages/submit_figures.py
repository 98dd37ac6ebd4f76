"""The month's file: a template out, a filled workbook in, a receipt."""

from sendkpi.views import figures, heads, submission
from sendkpi.views.who import Role, require

viewer = require(Role.OFFICER)
heads.show_submit_head(figures.source())
plan, own = figures.own_position()

submission.show_receipt(plan)
submission.show_template(plan, own)
examined = submission.show_upload(plan, own)
if examined is not None and submission.show_examined(plan, examined):
    submission.show_confirmation(viewer, examined)
