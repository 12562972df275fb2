"""Which activity can serve which need, by the joins an analyst would write in polars or pandas.

The conditions are those of ``Network.coverage``: theme, target group, area in nested areas, period and
language. The generated tables state one area for each activity and no ages, and the joins make use of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from peers.frames import (
    GROUP_BITS,
    LANGUAGE_BITS,
    OPEN_FROM,
    OPEN_TO,
    Frames,
    pandas_bits,
    pandas_nesting,
    polars_bits,
    polars_nesting,
)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Eligible pairs by row of the two tables, and the amounts; unknown amounts are -1."""

    need: Ints
    activity: Ints
    people: Ints
    capacity: Ints

    def capacity_low(self) -> Ints:
        """Unknown capacities as 0."""
        return np.maximum(self.capacity, 0)

    def capacity_high(self) -> Ints:
        """Unknown capacities as more than anybody asks for."""
        return np.where(self.capacity < 0, self.demand().sum(), self.capacity)

    def demand(self) -> Ints:
        """People of each need, 0 where nobody counted."""
        return np.maximum(self.people, 0)


def by_polars(frames: Frames) -> Pairs:
    """Lazily, so that polars may order and parallelise the work."""
    tables = frames.polars
    months = (pl.col("from_month").fill_null(OPEN_FROM), pl.col("to_month").fill_null(OPEN_TO))
    needs = (
        tables["needs"]
        .lazy()
        .with_row_index("need")
        .join(polars_nesting(tables["areas"]).lazy(), on="area")
        .select(
            "need",
            "theme",
            "around",
            *months,
            group=pl.col("target_group").replace_strict(GROUP_BITS),
            tongue=pl.col("language").replace_strict(LANGUAGE_BITS).fill_null(0),
        )
    )
    offers = (
        tables["activities"]
        .lazy()
        .with_row_index("activity")
        .select(
            "activity",
            "theme",
            *months,
            around=pl.col("areas").list.first(),
            groups=polars_bits("target_groups", GROUP_BITS),
            tongues=polars_bits("languages", LANGUAGE_BITS),
        )
    )
    found = (
        needs.join(offers, on=["theme", "around"])
        .filter(
            (pl.col("groups") == 0) | (pl.col("groups") & pl.col("group") != 0),
            (pl.col("tongue") == 0) | (pl.col("tongues") == 0) | (pl.col("tongues") & pl.col("tongue") != 0),
            pl.col("from_month") < pl.col("to_month_right"),
            pl.col("from_month_right") < pl.col("to_month"),
        )
        .select(pl.col("need", "activity").cast(pl.Int64))
        .collect()
    )
    return Pairs(
        found["need"].to_numpy(),
        found["activity"].to_numpy(),
        tables["needs"]["people"].fill_null(-1).to_numpy(),
        tables["activities"]["capacity"].fill_null(-1).to_numpy(),
    )


def by_pandas(frames: Frames) -> Pairs:
    """The same joins in pandas."""
    needs, activities = frames.pandas["needs"], frames.pandas["activities"]
    nested = needs.assign(
        need=np.arange(len(needs)),
        group=needs["target_group"].map(GROUP_BITS),
        tongue=needs["language"].map(LANGUAGE_BITS).fillna(0).astype("int64"),
        start=needs["from_month"].fillna(OPEN_FROM),
        stop=needs["to_month"].fillna(OPEN_TO),
    )[["need", "theme", "area", "group", "tongue", "start", "stop"]].merge(
        pandas_nesting(frames.pandas["areas"]), on="area"
    )
    offers = activities.assign(
        activity=np.arange(len(activities)),
        around=activities["areas"],
        groups=pandas_bits(activities["target_groups"], GROUP_BITS),
        tongues=pandas_bits(activities["languages"], LANGUAGE_BITS),
        opens=activities["from_month"].fillna(OPEN_FROM),
        closes=activities["to_month"].fillna(OPEN_TO),
    )[["activity", "theme", "around", "groups", "tongues", "opens", "closes"]]
    both = nested.merge(offers, on=["theme", "around"])
    found = both[
        ((both["groups"] == 0) | (both["groups"] & both["group"] != 0))
        & ((both["tongue"] == 0) | (both["tongues"] == 0) | (both["tongues"] & both["tongue"] != 0))
        & (both["start"] < both["closes"])
        & (both["opens"] < both["stop"])
    ]
    return Pairs(
        found["need"].to_numpy(),
        found["activity"].to_numpy(),
        needs["people"].fillna(-1).to_numpy(np.int64),
        activities["capacity"].fillna(-1).to_numpy(np.int64),
    )
