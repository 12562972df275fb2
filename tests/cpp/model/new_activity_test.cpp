#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>
#include <samspill/model/new_activity.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

ActorNetwork one_need() {
    NetworkBuilder builder;
    builder.add_area({.id = "A"}).add_actor({.id = "a"});
    builder.add_need({.id = "n", .theme = "t", .target_group = "families", .area = "A", .language = "ar"});
    return builder.build();
}

Activity fitting() {
    return {.actor = "a", .theme = "t", .target_groups = {"families"}, .areas = {"A"}, .languages = {"ar"}};
}

MatchStage stage(const Activity& activity) {
    const ActorNetwork network = one_need();
    return NewActivity{network, activity}.match_with(network, NeedId{0U}, {}).stage;
}

TEST(NewActivity, MatchesAsIfItWereThere) {
    EXPECT_EQ(stage(fitting()), MatchStage::eligible);
    Activity other = fitting();
    other.languages = {"da"};
    EXPECT_EQ(stage(other), MatchStage::in_period);
    other = fitting();
    other.areas.clear();
    EXPECT_EQ(stage(other), MatchStage::eligible); // leaves it open
}

TEST(NewActivity, TextsThatNobodyKnowsAreStatedAndFitNobody) {
    Activity other = fitting();
    other.target_groups = {"nobody's group"};
    EXPECT_EQ(stage(other), MatchStage::none);
    other.target_groups = {"families", "nobody's group"};
    EXPECT_EQ(stage(other), MatchStage::eligible);
    other = fitting();
    other.theme = "nobody's theme";
    EXPECT_EQ(stage(other), MatchStage::none);
}

TEST(NewActivity, SaysWhoOffersItAndHowManySeatsAreFree) {
    Activity activity = fitting();
    activity.capacity = 5;
    activity.in_use = 2;
    const ActorNetwork network = one_need();
    const NewActivity added{network, activity};
    EXPECT_EQ(added.actor(), ActorId{0U});
    EXPECT_EQ(network.text(added.theme()), "t");
    EXPECT_EQ(added.free_seats(), Count{3});
}

TEST(NewActivity, KeepsTheRulesOfTheTable) {
    const ActorNetwork network = one_need();
    Activity broken = fitting();
    broken.actor = "nobody";
    EXPECT_THROW((NewActivity{network, broken}), UnusableData);
    broken = fitting();
    broken.areas = {"nowhere"};
    EXPECT_THROW((NewActivity{network, broken}), UnusableData);
    broken = fitting();
    broken.period = {3, 3};
    EXPECT_THROW((NewActivity{network, broken}), UnusableData);
    broken = fitting();
    broken.capacity = -1;
    EXPECT_THROW((NewActivity{network, broken}), UnusableData);
}

} // namespace
} // namespace samspill
