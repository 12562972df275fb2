#include <samspill/analysis/duplication.hpp>
#include <samspill/core/error.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace samspill {
namespace {

TEST(Duplication, OnePairOfTheWorkedExampleIsSurplus) {
    const DuplicationResult result = duplication(examples::duplicates_example().build());
    ASSERT_EQ(result.pairs.size(), 1U); // M2.10: one duplicate pair, surplus 7
    ASSERT_EQ(result.clusters.size(), 1U);
    EXPECT_EQ(result.clusters[0].capacity, 27);
    EXPECT_EQ(result.clusters[0].people, 20);
    EXPECT_EQ(result.clusters[0].surplus, 7);
    EXPECT_EQ(result.clusters[0].verdict, Verdict::surplus);
    EXPECT_EQ(result.pairs[0].cluster, 0U);
}

/// Two offers of two actors for one need of 20; each test changes one thing.
struct TwoOffers {
    Activity first{.id = "j1",
                   .actor = "a",
                   .theme = "t",
                   .target_groups = {"families"},
                   .areas = {"outer"},
                   .languages = {"ar", "da"},
                   .period = {0, 3},
                   .ages = {6, 12},
                   .capacity = 12};
    Activity second{.id = "j2",
                    .actor = "b",
                    .theme = "t",
                    .target_groups = {"families", "singles"},
                    .areas = {"inner"},
                    .languages = {"ar"},
                    .period = {2, 6},
                    .ages = {12, 18},
                    .capacity = 15};
    Need need{.id = "n",
              .theme = "t",
              .target_group = "families",
              .area = "inner",
              .language = "ar",
              .period = {2, 3},
              .people = 20};

    [[nodiscard]] DuplicationResult result(const DuplicationOptions& options = {}) const {
        NetworkBuilder builder;
        builder.add_area({.id = "outer"})
            .add_area({.id = "inner", .parent = "outer"})
            .add_area({.id = "other"});
        builder.add_actor({.id = "a"}).add_actor({.id = "b"});
        builder.add_activity(first).add_activity(second).add_need(need);
        return duplication(builder.build(), options);
    }
    [[nodiscard]] Verdict verdict() const { return result().clusters.at(0).verdict; }
};

TEST(Duplication, PairsOffersThatCanServeTheSamePeople) {
    const DuplicationResult result = TwoOffers{}.result();
    ASSERT_EQ(result.pairs.size(), 1U);
    EXPECT_EQ(result.pairs[0].shared_months, (MonthInterval{2, 3}));
    EXPECT_EQ(result.pairs[0].compared, (ComparedAttributes{true, true, true, true, true}));
}

TEST(Duplication, EachConditionKeepsOffersApart) {
    TwoOffers offers;
    offers.second.actor = "a";
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.theme = "u";
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.target_groups = {"singles"};
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.areas = {"other"};
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.period = {3, 6};
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.kind = ActivityKind::statutory_task;
    EXPECT_TRUE(offers.result().pairs.empty());
    offers = {};
    offers.second.mandate = "Law 1"; // what somebody must do is no duplicate of an offer
    EXPECT_TRUE(offers.result().pairs.empty());
    offers.first.mandate = "Law 2";
    EXPECT_EQ(offers.result().pairs.size(), 1U);
}

TEST(Duplication, LanguagesAndAgesAreOptions) {
    TwoOffers offers;
    offers.second.languages = {"ti"};
    EXPECT_TRUE(offers.result().pairs.empty());
    EXPECT_EQ(offers.result({.match_languages = false}).pairs.size(), 1U);
    offers = {};
    offers.second.ages = {13, 18};
    EXPECT_TRUE(offers.result().pairs.empty());
    EXPECT_EQ(offers.result({.match_ages = false}).pairs.size(), 1U);
}

TEST(Duplication, OpenAttributesKeepNoPairApart) {
    TwoOffers offers;
    offers.second = {.id = "j2", .actor = "b", .theme = "t", .capacity = 15};
    const DuplicationResult result = offers.result();
    ASSERT_EQ(result.pairs.size(), 1U);
    EXPECT_EQ(result.pairs[0].compared, ComparedAttributes{});
}

TEST(Duplication, VerdictsFollowTheNeed) {
    TwoOffers offers; // 27 seats
    offers.need.people = 27;
    EXPECT_EQ(offers.verdict(), Verdict::needed);
    offers.need.people = 25; // 2 beyond, reserve 2.5
    EXPECT_EQ(offers.verdict(), Verdict::backup);
    offers.need.people = 24; // 3 beyond, reserve 2.4
    EXPECT_EQ(offers.verdict(), Verdict::surplus);
    offers.need.people = Count::unknown();
    EXPECT_EQ(offers.verdict(), Verdict::unknown_need);
    offers.need.theme = "another";
    EXPECT_EQ(offers.verdict(), Verdict::unknown_need);
}

TEST(Duplication, UnknownCapacityIsSurplusOnlyWhenTheKnownSeatsAlreadyAre) {
    TwoOffers offers;
    offers.second.capacity = Count::unknown(); // 12 known seats
    offers.need.people = 20;
    EXPECT_EQ(offers.verdict(), Verdict::unknown_capacity);
    offers.need.people = 5;
    EXPECT_EQ(offers.verdict(), Verdict::surplus);
    EXPECT_EQ(offers.result().clusters[0].surplus, 7); // at least
}

TEST(Duplication, AKnownNeedThatTakesAllSeatsDecidesInSpiteOfAnUnknownOne) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n1", .theme = "t", .people = 10}).add_need({.id = "n2", .theme = "t"});
    EXPECT_EQ(duplication(builder.build()).clusters.at(0).verdict, Verdict::needed);
}

TEST(Duplication, SimilarityDoesNotChain) {
    NetworkBuilder builder; // west-all and all-east pair, west and east do not
    builder.add_area({.id = "all"})
        .add_area({.id = "west", .parent = "all"})
        .add_area({.id = "east", .parent = "all"});
    builder.add_actor({.id = "a"}).add_actor({.id = "b"}).add_actor({.id = "c"});
    builder.add_activity({.id = "1-west", .actor = "a", .theme = "t", .areas = {"west"}});
    builder.add_activity({.id = "2-all", .actor = "b", .theme = "t", .areas = {"all"}});
    builder.add_activity({.id = "3-east", .actor = "c", .theme = "t", .areas = {"east"}});
    const DuplicationResult result = duplication(builder.build());
    EXPECT_EQ(result.pairs.size(), 2U);
    ASSERT_EQ(result.clusters.size(), 1U);
    EXPECT_EQ(result.clusters[0].activities, (std::vector<ActivityId>{ActivityId{0U}, ActivityId{1U}}));
    EXPECT_FALSE(result.pairs[1].cluster.has_value());
}

TEST(Duplication, WithoutNeedsNothingIsJudged) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = 5});
    EXPECT_EQ(duplication(builder.build()).clusters.at(0).verdict, Verdict::unknown_need);
}

TEST(Duplication, RefusesWhatItCannotJudge) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    EXPECT_THROW(static_cast<void>(duplication(builder.build())), MissingTable);
    const ActorNetwork network = examples::duplicates_example().build();
    EXPECT_THROW(static_cast<void>(duplication(network, {.backup_share = -0.1})), InvalidArgument);
    EXPECT_THROW(
        static_cast<void>(duplication(network, {.backup_share = std::numeric_limits<double>::quiet_NaN()})),
        InvalidArgument);
}

/// Two cafés in nested areas that state other target groups, so only their likeness can make them a pair.
struct LikeNames {
    Activity first{.id = "j1",
                   .name = "Språkkafé på biblioteket",
                   .actor = "a",
                   .theme = "t",
                   .target_groups = {"women"},
                   .period = {0, 6}};
    Activity second{.id = "j2",
                    .name = "SPRÅK KAFÉ, biblioteket",
                    .actor = "b",
                    .theme = "t",
                    .target_groups = {"families"},
                    .period = {0, 6}};

    [[nodiscard]] DuplicationResult result(DuplicationOptions options) const {
        options.similarity.abbreviations = {};
        NetworkBuilder builder;
        builder.add_actor({.id = "a"}).add_actor({.id = "b"});
        return duplication(builder.add_activity(first).add_activity(second).build(), options);
    }
};

TEST(Duplication, LikeNamesMakeAPairFromAScoreOn) {
    const LikeNames cafes;
    EXPECT_TRUE(cafes.result({}).pairs.empty());
    // Theme 1 (weight 2), target groups 0 (2), months 1 (1), kind 1 (1), names (1):
    // "spraakkafepaabiblioteket" has 22 grams, "spraakkafebiblioteket" 19, 17 of them common.
    const double score = (2.0 + 0.0 + 1.0 + 1.0 + 2.0 * 17.0 / 41.0) / 7.0; // 0.690
    const DuplicationResult found = cafes.result({.least_score = 0.68});
    ASSERT_EQ(found.pairs.size(), 1U);
    EXPECT_DOUBLE_EQ(found.pairs[0].score.value(), score);
    EXPECT_TRUE(found.pairs[0].by_likeness);
    EXPECT_EQ(found.pairs[0].cluster, 0U);
    EXPECT_TRUE(cafes.result({.least_score = 0.7}).pairs.empty());
    EXPECT_TRUE(cafes.result({.least_score = 0.5, .name_likeness = Fraction{9, 10}}).pairs.empty());
}

TEST(Duplication, LikenessNeverPairsAStatutoryTaskWithAnOfferNorWhatSharesNoMonth) {
    LikeNames cafes;
    cafes.second.kind = ActivityKind::statutory_task;
    EXPECT_TRUE(cafes.result({.least_score = 0.1}).pairs.empty());
    cafes = {};
    cafes.second.mandate = "Law 1";
    EXPECT_TRUE(cafes.result({.least_score = 0.1}).pairs.empty());
    cafes = {};
    cafes.second.period = {6, 8};
    EXPECT_TRUE(cafes.result({.least_score = 0.1}).pairs.empty());
    cafes = {};
    cafes.second.actor = "a";
    EXPECT_TRUE(cafes.result({.least_score = 0.1}).pairs.empty());
}

TEST(Duplication, ScoresTellHowAlikeListedPairsAre) {
    const DuplicationResult result = TwoOffers{}.result();
    ASSERT_EQ(result.pairs.size(), 1U);
    // Theme 1 (weight 2), target groups 1/2 (2), areas 1/2 (2), months 1/6 (1), languages 1/2 (1), kind 1
    // (1), and ages 6 to 12 and 12 to 18 share one of 13 years (2).
    const double sum = 2.0 + 2.0 * 0.5 + 2.0 * 0.5 + 1.0 / 6.0 + 0.5 + 1.0 + 2.0 / 13.0;
    EXPECT_DOUBLE_EQ(result.pairs[0].score.value(), sum / 11.0);
    EXPECT_FALSE(result.pairs[0].by_likeness);
}

TEST(Duplication, ManyAlikeRowsAreOneGroup) {
    NetworkBuilder builder;
    for (int k = 0; k < 60; ++k) {
        const std::string number = std::to_string(100 + k);
        builder.add_actor({.id = "a" + number});
        builder.add_activity({.id = "j" + number, .actor = "a" + number, .theme = "t", .capacity = 1});
    }
    builder.add_activity({.id = "other", .actor = "a100", .theme = "t", .ages = {6, 12}, .capacity = 1});
    const ActorNetwork network = builder.build();
    const DuplicationResult all = duplication(network, {.most_listed_alike = 60});
    EXPECT_EQ(all.pairs.size(), 60U * 59U / 2U + 59U);
    EXPECT_TRUE(all.groups.empty());
    const DuplicationResult grouped = duplication(network);
    ASSERT_EQ(grouped.groups.size(), 1U);
    EXPECT_EQ(grouped.groups[0].activities.size(), 60U);
    EXPECT_EQ(grouped.groups[0].actors, 60);
    ASSERT_EQ(grouped.pairs.size(), 1U); // of the group, the first of another actor than a100 stands for all
    EXPECT_EQ(grouped.pairs[0].a, ActivityId{1U});
    EXPECT_EQ(grouped.pairs[0].b, ActivityId{60U});
    ASSERT_EQ(grouped.clusters.size(), 1U); // with all sixty, and not with the second offer of a100
    EXPECT_EQ(grouped.clusters[0].activities.size(), 60U);
    EXPECT_EQ(grouped.clusters[0].activities, all.clusters[0].activities);
}

TEST(Duplication, RefusesOptionsOutOfRange) {
    const ActorNetwork network = examples::duplicates_example().build();
    EXPECT_THROW((void)duplication(network, {.least_score = 0.0}), InvalidArgument);
    EXPECT_THROW((void)duplication(network, {.least_score = 1.5}), InvalidArgument);
    EXPECT_THROW((void)duplication(network, {.name_likeness = Fraction{}}), InvalidArgument);
    EXPECT_THROW((void)duplication(network, {.name_likeness = Fraction{3, 2}}), InvalidArgument);
}

} // namespace
} // namespace samspill
