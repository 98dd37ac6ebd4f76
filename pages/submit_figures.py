"""The month's file: a template out, a filled workbook in, a receipt."""

from sendkpi.views.frame import headings, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.submit import page

viewer = require(Role.OFFICER)
headings.show_submit_head(positions.source())
plan, own = positions.own_position()

page.show_receipt(plan)
page.show_template(plan, own)
examined = page.show_upload(plan, own)
if examined is not None and page.show_examined(plan, examined):
    page.show_confirmation(viewer, examined)
