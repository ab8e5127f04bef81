"""Plan freight over multimodal corridors out of Chongqing.

>>> import landbridge as lb
>>> network = lb.load("chongqing")
>>> answer = lb.routes(network, network.orders["O001"])
>>> plan = lb.plan(network)
>>> lb.draw_plan(network, plan).save("plan.html")

Every name is imported from its home when it is first used, so that importing the
package loads no solver and no drawing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .maps import (
        PlanMap,
        draw_comparison,
        draw_plan,
        draw_print_comparison,
        draw_print_map,
        draw_reach,
        draw_route,
        draw_stress,
    )
    from .maps.brief.make import Brief, brief
    from .network.additions import Addition, additions_of
    from .network.booked import Booked, booked, booked_before
    from .network.calendar_file import plan_calendar
    from .network.closures import Closure, Failure, FailureKind, StressReport
    from .network.demand_table import read_demand
    from .network.disruptions import Disruption, read_disruptions
    from .network.economics.forecast import Forecast, ShareModel
    from .network.economics.logit import logit_constants, logit_shares
    from .network.economics.observed import observed_market
    from .network.errors import (
        DatasetError,
        InputError,
        LandbridgeError,
        NoPlanError,
        QuestionError,
        ScenarioError,
        VerificationError,
    )
    from .network.exchange_rates import exchange_rate
    from .network.exports.plan_export import export_plan
    from .network.exports.plan_schema import plan_schema
    from .network.fixed_charge import FixedChargePlan
    from .network.frontier import Frontier, NamedPlan
    from .network.limits import Aim, Goal, ShareLimit, Tag, TagKind
    from .network.multicommodity import FixedChargeProblem, FlowPath, FlowPlan, FlowProblem
    from .network.network import Network
    from .network.order_exceptions import exceptions
    from .network.places import find_place
    from .network.plan import Lateness, Limits, Objective, Plan
    from .network.plan_comparison import PlanComparison
    from .network.plan_difference import plan_difference
    from .network.plan_files import read_plan
    from .network.plan_prices import PlanPrices
    from .network.plan_punctuality import PlanPunctuality
    from .network.plan_risk import PlanRisk
    from .network.practices_explained import explain_terminal
    from .network.practices_register import practice_register
    from .network.reach import Reach, ReachWays
    from .network.read import load, read_orders
    from .network.repairs import Shortfall
    from .network.route import Route
    from .network.shipment import OrderBook, Shipment
    from .network.slot_book import SlotBooking, slot_book
    from .network.summary import Summary, summarise
    from .network.sweeps.case import Sweep
    from .network.sweeps.digest import SweepQuestion
    from .network.sweeps.tornado import tornado
    from .network.term_files import read_terms
    from .network.terms import Terms
    from .network.verify import Violation, verify
    from .optimizer.batch import routes_of_many
    from .optimizer.comparison import compare_modes
    from .optimizer.design.choose import Design, choose_additions
    from .optimizer.design.gateway import Gateway
    from .optimizer.design.levels import Levels, Lever
    from .optimizer.design.region import break_even, winning_region
    from .optimizer.design.threshold import Threshold
    from .optimizer.design.yearly_cost import BookDemand
    from .optimizer.fixed_charge.solve import solve_fixed_charge
    from .optimizer.flow.solve import FlowProgress, solve_flow
    from .optimizer.forecast import forecast_shares
    from .optimizer.own_route import price_route
    from .optimizer.plan import Effort, plan
    from .optimizer.plan_comparison import compare_plans
    from .optimizer.planner import Planner
    from .optimizer.reach import reach
    from .optimizer.reach_ways import reach_ways
    from .optimizer.route_set import RouteSet
    from .optimizer.routes import routes
    from .optimizer.stress.draw_risk import plan_risk
    from .optimizer.stress.joint_model import RiskAim
    from .optimizer.stress.punctuality import plan_punctuality
    from .optimizer.stress.robust_booking import robust_plan
    from .optimizer.stress.robust_mix import RobustMix, robust_mix
    from .optimizer.stress.robust_plan import Future, RobustChoice, robust_choice
    from .optimizer.stress.stress_test import stress
    from .optimizer.sweep.run import run_sweep
    from .optimizer.whole_flow.solve import solve_whole_flow
    from .optimizer.why_not import why_not

__version__ = "0.1.0"

_HOMES = {
    "Addition": "network.additions",
    "Aim": "network.limits",
    "BookDemand": "optimizer.design.yearly_cost",
    "Booked": "network.booked",
    "Brief": "maps.brief.make",
    "Closure": "network.closures",
    "DatasetError": "network.errors",
    "Design": "optimizer.design.choose",
    "Disruption": "network.disruptions",
    "Effort": "optimizer.plan",
    "Failure": "network.closures",
    "FailureKind": "network.closures",
    "FixedChargePlan": "network.fixed_charge",
    "FixedChargeProblem": "network.multicommodity",
    "FlowPath": "network.multicommodity",
    "FlowPlan": "network.multicommodity",
    "FlowProblem": "network.multicommodity",
    "FlowProgress": "optimizer.flow.solve",
    "Forecast": "network.economics.forecast",
    "Frontier": "network.frontier",
    "Future": "optimizer.stress.robust_plan",
    "Gateway": "optimizer.design.gateway",
    "Goal": "network.limits",
    "InputError": "network.errors",
    "LandbridgeError": "network.errors",
    "Lateness": "network.plan",
    "Levels": "optimizer.design.levels",
    "Lever": "optimizer.design.levels",
    "Limits": "network.plan",
    "NamedPlan": "network.frontier",
    "Network": "network.network",
    "NoPlanError": "network.errors",
    "Objective": "network.plan",
    "OrderBook": "network.shipment",
    "Plan": "network.plan",
    "PlanComparison": "network.plan_comparison",
    "PlanMap": "maps",
    "PlanPrices": "network.plan_prices",
    "PlanPunctuality": "network.plan_punctuality",
    "PlanRisk": "network.plan_risk",
    "Planner": "optimizer.planner",
    "QuestionError": "network.errors",
    "Reach": "network.reach",
    "ReachWays": "network.reach",
    "RiskAim": "optimizer.stress.joint_model",
    "RobustChoice": "optimizer.stress.robust_plan",
    "RobustMix": "optimizer.stress.robust_mix",
    "Route": "network.route",
    "RouteSet": "optimizer.route_set",
    "ScenarioError": "network.errors",
    "ShareLimit": "network.limits",
    "ShareModel": "network.economics.forecast",
    "Shipment": "network.shipment",
    "Shortfall": "network.repairs",
    "SlotBooking": "network.slot_book",
    "StressReport": "network.closures",
    "Summary": "network.summary",
    "Sweep": "network.sweeps.case",
    "SweepQuestion": "network.sweeps.digest",
    "Tag": "network.limits",
    "TagKind": "network.limits",
    "Terms": "network.terms",
    "Threshold": "optimizer.design.threshold",
    "VerificationError": "network.errors",
    "Violation": "network.verify",
    "additions_of": "network.additions",
    "booked": "network.booked",
    "booked_before": "network.booked",
    "break_even": "optimizer.design.region",
    "brief": "maps.brief.make",
    "choose_additions": "optimizer.design.choose",
    "compare_modes": "optimizer.comparison",
    "compare_plans": "optimizer.plan_comparison",
    "draw_comparison": "maps",
    "draw_plan": "maps",
    "draw_print_comparison": "maps",
    "draw_print_map": "maps",
    "draw_reach": "maps",
    "draw_route": "maps",
    "draw_stress": "maps",
    "exceptions": "network.order_exceptions",
    "exchange_rate": "network.exchange_rates",
    "explain_terminal": "network.practices_explained",
    "export_plan": "network.exports.plan_export",
    "find_place": "network.places",
    "forecast_shares": "optimizer.forecast",
    "load": "network.read",
    "logit_constants": "network.economics.logit",
    "logit_shares": "network.economics.logit",
    "observed_market": "network.economics.observed",
    "plan": "optimizer.plan",
    "plan_calendar": "network.calendar_file",
    "plan_difference": "network.plan_difference",
    "plan_punctuality": "optimizer.stress.punctuality",
    "plan_risk": "optimizer.stress.draw_risk",
    "plan_schema": "network.exports.plan_schema",
    "practice_register": "network.practices_register",
    "price_route": "optimizer.own_route",
    "reach": "optimizer.reach",
    "reach_ways": "optimizer.reach_ways",
    "read_demand": "network.demand_table",
    "read_disruptions": "network.disruptions",
    "read_orders": "network.read",
    "read_plan": "network.plan_files",
    "read_terms": "network.term_files",
    "robust_choice": "optimizer.stress.robust_plan",
    "robust_mix": "optimizer.stress.robust_mix",
    "robust_plan": "optimizer.stress.robust_booking",
    "routes": "optimizer.routes",
    "routes_of_many": "optimizer.batch",
    "run_sweep": "optimizer.sweep.run",
    "slot_book": "network.slot_book",
    "solve_fixed_charge": "optimizer.fixed_charge.solve",
    "solve_flow": "optimizer.flow.solve",
    "solve_whole_flow": "optimizer.whole_flow.solve",
    "stress": "optimizer.stress.stress_test",
    "summarise": "network.summary",
    "tornado": "network.sweeps.tornado",
    "verify": "network.verify",
    "why_not": "optimizer.why_not",
    "winning_region": "optimizer.design.region",
}

__all__ = [
    "Addition",
    "Aim",
    "BookDemand",
    "Booked",
    "Brief",
    "Closure",
    "DatasetError",
    "Design",
    "Disruption",
    "Effort",
    "Failure",
    "FailureKind",
    "FixedChargePlan",
    "FixedChargeProblem",
    "FlowPath",
    "FlowPlan",
    "FlowProblem",
    "FlowProgress",
    "Forecast",
    "Frontier",
    "Future",
    "Gateway",
    "Goal",
    "InputError",
    "LandbridgeError",
    "Lateness",
    "Levels",
    "Lever",
    "Limits",
    "NamedPlan",
    "Network",
    "NoPlanError",
    "Objective",
    "OrderBook",
    "Plan",
    "PlanComparison",
    "PlanMap",
    "PlanPrices",
    "PlanPunctuality",
    "PlanRisk",
    "Planner",
    "QuestionError",
    "Reach",
    "ReachWays",
    "RiskAim",
    "RobustChoice",
    "RobustMix",
    "Route",
    "RouteSet",
    "ScenarioError",
    "ShareLimit",
    "ShareModel",
    "Shipment",
    "Shortfall",
    "SlotBooking",
    "StressReport",
    "Summary",
    "Sweep",
    "SweepQuestion",
    "Tag",
    "TagKind",
    "Terms",
    "Threshold",
    "VerificationError",
    "Violation",
    "additions_of",
    "booked",
    "booked_before",
    "break_even",
    "brief",
    "choose_additions",
    "compare_modes",
    "compare_plans",
    "draw_comparison",
    "draw_plan",
    "draw_print_comparison",
    "draw_print_map",
    "draw_reach",
    "draw_route",
    "draw_stress",
    "exceptions",
    "exchange_rate",
    "explain_terminal",
    "export_plan",
    "find_place",
    "forecast_shares",
    "load",
    "logit_constants",
    "logit_shares",
    "observed_market",
    "plan",
    "plan_calendar",
    "plan_difference",
    "plan_punctuality",
    "plan_risk",
    "plan_schema",
    "practice_register",
    "price_route",
    "reach",
    "reach_ways",
    "read_demand",
    "read_disruptions",
    "read_orders",
    "read_plan",
    "read_terms",
    "robust_choice",
    "robust_mix",
    "robust_plan",
    "routes",
    "routes_of_many",
    "run_sweep",
    "slot_book",
    "solve_fixed_charge",
    "solve_flow",
    "solve_whole_flow",
    "stress",
    "summarise",
    "tornado",
    "verify",
    "why_not",
    "winning_region",
]


def __getattr__(name: str) -> Any:
    """Import the module that defines a public name when the name is first used."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
