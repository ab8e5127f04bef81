"""landbridge plan under limits: what is asked, what is kept, and what is printed of it."""

import json
from collections import Counter

import pytest

TOY = ("plan", "--data", "toy", "-q")


def planned(run, *words: str) -> dict:
    return json.loads(run(*TOY, "--json", *words).out)


@pytest.mark.parametrize(
    ("words", "name", "unit"),
    [
        (["--co2e", "9"], "CO2e", "t"),
        (["--at-most", "mode:sea=30%"], "mode:sea at most", "share"),
        (["--at-least", "exposure:strait=60%"], "exposure:strait at least", "share"),
        (["--on-time", "60%"], "on time, least sure order", "probability"),
        (["--max-parts", "1"], "parts of an order at most", "routes"),
        (["--min-part", "2"], "units of a part at least", "units"),
        (["--budget", "19000"], "budget", "USD"),
    ],
)
def test_a_limit_is_kept_and_what_was_reached_is_written(run, words, name, unit):
    [found] = [f for f in planned(run, *words)["limits_reached"] if f["name"] == name]
    assert found["unit"] == unit
    if name.endswith("at least") or unit == "probability":
        assert found["reached"] >= found["limit"] - 1e-9
    else:
        assert found["reached"] <= found["limit"] + 1e-9


def test_a_price_of_emissions_is_a_part_of_the_cost(run):
    free, dear = planned(run), planned(run, "--carbon-price", "100")
    assert dear["summary"]["cost_usd"] > free["summary"]["cost_usd"]
    grams = sum(a["units"] * a["route"]["co2e_g"] for a in dear["assignments"])
    carbon = dear["summary"]["cost_by_part_usd"]["carbon"]
    assert carbon == pytest.approx(grams / 1e4, abs=0.1)
    assert "price of emissions" in run(*TOY, "--carbon-price", "100").out


def test_what_is_cleaner_may_be_asked_for_before_what_is_cheaper(run):
    def co2e_t(*words):
        return planned(run, *words)["summary"]["co2e_t"]

    clean = co2e_t("--aims", "unserved,co2e,cost")
    some = co2e_t("--aims", "unserved,co2e:20%,cost")
    assert clean <= some <= 1.2 * clean + 1e-6
    assert clean < co2e_t()


def test_orders_that_are_never_split_are_in_one_part(run):
    split = Counter(
        a["route"]["shipment_id"] for a in planned(run, "--max-parts", "1")["assignments"]
    )
    assert set(split.values()) == {1}


def test_the_printed_plan_lists_its_limits_and_what_binds(run):
    words = ("--co2e", "1000", "--max-parts", "1", "--aims", "unserved,co2e:5%,cost")
    lines = run(*TOY, *words).out.splitlines()
    assert any(line.startswith("Goals: unserved, co2e:0.05, cost") for line in lines)
    [cap] = [line for line in lines if line.strip().startswith("CO2e   ") and "1,000.0 t" in line]
    assert cap.rstrip().endswith("not binding")
    [parts] = [line for line in lines if "parts of an order at most" in line]
    assert parts.rstrip().endswith("1 routes  binding")
    assert "Goals" not in run(*TOY).out


def test_a_plan_with_probabilities_is_read_back_and_checked(run, tmp_path):
    run(*TOY, "--on-time", "60%", "--out", "sure")
    document = json.loads((tmp_path / "sure/plan.json").read_text(encoding="utf-8"))
    assert all(0 <= a["on_time"] <= 1 for a in document["assignments"])
    assert "10,000 simulated journeys of each route, seed 1" in document["proof"]["method"]
    assert run("check", "--data", "toy", "--plan", "sure/plan.json").code == 0
    document["assignments"][0]["on_time"] = 0.1
    (tmp_path / "unsure.json").write_text(json.dumps(document), encoding="utf-8")
    answer = run("check", "--data", "toy", "--plan", "unsure.json")
    assert answer.code == 2
    assert "least probability to be on time" in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--at-most", "exposure:RU=40%"], "share of exposure:RU: found 'RU'"),
        (["--at-least", "mode:rail"], "--at-least: found 'mode:rail'"),
        (["--on-time", "110%"], "--on-time: found '110%'"),
        (["--aims", "cost"], "aims: found cost; expected unserved as the first"),
        (["--max-parts", "0"], "--max-parts"),
        (["--at-most", "mode:rail=1%", "--at-least", "mode:rail=2%"], "a share that can be"),
    ],
)
def test_limits_that_cannot_be_are_named(run, words, told):
    answer = run(*TOY, *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
