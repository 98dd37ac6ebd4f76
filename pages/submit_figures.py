"""The month's file: a template out, a filled workbook in, a receipt."""

from sendkpi.views import figures, heads, submission
from sendkpi.views.plans import current_plan
from sendkpi.views.who import Role, require

viewer = require(Role.OFFICER)
plan = current_plan()
heads.show_submit_head(figures.source())
own = figures.own_source()

submission.show_receipt(plan)
submission.show_template(plan, own)
examined = submission.show_upload(plan, own)
if examined is not None and submission.show_examined(examined):
    submission.show_confirmation(viewer, examined)
