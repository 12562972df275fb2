// Integer arithmetic on counts that reports overflow instead of wrapping round.
#pragma once

#include <samspill/core/error.hpp>

#include <cstdint>

namespace samspill {

/// a + b. @throws Overflow when the sum does not fit in 64 bits.
[[nodiscard]] inline std::int64_t checked_add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw Overflow{"a sum of counts exceeds 64 bits"};
    }
    return sum;
}

/// a * b. @throws Overflow when the product does not fit in 64 bits.
[[nodiscard]] inline std::int64_t checked_multiply(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        throw Overflow{"a product of counts exceeds 64 bits"};
    }
    return product;
}

} // namespace samspill
