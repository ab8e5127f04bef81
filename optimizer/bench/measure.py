"""Run cases one after another, and measure them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter, process_time

from ...network.errors import LandbridgeError
from .case import BenchCase, BenchEffort, BenchResult, Verdict, judge

Report = Callable[[str], None]


def run_cases(
    cases: Iterable[BenchCase], effort: BenchEffort, report: Report | None = None
) -> Iterator[BenchResult]:
    """Yield what comes of each case, as soon as it is known."""
    cases = tuple(cases)
    for number, case in enumerate(cases, start=1):
        if report:
            report(f"case {number} of {len(cases)}: {case.id}")
        yield run_case(case, effort)


def run_case(case: BenchCase, effort: BenchEffort) -> BenchResult:
    """Read, solve and check a case; reading and checking are not measured.

    Raises
    ------
    KeyboardInterrupt
        The user stopped the solver, which may have kept its best answer.
    """
    try:
        solve = case.prepare(effort)
        forget_peak()
        started, cpu_started = perf_counter(), process_time()
        answer = solve()
        seconds, cpu_seconds = perf_counter() - started, process_time() - cpu_started
        memory_mb = peak_mb()
    except LandbridgeError as error:
        return BenchResult(
            id=case.id, verdict=Verdict.FAILED, remark=str(error), reference=case.reference
        )
    if answer.was_stopped:
        raise KeyboardInterrupt
    verdict, remark = judge(answer, case.reference)
    return BenchResult(
        id=case.id,
        verdict=verdict,
        remark=remark,
        objective=answer.objective,
        bound=answer.bound,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        memory_mb=memory_mb,
        reference=case.reference,
    )


def forget_peak() -> None:
    """Let the kernel count the peak of memory anew, where it can (Linux)."""
    with suppress(OSError):  # the peak is then that of the process so far
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_mb() -> float | None:
    """Return the most memory that the process had; None where the system does not say."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
