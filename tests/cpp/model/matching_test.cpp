#include <samspill/model/matching.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace samspill {
namespace {

ActorNetwork pair_network(Activity offer, Need need) {
    NetworkBuilder builder;
    builder.add_area({.id = "outer"}).add_area({.id = "inner", .parent = "outer"});
    builder.add_actor({.id = "a"});
    offer.id = "j";
    offer.actor = "a";
    offer.theme = offer.theme.empty() ? "t" : offer.theme;
    need.id = "n";
    need.theme = "t";
    builder.add_activity(std::move(offer)).add_need(std::move(need));
    return builder.build();
}

Match match_of(Activity offer, Need need, const MatchOptions& options = {}) {
    const ActorNetwork network = pair_network(std::move(offer), std::move(need));
    return match(network, ActivityId{0U}, NeedId{0U}, options);
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

TEST(Matching, APriceFitsWhenPeopleCanPayIt) {
    EXPECT_EQ(match_of({.cost = 10.0}, {.max_cost = 10.0}).stage, MatchStage::eligible);
    EXPECT_EQ(match_of({.cost = 10.5}, {.max_cost = 10.0}).stage, MatchStage::in_period);
    EXPECT_EQ(match_of({.cost = 0.0}, {.max_cost = 0.0}).stage, MatchStage::eligible);
    EXPECT_EQ(match_of({.cost = 1000.0}, {}).stage, MatchStage::eligible); // nothing is demanded
    EXPECT_FALSE(match_of({.cost = 1000.0}, {}).relies_on_unstated);
    EXPECT_TRUE(match_of({}, {.max_cost = 0.0}).relies_on_unstated);
    const MatchOptions strict{.unstated = UnstatedRule::reject};
    EXPECT_EQ(match_of({}, {.max_cost = 0.0}, strict).stage, MatchStage::in_period);
}

TEST(Matching, AllThatIsDemandedMustBeProvided) {
    const Need need{.access = {"step_free", "childcare"}};
    EXPECT_EQ(match_of({.access = {"childcare", "interpreter", "step_free"}}, need).stage,
              MatchStage::eligible);
    EXPECT_EQ(match_of({.access = {"childcare"}}, need).stage, MatchStage::in_period);
    EXPECT_EQ(match_of({.access = {"childcare"}}, {}).stage, MatchStage::eligible);
    EXPECT_TRUE(match_of({}, need).relies_on_unstated);
    EXPECT_EQ(match_of({}, need, {.unstated = UnstatedRule::reject}).stage, MatchStage::in_period);
}

ConditionCheck conditions_of(Activity offer, Need need, const MatchOptions& options = {}) {
    const ActorNetwork network = pair_network(std::move(offer), std::move(need));
    return conditions(network, ActivityId{0U}, NeedId{0U}, options);
}

ConditionSet set_of(std::initializer_list<Condition> members) {
    ConditionSet set;
    for (const Condition condition : members) {
        set.insert(condition);
    }
    return set;
}

TEST(Conditions, EachIsAskedByItself) {
    using enum Condition;
    const Activity offer{.theme = "u",
                         .target_groups = {"youth"},
                         .areas = {"inner"},
                         .languages = {"ti"},
                         .period = {3, 5},
                         .ages = {20, 30},
                         .cost = 5.0,
                         .access = {"step_free"}};
    const Need need{.target_group = "families",
                    .area = "outer",
                    .language = "ar",
                    .period = {0, 3},
                    .ages = {6, 18},
                    .max_cost = 4.0,
                    .access = {"childcare"}};
    const ConditionCheck nothing = conditions_of(offer, need);
    EXPECT_TRUE(nothing.met.empty());
    EXPECT_TRUE(nothing.unstated.empty());
    EXPECT_EQ(nothing.failed.size(), 8);

    const ConditionCheck silent = conditions_of({}, need);
    EXPECT_EQ(silent.met, set_of({theme, period}));
    EXPECT_EQ(silent.unstated, set_of({target_group, area, language, ages, cost, access}));
    EXPECT_TRUE(silent.failed.empty());

    EXPECT_EQ(conditions_of(offer, {}).met,
              set_of({target_group, area, period, language, ages, cost, access}));
    EXPECT_EQ(conditions_of(offer, {}).failed, set_of({theme}));
}

TEST(Conditions, FollowTheRulesOfOverlapOnly) {
    const MatchOptions options{.period = OverlapRule::whole, .unstated = UnstatedRule::reject};
    const ConditionCheck found =
        conditions_of({.period = {0, 2}}, {.language = "ar", .period = {0, 3}}, options);
    EXPECT_TRUE(found.failed.contains(Condition::period));
    EXPECT_TRUE(found.unstated.contains(Condition::language));
}

TEST(Conditions, StagesAreThoseOfTheirLastCondition) {
    EXPECT_EQ(stage_of(Condition::theme), MatchStage::exists);
    EXPECT_EQ(stage_of(Condition::target_group), MatchStage::exists);
    EXPECT_EQ(stage_of(Condition::area), MatchStage::in_area);
    EXPECT_EQ(stage_of(Condition::period), MatchStage::in_period);
    EXPECT_EQ(stage_of(Condition::access), MatchStage::eligible);
}

} // namespace
} // namespace samspill
