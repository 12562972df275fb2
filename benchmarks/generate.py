"""Seeded, made-up studies and allocation problems of any size, in the spirit of network_generator.hpp.

    python benchmarks/generate.py FOLDER --activities 10000

writes the eight CSV tables of a study to FOLDER. The numbers of the C++ generator differ, for it draws them
in another order; the proportions are the same.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Study = dict[str, pl.DataFrame]

MUNICIPALITIES, DISTRICTS, NEIGHBOURHOODS = 20, 10, 5
GROUPS = [f"group{k}" for k in range(6)]
LANGUAGES = ["ar", "da", "en", "nb", "so", "sv", "ti", "uk"]
SECTORS = ["municipal", "civil_society", "target_group", "private", "state"]
RELATIONS = ["awareness", "information", "referral", "collaboration", "contract", "funding"]
SEATS_OF_A_FORUM = 12


@dataclass(frozen=True)
class Size:
    """How much to make."""

    activities: int
    themes: int = 40
    ties_per_activity: int = 10
    forums: int = MUNICIPALITIES
    unknown: bool = True  # a tenth of the capacities and a hundredth of the needs

    @property
    def actors(self) -> int:
        return self.activities // 10 + 1


def study(size: Size, seed: int = 1) -> Study:
    """All tables but people, with lists as lists: as many needs as activities, ten activities an actor."""
    rng = np.random.default_rng(seed)
    return {
        "areas": _areas(),
        "actors": _actors(rng, size),
        "activities": _activities(rng, size),
        "needs": _needs(rng, size),
        "ties": _ties(rng, size),
        "forums": pl.DataFrame({"id": _texts("forum", np.arange(size.forums))}).with_columns(
            form=pl.lit("network_group")
        ),
        "seats": _seats(rng, size),
    }


def write_csv(tables: Study, folder: Path) -> None:
    """One CSV file a table, lists joined by semicolons."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        joined = table.with_columns(pl.col(pl.List(pl.String)).list.join(";"))
        joined.write_csv(folder / f"{name}.csv")


def _texts(kind: str, numbers: Ints) -> pl.Series:
    """Names such as actor12."""
    return pl.select(pl.lit(kind) + pl.lit(pl.Series(numbers)).cast(pl.String)).to_series()


def _areas() -> pl.DataFrame:
    rows: list[tuple[str, str | None]] = [("region", None)]
    for m in range(MUNICIPALITIES):
        rows.append((f"m{m}", "region"))
        for d in range(DISTRICTS):
            rows.append((f"m{m}d{d}", f"m{m}"))
            rows.extend((f"m{m}d{d}n{n}", f"m{m}d{d}") for n in range(NEIGHBOURHOODS))
    return pl.DataFrame(rows, schema={"id": pl.String, "parent": pl.String}, orient="row")


def _some_areas(rng: np.random.Generator, count: int) -> pl.Series:
    """Mostly districts, sometimes all of a municipality or the region."""
    municipality = _texts("m", rng.integers(MUNICIPALITIES, size=count))
    district = municipality + _texts("d", rng.integers(DISTRICTS, size=count))
    wide = pl.Series(rng.integers(5, size=count) == 0)
    widest = pl.Series(rng.integers(200, size=count) == 0)
    region = pl.Series(["region"]).extend_constant("region", count - 1)
    return region.zip_with(widest, municipality.zip_with(wide, district))


def _periods(rng: np.random.Generator, count: int) -> dict[str, pl.Series]:
    """Of one to six months; a third of all are standing."""
    first = rng.integers(-2, 6, size=count)
    standing = rng.integers(3, size=count) == 0
    last = first + rng.integers(1, 7, size=count)
    return {"from_month": _unless(standing, first), "to_month": _unless(standing, last)}


def _unless(missing: npt.NDArray[np.bool_], values: Ints) -> pl.Series:
    return pl.Series(np.ma.masked_array(values, missing).tolist(), dtype=pl.Int64)


def _some(rng: np.random.Generator, count: int, names: list[str]) -> pl.Series:
    """Lists of names: empty in half of the rows, of one name in a quarter, and so on."""
    lengths = rng.geometric(0.5, size=count) - 1
    chosen = np.asarray(names)[rng.integers(len(names), size=int(lengths.sum()))]
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(offsets), pa.array(chosen, pa.string()))
    return pl.Series(pl.from_arrow(lists))


def _actors(rng: np.random.Generator, size: Size) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "id": _texts("actor", np.arange(size.actors)),
            "sector": np.asarray(SECTORS)[rng.integers(len(SECTORS), size=size.actors)],
            "area": _some_areas(rng, size.actors),
        }
    )


def _activities(rng: np.random.Generator, size: Size) -> pl.DataFrame:
    count = size.activities
    unknown = (rng.integers(10, size=count) == 0) & size.unknown
    kinds = np.where(rng.integers(10, size=count) == 0, "statutory_task", "offer")
    return pl.DataFrame(
        {
            "id": _texts("activity", np.arange(count)),
            "actor": _texts("actor", rng.integers(size.actors, size=count)),
            "kind": kinds,
            "theme": _texts("theme", rng.integers(size.themes, size=count)),
            "target_groups": _some(rng, count, GROUPS),
            "areas": _some_areas(rng, count).reshape((count, 1)).arr.to_list(),
            "languages": _some(rng, count, LANGUAGES),
            **_periods(rng, count),
            "capacity": _unless(unknown, rng.integers(30, size=count)),
        }
    )


def _needs(rng: np.random.Generator, size: Size) -> pl.DataFrame:
    count = size.activities
    unknown = (rng.integers(100, size=count) == 0) & size.unknown
    district = _texts("m", rng.integers(MUNICIPALITIES, size=count)) + _texts(
        "d", rng.integers(DISTRICTS, size=count)
    )
    languages = np.asarray([*LANGUAGES, *[""] * len(LANGUAGES)])  # half of the needs ask for none
    return pl.DataFrame(
        {
            "id": _texts("need", np.arange(count)),
            "theme": _texts("theme", rng.integers(size.themes, size=count)),
            "target_group": np.asarray(GROUPS)[rng.integers(len(GROUPS), size=count)],
            "area": district + _texts("n", rng.integers(NEIGHBOURHOODS, size=count)),
            "language": languages[rng.integers(len(languages), size=count)],
            **_periods(rng, count),
            "people": _unless(unknown, rng.integers(1, 26, size=count)),
            "priority": rng.integers(1, 4, size=count),
            "entry_point": _texts("actor", rng.integers(size.actors // 20 + 1, size=count)),
        }
    ).with_columns(pl.col("language").replace("", None))


def _ties(rng: np.random.Generator, size: Size) -> pl.DataFrame:
    count = size.activities * size.ties_per_activity
    to_activity = pl.Series(rng.integers(2, size=count) == 0)
    actors = _texts("actor", rng.integers(size.actors, size=count))
    activities = _texts("activity", rng.integers(size.activities, size=count))
    return pl.DataFrame(
        {
            "source": _texts("actor", rng.integers(size.actors, size=count)),
            "target": activities.zip_with(to_activity, actors),
            "relation": np.asarray(RELATIONS)[rng.integers(len(RELATIONS), size=count)],
        }
    )


def _seats(rng: np.random.Generator, size: Size) -> pl.DataFrame:
    """Different actors in every forum."""
    seated = [rng.choice(size.actors, SEATS_OF_A_FORUM, replace=False) for _ in range(size.forums)]
    return pl.DataFrame(
        {
            "forum": _texts("forum", np.repeat(np.arange(size.forums), SEATS_OF_A_FORUM)),
            "actor": _texts("actor", np.concatenate(seated)),
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a made-up study as CSV tables.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_csv(study(Size(arguments.activities), arguments.seed), arguments.folder)


if __name__ == "__main__":
    main()
