"""Routes to draw: those of three orders of the embedded dataset."""

from __future__ import annotations

from dataclasses import replace

import pytest

import landbridge as lb

HOSTILE = "=A1 $\\frac{$ <b>&'\" \u202egnp\u0000\n\u2028 \U0001f600 _x % {} " + "long " * 80


@pytest.fixture(scope="session")
def lanes(chongqing):
    """Return shipment and routes of some orders: the front, and the best route of each mode."""
    found = {}
    for order in ("O001", "O059", "O117"):
        answer = lb.routes(chongqing, chongqing.orders[order])
        best = [mode.route for mode in answer.by_mode() if mode.route]
        found[order] = (chongqing.orders[order], (*answer.routes, *best))
    return found


@pytest.fixture(scope="session")
def hostile(chongqing):
    """A network in which every name is an attack."""
    texts = {"name": HOSTILE, "name_zh": HOSTILE}
    return replace(
        chongqing,
        name=HOSTILE,
        applied=(HOSTILE,),
        terminals={k: t.model_copy(update=texts) for k, t in chongqing.terminals.items()},
        corridors={k: c.model_copy(update=texts) for k, c in chongqing.corridors.items()},
        cargo_classes={
            k: c.model_copy(update={"name": HOSTILE}) for k, c in chongqing.cargo_classes.items()
        },
    )
