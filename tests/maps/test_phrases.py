"""A phrase says the same in both languages."""

from __future__ import annotations

import pytest

from landbridge.maps.phrases import Language, Phrase, named, same


def test_a_phrase_is_filled_in_both_languages():
    mode = Phrase("rail", "铁路")
    filled = Phrase("{boxes:,} boxes by {mode}", "{mode}{boxes:,} 箱").fill(boxes=1200, mode=mode)
    assert (filled[Language.EN], filled[Language.ZH]) == ("1,200 boxes by rail", "铁路1,200 箱")


def test_both_languages_must_ask_for_the_same_values():
    with pytest.raises(ValueError, match="different values"):
        Phrase("{boxes} boxes", "{box} 箱")


def test_braces_in_a_text_from_outside_mean_nothing():
    asked = Phrase("order {name}", "订单 {name}").fill(name="{x}")
    assert asked.en == "order {x}"
    assert same("{0}").zh == "{0}"
    assert named("Depot {1}", "").zh == "Depot {1}"
