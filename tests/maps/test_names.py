"""Everything that a map names has a name in both languages."""

from __future__ import annotations

import pytest

from landbridge.maps.mode_names import mode_name, modes_key
from landbridge.maps.names import GRADE_NAMES, KIND_NAMES, MODE_NAMES, terminal_name
from landbridge.network.row import Grade, Mode
from landbridge.network.terminal import TerminalKind


@pytest.mark.parametrize(
    ("names", "things"), [(MODE_NAMES, Mode), (GRADE_NAMES, Grade), (KIND_NAMES, TerminalKind)]
)
def test_every_mode_grade_and_kind_has_a_name_of_its_own(names, things):
    assert set(names) == set(things)
    for language in ("en", "zh"):
        assert len({getattr(name, language) for name in names.values()}) == len(names)
    assert all(name.en != name.zh for name in names.values())


@pytest.mark.parametrize(
    ("label", "chinese"),
    [
        ("river", "内河"), ("rail-sea", "铁海联运"), ("river-sea", "江海联运"),
        ("rail-river", "铁水联运"), ("rail-road", "公铁联运"), ("road-air", "陆空联运"),
        ("rail-river-sea", "铁江海联运"), ("rocket", "rocket"),
    ],
)  # fmt: skip
def test_modes_together_are_called_as_the_trade_calls_them(label, chinese):
    assert mode_name(label).zh == chinese


def test_modes_of_imports_stand_with_those_of_exports():
    assert modes_key("sea-river-rail") == modes_key("rail-river-sea") == "rail-river-sea"
    assert modes_key("rail-rocket") == "rail-rocket"


def test_a_terminal_is_called_by_both_its_names(chongqing):
    name = terminal_name(chongqing, "HAM")
    assert (name.en, name.zh) == ("Hamburg", "汉堡")
