"""The workbook has real tables, dates and sums, and prints well."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from briefs import sheets_of

from landbridge.maps.brief.workbook.workbook import workbook_bytes
from landbridge.maps.phrases import Language

NAMES = {
    Language.EN: ["Summary", "Mix", "Slot book", "Orders", "Limits", "Sources"],
    Language.ZH: ["摘要", "运输结构", "订舱清单", "订单", "约束", "来源"],
}


def parts_of(facts, language=Language.EN):
    content = zipfile.ZipFile(io.BytesIO(workbook_bytes(facts, language)))
    return {name: content.read(name).decode() for name in content.namelist()}


def sheets_xml(parts):
    return [
        parts[f"xl/worksheets/sheet{n}.xml"]
        for n in range(1, 20)
        if f"xl/worksheets/sheet{n}.xml" in parts
    ]


@pytest.mark.parametrize("language", Language)
def test_there_is_a_sheet_for_everything(toy_facts, language):
    book = parts_of(toy_facts["plan"], language)["xl/workbook.xml"]
    assert re.findall(r'<sheet name="([^"]+)"', book) == NAMES[language]
    more = parts_of(toy_facts["comparison"], language)["xl/workbook.xml"]
    assert len(re.findall("<sheet name=", more)) == len(NAMES[language]) + 2


def test_every_sheet_is_frozen_and_set_up_for_print(toy_facts):
    parts = parts_of(toy_facts["comparison"])
    for sheet in sheets_xml(parts):
        assert 'state="frozen"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "<fitToPage" in sheet or 'fitToPage="1"' in sheet
        assert toy_facts["comparison"].basis.digest[:16] in sheet
        assert "&amp;P / &amp;N" in sheet
    assert parts["xl/workbook.xml"].count("_xlnm.Print_Titles") == 8


def test_tables_have_filters_and_units_in_their_heads(toy_facts):
    tables = [text for name, text in parts_of(toy_facts["plan"]).items() if "/tables/" in name]
    assert len(tables) == 8  # two on the summary and the mix
    assert all("<autoFilter" in table for table in tables)
    assert any('name="Freight, USD"' in table for table in tables)


def test_dates_are_dates_and_their_zone_is_stated(toy_facts):
    orders = sheets_of(toy_facts["plan"], Language.EN)[3]
    heads = orders[3]
    row = dict(zip(heads, orders[4], strict=True))
    assert isinstance(row["Delivered, local"], datetime)
    assert (
        row["Due"] == datetime.combine(toy_facts["plan"].orders[0].due, datetime.min.time()).date()
    )
    assert row["Time zone"] == toy_facts["plan"].orders[0].timezone


def test_the_only_formulas_are_sums(toy_facts):
    formulas = re.findall(r"<f>([^<]*)</f>", "".join(sheets_xml(parts_of(toy_facts["comparison"]))))
    assert formulas
    assert all(
        re.fullmatch(r"SUBTOTAL\(109,\[[^\]]+\]\)", f) or f.startswith("SUBTOTAL(109,")
        for f in formulas
    )


def test_the_same_facts_give_the_same_bytes(toy_facts):
    facts = toy_facts["comparison"]
    assert workbook_bytes(facts, Language.ZH) == workbook_bytes(facts, Language.ZH)


def test_every_figure_of_the_changes_has_its_unit(toy_facts):
    from landbridge.maps.brief.workbook.unit_names import unit_name

    facts = toy_facts["comparison"]
    rows = sheets_of(facts, Language.ZH)[1]
    head = next(number for number, row in enumerate(rows) if "单位" in row)
    units = [row[4] for row in rows[head + 1 : head + 1 + len(facts.changes.figures)]]
    assert units == [unit_name(row.before.unit).zh for row in facts.changes.figures]
    assert {"美元", "吨 CO2e", "天"} <= set(units)
