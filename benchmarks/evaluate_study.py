"""A whole evaluation: every indicator of the catalogue, 300 municipalities, six waves, 10,000 draws.

    python benchmarks/evaluate_study.py [--rounds 3] [--draws 10000]

Prints the clock and the processors' seconds of each part, as medians of the rounds. The estimate of one
indicator is held against a plain computation before anything is timed.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable

import samspill as ss

_MUNICIPALITIES = 300
_WAVES = tuple(str(year) for year in range(2018, 2024))
_DESIGNS = ("two_waves", "staggered")


def make_study() -> tuple[ss.Study, dict[str, str], dict[tuple[str, str, str], float]]:
    """A study with every indicator of the catalogue, the treatment of units, and the values by indicator."""
    draw = random.Random(1)
    units = [f"{1001 + k}" for k in range(_MUNICIPALITIES)]
    first = {
        unit: draw.choice(("2020", "2021", "2022")) if k % 2 else "never" for k, unit in enumerate(units)
    }
    values: dict[tuple[str, str, str], float] = {}
    for indicator in ss.IndicatorCatalogue.standard():
        least = indicator.least or 0.0
        greatest = least + 50.0 if indicator.greatest is None else indicator.greatest
        for unit in units:
            own = draw.random() / 2
            for wave in _WAVES:
                part = min(1.0, own + draw.random() / 3)
                values[indicator.id, unit, wave] = least + (greatest - least) * part
    columns = {
        "indicator": [indicator for indicator, _, _ in values],
        "unit": [unit for _, unit, _ in values],
        "wave": [wave for _, _, wave in values],
        "value": list(values.values()),
        "n": [100.0] * len(values),
    }
    study = ss.Study(observations=columns, treatment={"unit": units, "first_wave": [first[u] for u in units]})
    return study, first, values


def check(study: ss.Study, first: dict[str, str], values: dict[tuple[str, str, str], float]) -> None:
    """The difference of changes of one indicator by its definition.

    Raises:
        SystemExit: The study has another.
    """
    indicator = study.indicator_ids[0]
    changes = {unit: values[indicator, unit, _WAVES[-1]] - values[indicator, unit, "2019"] for unit in first}
    arms: tuple[list[float], list[float]] = ([], [])
    for unit, change in changes.items():
        arms[first[unit] != "never"].append(change)
    expected = statistics.fmean(arms[1]) - statistics.fmean(arms[0])
    found = study.effect(indicator, design="two_waves", replicates=99).estimate
    if found is None or abs(found - expected) > 1e-9:
        message = "the effect differs from its definition"
        raise SystemExit(message)


def timed(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of the clock and of the processors."""
    clocks, processors = [], []
    for _ in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    return statistics.median(clocks), statistics.median(processors)


def main() -> None:
    """Builds, checks, times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--draws", type=int, default=10_000)
    asked = parser.parse_args()
    study, first, values = make_study()
    check(study, first, values)
    print(f"{study!r}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    works: dict[str, Callable[[], object]] = {
        "tables to study": make_study,
        "indicators, all arms and waves": study.indicators,
    }
    for design in _DESIGNS:
        works[f"effects, {design}"] = lambda design=design: study.effects(  # type: ignore[misc]
            design=design, replicates=asked.draws
        )
    total = 0.0
    for name, work in works.items():
        clock, processor = timed(work, asked.rounds)
        total += clock
        print(f"{name:32} {clock:8.2f} s by the clock {processor:8.2f} s of processors")
    print(f"{'all':32} {total:8.2f} s by the clock")


if __name__ == "__main__":
    main()
