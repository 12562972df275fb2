// What the exact tests share: checks, and the outcomes of independent draws and of draws from a pool.
#pragma once

#include "core/require.hpp"
#include "outcome_tree.hpp"

#include <samspill/analysis/exact_tests.hpp>
#include <samspill/core/checked.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace samspill::detail {

inline constexpr std::string_view pool_too_small = "more seats than candidates in the pool";
inline constexpr std::string_view too_many_outcomes = "more possible outcomes than max_outcomes";

inline void require_options(const ExactTestOptions& options) {
    constexpr std::int64_t largest = 1'000'000'000;
    require(options.max_outcomes >= 1 && options.max_outcomes <= largest,
            "max_outcomes must be between 1 and 1000000000");
}

inline void require_parts(const PoolDraw& draw) {
    require(draw.seats_of_sector >= 0 && draw.seats_of_sector <= draw.seats,
            "seats_of_sector must be between 0 and seats");
    require(draw.pool_of_sector >= 0 && draw.pool_of_sector <= draw.pool,
            "pool_of_sector must be between 0 and pool");
}

inline ExactTest not_applicable(std::string_view convention, std::string_view reason, std::int64_t n) {
    ExactTest test;
    test.convention = convention;
    test.status = Status::not_applicable;
    test.reason = reason;
    test.n = n;
    return test;
}

/// Half the sum of both: a p-value that counts outcomes as probable as the observed one by half, from those
/// that count them and do not.
[[nodiscard]] inline double mid(double with_ties, double without_ties) noexcept {
    return 0.5 * (with_ties + without_ties);
}

/// All outcomes of `seats` independent draws; `weights` are positive and ascending, so that no quotient of a
/// weight and the sum of those after it overflows.
inline std::optional<OutcomeTree> independent_draws(std::span<const double> weights, std::int64_t seats,
                                                    const ExactTestOptions& options) {
    std::vector<double> odds(weights.size(), 0.0);
    double after = 0.0;
    for (std::size_t sector = weights.size(); sector-- > 0;) {
        odds[sector] = after > 0.0 ? weights[sector] / after : 0.0;
        after += weights[sector];
    }
    const std::vector<std::int64_t> capacity(weights.size(), seats);
    return OutcomeTree::grow(capacity, seats, options.max_outcomes,
                             [&odds](std::size_t sector, std::int64_t left, std::int64_t k) {
                                 const auto choices =
                                     static_cast<double>(left - k) / static_cast<double>(k + 1);
                                 return odds[sector] * choices;
                             });
}

/// All outcomes of `seats` draws without replacement from a pool that holds at least as many candidates;
/// those of the first of two sectors have `odds` times the odds of the others (Fisher's noncentral
/// distribution).
inline std::optional<OutcomeTree> pool_draws(std::span<const std::int64_t> pool, std::int64_t seats,
                                             const ExactTestOptions& options, double odds = 1.0) {
    std::vector<std::int64_t> after(pool.size(), 0);
    for (std::size_t sector = pool.size() - 1; sector-- > 0;) {
        after[sector] = checked_add(after[sector + 1], pool[sector + 1]);
    }
    return OutcomeTree::grow(
        pool, seats, options.max_outcomes, [&](std::size_t sector, std::int64_t left, std::int64_t k) {
            const double drawn = static_cast<double>(pool[sector] - k) * static_cast<double>(left - k);
            const double other =
                static_cast<double>(k + 1) * static_cast<double>(after[sector] - left + k + 1);
            return odds * drawn / other;
        });
}

} // namespace samspill::detail
