"""Samspill's exact tests, survival analysis and measures beside packages of Python, in one run.

    python benchmarks/compare_inference.py [--rounds 5] [--tables 100000] [--peer-tables 500]

First each contestant answers once, and the answers must be equal; then they run in turn, round after round.
Printed are median, minimum and maximum of the seconds, CPU seconds of all cores, and ratios of medians to
Samspill's. A peer too slow for all tables gets the first of them, and its time a table is compared. Numbers
go in as numpy arrays or lists, whatever the contestant prefers.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from peers.in_turn import Contestant, compare
from scipy import stats
from segregation.multigroup import MultiInfoTheory
from skbio.diversity import alpha

import samspill as ss


def fisher(tables: int, peer_tables: int, rounds: int) -> None:
    """Seats of two sectors in forums of up to 60 people."""
    random = np.random.default_rng(1)
    cells = random.integers(0, 16, size=(tables, 4), dtype=np.int64) + 1
    some = cells[:peer_tables].reshape(-1, 2, 2)
    contestants = [
        Contestant("samspill, all tables at once", lambda: ss.inference.fisher_many(cells).column("p")),
        Contestant(
            "samspill, one call a table",
            lambda: [ss.inference.fisher(table).p or 0.0 for table in some.tolist()],
            part=peer_tables / tables,
        ),
        Contestant(
            "scipy.stats.fisher_exact, one call a table",
            lambda: [stats.fisher_exact(table).pvalue for table in some],
            part=peer_tables / tables,
        ),
    ]
    compare(f"Fisher's exact test of {tables} tables", contestants, rounds)


def exact_log_rank(rounds: int) -> None:
    """Curve of each sector, log-rank test, and its p by all arrangements."""
    random = np.random.default_rng(2)
    people = 12
    times = random.integers(1, 20, people).astype(float)
    events = random.random(people) < 0.7
    groups = np.repeat([0, 1], people // 2)

    def samspill() -> list[float]:
        curves = [ss.survival.kaplan_meier(times[groups == g], events[groups == g]) for g in (0, 1)]
        test = ss.survival.logrank(times, events, groups)
        exact = ss.survival.logrank_permutation(times, events, groups)
        ends = [curve.steps.column("survival")[-1] for curve in curves]
        return [*ends, test.chi_square or 0.0, test.p or 0.0, exact.p or 0.0]

    def lifelines() -> list[float]:
        ends = []
        for g in (0, 1):
            fitter = KaplanMeierFitter().fit(times[groups == g], events[groups == g])
            ends.append(float(fitter.survival_function_.iloc[-1, 0]))
        observed = logrank_test(
            times[groups == 0], times[groups == 1], events[groups == 0], events[groups == 1]
        )
        statistics_of = []
        for chosen in itertools.combinations(range(people), people // 2):
            first = np.isin(np.arange(people), chosen)
            test = logrank_test(times[first], times[~first], events[first], events[~first])
            statistics_of.append(test.test_statistic)
        limit = observed.test_statistic * (1 - 1e-9)
        exact = np.mean(np.array(statistics_of) >= limit)
        return [*ends, observed.test_statistic, observed.p_value, float(exact)]

    compare(
        "Kaplan-Meier, log-rank and its exact permutation, 6 and 6 people (924 arrangements)",
        [Contestant("samspill", samspill), Contestant("lifelines and a loop of Python", lifelines)],
        rounds,
    )


def large_log_rank(rounds: int) -> None:
    random = np.random.default_rng(3)
    people = 20_000
    times = random.integers(1, 500, people).astype(float)
    events = random.random(people) < 0.6
    groups = random.integers(0, 2, people)

    def samspill() -> list[float]:
        test = ss.survival.logrank(times, events, groups)
        curve = ss.survival.kaplan_meier(times, events)
        return [test.chi_square or 0.0, curve.steps.column("survival")[-1]]

    def lifelines() -> list[float]:
        test = logrank_test(times[groups == 0], times[groups == 1], events[groups == 0], events[groups == 1])
        fitter = KaplanMeierFitter().fit(times, events)
        return [test.test_statistic, float(fitter.survival_function_.iloc[-1, 0])]

    compare(
        f"Kaplan-Meier and log-rank of {people} people",
        [Contestant("samspill", samspill), Contestant("lifelines", lifelines)],
        rounds,
    )


def measures(rounds: int) -> None:
    random = np.random.default_rng(4)
    forums = 2_000
    seats = random.integers(0, 20, size=(forums, 4)) + 1
    rows = seats.tolist()

    def samspill() -> list[float]:
        results: list[float] = []
        for row in rows:
            results += [ss.balance.shannon(row).value or 0.0, ss.balance.blau(row).value or 0.0]
        return results

    def skbio() -> list[float]:
        results: list[float] = []
        for row in seats:
            results += [float(alpha.shannon(row, base=np.e)), float(alpha.simpson(row))]
        return results

    compare(
        f"Shannon entropy and Blau's index of {forums} forums, one call each",
        [Contestant("samspill", samspill), Contestant("scikit-bio", skbio)],
        rounds,
    )
    frame = pd.DataFrame(seats, columns=["K", "C", "S", "P"])
    compare(
        f"Theil's H of {forums} forums in four sectors",
        [
            Contestant("samspill", lambda: [ss.balance.segregation(rows).theil_h.value or 0.0]),
            Contestant("segregation", lambda: [MultiInfoTheory(frame, list(frame.columns)).statistic]),
        ],
        rounds,
    )


def print_conditions(rounds: int) -> None:
    for package in ("numpy", "scipy", "lifelines", "segregation", "scikit-bio"):
        print(package, version(package))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    cores = len(os.sched_getaffinity(0))
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores, 1 thread a peer")
    print(f"rounds: {rounds}; load of the machine before: {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare exact tests, survival analysis and measures.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tables", type=int, default=100_000)
    parser.add_argument("--peer-tables", type=int, default=500)
    parsed = parser.parse_args()
    warnings.filterwarnings("ignore")  # peers warn of their own dependencies
    print_conditions(parsed.rounds)
    fisher(parsed.tables, parsed.peer_tables, parsed.rounds)
    exact_log_rank(parsed.rounds)
    large_log_rank(parsed.rounds)
    measures(parsed.rounds)


if __name__ == "__main__":
    main()
