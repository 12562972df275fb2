"""The labelled pairs of activities load, their labels are closed, and their README counts them rightly."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import samspill as ss

FOLDER = Path(__file__).resolve().parents[1] / "data" / "duplicate-pairs"


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def clusters(pairs: list[dict[str, str]]) -> dict[str, set[str]]:
    """Activities that are joined by pairs with the label 1, for each activity of a pair."""
    members = {pair[side]: {pair[side]} for pair in pairs for side in "ab"}
    for pair in pairs:
        if pair["same"] == "1":
            joined = members[pair["a"]] | members[pair["b"]]
            for member in joined:
                members[member] = joined
    return members


def test_tables_load_without_errors_or_warnings() -> None:
    assert {finding.severity for finding in ss.read(FOLDER).findings} <= {"info"}


def test_each_pair_stands_once_and_names_activities() -> None:
    pairs = rows("pairs")
    named = [(pair["a"], pair["b"]) for pair in pairs]
    assert all(a < b for a, b in named)
    assert len(set(named)) == len(named)
    assert {id_ for pair in named for id_ in pair} == {row["id"] for row in rows("activities")}


def test_labels_are_closed() -> None:
    pairs = rows("pairs")
    same = {(pair["a"], pair["b"]) for pair in pairs if pair["same"] == "1"}
    implied = {pair for members in clusters(pairs).values() for pair in combinations(sorted(members), 2)}
    assert same == implied


def test_readme_counts_pairs_as_they_are() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for column in ("category", "languages"):
        section = readme.split(f"| {column} | same | different |")[1].split("\n\n")[0]
        stated = {
            key: (int(same), int(different))
            for key, same, different in re.findall(
                r"^\| ([a-z;]+) \| (\d+) \| (\d+) \|", section, re.MULTILINE
            )
        }
        found = Counter((pair[column], pair["same"]) for pair in rows("pairs"))
        assert stated == {key: (found[key, "1"], found[key, "0"]) for key, _ in found}


def likeness(weights: dict[str, float] | None = None) -> list[dict[str, Any]]:
    """The labelled pairs with their score, 0 where a decisive field keeps the two apart."""
    duplication = ss.read(FOLDER).duplication(weights=weights)
    scored = []
    for pair in rows("pairs"):
        evidence = duplication.evidence(pair["a"], pair["b"])
        scored.append({**pair, "score": 0.0 if evidence.apart else evidence.score})
    return scored


def page() -> str:
    return (Path(__file__).resolve().parents[2] / "docs" / "methods" / "similarity.md").read_text("utf-8")


def test_the_published_score_is_what_the_measure_gives() -> None:
    scored = likeness()
    published = re.findall(
        r"^\| (0\.\d\d) \| (\d+) \| (\d+) \| (\d+) \| (.*) \| (.*) \| (.*) \|$", page(), re.M
    )
    assert len(published) == 4
    for threshold, *figures in published:
        found = [pair for pair in scored if pair["score"] >= float(threshold)]
        score = ss.duplication.score(found, scored)
        counts = (score.true_positives, score.false_positives, score.false_negatives)
        shares = (f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}")
        assert (*map(str, counts), *shares) == tuple(figures)


# What the page calls a category, which label its pairs have.
DISCUSSED = {
    ("level", "0"): "beginners and advanced ({} of {} such pairs)",
    ("theme", "0"): "another offer of the same theme ({} of {})",
    ("time", "0"): "the same course at another time ({} of {})",
    ("group", "0"): "for the next group of the same course ({} of {})",
    ("spelling", "1"): "misspellings ({} of {})",
    ("abbreviation", "1"): "abbreviations ({} of {})",
    ("truncation", "1"): "cut-off names ({} of {})",
}


def test_the_published_errors_of_each_category_are_those_of_the_measure() -> None:
    scored = likeness()
    all_pairs = Counter((pair["category"], pair["same"]) for pair in scored)
    errors = Counter(
        (pair["category"], pair["same"]) for pair in scored if (pair["score"] >= 0.7) != (pair["same"] == "1")
    )
    text = " ".join(page().split())
    for category, words in DISCUSSED.items():
        assert words.format(errors[category], all_pairs[category]) in text
    # Nothing errs as often without being discussed.
    for same, fewest in (("0", 5), ("1", 3)):
        others = [
            n for (name, label), n in errors.items() if label == same and (name, label) not in DISCUSSED
        ]
        assert max(others) < fewest


def test_the_published_effect_of_a_weight_is_that_of_the_measure() -> None:
    best = []
    for weights in ({"weekly_times": 4.0}, None):
        scored = likeness(weights)
        curve = ss.duplication.score(scored, scored).curve
        best.append(max(f1 for f1 in curve.column("f1") if f1 is not None))
    words = f"the best F1 is {best[0]:.2f} instead of {best[1]:.2f}"
    assert words in " ".join(page().split())
