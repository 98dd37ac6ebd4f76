"""The month's file: a template out, filled workbooks in, a receipt."""

from sendkpi.views.frame import headings, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.submit import page, receipt

viewer = require(Role.OFFICER)
headings.show_submit_head(positions.source())
plan, own = positions.own_position()

receipt.show_receipt(plan)
page.show_template(plan, own)
page.show_upload(viewer, plan, own)
