// Permutation test of the difference of two means of whole scores.
#pragma once

#include <samspill/analysis/permutation_options.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/permutation_test.hpp>

#include <cstdint>
#include <span>

namespace samspill::detail {

/// How many people gave each score, by group.
struct ScoreCounts {
    std::span<const std::int64_t> first;
    std::span<const std::int64_t> second;
};

/// Needs people in both groups. @throws Cancelled
[[nodiscard]] PermutationTest mean_gap_test(const ScoreCounts& counts, const PermutationOptions& options,
                                            RunControl* control);

} // namespace samspill::detail
