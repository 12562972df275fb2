"""How sure are the means of indicators? (bootstrap)."""

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

REPLICATES = 9_999


@dataclass(frozen=True, slots=True)
class BootstrapMeans(Shown):
    """Means of indicators with limits from resampling.

    Attributes:
        means: One row an indicator: estimate, standard error, percentile, basic and BCa limits.
        rows: Rows.
        units: That are drawn: rows or clusters.
        strata: That they are drawn in.
        replicates: Drawn.
        seed: Of what is drawn.
        level: Of the limits.
        status: ``ok`` or ``not_applicable``.
        reason: Why there is nothing; else empty.
        convention: Which weights are drawn.
        method: ``bootstrap``.
    """

    means: ResultTable
    rows: int
    units: int
    strata: int
    replicates: int
    seed: int
    level: float
    status: str
    reason: str
    convention: str
    method: str


def bootstrap_means(  # noqa: PLR0913 - one argument an option
    indicators: object,
    cluster: Sequence[object] | None = None,
    stratum: Sequence[object] | None = None,
    *,
    weights: str = "multinomial",
    replicates: int = REPLICATES,
    seed: int = 1,
    level: float = 0.95,
    progress: Progress | None = None,
) -> BootstrapMeans:
    """Limits of means, all indicators in the same replicates.

    Args:
        indicators: The columns: a mapping, a data frame, or an array or list of rows; None, NaN or NA for
            what is not known.
        cluster: Labels; rows of one label are drawn together. Without, each row is drawn alone.
        stratum: Labels, the same in all rows of a cluster.
        weights: ``multinomial``, or ``poisson``, which is faster and almost the same for hundreds of units.
        replicates: To draw.
        seed: Of what is drawn: the same numbers on any number of threads.
        level: Of the limits.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: A number is out of range; a cluster in two strata; strata with ``poisson``; lengths
            differ.
    """
    rows = inputs.rows_of("indicators", indicators)
    columns, names = inputs.columns("indicators", indicators, rows, may_miss=True)
    return made(
        BootstrapMeans,
        _core.bootstrap_means(
            rows,
            columns,
            inputs.labels("cluster", () if cluster is None else cluster),
            inputs.labels("stratum", () if stratum is None else stratum),
            names,
            options.choice("weights", weights, _core.BootstrapWeights),
            options.whole_number("replicates", replicates),
            options.seed("seed", seed),
            options.real_number("level", level),
            options.progress_function(progress),
        ),
    )
