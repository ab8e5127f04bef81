"""Every kind of bad cell in a table gets a message that names file, row and column."""

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.errors import DatasetError
from landbridge.network.read import load

BAD_CELLS = [
    # file, row, column, cell, found, expected (a part of it)
    ("links.csv", 2, "hours_typical", "-1", "'-1'", "greater than or equal to 0"),
    ("links.csv", 2, "hours_typical", "nan", "'nan'", "a finite number"),
    ("links.csv", 2, "hours_typical", "inf", "'inf'", "a finite number"),
    ("links.csv", 2, "hours_typical", "1e300", "'1e300'", "less than or equal to 100000"),
    ("links.csv", 2, "hours_typical", "soon", "'soon'", "a valid number"),
    ("links.csv", 2, "hours_typical", "", "nothing", "required"),
    ("links.csv", 2, "mode", "barge", "'barge'", "'rail', 'river', 'sea', 'air' or 'road'"),
    ("links.csv", 2, "status", "shut", "'shut'", "'open' or 'closed'"),
    ("cargo_classes.csv", 2, "density_kg_m3", "inf", "'inf'", "a finite number"),
    ("cargo_classes.csv", 2, "density_kg_m3", "0", "'0'", "greater than 0"),
    ("terminals.csv", 2, "id", "A B", "'A B'", "letters, digits"),
    ("terminals.csv", 2, "lat", "91", "'91'", "less than or equal to 90"),
    ("terminals.csv", 2, "lon", "nan", "'nan'", ""),
    ("terminals.csv", 2, "timezone", "Mars/Base", "'Mars/Base'", "IANA time zone"),
    ("terminals.csv", 2, "timezone", "../etc", "'../etc'", "IANA time zone"),
    ("terminals.csv", 2, "country", "China", "'China'", "like the pattern"),
    ("terminals.csv", 2, "open_24h", "1", "'1'", "yes or no"),
    ("services.csv", 2, "weekdays", "0", "'0'", "greater than or equal to 1"),
    ("services.csv", 2, "weekdays", "Mon", "'Mon'", "a valid integer"),
    ("services.csv", 2, "departure_local", "9:00", "'9:00'", "HH:MM"),
    ("services.csv", 2, "departure_local", "25:00", "'25:00'", "hour value is outside"),
    ("services.csv", 2, "valid_from", "01.10.2025", "'01.10.2025'", "YYYY-MM-DD"),
    ("services.csv", 2, "valid_from", "20251001", "'20251001'", "YYYY-MM-DD"),
    ("services.csv", 2, "interval_weeks", "0", "'0'", "greater than 0"),
    ("services.csv", 2, "reefer_plugs", "1.5", "'1.5'", "a valid integer"),
    ("orders.csv", 2, "ready", "2025-02-30", "'2025-02-30'", "day value is outside"),
    (
        "orders.csv",
        2,
        "ready",
        "9999-12-31",
        "'9999-12-31'",
        "a date from 1990-01-01 to 2199-12-31",
    ),
    ("orders.csv", 2, "boxes_40ft", "-1", "'-1'", "greater than or equal to 0"),
    ("orders.csv", 2, "late_usd_per_day", "-5", "'-5'", "greater than or equal to 0"),
    ("orders.csv", 2, "note", "x" * 3000, f"'{'x' * 80}...'", "at most 2000 characters"),
    ("links.csv", 2, "grade", "rumour", "'rumour'", "'sourced', 'derived' or 'assumption'"),
    ("links.csv", 2, "source", "", "nothing", "required"),
    ("corridors.csv", 2, "colour", "blue", "'blue'", "like the pattern"),
]


@pytest.mark.parametrize(("file", "row", "column", "cell", "found", "expected"), BAD_CELLS)
def test_a_bad_cell_is_named_with_what_was_expected(
    dataset: DatasetCopy, file: str, row: int, column: str, cell: str, found: str, expected: str
) -> None:
    dataset.set(file, row, column, cell)
    with pytest.raises(DatasetError, match=r"row \d+, column") as caught:
        load(dataset.folder)
    [mistake] = [
        m for m in caught.value.mistakes if m.place == f"{file} row {row}, column {column}"
    ][:1]
    assert mistake.found == found
    assert expected in mistake.expected
    assert str(mistake) in str(caught.value)


UNKNOWN_IDS = [
    ("links.csv", 2, "to", "YADR", "terminals.csv (did you mean YARD?)"),
    ("links.csv", 2, "corridor", "lokal", "corridors.csv (did you mean local?)"),
    ("links.csv", 2, "source", "toy;nobody", "sources.csv"),
    ("services.csv", 2, "corridor", "nowhere", "corridors.csv"),
    ("services.csv", 2, "accepts", "*;-batery", "(did you mean -batteries"),
    ("services.csv", 2, "accepts", "good", "(did you mean goods"),
    ("calls.csv", 2, "service_id", "TRUCK-YRAD", "(did you mean TRUCK-YARD"),
    ("calls.csv", 3, "terminal_id", "YADR", "(did you mean YARD?)"),
    ("calls.csv", 3, "link_id", "RO9", "(did you mean RO"),
    ("corridors.csv", 2, "representative_path", "YARD;BODER", "(did you mean BORDER?)"),
    ("orders.csv", 2, "origin", "WORK", "(did you mean WORKS?)"),
    ("orders.csv", 2, "destination", "CITTY", "(did you mean CITY?)"),
    ("orders.csv", 2, "cargo_class", "godos", "(did you mean goods?)"),
    ("restrictions.csv", 2, "cargo_class", "baterries", "(did you mean batteries?)"),
    ("restrictions.csv", 2, "source", "nobody", "an id of sources.csv"),
    ("clearance.csv", 2, "place", "XAX", "a terminal, region, country or `default`"),
    ("clearance.csv", 3, "cargo_class", "batterys", "(did you mean batteries?)"),
    ("transfers.csv", 5, "terminal_kind", "PROT", "(did you mean PORT?)"),
    ("transfers.csv", 2, "to_mode", "raod", "(did you mean road"),
    ("transfers.csv", 2, "countries", "XQ", "a country of a terminal, or `*`"),
]


@pytest.mark.parametrize(("file", "row", "column", "cell", "expected"), UNKNOWN_IDS)
def test_an_unknown_id_is_named_with_the_nearest_known_one(
    dataset: DatasetCopy, file: str, row: int, column: str, cell: str, expected: str
) -> None:
    dataset.set(file, row, column, cell)
    with pytest.raises(DatasetError, match="unknown id") as caught:
        load(dataset.folder)
    place = f"{file} row {row}, column {column}"
    [mistake] = [
        m for m in caught.value.mistakes if m.place == place and m.found.startswith("unknown id")
    ]
    assert mistake.found.strip("'").removeprefix("unknown id '") in cell
    assert expected in mistake.expected


def test_a_bad_row_does_not_make_the_rows_that_name_it_bad(dataset: DatasetCopy) -> None:
    dataset.set("terminals.csv", 3, "lat", "north")
    with pytest.raises(DatasetError, match=r"terminals\.csv row 3, column lat") as caught:
        load(dataset.folder)
    assert len(caught.value.mistakes) == 1


def test_a_bad_call_does_not_make_its_service_incomplete(dataset: DatasetCopy) -> None:
    dataset.set("calls.csv", 9, "arrive_offset_hours", "-96")
    with pytest.raises(DatasetError, match=r"calls\.csv row 9") as caught:
        load(dataset.folder)
    assert len(caught.value.mistakes) == 1
