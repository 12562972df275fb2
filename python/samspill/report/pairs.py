"""Pairs of duplicates by their cluster, read column by column: there may be a million of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from heapq import nlargest

from samspill.report.protocols_duplicates import Duplication

_READ = ("cluster", "activity_a", "activity_b", "score")


class ClusterPairs:
    """The pairs of each cluster. A cluster of no id holds those that lie across clusters."""

    def __init__(self, duplication: Duplication | None) -> None:
        columns = [duplication.pairs.column(name) if duplication else () for name in _READ]
        clusters, self._a, self._b, self._scores = columns
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, cluster in enumerate(clusters):
            self._rows["" if cluster is None else str(cluster)].append(row)

    def count(self, cluster: str) -> int:
        """Pairs of a cluster. O(1)."""
        return len(self._rows.get(cluster, ()))

    def scores(self, cluster: str) -> list[float]:
        """The scores of its pairs, as far as they have one. O(pairs of the cluster)."""
        found = (self._scores[row] for row in self._rows.get(cluster, ()))
        return [float(score) for score in found if isinstance(score, (int, float))]

    def strongest(self, cluster: str, most: int) -> Sequence[tuple[str, str]]:
        """Ids of its most alike pairs, the first of equal ones first; pairs without a score come last."""

        def score(row: int) -> float:
            found = self._scores[row]
            return float(found) if isinstance(found, (int, float)) else -1.0

        rows = nlargest(most, self._rows.get(cluster, ()), key=score)
        return [(str(self._a[row]), str(self._b[row])) for row in rows]
