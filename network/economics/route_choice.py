"""Route choice below mode choice: what a way costs that has several routes.

The lower level of a nested logit (Train, Discrete Choice Methods with Simulation, 2nd ed.,
chapter 4). Within a way route r has the share exp(-mu g_r) / sum, and the way costs
G = -ln(sum exp(-mu g_r)) / mu, never more than its cheapest route. With mu equal to theta the
routes of all ways compete alike; as mu grows only the cheapest route of a way is used. Below
theta the model contradicts itself: a route that gets cheaper could take share from its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum, log

from ..errors import Mistake, QuestionError
from .break_even import positive
from .logit import logit_shares


def nest_cost(costs: Mapping[str, float], *, route_theta: float | None) -> float:
    """Return what a way costs with all its routes.

    Parameters
    ----------
    costs
        Generalised cost of each route.
    route_theta
        How sharply shippers choose between them, per unit of the costs; None = all take the
        cheapest.
    """
    least = min(costs.values())
    if route_theta is None:
        return least
    return least - log(fsum(exp(-route_theta * (c - least)) for c in costs.values())) / route_theta


def route_shares(costs: Mapping[str, float], *, route_theta: float | None) -> dict[str, float]:
    """Return the share of each route within its way; the first of equals takes all without theta.

    Parameters
    ----------
    costs, route_theta
        As `nest_cost` takes them.
    """
    if route_theta is None:
        best = min(costs, key=costs.__getitem__)
        return {route: float(route == best) for route in costs}
    return logit_shares(costs, theta=route_theta)


def check_thetas(theta: float, route_theta: float | None) -> None:
    """Refuse values that are not positive, and routes chosen less sharply than ways.

    Raises
    ------
    QuestionError
        One is not positive, or the second is less than the first.
    """
    positive(theta, "theta")
    if route_theta is None:
        return
    positive(route_theta, "route theta")
    if route_theta < theta:
        expected = f"at least {theta:g}, the theta of the ways, or none"
        raise QuestionError(
            [Mistake(place="route theta", found=f"{route_theta:g}", expected=expected)]
        )
