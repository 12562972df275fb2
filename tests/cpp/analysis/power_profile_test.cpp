#include <samspill/analysis/power_profile.hpp>
#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace samspill {
namespace {

constexpr std::size_t at(PowerDimension dimension) { return static_cast<std::size_t>(dimension); }

/// The worked example of methods M1.11: seats even, voting power and airtime 3 to 1, agenda 3 to 2, mandate
/// with the municipality alone; the other dimensions are not recorded.
PowerVector worked_example() {
    PowerVector amounts;
    amounts[at(PowerDimension::seats)] = {0.5, 0.5};
    amounts[at(PowerDimension::voting_power)] = {0.75, 0.25};
    amounts[at(PowerDimension::airtime)] = {0.75, 0.25};
    amounts[at(PowerDimension::agenda_items)] = {0.6, 0.4};
    amounts[at(PowerDimension::decision_mandate)] = {1.0, 0.0};
    return amounts;
}

TEST(PowerProfile, WorkedExampleOfTheMethods) {
    const PowerProfile profile = power_profile(worked_example());
    ASSERT_TRUE(profile.composite);
    EXPECT_NEAR(*profile.composite, 0.44, 1e-12);
    EXPECT_EQ(profile.dimensions_used, 5);
    EXPECT_DOUBLE_EQ(*profile.dimensions[at(PowerDimension::seats)].asymmetry, 0.0);
    EXPECT_DOUBLE_EQ(*profile.dimensions[at(PowerDimension::decision_mandate)].asymmetry, 1.0);
    EXPECT_FALSE(profile.dimensions[at(PowerDimension::chair)].asymmetry);
    EXPECT_EQ(profile.dimensions[at(PowerDimension::chair)].reason, "not recorded");
}

TEST(PowerProfile, WeightsOfMissingDimensionsDropOutOfBothSums) {
    PowerWeights weights = equal_power_weights;
    weights[at(PowerDimension::chair)] = 100.0; // not recorded: must not pull the mean to 0
    weights[at(PowerDimension::decision_mandate)] = 5.0;
    // (0 + 0.5 + 0.5 + 0.2 + 5 * 1) / 9
    EXPECT_NEAR(*power_profile(worked_example(), weights).composite, 6.2 / 9.0, 1e-12);
}

TEST(PowerProfile, NobodyHoldingAnythingIsNotBalance) {
    PowerVector amounts;
    amounts[at(PowerDimension::airtime)] = {0.0, 0.0};
    const PowerProfile profile = power_profile(amounts);
    EXPECT_FALSE(profile.composite);
    EXPECT_EQ(profile.dimensions[at(PowerDimension::airtime)].reason, "neither side has any");
}

TEST(PowerProfile, SwappingTheSidesTurnsTheSign) {
    PowerVector swapped = worked_example();
    for (auto& amounts : swapped) {
        if (amounts) {
            std::swap(amounts->municipal, amounts->civil_society);
        }
    }
    EXPECT_NEAR(*power_profile(swapped).composite, -0.44, 1e-12);
}

TEST(PowerProfile, RefusesWhatIsNoAmountOrWeight) {
    PowerVector amounts;
    amounts[at(PowerDimension::seats)] = {-1.0, 2.0};
    EXPECT_THROW((void)power_profile(amounts), InvalidArgument);
    amounts[at(PowerDimension::seats)] = {std::numeric_limits<double>::quiet_NaN(), 2.0};
    EXPECT_THROW((void)power_profile(amounts), InvalidArgument);
    EXPECT_THROW((void)power_profile({}, PowerWeights{}), InvalidArgument);
    EXPECT_THROW((void)power_bootstrap({}, {}, equal_power_weights, {.replicates = -1}), InvalidArgument);
    EXPECT_THROW((void)power_bootstrap({}, {}, equal_power_weights, {.level = 1.0}), InvalidArgument);
}

TEST(PowerBootstrap, TwoMeetingsGiveTheThreeOutcomesThatDrawingThemCan) {
    // Airtime only. Drawing two of two meetings: both the first (a = 1), both the second (a = -1), or one of
    // each (a = 0), with chances 1/4, 1/4, 1/2. So the central half lies at or inside [-1, 0] to [0, 1] and
    // the central 95 % reaches from -1 to 1.
    const std::vector<MeetingAmounts> meetings{{.airtime = PowerAmounts{10.0, 0.0}, .agenda_items = {}},
                                               {.airtime = PowerAmounts{0.0, 10.0}, .agenda_items = {}}};
    PowerVector amounts;
    amounts[at(PowerDimension::airtime)] = {10.0, 10.0};
    const auto wide = power_bootstrap(amounts, meetings);
    ASSERT_TRUE(wide);
    EXPECT_DOUBLE_EQ(wide->low, -1.0);
    EXPECT_DOUBLE_EQ(wide->high, 1.0);
    EXPECT_EQ(wide->replicates, 2000);
    const auto narrow = power_bootstrap(amounts, meetings, equal_power_weights, {.level = 0.3});
    EXPECT_DOUBLE_EQ(narrow->low, 0.0);
    EXPECT_DOUBLE_EQ(narrow->high, 0.0);
}

TEST(PowerBootstrap, OneMeetingTellsNothingOfTheirSpread) {
    const std::vector<MeetingAmounts> one{{.airtime = PowerAmounts{1.0, 2.0}, .agenda_items = {}}};
    EXPECT_FALSE(power_bootstrap(worked_example(), one));
    EXPECT_FALSE(power_bootstrap(worked_example(), {}));
}

TEST(PowerBootstrap, EqualMeetingsLeaveNoSpreadAndStaticDimensionsStay) {
    const std::vector<MeetingAmounts> meetings(
        6, {.airtime = PowerAmounts{3.0, 1.0}, .agenda_items = PowerAmounts{3.0, 2.0}});
    const auto interval = power_bootstrap(worked_example(), meetings);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, 0.44, 1e-12);
    EXPECT_NEAR(interval->high, 0.44, 1e-12);
}

TEST(PowerBootstrap, TheSeedDecides) {
    std::vector<MeetingAmounts> meetings;
    for (int k = 0; k < 9; ++k) {
        meetings.push_back({.airtime = PowerAmounts{1.0 + k * k, 20.0}, .agenda_items = {}});
    }
    PowerVector amounts;
    const auto first = power_bootstrap(amounts, meetings, equal_power_weights, {.seed = 7});
    const auto again = power_bootstrap(amounts, meetings, equal_power_weights, {.seed = 7});
    EXPECT_EQ(first->low, again->low);
    EXPECT_EQ(first->high, again->high);
    EXPECT_LT(first->low, first->high);
}

} // namespace
} // namespace samspill
