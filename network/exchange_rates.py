"""Dated exchange rates: what an amount of another currency is in USD.

Rates are rows of datasets/exchange_rates.csv, each with source and grade; the row that holds
is the last one on or before the day.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .errors import DatasetError, Mistake, QuestionError
from .row import Grade

EXCHANGE_RATES = Path(__file__).parents[1] / "datasets" / "exchange_rates.csv"

PRICE_DAY = date(2025, 11, 1)
"""A day of the prices of the dataset of Chongqing: additions are converted at its rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """How much of a currency one USD buys from a day on, and where the figure is from."""

    on: date
    currency: str
    per_usd: float
    source: str
    grade: Grade

    def usd(self, amount: float) -> float:
        """Return an amount of the currency in USD."""
        return amount / self.per_usd


def read_exchange_rates(path: Path = EXCHANGE_RATES) -> tuple[ExchangeRate, ...]:
    """Read a table of exchange rates, by currency and day.

    Raises
    ------
    DatasetError
        With every row that cannot be read.
    """
    found, mistakes = [], []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                rate = ExchangeRate(
                    on=date.fromisoformat(row["date"]),
                    currency=row["currency"],
                    per_usd=float(row["per_usd"]),
                    source=row["source"],
                    grade=Grade(row["grade"]),
                )
                if not 0 < rate.per_usd < 1e9:
                    raise ValueError(row["per_usd"])
                found.append(rate)
            except (KeyError, TypeError, ValueError) as error:
                expected = "date, currency, a rate above 0, source and grade"
                mistakes.append(
                    Mistake(place=f"{path.name} row {line}", found=str(error), expected=expected)
                )
    if mistakes:
        raise DatasetError(mistakes)
    return tuple(sorted(found, key=lambda rate: (rate.currency, rate.on)))


def exchange_rate(
    currency: str, on: date = PRICE_DAY, rates: Sequence[ExchangeRate] | None = None
) -> ExchangeRate:
    """Return the rate of a currency that holds on a day.

    Raises
    ------
    QuestionError
        There is no rate of the currency on or before the day.
    """
    known = read_exchange_rates() if rates is None else rates
    held = [rate for rate in known if rate.currency == currency and rate.on <= on]
    if not held:
        first = min((f"{r.currency} from {r.on}" for r in known), default="no rate at all")
        raise QuestionError(
            [Mistake(place="exchange rate", found=f"{currency} on {on}", expected=first)]
        )
    return max(held, key=lambda rate: rate.on)
