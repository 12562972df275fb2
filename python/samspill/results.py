"""Results of duplication and representation: tables that never change, with where they come from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from samspill import _core, work_sharing
from samspill.display import escaped, plain_number
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable
from samspill.work_sharing import SHARING_KINDS, SharingLimits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress
    from samspill.repairs import UnknownSeatsName
    from samspill.work_sharing import SharingKindName, WorkSharing

#: Columns that a notebook shows of wide tables.
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

    def work_sharing(  # noqa: PLR0913 - one argument an option
        self,
        *,
        kinds: Sequence[SharingKindName] = SHARING_KINDS,
        include_backup: bool = False,
        unknown_seats: UnknownSeatsName = "none",
        most_changes: int = _core.default_most_changes,
        limits: SharingLimits | None = None,
        progress: Progress | None = None,
    ) -> WorkSharing:
        """Who could do what instead of doing the same, for clusters with more seats than needed.

        ``move``: seats that nobody misses serve a need of the same theme of which people go without, in
        another area, in other months or in another language. ``join_forces``: two activities become one,
        with the seats of the larger and as many more as keep everybody covered. ``alternate_weeks``: of two
        weekly activities each meets every other week. Each is valued by maximum flow on the network; the
        choice takes the most people first, and among equals evens out what municipal actors and civil
        society give up. Statutory tasks are left alone.

        Args:
            kinds: Which kinds of proposals are made.
            include_backup: True makes proposals for clusters that are a wanted reserve too.
            unknown_seats: What activities that do not state their seats can take: ``none`` or ``unbounded``.
            most_changes: Conditions (area, months, language) that a move may change, 1 or 2.
            limits: How much of what is possible is looked at; unset for the defaults.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without needs.
            InvalidArgument: An option is out of range.
        """
        return work_sharing.work_sharing(
            self._core,
            kinds=kinds,
            include_backup=include_backup,
            unknown_seats=unknown_seats,
            most_changes=most_changes,
            limits=SharingLimits() if limits is None else limits,
            progress=progress,
        )

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

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
        return provenance_of(self._core)

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
