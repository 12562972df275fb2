#include <samspill/result/coverage_groups_result.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(Grouping, HasItsNameInResults) {
    EXPECT_EQ(to_string(Grouping::theme), "theme");
    EXPECT_EQ(to_string(Grouping::target_group), "target_group");
    EXPECT_EQ(to_string(Grouping::area), "area");
    EXPECT_EQ(to_string(Grouping::month), "month");
    EXPECT_EQ(to_string(Grouping::language), "language");
    EXPECT_EQ(to_string(Grouping::entry_point), "entry_point");
    EXPECT_EQ(to_string(Grouping::former_unit), "former_unit");
}

TEST(GroupCoverage, SharesAndRatesNeedADenominator) {
    GroupCoverage group;
    group.known_low = 3.0;
    EXPECT_FALSE(group.known_share_low().has_value()); // nobody in need
    EXPECT_FALSE(group.known_share_high().has_value());
    EXPECT_FALSE(group.per_1000(3.0).has_value()); // inhabitants unknown
    group.sums.people = 12;
    group.population = 0;
    EXPECT_EQ(group.known_share_low(), 0.25);
    EXPECT_FALSE(group.per_1000(3.0).has_value());
    group.population = 600;
    EXPECT_EQ(group.per_1000(3.0), 5.0);
}

} // namespace
} // namespace samspill
