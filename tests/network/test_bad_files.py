"""Files that cannot be read as a table, and files that look odd but can."""

import re
from collections.abc import Callable

import pytest
from dataset_copy import DatasetCopy

from landbridge.network.errors import DatasetError, Mistake
from landbridge.network.network import Network
from landbridge.network.read import load, read_orders

Bytes = Callable[[bytes], bytes]


def mistakes_of(dataset: DatasetCopy) -> list[Mistake]:
    """Load the dataset and return the mistakes."""
    with pytest.raises(DatasetError, match=r"found .+; expected ") as caught:
        load(dataset.folder)
    return list(caught.value.mistakes)


def test_a_missing_file_is_named_and_nothing_that_refers_to_it(dataset: DatasetCopy) -> None:
    (dataset.folder / "terminals.csv").unlink()
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("terminals.csv", "no such file")


def test_a_folder_in_the_place_of_a_file_is_named(dataset: DatasetCopy) -> None:
    (dataset.folder / "orders.csv").unlink()
    (dataset.folder / "orders.csv").mkdir()
    assert [m.found for m in mistakes_of(dataset)] == ["a folder"]


def test_every_table_can_be_missing_at_once(dataset: DatasetCopy) -> None:
    for path in dataset.folder.glob("*.csv"):
        path.unlink()
    assert {m.found for m in mistakes_of(dataset)} == {"no such file"}
    assert len(mistakes_of(dataset)) == 13


def test_a_missing_column_is_named(dataset: DatasetCopy) -> None:
    dataset.drop_column("links.csv", "hours_typical")
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("links.csv row 1", "no column 'hours_typical'")


def test_an_optional_column_may_be_missing(dataset: DatasetCopy) -> None:
    dataset.drop_column("links.csv", "note")
    dataset.drop_column("orders.csv", "budget_usd")
    assert load(dataset.folder).orders["T1"].budget_usd is None


def test_an_unknown_column_is_named_with_the_nearest_known_one(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("links.csv", lambda data: data.replace(b"exposures", b"exposure", 1))
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("links.csv row 1", "unknown column 'exposure'")
    assert "did you mean exposures" in mistake.expected


def test_a_column_that_stands_twice_is_named(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("links.csv", lambda data: data.replace(b",via,", b",note,", 1))
    assert "column 'note' 2 times" in [m.found for m in mistakes_of(dataset)]


def test_semicolons_between_columns_are_named(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("emissions.csv", lambda data: data.replace(b",", b";"))
    assert [m.found for m in mistakes_of(dataset)] == ["columns separated by semicolons"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_named(dataset: DatasetCopy, content: bytes) -> None:
    dataset.edit_bytes("orders.csv", lambda _: content)
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("orders.csv", "an empty file")
    assert "id, customer, origin" in mistake.expected


@pytest.mark.parametrize("file", ["orders.csv", "restrictions.csv", "practices.csv"])
def test_a_table_that_may_be_empty_can_have_a_header_only(dataset: DatasetCopy, file: str) -> None:
    dataset.write(file, dataset.read(file)[:1])
    assert load(dataset.folder).raw[file].rows == ()


def test_a_network_needs_a_terminal(dataset: DatasetCopy) -> None:
    dataset.write("terminals.csv", dataset.read("terminals.csv")[:1])
    first = mistakes_of(dataset)[0]
    assert (first.place, first.found) == ("terminals.csv", "no rows")


def test_text_that_is_not_utf8_is_named_by_row_and_byte(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("terminals.csv", lambda data: data.replace("货场".encode(), b"\xb5\xd8"))
    [mistake] = mistakes_of(dataset)
    assert mistake.place == "terminals.csv row 3"
    assert re.fullmatch(r"byte 0xb5 at byte \d+, which is not UTF-8", mistake.found)


def test_utf16_is_named(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("orders.csv", lambda data: data.decode().encode("utf-16"))
    [mistake] = mistakes_of(dataset)
    assert mistake.place == "orders.csv row 1"
    assert "UTF-8" in mistake.expected


def test_a_nul_byte_is_named_by_row(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("orders.csv", lambda data: data.replace(b"T2,B", b"T2,\0"))
    [mistake] = mistakes_of(dataset)
    assert mistake.place == "orders.csv row 3"
    assert mistake.found.startswith("a NUL byte")


def test_a_file_of_200_mb_is_not_read(dataset: DatasetCopy) -> None:
    with (dataset.folder / "orders.csv").open("r+b") as stream:
        stream.truncate(200 * 2**20)
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("orders.csv", "a file of 200 MB")
    assert mistake.expected == "at most 64 MB"


def test_a_quote_that_never_closes_is_named_where_it_opens(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("orders.csv", lambda data: data.replace(b"T3,C", b'T3,"C'))
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("orders.csv row 4", "unexpected end of data")


def test_a_quote_inside_a_quoted_cell_is_named(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("orders.csv", lambda data: data.replace(b"T3,C", b'T3,"the "C" plant"'))
    [mistake] = mistakes_of(dataset)
    assert mistake.place == "orders.csv row 4"


def test_a_quote_that_never_closes_does_not_make_ids_unknown(dataset: DatasetCopy) -> None:
    dataset.edit_bytes("terminals.csv", lambda data: data.replace(b",Sea port", b',"Sea port'))
    assert [m.place for m in mistakes_of(dataset)] == ["terminals.csv row 4"]


@pytest.mark.parametrize(
    ("cells", "found"), [(b"T3,C,extra,", "18 cells"), (b"T3,", "16 cells"), (b"T3;", "15 cells")]
)
def test_a_wrong_number_of_cells_is_named(dataset: DatasetCopy, cells: bytes, found: str) -> None:
    dataset.edit_bytes("orders.csv", lambda data: data.replace(b"T3,C,", cells))
    [mistake] = mistakes_of(dataset)
    assert (mistake.place, mistake.found) == ("orders.csv row 4", found)
    assert mistake.expected == "17, as in row 1"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.replace(b"\n", b"\n\n"), id="blank rows"),
        pytest.param(lambda data: data + b",,,,,,,,,,,,,,\n", id="rows of empty cells"),
        pytest.param(lambda data: data.replace(b"T2,B,", b"T2 , B ,"), id="spaces around"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no end of line"),
    ],
)
def test_a_file_as_spreadsheets_write_it_is_read(
    dataset: DatasetCopy, toy: Network, edit: Bytes
) -> None:
    dataset.edit_bytes("orders.csv", edit)
    assert load(dataset.folder).orders == toy.orders


def test_rows_are_counted_by_line_behind_a_cell_of_several_lines(dataset: DatasetCopy) -> None:
    dataset.edit_bytes(
        "orders.csv",
        lambda data: data.replace(b"needs the dear express", b'"two\nlines"').replace(
            b"2025-11-19,50", b"2025-11-19,-50"
        ),
    )
    assert [m.place for m in mistakes_of(dataset)] == ["orders.csv row 4, column late_usd_per_day"]


def test_mistakes_of_several_files_are_reported_at_once(dataset: DatasetCopy) -> None:
    dataset.set("terminals.csv", 2, "lat", "x")
    dataset.set("links.csv", 3, "hours_typical", "-3")
    dataset.set("services.csv", 5, "mode", "tram")
    dataset.repeat("cargo_classes.csv", 2)
    dataset.set("orders.csv", 2, "due", "2025-11-01")
    dataset.set("orders.csv", 3, "origin", "NOWHERE")
    (dataset.folder / "practices.csv").unlink()
    with pytest.raises(DatasetError, match="7 mistakes:") as caught:
        load(dataset.folder)
    places = sorted(m.place for m in caught.value.mistakes)
    assert places == [
        "cargo_classes.csv row 5, column id",
        "links.csv row 3, column hours_typical",
        "orders.csv row 2, column due",
        "orders.csv row 3, column origin",
        "practices.csv",
        "services.csv row 5, column mode",
        "terminals.csv row 2, column lat",
    ]
    assert all(str(mistake) in str(caught.value) for mistake in caught.value.mistakes)


def test_a_message_lists_at_most_500_mistakes(dataset: DatasetCopy) -> None:
    rows = dataset.read("orders.csv")
    bad = [[f"X{n}", *rows[1][1:6], "-1", *rows[1][7:]] for n in range(600)]
    dataset.write("orders.csv", [*rows, *bad])
    with pytest.raises(DatasetError, match=r"600 mistakes:[\s\S]+ and 100 more") as caught:
        load(dataset.folder)
    assert len(caught.value.mistakes) == 600


def test_an_unknown_dataset_is_named_with_the_known_ones() -> None:
    with pytest.raises(DatasetError, match=r"found 'tooy'; expected a folder, or one of .*toy"):
        load("tooy")


def test_an_order_book_of_its_own_is_read(dataset: DatasetCopy, toy: Network) -> None:
    assert read_orders(dataset.folder / "orders.csv", toy) == toy.orders


def test_mistakes_of_an_order_book_name_its_own_file(dataset: DatasetCopy, toy: Network) -> None:
    dataset.set("orders.csv", 2, "origin", "WORKSS")
    dataset.set("orders.csv", 3, "due", "2025-11-01")
    dataset.set("orders.csv", 4, "kg", "-1")
    dataset.repeat("orders.csv", 5)
    mine = dataset.folder / "mine.csv"
    (dataset.folder / "orders.csv").rename(mine)
    with pytest.raises(DatasetError, match="did you mean WORKS") as caught:
        read_orders(mine, toy)
    assert [m.place for m in caught.value.mistakes] == [
        "mine.csv row 4, column kg",
        "mine.csv row 2, column origin",
        "mine.csv row 3, column due",
        "mine.csv row 8, column id",
    ]
