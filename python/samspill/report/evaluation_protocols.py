"""What the report reads of a study of a pilot and of its effects; plain objects can stand in for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from samspill.report.protocols import Provenance, Table


class Study(Protocol):
    """A study of a pilot."""

    @property
    def title(self) -> str:
        """Name of the study; may be empty."""
        ...

    @property
    def findings(self) -> Table:
        """What validation found, one row a finding."""
        ...

    @property
    def fingerprint(self) -> int:
        """Equal for equal input."""
        ...

    @property
    def waves(self) -> tuple[str, ...]:
        """Ids of the waves, in time."""
        ...

    @property
    def units(self) -> tuple[str, ...]:
        """Ids of the units."""
        ...

    def treatment(self) -> Table:
        """One row a unit, with its name, arm and first wave."""
        ...

    def indicators(self, *, lang: str) -> Table:
        """One row an indicator, arm and wave."""
        ...

    def logic_model(self) -> Table:
        """One row a node of the logic model; without rows when there is none."""
        ...


class Effect(Protocol):
    """The effect on one indicator, by several methods."""

    @property
    def indicator(self) -> str:
        """Id of the indicator."""
        ...

    @property
    def design(self) -> str:
        """What is compared with what."""
        ...

    @property
    def status(self) -> str:
        """``ok`` when there is an effect."""
        ...

    @property
    def reason(self) -> str:
        """Why there is none."""
        ...

    @property
    def baseline(self) -> str | None:
        """The wave that is compared with."""
        ...

    @property
    def follow_up(self) -> str | None:
        """The wave that is compared."""
        ...

    @property
    def treated(self) -> int:
        """Treated units that count."""
        ...

    @property
    def controls(self) -> int:
        """Controls that count."""
        ...

    @property
    def level(self) -> float:
        """Of the limits."""
        ...

    @property
    def estimate(self) -> float | None:
        """The effect of the headline."""
        ...

    @property
    def detectable(self) -> float | None:
        """The smallest effect that would have shown."""
        ...

    @property
    def earlier(self) -> Mapping[str, Any] | None:
        """The difference before treatment."""
        ...

    @property
    def bounds(self) -> Mapping[str, Any]:
        """Worst and best case."""
        ...

    @property
    def sensitivity(self) -> Mapping[str, Any]:
        """Without one unit, without neighbours."""
        ...

    @property
    def estimates(self) -> Table:
        """One row a method, the headline first."""
        ...

    @property
    def warnings(self) -> Table:
        """One row a warning."""
        ...

    @property
    def means(self) -> Table:
        """One row an arm and wave."""
        ...

    @property
    def provenance(self) -> Provenance:
        """Where it comes from."""
        ...


class Effects(Protocol):
    """Effects on several indicators."""

    def table_in(self, language: str) -> Table:
        """One row an indicator."""
        ...

    def __iter__(self) -> Iterator[Effect]: ...
