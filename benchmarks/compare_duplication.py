"""Samspill's duplication by score beside Splink on DuckDB: structured fields plus names, on the same table.

    python benchmarks/compare_duplication.py build/bench/benchmarks/samspill_joins [--sizes 10000 100000]

Made-up activities of as many actors, with one of 20 themes, one of an area for every 500 activities, and a
name (name_generator.hpp), whose last word decides where it is: about 25 share theme and area.
Wanted are pairs of one theme and one area whose names are alike: the larger one of the Jaccard coefficient
of their words and Dice's coefficient of their 3-grams without blanks is at least 0.6. Of Samspill's pairs
those count whose score is what this makes of its measure, 4 fields of weight 6; Splink blocks on theme and
area and compares names by the same rule in SQL, with parameters that make it a yes or no. Both start from
lists of columns, take all cores and end with pairs in Python. They must be nearly the same: Samspill also
replaces abbreviations and other spellings. Besides it lists the pairs of other names, joins all names,
validates, forms clusters and judges them against the need.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
import zlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import duckdb
import pandas as pd
from peers.comparison import Time
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel
from splink.comparison_library import CustomComparison

import samspill as ss

Pairs = set[tuple[str, str]]
NAMES_ALIKE = 0.6
THEMES = 20
ACTIVITIES_AN_AREA = 500
WEIGHT_OF_NAME = 1.0
ROUNDING = 1e-9
MOST_DIFFERENT = 0.05  # of the pairs
WEIGHT_OF_EQUAL_FIELDS = 5.0  # theme, areas and kind


class Table:
    """Activities by columns."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.ids = [f"j{k:07}" for k in range(len(names))]
        self.area_ids = [f"a{k:04}" for k in range(max(1, len(names) // ACTIVITIES_AN_AREA))]
        places = [zlib.crc32(name.rsplit(maxsplit=1)[-1].encode()) for name in names]
        self.themes = [f"t{place % THEMES}" for place in places]
        self.areas = [self.area_ids[place // THEMES % len(self.area_ids)] for place in places]


def samspill(table: Table) -> Pairs:
    network = ss.Network.from_tables(
        areas={"id": table.area_ids},
        actors={"id": [f"p{name}" for name in table.ids], "sector": ["civil_society"] * len(table.ids)},
        activities={
            "id": table.ids,
            "actor": [f"p{name}" for name in table.ids],
            "theme": table.themes,
            "areas": table.areas,
            "name": table.names,
        },
    )
    alike = WEIGHT_OF_EQUAL_FIELDS + WEIGHT_OF_NAME * NAMES_ALIKE
    least = alike / (WEIGHT_OF_EQUAL_FIELDS + WEIGHT_OF_NAME) - ROUNDING
    pairs = network.duplication(least_score=least, most_listed_alike=10**6).pairs
    columns = (pairs.column(name) for name in ("activity_a", "activity_b", "score"))
    return {(a, b) for a, b, score in zip(*columns, strict=True) if score >= least}


def plain(name: str) -> str:
    """The normal form of names of Nordic letters."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(str.maketrans(LETTERS)))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


LETTERS = {"ø": "o", "æ": "ae"}


def grams(text: str) -> list[str]:
    return sorted({text[k : k + 3] for k in range(len(text) - 2)}) if len(text) > 2 else [text]


def splink(table: Table) -> Pairs:
    texts = [plain(name) for name in table.names]
    frame = pd.DataFrame(
        {
            "unique_id": table.ids,
            "theme": table.themes,
            "area": table.areas,
            "words": [sorted(set(text.split())) for text in texts],
            "grams": [grams(text.replace(" ", "")) for text in texts],
        }
    )
    common_words = 'len(list_intersect("words_l", "words_r"))'
    all_words = f'(len("words_l") + len("words_r") - {common_words})'
    common_grams = 'len(list_intersect("grams_l", "grams_r"))'
    alike = (
        f"{common_words} >= {NAMES_ALIKE - ROUNDING} * {all_words} "
        f'or 2 * {common_grams} >= {NAMES_ALIKE - ROUNDING} * (len("grams_l") + len("grams_r"))'
    )
    levels = [
        NullLevel("words"),
        CustomLevel(alike, "alike", base_dialect_str="duckdb").configure(
            m_probability=0.9, u_probability=0.001
        ),
        ElseLevel().configure(m_probability=0.1, u_probability=0.999),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("theme", "area")],
        comparisons=[CustomComparison(comparison_levels=levels, output_column_name="name")],
        probability_two_random_records_match=0.01,
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI(duckdb.connect()).register(frame), settings, log_level=None)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    pairs = zip(found["unique_id_l"].tolist(), found["unique_id_r"].tolist(), strict=True)
    return {(min(pair), max(pair)) for pair in pairs}


def timed(run: Callable[[Table], Pairs], table: Table) -> tuple[Time, Pairs]:
    start, cpu_start = time.perf_counter(), time.process_time()
    pairs = run(table)
    return Time(time.perf_counter() - start, time.process_time() - cpu_start), pairs


def compare(table: Table, rounds: int) -> None:
    contestants = (samspill, splink)
    answers = [timed(run, table)[1] for run in contestants]
    alone = [len(answers[0] - answers[1]), len(answers[1] - answers[0])]
    if sum(alone) > MOST_DIFFERENT * len(answers[0]):
        sys.exit(f"{alone[0]} pairs come from Samspill alone, {alone[1]} from Splink alone")
    times: list[list[Time]] = [[], []]
    for _ in range(rounds):
        for run, taken in zip(contestants, times, strict=True):
            taken.append(timed(run, table)[0])
    print(
        f"\n### {len(table.ids)} activities: {len(answers[0])} pairs, {alone[0]} of them from Samspill alone"
    )
    print(f"\n{alone[1]} pairs come from Splink alone.\n")
    print(
        "| contestant | median s | min s | max s | median CPU s | CPU ratio |\n|---|---:|---:|---:|---:|---:|"
    )
    base = statistics.median(t.cpu_seconds for t in times[0])
    for run, taken in zip(contestants, times, strict=True):
        seconds = [t.seconds for t in taken]
        cpu = statistics.median(t.cpu_seconds for t in taken)
        numbers = (statistics.median(seconds), min(seconds), max(seconds), cpu, cpu / base)
        print(f"| {run.__name__} | " + " | ".join(f"{x:.3g}" for x in numbers) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare duplicates by score with Splink.")
    parser.add_argument("program", type=Path, help="samspill_joins, which makes the names")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parsed = parser.parse_args()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Splink {version('splink')}, DuckDB {version('duckdb')}, Python {platform.python_version()}")
    print(f"rounds: {parsed.rounds}; load of the machine before: {load}")
    with tempfile.TemporaryDirectory(prefix="samspill-duplication-") as folder:
        file = Path(folder) / "names.txt"
        for size in parsed.sizes:
            subprocess.run([parsed.program.resolve(), "make", str(size), file], check=True)
            compare(Table(file.read_text(encoding="utf-8").splitlines()), parsed.rounds)


if __name__ == "__main__":
    main()
