"""Bootstrap of means and synthetic controls beside scipy, numpy and pysyncon."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd
from pysyncon import Synth
from scipy import stats

from peers.in_turn import Contestant, compare
from samspill import pilot

Array = npt.NDArray[np.float64]


def bootstrap(rounds: int) -> None:
    """Standard errors are compared in hundredths, up to four standard errors of theirs."""
    random = np.random.default_rng(4)
    rows, indicators, draws = 10_000, 20, 1_000
    table = random.normal(size=(rows, indicators)) + 1
    one = table[:, 0]
    tolerance = 4 * math.sqrt(2 / (2 * draws))

    def samspill(values: Array, weights: str) -> list[float]:
        found = pilot.bootstrap_means(values, weights=weights, replicates=draws).means
        return [*found.column("estimate"), *(100 * se for se in found.column("se"))]

    def loop() -> list[float]:
        own = np.random.default_rng(5)
        means = np.array([table[own.integers(0, rows, rows)].mean(axis=0) for _ in range(draws)])
        np.quantile(means, [0.025, 0.975], axis=0)
        return [*table.mean(axis=0), *(100 * means.std(axis=0, ddof=1))]

    def scipy(method: str) -> list[float]:
        found = stats.bootstrap(
            (one,), np.mean, n_resamples=draws, method=method, batch=100, rng=np.random.default_rng(6)
        )
        return [float(one.mean()), 100 * float(found.standard_error)]

    compare(
        f"Bootstrap of the means of {indicators} indicators, {rows:,} rows, {draws:,} replicates",
        [
            Contestant(
                "samspill, multinomial: percentile, basic, BCa", lambda: samspill(table, "multinomial")
            ),
            Contestant("samspill, Poisson: percentile, basic, BCa", lambda: samspill(table, "poisson")),
            Contestant("numpy, a loop: percentile", loop),
        ],
        rounds,
        tolerance,
    )
    compare(
        f"Bootstrap of one mean, {rows:,} rows, {draws:,} replicates",
        [
            Contestant("samspill, multinomial: percentile, basic, BCa", lambda: samspill(one, "multinomial")),
            Contestant("scipy.stats.bootstrap: percentile", lambda: scipy("percentile")),
            Contestant("scipy.stats.bootstrap: BCa", lambda: scipy("BCa")),
        ],
        rounds,
        tolerance,
    )


def synthetic(rounds: int) -> None:
    """The peer's solver stops at a tolerance of its own, so gaps are compared to 0.001."""
    random = np.random.default_rng(7)
    units, periods, before = 26, 30, 20
    factors = random.normal(size=(periods, 2)).cumsum(axis=0)
    outcome = factors @ random.uniform(size=(2, units)) + random.normal(scale=0.1, size=(periods, units))
    outcome[before:, 0] += 1
    frame = pd.DataFrame(outcome)

    def samspill() -> list[float]:
        found = pilot.synthetic_control(
            np.tile(np.arange(units), periods),
            np.repeat(np.arange(periods), units),
            outcome.ravel(),
            0,
            before,
            poor_fit=10.0,
        )
        return [*found.gaps.column("gap"), float(len(found.placebos))]

    def pysyncon() -> list[float]:
        gaps = []
        for unit in range(units):
            others = frame.drop(columns=[unit] if unit == 0 else [unit, 0])
            fitted = pd.concat([others, frame[unit]], axis=1).iloc[:before]
            variance = fitted.std(axis=1).to_numpy() ** 2  # undoes the peer's scaling
            model = Synth()
            model.fit(
                X0=others.iloc[:before],
                X1=frame.iloc[:before][unit],
                Z0=others.iloc[:before],
                Z1=frame.iloc[:before][unit],
                custom_V=variance,
            )
            gaps.append(frame[unit].to_numpy() - others.to_numpy() @ model.W)
        return [*gaps[0], float(units - 1)]

    compare(
        f"Synthetic control of {units} units, {before} of {periods} periods before, all placebos",
        [Contestant("samspill", samspill), Contestant("pysyncon, equal predictor weights", pysyncon)],
        rounds,
        tolerance=1e-3,
    )
