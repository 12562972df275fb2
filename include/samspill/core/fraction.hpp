// Exact shares: quotients of two integers, compared and printed without rounding.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace samspill {

/// A non-negative rational number in lowest terms with a positive denominator.
/// Shares of covered people are quotients of sums of counts, so 64 bits hold both parts; products are
/// formed in 128 bits.
class Fraction {
public:
    constexpr Fraction() noexcept = default;
    /// numerator / denominator in lowest terms; needs numerator >= 0 and denominator > 0.
    Fraction(std::int64_t numerator, std::int64_t denominator) noexcept;

    [[nodiscard]] static Fraction one() noexcept { return Fraction{1, 1}; }
    [[nodiscard]] constexpr std::int64_t numerator() const noexcept { return numerator_; }
    [[nodiscard]] constexpr std::int64_t denominator() const noexcept { return denominator_; }
    [[nodiscard]] double to_double() const noexcept;

    /// This share of `count`, rounded once to the nearest double: share 4/9 of 10 gives 40/9.
    [[nodiscard]] double of(std::int64_t count) const noexcept;
    /// This share of `count` as text in lowest terms, "40/9" or "8".
    [[nodiscard]] std::string text_of(std::int64_t count) const;

    friend constexpr bool operator==(Fraction, Fraction) noexcept = default;
    friend std::strong_ordering operator<=>(Fraction a, Fraction b) noexcept;

private:
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

} // namespace samspill
