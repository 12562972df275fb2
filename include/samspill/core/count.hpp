// A number of people, seats or minutes that may be unknown. Unknown is a value of its own, never 0.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace samspill {

/// Signed 64-bit count with an unknown state, in the 8 bytes of the number itself.
class Count {
public:
    /// Largest count a table may state: sums over 10^6 rows stay within 64 bits.
    static constexpr std::int64_t limit = 1'000'000'000'000;
    /// Largest sum of a column of counts: products of two such sums fit in 128 bits with room to spare.
    static constexpr std::int64_t total_limit = 1'000'000'000'000'000;

    constexpr Count() noexcept = default;
    constexpr Count(std::int64_t value) noexcept : value_{value} {} // NOLINT: a number is a known count

    [[nodiscard]] static constexpr Count unknown() noexcept { return Count{}; }
    [[nodiscard]] constexpr bool is_known() const noexcept { return value_ != absent; }
    /// The number; only for a known count.
    [[nodiscard]] constexpr std::int64_t value() const noexcept { return value_; }
    [[nodiscard]] constexpr std::int64_t value_or(std::int64_t fallback) const noexcept {
        return is_known() ? value_ : fallback;
    }

    friend constexpr bool operator==(Count, Count) noexcept = default;
    friend constexpr auto operator<=>(Count, Count) noexcept = default;

private:
    static constexpr std::int64_t absent = std::numeric_limits<std::int64_t>::min();
    std::int64_t value_ = absent;
};

} // namespace samspill
