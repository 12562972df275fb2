"""The analyses of forums, as methods of a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options, voting
from samspill import group_balance as groups
from samspill.forum_rules import ForumRuleResults, ForumRules
from samspill.meeting_analyses import MeetingAnalyses
from samspill.perception import FEWEST_RATERS, MAX_ARRANGEMENTS, PERMUTATION_REPLICATES, perception
from samspill.power_asymmetry import REPLICATES, power_asymmetry
from samspill.results import Representation

if TYPE_CHECKING:
    from samspill._core import ActorNetwork
    from samspill.attendance import AttributeName, SectorName
    from samspill.group_balance import CountedName, GroupBalance
    from samspill.options import Progress
    from samspill.perception import Instruments, Perception
    from samspill.power_asymmetry import DimensionName, PowerAsymmetry

BaselineName = Literal["actors", "people", "equal", "given"]

_MAX_OUTCOMES = _core.default_max_outcomes


class ForumAnalyses(MeetingAnalyses):
    """What can be asked about the forums of a network."""

    _core: ActorNetwork

    def representation(  # noqa: PLR0913 - one argument an option
        self,
        *,
        expected_sectors: Sequence[SectorName] = ("municipal", "civil_society"),
        baseline: BaselineName = "actors",
        baseline_weights: Mapping[SectorName, float] | None = None,
        as_of: object = "latest",
        window: tuple[object, object] | None = None,
        max_outcomes: int = _MAX_OUTCOMES,
        mid_p: bool = False,
        level: float = 0.95,
        alpha: float = 0.05,
        equivalence_margin: float | None = None,
        progress: Progress | None = None,
    ) -> Representation:
        """Who sits in the forums, and whether it is as even as it was meant to be.

        Parity and diversity over the expected sectors (M1.1, M1.3), comparison with a baseline over all
        sectors (M1.2), and exact tests (M1.6), each with the smallest p it can attain. A person who holds
        several seats of a forum with equal votes counts once.

        Args:
            expected_sectors: Sectors a forum should bring together when its composition does not say.
            baseline: ``actors`` or ``people`` by sector, ``equal`` parts, or ``given`` weights.
            baseline_weights: Weight of each sector in any unit, with ``baseline="given"``; others weigh 0.
            as_of: The day whose seats count: ``latest``, that of the latest meeting of any forum, else of the
                last beginning of a seat; a date or text YYYY-MM-DD; None for all seats ever held. A forum
                that had ended by then is taken on its last day.
            window: In place of ``as_of``, two days, as dates or texts YYYY-MM-DD: seats count by the part of
                it that they were held.
            max_outcomes: Exact tests with more possible outcomes are not made.
            mid_p: In exact tests what is as probable as what was observed counts by half.
            level: Of the intervals of the share of the side that faces the municipality.
            alpha: A forum whose seats cannot give a p as small as this gets a warning.
            equivalence_margin: How far the chance of a seat for that side may lie from its expected share to
                count as equivalent: a choice of the study. None makes no equivalence test.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums or without seats.
            InvalidArgument: An option is out of range.
        """
        margin = equivalence_margin
        return Representation(
            _core.representation(
                self._core,
                options.choices("expected_sectors", expected_sectors, _core.Sector),
                options.choice("baseline", baseline, _core.Baseline),
                options.weights("baseline_weights", baseline_weights or {}, _core.Sector),
                options.seat_day("as_of", as_of),
                options.days("window", window),
                options.whole_number("max_outcomes", max_outcomes),
                options.flag("mid_p", mid_p),
                options.real_number("level", level),
                options.real_number("alpha", alpha),
                None if margin is None else options.real_number("equivalence_margin", margin),
                options.progress_function(progress),
            )
        )

    def voting_power(  # noqa: PLR0913 - one argument an option
        self,
        *,
        as_of: object = "latest",
        assume_majority: bool = False,
        mode: voting.Mode = "automatic",
        table_bytes: int = voting.TABLE_BYTES,
        samples: int = voting.SAMPLES,
        seed: int = 1,
        progress: Progress | None = None,
    ) -> voting.ForumPower:
        """Who can decide in the forums: power of seats, of sectors, and of a sector that votes as one.

        A person with several seats of equal votes in a forum votes once. Where no seat of a forum states
        votes each has one. A decision needs the quota of votes, the head count of voters and what vetoes ask
        of sectors, as far as the forum states them (methods M1.7, M1.8).

        Args:
            as_of: The day whose seats vote, as in ``representation``; None for all seats ever held.
            assume_majority: A forum without quota and head count decides by more than half of the votes;
                otherwise its power is not computed.
            mode: As for ``samspill.voting.power``.
            table_bytes: As for ``samspill.voting.power``.
            samples: As for ``samspill.voting.power``.
            seed: As for ``samspill.voting.power``.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums or without seats.
            InvalidArgument: An option is out of range.
        """
        return voting.ForumPower(
            _core.forum_power(
                self._core,
                options.seat_day("as_of", as_of),
                options.flag("assume_majority", assume_majority),
                voting.power_options(mode, table_bytes, samples, seed),
                options.progress_function(progress),
            )
        )

    def group_balance(  # noqa: PLR0913 - one argument an option
        self,
        *,
        attributes: Sequence[AttributeName | Mapping[str, Any]] = ("sector",),
        counted: Sequence[CountedName] = ("seats",),
        series: bool = False,
        as_of: object = "latest",
        window: tuple[object, object] | None = None,
        balanced_from: float = 0.8,
        correlated_from: float = 0.1,
        max_outcomes: int = groups.MAX_OUTCOMES,
        mid_p: bool = False,
        progress: Progress | None = None,
    ) -> GroupBalance:
        """Is the say balanced by sector, tier, gender, language, place: one by one and where they cross?

        For each forum, all forums together and, as a series, each meeting (methods M1.1 to M1.6). Whoever is
        in none of the groups, or in several, or of whom nobody said, is counted apart and is in no share.

        Args:
            attributes: Each the name of an attribute, or a mapping with ``attribute`` and any of ``groups``
                (those expected, such as ``["woman", "man"]`` of ``membership``; without, municipal and civil
                society for the sector and all that are seated or in the baseline for the others),
                ``baseline`` (``equal``, ``actors``, ``people``, ``population``, ``needs`` or ``given``) and
                ``weights`` (one a group, for ``given``).
            counted: Any of ``seats``, ``people`` (each once), ``attendance`` (meetings that members came
                to), ``airtime`` (seconds they spoke) and ``agenda`` (minutes that concern the sector).
            series: Also for each meeting.
            as_of: The day whose seats and people count, as in ``representation``.
            window: In place of ``as_of``, two days, as dates or texts YYYY-MM-DD: seats and people count by
                the part of it they sat.
            balanced_from: From which parity on an attribute counts as balanced.
            correlated_from: From which share of the largest total correlation on attributes hang together.
            max_outcomes: Exact tests with more possible outcomes are not made.
            mid_p: In exact tests what is as probable as what was observed counts by half.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums or seats, or what is counted, the series or a
                baseline needs.
            InvalidArgument: An option is out of range.
        """
        return groups.group_balance(
            self._core,
            attributes=attributes,
            counted=counted,
            series=series,
            as_of=as_of,
            window=window,
            balanced_from=balanced_from,
            correlated_from=correlated_from,
            max_outcomes=max_outcomes,
            mid_p=mid_p,
            progress=progress,
        )

    def power_asymmetry(  # noqa: PLR0913 - one argument an option
        self,
        *,
        as_of: object = "latest",
        assume_majority: bool = False,
        weights: Mapping[DimensionName, float] | None = None,
        replicates: int = REPLICATES,
        level: float = 0.95,
        seed: int = 1,
        progress: Progress | None = None,
    ) -> PowerAsymmetry:
        """Who has the upper hand in each forum, dimension by dimension (methods M1.11, our own definition).

        Municipality against civil society with users' own groups: seats, voting power, airtime, agenda items,
        decision mandate, chair, information lead. The composite never stands without its dimensions.

        Args:
            as_of: The day whose seats and ties count, with the meetings up to it, as in ``representation``;
                None for all of them.
            assume_majority: A forum without a quota decides by more than half of the votes; otherwise its
                voting power is left out.
            weights: Of dimensions in the composite; those not named weigh 0. None: all weigh the same.
            replicates: Of the bootstrap over meetings; 0 makes none.
            level: Of its interval.
            seed: Of its random numbers.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums or without seats.
            InvalidArgument: An option is out of range.
        """
        return power_asymmetry(
            self._core,
            as_of=as_of,
            assume_majority=assume_majority,
            weights=weights,
            replicates=replicates,
            level=level,
            seed=seed,
            progress=progress,
        )

    def forum_rules(
        self,
        rules: ForumRules | None = None,
        *,
        as_of: object = "latest",
        expected_sectors: Sequence[SectorName] = ("municipal", "civil_society"),
        progress: Progress | None = None,
    ) -> ForumRuleResults:
        """Does each forum do what makes such forums work (methods M1.12)? With evidence and advice.

        Args:
            rules: Own rules; None takes those that come along.
            as_of: The day whose seats count, up to which meetings do and on which terms of reference are
                aged, as in ``representation``; None for all seats and meetings, ages as on the latest day.
            expected_sectors: Sectors a forum should bring together when its composition does not say.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums or without seats.
            InvalidArgument: An option is out of range.
        """
        asked = ForumRules.standard() if rules is None else options.instance("rules", rules, ForumRules)
        return ForumRuleResults(
            _core.forum_rules(
                self._core,
                asked.core,
                options.seat_day("as_of", as_of),
                options.choices("expected_sectors", expected_sectors, _core.Sector),
                options.progress_function(progress),
            )
        )

    def perception(  # noqa: PLR0913 - one argument an option
        self,
        instruments: Instruments | None = None,
        *,
        fewest_raters: int = FEWEST_RATERS,
        scale: tuple[int, int] = (1, 5),
        max_arrangements: int = MAX_ARRANGEMENTS,
        replicates: int = PERMUTATION_REPLICATES,
        seed: int = 0,
        progress: Progress | None = None,
    ) -> Perception:
        """How people rate the work in forums, and whether both sides see it alike (methods M3.9).

        Args:
            instruments: Own items and scales; None takes those that come along.
            fewest_raters: Fewer different raters than this are not shown, at least 3; anonymous answers to an
                item count as one rater.
            scale: Lowest and highest score of items that are in no instrument.
            max_arrangements: The test of a gap counts up to so many arrangements; beyond, they are drawn.
            replicates: How many are drawn.
            seed: Of what is drawn.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without reviews.
            InvalidArgument: An option is out of range.
        """
        return perception(
            self._core,
            instruments,
            fewest_raters=fewest_raters,
            scale=scale,
            max_arrangements=max_arrangements,
            replicates=replicates,
            seed=seed,
            progress=progress,
        )
