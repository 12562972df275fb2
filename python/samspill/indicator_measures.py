"""What an indicator takes of an analysis: ``totals.people``, ``forums:parity:min``, ratios of such.

A measure is an amount or a ratio of two. An amount is a sum of terms with ``+`` between, or a range of two
with ``..`` between. A term is a path of attributes or ``table[column=value]:column:reduction@weights``.
Behind it may stand what is not known and what that does to the value: ``>term``, ``<term``, ``~term``. The
grammar is described in docs/indicators.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from samspill.indicator_terms import Path, Reading, Reduced, Term, sum_of, term_of

#: Signs before what is not known, outside of brackets.
_SIGNS = re.compile(r"([<>~])(?![^\[\]]*\])")
_PART = "some amounts are not known"
_NO_END = "amounts that are not known leave it without an end"
_LEFT_OUT = "amounts that are not known are left out"


@dataclass(frozen=True, slots=True)
class _Unknown:
    """What is not known, and what it does where it is above 0.

    ``>``: the value may be greater, ``<``: less; ``~``: the value leaves it out.
    """

    sign: str
    term: Term

    def holds(self, result: object, steps: Mapping[str, object]) -> bool:
        """Whether some of it is not known."""
        owner, term = result, self.term
        if isinstance(term, Path) and term.names[0] in steps and not hasattr(result, term.names[0]):
            owner, term = steps[term.names[0]], Path(term.names[1:])
        return term.read(owner, None).low != 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it was written, ready to be read of results."""

    text: str
    low: tuple[Term, ...]
    high: tuple[Term, ...]
    denominator: tuple[Term, ...]
    unknown: tuple[_Unknown, ...] = ()

    @property
    def counts_rows(self) -> bool:
        """True for a count or sum over rows, which is 0 where there are none."""
        return not self.denominator and all(
            isinstance(term, Reduced) and term.reduction in {"sum", "count", "items"} for term in self.low
        )

    def read(
        self,
        result: object,
        *,
        least: float | None = None,
        greatest: float | None = None,
        steps: Mapping[str, object] | None = None,
    ) -> Reading:
        """The value of a result of the analysis.

        Args:
            result: What the analysis gave.
            least: The value can be no less, whatever is not known; None: nobody knows.
            greatest: Likewise.
            steps: Results that this one came from, by analysis, for what is not known there.

        Raises:
            AttributeError: The result has no such attribute or table.
            NotFound: A table has no such column.
        """
        named = frozenset(unknown.term.last for unknown in self.unknown)
        unknown = [one for one in self.unknown if one.holds(result, steps or {})]
        leaves_out = any(one.sign == "~" for one in unknown)
        value = self._value(result, named, leaves_out=leaves_out)
        if value.low is None or value.high is None:
            return value
        signs = {one.sign for one in unknown}
        low = value.low if "<" not in signs else None if least is None else min(value.low, least)
        high = value.high if ">" not in signs else None if greatest is None else max(value.high, greatest)
        if low is None or high is None:
            return Reading(n=value.n, reason=_NO_END)
        notes = (value.reason, _LEFT_OUT if leaves_out else "")
        return replace(value, low=low, high=high, reason="; ".join(dict.fromkeys(filter(None, notes))))

    def _value(self, result: object, named: frozenset[str], *, leaves_out: bool) -> Reading:
        """The value as far as it is known. A range that is written out says itself what is not known."""
        is_range = self.high != self.low
        told = None if is_range else named
        low = sum_of(term.read(result, told) for term in self.low)
        high = sum_of(term.read(result, told) for term in self.high) if is_range else low
        is_part = not is_range and not named.issuperset(low.beside)
        value = Reading(
            low.low, high.high, low.n, low.reason or high.reason, low.structural or high.structural
        )
        if not self.denominator:
            return Reading(reason=_PART) if value.is_known and is_part else value
        whole = sum_of(term.read(result, told) for term in self.denominator)
        if whole.low == 0:
            is_unknown = leaves_out or not named.issuperset(whole.beside)
            return Reading(reason=_PART if is_unknown else "the denominator is 0", structural=not is_unknown)
        if whole.low is None:
            return whole
        if value.low is None or value.high is None:
            return replace(value, n=whole.low)
        is_part = is_part or not (is_range or named.issuperset(whole.beside))
        note = value.reason or (_LEFT_OUT if is_part else "")
        return Reading(value.low / whole.low, value.high / whole.low, whole.low, note)


def parse(text: str) -> Measure | None:
    """The measure that a text writes, or None when it is none."""
    value, *unknown = _SIGNS.split(text)
    whole, slash, part = value.partition("/")
    low, dots, high = whole.partition("..")
    parts = [_terms(low), _terms(high) if dots else (), _terms(part) if slash else ()]
    doubts = [(sign, term_of(term)) for sign, term in zip(unknown[::2], unknown[1::2], strict=True)]
    if parts[0] is None or parts[1] is None or parts[2] is None or any(term is None for _, term in doubts):
        return None
    named = tuple(_Unknown(sign, term) for sign, term in doubts if term is not None)
    return Measure(text, parts[0], parts[1] if dots else parts[0], parts[2], named)


def _terms(text: str) -> tuple[Term, ...] | None:
    terms = [term_of(term) for term in text.split("+")]
    return None if None in terms else tuple(term for term in terms if term is not None)
