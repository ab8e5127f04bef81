"""Run benchmarks: `python benchmarks/run.py [SUITE ...] [--smoke]`.

A suite is a folder beside this file with a module `cases` that has a function
`cases(smoke)`; it yields rows. With --smoke every case runs once, tiny and untimed, to
show that it still works.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def suites() -> list[str]:
    return sorted(path.parent.name for path in HERE.glob("*/cases.py"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(suites())}")
    parser.add_argument("--smoke", action="store_true", help="every case once, tiny, untimed")
    arguments = parser.parse_args()
    unknown = set(arguments.suites) - set(suites())
    if unknown:
        parser.error(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(suites())}")
    sys.path.insert(0, str(HERE))
    from measuring import machine, print_rows

    if not arguments.smoke:
        print(machine())
    for name in arguments.suites or suites():
        rows = import_module(f"{name}.cases").cases(arguments.smoke)
        if arguments.smoke:
            print(f"{name}: {sum(1 for _ in rows)} cases run")
        else:
            print_rows(name, rows)


if __name__ == "__main__":
    main()
