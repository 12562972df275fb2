"""How like the offers of a group are, and in what: the evidence beside each verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from samspill.report.context import LISTED, SHOWN, Context, cell, shortened
from samspill.report.document import Block, Cell, Column, Paragraph, Subsection, Table
from samspill.report.protocols_duplicates import Duplication
from samspill.report.records import Cluster, Row, rows_of
from samspill.report.text import Line

#: From this mean score on, a field counts as one in which the offers agree; below it they differ.
_ALIKE = 0.5
#: Most fields named on either side.
_NAMED = 2
#: Most pairs of a group that are compared field by field.
_COMPARED = 20
_MOSTLY_EQUAL = ("theme", "kind")


def likeness(context: Context, cluster: Cluster) -> tuple[Line, ...]:
    """The scores of the pairs from lowest to highest, and where the offers agree and differ most."""
    text, duplication, pairs = context.text, context.duplication, context.cluster_pairs
    scores = pairs.scores(cluster.id)
    if duplication is None or not scores:
        return ()
    low, high = text.number(min(scores), 2), text.number(max(scores), 2)
    span = low if low == high else text("likeness.range", low=low, high=high)
    lines = [text.line("likeness.score", score=span)]
    means = _mean_by_field(duplication, pairs.strongest(cluster.id, _COMPARED))
    for key, fields in (("agree", _agreeing(means)), ("differ", _differing(means))):
        if fields:
            words = text.listing(text(f"field.{field}") for field in fields)
            lines.append(text.line(f"likeness.{key}", fields=words))
    if (count := pairs.count(cluster.id)) > _COMPARED:
        lines.append(
            text.line("likeness.of_pairs", compared=text.amount(_COMPARED), pairs=text.amount(count))
        )
    return tuple(lines)


def _mean_by_field(duplication: Duplication, pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Mean score of each field over the pairs in which both state it."""
    scores: dict[str, list[float]] = {}
    for a, b in pairs:
        for field in duplication.evidence(a, b).fields:
            if field.score is not None:
                scores.setdefault(field.field, []).append(field.score)
    return {field: fmean(found) for field, found in scores.items()}


def _agreeing(means: Mapping[str, float]) -> list[str]:
    """The most alike fields but those in which nearly all pairs are equal."""
    fields = [field for field, mean in means.items() if mean >= _ALIKE and field not in _MOSTLY_EQUAL]
    return sorted(fields, key=lambda field: -means[field])[:_NAMED]


def _differing(means: Mapping[str, float]) -> list[str]:
    return sorted((field for field, mean in means.items() if mean < _ALIKE), key=means.__getitem__)[:_NAMED]


def alike_groups(context: Context, duplication: Duplication) -> tuple[Block, ...]:
    """A note on the data: so many rows alike that somebody should look at them."""
    text = context.text
    rows = [row for row in rows_of(duplication.groups) if row.text("alike") == "attributes"]
    if not rows:
        return ()
    table = Table(
        "alike-table",
        text("alike.caption"),
        (
            Column(text("column.theme")),
            Column(text("alike.activities"), "number"),
            Column(text("alike.actors"), "number"),
            Column(text("alike.such_as")),
        ),
        tuple(_group(context, row) for row in rows[:LISTED]),
        stack=True,
    )
    rest = text("duplication.more", n=max(len(rows) - SHOWN, 0))
    blocks = (Paragraph(text.line("alike.intro")), *shortened(context, table, len(rows), rest))
    return (Subsection("duplication-alike", text("alike.title"), blocks),)


def _group(context: Context, row: Row) -> tuple[Cell, ...]:
    text, names = context.text, context.names
    return (
        cell(names.code(row.text("theme"))),
        cell(text.amount(row.count("activities"))),
        cell(text.amount(row.count("actors"))),
        cell(names.of("activities", row.text("group"))),
    )
