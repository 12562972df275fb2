"""What is offered more than once, judged against the need, with the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samspill import _core, options
from samspill.display import escaped
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

#: What of two activities is compared (docs/methods/similarity.md).
FIELDS = (
    "theme",
    "target_groups",
    "areas",
    "months",
    "weekly_times",
    "ages",
    "languages",
    "kind",
    "name",
    "description",
)


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """One field of two activities.

    Attributes:
        field: Its name.
        stated_by_a: Whether the first states it.
        stated_by_b: Whether the second does.
        score: How alike they are in it, in [0, 1]; None when one of the two leaves it open.
    """

    field: str
    stated_by_a: bool
    stated_by_b: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the similarity of two activities rests on.

    Attributes:
        score: Weighted mean over the fields that both state, in [0, 1]; None when there is none.
        apart: They have nothing in common in a field that decides, such as the target groups.
        fields: Every field, in the order of ``FIELDS``.
    """

    score: float | None
    apart: bool
    fields: tuple[FieldEvidence, ...]


class Duplication:
    """What is offered more than once, judged against the need (methods M2.10)."""

    def __init__(self, core: _core.DuplicationResult, weights: Mapping[str, float]) -> None:
        self._core = core
        self._weights = dict(weights)

    @cached_property
    def pairs(self) -> ResultTable:
        """One row for two activities of different actors that can serve the same people."""
        return ResultTable(self._core.pairs())

    @cached_property
    def clusters(self) -> ResultTable:
        """One row for activities that are pairwise duplicates, with seats, people in need and verdict."""
        return ResultTable(self._core.clusters())

    @cached_property
    def groups(self) -> ResultTable:
        """One row for so many alike activities that their pairs are not listed one by one."""
        return ResultTable(self._core.groups())

    def evidence(self, a: str, b: str) -> Evidence:
        """What the score of any two activities rests on, pair or not.

        Raises:
            InvalidArgument: One of the two is no activity of the network.
        """
        score, apart, fields = self._similarity.evidence(options.text("a", a), options.text("b", b))
        return Evidence(score, apart, tuple(FieldEvidence(*field) for field in fields))

    @cached_property
    def _similarity(self) -> _core.ActivitySimilarity:
        return self._core.similarity(self._weights)

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """Clusters by verdict in one sentence."""
        verdicts = self.clusters.column("verdict")
        if not verdicts:
            return "No two actors offer the same."
        counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
        return f"{len(verdicts)} clusters of similar activities of different actors: {counts}."

    def __repr__(self) -> str:
        return f"<samspill.Duplication: {len(self.pairs)} pairs, {len(self.clusters)} clusters>"

    def _repr_html_(self) -> str:
        """The summary and the clusters for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.clusters.to_html(caption='Clusters of duplicates')}"
