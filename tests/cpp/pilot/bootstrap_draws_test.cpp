#include "pilot/bootstrap_draws.hpp"

#include <samspill/core/counter_random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {
namespace {

/// The 32-bit words of a stream, one after the other.
class Words {
public:
    Words(std::uint64_t seed, std::uint64_t stream) : random_{seed, stream} {}
    std::uint32_t next() {
        if (is_upper_) {
            is_upper_ = false;
            return static_cast<std::uint32_t>(both_ >> 32U);
        }
        both_ = random_.next();
        is_upper_ = true;
        return static_cast<std::uint32_t>(both_);
    }

private:
    CounterRandom random_;
    std::uint64_t both_ = 0;
    bool is_upper_ = false;
};

/// Draw after draw, Lemire's rule on each word.
std::vector<std::uint8_t> multinomial_by_loops(const std::vector<std::uint32_t>& strata, std::uint64_t seed,
                                               std::uint64_t replicate, int& again) {
    Words words{seed, replicate};
    std::vector<std::uint8_t> counts;
    for (const std::uint32_t size : strata) {
        const std::size_t begin = counts.size();
        counts.resize(begin + size);
        const auto favoured = static_cast<std::uint32_t>((std::uint64_t{1} << 32U) % size);
        for (std::uint32_t drawn = 0; drawn < size;) {
            const std::uint64_t product = std::uint64_t{words.next()} * size;
            if (static_cast<std::uint32_t>(product) < favoured) {
                ++again;
                continue;
            }
            ++counts[begin + (product >> 32U)];
            ++drawn;
        }
    }
    return counts;
}

int expect_equal_to_loops(const std::vector<std::uint32_t>& strata, InstructionSet set) {
    BootstrapDraws draws{strata, BootstrapWeights::multinomial, 21, bootstrap_kernels(set)};
    int again = 0;
    for (const std::uint64_t first : {0U, 48U}) {
        const auto counts = draws.counts(first);
        for (std::size_t l = 0; l < bootstrap_lanes; ++l) {
            const auto expected = multinomial_by_loops(strata, 21, first + l, again);
            std::vector<std::uint8_t> own;
            own.reserve(expected.size());
            for (std::size_t unit = 0; unit < expected.size(); ++unit) {
                own.push_back(counts[unit * bootstrap_lanes + l]);
            }
            EXPECT_EQ(own, expected) << strata.front() << " units first, lane " << l;
        }
    }
    return again;
}

TEST(BootstrapDraws, EqualATwinThatDrawsOneByOne) {
    for (const InstructionSet set : available_instruction_sets()) {
        for (const std::vector<std::uint32_t>& strata : {std::vector<std::uint32_t>{1},
                                                         {2},
                                                         {15, 1},
                                                         {16},
                                                         {255},
                                                         {256},
                                                         {257},
                                                         {512},
                                                         {1000},
                                                         {700, 256, 3, 1025},
                                                         {5, 2049}}) {
            expect_equal_to_loops(strata, set);
        }
    }
}

TEST(BootstrapDraws, SomeAreDrawnAgainAmongManyUnits) {
    // 2^32 leaves a rest of 167,296 when divided by 300,000: about 370 of 10^7 words are drawn again
    EXPECT_GT(expect_equal_to_loops({300'000}, available_instruction_sets().back()), 100);
}

TEST(BootstrapDraws, PoissonCountsAreInversionsOfEachWord) {
    constexpr std::uint32_t units = 1031;
    for (const InstructionSet set : available_instruction_sets()) {
        const std::vector<std::uint32_t> strata{units};
        BootstrapDraws draws{strata, BootstrapWeights::poisson, 5, bootstrap_kernels(set)};
        const auto counts = draws.counts(16);
        for (std::size_t l = 0; l < bootstrap_lanes; ++l) {
            Words words{5, 16 + l};
            for (std::size_t unit = 0; unit < units; ++unit) {
                const double share = words.next() * 0x1p-32;
                int count = 0;
                double term = std::exp(-1.0);
                double sum = term;
                while (sum <= share) {
                    ++count;
                    term /= count;
                    sum += term;
                }
                ASSERT_EQ(counts[unit * bootstrap_lanes + l], count) << "unit " << unit << ", lane " << l;
            }
        }
    }
}

TEST(BootstrapKernel, WordsBesideEachThresholdGiveTheSameCountsInAllSets) {
    std::vector<std::uint32_t> words;
    double term = std::exp(-1.0);
    double sum = 0.0;
    for (int k = 0; k < 12; ++k) {
        sum += term;
        term /= k + 1;
        const auto edge = static_cast<std::uint32_t>(std::min(sum * 0x1p32, 4294967294.0));
        words.insert(words.end(), {edge - 1, edge, edge + 1});
    }
    for (std::uint32_t part = 0; part < 16; ++part) {
        words.insert(words.end(), {part << 28U, (part << 28U) + 0x0FFFFFFFU});
    }
    words.resize((words.size() + bootstrap_lanes - 1) / bootstrap_lanes * bootstrap_lanes);
    std::vector<std::uint8_t> expected(words.size());
    bootstrap_kernels(InstructionSet::scalar).fill_poisson(words.data(), words.size(), expected.data());
    for (const InstructionSet set : available_instruction_sets()) {
        std::vector<std::uint8_t> counts(words.size());
        bootstrap_kernels(set).fill_poisson(words.data(), words.size(), counts.data());
        EXPECT_EQ(counts, expected);
    }
}

TEST(BootstrapKernel, PlacesAreUpperHalvesOfProducts) {
    std::vector<std::uint32_t> words;
    words.reserve(75);
    Words random{8, 2};
    for (int k = 0; k < 75; ++k) {
        words.push_back(random.next());
    }
    for (const InstructionSet set : available_instruction_sets()) {
        for (const std::size_t number : {1U, 15U, 16U, 17U, 75U}) {
            std::vector<std::uint32_t> places(number);
            const std::uint32_t smallest =
                bootstrap_kernels(set).fill_places(words.data(), number, 999'983, places.data());
            std::uint64_t expected = 0xFFFFFFFFU;
            for (std::size_t i = 0; i < number; ++i) {
                const std::uint64_t product = std::uint64_t{words[i]} * 999'983;
                EXPECT_EQ(places[i], product / 4'294'967'296);
                expected = std::min(expected, product % 4'294'967'296);
            }
            EXPECT_EQ(smallest, expected);
        }
    }
}

TEST(BootstrapKernel, SumsOfAnyNumberOfColumnsAgreeInAllSets) {
    constexpr std::size_t units = 131; // one portion and a bit
    std::vector<std::uint32_t> words(132 * bootstrap_lanes);
    bootstrap_kernels(InstructionSet::scalar).fill_words(3, 0, 0, 33, words.data());
    std::vector<std::uint8_t> counts(words.size());
    bootstrap_kernels(InstructionSet::scalar).fill_poisson(words.data(), words.size(), counts.data());
    for (std::size_t columns = 1; columns <= 26; ++columns) {
        std::vector<double> values(units * columns);
        for (std::size_t k = 0; k < values.size(); ++k) {
            values[k] = std::sin(static_cast<double>(k));
        }
        std::vector<double> expected(columns * bootstrap_lanes);
        for (std::size_t j = 0; j < columns; ++j) {
            for (std::size_t l = 0; l < bootstrap_lanes; ++l) {
                double sum = 0.0;
                for (std::size_t i = 0; i < units; ++i) {
                    sum = std::fma(counts[i * bootstrap_lanes + l], values[i * columns + j], sum);
                }
                expected[j * bootstrap_lanes + l] = sum;
            }
        }
        for (const InstructionSet set : available_instruction_sets()) {
            std::vector<double> sums(expected.size());
            bootstrap_kernels(set).weighted_sums(counts.data(), values.data(), units, columns, sums.data());
            EXPECT_EQ(sums, expected) << columns;
        }
    }
}

} // namespace
} // namespace samspill::detail
