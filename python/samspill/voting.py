"""Voting power of games given as numbers, and of the forums of a network (methods M1.7, M1.8).

from samspill import voting

voting.power([4, 2, 1, 1], 5).members                     # Banzhaf, Shapley-Shubik, Coleman
voting.unions([1, 1, 1, 1, 1], 3, ["K", "K", "C", "C", "C"]).members  # if sectors vote as one
voting.bloc([1, 1, 1, 1, 1, 1], 4, [0, 1, 2]).shapley_after           # if these three vote as one
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from samspill import _core, options
from samspill.display import escaped, plain_number
from samspill.errors import InvalidArgument
from samspill.provenance import Provenance, provenance_of
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

Mode = Literal["automatic", "exact", "floating", "sampled"]
VetoName = Literal["all", "at_least_one", "majority"]

TABLE_BYTES = _core.default_power_table_bytes
SAMPLES = _core.default_power_samples

_SHOWN_OF_FORUMS = (
    "forum",
    "voters",
    "votes",
    "quota",
    "head_count",
    "vetoes",
    "power_to_act",
    "method",
    "status",
    "reason",
)


class Power:
    """Power of each member of a game; members are known by their position in the list of votes, from 0."""

    def __init__(self, core: _core.VotingPower) -> None:
        self._core = core

    @cached_property
    def members(self) -> ResultTable:
        """One row a member: its indices, with fractions where exact and intervals where sampled."""
        return ResultTable(self._core.members())

    @property
    def method(self) -> str:
        """``exact``, ``floating``, ``enumerated`` or ``sampled``."""
        return self._core.method

    @property
    def power_to_act(self) -> float:
        """Winning coalitions as a fraction of all coalitions."""
        return self._core.power_to_act

    @property
    def winning_coalitions(self) -> int | None:
        """How many coalitions win; None where they were not counted."""
        text = self._core.winning_coalitions
        return int(text) if text else None

    @property
    def shapley_residual(self) -> float:
        """How far the Shapley-Shubik indices, as computed, are from summing to 1."""
        return self._core.shapley_residual

    @property
    def samples(self) -> int:
        """Random coalitions, and as many random orders; 0 where nothing is random."""
        return self._core.samples

    @property
    def seed(self) -> int:
        """Seed of the samples."""
        return self._core.seed

    def __repr__(self) -> str:
        return f"<samspill.voting.Power of {len(self.members)} members, {self.method}>"

    def _repr_html_(self) -> str:
        """The members for a notebook."""
        return self.members.to_html(caption="Voting power")


class Unions:
    """Power of members whose unions vote as one: Owen and Banzhaf-Owen values."""

    def __init__(self, core: _core.UnionPower, labels: tuple[object, ...]) -> None:
        self._core = core
        self._labels = labels

    @cached_property
    def members(self) -> ResultTable:
        """One row a member: position of its union in ``labels``, Owen value, Banzhaf-Owen value."""
        return ResultTable(self._core.members())

    @property
    def labels(self) -> tuple[object, ...]:
        """The unions in the order in which they first occur."""
        return self._labels

    @cached_property
    def among_unions(self) -> Power:
        """The game in which each union is a member."""
        return Power(self._core.unions)

    @property
    def owen_residual(self) -> float:
        """How far the Owen values, as computed, are from summing to 1."""
        return self._core.owen_residual

    def __repr__(self) -> str:
        return f"<samspill.voting.Unions: {len(self.members)} members in {len(self._labels)} unions>"

    def _repr_html_(self) -> str:
        """The members for a notebook."""
        return self.members.to_html(caption="Power in unions")


class Bloc:
    """Power before a bloc votes as one, and after."""

    def __init__(self, core: _core.BlocPower) -> None:
        self._core = core

    @cached_property
    def before(self) -> Power:
        """Everybody votes freely."""
        return Power(self._core.before)

    @cached_property
    def after(self) -> Power:
        """The bloc is member 0, the others follow in their order."""
        return Power(self._core.after)

    @property
    def banzhaf_before(self) -> float:
        """Sum of the normalised Banzhaf indices of the bloc's members."""
        return self._core.banzhaf_before

    @property
    def banzhaf_after(self) -> float:
        """Normalised Banzhaf index of the bloc."""
        return self._core.banzhaf_after

    @property
    def shapley_before(self) -> float:
        """Sum of the Shapley-Shubik indices of the bloc's members."""
        return self._core.shapley_before

    @property
    def shapley_after(self) -> float:
        """Shapley-Shubik index of the bloc."""
        return self._core.shapley_after

    def __repr__(self) -> str:
        return f"<samspill.voting.Bloc: Shapley-Shubik {self.shapley_before:.4g} to {self.shapley_after:.4g}>"


class ForumPower:
    """Who can decide in each forum (methods M1.7, M1.8)."""

    def __init__(self, core: _core.ForumPowerResult) -> None:
        self._core = core

    @cached_property
    def forums(self) -> ResultTable:
        """One row a forum: voters, votes, quota, head count, vetoes, power to act, or why there is none."""
        return ResultTable(self._core.forums())

    @cached_property
    def voters(self) -> ResultTable:
        """One row a voter: its power alone and with the sectors as unions."""
        return ResultTable(self._core.voters())

    @cached_property
    def sectors(self) -> ResultTable:
        """One row a forum and sector: votes, power of its voters together, power when it votes as one."""
        return ResultTable(self._core.sectors())

    @cached_property
    def provenance(self) -> Provenance:
        """Where the result comes from."""
        return provenance_of(self._core)

    def summary(self) -> str:
        """How many forums could be judged, in one sentence."""
        judged = sum(status == "ok" for status in self.forums.column("status"))
        return f"Voting power of {plain_number(judged)} of {plain_number(len(self.forums))} forums."

    def __repr__(self) -> str:
        return f"<samspill.voting.ForumPower of {len(self.forums)} forums>"

    def _repr_html_(self) -> str:
        """The summary, the forums and their sectors for a notebook, every text escaped."""
        forums = self.forums.to_html(caption="Votes of the forums", columns=_SHOWN_OF_FORUMS)
        sectors = self.sectors.to_html(caption="Power of the sectors")
        return f"<p>{escaped(self.summary())}</p>{forums}{sectors}"


def power(  # noqa: PLR0913 - one argument an option
    votes: Sequence[float],
    quota: float,
    *,
    head_count: int | None = None,
    vetoes: Sequence[tuple[Sequence[int], VetoName]] = (),
    mode: Mode = "automatic",
    table_bytes: int = TABLE_BYTES,
    samples: int = SAMPLES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Power:
    """Banzhaf, Shapley-Shubik and Coleman's measures of every member.

    Args:
        votes: One number a member, 0 or more, with at most nine decimals.
        quota: Votes needed for a decision, above 0 and at most their sum.
        head_count: So many members must agree as well.
        vetoes: Members by position, with ``all`` when each of them must agree, ``majority`` when more than
            half of them must, ``at_least_one`` when one of them must, whichever it is.
        mode: ``exact`` counts in whole numbers, ``floating`` sums in double precision, ``sampled`` draws
            coalitions; ``automatic`` takes the first of these that the game allows.
        table_bytes: Tables of sums beyond this are not made.
        samples: Random coalitions, and as many orders, from 1 to 10^9.
        seed: Of the samples; the same seed gives the same answer on any machine.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: There is no such game, or the mode cannot do it.
    """
    return Power(
        _core.voting_power(
            _rules(votes, quota, head_count),
            _vetoes(vetoes),
            power_options(mode, table_bytes, samples, seed),
            options.progress_function(progress),
        )
    )


def unions(  # noqa: PLR0913 - one argument an option
    votes: Sequence[float],
    quota: float,
    union_of: Sequence[object],
    *,
    head_count: int | None = None,
    vetoes: Sequence[tuple[Sequence[int], VetoName]] = (),
    table_bytes: int = TABLE_BYTES,
    progress: Progress | None = None,
) -> Unions:
    """Owen and Banzhaf-Owen values: unions act as one and share among their members what they win.

    Args:
        votes: As for ``power``.
        quota: As for ``power``.
        union_of: For each member the union it belongs to, such as its sector; any values that can be keys.
        head_count: As for ``power``.
        vetoes: As for ``power``.
        table_bytes: As for ``power``.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: There is no such game, or its tables would exceed ``table_bytes``.
    """
    if isinstance(union_of, (str, bytes)) or not isinstance(union_of, Iterable):
        message = "union_of must be a list with one value a member"
        raise TypeError(message)
    numbers: dict[object, int] = {}
    of_member = [numbers.setdefault(label, len(numbers)) for label in union_of]
    core = _core.union_power(
        _rules(votes, quota, head_count),
        _vetoes(vetoes),
        of_member,
        power_options("automatic", table_bytes, SAMPLES, 1),
        options.progress_function(progress),
    )
    return Unions(core, tuple(numbers))


def bloc(  # noqa: PLR0913 - one argument an option
    votes: Sequence[float],
    quota: float,
    members: Sequence[int],
    *,
    head_count: int | None = None,
    vetoes: Sequence[tuple[Sequence[int], VetoName]] = (),
    mode: Mode = "automatic",
    table_bytes: int = TABLE_BYTES,
    samples: int = SAMPLES,
    seed: int = 1,
    progress: Progress | None = None,
) -> Bloc:
    """What changes if these members vote as one and all others freely.

    Args:
        votes: As for ``power``.
        quota: As for ``power``.
        members: Positions of the bloc's members.
        head_count: As for ``power``; the bloc counts as many heads as it has members.
        vetoes: As for ``power``.
        mode: As for ``power``.
        table_bytes: As for ``power``.
        samples: As for ``power``.
        seed: As for ``power``.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: There is no such game or bloc.
    """
    return Bloc(
        _core.bloc_power(
            _rules(votes, quota, head_count),
            _vetoes(vetoes),
            _positions("members", members),
            power_options(mode, table_bytes, samples, seed),
            options.progress_function(progress),
        )
    )


def power_options(mode: Mode, table_bytes: int, samples: int, seed: int) -> _core.PowerOptions:
    """The options of the compiled part, checked."""
    return _core.PowerOptions(
        options.choice("mode", mode, _core.PowerMode),
        options.whole_number("table_bytes", table_bytes),
        options.whole_number("samples", samples),
        options.whole_number("seed", seed),
    )


def _rules(votes: object, quota: object, head_count: object) -> list[tuple[float, list[float]]]:
    numbers = [options.real_number("each number of votes", vote) for vote in _items("votes", votes)]
    rules = [(options.real_number("quota", quota), numbers)]
    if head_count is not None:
        rules.append((float(options.whole_number("head_count", head_count)), [1.0] * len(numbers)))
    return rules


def _vetoes(vetoes: object) -> list[tuple[list[int], _core.Veto]]:
    checked = []
    for item in _items("vetoes", vetoes):
        pair = tuple(_items("each veto", item))
        if len(pair) != 2:
            message = "each veto must be a pair of members and a kind"
            raise InvalidArgument(message)
        members = _positions("the members of a veto", pair[0])
        checked.append((members, options.choice("the kind of a veto", pair[1], _core.Veto)))
    return checked


def _positions(name: str, members: object) -> list[int]:
    positions = [options.whole_number(f"each of {name}", member) for member in _items(name, members)]
    if any(position < 0 for position in positions):
        message = f"each of {name} must be 0 or more"
        raise InvalidArgument(message)
    return positions


def _items(name: str, value: object) -> Iterable[object]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        message = f"{name} must be a list"
        raise TypeError(message)
    return value
