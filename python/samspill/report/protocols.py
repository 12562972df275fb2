"""What the report reads of a network and of results, so that plain objects can stand in for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol


class Table(Protocol):
    """A table of results or of input: one mapping from column name to value a row, ``None`` for null."""

    def rows(self) -> Sequence[Mapping[str, object]]:
        """All rows, in the order of the table; a list cell is a sequence of texts."""
        ...


class Network(Protocol):
    """An actor network."""

    @property
    def title(self) -> str | None:
        """Title of the study; ``None`` or empty when it has none."""
        ...

    @property
    def month_labels(self) -> Mapping[int, str] | None:
        """Names of months on a calendar axis; ``None`` when months count from arrival."""
        ...

    @property
    def fingerprint(self) -> int | str:
        """Equal for equal input."""
        ...

    @property
    def findings(self) -> Table:
        """What validation found, one row a finding."""
        ...

    def table(self, name: str, /) -> Table:
        """One of the input tables; without rows when it was not given."""
        ...


class Provenance(Protocol):
    """Where a result comes from."""

    @property
    def analysis(self) -> str:
        """Name of the analysis."""
        ...

    @property
    def version(self) -> str:
        """Version of the library."""
        ...

    @property
    def network_fingerprint(self) -> int | str:
        """Fingerprint of the network it was computed from."""
        ...

    @property
    def options(self) -> Mapping[str, object]:
        """Every option with the value that was used."""
        ...


class Result(Protocol):
    """Result of an analysis."""

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


class CoverageTotals(Protocol):
    """Sums over all needs. ``None`` where the tables leave the number without meaning."""

    @property
    def needs(self) -> int:
        """All needs."""
        ...

    @property
    def needs_unknown(self) -> int:
        """Needs whose size nobody counted; in no sum."""
        ...

    @property
    def people(self) -> int:
        """People in needs of known size."""
        ...

    @property
    def covered_low(self) -> float:
        """People with a place when unknown capacities are 0."""
        ...

    @property
    def covered_high(self) -> float:
        """People with a place when unknown capacities are unbounded."""
        ...

    @property
    def known_low(self) -> float | None:
        """People with a place in an offer their entry point can find; ``None`` without a table of ties."""
        ...

    @property
    def known_high(self) -> float | None:
        """The upper end of the same."""
        ...

    @property
    def lost_to_not_knowing_low(self) -> float | None:
        """People who could have a place in an offer that their entry point cannot find."""
        ...

    @property
    def lost_to_not_knowing_high(self) -> float | None:
        """The upper end of the same."""
        ...

    @property
    def capacity(self) -> int:
        """Places of all activities of known capacity."""
        ...

    @property
    def activities_capacity_unknown(self) -> int:
        """Activities that state no capacity."""
        ...

    @property
    def unused_capacity(self) -> int:
        """Known places that no allocation fills."""
        ...

    @property
    def people_with_backup(self) -> int:
        """People in needs of known size that two organisations with places can reach."""
        ...


class Groups(Protocol):
    """Coverage by group."""

    @property
    def table(self) -> Table:
        """One row a group."""
        ...

    @property
    def equity(self) -> Table:
        """One row a measure of inequality and end of the intervals."""
        ...


class Coverage(Result, Protocol):
    """Result of the analysis ``coverage``."""

    @property
    def needs(self) -> Table:
        """One row a need."""
        ...

    @property
    def by_theme(self) -> Table:
        """One row a theme."""
        ...

    @property
    def by_theme_month(self) -> Table:
        """One row for each theme and month shown."""
        ...

    @property
    def cascade(self) -> Table:
        """One row a stage: people lost there and people left."""
        ...

    @property
    def losses(self) -> Table:
        """One row a need: people lost at each stage."""
        ...

    @property
    def totals(self) -> CoverageTotals:
        """Sums over all needs."""
        ...

    def by(self, grouping: Literal["target_group", "area"], /) -> Groups:
        """Sums and inequality by group."""
        ...


class CriticalityTotals(Protocol):
    """What depends on what, in sum."""

    @property
    def jointly_redundant(self) -> int:
        """Activities that can go at once without losing anybody."""
        ...

    @property
    def jointly_redundant_at_most(self) -> int:
        """No such set has more."""
        ...


class Criticality(Result, Protocol):
    """What is lost without each activity."""

    @property
    def activities(self) -> Table:
        """One row an activity."""
        ...

    @property
    def totals(self) -> CriticalityTotals:
        """The sums."""
        ...


class RepairTotals(Protocol):
    """What the choice of repairs comes to."""

    @property
    def considered(self) -> int:
        """Candidates that were valued."""
        ...

    @property
    def all_considered(self) -> bool:
        """False when there are more candidates than were valued."""
        ...

    @property
    def budget(self) -> float:
        """Largest sum of efforts."""
        ...

    @property
    def chosen_people(self) -> int:
        """People reached in addition by the choice."""
        ...

    @property
    def chosen_effort(self) -> float:
        """Its effort."""
        ...

    @property
    def people_at_most(self) -> int:
        """No choice within the budget reaches more."""
        ...


class Repairs(Result, Protocol):
    """What would mend coverage."""

    @property
    def table(self) -> Table:
        """One row a repair, most people per effort first."""
        ...

    @property
    def knowledge(self) -> Table:
        """One row a referrer: the one offer it should hear of."""
        ...

    @property
    def totals(self) -> RepairTotals:
        """What the choice comes to."""
        ...


class Representation(Result, Protocol):
    """Result of the analysis ``representation``."""

    @property
    def forums(self) -> Table:
        """One row a forum."""
        ...

    @property
    def sectors(self) -> Table:
        """One row a forum and sector."""
        ...


class SharingTotals(Protocol):
    """What the chosen proposals come to."""

    @property
    def chosen_people(self) -> int:
        """Covered in addition when all of them are carried out."""
        ...


class WorkSharing(Result, Protocol):
    """Who could do what instead of doing the same."""

    @property
    def table(self) -> Table:
        """One row a proposal."""
        ...

    @property
    def chosen(self) -> Table:
        """One row a chosen proposal, in order."""
        ...

    @property
    def totals(self) -> SharingTotals:
        """The sums."""
        ...
