#include "similarity/set_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace samspill {
namespace {

using detail::SizeRange;

constexpr std::uint32_t largest = 24;

std::vector<SetJoinOptions> all_options() {
    std::vector<SetJoinOptions> all;
    for (const SetMeasure measure : {SetMeasure::jaccard, SetMeasure::dice, SetMeasure::overlap}) {
        for (const Fraction threshold :
             {Fraction{1, 1'000'000'000}, Fraction{1, 3}, Fraction{3, 5}, Fraction{4, 5}, Fraction::one()}) {
            all.push_back({.measure = measure, .threshold = threshold});
        }
    }
    return all;
}

TEST(SetBounds, TheLeastOverlapIsTheFirstOneThatReachesTheThreshold) {
    for (const SetJoinOptions& options : all_options()) {
        for (std::uint32_t a = 1; a <= largest; ++a) {
            for (std::uint32_t b = a; b <= largest; ++b) {
                std::uint32_t overlap = 1; // beyond a where no overlap does
                const auto reaches = [&] {
                    const auto o = static_cast<std::int64_t>(overlap);
                    switch (options.measure) {
                    case SetMeasure::jaccard:
                        return o >= a + b || Fraction{o, a + b - o} >= options.threshold;
                    case SetMeasure::dice:
                        return Fraction{2 * o, a + b} >= options.threshold;
                    case SetMeasure::overlap:
                        break;
                    }
                    return Fraction{o, a} >= options.threshold;
                };
                while (!reaches()) {
                    ++overlap;
                }
                ASSERT_EQ(detail::least_overlap(options, a, b), overlap);
            }
        }
    }
}

TEST(SetBounds, TheLeastOverlapWithSmallerSetsIsTheLeastOfAll) {
    for (const SetJoinOptions& options : all_options()) {
        for (std::uint32_t b = 1; b <= largest; ++b) {
            std::uint32_t least = b;
            for (std::uint32_t a = 1; a <= b; ++a) {
                const std::uint32_t overlap = detail::least_overlap(options, a, b);
                least = overlap <= a ? std::min(least, overlap) : least;
            }
            ASSERT_EQ(detail::least_overlap_with_smaller(options, b), least);
        }
    }
}

TEST(SetBounds, NoAllowedPairIsFartherApartThanTheMostDistance) {
    for (const SetJoinOptions& options : all_options()) {
        for (std::uint32_t low = 1; low <= largest; low += 3) {
            for (std::uint32_t high = low; high <= largest; high += 4) {
                const SizeRange smaller{low, low + 2};
                const SizeRange larger{high, high + 5};
                const std::uint32_t most = detail::most_distance(options, smaller, larger);
                for (std::uint32_t a = smaller.least; a <= smaller.most; ++a) {
                    for (std::uint32_t b = std::max(a, larger.least); b <= larger.most; ++b) {
                        const std::uint32_t overlap = detail::least_overlap(options, a, b);
                        ASSERT_TRUE(overlap > a || a + b - 2 * overlap <= most);
                    }
                }
            }
        }
    }
    // {4 of 5 tokens}: at 0.8 sets of 5 and 5 share 5, sets of 9 and 9 share 8.
    EXPECT_EQ(detail::most_distance({}, {5, 5}, {5, 5}), 0U);
    EXPECT_EQ(detail::most_distance({}, {9, 9}, {9, 9}), 2U);
}

} // namespace
} // namespace samspill
