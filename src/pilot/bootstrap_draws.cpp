#include "pilot/bootstrap_draws.hpp"

#include <algorithm>
#include <numeric>

namespace samspill::detail {
namespace {

constexpr std::size_t lanes = bootstrap_lanes;
/// Blocks of four words drawn at a time: they stay in the nearest cache.
constexpr std::size_t batch = 64;

} // namespace

BootstrapDraws::BootstrapDraws(std::span<const std::uint32_t> stratum_sizes, BootstrapWeights weights,
                               std::uint64_t seed, const BootstrapKernels& kernels)
    : stratum_sizes_{stratum_sizes}, weights_{weights}, seed_{seed}, kernels_{kernels},
      units_{std::accumulate(stratum_sizes.begin(), stratum_sizes.end(), std::size_t{0})},
      words_(4 * batch * lanes), counts_((units_ + 3) / 4 * 4 * lanes) {
    if (weights_ == BootstrapWeights::multinomial) {
        by_lane_.resize(units_ * lanes);
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
        const std::uint32_t favoured = (0U - size) % size; // see CounterRandom::below
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

void BootstrapDraws::fill_multinomial(std::uint64_t first) {
    std::fill(by_lane_.begin(), by_lane_.end(), std::uint8_t{0});
    std::array<Lane, lanes> states{};
    bool is_done = false;
    for (std::uint64_t block = 0; !is_done; block += batch) {
        kernels_.fill_words(seed_, first, block, batch, words_.data());
        is_done = true;
        for (std::size_t l = 0; l < lanes; ++l) {
            is_done = draw(states[l], words_.data() + l, by_lane_.data() + l * units_) && is_done;
        }
    }
    for (std::size_t unit = 0; unit < units_; ++unit) {
        for (std::size_t l = 0; l < lanes; ++l) {
            counts_[unit * lanes + l] = by_lane_[l * units_ + unit];
        }
    }
}

} // namespace samspill::detail
