// The possible outcomes of a two-by-two table with given sums, and how probable each is.
#pragma once

#include <samspill/analysis/fisher_exact.hpp>
#include <samspill/core/checked.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace samspill::detail {

/// A table turned so that the first row and the first column are the smaller ones: the first cell then takes
/// the values 0 … row. Turning rows or columns mirrors the outcomes.
struct TurnedTable {
    explicit TurnedTable(const TwoByTwo& table)
        : first{table.a}, row{checked_add(table.a, table.b)}, column{checked_add(table.a, table.c)},
          n{checked_add(row, checked_add(table.c, table.d))} {
        if (row > n - row) {
            first = column - first;
            row = n - row;
            mirrored = !mirrored;
        }
        if (column > n - column) {
            first = row - first;
            column = n - column;
            mirrored = !mirrored;
        }
        if (row > column) {
            std::swap(row, column);
        }
    }
    [[nodiscard]] std::int64_t outcomes() const noexcept { return row + 1; }

    std::int64_t first;
    std::int64_t row;    ///< the smaller of both sums
    std::int64_t column; ///< the larger
    std::int64_t n;
    bool mirrored = false; ///< a larger a of the table as it came means a smaller `first`
};

/// Weights of the outcomes, the most probable one's 1: quotients of neighbours, outwards from there.
/// `weights` has room for all outcomes; what is below 1e-308 becomes 0.
inline void fill_weights(const TurnedTable& table, std::span<double> weights) noexcept {
    const auto row = static_cast<double>(table.row);
    const auto column = static_cast<double>(table.column);
    const double rest = static_cast<double>(table.n) - row - column;
    // the most probable outcome, or its neighbour where rounding is at work: the weights are right all the
    // same
    const double likeliest = std::floor((row + 1.0) * (column + 1.0) / (static_cast<double>(table.n) + 2.0));
    const auto mode = static_cast<std::size_t>(std::min(likeliest, row));
    weights[mode] = 1.0;
    double weight = 1.0;
    auto k = static_cast<double>(mode);
    for (std::size_t at = mode + 1; at < weights.size(); ++at) {
        weight *= (row - k) * (column - k) / ((k + 1.0) * (rest + k + 1.0));
        weights[at] = weight;
        k += 1.0;
    }
    weight = 1.0;
    k = static_cast<double>(mode);
    for (std::size_t at = mode; at-- > 0;) {
        weight *= k * (rest + k) / ((row - k + 1.0) * (column - k + 1.0));
        weights[at] = weight;
        k -= 1.0;
    }
}

} // namespace samspill::detail
