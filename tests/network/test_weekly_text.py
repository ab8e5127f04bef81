"""A plan over weekly services as a person reads it."""

from datetime import timedelta

from small_schedules import MONDAY, order, schedule, service

from landbridge.network.weekly_schedule import (
    WeeklyCosts,
    WeeklyDeparture,
    WeeklyLeg,
    WeeklyPlan,
    WeeklyRoute,
    WeeklyRules,
)
from landbridge.network.weekly_text import weekly_text

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def test_legs_departures_and_costs_are_told():
    plan = WeeklyPlan(
        schedule=schedule([service("7", "A", "B")], [order("1", "A", "B")], A=1.0),
        rules=WeeklyRules(),
        routes=(
            WeeklyRoute(
                order_id="1",
                legs=(WeeklyLeg(service_id="7", departs_on=TUESDAY, arrives_on=WEDNESDAY),),
            ),
        ),
        departures=(
            WeeklyDeparture(service_id="7", departs_on=TUESDAY, order_ids=("1",), containers=1),
        ),
        costs=WeeklyCosts(transport=1100, warehouse=5, tax=0),
        bound=1105,
        method="by hand",
        seconds=0,
    )
    assert weekly_text(plan).splitlines() == [
        "1 order for 1,105.00, proven to cost at least 1,105.00",
        "  transport 1,100.00, warehouse 5.00, taxes and duties 0.00",
        "Order 1 (tea, 5), ready 2018-02-05, due 2018-02-12",
        "  2018-02-06 to 2018-02-07  truck 7, A - B, after 1 day of waiting",
        "Departures",
        "  Tue 2018-02-06  truck 7, A - B: 1 container for 1",
    ]
