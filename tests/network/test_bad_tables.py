"""Tables that are well written but cannot all be true."""

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.errors import DatasetError
from landbridge.network.read import load


def only_mistake(dataset: DatasetCopy) -> str:
    """Load the dataset and return its one mistake as a line."""
    with pytest.raises(DatasetError, match=r"found .+; expected ") as caught:
        load(dataset.folder)
    [mistake] = caught.value.mistakes
    return str(mistake)


@pytest.mark.parametrize(
    ("file", "column", "key"),
    [
        ("terminals.csv", "id", "'WORKS'"),
        ("links.csv", "id", "'RO1'"),
        ("services.csv", "id", "'TRUCK-YARD'"),
        ("calls.csv", "service_id+seq", "'TRUCK-YARD / 1'"),
        ("orders.csv", "id", "'T1'"),
        ("sources.csv", "key", "'toy'"),
        ("practices.csv", "id", "'pre_declaration'"),
        (
            "restrictions.csv",
            "cargo_class+mode+country_or_service+rule+from",
            "'batteries / rail / * / refuse / 2020-01-01'",
        ),
    ],
)
def test_a_row_that_stands_twice_is_named(
    dataset: DatasetCopy, file: str, column: str, key: str
) -> None:
    dataset.repeat(file, 2)
    row = len(dataset.read(file))
    with pytest.raises(DatasetError, match="again") as caught:
        load(dataset.folder)
    first = str(caught.value.mistakes[0])
    assert first == (
        f"{file} row {row}, column {column}: found {key} again; "
        "expected it once; it stands in row 2 already"
    )


ORDERS = [
    ("due", "2025-11-02", "found 2025-11-02, before ready 2025-11-03"),
    ("destination", "WORKS", "found 'WORKS', which is the origin; expected another terminal"),
    ("boxes_20ft", "3", "found 2 40ft and 3 20ft boxes; expected boxes of one size"),
    ("kg", "0", "found 0; expected more than 0"),
]


@pytest.mark.parametrize(("column", "cell", "message"), ORDERS)
def test_an_impossible_order_is_named(
    dataset: DatasetCopy, column: str, cell: str, message: str
) -> None:
    dataset.set("orders.csv", 2, column, cell)
    line = only_mistake(dataset)
    assert line.startswith(f"orders.csv row 2, column {column}: ")
    assert message in line


def test_an_order_without_quantity_is_named(dataset: DatasetCopy) -> None:
    dataset.set("orders.csv", 2, "boxes_40ft", "")
    dataset.set("orders.csv", 2, "kg", "0")
    assert only_mistake(dataset) == "orders.csv row 2, column kg: found 0; expected more than 0"


CALLS = [
    # row of calls.csv, column, cell, message
    (3, "link_id", "", "link_id: found nothing; expected a road link from WORKS to YARD"),
    (3, "link_id", "RO2", "found road link 'RO2' from WORKS to PORT; expected a road link from"),
    (9, "link_id", "SE1", "found sea link 'SE1' from PORT to HARBOUR; expected a rail link from"),
    (8, "link_id", "RA1", "found 'RA1' at the first call; expected nothing"),
    (8, "depart_offset_hours", "2", "found 2 h at the first call; expected 0"),
    (8, "arrive_offset_hours", "1", "found 1 h at the first call; expected 0"),
    (10, "arrive_offset_hours", "100", "found 100 h; expected not before 108 h"),
    (9, "depart_offset_hours", "90", "found 90 h; expected not before 96 h, when it arrives"),
    (10, "seq", "4", "found 4; expected 3: the calls of a service count from 1 without gaps"),
]


@pytest.mark.parametrize(("row", "column", "cell", "message"), CALLS)
def test_calls_that_do_not_match_are_named(
    dataset: DatasetCopy, row: int, column: str, cell: str, message: str
) -> None:
    dataset.set("calls.csv", row, column, cell)
    with pytest.raises(DatasetError, match=rf"calls\.csv row {row}, column") as caught:
        load(dataset.folder)
    assert any(message in str(mistake) for mistake in caught.value.mistakes)


def test_a_service_with_one_call_is_named(dataset: DatasetCopy) -> None:
    dataset.drop("calls.csv", 3)
    assert only_mistake(dataset) == (
        "services.csv row 2, column id: found 1 call(s) of service 'TRUCK-YARD' in calls.csv; "
        "expected at least two"
    )


def test_a_second_call_at_a_terminal_is_named(dataset: DatasetCopy) -> None:
    rows = dataset.read("links.csv")
    dataset.write("links.csv", [*rows, ["RO1R", "YARD", "WORKS", *rows[1][3:]]])
    rows = dataset.read("calls.csv")
    dataset.write("calls.csv", [*rows, ["TRUCK-YARD", "3", "WORKS", "RO1R", "2", "2", "no", "yes"]])
    assert "a second call of service 'TRUCK-YARD' at 'WORKS'" in only_mistake(dataset)


def test_a_link_to_where_it_starts_is_named(dataset: DatasetCopy) -> None:
    rows = dataset.read("links.csv")
    dataset.write("links.csv", [*rows, ["RO4", "CITY", "CITY", *rows[1][3:]]])
    assert only_mistake(dataset).startswith("links.csv row 8, column to: found 'CITY'")


@pytest.mark.parametrize("file", ["links.csv", "transfers.csv", "clearance.csv"])
def test_hours_out_of_order_are_named(dataset: DatasetCopy, file: str) -> None:
    dataset.set(file, 2, "hours_low", "900")
    assert f"{file} row 2, column hours_typical: found low 900, typical" in only_mistake(dataset)


def test_a_service_that_ends_before_it_begins_is_named(dataset: DatasetCopy) -> None:
    dataset.set("services.csv", 5, "valid_to", "2025-09-01")
    assert "found 2025-09-01, before valid_from 2025-10-01" in only_mistake(dataset)


@pytest.mark.parametrize(("row", "direction"), [(5, "export"), (6, "import")])
def test_clearance_needs_a_row_for_every_other_place(
    dataset: DatasetCopy, row: int, direction: str
) -> None:
    dataset.drop("clearance.csv", row)
    assert f"clearance.csv: found no default row for {direction}" in only_mistake(dataset)


def test_two_clearance_rows_that_hold_equally_are_named(dataset: DatasetCopy) -> None:
    rows = dataset.read("clearance.csv")
    dataset.write("clearance.csv", [*rows, ["XA", "green", "export", "goods;*", *rows[1][4:]]])
    assert "a second default row for export of '*' at 'XA'" in only_mistake(dataset)


def test_clearance_rows_of_named_regimes_may_stand_beside(dataset: DatasetCopy) -> None:
    rows = dataset.read("clearance.csv")
    dataset.write("clearance.csv", [*rows, ["XB", "air_import", *rows[4][2:]]])
    assert len(load(dataset.folder).clearance) == 6


def test_two_transfers_that_hold_equally_are_named(dataset: DatasetCopy) -> None:
    rows = dataset.read("transfers.csv")
    dataset.write("transfers.csv", [*rows, [*rows[1][:-1], "XA;*"]])
    assert "a second row from origin to road for '*'" in only_mistake(dataset)


def test_every_mode_needs_one_emission_factor(dataset: DatasetCopy) -> None:
    dataset.drop("emissions.csv", 3)
    assert "found 0 default rows for rail; expected one" in only_mistake(dataset)


def test_a_mode_has_no_more_than_one_emission_factor(dataset: DatasetCopy) -> None:
    rows = dataset.read("emissions.csv")
    dataset.write("emissions.csv", [*rows, ["rail", "diesel", *rows[2][2:]]])
    assert "found 2 default rows for rail; expected one" in only_mistake(dataset)


def test_a_weight_rule_needs_its_limit(dataset: DatasetCopy) -> None:
    dataset.set("restrictions.csv", 2, "rule", "cargo_per_40ft")
    assert "column limit_kg: found nothing; expected a limit" in only_mistake(dataset)


def test_a_rule_without_weight_has_no_limit(dataset: DatasetCopy) -> None:
    dataset.set("restrictions.csv", 2, "limit_kg", "100")
    assert "column limit_kg: found 100; expected a limit" in only_mistake(dataset)
