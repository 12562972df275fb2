"""The largest number of people that eligible pairs can serve, pairs given: a maximum flow and nothing else.

As many needs as activities, five pairs an activity (benchmarks/flow_instance.hpp), the same file for all. The
column "median s" is the time of solving alone; "with making" adds the time from the arrays of the file to the
library's own graph. In the time of solving: the flow on every pair and, for Samspill, LEMON, igraph and
Boykov-Kolmogorov, the minimum cut; scipy, OR-tools, Boost's push-relabel and networkx stop at the flow.
Samspill indexes the pairs from the other side within the time of solving. Libraries of C++ run in one
process, those of Python in another, all in turn. "Samspill, fair" answers more: the fair share of every need,
checked by certificates once.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from peers import libraries
from peers.comparison import Comparison, Contestant, SelfTimed, Time, unequal
from peers.eligible import Pairs
from peers.flow_tool import FlowTool, contestants, make_instance, read_pairs
from peers.libraries import Library

SIZES = (1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Instance:
    pairs: Pairs
    tool: FlowTool


def _prepare(layout: str, most_seats: int, size: int, folder: Path) -> None:
    make_instance(layout, size, most_seats, folder / "instance")


def _load(folder: Path) -> Instance:
    file = folder / "instance"
    return Instance(read_pairs(file), FlowTool(file))


def _in_tool(name: str, instance: Instance) -> SelfTimed[int]:
    return instance.tool.run(name)


def _in_python(library: Library, instance: Instance) -> SelfTimed[int]:
    watch = _Watch()
    (problem,) = library.make(instance.pairs, [instance.pairs.capacity])
    made = watch.passed()
    watch = _Watch()
    people = library.solve(problem)
    return SelfTimed(people, watch.passed(), None, made)


class _Watch:
    def __init__(self) -> None:
        self._start, self._cpu_start = time.perf_counter(), time.process_time()

    def passed(self) -> Time:
        return Time(time.perf_counter() - self._start, time.process_time() - self._cpu_start)


def _of_tool(title: str, name: str, largest: int = SIZES[-1]) -> Contestant[Instance, int]:
    return Contestant(title, partial(_in_tool, name), largest, lambda: name in contestants())


def _of_python(title: str, library: Library, largest: int = SIZES[-1]) -> Contestant[Instance, int]:
    return Contestant(title, partial(_in_python, library), largest)


def _comparison(name: str, what: str, layout: str, most_seats: int = 20) -> Comparison[Instance, int]:
    return Comparison(
        name=name,
        question=f"largest number of people served, {what}",
        sizes=SIZES,
        prepare=partial(_prepare, layout, most_seats),
        load=_load,
        differs=unequal,
        contestants=(
            _of_tool("Samspill", "samspill"),
            _of_python("scipy", libraries.SCIPY),
            _of_python("OR-tools", libraries.ORTOOLS),
            _of_tool("Boost Boykov-Kolmogorov", "boost-boykov-kolmogorov"),
            _of_tool("Boost push-relabel", "boost-push-relabel"),
            _of_tool("LEMON Preflow", "lemon", largest=100_000),
            _of_tool("igraph (C)", "igraph", largest=100_000),
            _of_python("networkx", libraries.NETWORKX, largest=10_000),
            _of_tool("Samspill, fair", "samspill-fair"),
        ),
    )


FLOWS = (
    _comparison("flow-near", "each activity near its needs, people and seats level", "near"),
    _comparison("flow-anywhere", "activities anywhere, people and seats level", "anywhere"),
    _comparison("flow-areas", "areas of 200 needs with a scarcity of their own", "areas"),
    _comparison("flow-scarce", "near, half as many seats as people", "near", 10),
    _comparison("flow-ample", "near, twice as many seats as people", "near", 40),
)
