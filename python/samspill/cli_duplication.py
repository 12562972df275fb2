"""What the command prints about duplicates: of offers, of organisations, and between waves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from samspill.cli_output import (
    Output,
    count_text,
    cut,
    findings_json,
    result_json,
    table_text,
    with_unknown,
)
from samspill.display import plain_number, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from samspill.duplicate_actors import DuplicateActors
    from samspill.duplicate_scopes import DuplicationChange, DuplicationScope
    from samspill.duplicates import DemandCells, Duplication
    from samspill.network import Network
    from samspill.tables import ResultTable
    from samspill.work_sharing import WorkSharing

Row = dict[str, Any]


@dataclass(frozen=True)
class AboutDuplicates:
    """What was asked for beside the duplicates."""

    scope: DuplicationScope | None = None
    sharing: WorkSharing | None = None
    cells: DemandCells | None = None


def duplication_output(
    network: Network, result: Duplication, further: AboutDuplicates, *, limit: int
) -> Output:
    """The clusters with their verdict, and what else was asked for."""
    scope, sharing, cells = further.scope, further.sharing, further.cells
    tables: dict[str, ResultTable] = {
        "pairs": result.pairs,
        "clusters": result.clusters,
        "groups": result.groups,
    }
    more: dict[str, object] = {}
    if scope is not None:
        tables |= {
            "scope_pairs": scope.pairs,
            "scope_clusters": scope.clusters,
            "by_scope": scope.by_scope,
            "by_sectors": scope.by_sectors,
            "by_former_units": scope.by_former_units,
        }
        more["scope_options"] = dict(scope.provenance.options)
    if sharing is not None:
        tables |= {
            "sharing": sharing.table,
            "sharing_costs": sharing.costs,
            "sharing_chosen": sharing.chosen,
            "sharing_sectors": sharing.sectors,
        }
        more |= {
            "sharing_totals": asdict(sharing.totals),
            "sharing_options": dict(sharing.provenance.options),
        }
    if cells is not None:
        tables["cells"] = cells.cells
        more |= {
            "cells_people": cells.people,
            "cells_covered": cells.covered,
            "cells_options": dict(cells.provenance.options),
        }

    def text() -> str:
        parts = [visible(result.summary()), _clusters(result, scope, limit)]
        if len(result.groups):
            parts.append(_groups(result, limit))
        if scope is not None:
            parts += [_scopes(scope), _sectors(scope)]
        if sharing is not None:
            parts.append(_sharing(sharing, limit))
        if cells is not None:
            parts.append(_cells(cells, limit))
        return "\n\n".join(parts) + "\n"

    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables)


def _clusters(result: Duplication, scope: DuplicationScope | None, limit: int) -> str:
    """The clusters; where they lie, when that was asked for."""
    places = [None] * len(result.clusters) if scope is None else scope.clusters.column("scope")
    rows = [
        [
            row["theme"],
            "; ".join(row["activities"]),
            with_unknown(row["capacity"], row["capacity_unknown"]),
            with_unknown(row["people"], row["needs_unknown"]),
            _known(row["surplus"]),
            row["verdict"],
            *([] if place is None else [place]),
        ]
        for row, place in zip(result.clusters.rows(), places, strict=True)
    ]
    heads = "theme activities >seats >people >surplus verdict" + ("" if scope is None else " scope")
    return f"Clusters ({count_text(rows, limit)}):\n" + table_text(heads, cut(rows, limit))


def _groups(result: Duplication, limit: int) -> str:
    rows = [
        [row["theme"], row["group"], str(row["activities"]), str(row["actors"])]
        for row in result.groups.rows()
    ]
    title = "Groups of so many alike activities that their pairs are not listed"
    return f"{title} ({count_text(rows, limit)}):\n" + table_text(
        "theme such_as >activities >actors", cut(rows, limit)
    )


_SUMS = ("pairs", "clusters", "surplus_clusters", "surplus_seats", "surplus_people")


def _scopes(scope: DuplicationScope) -> str:
    rows = [[row["scope"], *_sums(row)] for row in scope.by_scope.rows() if row["pairs"]]
    title = "Where they lie (each cluster counts once, in the widest scope of its pairs)"
    return f"{title}:\n" + table_text(
        "scope >pairs >clusters >with_surplus >surplus_seats >people_in_need", rows
    )


def _sectors(scope: DuplicationScope) -> str:
    rows = [[f"{row['sector_a']} - {row['sector_b']}", *_sums(row)] for row in scope.by_sectors.rows()]
    title = "Between which sectors (a cluster counts in every row of which it has a pair)"
    return f"{title}:\n" + table_text(
        "sectors >pairs >clusters >with_surplus >surplus_seats >people_in_need", rows
    )


def _sums(row: Row) -> list[str]:
    """Counts of a row of scopes; seats are a lower bound where some activity does not state its own."""
    shown = [str(row[name]) for name in _SUMS]
    if row["surplus_lower_bounds"]:
        shown[3] = f"at least {shown[3]}"
    return shown


def _sharing(sharing: WorkSharing, limit: int) -> str:
    """The proposals, most people first; the step at which the choice takes them."""
    rows = [
        [
            str(row["proposal"]),
            _proposal(row),
            "; ".join(row["actors"]),
            str(row["people"]),
            str(row["seats_freed"]),
            "" if row["step"] is None else str(row["step"]),
        ]
        for row in sharing.table.rows()
    ]
    return "\n".join([
        visible(sharing.summary()),
        f"Who could do what instead ({count_text(rows, limit)}); step: when the choice takes it:",
        table_text(">no proposal actors >more_people >seats_freed >step", cut(rows, limit)),
    ])  # fmt: skip


def _proposal(row: Row) -> str:
    """A proposal in words, with ids."""
    if row["kind"] == "join_forces":
        return f"make {row['activity']} and {row['other']} one"
    if row["kind"] == "alternate_weeks":
        return f"let {row['activity']} and {row['other']} meet every other week each"
    to = [row["to_area"], _months(row["to_first_month"], row["to_end_month"]), row["to_language"]]
    where = ", ".join(part for part in to if part)
    what = row["activity"] if row["whole"] else f"{row['seats']} seats of {row['activity']}"
    return f"move {what} to {row['gap']} ({where})"


def _months(first: int | None, end: int | None) -> str:
    if first is None and end is None:
        return ""
    return f"months {'' if first is None else first}..{'' if end is None else end - 1}"


def _cells(cells: DemandCells, limit: int) -> str:
    """The cells, largest gap first, then largest surplus."""
    rows = [
        [
            row["theme"],
            row["area"] or "-",
            row["target_group"] or "-",
            row["language"] or "-",
            "-" if row["month"] is None else str(row["month"]),
            with_unknown(row["people"], row["needs_unknown"]),
            with_unknown(row["seats"], row["seats_unknown"]),
            _known(row["gap"]),
            _known(row["surplus"]),
            row["verdict"],
        ]
        for row in sorted(cells.cells.rows(), key=lambda row: (-(row["gap"] or 0), -(row["surplus"] or 0)))
    ]
    title = (
        f"Over all cells in which everything is known: {cells.people} people in need, "
        f"{cells.covered} of them with a seat to find there.\n"
        "A person counts in each month of the need, a seat in every cell it could serve.\n"
        f"Cells, largest gap first ({count_text(rows, limit)}):"
    )
    heads = "theme area target_group language >month >people >seats >gap >surplus verdict"
    return f"{title}\n" + table_text(heads, cut(rows, limit))


def organisations_output(network: Network, result: DuplicateActors, *, limit: int) -> Output:
    """Proposed merges, and the pairs they rest on."""
    tables = {
        "pairs": result.pairs,
        "proposals": result.proposals,
        "former_ids": result.former_ids,
        "shared_by_many": result.shared_by_many,
    }

    def text() -> str:
        proposals = [
            [
                row["kept"],
                row["name"] or "",
                "; ".join(row["merged"]),
                *(str(row[name]) for name in ("activities", "ties", "needs", "seats", "people", "units")),
            ]
            for row in result.proposals.rows()
        ]
        pairs = [
            [
                f"{row['actor_a']} {_quoted(row['name_a'])}",
                f"{row['actor_b']} {_quoted(row['name_b'])}",
                row["reason"],
                plain_number(row["name_similarity"]) or "-",
                "yes" if row["same_sector"] else "no",
                row["area"],
            ]
            for row in result.pairs.rows()
        ]
        parts = [visible(result.summary())]
        if proposals:
            parts.append(
                f"Proposed merges, with the rows that would move ({count_text(proposals, limit)}):\n"
                + table_text(
                    "keep name instead_of >activities >ties >needs >seats >people >units",
                    cut(proposals, limit),
                )
            )
        if pairs:
            parts.append(
                f"Pairs ({count_text(pairs, limit)}):\n"
                + table_text("one other reason >name_similarity same_sector areas", cut(pairs, limit))
            )
        shared = [
            [row["column"], row["first_actor"], row["name"] or "", str(row["actors"])]
            for row in result.shared_by_many.rows()
        ]
        if shared:
            parts.append(
                f"Names and numbers of so many actors that they tell nothing ({count_text(shared, limit)}):\n"
                + table_text("column such_as name >actors", cut(shared, limit))
            )
        return "\n\n".join(parts) + "\n"

    more: dict[str, object] = {"merges": result.merges}
    return Output(text, lambda: result_json(network, result.provenance, more, tables), tables)


def _quoted(name: str | None) -> str:
    return f"({name})" if name else ""


def changes_output(networks: Sequence[Network], result: DuplicationChange, *, limit: int) -> Output:
    """What was resolved, what remains, what is new or came back."""
    tables = {"clusters": result.clusters, "waves": result.waves}

    def text() -> str:
        waves = [
            [str(row["wave"]), row["change"], *map(str, (row["clusters"], row["seats"], row["people"]))]
            for row in result.waves.rows()
            if row["clusters"]
        ]
        clusters = [
            [
                str(row["wave"]),
                row["change"],
                row["theme"],
                row["cluster_before"] or "-",
                row["cluster_after"] or "-",
                _known(row["surplus_before"]) if row["cluster_before"] else "-",
                _known(row["surplus_after"]) if row["cluster_after"] else "-",
                "; ".join(row["gone"]),
                "; ".join(row["joined"]),
            ]
            for row in result.clusters.rows()
        ]
        names = "\n".join(
            f"Wave {number}: {visible(network.title)}" for number, network in enumerate(networks, start=1)
        )
        return "\n\n".join([
            names,
            "Clusters with more seats than needed, wave by wave:\n"
            + table_text(">wave change >clusters >surplus_seats >people_in_need", waves),
            f"Each of them ({count_text(clusters, limit)}):\n"
            + table_text(
                ">wave change theme before after >surplus_before >surplus_after gone joined",
                cut(clusters, limit),
            ),
        ]) + "\n"  # fmt: skip

    waves = [
        {
            "title": network.title,
            "network_fingerprint": f"{network.fingerprint:016x}",
            "findings": findings_json(network.findings),
        }
        for network in networks
    ]
    return Output(
        text, lambda: result_json(networks[-1], result.provenance, {"input_waves": waves}, tables), tables
    )


def _known(number: int | None) -> str:
    return "unknown" if number is None else str(number)
