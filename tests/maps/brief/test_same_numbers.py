"""Deck, workbook and pages say the same, read back from what was written."""

from dataclasses import replace

import pytest
from briefs import (
    deck_charts,
    deck_tables,
    number_in,
    sheets_of,
    shown_of,
    tiles_of,
)

from landbridge.maps.brief.figure import Figure, Unit, rounded
from landbridge.maps.brief.rows import TILES
from landbridge.maps.phrases import Language

CASES = [(name, language) for name in ("plan", "comparison") for language in Language]
cases = pytest.mark.parametrize(("name", "language"), CASES)


def rows_after(rows, head):
    """Return the rows under the one that begins with a head, up to an empty one."""
    start = next(n for n, row in enumerate(rows) if row[0] == head)
    found = []
    for row in rows[start + 1 :]:
        if row[0] in ("", "Total", "合计"):
            break
        found.append(row)
    return found


@cases
def test_tiles_are_the_same_on_slide_page_and_sheet(toy_facts, name, language):
    facts = toy_facts[name]
    tiles, shown = tiles_of(facts, language), shown_of(facts, language)
    summary = {row[4]: row[1] for row in sheets_of(facts, language)[0] if row[4]}
    assert list(tiles) == list(TILES)
    for key, text in tiles.items():
        figure = facts.fact(key).figure
        assert text == shown[f"fact {key}"] == figure.short[language]
        assert summary[key] == figure.value
        assert Figure.of(summary[key], figure.unit).short[language] == text


@cases
def test_every_figure_of_the_summary_is_that_of_the_facts(toy_facts, name, language):
    facts = toy_facts[name]
    summary = {row[4]: row[1] for row in sheets_of(facts, language)[0] if row[4]}
    for fact in (*facts.facts, *facts.cost_parts):
        assert summary[fact.key] == fact.figure.value, fact.key


@cases
def test_freight_by_corridor_is_the_same(toy_facts, name, language):
    facts = toy_facts[name]
    mix = sheets_of(facts, language)[3 if facts.changes else 1]
    sheet = {row[0]: row[5] for row in rows_after(mix, {"en": "Corridor", "zh": "通道"}[language])}
    charts = deck_charts(facts, language)
    categories, values = charts[1 if facts.changes else 0][0]
    assert dict(zip(categories, values, strict=True)) == pytest.approx(sheet)
    shown = shown_of(facts, language)
    for row in facts.by_corridor:
        assert number_in(shown[f"corridor {row.key}"]) == rounded(sheet[row.name[language]], 0)


@cases
def test_modes_and_cost_are_the_same(toy_facts, name, language):
    facts = toy_facts[name]
    tables, shown = deck_tables(facts, language), shown_of(facts, language)
    for down, row in enumerate(tables["modes"][1:]):
        assert row == [shown[f"modes.{down}.{across}"] for across in range(6)]
    for down, (row, fact) in enumerate(zip(tables["cost"][1:], facts.cost_parts, strict=False)):
        assert row == [shown[f"cost.{down}.{across}"] for across in range(2)]
        assert row[0].startswith(fact.label[language])
        assert number_in(row[1]) == fact.figure.value
    assert number_in(tables["cost"][-1][1]) == facts.fact("cost").figure.value


@cases
def test_bookings_are_the_same(toy_facts, name, language):
    facts = toy_facts[name]
    deck = deck_tables(facts, language)["slots"][1:]
    shown = shown_of(facts, language)
    sheet = sheets_of(facts, language)[4 if facts.changes else 2][4:]
    scheduled = [slot for slot in facts.slots if slot.cutoff_at]
    assert len(deck) == len(scheduled)
    for down, (row, cells) in enumerate(zip(deck, sheet, strict=False)):
        page = [shown[f"slots.{down}.{across}"] for across in range(8)]
        assert [row[0], row[1], *row[3:]] == page
        assert row[0] == f"{cells[0]:%Y-%m-%d %H:%M}"
        assert row[1] == cells[1]
        assert number_in(row[7]) == rounded(cells[13], 0)


@cases
def test_orders_are_the_same(toy_facts, name, language):
    facts = toy_facts[name]
    deck, shown = deck_tables(facts, language)["orders"][1:], shown_of(facts, language)
    sheet = {row[0]: row for row in sheets_of(facts, language)[5 if facts.changes else 3]}
    assert {row[0] for row in deck} == set(facts_orders(facts))
    for down, row in enumerate(deck):
        assert row == [shown[f"orders.{down}.{across}"] for across in range(5)]
        cells = sheet[row[0]]
        assert row[2] == f"{cells[8]:%Y-%m-%d}"
        if cells[15] != "":
            assert row[4] == Figure.of(cells[15], Unit.SHARE).phrase.en


def facts_orders(facts):
    return [order.order_id for order in facts.orders]


@pytest.mark.parametrize("language", Language)
def test_what_changes_is_the_same(toy_facts, language):
    facts = toy_facts["comparison"]
    tables, shown = deck_tables(facts, language), shown_of(facts, language)
    sheet = sheets_of(facts, language)[1][4:]
    assert len(tables["changes"]) == len(facts.changes.figures) + 1
    for down, (row, cells) in enumerate(zip(tables["changes"][1:], sheet, strict=False)):
        assert row == [shown[f"changes.{down}.{across}"] for across in range(4)]
        places = facts.changes.figures[down].before.unit is Unit.SHARE
        for text, value in zip(row[1:3], cells[1:3], strict=True):
            assert number_in(text) == pytest.approx(100 * value if places else value)
        change = 0.0 if row[3] == "–" else number_in(row[3])
        assert change == pytest.approx(100 * cells[3] if places else cells[3])
        assert cells[3] == pytest.approx(cells[2] - cells[1])
    moves = sheets_of(facts, language)[2][4:]
    for row, cells in zip(tables["moves"][1:], moves, strict=False):
        assert row[0] == cells[0]
        assert number_in(row[4]) == rounded(cells[4], 0)


@cases
def test_totals_are_sums_with_their_values(toy_facts, name, language):
    facts = toy_facts[name]
    mix = sheets_of(facts, language)[3 if facts.changes else 1]
    total = next(row for row in mix if row[0] in ("Total", "合计"))
    assert total[5] == pytest.approx(sum(row.freight_usd for row in facts.by_corridor))
    assert total[3] == sum(row.teu for row in facts.by_corridor)


def test_the_exact_cost_is_what_all_are_rounded_from(toy_facts, toy_plans):
    plan = toy_plans[0]
    assert toy_facts["plan"].fact("cost").figure.value == rounded(plan.cost_cents / 100, 0)
    mix = sum(row.freight_usd for row in toy_facts["plan"].by_mode)
    assert mix == pytest.approx(sum(a.freight_cents for a in plan.assignments) / 100)
    booked = sum(slot.amount_usd for slot in toy_facts["plan"].slots)
    parts = plan.cost_by_part_cents()
    assert 100 * booked == pytest.approx(parts["line_haul"] + parts["drayage"])
    assert sum(row.co2e_t for row in toy_facts["plan"].by_mode) == pytest.approx(
        sum(a.co2e_g for a in plan.assignments) / 1e6
    )
    assert toy_facts["plan"].fact("tonnes").figure.value == rounded(
        sum(row.tonnes for row in toy_facts["plan"].by_corridor), 1
    )


@pytest.mark.parametrize("language", Language)
def test_large_amounts_are_short_on_tiles_and_whole_in_tables(toy_facts, language):
    plan = toy_facts["plan"]
    cost = replace(plan.fact("cost"), figure=Figure.of(2639746.02, Unit.USD))
    facts = replace(plan, facts=(cost, *plan.facts[1:]))
    short = {"en": "USD 2.64 M", "zh": "264.0 万美元"}[language]
    assert tiles_of(facts, language)["cost"] == short == shown_of(facts, language)["fact cost"]
    assert sheets_of(facts, language)[0][4][1] == 2639746
    assert deck_tables(facts, language)["cost"][-1][1] == "2,639,746"


@pytest.mark.parametrize("language", Language)
def test_prices_of_slots_are_the_same(toy_facts, language):
    plan = toy_facts["plan"]
    slots = tuple(replace(slot, one_more_usd=1234.5 + n) for n, slot in enumerate(plan.slots))
    facts = replace(plan, slots=slots)
    deck, sheet = deck_tables(facts, language)["slots"], sheets_of(facts, language)[2]
    assert len(deck[0]) == 9
    for row, cells in zip(deck[1:], sheet[4:], strict=False):
        assert number_in(row[8]) == rounded(cells[18], 0)
