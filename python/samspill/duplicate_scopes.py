"""Where duplicates lie, and what became of them between the waves of a study."""

from __future__ import annotations

from functools import cached_property

from samspill import _core
from samspill.display import escaped
from samspill.provenance import Result
from samspill.tables import ResultTable


class DuplicationScope(Result[_core.DuplicationScopeResult]):
    """Duplicates inside departments, between departments, sectors and municipalities."""

    @cached_property
    def pairs(self) -> ResultTable:
        """One row a pair with its scope and what that rests on."""
        return ResultTable(self._core.pairs())

    @cached_property
    def clusters(self) -> ResultTable:
        """One row a cluster with its scope, the widest of its pairs, and its pairs in each."""
        return ResultTable(self._core.clusters())

    @cached_property
    def by_scope(self) -> ResultTable:
        """One row a scope: pairs, clusters, and what lies beyond the need."""
        return ResultTable(self._core.by_scope())

    @cached_property
    def by_sectors(self) -> ResultTable:
        """One row for each two sectors whose actors make a pair; rows do not add up."""
        return ResultTable(self._core.by_sectors())

    @cached_property
    def by_former_units(self) -> ResultTable:
        """One row for each two former units whose actors make a pair; rows do not add up."""
        return ResultTable(self._core.by_former_units())

    def __repr__(self) -> str:
        return f"<samspill.DuplicationScope: {len(self.pairs)} pairs, {len(self.clusters)} clusters>"

    def _repr_html_(self) -> str:
        return self.by_scope.to_html(caption=escaped("Duplicates by scope"))


class DuplicationChange(Result[_core.DuplicationChangeResult]):
    """What became of duplicates: resolved, remaining, new, come back, or no longer known."""

    @cached_property
    def clusters(self) -> ResultTable:
        """One row for each cluster and wave in which something is to be said about its surplus."""
        return ResultTable(self._core.clusters())

    @cached_property
    def waves(self) -> ResultTable:
        """One row for each wave after the first and kind of change: clusters, seats and people."""
        return ResultTable(self._core.waves())

    def __repr__(self) -> str:
        return f"<samspill.DuplicationChange: {len(self.clusters)} rows>"

    def _repr_html_(self) -> str:
        return self.waves.to_html(caption=escaped("Duplicates between waves"))
