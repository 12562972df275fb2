"""Effects of a pilot: what each method says, and what must be said beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from samspill.display import escaped, plain_number
from samspill.provenance import Result
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill import _core

#: What is compared with what.
Design = Literal["automatic", "two_waves", "staggered", "synthetic", "before_after"]

_SHOWN = ("method", "estimate", "low", "high", "p", "smallest_p", "arrangements", "status", "reason")
_SHOWN_OF_ALL = (
    "indicator",
    "unit",
    "design",
    "treated",
    "controls",
    "estimate",
    "low",
    "high",
    "p",
    "smallest_p",
    "holm",
    "westfall_young",
    "status",
    "reason",
)


class Effect(Result["_core.PilotEffect"]):
    """The effect on one indicator. Made by ``Study.effect``.

    Attributes are numbers in the unit of the indicator, or None with the reason beside them.
    """

    def __init__(self, core: _core.PilotEffect) -> None:
        super().__init__(core)
        self._fields: dict[str, Any] = core.fields

    @property
    def indicator(self) -> str:
        """Id of the indicator."""
        return str(self._fields["indicator"])

    @property
    def unit(self) -> str:
        """What the indicator counts; effects are differences of it."""
        return str(self._fields["unit"])

    @property
    def design(self) -> str:
        """``two_waves``, ``staggered``, ``synthetic`` or ``before_after``; what ``automatic`` came to."""
        return str(self._fields["design"])

    @property
    def method(self) -> str:
        """Method id of the design."""
        return str(self._fields["method"])

    @property
    def status(self) -> str:
        """``ok``, or ``not_applicable`` when the effect is not identified; see ``reason``."""
        return str(self._fields["status"])

    @property
    def reason(self) -> str:
        """Why there is no effect; empty when there is one."""
        return str(self._fields["reason"])

    @property
    def baseline(self) -> str | None:
        """The wave that outcomes are compared with; of a staggered design the first one."""
        return self._text("baseline")

    @property
    def follow_up(self) -> str | None:
        """The wave whose outcomes are compared; of a staggered design the last one."""
        return self._text("follow_up")

    @property
    def treated(self) -> int:
        """Treated units that count."""
        return int(self._fields["treated"])

    @property
    def controls(self) -> int:
        """Controls that count."""
        return int(self._fields["controls"])

    @property
    def clusters(self) -> int:
        """Clusters of those units."""
        return int(self._fields["clusters"])

    @property
    def level(self) -> float:
        """Of the limits."""
        return float(self._fields["level"])

    @property
    def estimate(self) -> float | None:
        """The effect of the headline."""
        return self._number("estimate")

    @property
    def detectable(self) -> float | None:
        """The smallest effect that so many units would have shown with a chance of 0.8 (methods M3.12)."""
        return self._number("detectable")

    @property
    def detectable_reason(self) -> str:
        """Why there is no ``detectable``, where a regression could not give a standard error; else empty."""
        return str(self._fields["detectable_reason"])

    @property
    def earlier(self) -> Mapping[str, Any] | None:
        """The difference before treatment, as a row of ``estimates``; None without such waves."""
        found = self._fields["earlier"]
        return None if found is None else MappingProxyType(found)

    @property
    def bounds(self) -> Mapping[str, Any]:
        """``low`` and ``high`` if what was not seen were as bad or as good as may be; ``reweighted``."""
        return MappingProxyType(self._fields["bounds"])

    @property
    def sensitivity(self) -> Mapping[str, Any]:
        """``least`` and ``greatest`` effect without one unit, the same without one neighbourhood."""
        return MappingProxyType(self._fields["sensitivity"])

    @property
    def dependence(self) -> Mapping[str, float | None]:
        """Moran's I of what is unexplained, and its ``p``; None without neighbours."""
        return MappingProxyType({"moran_i": self._number("moran_i"), "p": self._number("moran_p")})

    @cached_property
    def estimates(self) -> ResultTable:
        """One row a method, randomisation inference first: estimate, limits, p, the smallest p."""
        return ResultTable(self._core.estimates())

    @cached_property
    def warnings(self) -> ResultTable:
        """One row a warning: code, count, value and a sentence."""
        return ResultTable(self._core.warnings())

    @cached_property
    def means(self) -> ResultTable:
        """One row an arm and wave: the mean of the units that count."""
        return ResultTable(self._core.means())

    @cached_property
    def donors(self) -> ResultTable:
        """Of a synthetic design: one row a control with its weight; else no rows."""
        return ResultTable(self._core.donors())

    @cached_property
    def gaps(self) -> ResultTable:
        """Of a synthetic design: one row a wave: the treated, synthetic control, gap; else no rows."""
        return ResultTable(self._core.gaps())

    @cached_property
    def cells(self) -> ResultTable:
        """Of a staggered design: one row a first wave and wave; else no rows."""
        return ResultTable(self._core.cells())

    @cached_property
    def aggregates(self) -> ResultTable:
        """Of a staggered design: effects by time since treatment, by first wave and by wave; else no rows."""
        return ResultTable(self._core.aggregates())

    def summary(self) -> str:
        """The effect in one sentence."""
        if self.estimate is None:
            return f"No effect on {self.indicator} can be computed: {self.reason}."
        headline = self.estimates.rows()[0]
        p = headline["p"]
        said = (
            ""
            if p is None
            else f", p = {plain_number(p)} (smallest possible {plain_number(headline['smallest_p'])})"
        )
        return (
            f"Effect on {self.indicator}: {plain_number(self.estimate)} {self.unit}{said}; "
            f"{self.treated} treated, {self.controls} controls."
        )

    def _number(self, name: str) -> float | None:
        value = self._fields[name]
        return None if value is None else float(value)

    def _text(self, name: str) -> str | None:
        value = self._fields[name]
        return None if value is None else str(value)

    def __repr__(self) -> str:
        return f"<samspill.Effect on {self.indicator}: {self.design}, {self.status}>"

    def _repr_html_(self) -> str:
        """The summary, the methods side by side and the warnings for a notebook, every text escaped."""
        estimates = self.estimates.to_html(caption="Methods side by side", columns=_SHOWN)
        warnings = self.warnings.to_html(caption="What must stand beside it")
        return f"<p>{escaped(self.summary())}</p>{estimates}{warnings}"


class Effects(Result["_core.PilotEffects"]):
    """Effects on several indicators, with p adjusted for their number. Made by ``Study.effects``."""

    @cached_property
    def table(self) -> ResultTable:
        """One row an indicator: its headline, and p adjusted by every procedure (methods M3.16)."""
        return self.table_in("en")

    def table_in(self, language: str) -> ResultTable:
        """The same with questions in a language; English where they are not in it."""
        return ResultTable(self._core.overview(language))

    @cached_property
    def estimates(self) -> ResultTable:
        """One row an indicator and method."""
        return ResultTable(self._core.estimates())

    @property
    def westfall_young_reason(self) -> str:
        """Why there are no p by Westfall and Young; empty when there are."""
        return self._core.westfall_young_reason

    @cached_property
    def _effects(self) -> Mapping[str, Effect]:
        effects = (Effect(self._core.effect(place)) for place in range(len(self._core)))
        return MappingProxyType({effect.indicator: effect for effect in effects})

    def __getitem__(self, indicator: str) -> Effect:
        return self._effects[indicator]

    def __iter__(self) -> Iterator[Effect]:
        return iter(self._effects.values())

    def __len__(self) -> int:
        return len(self._core)

    def __repr__(self) -> str:
        return f"<samspill.Effects on {len(self)} indicators>"

    def _repr_html_(self) -> str:
        """The overview for a notebook, every text escaped."""
        return self.table.to_html(caption="Effects", columns=_SHOWN_OF_ALL)
