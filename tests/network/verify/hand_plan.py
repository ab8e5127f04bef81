"""A plan over the small network, every figure worked out by hand."""

from datetime import UTC, date, datetime

from landbridge.network.plan import Assignment, Limits, Objective, Plan, Proof, Unserved
from landbridge.network.route import (
    Basis,
    Charge,
    CostPart,
    Departure,
    Handling,
    HandlingKind,
    Leg,
    Route,
)  # fmt: skip
from landbridge.network.row import Grade, Mode
from landbridge.network.shipment import LoadKind, LoadUnit, OrderBook

from .small_world import NETWORK, order

ORDERS = OrderBook([
    order("RAIL", "W-D", "machinery", boxes_40ft=2, kg=30000.5, m3=100, value_usd=100000,
          ready="2025-11-03", due="2025-11-20", late_usd_per_day=100, budget_usd=11430.08),
    order("BOAT", "P-H", "fruit", boxes_20ft=2, kg=40000, m3=60, value_usd=50000,
          ready="2025-11-03", due="2025-12-28", late_usd_per_day=90.5),
    order("AIR", "Q-F", "parcels", kg=900, m3=6, value_usd=20000, ready="2025-11-03",
          due="2025-11-05"),
    order("ROAD", "W-A", "machinery", kg=500, m3=1, value_usd=1000, ready="2025-11-04",
          due="2025-11-04"),
    order("BOXES", "W-D", "machinery", boxes_20ft=3, kg=9000, ready="2025-11-03",
          due="2025-11-04"),
    order("KILOS", "W-D", "machinery", kg=2500, ready="2025-11-03", due="2025-11-04"),
])  # fmt: skip


def at(text: str) -> datetime:
    """Read a moment in UTC such as `11-03 06:00`."""
    return datetime.fromisoformat(f"2025-{text}").replace(tzinfo=UTC)


def charge(part: CostPart, cents: int, assumed: int, basis: Basis = Basis.UNIT) -> Charge:
    return Charge(part=part, label="", basis=basis, amount_cents=cents, assumed_cents=assumed)


def fee(cents: int, assumed: int) -> Charge:
    return charge(CostPart.CLEARANCE, cents, assumed, Basis.DECLARATION)


def handling(
    terminal: str, change: str, start: str, end: str, *charges: Charge, rule=None, extra=0
) -> Handling:
    from_mode, to_mode = change.split("-")
    kinds = {"origin": HandlingKind.ORIGIN, "destination": HandlingKind.DESTINATION}
    return Handling(
        kind=kinds.get(from_mode, kinds.get(to_mode, HandlingKind.TRANSFER)),
        terminal_id=terminal, from_mode=from_mode, to_mode=to_mode, starts_at=at(start),
        ends_at=at(end), clearance_rule=rule, clearance_minutes=extra, charges=charges,
        grade=Grade.ASSUMPTION if any(c.assumed_cents for c in charges) else Grade.DERIVED,
    )  # fmt: skip


def leg(
    service: str, day: str, path: str, seqs: tuple[int, int], times: tuple[str, str],
    facts: tuple[float, int], *charges: Charge,
) -> Leg:  # fmt: skip
    """Make a leg; ``facts`` are its kilometres and grams of CO2e."""
    row = NETWORK.services[service]
    return Leg(
        departure=Departure(service_id=service, first_call_on=date.fromisoformat(f"2025-{day}")),
        corridor=row.corridor, mode=Mode(row.mode), from_terminal=path[0], to_terminal=path[1],
        load_seq=seqs[0], unload_seq=seqs[1], departs_at=at(times[0]), arrives_at=at(times[1]),
        distance_km=facts[0], co2e_g=facts[1], charges=charges, grade=row.grade,
        is_drayage=service == "TRUCK",
    )  # fmt: skip


HANDLING, HAUL, DRAYAGE = CostPart.HANDLING, CostPart.LINE_HAUL, CostPart.DRAYAGE

# Two 40ft boxes by truck and train; 30,000.5 kg / 2 = 15,000.25 kg in each.
RAIL = Route(
    shipment_id="RAIL",
    unit=LoadUnit(kind=LoadKind.BOX_40FT, kg=15000.25, m3=50, is_reefer=False),
    handlings=(
        # Ready 08:00 in Shanghai = 00:00 UTC. Origin by road 6 h; clearance overall 0.585 h is
        # shorter and adds nothing. 120 USD (assumption); fee 138 USD (sourced).
        handling("W", "origin-road", "11-03 00:00", "11-03 06:00", charge(HANDLING, 12000, 12000),
                 fee(13800, 0), rule="CN-CQ/general/export"),
        # Road to rail 3 h, 38 USD (derived).
        handling("A", "road-rail", "11-03 08:00", "11-03 11:00", charge(HANDLING, 3800, 0)),
        # 14 h in Germany + 24 h customs = 38 h. 440 USD (derived); fee 75 USD (assumption).
        handling("D", "rail-destination", "11-13 07:55", "11-14 21:55", charge(HANDLING, 44000, 0),
                 fee(7500, 7500), rule="DE/general/import", extra=1440),
    ),
    legs=(
        # On demand, 2 h. 100 km x 92 g x 15.00025 t = 138,002.3 g. 150 USD (assumption).
        leg("TRUCK", "11-03", "WA", (1, 2), ("11-03 06:00", "11-03 08:00"), (100, 138002),
            charge(DRAYAGE, 15000, 15000)),
        # Friday 7 Nov 09:40 in Shanghai = 01:40 UTC, two weeks after the week of 22 Oct.
        # 150.255 h = 9,015.3 min = 6 d 6 h 15. 7,000 km x 17.5 g x 15.00025 t = 1,837,530.6 g.
        # (2,000.50 + 2,500) x 1.08 = 4,860.54 USD; assumed 2,500 x 1.08 = 2,700 USD.
        leg("TRAIN", "11-07", "AD", (1, 3), ("11-07 01:40", "11-13 07:55"), (7000, 1837531),
            charge(HAUL, 486054, 270000)),
    ),
    ready_at=at("11-03 00:00"),
    delivered_at=at("11-14 21:55"),
    co2e_g=2029534,  # 138,002.3 + 1,837,530.6 + 3 handlings x 1,200 g x 15.00025 t = 54,000.9
    warnings=("TRAIN: dual-use checks",),
)  # fmt: skip

# Two reefer boxes of 20 ft and 20 t by barge and ship.
BOAT = Route(
    shipment_id="BOAT",
    unit=LoadUnit(kind=LoadKind.BOX_20FT, kg=20000, m3=30, is_reefer=True),
    handlings=(
        # 12 h + 1.5 h customs of the row for fruit. 129 USD, fee 160 USD (both assumption).
        handling("P", "origin-river", "11-03 00:00", "11-03 13:30", charge(HANDLING, 12900, 12900),
                 fee(16000, 16000), rule="CN-CQ/green_channel/export", extra=90),
        # River to sea at a seaport 24 h + 0.033 h = 1.98 min = 2 min. 41 USD (derived), no fee.
        handling("S", "river-sea", "11-10 02:00", "11-11 02:02", charge(HANDLING, 4100, 0),
                 rule="S/river_sea_transfer/transit", extra=2),
        # 36 h + 24 h = 60 h. 422 USD, fee 75 USD (both assumption).
        handling("H", "sea-destination", "12-27 16:00", "12-30 04:00",
                 charge(HANDLING, 42200, 42200), fee(7500, 7500), rule="DE/general/import",
                 extra=1440),
    ),
    legs=(
        # Thursday 6 Nov 06:00 in Shanghai; 100 h. 2,000 km x 30 g x 20 t = 1,200,000 g.
        # 180.25 USD + 100.50 USD for the reefer.
        leg("BARGE", "11-06", "PS", (1, 2), ("11-05 22:00", "11-10 02:00"), (2000, 1200000),
            charge(HAUL, 18025, 0), charge(HAUL, 10050, 0)),
        # Monday 17 Nov 12:00 in Shanghai; 972 h = 40 d 12 h. 20,000 km x 8.15 g x 20 t.
        # 834 x 1.1 = 917.40 USD, the factor an assumption; 800 USD for the reefer likewise.
        leg("SHIP", "11-17", "SH", (1, 2), ("11-17 04:00", "12-27 16:00"), (20000, 3260000),
            charge(HAUL, 91740, 91740), charge(HAUL, 80000, 80000)),
    ),
    ready_at=at("11-03 00:00"),
    delivered_at=at("12-30 04:00"),  # 30 Dec in Berlin, two days late
    co2e_g=4532000,  # 1,200,000 + 3,260,000 + 3 x 1,200 x 20
)  # fmt: skip

# 900 kg of parcels by air, chargeable as 6 m3 x 167 = 1,002 kg.
AIR = Route(
    shipment_id="AIR",
    unit=LoadUnit(kind=LoadKind.LOOSE, kg=900, m3=6, is_reefer=False),
    handlings=(
        # 10 h; 0.15 USD x 900 kg (assumption); fee 138 USD (sourced).
        handling("Q", "origin-air", "11-03 00:00", "11-03 10:00", charge(HANDLING, 13500, 13500),
                 fee(13800, 0), rule="CN-CQ/general/export"),
        # 9 h + 12 h of air_import. 0.14 USD x 900 kg (assumption); fee 75 USD (derived).
        handling("F", "air-destination", "11-04 02:48", "11-04 23:48",
                 charge(HANDLING, 12600, 12600), fee(7500, 0), rule="default/air_import/import",
                 extra=720),
    ),
    legs=(
        # 23:30 in Shanghai; 11.3 h = 678 min. 8,000 km x 600 g x 0.9 t. 4.10 USD x 1,002 kg.
        leg("PLANE", "11-03", "QF", (1, 2), ("11-03 15:30", "11-04 02:48"), (8000, 4320000),
            charge(HAUL, 410820, 410820)),
    ),
    ready_at=at("11-03 00:00"),
    delivered_at=at("11-04 23:48"),  # 5 Nov 00:48 in Berlin, in time
    co2e_g=4322160,  # 4,320,000 + 2 x 1,200 x 0.9
)  # fmt: skip

# 500 kg by truck inside the city: no clearance.
ROAD = Route(
    shipment_id="ROAD",
    unit=LoadUnit(kind=LoadKind.LOOSE, kg=500, m3=1, is_reefer=False),
    handlings=(
        handling("W", "origin-road", "11-04 00:00", "11-04 06:00", charge(HANDLING, 1500, 1500)),
        handling("A", "road-destination", "11-04 08:00", "11-04 12:00",
                 charge(HANDLING, 1000, 1000)),
    ),
    legs=(
        leg("TRUCK", "11-04", "WA", (1, 2), ("11-04 06:00", "11-04 08:00"), (100, 4600),
            charge(DRAYAGE, 1500, 1500)),
    ),
    ready_at=at("11-04 00:00"),
    delivered_at=at("11-04 12:00"),
    co2e_g=5800,  # 100 km x 92 g x 0.5 t + 2 x 1,200 x 0.5
)  # fmt: skip

# RAIL 2 x (120 + 150 + 38 + 4,860.54 + 440) + 138 + 75 = 11,430.08
# BOAT 2 x (129 + 280.75 + 41 + 1,717.40 + 422) + 160 + 75 = 5,415.30
# AIR 135 + 138 + 4,108.20 + 126 + 75 = 4,582.20; ROAD 15 + 15 + 10 = 40
FREIGHT_CENTS = 1143008 + 541530 + 458220 + 4000
LATENESS_CENTS = 18100  # BOAT 2 days x 90.50 USD
# RAIL 2 x 150 USD x 17,155 / 1,440 d = 2 x 1,786.98; BOAT 2 x 250 x 82,320 / 1,440 = 2 x 14,291.67
# AIR 400 x 2,868 / 1,440 = 796.67; ROAD 3 x 720 / 1,440 = 1.50
HOLDING_CENTS = 357396 + 2858334 + 79667 + 150

PLAN = Plan(
    network=NETWORK,
    orders=ORDERS,
    objective=Objective.FREIGHT,
    limits=Limits(budget_usd=FREIGHT_CENTS / 100, max_late_days=2),
    assignments=(
        Assignment(route=RAIL, units=2),
        Assignment(route=BOAT, units=2),
        Assignment(route=AIR, units=1),
        Assignment(route=ROAD, units=1),
    ),
    unserved=(
        Unserved(shipment_id="BOXES", units=3, reason="no room"),
        Unserved(shipment_id="KILOS", units=1, reason="no room"),
    ),
    proof=Proof(
        cost_cents=FREIGHT_CENTS + LATENESS_CENTS,
        bound_cents=FREIGHT_CENTS,
        unserved_teu=3.5,  # 3 boxes of 20 ft, and 2,500 kg / 5,000
        unserved_bound_teu=3.5,
        method="by hand",
        num_routes=4,
        num_rounds=0,
        seconds=0,
    ),
)
