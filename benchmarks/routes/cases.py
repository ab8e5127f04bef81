"""Cases of the route search: fronts, questions, storage, and what others need for the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from statistics import median

from measuring import Clock, Row

from landbridge.optimizer.engine import Engine, PythonEngine, engine
from landbridge.optimizer.label_setting import Query
from landbridge.optimizer.search_graph import Path, SearchGraph
from landbridge.optimizer.storage_search import StorageSearch

from . import baselines, embedded
from .freight_networks import FreightNetwork, freight_network

START = 3_000
HORIZON = 60_000


def cases(smoke: bool) -> Iterator[Row]:
    clock = Clock(smoke)
    sizes = (8,) if smoke else (26, 260, 2_600)
    networks = {size: freight_network(size) for size in sizes}
    yield from embedded.cases(clock)
    for size, network in networks.items():
        yield from fronts(clock, size, network)
    yield from one_to_all(clock, sizes[-1], networks[sizes[-1]])
    yield from against_networkx(clock, sizes[0], networks[sizes[0]])
    for size in sizes[:2]:
        yield from against_highs(clock, size, networks[size].static)
    yield from against_cp_sat(clock, sizes[0], networks[sizes[0]])


def whole_front(used: Engine, network: FreightNetwork, pair: tuple[int, int]) -> list[Path]:
    """Make the graph of a pair and search it: what a call costs once the arcs are there."""
    return searched(used, network.graph(pair))


def searched(used: Engine, graph: SearchGraph, **limits: float) -> list[Path]:
    paths = used.pareto_paths(graph, Query(start=START, **limits), used.bounds_to_target(graph))
    return list(paths)


def first(graph: SearchGraph, latest: float) -> list[Path]:
    bounds = engine().bounds_to_target(graph)
    query = Query(start=START, latest=latest)
    return list(islice(engine().pareto_paths(graph, query, bounds), 1))


def with_storage(graph: SearchGraph) -> list[Path]:
    return StorageSearch().paths(graph, Query(start=START), engine().bounds_to_target(graph))


def fronts(clock: Clock, size: int, network: FreightNetwork) -> Iterator[Row]:
    name = f"{size} terminals, {network.num_nodes} states"
    pairs = network.pairs[: 5 if size > 1_000 else None]
    found = [whole_front(engine(), network, pair) for pair in pairs]
    ours = clock.median([partial(whole_front, engine(), network, pair) for pair in pairs])
    in_python = None
    if size < 1_000:
        slow = [partial(whole_front, PythonEngine(), network, pair) for pair in pairs[:4]]
        in_python = clock.median(slow)
    points = f"{median(map(len, found)):.0f} points"
    yield Row(f"front of 3, {name}", ours, "the same in Python", in_python, points)

    graphs = [network.graph(pair) for pair in pairs]
    whole = clock.median([partial(searched, engine(), graph) for graph in graphs])
    middle = [sorted(path.arrives for path in paths)[len(paths) // 2] for paths in found]
    asked = list(zip(graphs, middle, strict=True))
    one = clock.median([partial(first, graph, latest) for graph, latest in asked])
    right = sum(
        is_cheapest(graph, latest, paths)
        for (graph, latest), paths in zip(asked, found, strict=True)
    )
    yield Row(
        f"cheapest by a deadline, {name}",
        one,
        "the whole front",
        whole,
        f"{right} of {len(pairs)} right",
    )

    if size > 1_000:
        return  # with storage there are too many labels for this machine
    stored = [network.with_storage.graph(pair) for pair in pairs]
    charged = clock.median([partial(with_storage, graph) for graph in stored])
    yield Row(f"front of 3 with storage, {name}", charged, "without storage", whole)


def is_cheapest(graph: SearchGraph, latest: float, paths: list[Path]) -> bool:
    best = min(path.cost for path in paths if path.arrives <= latest)
    return [path.cost for path in first(graph, latest)] == [best]


def one_to_all(clock: Clock, size: int, network: FreightNetwork) -> Iterator[Row]:
    graphs = [network.graph(pair) for pair in network.pairs[:5]]
    for used in (engine(), PythonEngine()):
        for graph in graphs:
            used.reach_minutes(graph, START)  # the graph is made
    ours = clock.median([partial(engine().reach_minutes, graph, START) for graph in graphs])
    slow = clock.median([partial(PythonEngine().reach_minutes, graph, START) for graph in graphs])
    yield Row(f"earliest arrival everywhere, {size} terminals", ours, "the same in Python", slow)


def against_networkx(clock: Clock, size: int, network: FreightNetwork) -> Iterator[Row]:
    graph = network.graph(network.pairs[0])
    best = {(path.cost, path.arrives, path.co2e) for path in searched(engine(), graph)}
    ours = clock.median([partial(searched, engine(), graph)])
    for cutoff in (6,) if clock.smoke else (8, 10, 12):
        enumerate_all = partial(
            baselines.enumerate_paths,
            graph,
            START,
            cutoff=cutoff,
            seconds=1 if clock.smoke else 120,
        )
        taken, (found, paths) = clock.once(enumerate_all)
        share = f"{len(best & set(found))} of {len(best)} points in {paths:,} paths"
        yield Row(f"front of 3, {size} terminals", ours, f"networkx, {cutoff} arcs", taken, share)


def against_highs(clock: Clock, size: int, network: FreightNetwork) -> Iterator[Row]:
    graph = network.graph(network.pairs[0])
    found = searched(engine(), graph, with_co2e=False)
    ours = clock.median([partial(searched, engine(), graph, with_co2e=False)])
    most = 2 if clock.smoke else 100 if size < 100 else 3
    model = baselines.StaticModel(graph, START)
    taken, points = clock.once(lambda: list(baselines.epsilon_loop(model.solve, most)))
    yield _scaled(
        f"front of 2 without timetable, {size} terminals", ours, "HiGHS in an epsilon loop",
        taken, points, found,
    )  # fmt: skip


def against_cp_sat(clock: Clock, size: int, network: FreightNetwork) -> Iterator[Row]:
    graph = network.graph(network.pairs[0])
    found = searched(engine(), graph, with_co2e=False)
    ours = clock.median([partial(searched, engine(), graph, with_co2e=False)])
    model = baselines.ScheduledModel(graph, START, HORIZON)
    most = 1 if clock.smoke else 3
    taken, points = clock.once(lambda: list(baselines.epsilon_loop(model.solve, most)))
    yield _scaled(
        f"front of 2, {size} terminals", ours, "CP-SAT in an epsilon loop", taken, points, found
    )


def _scaled(
    case: str, ours: float, baseline: str, taken: float, points: list, found: list[Path]
) -> Row:
    """Return a row; a loop that was cut short is scaled up by its points."""
    known = [(path.cost, path.arrives) for path in found]
    right = sum(point == other for point, other in zip(points, known, strict=False))
    note = f"{right} of {len(known)} points"
    if len(points) < len(known):
        note += f", time of {len(points)} scaled up"
    return Row(case, ours, baseline, taken * len(known) / max(1, len(points)), note)
