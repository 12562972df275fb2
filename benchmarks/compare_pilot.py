"""Samspill's statistics of pilots beside packages of Python, in one run.

    python benchmarks/compare_pilot.py [--rounds 5] [--draws 99999]

First each contestant answers once, and the answers must be equal (those that rest on random numbers up to
four standard errors of a p); then they run in turn, round after round. Printed are median, minimum and
maximum of the seconds, CPU seconds of all cores, and ratios of medians to Samspill's. Each run begins with
arrays or a data frame and ends with numbers, set-up and fit of the model included. For Kaplan-Meier curves
see compare_inference.py.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import math
import os
import platform
import warnings
from importlib.metadata import version
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyfixest
import statsmodels.api as sm
from csdid.att_gt import ATTgt as Csdid
from differences import ATTgt as Differences
from peers.in_turn import Contestant, compare
from peers.resampling import bootstrap, synthetic
from wildboottest.wildboottest import wildboottest

from samspill import pilot

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
FORMULA = "y ~ treated + first + second"
LOOPED = 20_000  # arrangements that a loop goes through


class Rows(NamedTuple):
    """Rows of people in municipalities, as arrays and as a frame."""

    outcome: Array
    regressors: Array
    cluster: Whole
    frame: pd.DataFrame


def people(rows: int, clusters: int) -> Rows:
    random = np.random.default_rng(1)
    cluster = random.integers(0, clusters, rows)
    treated = (cluster < clusters * 2 // 5).astype(float)
    others = random.normal(size=(rows, 2))
    own = random.normal(scale=0.3, size=clusters)
    outcome = 0.1 * treated + others @ [0.2, 0.3] + own[cluster] + random.normal(size=rows)
    columns = {"treated": treated, "first": others[:, 0], "second": others[:, 1]}
    frame = pd.DataFrame({"y": outcome, **columns, "cluster": cluster})
    return Rows(outcome, np.column_stack([treated, np.ones(rows), others]), cluster, frame)


def errors_of(result: pilot.ClusterRobust, *variances: str) -> list[float]:
    found = {row["variance"]: row["se"] for row in result.errors.rows()}
    return [found[name] for name in variances]


def cluster_robust(rounds: int) -> None:
    data = people(10_000, 50)

    def samspill() -> list[float]:
        return errors_of(pilot.cluster_robust(data.outcome, data.regressors, data.cluster), "cr1s", "cr3")

    def statsmodels() -> list[float]:
        fit = sm.OLS(data.outcome, data.regressors).fit(cov_type="cluster", cov_kwds={"groups": data.cluster})
        return [float(fit.bse[0])]

    def pyfixest_crv1() -> list[float]:
        fit = pyfixest.feols(FORMULA, data.frame, vcov={"CRV1": "cluster"})
        return [float(fit.se()["treated"])]

    def pyfixest_crv3() -> list[float]:
        plain = pyfixest.ssc(k_adj=False, G_adj=False)
        fit = pyfixest.feols(FORMULA, data.frame, vcov={"CRV3": "cluster"}, ssc=plain)
        return [float(fit.se()["treated"])]

    compare(
        "Cluster-robust errors, 10,000 rows, 50 clusters, 4 regressors",
        [
            Contestant("samspill: CR0 to CR3, CV3, degrees of freedom, p, limits", samspill),
            Contestant("statsmodels: CR1S", statsmodels),
            Contestant("pyfixest: CRV1 (CR1S)", pyfixest_crv1),
            Contestant("pyfixest: CRV3 (CR3)", pyfixest_crv3, begin=1),
        ],
        rounds,
    )


def wild_bootstrap(rounds: int, draws: int) -> None:
    """p values of peers rest on other random numbers, and they count ties otherwise."""
    data = people(10_000, 50)
    names = ["treated", "constant", "first", "second"]

    def samspill(*, limits: bool) -> list[float]:
        test = pilot.wild_cluster_bootstrap(
            data.outcome, data.regressors, data.cluster, replicates=draws, limits=limits
        )
        return [test.p or 0.0]

    def wild() -> list[float]:
        model = sm.OLS(data.outcome, pd.DataFrame(data.regressors, columns=names))
        found = wildboottest(model, B=draws, cluster=data.cluster, param="treated", seed=1, show=False)
        return [float(found["p-value"].iloc[0])]

    def of_pyfixest() -> list[float]:
        fit = pyfixest.feols(FORMULA, data.frame, vcov={"CRV1": "cluster"})
        found = fit.wildboottest(reps=draws, cluster="cluster", param="treated", seed=1)
        return [float(found["Pr(>|t|)"])]

    compare(
        f"Wild cluster bootstrap (WCR, Rademacher), 10,000 rows, 50 clusters, {draws:,} draws",
        [
            Contestant("samspill: p", lambda: samspill(limits=False)),
            Contestant("samspill: p and limits", lambda: samspill(limits=True)),
            Contestant("wildboottest: p", wild),
            Contestant("pyfixest: p", of_pyfixest),
        ],
        rounds,
        tolerance=4 * math.sqrt(2 * 0.25 / draws),
    )


def randomisation(rounds: int) -> None:
    random = np.random.default_rng(3)
    units, treated = 24, 12
    outcome = random.normal(size=units)
    flags = np.arange(units) < treated
    arrangements = math.comb(units, treated)
    observed = abs(outcome[flags].mean() - outcome[~flags].mean()) * (1 - 1e-9)

    def samspill(*, limits: bool) -> list[float]:
        return [pilot.randomisation_test(outcome, flags, limits=limits).p or 0.0]

    def loop() -> list[float]:
        extreme = 0
        for chosen in itertools.islice(itertools.combinations(range(units), treated), LOOPED):
            others = np.zeros(units, dtype=bool)
            others[list(chosen)] = True
            extreme += abs(outcome[others].mean() - outcome[~others].mean()) >= observed
        return [extreme / LOOPED]

    def matrices() -> list[float]:
        total, extreme = outcome.sum(), 0
        ways = itertools.combinations(range(units), treated)
        while block := list(itertools.islice(ways, 100_000)):
            sums = outcome[np.array(block)].sum(axis=1)
            means = sums / treated - (total - sums) / (units - treated)
            extreme += int((np.abs(means) >= observed).sum())
        return [extreme / arrangements]

    compare(
        f"Randomisation inference, 12 of 24, all {arrangements:,} arrangements",
        [
            Contestant("samspill: p", lambda: samspill(limits=False)),
            Contestant("samspill: p and limits", lambda: samspill(limits=True)),
            Contestant("numpy, 100,000 arrangements at a time: p", matrices),
            Contestant(
                f"numpy, one arrangement at a time: p, from {LOOPED:,} of them",
                loop,
                part=LOOPED / arrangements,
                begin=None,
            ),
        ],
        rounds,
    )


class Panel(NamedTuple):
    """Units by period, as arrays and as frames."""

    unit: Whole
    period: Whole
    outcome: Array
    first: Array
    frame: pd.DataFrame
    indexed: pd.DataFrame


def panel(units: int, periods: int, starts: list[int]) -> Panel:
    random = np.random.default_rng(2)
    start = np.where(random.random(units) < 0.6, 0, random.choice(starts, units))
    unit = np.repeat(np.arange(units), periods)
    period = np.tile(np.arange(2003, 2003 + periods), units)
    first = start[unit]
    after = (first > 0) & (period >= first)
    outcome = random.normal(size=units)[unit] + random.normal(size=len(unit)) + 0.3 * after
    frame = pd.DataFrame({"unit": unit, "period": period, "y": outcome, "first": first})
    stated = np.where(first > 0, first, np.nan)
    indexed = frame.assign(first=stated).set_index(["unit", "period"])
    return Panel(unit, period, outcome, stated, frame, indexed)


def staggered(rounds: int) -> None:
    data = panel(500, 5, [2004, 2006, 2007])

    def samspill(draws: int) -> list[float]:
        found = pilot.staggered_adoption(data.unit, data.period, data.outcome, data.first, replicates=draws)
        cells = found.cells
        return [*cells.column("estimate"), *cells.column("se")]

    def csdid(draws: int) -> Csdid:
        model = Csdid(
            yname="y",
            tname="period",
            idname="unit",
            gname="first",
            data=data.frame,
            control_group="nevertreated",
            cband=draws > 0,
            biters=max(draws, 1),
        )
        return model.fit(est_method="reg", bstrap=draws > 0)

    def cells_of_csdid(draws: int) -> list[float]:
        found = csdid(draws).results
        return [float(effect) for effect in found["att"]] + ([] if draws else [*found["se"]])

    def all_of_csdid(draws: int) -> list[float]:
        model = csdid(draws)
        with contextlib.redirect_stdout(io.StringIO()):  # it prints every aggregate
            for kind in ("simple", "dynamic", "group", "calendar"):
                model.aggte(kind)
        return [float(effect) for effect in model.results["att"]]

    def differences(draws: int) -> list[float]:
        found = Differences(data=data.indexed, cohort_column="first").fit(
            "y", est_method="reg", boot_iterations=draws, random_state=1, progress_bar=False
        )
        return [float(effect) for effect in found.to_pandas().iloc[:, 0]]

    compare(
        "Staggered adoption, 500 units, 5 periods: effects and errors, no draws",
        [
            Contestant("samspill: cells and aggregates", lambda: samspill(0)),
            Contestant("csdid: cells", lambda: cells_of_csdid(0)),
            Contestant("differences: cells", lambda: differences(0)),
        ],
        rounds,
    )
    compare(
        "Staggered adoption, 500 units, 5 periods: bands from 10,000 draws",
        [
            Contestant("samspill: cells and aggregates", lambda: samspill(10_000)),
            Contestant("csdid: cells", lambda: cells_of_csdid(10_000)),
            Contestant("csdid: cells and aggregates", lambda: all_of_csdid(10_000)),
            Contestant("differences: cells", lambda: differences(10_000)),
        ],
        rounds,
    )


def large_panel(rounds: int) -> None:
    data = panel(20_000, 20, list(range(2004, 2023, 3)))

    def samspill(draws: int) -> list[float]:
        found = pilot.staggered_adoption(data.unit, data.period, data.outcome, data.first, replicates=draws)
        return [float(len(found.cells)), *found.cells.column("estimate")]

    compare(
        "Staggered adoption, 20,000 units, 20 periods, 7 groups (Samspill alone)",
        [
            Contestant("samspill: no draws", lambda: samspill(0)),
            Contestant("samspill: 999 draws", lambda: samspill(999)),
        ],
        rounds,
    )


def print_conditions(rounds: int) -> None:
    for package in (
        "numpy",
        "statsmodels",
        "pyfixest",
        "wildboottest",
        "csdid",
        "differences",
        "scipy",
        "pysyncon",
    ):
        print(package, version(package))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    cores = len(os.sched_getaffinity(0))
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores")
    print(f"rounds: {rounds}; load of the machine before: {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare statistics of pilots.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--draws", type=int, default=99_999)
    parsed = parser.parse_args()
    warnings.filterwarnings("ignore")  # peers warn of their own dependencies
    print_conditions(parsed.rounds)
    cluster_robust(parsed.rounds)
    randomisation(parsed.rounds)
    staggered(parsed.rounds)
    large_panel(parsed.rounds)
    synthetic(parsed.rounds)
    bootstrap(parsed.rounds)
    wild_bootstrap(parsed.rounds, parsed.draws)


if __name__ == "__main__":
    main()
