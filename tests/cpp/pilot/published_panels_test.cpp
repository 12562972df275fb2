// Published panels: the numbers that others have found in them.
#include <samspill/pilot/difference_in_differences.hpp>
#include <samspill/pilot/randomisation_test.hpp>
#include <samspill/pilot/staggered_adoption.hpp>
#include <samspill/pilot/synthetic_control.hpp>
#include <samspill/pilot/two_way_fixed_effects.hpp>

#include "support/panel_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace samspill {
namespace {

using testing_support::Castle;
using testing_support::OrganDonations;

/// Mean of states' quarters before and from quarter 4 on.
struct BeforeAfter {
    std::vector<std::optional<double>> before;
    std::vector<std::optional<double>> after;
    std::vector<std::uint8_t> treated;
    std::vector<double> change;
};

BeforeAfter by_state(const OrganDonations& data) {
    std::map<std::uint32_t, std::pair<double, double>> means;
    for (std::size_t row = 0; row < data.state.size(); ++row) {
        auto& [before, after] = means[data.state[row]];
        (data.quarter[row] < OrganDonations::first_treated ? before : after) += data.share[row] / 3.0;
    }
    BeforeAfter both;
    for (const auto& [state, mean] : means) {
        both.before.emplace_back(mean.first);
        both.after.emplace_back(mean.second);
        both.treated.push_back(state == data.california ? 1 : 0);
        both.change.push_back(mean.second - mean.first);
    }
    return both;
}

TEST(PublishedPanels, OrganDonationsFellByTwoPercentPoints) {
    const OrganDonations data = testing_support::read_organ_donations();
    ASSERT_EQ(data.state.size(), 162U);
    const TwoWayResult within =
        two_way_fixed_effects({data.state, data.quarter, data.share, data.post, {}, {}, {}});
    EXPECT_NEAR(within.effect.estimate.value(), -0.022459, 5e-7);
    const BeforeAfter both = by_state(data);
    const auto difference = difference_in_differences(both.before, both.after, both.treated);
    EXPECT_NEAR(difference.estimate.value(), -0.022459, 5e-7);
    EXPECT_EQ(difference.controls, 26U);
}

TEST(PublishedPanels, OneStateOf27CannotFallBelow1In27) {
    const OrganDonations data = testing_support::read_organ_donations();
    const BeforeAfter both = by_state(data);
    const RandomisationResult lots = randomisation_test(both.change, both.treated);
    EXPECT_EQ(lots.arrangements, 27);
    EXPECT_NEAR(lots.smallest_p.value(), 1.0 / 27.0, 1e-15);
    SyntheticControlOptions options;
    options.poor_fit = 1e6;
    const SyntheticControlResult synthetic = synthetic_control(
        {data.state, data.quarter, data.share, data.california, OrganDonations::first_treated}, options);
    EXPECT_NEAR(synthetic.smallest_p.value(), 1.0 / 27.0, 1e-15);
    EXPECT_EQ(synthetic.arrangements, 27U);
    const auto as_extreme =
        std::count_if(synthetic.placebos.begin(), synthetic.placebos.end(),
                      [&](const auto& placebo) { return placebo.ratio >= synthetic.ratio; });
    EXPECT_NEAR(synthetic.p.value(), static_cast<double>(1 + as_extreme) / 27.0, 1e-15);
}

TEST(PublishedPanels, CastleLawsRaisedHomicides) {
    const Castle castle = testing_support::read_castle();
    ASSERT_EQ(castle.state.size(), 550U);
    TwoWayPanel panel{castle.state, castle.year, castle.log_homicides, castle.post, {}, {}, {}};
    EXPECT_NEAR(two_way_fixed_effects(panel).effect.estimate.value(), 0.069398, 5e-7);
    panel.weights = castle.people;
    EXPECT_NEAR(two_way_fixed_effects(panel).effect.estimate.value(), 0.075533, 5e-7);
}

/// The panel of castle laws by state: outcome of each year, and the first year with a law.
struct CastleTwin {
    std::map<std::uint32_t, std::map<std::int32_t, double>> outcome;
    std::map<std::uint32_t, std::int32_t> first;
    std::vector<std::int32_t> first_of_row;

    explicit CastleTwin(const Castle& castle) {
        for (std::size_t row = 0; row < castle.state.size(); ++row) {
            outcome[castle.state[row]][castle.year[row]] = castle.log_homicides[row];
            const std::int32_t year = castle.post[row] > 0.0 ? castle.year[row] : never_treated;
            const auto [known, is_new] = first.try_emplace(castle.state[row], year);
            known->second = std::min(known->second, year);
        }
        for (const std::uint32_t state : castle.state) {
            first_of_row.push_back(first[state]);
        }
    }
    /// Mean change from `base` to `year` of states first treated in `group`, less that of those never
    /// treated.
    [[nodiscard]] double att(std::int32_t group, std::int32_t base, std::int32_t year) const {
        std::map<std::int32_t, std::pair<double, double>> sums;
        for (const auto& [state, years] : outcome) {
            auto& [sum, count] = sums[first.at(state)];
            sum += years.at(year) - years.at(base);
            count += 1.0;
        }
        const auto mean = [&](std::int32_t of) { return sums.at(of).first / sums.at(of).second; };
        return mean(group) - mean(never_treated);
    }
};

TEST(PublishedPanels, CastleLawsByYearOfLawEqualMeansByHand) {
    const Castle castle = testing_support::read_castle();
    const CastleTwin twin{castle};
    const StaggeredResult result =
        staggered_adoption({castle.state, castle.year, castle.log_homicides, twin.first_of_row, {}});
    ASSERT_EQ(result.cells.size(), 5U * 10U); // laws of 2006 to 2010, years after the first
    EXPECT_EQ(result.never_treated, 29U);
    std::set<std::int32_t> groups;
    for (const GroupTimeEffect& cell : result.cells) {
        const std::int32_t base = cell.period >= cell.group ? cell.group - 1 : cell.period - 1;
        EXPECT_EQ(cell.base, base);
        EXPECT_NEAR(cell.effect.estimate.value(), twin.att(cell.group, base, cell.period), 1e-12);
        groups.insert(cell.group);
    }
    EXPECT_EQ(groups, (std::set<std::int32_t>{2006, 2007, 2008, 2009, 2010}));
}

/// Card & Krueger: mean full-time equivalents of New Jersey and Pennsylvania before and after.
TEST(PublishedPanels, CardAndKruegerMeansDifferByTwoAndThreeQuarters) {
    const std::vector<std::optional<double>> before{20.4394, 23.3312};
    const std::vector<std::optional<double>> after{21.0274, 21.1656};
    const std::vector<std::uint8_t> treated{1, 0};
    EXPECT_NEAR(difference_in_differences(before, after, treated).estimate.value(), 2.753606, 5e-5);
}

} // namespace
} // namespace samspill
