"""Follow the cargo from the moment it is ready, with nothing but the tables and the departures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..cargo import CargoClass
from ..handling import DESTINATION, ORIGIN, Clearance, ClearanceMetric, Direction, Transfer
from ..network import Network
from ..row import Grade, Mode
from ..shipment import Shipment
from ..terminal import Terminal
from .exact import exact, minutes
from .journey import Journey, Load, Ride, Stay, TimedRide, is_kept_cool, load_kind, num_units
from .lookup import RIVER_SEA, Tables
from .opening import opening
from .timetable import first_departure, local_date
from .violation import Checked, Rule, Violation

READY_TIME = time(8, 0)


def retime(
    tables: Tables, shipment: Shipment, rides: tuple[Ride, ...], where: str
) -> Checked[Journey]:
    """Return the journey over the given rides, or None where a transfer does not exist."""
    network = tables.network
    cargo = network.cargo_classes[shipment.cargo_class]
    terminals = _terminals(network, shipment, rides)
    modes = (ORIGIN, *(ride.service.mode.value for ride in rides), DESTINATION)
    now = _ready_at(shipment, terminals[0])
    stays: list[Stay] = []
    timed: list[TimedRide] = []
    for position, terminal in enumerate(terminals):
        transfer = tables.transfer(terminal, modes[position], modes[position + 1])
        if transfer is None:
            yield _no_transfer(where, terminal, modes[position], modes[position + 1])
            return None
        clearance = _clearance(tables, shipment, rides, position, terminal)
        change = modes[position], modes[position + 1]
        stay = _stay(network, terminal, transfer, clearance, change, now)
        stays.append(stay)
        if position < len(rides):
            timed.append(_ride(network, rides[position], stay.ends_at))
            now = timed[-1].arrives_at
    delivered_on = local_date(stays[-1].ends_at, terminals[-1])
    load = _load(shipment, cargo)
    return Journey(shipment, cargo, load, tuple(timed), tuple(stays), delivered_on)


def _terminals(
    network: Network, shipment: Shipment, rides: tuple[Ride, ...]
) -> tuple[Terminal, ...]:
    ids = (shipment.origin, *(ride.unload.terminal_id for ride in rides))
    return tuple(network.terminals[terminal_id] for terminal_id in ids)


def _ready_at(shipment: Shipment, origin: Terminal) -> datetime:
    local = datetime.combine(shipment.ready, READY_TIME, ZoneInfo(origin.timezone))
    return local.astimezone(UTC)


def _load(shipment: Shipment, cargo: CargoClass) -> Load:
    units = num_units(shipment)
    boxed = shipment.boxes_40ft + shipment.boxes_20ft > 0
    return Load(
        kind=load_kind(shipment),
        kg=exact(shipment.kg) / units,
        m3=exact(shipment.m3) / units,
        is_reefer=boxed and is_kept_cool(cargo),
    )


def _ride(network: Network, ride: Ride, handled_at: datetime) -> TimedRide:
    leaves = minutes(ride.load.depart_offset_hours)
    arrives = minutes(ride.unload.arrive_offset_hours)
    if ride.is_on_demand:
        start = handled_at - timedelta(minutes=leaves)
    else:
        first = network.terminals[network.calls[ride.service.id][0].terminal_id]
        start = first_departure(ride.service, ride.day, first)
    departs_at = start + timedelta(minutes=leaves)
    arrives_at = start + timedelta(minutes=arrives)
    loaded_on = local_date(departs_at, network.terminals[ride.load.terminal_id])
    return TimedRide(ride, departs_at, arrives_at, loaded_on)


def _stay(
    network: Network,
    terminal: Terminal,
    transfer: Transfer,
    clearance: Clearance | None,
    modes: tuple[str, str],
    starts_at: datetime,
) -> Stay:
    begins = opening(network, terminal.calendar, terminal, starts_at)
    done = begins + timedelta(minutes=minutes(transfer.hours_typical))
    ends_at = done
    if clearance is not None:
        ends_at = _cleared(network, terminal, clearance, starts_at, done)
    grades = frozenset(_grades(network, terminal, transfer, clearance))
    extra = (ends_at - done) // timedelta(minutes=1)
    return Stay(terminal, *modes, transfer, clearance, extra, grades, starts_at, ends_at)


def _cleared(
    network: Network, terminal: Terminal, clearance: Clearance, arrived: datetime, done: datetime
) -> datetime:
    """Return when cargo is done at the terminal and cleared (12, 13, 34)."""
    takes = timedelta(minutes=minutes(clearance.hours_typical))
    if clearance.metric is ClearanceMetric.OVERALL and clearance.regime != RIVER_SEA:
        return max(done, opening(network, clearance.calendar, terminal, arrived) + takes)
    return opening(network, clearance.calendar, terminal, done) + takes


def _grades(
    network: Network, terminal: Terminal, transfer: Transfer, clearance: Clearance | None
) -> Iterator[Grade]:
    """Yield the grades of the rows behind the time of a handling (25, 36)."""
    yield transfer.grade
    if clearance is not None:
        yield clearance.grade
    calendars = (terminal.calendar, clearance.calendar if clearance else None)
    yield from (row.grade for row in network.opening_hours if row.id in calendars)


def _clearance(
    tables: Tables,
    shipment: Shipment,
    rides: tuple[Ride, ...],
    position: int,
    terminal: Terminal,
) -> Clearance | None:
    """Return the clearance row of a handling, or None where cargo is not cleared (10, 11, 13)."""
    if 0 < position < len(rides):
        change = (rides[position - 1].service.mode, rides[position].service.mode)
        if change != (Mode.RIVER, Mode.SEA):
            return None
        return tables.river_sea(terminal, shipment.cargo_class)
    ends = (tables.network.terminals[name] for name in (shipment.origin, shipment.destination))
    if len({end.country for end in ends}) == 1:
        return None
    direction = Direction.EXPORT if position == 0 else Direction.IMPORT
    return tables.clearance(terminal, direction, shipment.cargo_class, flew=_flew(rides))


def _flew(rides: tuple[Ride, ...]) -> bool:
    """Tell whether the last leg that is not drayage flew (11)."""
    main = [ride for ride in rides if not ride.is_on_demand]
    return bool(main) and main[-1].is_air


def _no_transfer(where: str, terminal: Terminal, from_mode: str, to_mode: str) -> Violation:
    return Violation(
        rule=Rule.TRANSFER,
        where=f"{where}, handling at {terminal.id}",
        found=f"from {from_mode} to {to_mode}",
        expected="a change with a row in transfers.csv",
    )
