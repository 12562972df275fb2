"""What is offered more than once, judged against the need, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from samspill import _core, options, work_sharing
from samspill.display import escaped, plain_number
from samspill.duplicate_scopes import DuplicationScope
from samspill.provenance import Result
from samspill.tables import ResultTable
from samspill.work_sharing import SHARING_KINDS, SharingLimits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress
    from samspill.repairs import UnknownSeatsName
    from samspill.work_sharing import SharingKindName, WorkSharing


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """One field of two activities.

    Attributes:
        field: Its name.
        stated_by_a: Whether the first states it.
        stated_by_b: Whether the second does.
        score: How alike they are in it, in [0, 1]; None when one of the two leaves it open.
    """

    field: str
    stated_by_a: bool
    stated_by_b: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the similarity of two activities rests on.

    Attributes:
        score: Weighted mean over the fields that both state, in [0, 1]; None when there is none.
        apart: They have nothing in common in a field that decides, such as the target groups.
        fields: Every field, in the order of ``FIELDS``.
    """

    score: float | None
    apart: bool
    fields: tuple[FieldEvidence, ...]


class Duplication(Result[_core.DuplicationResult]):
    """What is offered more than once, judged against the need (methods M2.10)."""

    def __init__(self, core: _core.DuplicationResult, similarity: _core.SimilarityOptions) -> None:
        super().__init__(core)
        self._options = similarity

    @cached_property
    def pairs(self) -> ResultTable:
        """One row for two activities of different actors that can serve the same people."""
        return ResultTable(self._core.pairs())

    @cached_property
    def clusters(self) -> ResultTable:
        """One row for activities that are pairwise duplicates, with seats, people in need and verdict."""
        return ResultTable(self._core.clusters())

    @cached_property
    def groups(self) -> ResultTable:
        """One row for so many activities, alike in attributes or in name, that not all pairs are listed."""
        return ResultTable(self._core.groups())

    @property
    def pairs_found(self) -> int:
        """How many pairs there are; more than ``pairs`` has when ``most_pairs`` bounds them."""
        return self._core.pairs_found

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the tables leave out, in sentences; empty when they hold everything."""
        notes: list[str] = []
        left_out = self.pairs_found - len(self.pairs)
        if left_out:
            notes.append(
                f"{plain_number(left_out)} of {plain_number(self.pairs_found)} pairs are not listed: "
                "they lie beyond most_pairs."
            )
        most_pairs = int(self.provenance.options["most_pairs"])
        if self._core.pairs_by_likeness > most_pairs:
            notes.append("Of the pairs by likeness only the first most_pairs could join clusters.")
        if len(self.groups):
            groups = plain_number(len(self.groups))
            notes.append(f"Groups of alike activities of which not all pairs are listed: {groups}.")
        return tuple(notes)

    def evidence(self, a: str, b: str) -> Evidence:
        """What the score of any two activities rests on, pair or not.

        Raises:
            InvalidArgument: One of the two is no activity of the network.
        """
        score, apart, fields = self._similarity.evidence(options.text("a", a), options.text("b", b))
        return Evidence(score, apart, tuple(FieldEvidence(*field) for field in fields))

    @cached_property
    def _similarity(self) -> _core.ActivitySimilarity:
        return _core.activity_similarity(self._core, self._options)

    def scope(
        self,
        *,
        municipality_depth: int | None = None,
        municipalities: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> DuplicationScope:
        """Where duplicates lie: inside a department, between departments, sectors or municipalities.

        Args:
            municipality_depth: Depth of municipalities among the areas: 0 lies in no other area. None: the
                areas inside the only outermost one, else the outermost ones.
            municipalities: Or the ids of the areas that are municipalities.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            InvalidArgument: Both are given, or they contradict the areas.
            NotFound: An id is of no area.
        """
        depth = municipality_depth
        return DuplicationScope(
            _core.duplication_scope(
                self._core,
                None if depth is None else options.whole_number("municipality_depth", depth),
                [options.text("municipalities", area) for area in municipalities],
                options.progress_function(progress),
            )
        )

    @property
    def core(self) -> _core.DuplicationResult:
        """For functions that take several results."""
        return self._core

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

    def summary(self) -> str:
        """Clusters by verdict in one sentence."""
        verdicts = self.clusters.column("verdict")
        if not verdicts:
            return "No two actors offer the same."
        counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in sorted(set(verdicts)))
        found = f"{len(verdicts)} clusters of similar activities of different actors: {counts}."
        return " ".join((found, *self.notes))

    def __repr__(self) -> str:
        return f"<samspill.Duplication: {len(self.pairs)} pairs, {len(self.clusters)} clusters>"

    def _repr_html_(self) -> str:
        """The summary and the clusters for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.clusters.to_html(caption='Clusters of duplicates')}"


class DemandCells(Result[_core.DemandCells]):
    """Need and seats of each cell of theme, area, target group, language and month (methods M2.10)."""

    @cached_property
    def cells(self) -> ResultTable:
        """One row a cell, with gap, surplus and verdict; null where a number is not known."""
        return ResultTable(self._core.cells())

    @property
    def people(self) -> int:
        """People in need, summed over the cells in which everything is known."""
        return self._core.people

    @property
    def covered(self) -> int:
        """The smaller of people and seats of each cell, summed over the same cells."""
        return self._core.covered

    def __repr__(self) -> str:
        return f"<samspill.DemandCells: {len(self.cells)} cells>"

    def _repr_html_(self) -> str:
        return self.cells.to_html(caption="Need and seats by cell")
