#include <samspill/core/fraction.hpp>

#include <bit>
#include <cmath>
#include <numeric>

namespace samspill {

namespace {

__extension__ using Wide = unsigned __int128; // a product of two 63-bit counts

Wide wide_product(std::int64_t a, std::int64_t b) noexcept {
    return static_cast<Wide>(a) * static_cast<Wide>(b);
}

int leading_zeros(Wide value) noexcept {
    const auto high = static_cast<std::uint64_t>(value >> 64U);
    return high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(static_cast<std::uint64_t>(value));
}

std::string decimal(Wide value) {
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    return digits;
}

} // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) noexcept {
    const std::int64_t divisor = std::gcd(numerator, denominator);
    numerator_ = numerator / divisor;
    denominator_ = denominator / divisor;
}

double Fraction::to_double() const noexcept { return of(1); }

double Fraction::of(std::int64_t count) const noexcept {
    const Wide product = wide_product(numerator_, count);
    if (product == 0) {
        return 0.0;
    }
    // The product shifted up to 128 bits divided by fewer than 64 bits leaves at least 65 bits of quotient;
    // the lowest bit records a remainder, so that the one rounding to 53 bits sees the exact value.
    const int shift = leading_zeros(product);
    const Wide dividend = product << static_cast<unsigned>(shift);
    const auto divisor = static_cast<Wide>(denominator_);
    const Wide quotient = dividend / divisor | static_cast<Wide>(dividend % divisor != 0 ? 1 : 0);
    return std::ldexp(static_cast<double>(quotient), -shift);
}

std::string Fraction::text_of(std::int64_t count) const {
    const std::int64_t divisor = std::gcd(count, denominator_);
    const std::string numerator = decimal(wide_product(numerator_, count / divisor));
    const std::int64_t denominator = denominator_ / divisor;
    return denominator == 1 ? numerator : numerator + "/" + std::to_string(denominator);
}

std::strong_ordering operator<=>(Fraction a, Fraction b) noexcept {
    return wide_product(a.numerator_, b.denominator_) <=> wide_product(b.numerator_, a.denominator_);
}

} // namespace samspill
