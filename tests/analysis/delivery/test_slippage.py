from __future__ import annotations

from sendkpi.analysis.delivery.slippage import describe_slippage, slippage, slips
from tests.delivery import action, done, judged, milestone, plan_of, put_off, recurring

STEPS = [milestone(f"1.1{letter}", "2022-02") for letter in "abcd"]
PLAN = plan_of(*STEPS, milestone("1.1e", None, "2022-02"), recurring("1.1f"))


def test_nothing_moved_says_so():
    assert describe_slippage(judged(PLAN)) == (
        "None of the 4 milestones published with a month and done once was put off or done late."
    )


def test_what_was_done_late_and_what_was_put_off_are_told_with_their_months():
    rows = judged(
        PLAN, done("1.1a", 2022, 2, 28), done("1.1b", 2022, 3, 1), done("1.1c", 2022, 6, 2), put_off("1.1d", "2022-08")
    )
    assert describe_slippage(rows) == (
        "Of the 4 milestones published with a month and done once, 2 were done late and 1 was put off to a later "
        "month: by 4 months in the middle (median) and 6 at most."
    )


def test_one_month_late_is_told_plainly():
    assert describe_slippage(judged(PLAN, done("1.1a", 2022, 3, 31))).endswith("1 was done late: by 1 month.")


def test_one_put_off_and_then_done_slipped_to_the_day_that_it_was_done():
    rows = judged(PLAN, put_off("1.1a", "2022-08"), done("1.1a", 2022, 4, 10))
    assert slips(rows).set_index("milestone")["slip"]["1.1a"] == 2


def test_one_that_is_overdue_and_was_not_put_off_has_no_slip_yet():
    assert slips(judged(PLAN))["slip"].sum() == 0


def test_each_area_has_its_row():
    plan = plan_of(*STEPS, milestone("2.1a", "2022-03"), actions=(action("1.1"), action("2.1", area="WSOA 2")))
    rows = judged(plan, done("1.1a", 2022, 1, 5), done("1.1b", 2022, 4, 5), put_off("1.1c", "2022-05"))
    first, second = slippage(rows, "area").to_dict("records")
    assert first == {"name": "WSOA 1", "dated": 4, "on_time": 1, "put_off": 1, "late": 1, "median": 2.5, "most": 3.0}
    assert (second["name"], second["dated"], second["late"]) == ("WSOA 2", 1, 0)


def test_milestones_without_a_month_are_not_asked():
    only = plan_of(milestone("1.1e", None, "2022-02"))
    assert describe_slippage(judged(only)) == "None of these milestones was published with a month to be done by."
