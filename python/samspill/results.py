"""Results of the analyses: tables and totals that never change, each with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from samspill import _core
from samspill.display import escaped, interval, percent, plain_number
from samspill.tables import ResultTable

#: Columns that a notebook shows of wide tables.
_SHOWN_OF_GAPS = (
    "need",
    "theme",
    "target_group",
    "area",
    "from_month",
    "to_month",
    "people",
    "covered_low",
    "covered_high",
    "gap_low",
    "gap_high",
    "obstacle",
)
_SHOWN_OF_FORUMS = (
    "forum",
    "form",
    "seats",
    "seats_expected",
    "parity",
    "min_max_ratio",
    "p_expected",
    "p_expected_smallest",
    "status",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to compute a result again.

    Attributes:
        analysis: Name of the function that computed the result.
        version: Version of the library.
        network_fingerprint: Digest of every table of the network; see ``Network.fingerprint``.
        options: Every option with the value that was used.
        seed: Seed of a method that draws random numbers, else None.
    """

    analysis: str
    version: str
    network_fingerprint: int
    options: Mapping[str, str]
    seed: int | None


@dataclass(frozen=True, slots=True)
class CoverageTotals:
    """Sums over all needs of known size, in people; ``low`` and ``high`` differ where something is unknown.

    Attributes:
        needs: Needs in the table.
        needs_unknown: Needs of unknown size; they are in no sum below.
        people: People in needs of known size: the denominator of the shares.
        covered_low: People who get a seat when activities of unknown capacity have none.
        covered_high: People who get a seat when those take as many as ask.
        gap_low: people - covered_high.
        gap_high: people - covered_low.
        share_low: covered_low / people, a fraction of 1; None without people.
        share_high: covered_high / people.
        known_low: People covered by offers that their entry point can find (methods M4.2); None without ties.
        known_high: The same, when needs without entry point know every offer.
        lost_to_not_knowing_low: Covered people minus known ones.
        lost_to_not_knowing_high: The same at the other end.
        capacity: Seats of all activities of known capacity.
        activities_capacity_unknown: Activities of unknown capacity.
        unused_capacity: Known seats that no maximum allocation fills.
    """

    needs: int
    needs_unknown: int
    people: int
    covered_low: float
    covered_high: float
    gap_low: float
    gap_high: float
    share_low: float | None
    share_high: float | None
    known_low: float | None
    known_high: float | None
    lost_to_not_knowing_low: float | None
    lost_to_not_knowing_high: float | None
    capacity: int
    activities_capacity_unknown: int
    unused_capacity: int


def _provenance(
    core: _core.CoverageResult | _core.DuplicationResult | _core.RepresentationResult,
) -> Provenance:
    fields = core.provenance
    return Provenance(
        analysis=fields["analysis"],
        version=fields["version"],
        network_fingerprint=fields["network_fingerprint"],
        options=MappingProxyType(fields["options"]),
        seed=fields["seed"],
    )


class Coverage:
    """Who is reached and who is not: one row a need with its first obstacle; sums by theme and month."""

    def __init__(self, core: _core.CoverageResult) -> None:
        self._core = core

    @cached_property
    def needs(self) -> ResultTable:
        """One row a need, by id: covered people, gap, both ends of the intervals, first obstacle, flags."""
        return ResultTable(self._core.needs())

    @cached_property
    def gaps(self) -> ResultTable:
        """The rows of ``needs`` whose gap may be above 0, largest first; without needs of unknown size."""
        return ResultTable(self._core.gaps())

    @cached_property
    def by_theme(self) -> ResultTable:
        """One row a theme: sums over its needs."""
        return ResultTable(self._core.by_theme())

    @cached_property
    def by_theme_month(self) -> ResultTable:
        """One row for each theme and month of ``months``; a need counts in every month of its period."""
        return ResultTable(self._core.by_theme_month())

    @cached_property
    def totals(self) -> CoverageTotals:
        """Sums over all needs of known size."""
        return CoverageTotals(**self._core.totals)

    @property
    def months(self) -> tuple[int, int]:
        """The months shown in ``by_theme_month``, as a half-open interval counted from arrival."""
        return self._core.months

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return _provenance(self._core)

    def summary(self) -> str:
        """The totals in one or two sentences; shares name their denominator."""
        sums = self.totals
        covered, gap = interval(sums.covered_low, sums.covered_high), interval(sums.gap_low, sums.gap_high)
        text = f"No people in {sums.needs} needs of known size."
        if sums.people > 0:
            share = percent(sums.share_low, sums.share_high)
            text = (
                f"{covered} of {sums.people} people in needs of known size are covered ({share}), {gap} not."
            )
        if sums.needs_unknown:
            text += f" {sums.needs_unknown} of {sums.needs} needs are of unknown size and not counted."
        if sums.lost_to_not_knowing_low is not None:
            lost = interval(sums.lost_to_not_knowing_low, sums.lost_to_not_knowing_high)
            text += f" {lost} of the covered people have an entry point that cannot find the offers."
        return text

    def __repr__(self) -> str:
        return f"<samspill.Coverage of {self.totals.needs} needs, {len(self.gaps)} with a gap>"

    def _repr_html_(self) -> str:
        """The summary and the largest gaps for a notebook, every text escaped."""
        gaps = self.gaps.to_html(
            caption="Needs with a gap",
            columns=_SHOWN_OF_GAPS,
        )
        return f"<p>{escaped(self.summary())}</p>{gaps}"


class Duplication:
    """What is offered more than once, judged against the need (methods M2.10)."""

    def __init__(self, core: _core.DuplicationResult) -> None:
        self._core = core

    @cached_property
    def pairs(self) -> ResultTable:
        """One row for two activities of different actors that can serve the same people."""
        return ResultTable(self._core.pairs())

    @cached_property
    def clusters(self) -> ResultTable:
        """One row for activities that are pairwise duplicates, with seats, people in need and verdict."""
        return ResultTable(self._core.clusters())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return _provenance(self._core)

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


class Representation:
    """Who sits in each forum, against expectation and baseline (methods M1.1 to M1.3, M1.6)."""

    def __init__(self, core: _core.RepresentationResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum: seats, measures of balance, exact tests each with the smallest p it can attain."""
        return ResultTable(self._core.forums())

    @cached_property
    def sectors(self) -> ResultTable:
        """One row a forum and sector: seats, share, expected share, baseline share."""
        return ResultTable(self._core.sectors())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return _provenance(self._core)

    def summary(self) -> str:
        """Range of the parity of the forums in one sentence."""
        parities = [parity for parity in self.forums.column("parity") if parity is not None]
        if not parities:
            return f"{len(self.forums)} forums, none with a parity that can be computed."
        lowest, highest = plain_number(min(parities)), plain_number(max(parities))
        return (
            f"{len(self.forums)} forums; parity of expected sectors from {lowest} to {highest} (1 = equal)."
        )

    def __repr__(self) -> str:
        return f"<samspill.Representation of {len(self.forums)} forums>"

    def _repr_html_(self) -> str:
        """The summary and the forums for a notebook, every text escaped."""
        forums = self.forums.to_html(
            caption="Balance of the forums",
            columns=_SHOWN_OF_FORUMS,
        )
        return f"<p>{escaped(self.summary())}</p>{forums}"
