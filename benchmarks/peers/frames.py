"""Studies as data frames, and what an analyst's joins need beside them: nesting of areas, sets as bits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
from generate import GROUPS, LANGUAGES, Size, Study, study

import samspill as ss

OPEN_FROM, OPEN_TO = -1_000_000, 1_000_000  # months that stand for "since ever" and "without end"
GROUP_BITS = {name: 1 << place for place, name in enumerate(GROUPS)}
LANGUAGE_BITS = {name: 1 << place for place, name in enumerate(LANGUAGES)}


@dataclass(frozen=True)
class Frames:
    """The same tables for every library: lists in polars, texts with semicolons in pandas."""

    polars: Study
    pandas: dict[str, pd.DataFrame]


def save(size: Size, tables: tuple[str, ...], folder: Path) -> None:
    """Writes the named tables of a made-up study."""
    made = study(size)
    for name in tables:
        made[name].write_ipc(folder / f"{name}.arrow")


def load(folder: Path) -> Frames:
    """Reads what ``save`` wrote."""
    frames = {file.stem: pl.read_ipc(file) for file in sorted(folder.glob("*.arrow"))}
    flat = {
        name: frame.with_columns(pl.col(pl.List(pl.String)).list.join(";")).to_pandas()
        for name, frame in frames.items()
    }
    return Frames(frames, flat)


def network(tables: Mapping[str, Any]) -> ss.Network:
    """Samspill's network of the tables of either library."""
    return ss.Network.from_tables(**tables)


def polars_nesting(areas: pl.DataFrame) -> pl.DataFrame:
    """One row (area, around) for every area and each area that contains it, itself included."""
    parents = areas.select("id", "parent")
    level = areas.select(area="id", around="id")
    levels = []
    while level.height:
        levels.append(level)
        level = level.join(parents, left_on="around", right_on="id").drop_nulls("parent")
        level = level.select("area", around="parent")
    return pl.concat(levels)


def pandas_nesting(areas: pd.DataFrame) -> pd.DataFrame:
    """The same in pandas."""
    parent = areas.set_index("id")["parent"]
    level = pd.DataFrame({"area": areas["id"], "around": areas["id"]})
    levels = []
    while len(level):
        levels.append(level)
        level = level.assign(around=level["around"].map(parent)).dropna()
    return pd.concat(levels, ignore_index=True)


def polars_bits(column: str, bits: dict[str, int]) -> pl.Expr:
    """A column of lists as one integer a row, a bit for each name; 0 for an empty list."""
    coded = pl.element().replace_strict(bits, return_dtype=pl.Int64).unique()
    return pl.col(column).list.eval(coded).list.sum().fill_null(0)


def pandas_bits(texts: pd.Series[str], bits: dict[str, int]) -> pd.Series[int]:
    """A column of texts with semicolons in the same way; every distinct text is taken apart once."""
    table = {text: _bits_of(text, bits) for text in texts.unique()}
    return texts.map(table).astype("int64")


def _bits_of(text: str, bits: dict[str, int]) -> int:
    found = 0
    for item in filter(None, text.split(";")):
        found |= bits[item]
    return found
