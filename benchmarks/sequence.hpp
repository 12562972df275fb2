// A seeded sequence of numbers that is the same on every platform.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill::benchmarks {

/// SplitMix64: a fixed sequence on every platform, unlike the distributions of <random>.
class Sequence {
public:
    explicit Sequence(std::uint64_t seed) : state_{seed} {}
    /// A number in [0, bound).
    std::int64_t below(std::int64_t bound) {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return static_cast<std::int64_t>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(bound));
    }
    bool one_in(std::int64_t n) { return below(n) == 0; }
    bool in_percent(std::int64_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

/// Numbers of which the first come often and the last seldom, as sizes of towns and themes of needs do:
/// number k weighs 1 / (k + softening), in whole millionths.
class Skewed {
public:
    Skewed(std::int64_t count, std::int64_t softening) {
        std::int64_t sum = 0;
        for (std::int64_t k = 0; k < count; ++k) {
            sum += 1'000'000 / (k + softening);
            until_.push_back(sum);
        }
    }
    /// A number in [0, count).
    std::int64_t draw(Sequence& random) const {
        return std::upper_bound(until_.begin(), until_.end(), random.below(until_.back())) - until_.begin();
    }

private:
    std::vector<std::int64_t> until_; // sums of the weights
};

} // namespace samspill::benchmarks
