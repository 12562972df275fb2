#include <samspill/model/matching.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

Match match_of(Activity offer, Need need, const MatchOptions& options = {}) {
    NetworkBuilder builder;
    builder.add_area({.id = "outer"}).add_area({.id = "inner", .parent = "outer"});
    builder.add_actor({.id = "a"});
    offer.id = "j";
    offer.actor = "a";
    offer.theme = offer.theme.empty() ? "t" : offer.theme;
    need.id = "n";
    need.theme = "t";
    builder.add_activity(std::move(offer)).add_need(std::move(need));
    return match(builder.build(), ActivityId{0U}, NeedId{0U}, options);
}

TEST(Matching, StagesPresupposeTheOnesBefore) {
    // The period would fit, but the area already fails.
    EXPECT_EQ(match_of({.areas = {"inner"}, .period = {0, 1}}, {.area = "outer", .period = {0, 1}}).stage,
              MatchStage::exists);
    EXPECT_EQ(match_of({.theme = "u"}, {}).stage, MatchStage::none);
    EXPECT_EQ(match_of({}, {}).stage, MatchStage::eligible);
}

TEST(Matching, PeriodsAreHalfOpenAndAgesInclusive) {
    EXPECT_EQ(match_of({.period = {3, 5}}, {.period = {1, 3}}).stage, MatchStage::in_area);
    EXPECT_EQ(match_of({.period = {2, 5}}, {.period = {1, 3}}).stage, MatchStage::eligible);
    EXPECT_EQ(match_of({.ages = {18, 30}}, {.ages = {6, 18}}).stage, MatchStage::eligible);
    EXPECT_EQ(match_of({.ages = {19, 30}}, {.ages = {6, 18}}).stage, MatchStage::in_period);
}

TEST(Matching, OpenBoundsReachForever) {
    EXPECT_EQ(match_of({.period = {100, MonthInterval::open_to}}, {}).stage, MatchStage::eligible);
    const MatchOptions whole{.period = OverlapRule::whole};
    EXPECT_EQ(match_of({.period = {100, MonthInterval::open_to}}, {}, whole).stage, MatchStage::in_area);
    EXPECT_EQ(match_of({}, {}, whole).stage, MatchStage::eligible);
}

TEST(Matching, OnlyDemandedAttributesAreMissed) {
    EXPECT_FALSE(match_of({}, {}).relies_on_unstated);
    EXPECT_TRUE(match_of({}, {.language = "ti"}).relies_on_unstated);
    EXPECT_TRUE(match_of({}, {.ages = {6, 18}}).relies_on_unstated);
    EXPECT_FALSE(match_of({.languages = {"ti"}}, {.language = "ti"}).relies_on_unstated);
}

} // namespace
} // namespace samspill
