"""What a reader of a forecast has to know: where it comes from, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from .forecast import THETA_PER_USD_KG, Forecast


def forecast_notes(forecast: Forecast) -> tuple[str, ...]:
    """Return notes on a forecast, each a sentence."""
    return (*_observed(forecast), *_model(forecast), *_traps(forecast))


def _observed(forecast: Forecast) -> Iterator[str]:
    market = forecast.market
    if market.shares is None:
        yield "No shares were observed: the constants are 0 and costs alone decide, an assumption."
        return
    sources = dict.fromkeys(row.source for row in market.rows if row.source)
    yield (
        f"Calibrated to {market.name} in {market.unit.value}, graded {market.grade.value}:"
        f" {'; '.join(sources) or 'no source given'}."
    )
    yield "That these shipments split as that market did is an assumption."
    if market.rest:
        yield (
            f"Its source gives {market.rest:.1%} to what is not listed; the shares are those of"
            " what is."
        )
    hidden, cost = _spread(forecast), _mean_cost(forecast)
    if hidden > cost:
        yield (
            f"The constants stand for up to {hidden:.2f} USD/kg, more than shipping costs"
            f" ({cost:.2f} on average): these shipments are not like that market."
        )


def _model(forecast: Forecast) -> Iterator[str]:
    theta = forecast.model.theta
    where = (
        "a round figure that was estimated from nothing"
        if theta == THETA_PER_USD_KG
        else "as asked"
    )
    yield f"Theta {theta:g} per USD/kg is an assumption ({where}): see what half and double give."
    if forecast.model.route_theta is None:
        yield "All of a way travels on its cheapest route."
    else:
        yield (
            f"Routes of a way are chosen with {forecast.model.route_theta:g} per USD/kg, an"
            " assumption; they are told apart by their corridors."
        )


def _traps(forecast: Forecast) -> Iterator[str]:
    yield (
        "What gets dearer loses to all other ways in proportion, also to one that is unlike it"
        " (independence of irrelevant alternatives)."
    )
    yield (
        "The constants hide what is no cost here, subsidies among it: one that ends is a change of"
        " price, or it stays in them."
    )
    yield "Slots are no limit, and a share of tonnes is none of value or TEU."
    if forecast.lost:
        yield (
            f"Shipments that have no way any more: {len(forecast.lost)}. Shares after the change"
            " are of those that have."
        )


def _spread(forecast: Forecast) -> float:
    """Return the largest difference between constants, in USD a kilogram."""
    worth = [value / forecast.model.theta for value in forecast.constants.values()]
    return max(worth) - min(worth)


def _mean_cost(forecast: Forecast) -> float:
    lanes = forecast.before.lanes
    costs = [
        lane.size.tonnes * share * lane.costs[way]
        for lane in lanes
        for way, share in lane.shares.items()
    ]
    return fsum(costs) / forecast.before.size.tonnes
