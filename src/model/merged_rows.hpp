// Private to the model: rows of tables after actors were merged.
#pragma once

#include <samspill/model/actor_merge.hpp>
#include <samspill/model/actor_network.hpp>

#include "sorted_rows.hpp"
#include "table_edit.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// A row and whether it has moved to another actor.
template <class Row>
struct MovedRow {
    Row row;
    bool moved = false;
};

/// Sorts rows by their keys and takes out moved ones that equal another; of several equal ones that moved the
/// first stays. O(n log n).
template <class Row>
[[nodiscard]] std::vector<Row> without_repetitions(std::vector<MovedRow<Row>> rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        const auto left = a.row.key();
        const auto right = b.row.key();
        return left < right || (left == right && a.moved < b.moved);
    });
    std::vector<Row> kept;
    kept.reserve(rows.size());
    for (const MovedRow<Row>& next : rows) {
        const bool repeats = !kept.empty() && kept.back().key() == next.row.key();
        if (!repeats || !next.moved) {
            kept.push_back(next.row);
        }
    }
    return kept;
}

/// Fills empty cells of kept actors and mends their parents. `actors` is the table without the merged rows,
/// `renumbering` leads from old actors to new ones, merged ones to those that were kept.
void complete_kept_actors(ActorColumns& actors, const ActorNetwork& old, std::span<const ActorMerge> merges,
                          const Renumbering& renumbering);

/// Rows of actors whose chain of parents comes back to them, ascending.
[[nodiscard]] std::vector<std::uint32_t> actors_on_circles(const ActorColumns& actors);

} // namespace samspill
