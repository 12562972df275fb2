// Private to the analyses: votes stated as decimal numbers, made whole.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

struct WholeVotes {
    std::vector<std::int64_t> numbers; ///< the votes, in their order, times `scale`
    double scale = 1.0;                ///< a power of ten
};

/// The numbers times the smallest power of ten that makes all of them whole; a number means the decimal with
/// fewest digits that reads as it. Nothing when one has more than nine decimals, or exceeds 2^53 then.
[[nodiscard]] std::optional<WholeVotes> whole_votes(std::span<const double> numbers);

} // namespace samspill::detail
