"""Maximum flows of Python's libraries, with the making of their graph and the solving apart.

Vertices are a source, the needs, the activities and a sink. ``make`` takes the pairs and one or more
capacities for the activities and gives a problem for each; ``solve`` gives the people served. None of the
libraries is asked for a cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import igraph  # type: ignore[import-untyped]
import networkx as nx
import numpy as np
import scipy.sparse as sp
from ortools.graph.python import max_flow as ortools_flow  # type: ignore[import-untyped]

from peers.eligible import Ints, Pairs


@dataclass(frozen=True)
class Library:
    """One way to the largest number of people served."""

    make: Callable[[Pairs, Sequence[Ints]], list[Any]]
    solve: Callable[[Any], int]

    def totals(self, pairs: Pairs, capacities: Sequence[Ints]) -> list[int]:
        """One total for each of the capacities."""
        return [self.solve(problem) for problem in self.make(pairs, capacities)]


class _Arcs(NamedTuple):
    """All arcs: source to needs, pairs, activities to sink."""

    tails: Ints
    heads: Ints
    sink: int


def _arcs(pairs: Pairs) -> _Arcs:
    needs, activities = len(pairs.people), len(pairs.capacity)
    first_activity = 1 + needs
    sink = first_activity + activities
    each_need, each_activity = np.arange(1, first_activity), np.arange(first_activity, sink)
    tails = np.concatenate([np.zeros(needs, np.int64), pairs.need + 1, each_activity])
    heads = np.concatenate([each_need, pairs.activity + first_activity, np.full(activities, sink)])
    return _Arcs(tails, heads, sink)


def _amounts(pairs: Pairs, capacity: Ints) -> Ints:
    """Capacities of the arcs in the same order; a pair takes as many people as its need has."""
    demand = pairs.demand()
    return np.concatenate([demand, demand[pairs.need], capacity])


def _make_scipy(pairs: Pairs, capacities: Sequence[Ints]) -> list[sp.csr_array]:
    """Capacities are 32-bit there."""
    arcs = _arcs(pairs)
    shape = (arcs.sink + 1, arcs.sink + 1)
    ends = (arcs.tails, arcs.heads)
    return [
        sp.csr_array((_amounts(pairs, capacity).astype(np.int32), ends), shape=shape)
        for capacity in capacities
    ]


def _solve_scipy(matrix: sp.csr_array) -> int:
    return int(sp.csgraph.maximum_flow(matrix, 0, matrix.shape[0] - 1, method="dinic").flow_value)


def _make_igraph(pairs: Pairs, capacities: Sequence[Ints]) -> list[tuple[igraph.Graph, list[int], int]]:
    arcs = _arcs(pairs)
    edges = np.column_stack([arcs.tails, arcs.heads])
    graph = igraph.Graph(n=arcs.sink + 1, edges=edges, directed=True)
    return [(graph, _amounts(pairs, capacity).tolist(), arcs.sink) for capacity in capacities]


def _solve_igraph(problem: tuple[igraph.Graph, list[int], int]) -> int:
    graph, amounts, sink = problem
    return int(graph.maxflow_value(0, sink, amounts))


def _make_ortools(pairs: Pairs, capacities: Sequence[Ints]) -> list[tuple[ortools_flow.SimpleMaxFlow, int]]:
    arcs = _arcs(pairs)
    problems = []
    for capacity in capacities:
        solver = ortools_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(
            arcs.tails.astype(np.int32), arcs.heads.astype(np.int32), _amounts(pairs, capacity)
        )
        problems.append((solver, arcs.sink))
    return problems


def _solve_ortools(problem: tuple[ortools_flow.SimpleMaxFlow, int]) -> int:
    solver, sink = problem
    if solver.solve(0, sink) != solver.OPTIMAL:
        raise RuntimeError("OR-tools found no maximum flow")
    return int(solver.optimal_flow())


def _make_networkx(pairs: Pairs, capacities: Sequence[Ints]) -> list[tuple[nx.DiGraph[int], int]]:
    arcs = _arcs(pairs)
    problems = []
    for capacity in capacities:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_weighted_edges_from(
            zip(arcs.tails.tolist(), arcs.heads.tolist(), _amounts(pairs, capacity).tolist(), strict=True),
            weight="capacity",
        )
        problems.append((graph, arcs.sink))
    return problems


def _solve_networkx(problem: tuple[nx.DiGraph[int], int]) -> int:
    graph, sink = problem
    return int(nx.maximum_flow_value(graph, 0, sink))


SCIPY = Library(_make_scipy, _solve_scipy)  # maximum_flow, Dinic's algorithm
IGRAPH = Library(_make_igraph, _solve_igraph)  # push-relabel
ORTOOLS = Library(_make_ortools, _solve_ortools)  # SimpleMaxFlow, push-relabel
NETWORKX = Library(_make_networkx, _solve_networkx)  # its default, the highest-label push-relabel
