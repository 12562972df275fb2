"""Who comes to the meetings of the forums, who speaks, and who stops coming (methods M1.9, M1.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

AttributeName = Literal["sector", "tier", "membership", "language", "area", "former_unit"]
TrendName = Literal["least_squares", "theil_sen"]
UnitName = Literal["meetings", "days"]
SectorName = Literal["municipal", "civil_society", "target_group", "private", "state"]

#: Recorded meetings in a row that somebody must miss before having dropped off.
SILENT_MEETINGS = _core.default_silent_meetings

_SHOWN_OF_FORUMS = (
    "forum",
    "meetings",
    "recorded",
    "attendance",
    "entitled_parity",
    "present_parity",
    "erosion",
    "speaking_parity",
    "relevance",
)
_SHOWN_OF_SPELLS = ("forum", "actor", "person", "group", "duration", "event", "end")


class Attendance:
    """Balance of attendances, speaking time, agenda and proposals (methods M1.9)."""

    def __init__(self, core: _core.AttendanceResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum, and a last one without a forum for all of them.

        Columns ``*_note`` say why there is no number, or what it leaves out. ``erosion`` is the slope of
        ``present_parity`` from meeting to meeting; ``absence_slope`` and ``absence_correlation`` compare low
        relevance of a meeting with the civil side's absence from the next: read ``caveat`` beside them.
        """
        return ResultTable(self._core.forums())

    @cached_property
    def meetings(self) -> ResultTable:
        """One row a meeting, by forum and time; one without a list of attendance is unknown, not empty."""
        return ResultTable(self._core.meetings())

    @cached_property
    def groups(self) -> ResultTable:
        """One row a forum and group; rows without a forum are sums over all of them."""
        return ResultTable(self._core.groups())

    @cached_property
    def meeting_groups(self) -> ResultTable:
        """One row a meeting and group."""
        return ResultTable(self._core.meeting_groups())

    @property
    def caveat(self) -> str:
        """What must be read beside the columns ``absence_*``."""
        return self._core.caveat

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """How many meetings have a list, and the range of the parities, in one sentence."""
        rows = self.forums.rows()
        held, recorded = rows[-1]["meetings"], rows[-1]["recorded"]
        parities = [row["present_parity"] for row in rows[:-1] if row["present_parity"] is not None]
        known = f"{recorded} of {held} meetings have a list of who came"
        if not parities:
            return f"{known}; no forum has a parity that can be computed."
        lowest, highest = plain_number(min(parities)), plain_number(max(parities))
        return f"{known}; parity of attendance from {lowest} to {highest} (1 = equal)."

    def __repr__(self) -> str:
        return f"<samspill.Attendance of {len(self.forums) - 1} forums>"

    def _repr_html_(self) -> str:
        """The summary and the forums for a notebook, every text escaped."""
        forums = self.forums.to_html(caption="Attendance of the forums", columns=_SHOWN_OF_FORUMS)
        return f"<p>{escaped(self.summary())}</p>{forums}"


@dataclass(frozen=True, slots=True)
class SurvivalData:
    """Spells as survival functions take them; position k of each list is one spell.

    Attributes:
        durations: Meetings or days.
        events: True for a drop-off, False for a censored spell.
        groups: Group of each spell.
    """

    durations: list[float]
    events: list[bool]
    groups: list[str]


@dataclass(frozen=True, slots=True)
class SurvivalOptions:
    """How curves and tests are made; see ``Network.drop_off``."""

    level: float = 0.95
    permutation: bool = True
    max_arrangements: int = _core.default_max_arrangements
    replicates: int = _core.default_replicates
    seed: int = 0


class DropOff:
    """Who stops coming, and when, as durations for survival analysis (methods M1.10)."""

    def __init__(self, core: _core.DropOffResult, survival: SurvivalOptions | None = None) -> None:
        self._core = core
        self._options = survival or SurvivalOptions()

    @cached_property
    def spells(self) -> ResultTable:
        """One row a holder of seats in a forum: duration, and whether and how it ended."""
        return ResultTable(self._core.spells())

    @cached_property
    def absences(self) -> ResultTable:
        """One row a missed meeting, with the row of its spell (from 1) and the time since its beginning."""
        return ResultTable(self._core.absences())

    @cached_property
    def _survival(self) -> _core.DropOffSurvival:
        asked = self._options
        return _core.drop_off_survival(
            self._core,
            options.real_number("level", asked.level),
            options.flag("permutation", asked.permutation),
            options.whole_number("max_arrangements", asked.max_arrangements),
            options.whole_number("replicates", asked.replicates),
            options.seed("seed", asked.seed),
            None,
        )

    @cached_property
    def groups(self) -> ResultTable:
        """One row a forum and group: spells, drop-offs, median stay, mean absences; no forum: all of them."""
        return ResultTable(self._survival.groups())

    @cached_property
    def curves(self) -> ResultTable:
        """One row a forum, group and time: Kaplan-Meier curves of those who still come."""
        return ResultTable(self._survival.curves())

    @cached_property
    def mean_absences(self) -> ResultTable:
        """One row a forum, group and time: missed meetings of one holder of a seat up to then."""
        return ResultTable(self._survival.mean_absences())

    @cached_property
    def tests(self) -> ResultTable:
        """One row a forum and weighting: do the groups stay equally long? Read ``caveat`` beside it.

        Log-rank, Gehan, Tarone-Ware and Peto-Peto; the first by permutation too, which is the one to read
        for small forums. Without a forum members are compared within their forums.
        """
        return ResultTable(self._survival.tests())

    @property
    def caveat(self) -> str:
        """What must be read beside curves and tests."""
        return self._survival.caveat

    def survival(self, forum: str | None = None) -> SurvivalData:
        """Durations, events and groups for comparing groups, of one forum or of all.

        Holders in several groups, or of unknown group, are left out.
        """
        forum = None if forum is None else options.text("forum", forum)
        rows: list[dict[str, Any]] = [
            row
            for row in self.spells.rows()
            if row["group"] is not None and not row["in_several"] and (forum is None or row["forum"] == forum)
        ]
        return SurvivalData(
            durations=[float(row["duration"]) for row in rows],
            events=[row["event"] for row in rows],
            groups=[row["group"] for row in rows],
        )

    @property
    def unit(self) -> str:
        """What durations count: ``meetings`` or ``days``."""
        return self._core.unit

    @property
    def unobserved(self) -> int:
        """Holders of seats without any recorded meeting; they have no spell."""
        return self._core.unobserved

    @property
    def in_one(self) -> int:
        """Holders with spells in exactly one group: those that :meth:`survival` gives."""
        return self._core.in_one

    @property
    def in_several(self) -> int:
        """Holders in several groups; they have a spell in each, and no part in comparisons."""
        return self._core.in_several

    @property
    def in_unknown(self) -> int:
        """Holders with a spell of whom no group is known."""
        return self._core.in_unknown

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """How many dropped off, in one sentence."""
        events = sum(self.spells.column("event"))
        return f"{events} of {len(self.spells)} spells ended in a drop-off; durations count {self.unit}."

    def __repr__(self) -> str:
        return f"<samspill.DropOff of {len(self.spells)} spells>"

    def _repr_html_(self) -> str:
        """The summary and the spells for a notebook, every text escaped."""
        spells = self.spells.to_html(caption="Spells of attendance", columns=_SHOWN_OF_SPELLS)
        return f"<p>{escaped(self.summary())}</p>{spells}"


def attendance(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    *,
    attribute: AttributeName,
    expected_sectors: Sequence[SectorName],
    expected_groups: Sequence[str],
    trend: TrendName,
    progress: Progress | None,
) -> Attendance:
    """See ``Network.attendance``."""
    if isinstance(expected_groups, str):
        message = "expected_groups must be a list of texts"
        raise TypeError(message)
    return Attendance(
        _core.attendance(
            network,
            options.choice("attribute", attribute, _core.GroupAttribute),
            options.choices("expected_sectors", expected_sectors, _core.Sector),
            [options.text("expected_groups", name) for name in expected_groups],
            options.choice("trend", trend, _core.TrendLine),
            options.progress_function(progress),
        )
    )


def drop_off(  # noqa: PLR0913 - one argument an option
    network: _core.ActorNetwork,
    *,
    attribute: AttributeName,
    unit: UnitName,
    silent_meetings: int,
    survival: SurvivalOptions,
    progress: Progress | None,
) -> DropOff:
    """See ``Network.drop_off``."""
    core = _core.drop_off(
        network,
        options.choice("attribute", attribute, _core.GroupAttribute),
        options.choice("unit", unit, _core.DropOffUnit),
        options.whole_number("silent_meetings", silent_meetings),
        options.progress_function(progress),
    )
    return DropOff(core, survival)
