"""The weekly-schedule workbook and its JSON form, sound and spoilt."""

import json
import zipfile
from datetime import date

import pytest
from outside import CASES, needs_cases
from workbooks import Formula, write_workbook

from landbridge.network.errors import DatasetError
from landbridge.network.importers.weekly_rows import WEEKDAYS, OrderRow, RouteRow
from landbridge.network.importers.weekly_schedule import read_weekly_schedule
from landbridge.network.tables import column_names

ROUTE_COLUMNS = [name for name in column_names(RouteRow) if name not in WEEKDAYS] + [*WEEKDAYS]
ORDER_COLUMNS = [*column_names(OrderRow)]
ROUTE = {
    "Route Number": 1, "Source": "Harbour", "Destination": "Town", "Container Size": 34,
    "Carrier": "KTM", "Travel Mode": "Truck", "Fixed Freight Cost": Formula("120"),
    "Extra Cost": 5, "Fuel": 0, "Warehouse Cost": 20, "Transit Duty": 0.001,
    "CustomClearance time (hours)": 20, "Transit time (hours)": 4.5,
    **{name: int(name != "Sunday") for name in WEEKDAYS},
}  # fmt: skip
ORDER = {
    "Order Number": 7, "Ship From": "Harbour", "Ship To": "Town", "Commodity": "Tea & <b>",
    "Order Value": 1000, "Volume": 12.5, "Order Date": 43132, "Required Delivery Date": 43156,
    "Journey Type": "International", "Tax Percentage": 0.15,
}  # fmt: skip


def book(tmp_path, *, routes=(ROUTE,), orders=(ORDER,), **options):
    sheets = {
        "Route Information": [ROUTE_COLUMNS, *([r.get(n) for n in ROUTE_COLUMNS] for r in routes)],
        "Order Information": [ORDER_COLUMNS, *([o.get(n) for n in ORDER_COLUMNS] for o in orders)],
    }
    return write_workbook(tmp_path / "case.xlsx", sheets, **options)


def spoilt(row, **changes):
    return {**row, **{name.replace("_", " "): value for name, value in changes.items()}}


def test_a_workbook_is_read(tmp_path):
    case = read_weekly_schedule(book(tmp_path))
    (service,), (order,) = case.services, case.orders
    assert (service.origin, service.destination, service.mode) == ("Harbour", "Town", "truck")
    assert (service.fixed_cost, service.container_cost, service.duty_rate) == (120, 5, 0.001)
    assert (service.transit_days, service.weekdays) == (2, (0, 1, 2, 3, 4, 5))
    assert (order.commodity, order.volume, order.tax_rate) == ("Tea & <b>", 12.5, 0.15)
    assert (order.ordered_on, order.due_on) == (date(2018, 2, 1), date(2018, 2, 25))
    assert case.storage_rates == {"Harbour": 20}


def test_nothing_is_taxed_at_home(tmp_path):
    order = spoilt(ORDER, Journey_Type="Domestic")
    assert read_weekly_schedule(book(tmp_path, orders=[order])).orders[0].tax_rate == 0


@pytest.mark.parametrize(
    ("routes", "orders", "message"),
    [
        ([spoilt(ROUTE, Container_Size="big")], [ORDER],
         "case.xlsx sheet Route Information row 2, column Container Size: found 'big'"),
        ([spoilt(ROUTE, Monday=2)], [ORDER], "column Monday: found '2'; expected 1 where"),
        ([spoilt(ROUTE, Fixed_Freight_Cost=-1)], [ORDER], "row 2, column Fixed Freight Cost"),
        ([spoilt(ROUTE, Source=None)], [ORDER], "row 2, column Source: found nothing"),
        ([ROUTE, {}, spoilt(ROUTE, Route_Number=2, Warehouse_Cost=21)], [ORDER],
         "row 4, column Warehouse Cost: found 21; expected 20, as in the rows above for Harbour"),
        ([ROUTE, ROUTE], [ORDER], "found '1'; expected a number of its own, not that of row 2"),
        ([spoilt(ROUTE, Destination="Harbour")], [ORDER], "from 'Harbour' to itself"),
        ([ROUTE], [spoilt(ORDER, Ship_To="Twon")],
         "orders, row 2: found 'Twon'; expected a place of a service .did you mean Town"),
        ([ROUTE], [spoilt(ORDER, Required_Delivery_Date=43131)], "found due on 2018-01-31"),
        ([ROUTE], [spoilt(ORDER, Order_Date=43132.5)], "a day, without a time of day"),
        ([ROUTE], [spoilt(ORDER, Order_Date="tomorrow")], "column Order Date: found 'tomorrow'"),
        ([ROUTE], [spoilt(ORDER, Volume=0)], "row 2, column Volume: found '0'"),
        ([ROUTE], [], "case.xlsx orders: found none; expected at least one"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_mistakes_in_cells_are_named(tmp_path, routes, orders, message):
    with pytest.raises(DatasetError, match=message):
        read_weekly_schedule(book(tmp_path, routes=routes, orders=orders))


def test_all_mistakes_are_named_at_once(tmp_path):
    path = book(
        tmp_path, routes=[spoilt(ROUTE, Monday=2, Source=None)], orders=[spoilt(ORDER, Volume=-1)]
    )
    with pytest.raises(DatasetError, match="3 mistakes"):
        read_weekly_schedule(path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"settings": '<workbookPr date1904="1"/>'}, "dates that count from 1904"),
        ({"parts": {"xl/workbook.xml": None}}, "found no part xl/workbook.xml"),
        ({"parts": {"xl/workbook.xml": "<workbook>"}}, "broken XML in xl/workbook.xml"),
        ({"parts": {"xl/worksheets/s0.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}},
         "a document type in xl/worksheets/s0.xml"),
        ({"parts": {"xl/sharedStrings.xml": "<!DOCTYPE a><a/>"}}, "a document type in xl/shared"),
        ({"parts": {"xl/worksheets/s1.xml": None}}, "found no part xl/worksheets/s1.xml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_broken_and_hostile_workbooks_are_refused(tmp_path, options, message):
    with pytest.raises(DatasetError, match=message):
        read_weekly_schedule(book(tmp_path, **options))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('<c r="ZZZ9999999"><v>1</v></c>', "found a cell ZZZ9999999; expected at most 100,000"),
        ('<c r="9"><v>1</v></c>', "found '9'; expected the name of a cell, such as B2"),
        ('<c r="B2" t="s"><v>5</v></c>', "cell B2: found '5'; expected the number of one of 0"),
        ('<c r="B2"><f>1+1</f></c>', "cell B2: found a formula without a saved value"),
    ],
)
def test_cells_that_no_program_writes_are_refused(tmp_path, cell, message):
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{cell}</row></sheetData></worksheet>'
    with pytest.raises(DatasetError, match=message):
        read_weekly_schedule(book(tmp_path, parts={"xl/worksheets/s0.xml": sheet}))


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", " " * (65 * 2**20))
    with pytest.raises(DatasetError, match="found 65 MB of cells; expected at most 64 MB"):
        read_weekly_schedule(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and", "cannot be unpacked"),
        (b"", "cannot be unpacked"),
        (None, "no such file"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content, message):
    path = tmp_path / "case.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        read_weekly_schedule(path)


def test_a_missing_sheet_is_named_with_the_nearest(tmp_path):
    path = write_workbook(tmp_path / "case.xlsx", {"Orders Information": [["Volume"]]})
    with pytest.raises(DatasetError, match=r"no sheet 'Order Information'; .*did you mean"):
        read_weekly_schedule(path)


DOCUMENT = {
    "nodes": [{"id": "A", "warehouse_cost_per_volume_day": 3}, {"id": "B"}],
    "services": [
        {"id": 1, "origin": "A", "destination": "B", "mode": "Rail", "container_volume": 34,
         "fixed_cost_per_departure": 80, "cost_per_container": {"fuel": 60, "extra": 5},
         "hours": {"customs": 24, "transit": 1}, "weekdays": ["Mon", "Sun"]},
    ],
    "orders": [
        {"id": 1, "origin": "A", "destination": "B", "value": 10, "volume": 2,
         "order_date": "2018-02-01", "due_date": "2018-02-25", "tax_rate": 0.1},
    ],
}  # fmt: skip


def test_a_document_is_read(tmp_path):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    case = read_weekly_schedule(path)
    (service,) = case.services
    assert (service.container_cost, service.transit_days, service.weekdays) == (65, 2, (0, 6))
    assert case.storage_rates == {"A": 3}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Sun"', '"Son"', r"services\[0\].weekdays\[1\]: found 'Son'; expected one of Mon"),
        ('"volume": 2', '"volume": 0', r"case.json orders\[0\].volume: found '0'; expected"),
        ('"value": 10, ', "", r"orders\[0\].value: found nothing"),
        ('"mode"', "mode", "broken JSON"),
        ("2018-02-25", "2018-01-25", r"orders, orders\[0\]: found due on 2018-01-25"),
    ],
)  # fmt: skip
def test_mistakes_in_a_document_are_named(tmp_path, old, new, message):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(DOCUMENT).replace(old, new), encoding="utf-8")
    with pytest.raises(DatasetError, match=message):
        read_weekly_schedule(path)


@needs_cases
def test_the_published_workbook_says_what_its_document_says():
    book = read_weekly_schedule(CASES / "weekly_schedule" / "model data.xlsx")
    document = read_weekly_schedule(CASES / "weekly_schedule" / "case.json")
    assert (book.services, book.orders) == (document.services, document.orders)
    assert book.storage_rates == document.storage_rates
    assert (len(book.services), len(book.orders), len(book.places)) == (50, 8, 16)
