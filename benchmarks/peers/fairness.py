"""Which share of each need is covered when the smallest share is raised first, then the next (leximin)?

``fairness`` begins with a study in data frames: in the time of Samspill is everything from them to shares, in
that of HiGHS only its programs on the pairs (linear_programs.py). ``fair-near`` and ``fair-areas`` give both
the pairs of a made-up instance (benchmarks/flow_instance.hpp).
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generate import Size, study

from peers import eligible, frames
from peers.comparison import Comparison, Contestant, SelfTimed, Time
from peers.flow_tool import FlowTool, contestants, make_instance, read_pairs, write_pairs
from peers.frames import Frames
from peers.linear_programs import LinearPrograms, Shares, differ

TABLES = ("areas", "actors", "needs", "activities")


@dataclass(frozen=True)
class Contested:
    pairs: eligible.Pairs
    tool: FlowTool | None
    frames: Frames | None


def _prepare_study(size: int, folder: Path) -> None:
    """A few themes only, so that many needs compete; everything is known and equally urgent."""
    made = study(Size(size, themes=max(1, size // 250), unknown=False))
    made["needs"] = made["needs"].drop("priority")
    for name in TABLES:
        made[name].write_ipc(folder / f"{name}.arrow")


def _load_study(folder: Path) -> Contested:
    loaded = frames.load(folder)
    pairs = eligible.by_polars(loaded)
    if not contestants():
        return Contested(pairs, None, loaded)
    file = folder / "instance"
    write_pairs(pairs, file)
    return Contested(pairs, FlowTool(file), loaded)


def _prepare_pairs(layout: str, size: int, folder: Path) -> None:
    make_instance(layout, size, 20, folder / "instance")


def _load_pairs(folder: Path) -> Contested:
    file = folder / "instance"
    return Contested(read_pairs(file), FlowTool(file), None)


def _from_frames(data: Contested) -> Shares:
    if data.frames is None:
        raise ValueError("only a study has data frames")
    tables = data.frames.polars
    shares = frames.network(tables).coverage().needs.to_polars().select("need", "share")
    needs = tables["needs"].select(need="id")
    return needs.join(shares, on="need", maintain_order="left")["share"].to_numpy()


def _from_pairs(data: Contested) -> SelfTimed[Shares]:
    if data.tool is None:
        raise ValueError("samspill_flows is not there")
    run = data.tool.run("samspill-fair")
    return SelfTimed(data.tool.shares(), run.time, run.peak_mebibytes, run.making)


def _linear_programs(data: Contested) -> SelfTimed[Shares]:
    start, cpu_start = time.perf_counter(), time.process_time()
    programs = LinearPrograms(data.pairs)
    made, cpu_made = time.perf_counter(), time.process_time()
    shares = programs.solve(len(data.pairs.people))
    solving = Time(time.perf_counter() - made, time.process_time() - cpu_made)
    return SelfTimed(shares, solving, None, Time(made - start, cpu_made - cpu_start))


def _has_tool() -> bool:
    return bool(contestants())


_ON_PAIRS: tuple[Contestant[Contested, Shares], ...] = (
    Contestant("Samspill, pairs given", _from_pairs, is_there=_has_tool),
    Contestant("HiGHS, pairs given", _linear_programs),
)
_STUDY: Comparison[Contested, Shares] = Comparison(
    name="fairness",
    question="fair share of every need of a study, to 1e-6",
    sizes=(250, 1_000),
    prepare=_prepare_study,
    load=_load_study,
    differs=differ,
    contestants=(*_ON_PAIRS, Contestant("Samspill, from data frames", _from_frames)),
)

FAIRNESS: tuple[Comparison[Contested, Shares], ...] = (
    _STUDY,
    *(
        replace(
            _STUDY,
            name=f"fair-{layout}",
            question=f"fair share of every need, pairs given ({layout}), to 1e-6",
            sizes=(1_000,),
            prepare=partial(_prepare_pairs, layout),
            load=_load_pairs,
            contestants=_ON_PAIRS,
        )
        for layout in ("near", "areas")
    ),
)
