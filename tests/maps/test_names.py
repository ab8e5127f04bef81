"""Everything that a map names has a name in both languages."""

from __future__ import annotations

import pytest

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


def test_a_terminal_is_called_by_both_its_names(chongqing):
    name = terminal_name(chongqing, "HAM")
    assert (name.en, name.zh) == ("Hamburg", "汉堡")
