"""Commercial terms from the command line: read, planned under, printed, written."""

import json

TERMS = """
[[contracts]]
id = "BLOCK"
services = "SHIP"
weeks = ["2025-W40", "2026-W10"]
allotment_teu = 2
discount_usd_per_teu = 5

[[charters]]
id = "WHOLE"
services = "EXPRESS"
weeks = ["2025-W40", "2026-W10"]
usd_per_departure = 7

[[discounts]]
id = "MORE"
modes = "sea"
weeks = ["2025-W40", "2026-W10"]
kind = "all_unit"
tiers = [{ from_teu = 900, percent = 5 }]

[[surcharges]]
id = "PEAK"
modes = ["rail", "sea"]
weeks = ["2025-W40", "2026-W10"]
percent = 10
"""


def test_plan_prints_what_becomes_of_every_term(run, tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS, encoding="utf-8")
    answer = run("plan", "--data", "toy", "--terms", "mine.toml", "--budget", "25000")
    assert answer.code == 0
    lines = {line.split()[1]: line for line in answer.out.splitlines() if "assumption" in line
             and len(line.split()) > 3}  # fmt: skip
    assert "taken" in lines["BLOCK"]
    assert "run" in lines["WHOLE"]
    assert "no tier" in lines["MORE"]
    assert "paid" in lines["PEAK"]
    document = json.loads((tmp_path / "out/plan.json").read_text(encoding="utf-8"))
    parts = document["summary"]["cost_by_part_usd"]
    uses = {use["term_id"]: use for use in document["term_uses"]}
    assert parts["charter"] == 7 * uses["WHOLE"]["num_departures"] > 0
    assert parts["discount"] == -5 * uses["BLOCK"]["taken_teu"]
    assert parts["surcharge"] * 100 == uses["PEAK"]["cents_by_part"]["surcharge"]
    assert document["terms"]["charters"][0]["id"] == "WHOLE"


def test_mistakes_in_terms_are_named(run, tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS.replace("SHIP", "SHIPP"), encoding="utf-8")
    answer = run("plan", "--data", "toy", "--terms", "mine.toml")
    assert answer.code != 0
    assert "mine.toml, contracts, BLOCK, services: found 'SHIPP'" in answer.err
    assert "did you mean SHIP?" in answer.err


def test_no_file_is_written_over_the_terms(run, tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS, encoding="utf-8")
    answer = run("plan", "--data", "toy", "--terms", "mine.toml", "--slot-book", "mine.toml")
    assert answer.code != 0
    assert "is the place of another file as well" in answer.err
