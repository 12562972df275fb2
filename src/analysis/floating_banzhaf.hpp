// Private to analysis: the absolute Banzhaf index of one rule from sums in double precision.
#pragma once

#include "analysis/sum_table.hpp"

#include <samspill/core/run_control.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace samspill::detail {

/// Absolute Banzhaf index of each class.
struct BanzhafOfClasses {
    std::vector<double> absolute;
    double below_quota = 0.0; ///< share of all coalitions, in the game or its dual
};

/// In whole numbers where 64 bits hold them. Beyond, one table of all members serves every class, and a
/// member is taken out by an alternating sum. Where its terms cancel, as for a light member beside one that
/// decides nearly everything, the rounding errors of the terms outweigh the sum: such classes get a table of
/// their own without the member, which takes nothing out. Nothing when those tables exceed `table_bytes` and
/// a relative error might exceed 1e-10. O(members * quota), and O(classes * log classes * quota) for classes
/// with tables of their own.
[[nodiscard]] std::optional<BanzhafOfClasses> banzhaf_of(const WeightClasses& classes, std::size_t quota,
                                                         std::size_t table_bytes, RunControl* control);

} // namespace samspill::detail
