"""From a folder of CSV tables to something that answers questions.

The data-frame libraries read the seven files with their types guessed; where a graph library is named, its
graph of the ties is made as well, with actors and activities as vertices and relations as attributes.
Samspill checks every cell and reference, resolves ids, takes lists apart, nests areas and builds one graph
for each relation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import igraph  # type: ignore[import-untyped]
import networkx as nx
import numpy as np
import pandas as pd
import polars as pl
from generate import Size, study, write_csv

import samspill as ss
from peers.comparison import Comparison, Contestant, unequal

TABLES = ("areas", "actors", "needs", "activities", "ties", "forums", "seats")


class Sizes(NamedTuple):
    """What shows that the same was read."""

    rows: tuple[int, ...]  # of each table
    people: int  # in needs that state them
    capacity: int  # seats of activities that state them
    edges: int


Frames = dict[str, pl.DataFrame] | dict[str, pd.DataFrame]

#: What was read, with a way to look at it that is not timed.
Read = Callable[[], Sizes]


def _prepare(size: int, folder: Path) -> None:
    write_csv(study(Size(size)), folder)


def _samspill(folder: Path) -> Read:
    network = ss.read(folder)
    return lambda: _sizes({name: network.table(name).to_polars() for name in TABLES})


def _polars(folder: Path) -> Read:
    frames = {name: pl.read_csv(folder / f"{name}.csv") for name in TABLES}
    return lambda: _sizes(frames)


def _pandas(folder: Path) -> Read:
    frames = _pandas_frames(folder)
    return lambda: _sizes(frames)


def _pandas_frames(folder: Path) -> dict[str, pd.DataFrame]:
    return {name: pd.read_csv(folder / f"{name}.csv", engine="pyarrow") for name in TABLES}


def _pandas_and_networkx(folder: Path) -> Read:
    frames = _pandas_frames(folder)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(frames["actors"]["id"])
    graph.add_nodes_from(frames["activities"]["id"])
    relations = ({"relation": relation} for relation in frames["ties"]["relation"])
    graph.add_edges_from(zip(frames["ties"]["source"], frames["ties"]["target"], relations, strict=True))
    return lambda: _sizes(frames, graph.number_of_edges())


def _polars_and_igraph(folder: Path) -> Read:
    frames = {name: pl.read_csv(folder / f"{name}.csv") for name in TABLES}
    names = pl.concat([frames["actors"]["id"], frames["activities"]["id"]])
    place = pl.DataFrame({"name": names}).with_row_index("place")
    ends = [
        frames["ties"].select(name=end).join(place, on="name", maintain_order="left")["place"].to_numpy()
        for end in ("source", "target")
    ]
    graph = igraph.Graph(
        n=len(names),
        edges=np.column_stack(ends),
        directed=True,
        vertex_attrs={"name": names.to_list()},
        edge_attrs={"relation": frames["ties"]["relation"].to_list()},
    )
    return lambda: _sizes(frames, graph.ecount())


def _sizes(frames: Frames, edges: int | None = None) -> Sizes:
    return Sizes(
        tuple(len(frames[name]) for name in TABLES),
        int(frames["needs"]["people"].sum()),
        int(frames["activities"]["capacity"].sum()),
        len(frames["ties"]) if edges is None else edges,
    )


def _differs(ours: Read, theirs: Read) -> str:
    return unequal(ours(), theirs())


def _load(folder: Path) -> Path:
    return folder


READING: Comparison[Path, Read] = Comparison(
    name="reading",
    question="a folder of CSV tables",
    sizes=(1_000, 10_000, 100_000),
    prepare=_prepare,
    load=_load,
    differs=_differs,
    contestants=(
        Contestant("samspill", _samspill),
        Contestant("polars, frames only", _polars),
        Contestant("pandas (pyarrow), frames only", _pandas),
        Contestant("polars + igraph", _polars_and_igraph),
        Contestant("pandas (pyarrow) + networkx", _pandas_and_networkx),
    ),
)
