"""What was promised: areas, measures, targets, actions, milestones, recommendations."""

from sendkpi.plan.current import read_current
from sendkpi.plan.read import read
from sendkpi.plan.whole import Plan
