#include "pilot/wild_draws.hpp"

#include <samspill/core/counter_random.hpp>

#include "pilot/bootstrap_kernel.hpp"

#include <array>
#include <bit>
#include <numeric>

namespace samspill::detail {
namespace {

constexpr std::uint64_t webb_values = 6;
/// Square roots of 3/2, 1 and 1/2, with both signs.
constexpr std::array<double, webb_values> webb{-0x1.3988e1409212ep+0, -1.0, -0x1.6a09e667f3bcdp-1,
                                               0x1.6a09e667f3bcdp-1,  1.0,  0x1.3988e1409212ep+0};

/// kinds^clusters, or nothing above 2^53.
std::optional<std::int64_t> power(std::uint64_t kinds, std::size_t clusters) {
    constexpr std::uint64_t most = std::uint64_t{1} << 53U;
    std::uint64_t product = 1;
    for (std::size_t g = 0; g < clusters; ++g) {
        if (product > most / kinds) {
            return std::nullopt;
        }
        product *= kinds;
    }
    return static_cast<std::int64_t>(product);
}

} // namespace

WildDraws::WildDraws(std::size_t clusters, WildWeights kind, std::int64_t replicates, std::uint64_t seed)
    : clusters_{clusters}, kind_{kind}, seed_{seed},
      arrangements_{power(kind == WildWeights::webb ? webb_values : 2, clusters)},
      exact_{arrangements_ && *arrangements_ <= replicates}, count_{exact_ ? *arrangements_ : replicates} {}

void WildDraws::fill(std::int64_t first, std::span<double> weights) const {
    const auto number = static_cast<std::uint64_t>(first);
    if (kind_ == WildWeights::rademacher) {
        fill_signs(number, weights);
        return;
    }
    for (std::size_t lane = 0; lane < wild_lanes; ++lane) {
        fill_sixths(number + lane, lane, weights);
    }
}

/// One bit a cluster, of the number itself when all are counted, else random: it becomes the sign of a 1.
void WildDraws::fill_signs(std::uint64_t first, std::span<double> weights) const {
    constexpr std::size_t bits_of_a_word = 64;
    const auto one = std::bit_cast<std::uint64_t>(1.0);
    std::array<CounterRandom, wild_lanes> random{
        CounterRandom{seed_, first},     CounterRandom{seed_, first + 1}, CounterRandom{seed_, first + 2},
        CounterRandom{seed_, first + 3}, CounterRandom{seed_, first + 4}, CounterRandom{seed_, first + 5},
        CounterRandom{seed_, first + 6}, CounterRandom{seed_, first + 7}};
    std::array<std::uint64_t, wild_lanes> words{};
    for (std::size_t g = 0; g < clusters_; ++g) {
        if (g % bits_of_a_word == 0) {
            for (std::size_t lane = 0; lane < wild_lanes; ++lane) {
                words[lane] = exact_ ? first + lane : random[lane].next();
            }
        }
        for (std::size_t lane = 0; lane < wild_lanes; ++lane) {
            const std::uint64_t sign = (words[lane] >> (g % bits_of_a_word)) << (bits_of_a_word - 1);
            weights[g * wild_lanes + lane] = std::bit_cast<double>(one | sign);
        }
    }
}

void WildDraws::fill_sign_words(std::int64_t first, std::size_t block, std::span<std::uint64_t> words) const {
    const std::size_t vectors = words.size() / words_of_block;
    const auto number = static_cast<std::uint64_t>(first);
    if (exact_) {
        std::iota(words.begin(), words.end(), number); // fewer clusters than bits: the other word is not used
        return;
    }
    const BootstrapKernels kernels = bootstrap_kernels(available_instruction_sets().back());
    std::array<std::uint32_t, 4 * bootstrap_lanes> halves{};
    for (std::size_t d = 0; d < vectors; d += bootstrap_lanes) {
        kernels.fill_words(seed_, number + d, block, 1, halves.data());
        for (std::size_t k = 0; k < words_of_block; ++k) {
            const std::uint32_t* const low = halves.data() + 2 * k * bootstrap_lanes;
            for (std::size_t l = 0; l < bootstrap_lanes; ++l) {
                words[k * vectors + d + l] = low[l] | static_cast<std::uint64_t>(low[bootstrap_lanes + l])
                                                          << 32U;
            }
        }
    }
}

/// One digit to the base six a cluster. Ten digits of a random word leave each value within 2^-38 of a sixth.
void WildDraws::fill_sixths(std::uint64_t number, std::size_t lane, std::span<double> weights) const {
    constexpr std::size_t digits_of_a_word = 10;
    CounterRandom random{seed_, number};
    std::uint64_t word = 0;
    for (std::size_t g = 0; g < clusters_; ++g) {
        std::uint64_t digit = 0;
        if (exact_) {
            digit = number % webb_values;
            number /= webb_values;
        } else {
            if (g % digits_of_a_word == 0) {
                word = random.next();
            }
            // word / 2^64 is a fraction: times six its whole part is the next digit, its rest goes on
            const std::uint64_t low = (word & 0xFFFF'FFFFU) * webb_values;
            const std::uint64_t high = (word >> 32U) * webb_values + (low >> 32U);
            digit = high >> 32U;
            word = (high << 32U) | (low & 0xFFFF'FFFFU);
        }
        weights[g * wild_lanes + lane] = webb[digit];
    }
}

} // namespace samspill::detail
