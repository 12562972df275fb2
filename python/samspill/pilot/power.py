"""Before the pilot: what could so few municipalities show? (methods M3.12)."""

from __future__ import annotations

from dataclasses import dataclass

from samspill import _core, options
from samspill.errors import InvalidArgument
from samspill.pilot import inputs
from samspill.pilot.shown import Shown


@dataclass(frozen=True, slots=True)
class PilotDesign:
    """Two waves, other people each time: a difference-in-differences of repeated cross-sections.

    Attributes:
        treated_clusters: Such as municipalities with the pilot.
        control_clusters: Without it.
        people: Asked in each cluster and wave.
        intra_cluster_correlation: Share of the variance that lies between clusters, from 0 to 1.
        cluster_autocorrelation: Of a cluster's own level in the two waves, from -1 to 1.
        standard_deviation: Of a person's outcome, in its unit.
    """

    treated_clusters: int
    control_clusters: int
    people: int = 1
    intra_cluster_correlation: float = 0.0
    cluster_autocorrelation: float = 0.0
    standard_deviation: float = 1.0


@dataclass(frozen=True, slots=True)
class EffectPower(Shown):
    """How large an effect must be to be found, or how likely one is found.

    Attributes:
        effect: In the unit of the outcome.
        power: Chance that it is found, by the noncentral t distribution.
        approximate_effect: (t of the level + t of the power) standard errors: too small with few clusters.
        treated_clusters: None where a standard error was given.
        control_clusters: Likewise.
        se: Of the effect.
        degrees_of_freedom: Of Student's t.
        alpha: Two-sided level of the test.
        status: ``ok`` or ``not_applicable``.
        reason: Why something is missing; else empty.
        convention: What is assumed.
        method: Method id.
    """

    effect: float | None
    power: float | None
    approximate_effect: float | None
    treated_clusters: int | None
    control_clusters: int | None
    se: float | None
    degrees_of_freedom: float | None
    alpha: float
    status: str
    reason: str
    convention: str
    method: str


def effect_variance(design: PilotDesign) -> float:
    """Variance of the effect: 2 [ρ σ² (1 - r) + (1 - ρ) σ² / m] (1/G1 + 1/G0).

    Raises:
        InvalidArgument: A number of the design is out of range.
    """
    return _core.effect_variance(_design(design))


def minimum_detectable_effect(
    design: PilotDesign | None = None,
    *,
    se: float | None = None,
    degrees_of_freedom: float | None = None,
    alpha: float = 0.05,
    power: float = 0.8,
) -> EffectPower:
    """The smallest effect that is found with the wanted chance.

    Args:
        design: Of the pilot; or leave it out and give:
        se: Standard error of the effect.
        degrees_of_freedom: Of Student's t; may be infinite.
        alpha: Two-sided level of the test.
        power: Wanted chance, above ``alpha``.

    Raises:
        InvalidArgument: Neither or both; a number out of range.
    """
    wanted = options.real_number("alpha", alpha), options.real_number("power", power)
    if design is not None and se is None and degrees_of_freedom is None:
        return EffectPower(**_core.minimum_detectable_effect(_design(design), *wanted))
    if design is not None or se is None or degrees_of_freedom is None:
        message = "give either a design or se and degrees_of_freedom"
        raise InvalidArgument(message)
    return EffectPower(
        **_core.minimum_detectable_effect_of_error(
            options.real_number("se", se),
            inputs.number_or_infinite("degrees_of_freedom", degrees_of_freedom),
            *wanted,
        )
    )


def power_of_effect(design: PilotDesign, effect: float, *, alpha: float = 0.05) -> EffectPower:
    """The chance that an effect, in the unit of the outcome and of either sign, is found.

    Raises:
        InvalidArgument: A number is out of range.
    """
    return EffectPower(
        **_core.power_of_effect(
            _design(design), options.real_number("effect", effect), options.real_number("alpha", alpha)
        )
    )


def clusters_needed(
    design: PilotDesign, effect: float, *, alpha: float = 0.05, power: float = 0.8
) -> EffectPower:
    """The fewest clusters, as many treated as controls, that find an effect with the wanted chance.

    The numbers of clusters in ``design`` are not used.

    Raises:
        InvalidArgument: A number is out of range.
    """
    return EffectPower(
        **_core.clusters_needed(
            _design(design),
            options.real_number("effect", effect),
            options.real_number("alpha", alpha),
            options.real_number("power", power),
        )
    )


def _design(design: object) -> tuple[int, int, int, float, float, float]:
    stated = options.instance("design", design, PilotDesign)
    return (
        options.whole_number("treated_clusters", stated.treated_clusters),
        options.whole_number("control_clusters", stated.control_clusters),
        options.whole_number("people", stated.people),
        options.real_number("intra_cluster_correlation", stated.intra_cluster_correlation),
        options.real_number("cluster_autocorrelation", stated.cluster_autocorrelation),
        options.real_number("standard_deviation", stated.standard_deviation),
    )
