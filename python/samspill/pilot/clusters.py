"""Effects whose rows come from clusters, such as municipalities (methods M3.4, M3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.pilot import inputs
from samspill.pilot.shown import Shown, made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.options import Progress
    from samspill.tables import ResultTable

WILD_REPLICATES = 99_999


@dataclass(frozen=True, slots=True)
class ClusterRobust(Shown):
    """A coefficient with errors that allow for dependence inside clusters.

    Attributes:
        estimate: In units of the outcome; None where there is none.
        errors: One row a variance (CR0, CR1, CR1S, CR2, CR3, CV3): standard error, Satterthwaite's degrees of
            freedom, t, p and limits.
        rows: Rows.
        clusters: Clusters.
        regressors: Columns of the regressors.
        null_value: What the coefficient is tested against.
        level: Of the limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no estimate; else empty.
        method: Method id.
    """

    estimate: float | None
    errors: ResultTable
    rows: int
    clusters: int
    regressors: int
    null_value: float
    level: float
    status: str
    reason: str
    method: str


@dataclass(frozen=True, slots=True)
class WildBootstrap(Shown):
    """A test by changing the signs of whole clusters' residuals.

    Attributes:
        estimate: In units of the outcome.
        t: Of the estimate against the null value.
        p: Two-sided, symmetric.
        smallest_p: What no data of so many clusters can fall below.
        low: Null values that are not rejected, from here; None with ``limits_reason``.
        high: To here.
        limits_reason: Why a limit is not there.
        exact: Every vector of weights was counted.
        arrangements: Vectors of weights there are; None beyond 2**53.
        as_extreme: Of those counted, with as large a t.
        replicates: Drawn ones; 0 when exact.
        seed: Of what is drawn.
        rows: Rows.
        clusters: Clusters.
        null_value: What the coefficient is tested against.
        level: Of the limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is no test; else empty.
        convention: Weights, null imposed or not, ties.
        method: Method id.
    """

    estimate: float | None
    t: float | None
    p: float | None
    smallest_p: float | None
    low: float | None
    high: float | None
    limits_reason: str
    exact: bool
    arrangements: int | None
    as_extreme: int | None
    replicates: int
    seed: int
    rows: int
    clusters: int
    null_value: float
    level: float
    status: str
    reason: str
    convention: str
    method: str


def cluster_robust(  # noqa: PLR0913 - one argument an option
    outcome: Sequence[float],
    regressors: object,
    cluster: Sequence[object],
    *,
    coefficient: int | str = 0,
    weights: Sequence[float] | None = None,
    null_value: float = 0.0,
    level: float = 0.95,
) -> ClusterRobust:
    """Least squares with the cluster-robust variances CR0 to CR3 and CV3 of one coefficient.

    Args:
        outcome: One number a row.
        regressors: The columns, with the constant where one is wanted: a mapping of names to columns (one
            number stands for all rows), a data frame, or an array or list of rows.
        cluster: The label of each row's cluster.
        coefficient: Name or position of the column that is asked about.
        weights: Of the rows, above 0.
        null_value: What the coefficient is tested against.
        level: Of the limits.

    Raises:
        InvalidArgument: A number is missing or out of range, or lengths differ.
    """
    return made(
        ClusterRobust,
        _core.cluster_robust(
            *_regression(outcome, regressors, cluster, weights, coefficient),
            options.real_number("null_value", null_value),
            options.real_number("level", level),
        ),
    )


def wild_cluster_bootstrap(  # noqa: PLR0913 - one argument an option
    outcome: Sequence[float],
    regressors: object,
    cluster: Sequence[object],
    *,
    coefficient: int | str = 0,
    weights: Sequence[float] | None = None,
    null_value: float = 0.0,
    draws: str = "rademacher",
    null_imposed: bool = True,
    jackknife_variance: bool = False,
    jackknife_scores: bool = False,
    replicates: int = WILD_REPLICATES,
    seed: int = 1,
    limits: bool = True,
    level: float = 0.95,
    progress: Progress | None = None,
) -> WildBootstrap:
    """How often would so large an effect come out if the clusters' residuals had other signs?

    Args:
        outcome: As in ``cluster_robust``.
        regressors: As in ``cluster_robust``.
        cluster: As in ``cluster_robust``.
        coefficient: As in ``cluster_robust``.
        weights: As in ``cluster_robust``.
        null_value: As in ``cluster_robust``.
        draws: ``rademacher`` (1 or -1) or ``webb`` (six values, for few clusters).
        null_imposed: Residuals of the fit that holds the coefficient at the null value (WCR); else WCU.
        jackknife_variance: t statistics with CV3 instead of CR1.
        jackknife_scores: Residuals enlarged by what the fit took from them.
        replicates: Vectors of weights; when there are no more than so many, all are counted.
        seed: Of what is drawn: the same numbers on any number of threads.
        limits: Look for the null values that are not rejected.
        level: Of the limits.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: As ``cluster_robust``; an option out of range.
    """
    return made(
        WildBootstrap,
        _core.wild_cluster_bootstrap(
            *_regression(outcome, regressors, cluster, weights, coefficient),
            options.real_number("null_value", null_value),
            options.choice("draws", draws, _core.WildWeights),
            options.flag("null_imposed", null_imposed),
            options.flag("jackknife_variance", jackknife_variance),
            options.flag("jackknife_scores", jackknife_scores),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.flag("limits", limits),
            options.real_number("level", level),
            options.progress_function(progress),
        ),
    )


def _regression(
    outcome: object, regressors: object, cluster: object, weights: object, coefficient: object
) -> tuple[inputs.Numbers, inputs.Numbers, inputs.WholeNumbers, inputs.Numbers, int]:
    numbers = inputs.numbers("outcome", outcome)
    columns, names = inputs.columns("regressors", regressors, len(numbers))
    return (
        numbers,
        columns,
        inputs.labels("cluster", cluster),
        inputs.empty() if weights is None else inputs.numbers("weights", weights),
        inputs.position("coefficient", coefficient, names),
    )
