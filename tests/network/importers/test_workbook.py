"""Sheets as text."""

from workbooks import MAIN, write_workbook

from landbridge.network.importers.workbook import read_sheets


def test_a_cell_stands_where_its_name_says(tmp_path):
    cells = '<c r="AB2"><v>1</v></c><c r="A4"><v>2</v></c>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    path = write_workbook(
        tmp_path / "book.xlsx", {"One": []}, parts={"xl/worksheets/s0.xml": sheet}
    )
    assert read_sheets(path, ["One"], []) == {"One": [[], [""] * 27 + ["1"], [], ["2"]]}


def test_shared_texts_are_joined_from_their_runs_without_hints(tmp_path):
    sheet = f'<worksheet xmlns="{MAIN}"><c r="A1" t="s"><v>0</v></c></worksheet>'
    texts = f'<sst xmlns="{MAIN}"><si><r><t>New\n</t></r><r><t xml:space="preserve"> Port</t></r>'
    texts += "<rPh><t>hint</t></rPh></si></sst>"
    path = write_workbook(
        tmp_path / "book.xlsx",
        {"One": []},
        parts={"xl/worksheets/s0.xml": sheet, "xl/sharedStrings.xml": texts},
    )
    assert read_sheets(path, ["One"], []) == {"One": [["New Port"]]}
