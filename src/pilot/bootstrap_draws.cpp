#include "pilot/bootstrap_draws.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace samspill::detail {
namespace {

constexpr std::size_t lanes = bootstrap_lanes;
/// Blocks of four words drawn at a time: they stay in the nearest cache.
constexpr std::size_t batch = 64;

/// Lower halves of products with `size` below this make some numbers too likely: see CounterRandom::below.
std::uint32_t favoured_below(std::uint32_t size) { return (0U - size) % size; }

using Row = std::uint8_t __attribute__((vector_size(lanes)));

/// A square of as many bytes as lanes, whose rows stand `stride` apart. Each round puts the bytes of two rows
/// half a square apart one by one beside each other; after four of them every byte is in its place.
void transpose(const std::uint8_t* from, std::size_t stride, std::uint8_t* to) {
    static_assert(lanes == 16);
    std::array<Row, lanes> rows{};
    for (std::size_t l = 0; l < lanes; ++l) {
        std::memcpy(&rows[l], from + l * stride, sizeof(Row));
    }
    for (int round = 0; round < 4; ++round) {
        std::array<Row, lanes> mixed{};
        for (std::size_t l = 0; l < lanes / 2; ++l) {
            mixed[2 * l] = __builtin_shufflevector(rows[l], rows[l + lanes / 2], 0, 16, 1, 17, 2, 18, 3, 19,
                                                   4, 20, 5, 21, 6, 22, 7, 23);
            mixed[2 * l + 1] = __builtin_shufflevector(rows[l], rows[l + lanes / 2], 8, 24, 9, 25, 10, 26, 11,
                                                       27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
        rows = mixed;
    }
    std::memcpy(to, &rows, sizeof rows);
}

} // namespace

BootstrapDraws::BootstrapDraws(std::span<const std::uint32_t> stratum_sizes, BootstrapWeights weights,
                               std::uint64_t seed, const BootstrapKernels& kernels)
    : stratum_sizes_{stratum_sizes}, weights_{weights}, seed_{seed}, kernels_{kernels},
      units_{std::accumulate(stratum_sizes.begin(), stratum_sizes.end(), std::size_t{0})},
      words_(4 * batch * lanes), counts_((units_ + 3) / 4 * 4 * lanes) {
    if (weights_ == BootstrapWeights::multinomial) {
        by_lane_.resize(units_ * lanes);
        places_.resize(words_.size());
    }
}

std::span<const std::uint8_t> BootstrapDraws::counts(std::uint64_t first) {
    if (weights_ == BootstrapWeights::poisson) {
        fill_poisson(first);
    } else {
        fill_multinomial(first);
    }
    return std::span<const std::uint8_t>{counts_}.first(units_ * lanes);
}

void BootstrapDraws::fill_poisson(std::uint64_t first) {
    const std::size_t blocks = (units_ + 3) / 4;
    for (std::size_t block = 0; block < blocks; block += batch) {
        const std::size_t size = std::min(batch, blocks - block);
        kernels_.fill_words(seed_, first, block, size, words_.data());
        kernels_.fill_poisson(words_.data(), size * 4 * lanes, counts_.data() + block * 4 * lanes);
    }
}

bool BootstrapDraws::draw(Lane& lane, const std::uint32_t* words, std::uint8_t* counts) const {
    const std::uint32_t* const end = words + 4 * batch * lanes;
    while (lane.stratum < stratum_sizes_.size()) {
        const std::uint32_t size = stratum_sizes_[lane.stratum];
        const std::uint32_t favoured = favoured_below(size);
        std::uint8_t* const own = counts + lane.first_unit;
        std::uint32_t left = size - lane.drawn;
        for (; left > 0 && words != end; words += lanes) {
            const std::uint64_t product = std::uint64_t{*words} * size;
            if (static_cast<std::uint32_t>(product) >= favoured) {
                ++own[product >> 32U];
                --left;
            }
        }
        lane.drawn = size - left;
        if (left > 0) {
            return false;
        }
        lane = {lane.stratum + 1, lane.first_unit + size, 0};
    }
    return true;
}

bool BootstrapDraws::draw_batch(std::array<Lane, lanes>& states) {
    constexpr std::uint32_t draws = 4 * batch;
    const std::size_t stratum = states[0].stratum;
    if (stratum == stratum_sizes_.size()) {
        return false;
    }
    const std::uint32_t size = stratum_sizes_[stratum];
    const bool all_need = std::all_of(states.begin(), states.end(), [&](const Lane& lane) {
        return lane.stratum == stratum && size - lane.drawn >= draws;
    });
    if (!all_need ||
        kernels_.fill_places(words_.data(), words_.size(), size, places_.data()) < favoured_below(size)) {
        return false;
    }
    for (std::size_t l = 0; l < lanes; l += 2) { // two lanes keep the loop's own work small
        std::uint8_t* const one = by_lane_.data() + l * units_ + states[l].first_unit;
        std::uint8_t* const other = one + units_;
        const std::uint32_t* places = places_.data() + l;
        const std::uint32_t* const end = places + draws * lanes;
        for (; places != end; places += 2 * lanes) {
            ++one[places[0]];
            ++other[places[1]];
            ++one[places[lanes]];
            ++other[places[lanes + 1]];
        }
    }
    for (Lane& lane : states) {
        lane.drawn += draws;
    }
    return true;
}

void BootstrapDraws::fill_multinomial(std::uint64_t first) {
    std::fill(by_lane_.begin(), by_lane_.end(), std::uint8_t{0});
    std::array<Lane, lanes> states{};
    bool is_done = false;
    for (std::uint64_t block = 0; !is_done; block += batch) {
        kernels_.fill_words(seed_, first, block, batch, words_.data());
        if (draw_batch(states)) {
            continue;
        }
        is_done = true;
        for (std::size_t l = 0; l < lanes; ++l) {
            is_done = draw(states[l], words_.data() + l, by_lane_.data() + l * units_) && is_done;
        }
    }
    std::size_t unit = 0;
    for (; unit + lanes <= units_; unit += lanes) {
        transpose(by_lane_.data() + unit, units_, counts_.data() + unit * lanes);
    }
    for (; unit < units_; ++unit) {
        for (std::size_t l = 0; l < lanes; ++l) {
            counts_[unit * lanes + l] = by_lane_[l * units_ + unit];
        }
    }
}

} // namespace samspill::detail
