"""The analyses of who comes to meetings, as methods of a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samspill import attendance as attendances
from samspill.perception import MAX_ARRANGEMENTS, PERMUTATION_REPLICATES

if TYPE_CHECKING:
    from samspill._core import ActorNetwork
    from samspill.attendance import Attendance, AttributeName, DropOff, SectorName, TrendName, UnitName
    from samspill.options import Progress


class MeetingAnalyses:
    """What can be asked about the meetings of forums."""

    _core: ActorNetwork

    def attendance(
        self,
        *,
        attribute: AttributeName = "sector",
        expected_sectors: Sequence[SectorName] = ("municipal", "civil_society"),
        expected_groups: Sequence[str] = (),
        trend: TrendName = "least_squares",
        progress: Progress | None = None,
    ) -> Attendance:
        """Who comes to the meetings, who speaks, and whose matters are on the agenda (methods M1.9).

        For each meeting as a series, for each forum and over all forums. A meeting without a list of
        attendance is unknown, never a meeting to which nobody came.

        Args:
            attribute: What groups the members.
            expected_sectors: Sectors a forum should bring together when its composition does not say.
            expected_groups: For other attributes the groups that parities compare; none: all in the forum.
            trend: Line whose slope is the erosion of parity.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums, seats, meetings or attendance.
            InvalidArgument: An option is out of range.
        """
        return attendances.attendance(
            self._core,
            attribute=attribute,
            expected_sectors=expected_sectors,
            expected_groups=expected_groups,
            trend=trend,
            progress=progress,
        )

    def drop_off(  # noqa: PLR0913 - one argument an option
        self,
        *,
        attribute: AttributeName = "sector",
        unit: UnitName = "meetings",
        silent_meetings: int = attendances.SILENT_MEETINGS,
        level: float = 0.95,
        permutation: bool = True,
        max_arrangements: int = MAX_ARRANGEMENTS,
        replicates: int = PERMUTATION_REPLICATES,
        seed: int = 0,
        progress: Progress | None = None,
    ) -> DropOff:
        """Who stops coming to a forum, and when (methods M1.10).

        Curves and tests by group are made when they are looked at. A spell begins at the first meeting with
        a seat and ends at the last one attended: in a drop-off when the next ``silent_meetings`` recorded
        meetings or more were missed or the seat was given up, else censored.

        Args:
            attribute: What groups the members; somebody in several groups has a spell in each.
            unit: What durations count.
            silent_meetings: Recorded meetings in a row that must be missed, at least 1.
            level: Of the limits of curves.
            permutation: Tests are made by permutation as well.
            max_arrangements: Up to so many arrangements of the groups are counted; beyond, they are drawn.
            replicates: How many are drawn.
            seed: Of what is drawn.
            progress: Called as ``progress(fraction, stage)``.

        Raises:
            MissingTable: The network was read without forums, seats, meetings or attendance.
            InvalidArgument: An option is out of range.
        """
        return attendances.drop_off(
            self._core,
            attribute=attribute,
            unit=unit,
            silent_meetings=silent_meetings,
            survival=attendances.SurvivalOptions(
                level=level,
                permutation=permutation,
                max_arrangements=max_arrangements,
                replicates=replicates,
                seed=seed,
            ),
            progress=progress,
        )
