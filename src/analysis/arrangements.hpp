// Arrangements of labels: how many there are, and the check of how they are asked for.
#pragma once

#include "core/require.hpp"

#include <samspill/analysis/permutation_options.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace samspill::detail {

/// Up to here doubles count without rounding.
inline constexpr std::int64_t most_arrangements = std::int64_t{1} << 53U;

/// n over k, nothing beyond 2^53.
[[nodiscard]] inline std::optional<std::int64_t> choose(std::int64_t n, std::int64_t k) noexcept {
    std::int64_t ways = 1;
    const std::int64_t chosen = std::min(k, n - k);
    for (std::int64_t j = 1; j <= chosen; ++j) {
        if (__builtin_mul_overflow(ways, n - chosen + j, &ways) || ways / j > most_arrangements) {
            return std::nullopt;
        }
        ways /= j;
    }
    return ways;
}

inline void require_options(const PermutationOptions& options) {
    constexpr std::int64_t most_replicates = 100'000'000;
    require(options.replicates >= 1 && options.replicates <= most_replicates,
            "replicates must be between 1 and 100000000");
    require(options.max_arrangements >= 0, "max_arrangements must not be negative");
}

} // namespace samspill::detail
