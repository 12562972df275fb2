// How far a permutation test counts, and how it draws beyond that.
#pragma once

#include <cstdint>

namespace samspill {

struct PermutationOptions {
    /// Arrangements that differ in more than who of several alike people is who are counted one by one up to
    /// this many; beyond it `replicates` are drawn. The default takes at most some 0.5 s. At least 0.
    std::int64_t max_arrangements = 5'000'000;
    std::int64_t replicates = 9'999; ///< from 1 to 10^8
    std::uint64_t seed = 0;          ///< replicate k is drawn from stream k of this seed
};

} // namespace samspill
