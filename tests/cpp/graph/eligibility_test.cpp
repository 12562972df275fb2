#include <samspill/graph/eligibility.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace samspill {
namespace {

TEST(Eligibility, NeedsThatDifferInSizeOnlyShareAClass) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_activity({.id = "j", .actor = "a", .theme = "t"});
    builder.add_need({.id = "n1", .theme = "t", .people = 3})
        .add_need({.id = "n2", .theme = "t", .people = 9});
    builder.add_need({.id = "n3", .theme = "t"}); // of unknown size: a class of its own
    builder.add_need({.id = "n4", .theme = "t", .language = "ti", .people = 3});
    const Eligibility eligibility{builder.build(), {}};
    EXPECT_EQ(eligibility.need_classes(), 3U);
    EXPECT_EQ(eligibility.class_of(NeedId{0U}), eligibility.class_of(NeedId{1U}));
    EXPECT_EQ(eligibility.members(eligibility.class_of(NeedId{0U})).size(), 2U);
    EXPECT_TRUE(eligibility.relies_on_unstated(eligibility.class_of(NeedId{3U})));
}

TEST(Eligibility, AnActivityWithNestedAreasIsListedOnce) {
    NetworkBuilder builder;
    builder.add_area({.id = "outer"}).add_area({.id = "inner", .parent = "outer"});
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .areas = {"outer", "inner"}});
    builder.add_need({.id = "n", .theme = "t", .area = "inner", .people = 1});
    const Eligibility eligibility{builder.build(), {}};
    EXPECT_EQ(eligibility.activities(0).size(), 1U);
}

TEST(Eligibility, RemembersHowFarOffersGot) {
    NetworkBuilder builder;
    builder.add_area({.id = "here"}).add_area({.id = "there"});
    builder.add_actor({.id = "a"}).add_activity({.id = "j", .actor = "a", .theme = "t", .areas = {"there"}});
    builder.add_need({.id = "n1", .theme = "t", .area = "here", .people = 1});
    builder.add_need({.id = "n2", .theme = "u", .area = "here", .people = 1});
    const Eligibility eligibility{builder.build(), {}};
    EXPECT_EQ(eligibility.best_stage(eligibility.class_of(NeedId{0U})), MatchStage::exists);
    EXPECT_EQ(eligibility.best_stage(eligibility.class_of(NeedId{1U})), MatchStage::none);
}

TEST(Eligibility, WithoutNeedsThereIsNothingToServe) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    EXPECT_EQ((Eligibility{builder.build(), {}}.need_classes()), 0U);
}

} // namespace
} // namespace samspill
