"""How many people can the activities cover, at least and at most?

Every contestant starts from the data frames areas, actors, needs and activities and ends with two numbers:
the people who get a seat when unknown capacities are 0, and when they are unbounded. In the time of
Samspill: validation, the network, matching, the fair shares of every need, obstacles and sums by theme and
month. In the time of the others: the joins and two maximum flows; no shares of single needs, for a maximum
flow is not unique.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from generate import Size

from peers import eligible, frames, libraries
from peers.comparison import Comparison, Contestant, unequal
from peers.frames import Frames
from peers.libraries import Library

TABLES = ("areas", "actors", "needs", "activities")
Totals = tuple[int, int]


def _prepare(size: int, folder: Path) -> None:
    frames.save(Size(size), TABLES, folder)


def _samspill(library: str, data: Frames) -> Totals:
    totals = frames.network(getattr(data, library)).coverage().totals
    return round(totals.covered_low), round(totals.covered_high)


def _joins_then_flow(joins: Callable[[Frames], eligible.Pairs], library: Library, data: Frames) -> Totals:
    pairs = joins(data)
    low, high = library.totals(pairs, [pairs.capacity_low(), pairs.capacity_high()])
    return low, high


COVERAGE: Comparison[Frames, Totals] = Comparison(
    name="coverage",
    question="people covered, low and high, from data frames",
    sizes=(1_000, 10_000, 100_000),
    prepare=_prepare,
    load=frames.load,
    differs=unequal,
    contestants=(
        Contestant("samspill, polars in", partial(_samspill, "polars")),
        Contestant("samspill, pandas in", partial(_samspill, "pandas")),
        Contestant("polars joins + scipy", partial(_joins_then_flow, eligible.by_polars, libraries.SCIPY)),
        Contestant("pandas joins + scipy", partial(_joins_then_flow, eligible.by_pandas, libraries.SCIPY)),
        Contestant(
            "polars joins + OR-tools", partial(_joins_then_flow, eligible.by_polars, libraries.ORTOOLS)
        ),
        Contestant("polars joins + igraph", partial(_joins_then_flow, eligible.by_polars, libraries.IGRAPH)),
        Contestant(
            "polars joins + networkx",
            partial(_joins_then_flow, eligible.by_polars, libraries.NETWORKX),
            largest=1_000,
        ),
    ),
)
