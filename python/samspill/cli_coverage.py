"""What ``samspill coverage`` prints: totals, the loss cascade, gaps, groups and repairs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from samspill.cli_output import Output, count_text, cut, result_json, table_text
from samspill.display import interval, percent, plain_number, visible

if TYPE_CHECKING:
    from samspill.coverage import Coverage
    from samspill.explaining import Explanation
    from samspill.network import Network
    from samspill.place_results import CoverageGroups
    from samspill.repairs import Repairs
    from samspill.tables import ResultTable

Row = dict[str, Any]


@dataclass(frozen=True)
class Further:
    """What was asked for beside the coverage."""

    groups: CoverageGroups | None = None
    explanation: Explanation | None = None
    repairs: Repairs | None = None


def coverage_output(network: Network, result: Coverage, further: Further, *, limit: int) -> Output:
    """Totals, sums by theme, the cascade, the gaps, and what else was asked for."""

    def text() -> str:
        parts = [visible(result.summary()), _themes(result), _cascade(result), _gaps(result, limit)]
        if further.explanation is not None:
            parts.append(_explanation(further.explanation))
        if further.groups is not None:
            parts.append(_groups(further.groups, limit))
        if further.repairs is not None:
            parts.append(_repairs(further.repairs, limit))
        return "\n\n".join(parts) + "\n"

    tables, more = _tables(result, further)
    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables)


def _tables(result: Coverage, further: Further) -> tuple[dict[str, ResultTable], dict[str, object]]:
    """All tables by name, and what else JSON holds."""
    tables: dict[str, ResultTable] = {
        "needs": result.needs,
        "gaps": result.gaps,
        "by_theme": result.by_theme,
        "by_theme_month": result.by_theme_month,
        "cascade": result.cascade,
        "losses": result.losses,
    }
    more: dict[str, object] = {"months": list(result.months), "totals": asdict(result.totals)}
    groups, repairs, explanation = further.groups, further.repairs, further.explanation
    if explanation is not None:
        tables["explanation_nearest"] = explanation.nearest
        shared = explanation.shared_seats
        more["explanation"] = {
            "need": explanation.need,
            "people": explanation.people,
            "obstacle": explanation.obstacle,
            "text": explanation.text(),
            "shared_seats": None if shared is None else asdict(shared),
        }
    if groups is not None:
        tables |= {"groups": groups.table, "equity": groups.equity}
        more |= {"grouping": groups.grouping, "needs_outside": groups.needs_outside}
    if repairs is not None:
        tables |= {
            "repairs": repairs.table,
            "repairs_curve": repairs.curve,
            "repairs_knowledge": repairs.knowledge,
        }
        more |= {
            "repairs_totals": asdict(repairs.totals),
            "repairs_exact": None if repairs.exact is None else asdict(repairs.exact),
            "repairs_options": dict(repairs.provenance.options),
        }
    return tables, more


def _themes(result: Coverage) -> str:
    rows = [
        [
            row["theme"],
            str(row["needs"]),
            str(row["people"]),
            interval(row["covered_low"], row["covered_high"]),
            interval(row["gap_low"], row["gap_high"]),
            percent(row["share_low"], row["share_high"]),
            str(row["needs_unknown"]),
        ]
        for row in result.by_theme.rows()
    ]
    return table_text("theme >needs >people >covered >gap >share >unknown_needs", rows)


def _cascade(result: Coverage) -> str:
    """The stages; both readings where they differ, and unknown where nobody recorded what a stage asks."""
    rows = [
        [
            row["stage"],
            row["tanahashi"],
            _readings(row["lost_least"], row["lost_most"]),
            _readings(row["left_least"], row["left_most"]),
        ]
        for row in result.cascade.rows()
    ]
    title = (
        "People lost at each stage and left after it (losses of different needs need not be curable at once)"
    )
    return f"{title}:\n" + table_text("stage tanahashi >lost >left", rows)


def _readings(least: float | None, most: float | None) -> str:
    ends = (least, most)
    return "unknown" if least is None or most is None else interval(min(ends), max(ends))  # type: ignore[type-var]


def _gaps(result: Coverage, limit: int) -> str:
    rows = [
        [
            row["need"],
            row["theme"],
            row["area"] or "",
            months_text(row["from_month"], row["to_month"]),
            str(row["people"]),
            interval(row["covered_low"], row["covered_high"]),
            interval(row["gap_low"], row["gap_high"]),
            row["obstacle"],
            (row["mandate"] or "yes") if row["statutory"] else "",
        ]
        for row in result.gaps.rows()
    ]
    title = f"Needs with a gap, statutory ones first, then largest first ({count_text(rows, limit)}):\n"
    return title + table_text(
        "need theme area months >people >covered >gap obstacle statutory", cut(rows, limit)
    )


def _explanation(explanation: Explanation) -> str:
    """Why the people of one need are not reached: the bottleneck, and the offers nearest to them."""
    rows = [
        [
            row["activity"],
            row["name"] or "",
            "unknown" if row["free_seats"] is None else str(row["free_seats"]),
            ", ".join(row["failed"]) or "nothing",
            ", ".join(row["unstated"]),
        ]
        for row in explanation.nearest.rows()
    ]
    return "\n".join([
        f"{explanation.need}: {visible(explanation.text())}",
        "Nearest offers of its theme, and what each fails:",
        table_text("activity name >seats fails leaves_open", rows),
    ])  # fmt: skip


def _groups(groups: CoverageGroups, limit: int) -> str:
    """The groups; areas without those inside them, as in the measures of inequality."""
    own = "own_" if groups.grouping == "area" else ""
    rows = [
        [
            row["group"] or "-",
            row["name"] or "",
            *(str(row[f"{own}{name}"]) for name in ("needs", "people")),
            interval(row[f"{own}covered_low"], row[f"{own}covered_high"]),
            _share(row[f"{own}people"], row[f"{own}covered_low"], row[f"{own}covered_high"]),
        ]
        for row in groups.table.rows()
    ]
    title = f"By {groups.grouping}{', needs of the areas inside left out' if own else ''}"
    return "\n".join([
        f"{title} ({count_text(rows, limit)}):",
        table_text("group name >needs >people >covered >share", cut(rows, limit)),
        visible(groups.summary()),
    ])  # fmt: skip


def _share(people: int, low: float, high: float) -> str:
    return percent(low / people, high / people) if people else "-"


def _repairs(repairs: Repairs, limit: int) -> str:
    """The repairs that reach somebody or are chosen, and what each referrer should hear of."""
    best = set(repairs.exact.repairs) if repairs.exact else set()
    rows = [
        [
            str(row["repair"]),
            repair_text(row),
            str(row["people"]),
            plain_number(row["effort"]),
            plain_number(row["people_per_effort"]),
            "" if row["step"] is None else str(row["step"]),
            *(["yes" if row["repair"] in best else ""] if repairs.exact else []),
        ]
        for row in repairs.table.rows()
        if row["people"] > 0 or row["step"] is not None
    ]
    known = [
        [row["entry_point"], row["activity"], str(row["people"])]
        for row in sorted(repairs.knowledge.rows(), key=lambda row: (-row["people"], row["entry_point"]))
    ]
    heads = ">no repair >people >effort >people/effort >step" + (" best_set" if repairs.exact else "")
    return "\n".join([
        visible(repairs.summary()),
        "",
        f"Repairs, most people per effort first ({count_text(rows, limit)}); step: when the choice takes it:",
        table_text(heads, cut(rows, limit)),
        "",
        f"The one offer each referrer should hear of ({count_text(known, limit)}):",
        table_text("referrer activity >people", cut(known, limit)),
    ])  # fmt: skip


def repair_text(row: Row) -> str:
    """A repair in words, with ids: ``tell jobcenter of a-mto-02``."""
    activity, seats = row["activity"], row["seats"]
    words = {
        "tell": lambda: f"tell {row['actor']} of {activity}",
        "open": lambda: f"open {activity} to {_opened_to(row)}",
        "add_seats": lambda: f"add {seats} seats to {activity}",
        "move_seats": lambda: f"move {seats} seats from {row['from_activity']} to {activity}",
        "invite": lambda: f"invite {row['actor']} with {activity} to {row['area']}, {seats} seats",
    }
    text = words[row["kind"]]()
    told = ", ".join(row["told"])
    return f"{text}; tell {told}" if told and row["kind"] != "tell" else text


def _opened_to(row: Row) -> str:
    opened = row["opened_to"]
    if opened == "period":
        return f"months {months_text(row['from_month'], row['to_month'])}"
    if opened == "ages":
        return f"ages {_bound(row['age_min'])} to {_bound(row['age_max'])}"
    value = row[opened]
    return f"{opened} {plain_number(value)}"


def months_text(first: int | None, last: int | None) -> str:
    """A half-open interval of months: ``0 to 3`` means months 0, 1 and 2."""
    if first is None and last is None:
        return "standing"
    return f"{_bound(first)} to {_bound(last)}"


def _bound(value: int | None) -> str:
    return "…" if value is None else str(value)
