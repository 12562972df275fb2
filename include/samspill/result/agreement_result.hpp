// How people rate something, how far they agree, and how far two groups are apart.
#pragma once

#include <samspill/result/measure.hpp>
#include <samspill/result/permutation_test.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill {

/// What one group says about one item.
struct GroupRating {
    std::int64_t raters = 0;          ///< ratings, one a rater as far as anybody knows
    std::int64_t distinct_raters = 0; ///< who are known to be different people: unknown raters are one
    Measure mean;
};

/// What is said about one item.
struct ItemAgreement {
    std::int64_t raters = 0; ///< as in GroupRating
    std::int64_t distinct_raters = 0;
    Measure mean;
    Measure median;
    Measure variance; ///< with divisor n - 1
    Measure r_wg;     ///< in [0, 1]
    std::vector<GroupRating> groups;
    Measure gap;              ///< mean of the first compared group less that of the second
    PermutationTest gap_test; ///< two-sided
};

struct AgreementResult {
    std::vector<ItemAgreement> items;
    Measure r_wg_j; ///< of all items that are not suppressed together, in [0, 1]
    /// The item with the lowest mean, several when they tie; empty when all are suppressed. A chain is as
    /// strong as its weakest link: a good average can hide it.
    std::vector<std::size_t> lowest_items;
};

} // namespace samspill
