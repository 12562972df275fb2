"""The largest number of people that eligible pairs can serve, by the maximum flow of several libraries.

Each function takes the pairs and one or more capacities for the activities, and gives one total for each.
Vertices are a source, the needs, the activities and a sink.
"""

from __future__ import annotations

from collections.abc import Sequence

import igraph  # type: ignore[import-untyped]
import networkx as nx
import numpy as np
import scipy.sparse as sp
from ortools.graph.python import max_flow as ortools_flow  # type: ignore[import-untyped]

from peers.eligible import Ints, Pairs


def _arcs(pairs: Pairs) -> tuple[Ints, Ints]:
    """Tails and heads of all arcs: source to needs, pairs, activities to sink."""
    needs, activities = len(pairs.people), len(pairs.capacity)
    first_activity = 1 + needs
    sink = first_activity + activities
    each_need, each_activity = np.arange(1, first_activity), np.arange(first_activity, sink)
    tails = np.concatenate([np.zeros(needs, np.int64), pairs.need + 1, each_activity])
    heads = np.concatenate([each_need, pairs.activity + first_activity, np.full(activities, sink)])
    return tails, heads


def _amounts(pairs: Pairs, capacity: Ints) -> Ints:
    """Capacities of the arcs in the same order; a pair takes as many people as its need has."""
    demand = pairs.demand()
    return np.concatenate([demand, demand[pairs.need], capacity])


def by_scipy(pairs: Pairs, capacities: Sequence[Ints]) -> list[int]:
    """scipy.sparse.csgraph.maximum_flow, Dinic's algorithm. Capacities are 32-bit there."""
    tails, heads = _arcs(pairs)
    vertices = int(heads[-1]) + 1
    totals = []
    for capacity in capacities:
        amounts = _amounts(pairs, capacity).astype(np.int32)
        matrix = sp.csr_array((amounts, (tails, heads)), shape=(vertices, vertices))
        totals.append(int(sp.csgraph.maximum_flow(matrix, 0, vertices - 1, method="dinic").flow_value))
    return totals


def by_igraph(pairs: Pairs, capacities: Sequence[Ints]) -> list[int]:
    """igraph's push-relabel."""
    tails, heads = _arcs(pairs)
    vertices = int(heads[-1]) + 1
    graph = igraph.Graph(n=vertices, edges=np.column_stack([tails, heads]), directed=True)
    return [
        round(graph.maxflow_value(0, vertices - 1, _amounts(pairs, capacity).tolist()))
        for capacity in capacities
    ]


def by_ortools(pairs: Pairs, capacities: Sequence[Ints]) -> list[int]:
    """The push-relabel of OR-tools."""
    tails, heads = _arcs(pairs)
    totals = []
    for capacity in capacities:
        solver = ortools_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(
            tails.astype(np.int32), heads.astype(np.int32), _amounts(pairs, capacity)
        )
        if solver.solve(0, int(heads[-1])) != solver.OPTIMAL:
            raise RuntimeError("OR-tools found no maximum flow")
        totals.append(int(solver.optimal_flow()))
    return totals


def by_networkx(pairs: Pairs, capacities: Sequence[Ints]) -> list[int]:
    """networkx with its default, the highest-label push-relabel, for the value alone."""
    tails, heads = _arcs(pairs)
    totals = []
    for capacity in capacities:
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_weighted_edges_from(
            zip(tails.tolist(), heads.tolist(), _amounts(pairs, capacity).tolist(), strict=True),
            weight="capacity",
        )
        totals.append(int(nx.maximum_flow_value(graph, 0, int(heads[-1]))))
    return totals
