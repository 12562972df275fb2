// Private to the similarity layer: what the threshold of a set join asks of the sizes of two sets.
#pragma once

#include <samspill/similarity/set_join.hpp>

#include <cstddef>
#include <cstdint>

namespace samspill::detail {

/// Sizes from `least` to `most`.
struct SizeRange {
    std::uint32_t least = 0;
    std::uint32_t most = 0;
};

/// The least overlap of sets of a <= b tokens that reaches the threshold, rounded up; at least 1. It does not
/// fall when a or b grows.
[[nodiscard]] std::uint32_t least_overlap(const SetJoinOptions& options, std::uint32_t a, std::uint32_t b);

/// The least of them for a set of b tokens with any set of at most b tokens.
[[nodiscard]] std::uint32_t least_overlap_with_smaller(const SetJoinOptions& options, std::uint32_t b);

/// A bound of the tokens that one of two similar sets alone holds, a <= b, their sizes in these ranges; exact
/// where a range is one size.
[[nodiscard]] std::uint32_t most_distance(const SetJoinOptions& options, SizeRange a, SizeRange b);

/// The similarity of sets of a and b tokens with so many in common.
[[nodiscard]] double similarity_of(SetMeasure measure, std::size_t overlap, std::size_t a, std::size_t b);

} // namespace samspill::detail
