"""What became of duplicates between waves, and how well they agree with pairs that people labelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samspill import _core, options
from samspill.duplicate_scopes import DuplicationChange
from samspill.duplicates import Duplication
from samspill.errors import InvalidArgument
from samspill.frames import TableData, plain_columns
from samspill.tables import ResultTable

if TYPE_CHECKING:
    from samspill.options import Progress

__all__ = ["ClusterScore", "PairScore", "changes", "score", "score_clusters"]

_NAMES = {"a": ("a", "activity_a"), "b": ("b", "activity_b")}


@dataclass(frozen=True, slots=True)
class PairScore:
    """Pairs that were found against labels. Shares are None where their denominator is 0.

    Attributes:
        true_positives: Found and labelled the same.
        false_positives: Found and labelled different.
        false_negatives: Labelled the same and not found.
        unlabelled: Found without a label, and left out.
        precision: Right among those found.
        recall: Found among those labelled the same.
        f1: Harmonic mean of both.
        curve: The same for every score that occurs as the least one, from the highest down.
        best_threshold: The score of the curve with the highest f1.
    """

    true_positives: int
    false_positives: int
    false_negatives: int
    unlabelled: int
    precision: float | None
    recall: float | None
    f1: float | None
    curve: ResultTable
    best_threshold: float | None


@dataclass(frozen=True, slots=True)
class ClusterScore:
    """Clusters that were found against those that follow from the labels.

    Attributes:
        true_positives: Pairs in one cluster of both.
        false_positives: Pairs in one found cluster only.
        false_negatives: Pairs in one true cluster only.
        unlabelled: Always 0: the labels are taken to name all duplicates.
        precision: Right among the pairs found.
        recall: Found among the true pairs.
        f1: Harmonic mean of both.
        activities: Activities in a cluster of either.
        b_cubed_precision: Mean over activities of the right part of their found cluster.
        b_cubed_recall: Mean over activities of the found part of their true cluster.
        b_cubed_f1: Harmonic mean of both.
    """

    true_positives: int
    false_positives: int
    false_negatives: int
    unlabelled: int
    precision: float | None
    recall: float | None
    f1: float | None
    activities: int
    b_cubed_precision: float | None
    b_cubed_recall: float | None
    b_cubed_f1: float | None


def changes(
    waves: Sequence[Duplication],
    *,
    count_backup: bool = True,
    renamed: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> DuplicationChange:
    """What became of duplicates between waves: resolved, remaining, new, or come back.

    Args:
        waves: The duplicates of each wave, in order; at least two.
        count_backup: False takes a surplus that has become a wanted reserve for resolved.
        renamed: Ids of activities that have another id in later waves, old to new.
        progress: Called as ``progress(fraction, stage)``.

    Raises:
        InvalidArgument: Fewer than two waves, or renamings that run in a circle.
    """
    ids = {options.text("renamed", old): options.text("renamed", new) for old, new in (renamed or {}).items()}
    core = _core.duplication_change(
        [options.instance("waves", wave, Duplication).core for wave in waves],
        options.flag("count_backup", count_backup),
        ids,
        options.progress_function(progress),
    )
    return DuplicationChange(core)


def score(pairs: TableData | Duplication, truth: TableData, *, complete: bool = False) -> PairScore:
    """Precision, recall and F1 of pairs, and how they change with the least score (O(n log n)).

    Args:
        pairs: What was found: a duplication, or a table with ``a`` and ``b`` (or ``activity_a`` and
            ``activity_b``) and perhaps ``score``; a pair without a score has score 1.
        truth: Labels: a table with ``a``, ``b`` and ``same`` (true or 1 when both are one offer).
        complete: The labels name all duplicates there are, so that a found pair without a label is wrong;
            else it is left out and counted.

    Raises:
        InvalidArgument: A column is missing, a pair is of an activity with itself, a pair is labelled both
            ways, a score is no number, the duplication does not list all pairs, or labels name activities
            that its network does not have.
    """
    if isinstance(pairs, Duplication) and len(pairs.groups) > 0:
        message = "pairs of large groups are not listed: compute them with a larger most_listed_alike"
        raise InvalidArgument(message)
    if isinstance(pairs, Duplication) and pairs.pairs_found > len(pairs.pairs):
        message = "not all pairs are listed: compute them with a larger most_pairs"
        raise InvalidArgument(message)
    numbers = _Numbers()
    table = pairs.pairs if isinstance(pairs, Duplication) else pairs
    found = _columns("pairs", table)
    scores = found.get("score") or [None] * len(found["a"])
    rows = [
        (numbers[a], numbers[b], 1.0 if value is None else options.real_number("score", value))
        for a, b, value in zip(found["a"], found["b"], scores, strict=True)
    ]
    known = pairs if isinstance(pairs, Duplication) else None
    counts, curve, best = _core.duplicate_scores(
        rows, _labels(truth, numbers, known), options.flag("complete", complete)
    )
    return PairScore(**counts, curve=ResultTable(curve), best_threshold=best)


def score_clusters(duplication: Duplication, truth: TableData) -> ClusterScore:
    """Clusters against those that follow from the labels: pairwise and by B-cubed (O(n log n)).

    Sameness is taken to carry over from pair to pair, and labels to name all duplicates there are.

    Raises:
        InvalidArgument: As ``score``.
    """
    numbers = _Numbers()
    found = [[numbers[name] for name in row] for row in duplication.clusters.column("activities")]
    return ClusterScore(**_core.duplicate_cluster_scores(found, _labels(truth, numbers, duplication)))


class _Numbers(dict[object, int]):
    """Numbers the ids as they come."""

    def __missing__(self, name: object) -> int:
        self[name] = number = len(self)
        return number


def _labels(
    truth: TableData, numbers: _Numbers, duplication: Duplication | None
) -> list[tuple[int, int, bool]]:
    labels = _columns("truth", truth)
    if "same" not in labels:
        message = "the table truth needs a column same"
        raise InvalidArgument(message)
    if duplication is not None:
        _check_ids(labels, duplication)
    return [
        (numbers[a], numbers[b], _is_same(same))
        for a, b, same in zip(labels["a"], labels["b"], labels["same"], strict=True)
    ]


def _check_ids(labels: Mapping[str, list[object]], duplication: Duplication) -> None:
    """A label of an activity that does not exist would count as one that was not found."""
    most_told = 5
    rows = [
        row
        for row, ids in enumerate(zip(labels["a"], labels["b"], strict=True), start=1)
        if not all(isinstance(name, str) and duplication.core.has_activity(name) for name in ids)
    ]
    if rows:
        told = ", ".join(map(str, rows[:most_told])) + (", …" if len(rows) > most_told else "")
        message = (
            f"{len(rows)} of the labels name an activity that the network does not have, in the rows {told} "
            "of truth: give the ids of its table activities, as texts"
        )
        raise InvalidArgument(message)


def _is_same(value: object) -> bool:
    if value not in (0, 1, "0", "1"):  # True and False among them
        message = "same must be true or false, 1 or 0, in every row of truth"
        raise InvalidArgument(message)
    return value in (1, "1")


def _columns(table: str, data: TableData) -> Mapping[str, list[object]]:
    """Columns by name, ``a`` and ``b`` under these names."""
    columns = dict(plain_columns(table, data)[0])
    if not columns:
        return {"a": [], "b": [], "same": []}
    for name, names in _NAMES.items():
        present = next((known for known in names if known in columns), None)
        if present is None:
            message = f"the table {table} needs columns a and b"
            raise InvalidArgument(message)
        columns[name] = columns[present]
    return columns
