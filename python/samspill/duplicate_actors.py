"""Organisations that were entered twice: pairs of actors with evidence, and proposals to merge them."""

from __future__ import annotations

from functools import cached_property

from samspill import _core
from samspill.display import escaped, plain_number
from samspill.provenance import Result
from samspill.tables import ResultTable


class DuplicateActors(Result[_core.DuplicateActorsResult]):
    """Which actors are probably one organisation; ``Network.with_merged_actors`` makes them one."""

    @cached_property
    def pairs(self) -> ResultTable:
        """One row for two actors that are probably one organisation, with what speaks for and against it."""
        return ResultTable(self._core.pairs())

    @cached_property
    def proposals(self) -> ResultTable:
        """One row for actors that are pairwise pairs: the id to keep, the ids that go, the rows that move."""
        return ResultTable(self._core.proposals())

    @cached_property
    def former_ids(self) -> ResultTable:
        """One row for each id that would go: the id that stands for it, the reason and the evidence."""
        return ResultTable(self._core.former_ids())

    @cached_property
    def shared_by_many(self) -> ResultTable:
        """One row for each name or number that too many actors have to tell one from another."""
        return ResultTable(self._core.shared_by_many())

    @cached_property
    def merges(self) -> dict[str, str]:
        """The id that would be kept, by the id that would go."""
        table = self.former_ids
        return dict(zip(table.column("former_id"), table.column("id"), strict=True))

    def summary(self) -> str:
        """Pairs and proposals in one sentence."""
        if not len(self.pairs):
            return "No two actors look like one organisation."
        pairs, proposals, gone = (
            plain_number(n) for n in (len(self.pairs), len(self.proposals), len(self.former_ids))
        )
        return (
            f"Pairs of actors that are probably one organisation: {pairs}; "
            f"proposed merges: {proposals}, by which {gone} ids would go."
        )

    def __repr__(self) -> str:
        return f"<samspill.DuplicateActors: {len(self.pairs)} pairs, {len(self.proposals)} proposals>"

    def _repr_html_(self) -> str:
        """The summary and the proposals for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.proposals.to_html(caption='Proposed merges')}"
