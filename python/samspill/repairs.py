"""Repairs: what would mend coverage most cheaply, each with the people it would reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.exact import choose_exactly
from samspill.provenance import Result
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from samspill.options import Progress

RepairKindName = Literal["tell", "open", "add_seats", "move_seats", "invite"]
EffortName = Literal["tell", "open", "add_seats", "move_seats", "invite", "seat"]
UnknownSeatsName = Literal["none", "unbounded"]
UnaskedFindName = Literal["nothing", "everything"]

#: Names of the efforts, in the order of ``_core.default_efforts``.
EFFORT_NAMES: tuple[EffortName, ...] = ("tell", "open", "add_seats", "move_seats", "invite", "seat")

_SHOWN = (
    "step",
    "kind",
    "actor",
    "activity",
    "opened_to",
    "area",
    "seats",
    "effort",
    "people",
    "people_per_effort",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that a coverage was computed with and that questions after it share."""

    match: _core.MatchOptions
    awareness_steps: int


@dataclass(frozen=True, slots=True)
class RepairSettings:
    """The options of ``repairs``, as the caller gave them."""

    budget: float
    kinds: Sequence[RepairKindName]
    efforts: Mapping[EffortName, float] | None
    exact: bool
    unknown_seats: UnknownSeatsName
    unasked_find: UnaskedFindName
    most_candidates: int
    time_limit: float


@dataclass(frozen=True, slots=True)
class RepairTotals:
    """What the choice comes to; people are those covered by offers that their referrers can find.

    Attributes:
        people: People in needs of known size: the denominator of any share.
        covered: Of them, covered before any repair.
        considered: Candidates that were valued.
        all_considered: False when ``most_candidates`` was reached, so that more repairs exist.
        budget: Largest sum of efforts.
        chosen_people: Reached in addition by the greedy choice.
        chosen_effort: Its effort.
        people_at_most: No set of the candidates within the budget reaches more (linear relaxation).
        bound_complete: False when the relaxation was not solved to its end; it is a bound all the same.
    """

    people: int
    covered: int
    considered: int
    all_considered: bool
    budget: float
    chosen_people: int
    chosen_effort: float
    people_at_most: int
    bound_complete: bool


@dataclass(frozen=True, slots=True)
class ExactRepairs:
    """The best set of candidates, by mixed-integer programming, valued anew on the network.

    Attributes:
        repairs: Numbers of the chosen repairs, as in the column ``repair``.
        people: Reached in addition.
        effort: Sum of the efforts.
        proved: False when the solver ran out of time, so that a better set may exist.
        people_at_most: No set within the budget reaches more; equals ``people`` when proved.
    """

    repairs: tuple[int, ...]
    people: int
    effort: float
    proved: bool
    people_at_most: int


class Repairs(Result[_core.RepairsResult]):
    """Candidates with the people each would reach, and the best of them within a budget (methods M4.4)."""

    def __init__(self, core: _core.RepairsResult, exact: ExactRepairs | None) -> None:
        super().__init__(core)
        self._exact = exact

    @cached_property
    def table(self) -> ResultTable:
        """One row a repair, most people per effort first.

        ``people`` is what it reaches alone, recomputed on the network; ``step`` the step of the greedy choice
        that takes it. Several repairs of one step help only together.
        """
        return ResultTable(self._core.repairs())

    @cached_property
    def chosen(self) -> list[dict[str, Any]]:
        """The rows of ``table`` that the greedy choice takes, in its order."""
        taken = [row for row in self.table.rows() if row["step"] is not None]
        return sorted(taken, key=lambda row: (row["step"], row["repair"]))

    @cached_property
    def curve(self) -> ResultTable:
        """Corners of the bound: no set of repairs reaches more people with that effort."""
        return ResultTable(self._core.curve())

    @cached_property
    def knowledge(self) -> ResultTable:
        """One row a referrer: the one offer it should hear of, and the people that would reach."""
        return ResultTable(self._core.knowledge())

    @property
    def exact(self) -> ExactRepairs | None:
        """The best set within the budget; None when it was not asked for."""
        return self._exact

    @cached_property
    def totals(self) -> RepairTotals:
        """What the choice comes to."""
        return RepairTotals(**self._core.totals)

    def summary(self) -> str:
        """The choice, its bound and, where asked for, its distance from the best set."""
        totals = self.totals
        if not self.table:
            return "Nothing to mend: no candidate would reach anybody."
        text = (
            f"With an effort of {plain_number(totals.chosen_effort)} of {plain_number(totals.budget)}, "
            f"{len(self.chosen)} repairs reach {totals.chosen_people} more people; "
            f"no choice within the budget reaches more than {totals.people_at_most}."
        )
        if self._exact is not None:
            proof = "the best set reaches" if self._exact.proved else "the best set found so far reaches"
            text += f" By exact search {proof} {self._exact.people}."
        if not totals.all_considered:
            text += f" Only the first {totals.considered} candidates were valued."
        return text

    def __len__(self) -> int:
        return len(self.table)

    def __repr__(self) -> str:
        return f"<samspill.Repairs: {len(self.table)} candidates, {len(self.chosen)} chosen>"

    def _repr_html_(self) -> str:
        """The summary and the repairs for a notebook, every text escaped."""
        return f"<p>{escaped(self.summary())}</p>{self.table.to_html(caption='Repairs', columns=_SHOWN)}"


def repairs(
    network: _core.ActorNetwork, asked: Asked, settings: RepairSettings, *, progress: Progress | None
) -> Repairs:
    """What would mend the gaps most cheaply (methods M4.4).

    Candidates: tell a referrer of an offer; open an offer to a target group, area, period, language, ages,
    price or access; add seats; move seats that nobody needs; invite who does it elsewhere. Each is valued by
    maximum flow on the network. The choice is greedy by people per effort; reached people are no submodular
    function of the set, so compare with the bound, or ask for the exact choice.

    Args:
        network: The network.
        asked: The options of the coverage.
        settings: ``budget``, largest sum of efforts; ``kinds`` to consider; ``efforts`` that replace the
            defaults, which are this project's choice; ``exact`` to solve a mixed-integer program with
            highspy for at most ``time_limit`` seconds; ``unknown_seats`` and ``unasked_find``, how to read
            what the tables leave open; ``most_candidates`` to make.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        MissingTable: The network was read without needs or without activities.
        InvalidArgument: An option is out of range.
        Unavailable: ``exact`` is asked for and highspy is not installed.
    """
    core = _core.repairs(
        network,
        asked.match,
        asked.awareness_steps,
        options.choice("unknown_seats", settings.unknown_seats, _core.UnknownSeats),
        options.choice("unasked_find", settings.unasked_find, _core.UnaskedFind),
        options.choices("kinds", settings.kinds, _core.RepairKind),
        _efforts(settings.efforts),
        options.real_number("budget", settings.budget),
        options.whole_number("most_candidates", settings.most_candidates),
        options.progress_function(progress),
    )
    exact = _exact(core, settings) if options.flag("exact", settings.exact) else None
    return Repairs(core, exact)


def _efforts(given: Mapping[EffortName, float] | None) -> list[float]:
    stated = options.numbers("efforts", given or {}, EFFORT_NAMES)
    return [
        stated.get(name, default) for name, default in zip(EFFORT_NAMES, _core.default_efforts, strict=True)
    ]


def _exact(core: _core.RepairsResult, settings: RepairSettings) -> ExactRepairs:
    best = choose_exactly(
        core.problem,
        budget=settings.budget,
        time_limit=options.real_number("time_limit", settings.time_limit),
    )
    return ExactRepairs(
        repairs=tuple(position + 1 for position in best.chosen),
        people=best.people,
        effort=best.effort,
        proved=best.proved,
        people_at_most=best.people_at_most,
    )
