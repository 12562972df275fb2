// Do municipalities that work together also share something else?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/result/qap_result.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace samspill {

/// Two relations between the same units; nothing is kept. The entry i · n + j says how unit[i] stands to
/// unit[j]; entries of a unit with itself are not looked at.
struct DyadicPair {
    std::span<const std::uint32_t> unit; ///< n numbers, each once
    std::span<const std::optional<double>> first;
    std::span<const std::optional<double>> second;
};

struct QapOptions {
    /// Each pair once, for relations without direction; else both directions are pairs of their own.
    bool symmetric = false;
    std::int64_t max_arrangements = 50'000; ///< up to so many orders are all counted: 8 units have 40,320
    std::int64_t replicates = 9'999;        ///< drawn where there are more
    std::uint64_t seed = 1;                 ///< replicate k is drawn from stream k
};

/// Pearson's correlation of two relations, with its p when the units of the second are exchanged, rows and
/// columns together: the quadratic assignment procedure (methods M3.17; Krackhardt 1988), which keeps what
/// pairs with a unit in common have in common. Correlations within 1e-9 of each other count as equal. A pair
/// that either relation does not know is left out; unknown entries move with their units, and an order whose
/// pairs then do not vary counts as extreme.
///
/// Not applicable: no units (`empty`), fewer than three, pairs that do not vary (`no variance`). The same
/// bits for any order of the units and number of threads. O((arrangements or replicates) · n²).
/// @throws InvalidArgument for spans of wrong length, units given twice, entries that are not finite, a pair
/// with two values where `symmetric` asks for one, max_arrangements or replicates outside 1 to 2^31;
/// Cancelled when `control` asks to stop
[[nodiscard]] QapResult qap_correlation(const DyadicPair& relations, const QapOptions& options = {},
                                        RunControl* control = nullptr);

} // namespace samspill
