"""Additions: what could be built, what it costs, when it opens, and what goes together.

An addition is a scenario with a price to build (`capex_million_rmb`) that is no bundle of
others. Money is in USD of the dataset's price year; months count from the decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import inf
from typing import TypeAlias

from .errors import Mistake, QuestionError
from .exchange_rates import PRICE_DAY, exchange_rate
from .improvements import improvements_among
from .network import Network
from .optional import changed_cells, options_among
from .scenario import Scenario
from .scenario_stack import needs
from .spelling import nearest

Subset: TypeAlias = frozenset[str]

MOST_SUBSETS = 2**12
"""Subsets that are enumerated; more are refused."""

MOST_ENUMERATED = 16
"""Additions whose subsets are counted one by one."""

Starts: TypeAlias = Mapping[str, int]
"""Years after the decision in which building begins, by addition; 0 where nothing is said."""

NO_STARTS: Starts = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Something that could be built.

    ``commitment_usd_year`` is paid once it is open, used or not: a minimum frequency.
    ``is_option`` says that it only offers more (services, departures, slots), so that it can
    never raise what the optimum costs; ``is_improvement`` that it only makes something faster
    or cheaper, so that it cannot either where there are trucks for all.
    """

    id: str
    name: str = ""
    capex_usd: float = 0.0
    subsidy_usd_year: float = 0.0
    commitment_usd_year: float = 0.0
    build_months: float = 0.0
    requires: frozenset[str] = frozenset()
    excludes: frozenset[str] = frozenset()
    is_option: bool = False
    is_improvement: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Years that count, and the discount rate a year; a year's money is paid at its middle."""

    years: int = 20
    discount: float = 0.05

    def __post_init__(self) -> None:
        """Refuse a horizon that is none."""
        if not (1 <= self.years <= 100 and 0 <= self.discount < 1):
            found = f"{self.years} years at {self.discount:g}"
            expected = "1 to 100 years at 0 to less than 1"
            raise QuestionError([Mistake(place="horizon", found=found, expected=expected)])

    @property
    def months(self) -> int:
        """Months that count."""
        return 12 * self.years

    def by_year(self, usd_year: float, first: float, last: float) -> tuple[float, ...]:
        """Return what a stream of money comes to in each year, not discounted.

        Parameters
        ----------
        first, last
            Months from the decision between which it flows.
        """
        spans = ((12 * y, 12 * y + 12) for y in range(self.years))
        return tuple(
            usd_year * max(0.0, min(last, end) - max(first, start)) / 12 for start, end in spans
        )

    def worth(self, by_year: Iterable[float]) -> float:
        """Return the present value of the money of each year."""
        rate = 1.0 + self.discount
        return sum(usd / float(rate ** (y + 0.5)) for y, usd in enumerate(by_year))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is open from one month to another."""

    first_month: float
    last_month: float
    open: Subset


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Additions to choose from, required ones first, and what may be spent on them.

    ``capex_each_year_usd`` caps what is spent in any one year, ``capex_in_year_usd`` in some
    years, counted from 1; capex is spread evenly over the months of building, which begin
    with the decision or, where ``starts`` are given, so many years after it.
    """

    additions: tuple[Addition, ...]
    horizon: Horizon = field(default_factory=Horizon)
    capex_usd: float | None = None
    capex_each_year_usd: float | None = None
    capex_in_year_usd: Mapping[int, float] = field(default_factory=dict)

    @property
    def most_by_year(self) -> tuple[float, ...]:
        """What may be spent in each year."""
        each = inf if self.capex_each_year_usd is None else self.capex_each_year_usd
        years = range(1, self.horizon.years + 1)
        return tuple(min(each, self.capex_in_year_usd.get(year, inf)) for year in years)

    @property
    def by_id(self) -> Mapping[str, Addition]:
        """Additions by id."""
        return {addition.id: addition for addition in self.additions}

    def ordered(self, chosen: Collection[str]) -> tuple[str, ...]:
        """Return ids in an order in which they can be applied."""
        return tuple(addition.id for addition in self.additions if addition.id in chosen)

    def is_sound(self, chosen: Subset) -> bool:
        """Tell whether a subset has what it requires, and nothing that excludes the other."""
        by_id = self.by_id
        return all(
            by_id[name].requires <= chosen and not by_id[name].excludes & chosen for name in chosen
        )

    def is_affordable(self, chosen: Subset, starts: Starts = NO_STARTS) -> bool:
        """Tell whether a subset keeps within the money."""
        total = sum(self.by_id[name].capex_usd for name in chosen)
        if self.capex_usd is not None and total > self.capex_usd * (1 + 1e-9):
            return False
        by_year = zip(self.capex_by_year(chosen, starts), self.most_by_year, strict=True)
        return all(usd <= most * (1 + 1e-9) for usd, most in by_year)

    def subsets(self) -> list[Subset]:
        """Return every subset that is sound and affordable, small ones first.

        Raises
        ------
        QuestionError
            There are too many to enumerate.
        """
        found: list[Subset] = []
        names = [addition.id for addition in self.additions]
        if len(names) > MOST_ENUMERATED:
            raise QuestionError([_too_many(f"{len(names)} additions")])
        for size in range(len(names) + 1):
            for chosen in map(frozenset, combinations(names, size)):
                if self.is_sound(chosen) and self.is_affordable(chosen):
                    found.append(chosen)
                    if len(found) > MOST_SUBSETS:
                        raise QuestionError([_too_many(f"more than {MOST_SUBSETS} subsets")])
        return found

    def with_options(self, chosen: Subset) -> Subset:
        """Return a subset with every option that can join it and that the money allows for."""
        found = set(chosen)
        for addition in self.additions:
            if addition.is_option and addition.id not in found:
                joined = frozenset({*found, addition.id})
                usd = sum(self.by_id[name].capex_usd for name in self.needed(addition.id))
                if self.is_sound(joined) and (self.capex_usd is None or usd <= self.capex_usd):
                    found.add(addition.id)
        return frozenset(found)

    def needed(self, name: str) -> Subset:
        """Return an addition and all that it requires."""
        found = {name}
        for addition in reversed(self.additions):
            if addition.id in found:
                found |= addition.requires & self.by_id.keys()
        return frozenset(found)

    def opening_months(self, chosen: Subset, starts: Starts = NO_STARTS) -> Mapping[str, float]:
        """Return when each opens: built, and all that it requires open."""
        months: dict[str, float] = {}
        for name in self.ordered(chosen):
            one = self.by_id[name]
            waits = [months[other] for other in one.requires if other in months]
            months[name] = max([12 * starts.get(name, 0) + one.build_months, *waits])
        return months

    def stages(self, chosen: Subset, starts: Starts = NO_STARTS) -> tuple[Stage, ...]:
        """Return what is open when, from the decision to the end of the horizon."""
        months, last = self.opening_months(chosen, starts), float(self.horizon.months)
        moments = sorted({0.0, *(m for m in months.values() if m < last)})
        return tuple(
            Stage(
                first_month=start,
                last_month=end,
                open=frozenset(name for name, month in months.items() if month <= start),
            )
            for start, end in zip(moments, [*moments[1:], last], strict=True)
        )

    def capex_by_year(
        self, chosen: Collection[str], starts: Starts = NO_STARTS
    ) -> tuple[float, ...]:
        """Return the money to build in each year; what is built beyond the horizon counts too."""
        total = [0.0] * self.horizon.years
        for name in sorted(chosen):
            one, begin = self.by_id[name], 12.0 * starts.get(name, 0)
            months = min(max(one.build_months, 1.0), self.horizon.months - begin)
            share = self.horizon.by_year(one.capex_usd * 12 / months, begin, begin + months)
            total = [a + b for a, b in zip(total, share, strict=True)]
        return tuple(total)

    def running_by_year(
        self, chosen: Subset, starts: Starts = NO_STARTS, *, subsidies: bool
    ) -> tuple[float, ...]:
        """Return in each year the commitments of what is open, or else its subsidies."""
        total = [0.0] * self.horizon.years
        for name, month in self.opening_months(chosen, starts).items():
            one = self.by_id[name]
            usd = one.subsidy_usd_year if subsidies else one.commitment_usd_year
            flow = self.horizon.by_year(usd, month, float(self.horizon.months))
            total = [a + b for a, b in zip(total, flow, strict=True)]
        return tuple(total)


def _too_many(found: str) -> Mistake:
    return Mistake(place="additions", found=found, expected=f"at most {MOST_SUBSETS} subsets")


def additions_of(
    network: Network,
    names: Collection[str] = (),
    *,
    commitments: Mapping[str, float] | None = None,
    ends: Collection[str] | None = None,
    on: date = PRICE_DAY,
) -> tuple[Addition, ...]:
    """Return additions of a network, required ones first.

    Parameters
    ----------
    names
        Ids; without any every scenario with a price to build that is no bundle.
    commitments
        USD a year by id that are paid once it is open, used or not.
    ends
        Terminals where orders begin or end, to tell what is an improvement; None = ask not.
    on
        Day at whose exchange rate RMB become USD.

    Raises
    ------
    QuestionError
        A name is no addition of the network.
    """
    known = {
        key: s for key, s in network.scenarios.items()
        if s.capex_million_rmb is not None and not s.includes and key not in network.applied
    }  # fmt: skip
    asked = [*names, *(commitments or {})]
    mistakes = [
        Mistake(place="addition", found=f"{n!r}", expected=f"one with capex{nearest(n, known)}")
        for n in asked
        if n not in known
    ]
    if mistakes:
        raise QuestionError(mistakes)
    order: list[str] = []
    for name in sorted(names or known):
        wanted = (*needs(known[name], network.scenarios), name)
        order += [n for n in wanted if n not in order and n not in network.applied]
    rate = exchange_rate("CNY", on)
    changed = changed_cells(network, order)
    options = options_among(changed)
    better = frozenset[str]() if ends is None else improvements_among(network, changed, ends)
    return tuple(
        Addition(
            id=name,
            name=network.scenarios[name].name,
            capex_usd=rate.usd(1e6 * (network.scenarios[name].capex_million_rmb or 0.0)),
            subsidy_usd_year=rate.usd(
                1e6 * (network.scenarios[name].subsidy_million_rmb_year or 0.0)
            ),
            commitment_usd_year=(commitments or {}).get(name, 0.0),
            build_months=network.scenarios[name].build_months or 0.0,
            requires=frozenset(network.scenarios[name].requires) - {*network.applied},
            excludes=_excluded_by(network.scenarios[name], network.scenarios),
            is_option=name in options,
            is_improvement=name in better,
        )
        for name in order
    )


def _excluded_by(one: Scenario, known: Mapping[str, Scenario]) -> frozenset[str]:
    return frozenset(one.excludes) | {key for key, s in known.items() if one.id in s.excludes}
