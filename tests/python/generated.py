"""Generated networks of any size, for tests of time, interruption and threads. All of it is invented."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

THEMES = 40
AREAS = 500


def generated_tables(actors: int, activities: int, needs: int, ties: int, seed: int = 7) -> dict[str, Any]:
    """The tables areas, actors, activities, needs and ties as polars frames; equal seeds, equal tables."""
    random = np.random.default_rng(seed)

    def some(prefix: str, limit: int, count: int) -> pl.Series:
        return _names(prefix, random.integers(0, limit, count))

    first = random.integers(-2, 5, activities)
    begin = random.integers(-2, 5, needs)
    return {
        "areas": pl.DataFrame(
            {
                "id": _names("area", np.arange(AREAS)),
                "parent": pl.Series([None] + [f"area{(k - 1) // 4:07}" for k in range(1, AREAS)]),
            }
        ),
        "actors": pl.DataFrame(
            {
                "id": _names("actor", np.arange(actors)),
                "sector": pl.Series(["municipal", "civil_society"]).gather(random.integers(0, 2, actors)),
            }
        ),
        "activities": pl.DataFrame(
            {
                "id": _names("offer", np.arange(activities)),
                "actor": some("actor", actors, activities),
                "theme": some("theme", THEMES, activities),
                "areas": some("area", AREAS, activities),
                "from_month": first,
                "to_month": first + random.integers(1, 4, activities),
                "capacity": random.integers(0, 30, activities),
            }
        ),
        "needs": pl.DataFrame(
            {
                "id": _names("need", np.arange(needs)),
                "theme": some("theme", THEMES, needs),
                "area": some("area", AREAS, needs),
                "from_month": begin,
                "to_month": begin + random.integers(1, 3, needs),
                "people": random.integers(0, 20, needs),
                "entry_point": some("actor", actors, needs),
            }
        ),
        "ties": pl.DataFrame(
            {
                "source": some("actor", actors, ties),
                "target": some("actor", actors, ties),
                "relation": pl.Series(["awareness", "referral", "information"]).gather(
                    random.integers(0, 3, ties)
                ),
            }
        ),
    }


def _names(prefix: str, numbers: np.ndarray) -> pl.Series:
    return pl.select(
        pl.format(prefix + "{}", pl.Series(numbers).cast(pl.String).str.pad_start(7, "0"))
    ).to_series()
