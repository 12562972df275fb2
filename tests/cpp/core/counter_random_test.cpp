// The three vectors are the known answers that come with Random123, the authors' library.
#include <samspill/core/counter_random.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <set>

namespace samspill {
namespace {

using Block = CounterRandom::Block;

TEST(CounterRandom, GivesThePublishedAnswersOfPhilox) {
    constexpr std::uint32_t ones = 0xffffffffU;
    EXPECT_EQ(CounterRandom::philox({0, 0, 0, 0}, {0, 0}),
              (Block{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
    EXPECT_EQ(CounterRandom::philox({ones, ones, ones, ones}, {ones, ones}),
              (Block{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
    EXPECT_EQ(CounterRandom::philox({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U},
                                    {0xa4093822U, 0x299f31d0U}),
              (Block{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST(CounterRandom, ReadsItsBlocksInOrder) {
    CounterRandom random{0};
    EXPECT_EQ(random.next(), 0xe169c58d6627e8d5ULL);
    EXPECT_EQ(random.next(), 0x9b00dbd8bc57ac4cULL);
    const Block second = CounterRandom::philox({1, 0, 0, 0}, {0, 0});
    EXPECT_EQ(random.next(), second[0] | static_cast<std::uint64_t>(second[1]) << 32U);
}

TEST(CounterRandom, DependsOnSeedAndStreamAlone) {
    constexpr std::uint64_t large = 0x100000000ULL;
    std::set<std::uint64_t> firsts;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, large}) {
        for (const std::uint64_t stream : {std::uint64_t{0}, std::uint64_t{1}, large}) {
            CounterRandom random{seed, stream};
            CounterRandom again{seed, stream};
            const std::uint64_t first = random.next();
            EXPECT_EQ(first, again.next());
            firsts.insert(first);
        }
    }
    EXPECT_EQ(firsts.size(), 9U);
}

TEST(CounterRandom, IsComputedByTheCompilerToo) {
    constexpr std::uint64_t first = CounterRandom{7, 3}.next();
    CounterRandom random{7, 3};
    EXPECT_EQ(random.next(), first);
}

TEST(CounterRandom, FillsTheUnitIntervalEvenly) {
    CounterRandom random{11};
    constexpr int draws = 100'000;
    double sum = 0.0;
    for (int k = 0; k < draws; ++k) {
        const double value = random.uniform();
        ASSERT_GE(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
    }
    EXPECT_NEAR(sum / draws, 0.5, 5.0 / std::sqrt(12.0 * draws)); // five standard errors
}

TEST(CounterRandom, DrawsEveryNumberBelowABoundEquallyOften) {
    CounterRandom random{5};
    constexpr int draws = 70'000;
    std::array<int, 7> counts{};
    for (int k = 0; k < draws; ++k) {
        ++counts.at(random.below(7));
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, 10'000, 5.0 * std::sqrt(draws / 7.0 * 6.0 / 7.0));
    }
    EXPECT_EQ(random.below(1), 0U);
    // two thirds of all 32-bit numbers: without drawing again the lower half would come twice as often
    constexpr std::uint32_t bound = 0xaaaaaaabU;
    int lower = 0;
    for (int k = 0; k < draws; ++k) {
        lower += random.below(bound) < bound / 2 ? 1 : 0;
    }
    EXPECT_NEAR(lower, draws / 2.0, 5.0 * std::sqrt(draws / 4.0));
}

} // namespace
} // namespace samspill
