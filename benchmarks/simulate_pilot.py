"""How often tests of pilots find an effect that is not there, and how often their limits hold the true one.

    python benchmarks/simulate_pilot.py [--replications 10000] [--seed 1] [--processes 2]

Fictional municipalities (clusters) with people in them; the outcome of a person is the effect of the pilot,
plus a number of the municipality, plus noise. Two worlds:

- gentle: 40 people everywhere, municipalities' numbers normal with standard deviation 0.5;
- harsh: 8 to 200 people (log-uniform), municipalities' numbers from an exponential distribution less its
  mean, twice as spread in treated municipalities (standard deviation 1) as in others (0.5).

The noise of people is normal with standard deviation 1. For each method: share of p <= 0.05 without an effect
(size), share of 95 % limits that hold a true effect of 1 (coverage; limits without an end hold it on that
side), share of p <= 0.05 with that effect (power), and share of replications in which both limits exist.
Randomisation compares means of municipalities, each counting once; all else are regressions of people.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import stats

from samspill import pilot

LEVEL = 0.05
EFFECT = 1.0
DRAWS = 1_999
MAX_ARRANGEMENTS = 5_000
DESIGNS = ((5, 2), (10, 5), (24, 12), (100, 50), (24, 2), (6, 1), (24, 1))
WORLDS = ("gentle", "harsh")
Array = npt.NDArray[np.float64]


class Answer(NamedTuple):
    """Of one method to one question."""

    p: float | None
    low: float | None
    high: float | None


class Data(NamedTuple):
    """People by municipality."""

    outcome: Array
    treated: Array
    cluster: npt.NDArray[np.int64]
    treated_clusters: npt.NDArray[np.bool_]


class Cell(NamedTuple):
    """One line of work: a design in a world."""

    world: str
    clusters: int
    treated: int
    replications: int
    seed: int


def drawn(cell: Cell, random: np.random.Generator) -> Data:
    treated = np.arange(cell.clusters) < cell.treated
    if cell.world == "gentle":
        sizes = np.full(cell.clusters, 40)
        own = random.normal(scale=0.5, size=cell.clusters)
    else:
        sizes = np.exp(random.uniform(math.log(8), math.log(200), cell.clusters)).astype(np.int64)
        own = (random.exponential(size=cell.clusters) - 1) * np.where(treated, 1.0, 0.5)
    cluster = np.repeat(np.arange(cell.clusters), sizes)
    outcome = own[cluster] + random.normal(size=len(cluster))
    return Data(outcome, treated[cluster].astype(float), cluster, treated)


def by_student(estimate: float, se: float | None, degrees: float) -> Answer:
    if se is None:
        return Answer(None, None, None)
    half = float(stats.t.ppf(1 - LEVEL / 2, degrees)) * se
    return Answer(2 * float(stats.t.sf(abs(estimate) / se, degrees)), estimate - half, estimate + half)


def answers(data: Data, seed: int) -> Iterator[tuple[str, Answer]]:
    """Every method's p and limits."""
    means = np.bincount(data.cluster, data.outcome) / np.bincount(data.cluster)
    for statistic in ("difference", "studentised"):
        test = pilot.randomisation_test(
            means,
            data.treated_clusters,
            statistic=statistic,
            max_arrangements=MAX_ARRANGEMENTS,
            replicates=DRAWS,
            seed=seed,
        )
        yield f"randomisation, {statistic}", Answer(test.p, test.low, test.high)
    columns = np.column_stack([data.treated, np.ones(len(data.outcome))])
    robust = pilot.cluster_robust(data.outcome, columns, data.cluster)
    errors = {error["variance"]: error for error in robust.errors.rows()}
    estimate, last = robust.estimate or 0.0, robust.clusters - 1
    yield "CR1, t(G - 1)", by_student(estimate, errors["cr1"]["se"], last)
    cr2 = errors["cr2"]
    yield "CR2, Satterthwaite", Answer(cr2["p"], cr2["low"], cr2["high"])
    yield "CV3, t(G - 1)", by_student(estimate, errors["cv3"]["se"], last)
    for draws in ("rademacher", "webb"):
        wild = pilot.wild_cluster_bootstrap(
            data.outcome, columns, data.cluster, draws=draws, replicates=DRAWS, seed=seed
        )
        yield f"WCR, {draws}", Answer(wild.p, wild.low, wild.high)


def rejects(answer: Answer) -> bool:
    return answer.p is not None and answer.p <= LEVEL * (1 + 1e-9)


def holds(answer: Answer, effect: float) -> bool:
    return (answer.low is None or answer.low <= effect) and (answer.high is None or effect <= answer.high)


def simulate(cell: Cell) -> dict[str, list[int]]:
    """By method: false findings, limits that hold, true findings, pairs of limits."""
    random = np.random.default_rng([cell.seed, WORLDS.index(cell.world), cell.clusters, cell.treated])
    counts: dict[str, list[int]] = {}
    for replication in range(cell.replications):
        data = drawn(cell, random)
        for method, answer in answers(data, replication):
            counts.setdefault(method, [0, 0, 0, 0])[0] += rejects(answer)
        shifted = data._replace(outcome=data.outcome + EFFECT * data.treated)
        for method, answer in answers(shifted, replication):
            own = counts[method]
            own[1] += holds(answer, EFFECT)
            own[2] += rejects(answer)
            own[3] += answer.low is not None and answer.high is not None
    return counts


def show(cell: Cell, counts: dict[str, list[int]]) -> None:
    print(f"\n### {cell.world}, {cell.clusters} municipalities, {cell.treated} of them treated\n")
    print("| method | size | coverage | power | with limits |")
    print("|---|---:|---:|---:|---:|")
    for method, own in counts.items():
        size, coverage, power, limits = (count / cell.replications for count in own)
        covered = f"{coverage:.3f}" if limits > 0 else "–"
        print(f"| {method} | {size:.3f} | {covered} | {power:.3f} | {limits:.3f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Size, coverage and power of tests of pilots.")
    parser.add_argument("--replications", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parsed = parser.parse_args()
    error = math.sqrt(LEVEL * (1 - LEVEL) / parsed.replications)
    print(f"seed {parsed.seed}, {parsed.replications} replications, {DRAWS} draws where not all are counted")
    print(f"Monte Carlo standard error of a share of 0.05: {error:.4f}")
    cells = [
        Cell(world, clusters, treated, parsed.replications, parsed.seed)
        for world, (clusters, treated) in product(WORLDS, DESIGNS)
    ]
    with ProcessPoolExecutor(parsed.processes) as pool:
        for cell, counts in zip(cells, pool.map(simulate, cells), strict=True):
            show(cell, counts)


if __name__ == "__main__":
    main()
