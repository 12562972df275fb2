"""What-if: networks that differ in one thing, made from each other without reading anything again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from samspill import options
from samspill.duplicate_actors import DuplicateActors

if TYPE_CHECKING:
    from collections.abc import Callable

    from samspill._core import ActorNetwork


class Edits(ABC):
    """Each method gives a new network that shares every table it does not change; the old one stays.

    The new network equals one built from the edited tables: the same rules, findings, results and
    fingerprint.
    """

    _core: ActorNetwork

    @abstractmethod
    def _edited(self, make: Callable[[], ActorNetwork]) -> Self:
        """The network around the core that ``make`` gives."""

    def with_activity(self, **columns: object) -> Self:
        """One activity more; columns as in the table ``activities``, lists as lists.

        Raises:
            UnusableData: The row breaks a rule of the tables.
        """
        row = row_of(columns)
        return self._edited(lambda: self._core.with_activity(row))

    def without_activity(self, activity: str) -> Self:
        """One activity less; it also leaves the prerequisites of others, and ties to it go.

        Raises:
            InvalidArgument: There is no such activity.
        """
        name = options.text("activity", activity)
        return self._edited(lambda: self._core.without_activity(name))

    def with_capacity(self, activity: str, capacity: int | None) -> Self:
        """The activity with another number of seats; None for unknown.

        Raises:
            InvalidArgument: There is no such activity, or the number is negative.
        """
        seats = None if capacity is None else options.whole_number("capacity", capacity)
        name = options.text("activity", activity)
        return self._edited(lambda: self._core.with_capacity(name, seats))

    def without_actor(self, actor: str) -> Self:
        """The network when an actor leaves, with its activities, people, seats and ties.

        Needs that it referred are referred by nobody then; its units belong to what it belonged to.

        Raises:
            InvalidArgument: There is no such actor.
        """
        name = options.text("actor", actor)
        return self._edited(lambda: self._core.without_actor(name))

    def with_merged_actors(self, merges: DuplicateActors | Mapping[str, str]) -> Self:
        """Actors that are one organisation made one: what belonged to those that go belongs to the one kept.

        Empty cells of the kept actor are filled from the others. Ties among them go, and so do moved ties
        and seats that equal another in every cell. ``DuplicateActors.former_ids`` keeps the trace.

        Args:
            merges: All proposals of a result, or ids to keep by ids that go; ``DuplicateActors.merges`` is
                such a dict, of which those that were confirmed can be picked.

        Raises:
            InvalidArgument: There is no such actor, or one is both to go and to be kept.
            UnusableData: An actor would be above itself in the chain of parents.
        """
        pairs = _merges(merges)
        return self._edited(lambda: self._core.with_merged_actors(pairs))

    def with_tie(self, source: str, target: str, relation: str = "awareness", **columns: object) -> Self:
        """One tie more, from an actor to an actor or activity.

        Raises:
            InvalidArgument: One of the two is not in the network.
            UnusableData: The row breaks a rule of the tables.
        """
        row = row_of({"source": source, "target": target, "relation": relation, **columns})
        return self._edited(lambda: self._core.with_tie(row))


def row_of(columns: Mapping[str, object]) -> list[tuple[str, list[Any]]]:
    """Columns of one cell each, as the core takes a row."""
    return [(name, [cell]) for name, cell in columns.items()]


def _merges(merges: object) -> list[tuple[str, str]]:
    """Pairs of the id that goes and the id that is kept."""
    given = merges.merges if isinstance(merges, DuplicateActors) else merges
    if not isinstance(given, Mapping):
        message = "merges must be a result of duplicate_actors or a dict of ids"
        raise TypeError(message)
    return [(options.text("merges", gone), options.text("merges", kept)) for gone, kept in given.items()]
