"""What the report reads of results about forums, so that plain objects can stand in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samspill.report.protocols import Provenance, Table


class ForumRules(Protocol):
    """How forums stand against rules."""

    def rows(self, language: str = ...) -> Table:
        """One row a forum and rule, with question and advice in a language."""
        ...

    @property
    def counts(self) -> Table:
        """One row a forum: rules by outcome."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


class Attendance(Protocol):
    """Who comes to the meetings of forums."""

    @property
    def forums(self) -> Table:
        """One row a forum, and a last one for all of them."""
        ...

    @property
    def meetings(self) -> Table:
        """One row a meeting, by forum and time."""
        ...

    @property
    def meeting_groups(self) -> Table:
        """One row a meeting and group."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


class VotingPower(Protocol):
    """Who can decide in the forums."""

    @property
    def forums(self) -> Table:
        """One row a forum."""
        ...

    @property
    def sectors(self) -> Table:
        """One row a forum and sector."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


class PowerAsymmetry(Protocol):
    """Who has the upper hand in the forums, dimension by dimension."""

    @property
    def forums(self) -> Table:
        """One row a forum: the composite and its interval."""
        ...

    @property
    def dimensions(self) -> Table:
        """One row a forum and dimension."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


@dataclass(frozen=True)
class Say:
    """Who really has a say; ``None`` for what the tables do not allow or nobody asked for."""

    rules: ForumRules | None = None
    attendance: Attendance | None = None
    voting: VotingPower | None = None
    asymmetry: PowerAsymmetry | None = None
