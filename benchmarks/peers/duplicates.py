"""Which two activities of different actors can serve the same people?

Same kind and theme, a common target group and language, nested areas, overlapping periods, where a list
that is empty keeps nothing apart. Every contestant starts from data frames and ends with a frame of pairs.
Samspill also validates, tells for each pair which conditions rest on stated data, joins the pairs into
clusters and judges them.

Packages for record linkage are no peers here: they score how similar two records are, to find out whether
they mean one thing. Their exact rules come down to the self-join below, which Splink would hand to DuckDB
as SQL: so DuckDB runs it. `recordlinkage` forms all pairs of a block and compares strings, numbers and
dates, but no intervals and no nested areas.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from generate import Size

from peers import frames
from peers.comparison import Comparison, Contestant
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

TABLES = ("areas", "actors", "activities")
AnyFrame = pl.DataFrame | pd.DataFrame

SELF_JOIN = """
    with inside as materialized (
        select offers.*, around from offers join nesting using (area)
    )
    select distinct least(a.place, b.place) as activity_a, greatest(a.place, b.place) as activity_b
    from inside a
    join offers b on b.area = a.around and b.theme = a.theme and b.kind = a.kind
    where a.actor <> b.actor and a.opens < b.closes and b.opens < a.closes
      and (a.groups = 0 or b.groups = 0 or (a.groups & b.groups) <> 0)
      and (a.tongues = 0 or b.tongues = 0 or (a.tongues & b.tongues) <> 0)
"""


def _prepare(size: int, folder: Path) -> None:
    frames.save(Size(size), TABLES, folder)


def _samspill(library: str, data: Frames) -> pl.DataFrame:
    pairs = frames.network(getattr(data, library)).duplication().pairs
    return pairs.to_polars().select("activity_a", "activity_b")


def _polars_offers(activities: pl.DataFrame) -> pl.DataFrame:
    return activities.with_row_index("place").select(
        "place",
        "theme",
        "kind",
        "actor",
        area=pl.col("areas").list.first(),
        groups=polars_bits("target_groups", GROUP_BITS),
        tongues=polars_bits("languages", LANGUAGE_BITS),
        opens=pl.col("from_month").fill_null(OPEN_FROM),
        closes=pl.col("to_month").fill_null(OPEN_TO),
    )


def _polars_joins(data: Frames) -> pl.DataFrame:
    activities = data.polars["activities"]
    offers = _polars_offers(activities).lazy()
    inner = offers.join(polars_nesting(data.polars["areas"]).lazy(), on="area")
    pairs = (
        inner.join(offers, left_on=["theme", "kind", "around"], right_on=["theme", "kind", "area"])
        .filter(
            pl.col("actor") != pl.col("actor_right"),
            pl.col("opens") < pl.col("closes_right"),
            pl.col("opens_right") < pl.col("closes"),
            _polars_share("groups"),
            _polars_share("tongues"),
        )
        .select(
            activity_a=pl.min_horizontal("place", "place_right"),
            activity_b=pl.max_horizontal("place", "place_right"),
        )
        .unique()
        .collect()
    )
    return pairs.select(activities["id"].gather(pairs[name]).alias(name) for name in pairs.columns)


def _polars_share(bits: str) -> pl.Expr:
    ours, theirs = pl.col(bits), pl.col(f"{bits}_right")
    return (ours == 0) | (theirs == 0) | (ours & theirs != 0)


def _pandas_joins(data: Frames) -> pd.DataFrame:
    activities = data.pandas["activities"]
    offers = pd.DataFrame(
        {
            "place": np.arange(len(activities)),
            "theme": activities["theme"],
            "kind": activities["kind"],
            "actor": activities["actor"],
            "area": activities["areas"],
            "groups": pandas_bits(activities["target_groups"], GROUP_BITS),
            "tongues": pandas_bits(activities["languages"], LANGUAGE_BITS),
            "opens": activities["from_month"].fillna(OPEN_FROM),
            "closes": activities["to_month"].fillna(OPEN_TO),
        }
    )
    inner = offers.merge(pandas_nesting(data.pandas["areas"]), on="area")
    both = inner.merge(
        offers,
        left_on=["theme", "kind", "around"],
        right_on=["theme", "kind", "area"],
        suffixes=("", "_right"),
    )
    both = both[
        (both["actor"] != both["actor_right"])
        & (both["opens"] < both["closes_right"])
        & (both["opens_right"] < both["closes"])
        & _pandas_share(both, "groups")
        & _pandas_share(both, "tongues")
    ]
    places = np.sort(both[["place", "place_right"]].to_numpy(), axis=1)
    unique = pd.DataFrame(places, columns=["activity_a", "activity_b"]).drop_duplicates()
    ids = activities["id"]
    return pd.DataFrame({name: ids.to_numpy()[unique[name]] for name in unique.columns})


def _pandas_share(both: pd.DataFrame, bits: str) -> pd.Series[bool]:
    ours, theirs = both[bits], both[f"{bits}_right"]
    return (ours == 0) | (theirs == 0) | (ours & theirs != 0)


def _duckdb_joins(data: Frames) -> pl.DataFrame:
    activities = data.polars["activities"]
    with duckdb.connect() as connection:
        connection.register("offers", _polars_offers(activities))
        connection.register("nesting", polars_nesting(data.polars["areas"]))
        pairs: pl.DataFrame = connection.sql(SELF_JOIN).pl()
    return pairs.select(activities["id"].gather(pairs[name]).alias(name) for name in pairs.columns)


def _differs(ours: AnyFrame, theirs: AnyFrame) -> str:
    ours, theirs = _sorted(ours), _sorted(theirs)
    return "" if ours.equals(theirs) else f"{ours.height} and {theirs.height} pairs, not the same"


def _sorted(pairs: AnyFrame) -> pl.DataFrame:
    """Pairs in one order, the smaller id first."""
    frame = pl.from_pandas(pairs) if isinstance(pairs, pd.DataFrame) else pairs
    first, second = pl.min_horizontal(frame.columns), pl.max_horizontal(frame.columns)
    return frame.select(first=first, second=second).sort("first", "second")


DUPLICATES: Comparison[Frames, AnyFrame] = Comparison(
    name="duplicates",
    question="pairs of duplicate activities, from data frames",
    sizes=(1_000, 10_000, 100_000),
    prepare=_prepare,
    load=frames.load,
    differs=_differs,
    contestants=(
        Contestant("samspill, polars in", partial(_samspill, "polars")),
        Contestant("samspill, pandas in", partial(_samspill, "pandas")),
        Contestant("polars self-join", _polars_joins),
        Contestant("pandas self-merge", _pandas_joins),
        Contestant("DuckDB self-join", _duckdb_joins),
    ),
)
