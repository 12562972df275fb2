"""Could the seats of each forum have come about by chance? Three exact two-sided tests a forum.

Binomial for the two expected sectors, multinomial over all sectors against the shares of the actors,
multivariate hypergeometric against the actors as pool; outcomes at most as probable as the observed one
count, within 1e-7. In the time of scipy: counting seats by sector, listing all outcomes once for all
forums, and one vectorised call of the probability function for each of the last two tests. Samspill also
validates and computes all other measures.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from generate import SEATS_OF_A_FORUM, SECTORS, Size
from scipy import stats

from peers import frames
from peers.comparison import Comparison, Contestant
from peers.frames import Frames

TABLES = ("areas", "actors", "forums", "seats")
ACTIVITIES = 10_000  # ten an actor
RELATIVE = 1e-7  # outcomes this close count as equally probable
P_VALUES = ("p_expected", "p_baseline", "p_pool")
Numbers = npt.NDArray[np.float64]


def _prepare(size: int, folder: Path) -> None:
    frames.save(Size(ACTIVITIES, forums=size), TABLES, folder)


def _samspill(data: Frames) -> pl.DataFrame:
    forums = frames.network(data.polars).representation().forums
    return forums.to_polars().select("forum", *P_VALUES)


def _scipy(data: Frames) -> pl.DataFrame:
    seated = data.polars["seats"].join(data.polars["actors"], left_on="actor", right_on="id")
    counts = seated.pivot("sector", index="forum", values="actor", aggregate_function="len").fill_null(0)
    seats = counts.select(SECTORS).to_numpy().astype(np.int64)
    actors = data.polars["actors"]["sector"]
    pool = np.array([(actors == sector).sum() for sector in SECTORS])
    outcomes = _outcomes(SEATS_OF_A_FORUM, len(SECTORS))
    return counts.select("forum").with_columns(
        p_expected=pl.Series([_binomial(int(row[0]), int(row[0] + row[1])) for row in seats]),
        p_baseline=_two_sided(
            stats.multinomial.pmf(outcomes, SEATS_OF_A_FORUM, pool / pool.sum()),
            stats.multinomial.pmf(seats, SEATS_OF_A_FORUM, pool / pool.sum()),
        ),
        p_pool=_two_sided(
            stats.multivariate_hypergeom.pmf(outcomes, pool, SEATS_OF_A_FORUM),
            stats.multivariate_hypergeom.pmf(seats, pool, SEATS_OF_A_FORUM),
        ),
    )


def _binomial(successes: int, trials: int) -> float | None:
    return float(stats.binomtest(successes, trials, 0.5).pvalue) if trials else None


def _outcomes(seats: int, sectors: int) -> npt.NDArray[np.int64]:
    """Every way to spread the seats over the sectors."""
    if sectors == 1:
        return np.array([[seats]])
    parts = []
    for first in range(seats + 1):
        rest = _outcomes(seats - first, sectors - 1)
        parts.append(np.column_stack([np.full(len(rest), first), rest]))
    return np.concatenate(parts)


def _two_sided(possible: npt.ArrayLike, observed: npt.ArrayLike) -> Numbers:
    """Total probability of the outcomes at most as probable as each observed one."""
    ascending = np.sort(possible)
    below = np.searchsorted(ascending, np.asarray(observed) * (1 + RELATIVE), side="right")
    return np.append(0.0, np.cumsum(ascending))[below]


def _differs(ours: pl.DataFrame, theirs: pl.DataFrame) -> str:
    both = ours.join(theirs, on="forum", how="full", suffix="_scipy")
    for name in P_VALUES:
        close = np.allclose(
            both[name].to_numpy(), both[f"{name}_scipy"].to_numpy(), rtol=1e-9, atol=1e-12, equal_nan=True
        )
        if not close:
            return f"other values of {name}"
    return "" if both.height == ours.height == theirs.height else "other forums"


EXACT_TESTS: Comparison[Frames, pl.DataFrame] = Comparison(
    name="exact-tests",
    question="three exact tests a forum of 12 seats in five sectors, from data frames",
    sizes=(20, 200, 2_000),
    prepare=_prepare,
    load=frames.load,
    differs=_differs,
    contestants=(
        Contestant("samspill", _samspill),
        Contestant("scipy", _scipy),
    ),
)
