"""The labelled pairs of activities load, their labels are closed, and their README counts them rightly."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

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


def test_the_published_score_is_what_the_measure_gives() -> None:
    duplication = ss.read(FOLDER).duplication()
    labels = rows("pairs")
    likeness = []
    for pair in labels:
        evidence = duplication.evidence(pair["a"], pair["b"])
        likeness.append({**pair, "score": 0.0 if evidence.apart else evidence.score})
    page = (Path(__file__).resolve().parents[2] / "docs" / "methods" / "similarity.md").read_text("utf-8")
    published = re.findall(
        r"^\| (0\.\d\d) \| (\d+) \| (\d+) \| (\d+) \| (.*) \| (.*) \| (.*) \|$", page, re.M
    )
    assert len(published) == 4
    for threshold, *figures in published:
        found = [pair for pair in likeness if pair["score"] >= float(threshold)]
        score = ss.duplication.score(found, labels)
        counts = (score.true_positives, score.false_positives, score.false_negatives)
        shares = (f"{score.precision:.2f}", f"{score.recall:.2f}", f"{score.f1:.2f}")
        assert (*map(str, counts), *shares) == tuple(figures)
