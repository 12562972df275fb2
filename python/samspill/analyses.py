"""The analyses of a network, as its methods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from samspill import _core, options, place_results
from samspill.coverage import Coverage
from samspill.duplicate_actors import DuplicateActors
from samspill.duplicates import DemandCells, Duplication
from samspill.errors import InvalidArgument
from samspill.repairs import Asked
from samspill.similarity import DECISIVE, OPEN_AGES, OPEN_MONTHS, abbreviation_lines, similarity_options
from samspill.work_sharing import Overview

if TYPE_CHECKING:
    from samspill._core import ActorNetwork
    from samspill.frames import TableData
    from samspill.options import Progress
    from samspill.place_results import Accessibility, DecayName, DemandName, DistanceName
    from samspill.taxonomies import Taxonomy

Overlap = Literal["any", "whole"]
Unstated = Literal["accept", "reject"]
StageName = Literal["exists", "in_area", "in_period", "eligible", "free_capacity", "known"]

#: The stages of the loss cascade in their usual order.
STAGES: tuple[StageName, ...] = ("exists", "in_area", "in_period", "eligible", "free_capacity", "known")

_AWARENESS_STEPS = _core.default_awareness_steps
_BACKUP_SHARE = _core.default_backup_share
_MOST_SAME = _core.default_most_same
_MOST_PAIRS = _core.default_most_pairs
_NAME_SIMILARITY = _core.default_name_similarity


class Analyses:
    """What can be asked of a network. Analyses run without the GIL and stop on Ctrl-C."""

    _core: ActorNetwork

    def coverage(  # noqa: PLR0913 - one argument an option
        self,
        *,
        awareness_steps: int = _AWARENESS_STEPS,
        match_period: Overlap = "any",
        match_ages: Overlap = "any",
        match_unstated: Unstated = "accept",
        months: tuple[int, int] | None = None,
        stage_order: Sequence[StageName] = STAGES,
        previous: Coverage | None = None,
        progress: Progress | None = None,
    ) -> Coverage:
        """Who is reached and who is not, with the first obstacle of every need and the losses by stage.

        Allocates the people of all needs to the seats of the activities that fit them (methods M4.1): a
        maximum flow made unique by priority and lexicographic max-min fairness. Unknown is not zero: a need
        of unknown size has an unknown gap and takes no seats; unknown capacity makes coverage an interval.

        Args:
            awareness_steps: Ties an entry point may follow to find an offer (methods M4.2).
            match_period: ``whole`` drops activities that do not run in the whole period of the need.
            match_ages: ``whole`` drops activities open to some of the ages only.
            match_unstated: ``reject`` counts only on attributes that activities state.
            months: Months of ``by_theme_month`` as half-open interval, at most 120. None: -2 to 6, or the
                months that the tables state.
            stage_order: Order in which the loss cascade asks (methods M4.3); ``exists`` comes first.
            previous: The coverage of a network that differs little, such as the one this was edited from:
                connected parts that are the same are not solved again. The answer is the same.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without needs or without activities.
            InvalidArgument: An option is out of range.

        Matching takes time proportional to pairs of equal theme in nested areas, allocation a few maximum
        flows.
        """
        asked = Asked(
            _match(match_period, match_ages, match_unstated),
            options.whole_number("awareness_steps", awareness_steps),
        )
        core = _core.coverage(
            self._core,
            asked.match,
            asked.awareness_steps,
            options.months("months", months),
            options.choices("stage_order", stage_order, _core.CascadeStage),
            None if previous is None else options.instance("previous", previous, Coverage).core,
            options.progress_function(progress),
        )
        return Coverage(core, self._core, asked)

    def duplication(  # noqa: PLR0913 - one argument an option
        self,
        *,
        match_languages: bool = True,
        match_ages: bool = True,
        backup_share: float = _BACKUP_SHARE,
        least_score: float | None = None,
        name_likeness: float = 0.6,
        weights: Mapping[str, float] | None = None,
        decisive: Sequence[str] = DECISIVE,
        themes: Taxonomy | TableData | None = None,
        abbreviations: Sequence[str] = (),
        open_months: tuple[int, int] = OPEN_MONTHS,
        open_ages: tuple[int, int] = OPEN_AGES,
        most_listed_alike: int = 50,
        most_pairs: int = _MOST_PAIRS,
        need_period: Overlap = "any",
        need_ages: Overlap = "any",
        need_unstated: Unstated = "accept",
        progress: Progress | None = None,
    ) -> Duplication:
        """Which offers are duplicates, judged against the need (methods M2.10).

        Two activities of different actors are a pair when kind and theme are equal, they have a target group
        in common, nested areas and overlapping periods; clusters are activities that are pairwise pairs.
        Every pair carries a score: how alike the two are, field by field (Gower's similarity).

        Args:
            match_languages: False pairs offers even when no language is common to both.
            match_ages: False pairs offers even when no age is common to both.
            backup_share: Surplus up to this share of the need is a wanted reserve, not a surplus, when it
                lies with independent actors.
            least_score: Score from which activities of like names are pairs too, although what they state
                keeps them apart; None looks for no such pairs.
            name_likeness: For those, how alike the names are at least, by their 3-grams, from 1e-9 to 1.
            weights: Weights of fields in the score that differ from the usual ones, such as ``{"name": 3}``.
            decisive: Fields that keep two activities apart in ``evidence`` when both state them and have
                nothing in common there, such as ``[*DECISIVE, "weekly_times"]``.
            themes: A taxonomy of the themes, or a table with ``code`` and ``parent``: different themes are
                then alike by what they have in common above them, in the score.
            abbreviations: Further lines ``phrase = other phrase | another`` for names and descriptions,
                beside the Nordic ones.
            open_months: Where an open end of a period is taken to lie in the score, as (from, to).
            open_ages: Where an open end of a range of ages is taken to lie in the score, both ends included.
            most_listed_alike: Of more activities that are alike but for actor and name, pairs are not listed
                one by one; they are rows of ``groups``.
            most_pairs: Pairs listed at most; all others are counted in ``pairs_found``.
            need_period: As ``match_period`` of ``coverage``, for the demand of a cluster.
            need_ages: As ``match_ages`` of ``coverage``, for the demand of a cluster.
            need_unstated: As ``match_unstated`` of ``coverage``, for the demand of a cluster.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without activities.
            InvalidArgument: An option is out of range.
            UnusableData: ``themes`` are no taxonomy; all findings come with it.

        Takes time proportional to the pairs of equal theme in nested areas.
        """
        similarity = similarity_options(
            weights=weights,
            decisive=decisive,
            themes=themes,
            abbreviations=abbreviations,
            open_months=open_months,
            open_ages=open_ages,
        )
        least = None if least_score is None else options.real_number("least_score", least_score)
        likeness = _fraction("name_likeness", name_likeness)
        core = _core.duplication(
            self._core,
            options.flag("match_languages", match_languages),
            options.flag("match_ages", match_ages),
            options.real_number("backup_share", backup_share),
            _match(need_period, need_ages, need_unstated),
            least,
            (likeness.numerator, likeness.denominator),
            similarity,
            options.whole_number("most_listed_alike", most_listed_alike),
            options.whole_number("most_pairs", most_pairs),
            options.progress_function(progress),
        )
        return Duplication(core, similarity)

    def demand_cells(  # noqa: PLR0913 - one argument an option
        self,
        *,
        backup_share: float = _BACKUP_SHARE,
        need_period: Overlap = "any",
        need_ages: Overlap = "any",
        need_unstated: Unstated = "accept",
        months: tuple[int, int] | None = None,
        progress: Progress | None = None,
    ) -> DemandCells:
        """Gap, surplus and verdict of each cell of theme, area, target group, language and month (M2.10).

        Seats count in every cell that they could serve: ``coverage`` tells who gets them.

        Args:
            backup_share: As in ``duplication``.
            need_period: As ``match_period`` of ``coverage``.
            need_ages: As ``match_ages`` of ``coverage``.
            need_unstated: As ``match_unstated`` of ``coverage``.
            months: Months shown, as half-open interval, at most 120. None: -2 to 6, or those stated.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without needs or without activities.
            InvalidArgument: An option is out of range.
        """
        return DemandCells(
            _core.demand_cells(
                self._core,
                options.real_number("backup_share", backup_share),
                _match(need_period, need_ages, need_unstated),
                options.months("months", months),
                options.progress_function(progress),
            )
        )

    def duplicate_actors(
        self,
        *,
        name_similarity: float = _NAME_SIMILARITY,
        most_same: int = _MOST_SAME,
        abbreviations: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> DuplicateActors:
        """Which actors are probably one organisation that was entered twice, with proposals to merge them.

        Two actors are a pair when their valid organisation numbers are equal, or when their names are alike
        and numbers, areas and numerals in the names do not contradict; in two sectors only when the names
        are equal. Units are no pair with what they belong to, and persons are never compared.

        Args:
            name_similarity: The least similarity of names, above 0 and at most 1.
            most_same: A name or number of more actors than this is reported once and pairs none of them.
            abbreviations: Further lines ``phrase = other phrase | another``, beside the Nordic ones.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            InvalidArgument: An option is out of range.

        Complete for any number of actors: names are joined by their words and by their 3-grams.
        """
        return DuplicateActors(
            _core.duplicate_actors(
                self._core,
                options.real_number("name_similarity", name_similarity),
                options.whole_number("most_same", most_same),
                abbreviation_lines(abbreviations),
                options.progress_function(progress),
            )
        )

    def overview(
        self,
        *,
        months: tuple[int, int] | None = None,
        coverage: Coverage | None = None,
        progress: Progress | None = None,
    ) -> Overview:
        """Who does what when: activities and seats of each actor and theme in each month.

        An activity counts in every month of its period with all its seats, a standing one in every month
        shown, so seats must not be added up over months.

        Args:
            months: Months shown, as (from, to). Unset: those of ``coverage``; without one from -2 to 6, or
                all months that the tables state.
            coverage: With a coverage of this network each theme and month says who is in need and covered.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without activities.
            InvalidArgument: ``months`` is out of range, or ``coverage`` is of another network.
        """
        return Overview(
            _core.overview(
                self._core,
                options.months("months", months),
                None if coverage is None else options.instance("coverage", coverage, Coverage).core,
                options.progress_function(progress),
            )
        )

    def accessibility(  # noqa: PLR0913 - one argument an option
        self,
        *,
        threshold: float | None = None,
        decay: DecayName = "binary",
        zones: Iterable[tuple[float, float]] | None = None,
        demand: DemandName = "needs",
        distance: DistanceName = "stated",
        theme: str | None = None,
        progress: Progress | None = None,
    ) -> Accessibility:
        """Seats within reach of each area; see ``samspill.place_results.accessibility`` for the arguments."""
        return place_results.accessibility(
            self._core,
            threshold=threshold,
            decay=decay,
            zones=zones,
            demand=demand,
            distance=distance,
            theme=theme,
            progress=progress,
        )


def _fraction(name: str, value: object) -> Fraction:
    """The number as people write it, so that 0.6 is 3/5; as near as a denominator of 10^9 allows."""
    number = options.real_number(name, value)
    fraction = Fraction(repr(number)).limit_denominator(10**9)
    if number != 0 and fraction == 0:
        message = f"{name} must be 0.000000001 or more"
        raise InvalidArgument(message)
    return fraction


def _match(period: str, ages: str, unstated: str) -> _core.MatchOptions:
    return _core.MatchOptions(
        options.choice("match_period", period, _core.OverlapRule),
        options.choice("match_ages", ages, _core.OverlapRule),
        options.choice("match_unstated", unstated, _core.UnstatedRule),
    )
