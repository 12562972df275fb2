#include <samspill/pilot/neighbourhood_influence.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <vector>

namespace samspill {
namespace {

struct Pilot {
    std::vector<std::uint32_t> unit;
    std::vector<double> change;
    std::vector<std::uint8_t> treated;
    std::vector<NeighbourWeight> weights;

    [[nodiscard]] NeighbourhoodRange range() const {
        return leave_one_neighbourhood_out(unit, change, treated, weights);
    }
};

/// Toy-5: changes 6 and 4 of the treated, 1, 2 and 0 of the others; 11 borders on 12, 13 on 14.
Pilot toy() {
    return {{10, 11, 12, 13, 14}, {6, 4, 1, 2, 0}, {1, 1, 0, 0, 0}, {{11, 12, 1.0}, {14, 13, 0.5}}};
}

TEST(NeighbourhoodInfluence, GivesNumbersByHand) {
    const NeighbourhoodRange range = toy().range();
    EXPECT_NEAR(range.estimate.value(), 4.0, 1e-14);
    EXPECT_EQ(range.treated_beside_controls, 1U);
    ASSERT_EQ(range.without.size(), 5U);
    EXPECT_NEAR(range.without[0].estimate.value(), 3.0, 1e-14); // 4 - 1
    EXPECT_NEAR(range.without[1].estimate.value(), 5.0, 1e-14); // 6 - (2 + 0) / 2
    EXPECT_NEAR(range.without[2].estimate.value(), 5.0, 1e-14); // the same pair
    EXPECT_NEAR(range.without[3].estimate.value(), 4.0, 1e-14); // 5 - 1
    EXPECT_EQ(range.without[3].left_out, 2U);
    EXPECT_NEAR(range.low.value(), 3.0, 1e-14);
    EXPECT_NEAR(range.high.value(), 5.0, 1e-14);
    EXPECT_EQ(range.most_influential, 10U); // before 11 and 12, which move it as far
    EXPECT_EQ(range.not_identified, 0U);
}

TEST(NeighbourhoodInfluence, EqualsATwinThatStartsAnew) {
    std::mt19937 random{4};
    std::uniform_real_distribution<double> any{-5.0, 5.0};
    Pilot pilot;
    for (std::uint32_t k = 0; k < 15; ++k) {
        pilot.unit.push_back(k);
        pilot.change.push_back(any(random));
        pilot.treated.push_back(k % 3 == 0 ? 1 : 0);
        for (std::uint32_t other = 0; other < k; ++other) {
            if (random() % 4 == 0) {
                pilot.weights.push_back({k, other, random() % 2 == 0 ? 1.0 : 0.0});
            }
        }
    }
    const NeighbourhoodRange range = pilot.range();
    for (const WithoutNeighbourhood& without : range.without) {
        std::set<std::uint32_t> removed{without.unit};
        for (const NeighbourWeight& pair : pilot.weights) {
            if (pair.weight > 0.0 && (pair.from == without.unit || pair.to == without.unit)) {
                removed.insert({pair.from, pair.to});
            }
        }
        EXPECT_EQ(without.left_out, removed.size());
        std::array<double, 2> sums{};
        std::array<double, 2> counts{};
        for (const std::uint32_t k : pilot.unit) {
            if (!removed.contains(k)) {
                sums[pilot.treated[k]] += pilot.change[k];
                counts[pilot.treated[k]] += 1.0;
            }
        }
        ASSERT_EQ(without.estimate.has_value(), counts[0] > 0 && counts[1] > 0);
        if (without.estimate) {
            EXPECT_NEAR(*without.estimate, sums[1] / counts[1] - sums[0] / counts[0], 1e-12);
        }
    }
}

TEST(NeighbourhoodInfluence, OrderOfUnitsDoesNotChangeABit) {
    Pilot pilot = toy();
    const NeighbourhoodRange a = pilot.range();
    std::reverse(pilot.unit.begin(), pilot.unit.end());
    std::reverse(pilot.change.begin(), pilot.change.end());
    std::reverse(pilot.treated.begin(), pilot.treated.end());
    std::reverse(pilot.weights.begin(), pilot.weights.end());
    const NeighbourhoodRange b = pilot.range();
    EXPECT_EQ(a.low, b.low);
    EXPECT_EQ(a.most_influential, b.most_influential);
}

TEST(NeighbourhoodInfluence, SaysWithoutWhomThereIsNoEstimate) {
    Pilot pilot = toy();
    pilot.weights = {{10, 11, 1.0}};
    const NeighbourhoodRange range = pilot.range();
    EXPECT_EQ(range.not_identified, 2U);
    EXPECT_FALSE(range.without[0].estimate);
    EXPECT_EQ(range.treated_beside_controls, 0U);
}

TEST(NeighbourhoodInfluence, RefusesWhatItCannotTell) {
    EXPECT_EQ(leave_one_neighbourhood_out({}, {}, {}, {}).reason, "empty");
    Pilot pilot = toy();
    pilot.treated = {0, 0, 0, 0, 0};
    EXPECT_EQ(pilot.range().reason, "no treated");
    pilot.treated = {1, 1, 1, 1, 1};
    EXPECT_EQ(pilot.range().reason, "no controls");
    pilot = toy();
    pilot.weights.push_back({10, 99, 1.0});
    EXPECT_THROW((void)pilot.range(), InvalidArgument);
    pilot = toy();
    pilot.unit[0] = 11;
    EXPECT_THROW((void)pilot.range(), InvalidArgument);
    pilot = toy();
    pilot.change[0] = std::nan("");
    EXPECT_THROW((void)pilot.range(), InvalidArgument);
    pilot.change.pop_back();
    EXPECT_THROW((void)pilot.range(), InvalidArgument);
}

} // namespace
} // namespace samspill
