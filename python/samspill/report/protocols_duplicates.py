"""What the report reads of results about duplicates, so that plain objects can stand in for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from samspill.report.protocols import Result, Table


class Columns(Table, Protocol):
    """A table that may be too long to be read row by row."""

    def column(self, name: str, /) -> Sequence[object]:
        """The cells of a column, ``None`` where null."""
        ...


class FieldEvidence(Protocol):
    """One field of two activities."""

    @property
    def field(self) -> str:
        """Its name."""
        ...

    @property
    def score(self) -> float | None:
        """How alike they are in it, in [0, 1]; ``None`` when one of them leaves it open."""
        ...


class Evidence(Protocol):
    """What the likeness of two activities rests on."""

    @property
    def fields(self) -> Sequence[FieldEvidence]:
        """Every field that is compared, in a fixed order."""
        ...


class Duplication(Result, Protocol):
    """Result of the analysis ``duplication``."""

    @property
    def pairs(self) -> Columns:
        """One row a pair of activities."""
        ...

    @property
    def clusters(self) -> Table:
        """One row a cluster with its verdict."""
        ...

    @property
    def groups(self) -> Table:
        """One row for so many alike activities that their pairs are not listed."""
        ...

    def evidence(self, a: str, b: str, /) -> Evidence:
        """What the likeness of two activities rests on."""
        ...


class DuplicationScope(Result, Protocol):
    """Where duplicates lie."""

    @property
    def pairs(self) -> Columns:
        """One row a pair with its scope, and the municipalities of both sides."""
        ...

    @property
    def clusters(self) -> Table:
        """One row a cluster with its scope."""
        ...

    @property
    def by_scope(self) -> Table:
        """One row a scope with its sums."""
        ...


class DuplicateActors(Result, Protocol):
    """Organisations that were probably entered twice."""

    @property
    def former_ids(self) -> Table:
        """One row for each id that would go."""
        ...

    @property
    def shared_by_many(self) -> Table:
        """One row for each name or number that too many actors have."""
        ...
