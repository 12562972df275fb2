"""Who has the upper hand in forums, dimension by dimension (methods M1.11, a project definition)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

DimensionName = Literal[
    "seats", "voting_power", "airtime", "agenda_items", "decision_mandate", "chair", "information_lead"
]

#: Replicates of the bootstrap over meetings.
REPLICATES = _core.default_bootstrap_replicates


class PowerAsymmetry:
    """The profile of each forum: the dimensions first, the composite beside them."""

    def __init__(self, core: _core.PowerAsymmetryResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum: every dimension from -1 to 1, then the composite with its interval.

        1: the municipality holds all; -1: civil society with users' own groups does.
        """
        return ResultTable(self._core.forums())

    @cached_property
    def dimensions(self) -> ResultTable:
        """One row a forum and dimension: what both sides hold, and why there is no asymmetry."""
        return ResultTable(self._core.dimensions())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """In how many forums which side holds more, dimension by dimension, in one sentence."""
        parts = []
        for dimension in _core.PowerDimension:
            known = [value for value in self.forums.column(dimension.name) if value is not None]
            above = sum(value > 0 for value in known)
            parts.append(f"{dimension.name} {plain_number(above)} of {plain_number(len(known))}")
        return f"Forums in which the municipality holds more, of those where it is known: {', '.join(parts)}."

    def __repr__(self) -> str:
        return f"<samspill.PowerAsymmetry of {len(self.forums)} forums>"

    def _repr_html_(self) -> str:
        """The summary and the profiles for a notebook, every text escaped."""
        forums = self.forums.to_html(caption="Power asymmetry of the forums")
        return f"<p>{escaped(self.summary())}</p>{forums}"


def power_asymmetry(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    *,
    as_of: object,
    assume_majority: bool,
    weights: Mapping[DimensionName, float] | None,
    replicates: int,
    level: float,
    seed: int,
    progress: Progress | None,
) -> PowerAsymmetry:
    """See ``Network.power_asymmetry``."""
    return PowerAsymmetry(
        _core.power_asymmetry(
            network,
            options.seat_day("as_of", as_of),
            options.flag("assume_majority", assume_majority),
            [1.0] * len(_core.PowerDimension)
            if weights is None
            else options.weights("weights", weights, _core.PowerDimension),
            options.whole_number("replicates", replicates),
            options.real_number("level", level),
            options.seed("seed", seed),
            options.progress_function(progress),
        )
    )
