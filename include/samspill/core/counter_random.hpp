// Random numbers for seeded methods: Philox 4x32 with ten rounds (Salmon, Moraes, Dror & Shaw 2011).
//
// A number is a function of the seed, a stream and its place in the stream, and of nothing else. So work cut
// into streams, one for each replicate, gives the same numbers for any number of threads and on any platform.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace samspill {

/// Numbers of one stream, in order. Streams of one seed are independent for every statistical purpose; not
/// for secrets. A stream holds 2^65 numbers.
class CounterRandom {
public:
    using Block = std::array<std::uint32_t, 4>;
    using Key = std::array<std::uint32_t, 2>;

    constexpr explicit CounterRandom(std::uint64_t seed, std::uint64_t stream = 0) noexcept
        : key_{low(seed), high(seed)}, stream_{stream} {}

    /// 64 random bits.
    [[nodiscard]] constexpr std::uint64_t next() noexcept {
        if (used_ == block_.size()) {
            block_ = philox({low(place_), high(place_), low(stream_), high(stream_)}, key_);
            ++place_;
            used_ = 0;
        }
        const std::uint64_t bits = block_[used_] | static_cast<std::uint64_t>(block_[used_ + 1]) << 32U;
        used_ += 2;
        return bits;
    }

    /// A multiple of 2^-53 in [0, 1), each equally likely.
    [[nodiscard]] constexpr double uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1p-53; }

    /// A number below `bound`, each equally likely (Lemire 2019: multiply, and draw again where the product
    /// would favour some). `bound` is above 0.
    [[nodiscard]] constexpr std::uint32_t below(std::uint32_t bound) noexcept {
        std::uint64_t product = (next() >> 32U) * bound;
        if (low(product) < bound) {
            const std::uint32_t favoured = (0U - bound) % bound;
            while (low(product) < favoured) {
                product = (next() >> 32U) * bound;
            }
        }
        return high(product);
    }

    /// The bijection of 128 bits that Philox 4x32-10 is for one key.
    [[nodiscard]] static constexpr Block philox(Block counter, Key key) noexcept {
        for (int round = 0; round < 10; ++round) {
            const std::uint64_t left = 0xD2511F53ULL * counter[0];
            const std::uint64_t right = 0xCD9E8D57ULL * counter[2];
            counter = {high(right) ^ counter[1] ^ key[0], low(right), high(left) ^ counter[3] ^ key[1],
                       low(left)};
            key[0] += 0x9E3779B9U;
            key[1] += 0xBB67AE85U;
        }
        return counter;
    }

private:
    static constexpr std::uint32_t low(std::uint64_t bits) noexcept {
        return static_cast<std::uint32_t>(bits);
    }
    static constexpr std::uint32_t high(std::uint64_t bits) noexcept {
        return static_cast<std::uint32_t>(bits >> 32U);
    }

    Key key_;
    std::uint64_t stream_;
    std::uint64_t place_ = 0;
    Block block_{};
    std::size_t used_ = 4;
};

} // namespace samspill
