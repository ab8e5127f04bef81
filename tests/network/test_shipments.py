"""Shipments: their units, their moments, and the order book that holds them."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import make

from landbridge.network.cargo import CargoClass
from landbridge.network.errors import DatasetError, QuestionError
from landbridge.network.limits import Limits
from landbridge.network.network import Network
from landbridge.network.read import dataset_folder, load, read_orders
from landbridge.network.shipment import LoadKind, OrderBook, Shipment
from landbridge.network.terminal import Terminal

CHONGQING = make(Terminal, id="CQ", timezone="Asia/Shanghai")
BERLIN = make(Terminal, id="BER", country="DE", timezone="Europe/Berlin")
LINE = {"origin": "CQ", "destination": "BER"}


def shipment(**fields: object) -> Shipment:
    """Make a shipment of one 40-foot box, unless told otherwise."""
    return make(Shipment, id="S", **LINE, **fields)


@pytest.mark.parametrize(
    ("boxes_40ft", "boxes_20ft", "kind", "units", "teu", "size_teu"),
    [
        (3, 0, LoadKind.BOX_40FT, 3, 2, 2.0),
        (0, 2, LoadKind.BOX_20FT, 2, 1, 1.0),
        (0, 0, LoadKind.LOOSE, 1, 0, 2.4),
    ],
)
def test_a_unit_is_a_box_or_the_whole(
    boxes_40ft: int, boxes_20ft: int, kind: LoadKind, units: int, teu: int, size_teu: float
) -> None:
    order = shipment(boxes_40ft=boxes_40ft, boxes_20ft=boxes_20ft, kg=12_000, m3=60)
    unit = order.unit(make(CargoClass))
    assert (unit.kind, order.num_units, unit.teu, unit.size_teu) == (kind, units, teu, size_teu)
    assert (unit.kg, unit.m3) == (12_000 / units, 60 / units)


def test_only_boxes_are_reefers() -> None:
    chilled = make(CargoClass, id="cold", temperature="chill")
    assert shipment().unit(chilled).is_reefer
    assert not shipment(boxes_40ft=0).unit(chilled).is_reefer
    assert not shipment().unit(make(CargoClass)).is_reefer


def test_ready_at_eight_at_the_origin_and_due_at_midnight_at_the_destination() -> None:
    order = shipment(ready="2025-10-25", due="2025-10-26")
    assert order.ready_at(CHONGQING) == datetime(2025, 10, 25, 0, 0, tzinfo=UTC)
    assert order.due_at(BERLIN) == datetime(2025, 10, 26, 22, 59, tzinfo=UTC)  # winter time
    assert shipment(due="2025-10-25").due_at(BERLIN) == datetime(2025, 10, 25, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("delivered_at", "days"),
    [
        (datetime(2025, 11, 1, 12, tzinfo=UTC), 0),
        (datetime(2025, 11, 10, 22, 59, tzinfo=UTC), 0),
        (datetime(2025, 11, 10, 23, 0, tzinfo=UTC), 1),
        (datetime(2025, 11, 12, 23, 0, tzinfo=UTC), 3),
    ],
)
def test_days_late_are_calendar_days_at_the_destination(delivered_at: datetime, days: int) -> None:
    assert shipment(due="2025-11-10").days_late(delivered_at, BERLIN) == days


def test_an_order_book_keeps_the_order_of_the_file(toy: Network) -> None:
    assert list(toy.orders) == ["T1", "T2", "T3", "T4", "T5", "T6"]
    assert repr(toy.orders) == "OrderBook(6 shipments)"


def test_an_order_book_holds_each_order_once() -> None:
    with pytest.raises(QuestionError, match=r"order S: found 'S' twice; expected each order once"):
        OrderBook([shipment(), shipment(kg=5)])


def test_a_network_takes_another_order_book(toy: Network) -> None:
    heavier = toy.orders["T1"].model_copy(update={"kg": 40_000.0})
    other = toy.with_orders([heavier])
    assert list(other.orders) == ["T1"]
    assert other.orders["T1"].kg == 40_000
    assert len(toy.orders) == 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"origin": "WORK"}, r"order T1, column origin: .*did you mean WORKS"),
        ({"cargo_class": "gold"}, r"order T1, column cargo_class: found unknown id 'gold'"),
        ({"destination": "WORKS"}, r"order T1, column destination: .*which is the origin"),
    ],
)
def test_an_order_book_that_does_not_fit_is_refused(
    toy: Network, change: dict[str, str], message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        toy.with_orders([toy.orders["T1"].model_copy(update=change)])


LIMIT_COLUMNS = ("max_parts", "on_time_probability")
LIMIT_CELLS = [("max_parts", "0"), ("max_parts", "1.5"), ("on_time_probability", "1.01")]


def read_with(folder: Path, **cells: str) -> OrderBook:
    """Read the first order of the toy with these limits of its own, and no column for others."""
    toy = load("toy")
    with (dataset_folder("toy") / "orders.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    own = {name: cell for name, cell in row.items() if name not in LIMIT_COLUMNS} | cells
    path = folder / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, own)
        writer.writeheader()
        writer.writerow(own)
    return read_orders(path, toy)


def test_an_order_may_have_limits_of_its_own(tmp_path: Path) -> None:
    plain = load("toy").orders["T1"]
    assert (plain.max_parts, plain.on_time_probability) == (None, None)
    order = read_with(tmp_path, max_parts="1", on_time_probability="0.9")["T1"]
    limits = Limits(max_parts=3, on_time_probability=0.5)
    assert (limits.most_parts(order), limits.sure(order)) == (1, 0.9)
    assert (limits.most_parts(plain), limits.sure(plain)) == (3, 0.5)
    assert read_with(tmp_path, max_parts="")["T1"] == plain


@pytest.mark.parametrize(("column", "cell"), LIMIT_CELLS)
def test_limits_that_no_order_can_have_are_mistakes(tmp_path: Path, column: str, cell: str) -> None:
    with pytest.raises(DatasetError, match=f"row 2, column {column}: found '{cell}'"):
        read_with(tmp_path, **{column: cell})
