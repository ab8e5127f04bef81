"""Plan one generated order book on two cores: `python one_plan.py NUMBER_OF_ORDERS [SHARE]`.

Prints what it took as JSON. It is a process of its own, so that its memory is its own.
SHARE is the capacity, as a share of the one that grows with the book.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from time import perf_counter

CORES = 2


def planned(num_orders: int, share: float) -> dict[str, float | int | str]:
    from landbridge.network.generated_orders import generated_orders, with_capacity_for
    from landbridge.network.read import load
    from landbridge.optimizer.plan import plan

    embedded = load("chongqing")
    network = with_capacity_for(embedded, round(num_orders * share))
    book = generated_orders(embedded, num_orders, seed=1)
    start = perf_counter()
    heard: list[float] = []
    answer = plan(network, book, report=lambda _: heard.append(perf_counter() - start))
    seconds = perf_counter() - start
    proof = answer.proof
    return {
        "orders": num_orders,
        "seconds": seconds,
        "first_report": heard[0],
        "before_checking": proof.seconds,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "gap": proof.gap,
        "cost_usd": proof.cost_cents / 100,
        "unserved_teu": proof.unserved_teu,
        "unserved_bound_teu": proof.unserved_bound_teu,
        "routes": proof.num_routes,
        "rounds": proof.num_rounds,
    }


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-CORES:])
    share = float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    print(json.dumps(planned(int(sys.argv[1]), share)))
