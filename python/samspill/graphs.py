"""The network as a graph of networkx."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from samspill.network import Network

#: Table of each type of node.
_NODE_TABLES = {
    "actor": "actors",
    "activity": "activities",
    "need": "needs",
    "area": "areas",
    "forum": "forums",
}
#: Type of a node -> column -> type of the node that the column names and relation of the edge to it.
_REFERENCES = {
    "actor": {"parent": ("actor", "unit_of"), "area": ("area", "seated_in")},
    "activity": {"areas": ("area", "serves_area"), "after": ("activity", "after")},
    "need": {"area": ("area", "arises_in")},
    "area": {"parent": ("area", "nested_in")},
    "forum": {"area": ("area", "serves_area")},
}
Node = tuple[str, str]


def to_networkx(network: Network) -> nx.MultiDiGraph[Node]:
    """The network as a directed multigraph.

    Nodes are pairs (type, id): ``("actor", "library")``; types are actor, activity, need, area and forum. A
    node has its type as attribute ``node_type`` and the other columns of its row as they are, without nulls.

    Edges have the attribute ``relation``, which is also the beginning of their key:

    - ``awareness``, ``information``, ``referral``, ``collaboration``, ``contract``, ``funding``: the ties,
      from actor to actor or activity, with ``weight``, ``from``, ``to`` and ``wave`` where stated;
    - ``offers``: actor to activity; ``refers``: the entry point of a need to the need;
    - ``travel``: area to area, with ``minutes``; where one direction is stated only, it holds for both;
    - ``seat``: actor to forum, with ``person``, ``role``, ``votes``, ``from`` and ``to`` where stated;
    - ``serves_area``: activity or forum to area; ``seated_in``: actor to area; ``arises_in``: need to area;
    - ``nested_in``: area to the area around it; ``unit_of``: actor to its parent; ``after``: activity to the
      one that must come first.

    O(rows). Nodes come in the order of types and ids, edges after them, so equal networks give equal graphs.
    """
    import networkx as nx  # noqa: PLC0415 - an optional extra

    graph: nx.MultiDiGraph[Node] = nx.MultiDiGraph(title=network.title, fingerprint=network.fingerprint)
    for kind, table in _NODE_TABLES.items():
        for row in network.table(table).rows():
            graph.add_node((kind, row["id"]), node_type=kind, **_stated(row, leave_out={"id"}))
    for kind, table in _NODE_TABLES.items():
        for row in network.table(table).rows():
            _add_references(graph, kind, row)
    for tie in network.table("ties").rows():
        attributes = _stated(tie, leave_out={"source", "target", "relation"})
        source, actor = ("actor", tie["source"]), ("actor", tie["target"])
        target = actor if graph.has_node(actor) else ("activity", tie["target"])
        _add_edge(graph, source, target, tie["relation"], attributes)
    for seat in network.table("seats").rows():
        attributes = _stated(seat, leave_out={"forum", "actor"})
        _add_edge(graph, ("actor", seat["actor"]), ("forum", seat["forum"]), "seat", attributes)
    for time in network.table("travel_times").rows():
        origin, destination = ("area", time["from"]), ("area", time["to"])
        _add_edge(graph, origin, destination, "travel", {"minutes": time["minutes"]})
    return graph


def _add_references(graph: nx.MultiDiGraph[Node], kind: str, row: dict[str, Any]) -> None:
    node = (kind, row["id"])
    if kind == "activity":
        _add_edge(graph, ("actor", row["actor"]), node, "offers", {})
    if kind == "need" and row["entry_point"] is not None:
        _add_edge(graph, ("actor", row["entry_point"]), node, "refers", {})
    for column, (other, relation) in _REFERENCES[kind].items():
        cell = row[column]
        for target in cell if isinstance(cell, list) else [cell]:
            if target is not None:
                _add_edge(graph, node, (other, target), relation, {})


def _add_edge(
    graph: nx.MultiDiGraph[Node], source: Node, target: Node, relation: str, attributes: dict[str, Any]
) -> None:
    """Adds an edge whose key is its relation, with a number behind it where such an edge is there already."""
    count = sum(
        graph.edges[source, target, key]["relation"] == relation for key in graph[source].get(target, ())
    )
    key = f"{relation} {count + 1}" if count else relation
    graph.add_edge(source, target, key=key, relation=relation, **attributes)


def _stated(row: dict[str, Any], leave_out: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and name not in leave_out}
