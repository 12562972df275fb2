"""Who gets a seat: exact lexicographic max-min shares inside priority classes (methods M4.1), the plain way.

Fractions, shortest augmenting paths and repeated minimum cuts; nothing is tuned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from fractions import Fraction

from oracle_tables import INFINITY, Count, Pairs, Row, whole

Flows = dict[str, Fraction]
Residual = dict[str, dict[str, Fraction]]


def push(residual: Residual, source: str, sink: str) -> bool:
    """Augments along one shortest path (Edmonds-Karp); False when there is none."""
    came_from = {source: source}
    queue = deque([source])
    while queue and sink not in came_from:
        node = queue.popleft()
        for neighbour, room in residual[node].items():
            if room > 0 and neighbour not in came_from:
                came_from[neighbour] = node
                queue.append(neighbour)
    if sink not in came_from:
        return False
    path = [sink]
    while path[-1] != source:
        path.append(came_from[path[-1]])
    arcs = list(zip(path[1:], path[:-1], strict=True))
    amount = min(residual[tail][head] for tail, head in arcs)
    for tail, head in arcs:
        residual[tail][head] -= amount
        residual[head][tail] = residual[head].get(tail, Fraction(0)) + amount
    return True


def reachable(residual: Residual, start: str) -> set[str]:
    seen, stack = {start}, [start]
    while stack:
        for neighbour, room in residual[stack.pop()].items():
            if room > 0 and neighbour not in seen:
                seen.add(neighbour)
                stack.append(neighbour)
    return seen


def maximum_flow(wanted: Flows, pairs: Pairs, seats: Mapping[str, int]) -> Residual:
    """The residual network of a maximum flow that sends at most `wanted` people of each need to the seats."""
    residual: Residual = {"source": {}, "sink": {}}
    ample = sum(wanted.values(), Fraction(1))
    for need, people in wanted.items():
        residual["source"][f"n:{need}"] = people
        residual[f"n:{need}"] = {f"a:{activity}": ample for activity in sorted(pairs[need])}
        for activity in pairs[need]:
            residual.setdefault(f"a:{activity}", {})["sink"] = Fraction(seats[activity])
    while push(residual, "source", "sink"):
        pass
    return residual


def raise_together(
    people: Flows, fixed: Flows, free: set[str], pairs: Pairs, seats: Mapping[str, int]
) -> tuple[Fraction, set[str]]:
    """The largest common share of the needs in `free` beside `fixed`, and the needs that share holds back.

    Starts at 1 and lowers the share to what the violated minimum cut allows until nothing is violated.
    """
    share = Fraction(1)
    while True:
        wanted = fixed | {need: share * people[need] for need in free}
        residual = maximum_flow(wanted, pairs, seats)
        short = reachable(residual, "source") - {"source"}
        if not short:
            held = {need for need in free if "sink" not in reachable(residual, f"n:{need}")}
            return share, (set(free) if share == 1 else held)
        needs = {node[2:] for node in short if node.startswith("n:")}
        room = sum(seats[node[2:]] for node in short if node.startswith("a:"))
        taken = sum((fixed[need] for need in needs if need in fixed), Fraction(0))
        share = (room - taken) / sum(people[need] for need in needs & free)


def fair_allocation(needs: list[Row], pairs: Pairs, seats: Mapping[str, int]) -> Flows:
    """People covered of each need of known size: priority classes in order, lexicographic max-min inside."""
    people = {row["id"]: Fraction(whole(row, "people") or 0) for row in needs}
    classes: dict[Count, set[str]] = {}
    for row in needs:
        stated = whole(row, "priority")
        classes.setdefault(INFINITY if stated is None else stated, set()).add(row["id"])
    fixed = {need: Fraction(0) for need in people if people[need] == 0 or not pairs[need]}
    for priority in sorted(classes):
        free = classes[priority] - fixed.keys()
        while free:
            share, held = raise_together(people, fixed, free, pairs, seats)
            fixed |= {need: share * people[need] for need in held}
            free -= held
    return fixed
