"""What the report reads of results about forums, so that plain objects can stand in for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from samspill.report.protocols import Result, Table


class ForumRules(Result, Protocol):
    """How forums stand against rules."""

    def rows(self, language: str = ...) -> Table:
        """One row a forum and rule, with question and advice in a language."""
        ...

    @property
    def counts(self) -> Table:
        """One row a forum: rules by outcome."""
        ...


class OfForums(Result, Protocol):
    """An analysis with a table of forums."""

    @property
    def forums(self) -> Table:
        """One row a forum; a row without a forum is for all of them."""
        ...


class Attendance(OfForums, Protocol):
    """Who comes to the meetings of forums."""

    @property
    def meetings(self) -> Table:
        """One row a meeting, by forum and time."""
        ...

    @property
    def meeting_groups(self) -> Table:
        """One row a meeting and group."""
        ...


class DropOff(Result, Protocol):
    """Who stops coming."""

    @property
    def groups(self) -> Table:
        """One row a forum and group: spells and drop-offs."""
        ...

    @property
    def curves(self) -> Table:
        """One row a forum, group and time: who still comes."""
        ...

    @property
    def tests(self) -> Table:
        """One row a forum and weighting: do the groups stay equally long?"""
        ...


class VotingPower(OfForums, Protocol):
    """Who can decide in the forums."""

    @property
    def sectors(self) -> Table:
        """One row a forum and sector."""
        ...


class PowerAsymmetry(OfForums, Protocol):
    """Who has the upper hand in the forums, dimension by dimension; the composite stands in ``forums``."""

    @property
    def dimensions(self) -> Table:
        """One row a forum and dimension."""
        ...


class GroupBalance(OfForums, Protocol):
    """Balance of seats by attributes."""

    @property
    def groups(self) -> Table:
        """One row a forum, attribute and group."""
        ...

    @property
    def crossed(self) -> Table:
        """One row a forum: all attributes where they cross."""
        ...

    @property
    def cells(self) -> Table:
        """One row a forum and combination of groups that somebody sits for."""
        ...


class Perception(Result, Protocol):
    """How people rate the work in forums."""

    def items_in(self, language: str) -> Table:
        """One row a forum, wave and item, with its text in a language."""
        ...

    @property
    def instruments(self) -> Table:
        """One row a forum, wave and instrument."""
        ...


@dataclass(frozen=True)
class Say:
    """Who really has a say; ``None`` for what the tables do not allow or nobody asked for.

    ``balance`` is by attributes one by one, ``crossing`` of the sector with one other attribute.
    """

    rules: ForumRules | None = None
    attendance: Attendance | None = None
    drop_off: DropOff | None = None
    voting: VotingPower | None = None
    asymmetry: PowerAsymmetry | None = None
    balance: GroupBalance | None = None
    crossing: GroupBalance | None = None
    perception: Perception | None = None
