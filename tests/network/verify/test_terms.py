"""Commercial terms of a plan: what they cost by the verifier, and what they refuse.

The train of 7 November carries 4 TEU for 9,721.08 USD, the barge of the 6th and the ship of
the 17th 2 TEU each, for 561.50 and 3,434.80, and the plane of the 3rd 900 kg, or 0.18 TEU.
"""

from dataclasses import replace

import pytest

from landbridge.network import plan as plan_module
from landbridge.network.plan import Plan
from landbridge.network.row import Grade
from landbridge.network.term_costs import term_uses
from landbridge.network.terms import Charter, Contract, Surcharge, Terms, VolumeDiscount
from landbridge.network.verify import Rule, verify

from .changes import broken_rules
from .hand_plan import FREIGHT_CENTS, LATENESS_CENTS, PLAN

DAYS = {"first_day": "2025-11-01", "last_day": "2025-11-30"}


def under(terms: dict[str, object], more_cents: int, *, spare_cents: int = 0) -> Plan:
    """Return the plan under terms that cost so much more, with a budget that just suffices."""
    freight = FREIGHT_CENTS + more_cents
    return replace(
        PLAN,
        terms=Terms(**terms),
        limits=replace(PLAN.limits, budget_usd=(freight + spare_cents) / 100),
        proof=replace(PLAN.proof, cost_cents=freight + LATENESS_CENTS, bound_cents=0),
    )


def contract(**fields: object) -> dict[str, object]:
    plain = {"id": "C", "services": "TRAIN", "allotment_teu": 3} | DAYS
    return {"contracts": [Contract(**plain | fields)]}


def charter(**fields: object) -> dict[str, object]:
    return {"charters": [Charter(**{"id": "T", "services": "SHIP"} | DAYS | fields)]}


def discount(*tiers: dict[str, float], **fields: object) -> dict[str, object]:
    plain = {"id": "V", "services": "*", "kind": "all_unit", "tiers": tiers} | DAYS
    return {"discounts": [VolumeDiscount(**plain | fields)]}


def surcharge(**fields: object) -> dict[str, object]:
    return {"surcharges": [Surcharge(**{"id": "P", "modes": "rail"} | DAYS | fields)]}


TIERS = ({"from_teu": 1, "usd_per_teu": 10}, {"from_teu": 8, "usd_per_teu": 30})
NO_TRAIN = {"first_day": "2025-11-08", "last_day": "2025-11-20"}

SOUND = {
    "percent": (surcharge(percent=10, usd_per_teu=1.5), 97_211 + 600),
    "a day off": (surcharge(percent=10, first_day="2025-11-08"), 0),
    "mode and service": (surcharge(usd_per_teu=1, services="SHIP"), 0),
    "corridor": (surcharge(usd_per_teu=100, modes=(), corridors="c"), 41_800),
    "charter": (charter(usd_per_departure=999.99, least_teu=2), 99_999),
    "not run": (charter(usd_per_departure=999.99, services="TRAIN", **NO_TRAIN), 0),
    "all units": (discount(*TIERS), -8.18 * 3_000),
    "below a tier": (discount(*TIERS, modes="rail"), -4_000),
    "percent of all": (discount({"from_teu": 2, "percent": 50}, modes="river"), -28_075),
    "increment": (discount(*TIERS, kind="incremental"), -7_000 - 540),
    "allotment": (contract(discount_usd_per_teu=7), -2_100),
    "shortfall": (contract(least_teu=3, shortfall_usd_per_teu=11, **NO_TRAIN), 3_300),
    "refused": (contract(allotment_teu=4, discount_percent=50, overflow="refused"), -486_054),
    "each departure": (
        # Every second week: trains of 4, 7, 18 and 21 November, three of them without us.
        contract(least_teu=3, least_per="departure", shortfall_usd_per_teu=11), 3 * 3_300,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "more_cents"), SOUND.values(), ids=SOUND)
def test_terms_cost_what_they_say(terms, more_cents):
    assert verify(under(terms, round(more_cents))) == ()


@pytest.mark.parametrize(("terms", "more_cents"), SOUND.values(), ids=SOUND)
def test_a_plan_that_reckons_its_terms_wrongly_is_refused(monkeypatch, terms, more_cents):
    if not more_cents:
        pytest.skip("a term that costs nothing")
    plan = under(terms, round(more_cents))
    monkeypatch.setattr(plan_module, "cents_of", lambda _: {})
    assert {Rule.COST_PART} <= set(broken_rules(plan))


@pytest.mark.parametrize("off_cents", [-2, 2])
@pytest.mark.parametrize(("terms", "more_cents"), SOUND.values(), ids=SOUND)
def test_a_proof_that_leaves_terms_out_is_refused(terms, more_cents, off_cents):
    plan = under(terms, round(more_cents))
    proof = replace(plan.proof, cost_cents=plan.proof.cost_cents + off_cents)
    assert broken_rules(replace(plan, proof=proof)) == [Rule.COST]


@pytest.mark.parametrize("name", ["percent", "charter", "shortfall"])
def test_terms_count_in_the_budget_of_the_plan(name):
    terms, more_cents = SOUND[name]
    assert broken_rules(under(terms, more_cents, spare_cents=-1)) == [Rule.TOTAL_BUDGET]


REFUSED = {"allotment_teu": 3.9, "overflow": "refused"}
BROKEN = {
    "departure": (Rule.ALLOTMENT, under(contract(**REFUSED), 0)),
    "period": (
        Rule.ALLOTMENT,
        under(contract(**REFUSED, allotment_per="period", services=("TRAIN", "SHIP")), 0),
    ),
    "min fill": (Rule.MIN_FILL, under(charter(least_teu=2.1), 0)),
}


@pytest.mark.parametrize(("rule", "plan"), BROKEN.values(), ids=BROKEN)
def test_a_plan_keeps_to_what_terms_refuse(rule, plan):
    assert broken_rules(plan) == [rule]


def test_each_term_says_what_became_of_it():
    terms = Terms(**contract(discount_usd_per_teu=7, grade="sourced", source="offer of 1 Nov"))
    [use] = under(terms.model_dump(), -2_100).term_uses()
    assert (use.carried_teu, use.taken_teu, use.allotment_teu) == (4, 3, 12)
    assert use.grade is Grade.SOURCED
    [use] = term_uses(PLAN.network, Terms(**discount(*TIERS)), [])
    assert use.tier_teu is None
