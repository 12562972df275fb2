#include <samspill/analysis/duplication.hpp>
#include <samspill/core/error.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
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

TEST(Duplication, OfALargeGroupTheFirstOfAnotherActorStandsBesideEachOther) {
    NetworkBuilder builder; // three alike rows of x and one of y; others of x and of y differ in ages
    builder.add_actor({.id = "x"}).add_actor({.id = "y"});
    for (const char* const id : {"j1", "j2", "j3"}) {
        builder.add_activity({.id = id, .actor = "x", .theme = "t"});
    }
    builder.add_activity({.id = "j4", .actor = "y", .theme = "t"});
    builder.add_activity({.id = "k1", .actor = "x", .theme = "t", .ages = {6, 12}});
    builder.add_activity({.id = "k2", .actor = "y", .theme = "t", .ages = {6, 13}});
    std::vector<std::pair<ActivityId, ActivityId>> found;
    for (const DuplicatePair& pair : duplication(builder.build(), {.most_listed_alike = 3}).pairs) {
        found.emplace_back(pair.a, pair.b);
    }
    // j1 beside k2 of y, j4 beside k1 of x, and the two that are in no group.
    EXPECT_EQ(found, (std::vector<std::pair<ActivityId, ActivityId>>{{ActivityId{0U}, ActivityId{5U}},
                                                                     {ActivityId{3U}, ActivityId{4U}},
                                                                     {ActivityId{4U}, ActivityId{5U}}}));
}

/// So many offers of different actors and ages that all pair with one another.
ActorNetwork near_identical(int offers) {
    NetworkBuilder builder;
    for (int k = 0; k < offers; ++k) {
        const std::string number = std::to_string(1000 + k);
        builder.add_actor({.id = "a" + number});
        builder.add_activity({.id = "j" + number,
                              .actor = "a" + number,
                              .theme = "t",
                              .ages = {k % 50, 50 + k / 50},
                              .capacity = 1});
    }
    return builder.add_need({.id = "n", .theme = "t", .people = 10}).build();
}

TEST(Duplication, PairsBeyondTheBoundAreCountedAndChangeNothingElse) {
    const ActorNetwork network = near_identical(100);
    const DuplicationResult all = duplication(network);
    EXPECT_TRUE(all.lists_all_pairs());
    EXPECT_EQ(all.pairs_found, 100 * 99 / 2);
    for (const std::size_t most : {std::size_t{0}, std::size_t{7}, std::size_t{4949}}) {
        const DuplicationResult few = duplication(network, {.most_pairs = most});
        ASSERT_EQ(few.pairs.size(), most);
        EXPECT_EQ(few.pairs_found, 100 * 99 / 2);
        EXPECT_FALSE(few.lists_all_pairs());
        for (std::size_t k = 0; k < most; ++k) { // the first ones
            EXPECT_EQ(few.pairs[k].a, all.pairs[k].a);
            EXPECT_EQ(few.pairs[k].b, all.pairs[k].b);
            EXPECT_EQ(few.pairs[k].score, all.pairs[k].score);
        }
        ASSERT_EQ(few.clusters.size(), 1U);
        EXPECT_EQ(few.clusters[0].activities.size(), 100U);
        EXPECT_EQ(few.clusters[0].surplus, 90);
    }
}

TEST(Duplication, TenThousandNearIdenticalRowsAreOneClusterInBoundedMemory) {
    const ActorNetwork network = near_identical(10'000);
    const DuplicationResult result = duplication(network, {.most_pairs = 1000});
    EXPECT_EQ(result.pairs.size(), 1000U);
    EXPECT_EQ(result.pairs_found, std::int64_t{10'000} * 9'999 / 2);
    ASSERT_EQ(result.clusters.size(), 1U);
    EXPECT_EQ(result.clusters[0].activities.size(), 10'000U);
    EXPECT_TRUE(result.groups.empty());
}

TEST(Duplication, UnitsOfOneOrganisationAreNoReserve) {
    const auto verdict = [](const std::string& parent_of_b, Count seats_of_a, Count seats_of_b,
                            Count people) {
        NetworkBuilder builder;
        builder.add_actor({.id = "top"}).add_actor({.id = "other"});
        builder.add_actor({.id = "a", .parent = "top"}).add_actor({.id = "between", .parent = parent_of_b});
        builder.add_actor({.id = "b", .parent = "between"});
        builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = seats_of_a});
        builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = seats_of_b});
        builder.add_need({.id = "n", .theme = "t", .people = people});
        return duplication(builder.build()).clusters.at(0).verdict;
    };
    EXPECT_EQ(verdict("other", 12, 15, 25), Verdict::backup); // 2 beyond, reserve 2.5
    EXPECT_EQ(verdict("top", 12, 15, 25), Verdict::surplus);
    EXPECT_EQ(verdict("top", 12, 15, 27), Verdict::needed);
    EXPECT_EQ(verdict("other", 0, 27, 25), Verdict::surplus); // who has no seat is no reserve
    EXPECT_EQ(verdict("other", Count::unknown(), 27, 25), Verdict::unknown_capacity);
    EXPECT_EQ(verdict("top", Count::unknown(), 27, 25), Verdict::surplus); // whatever the other has
    EXPECT_EQ(verdict("top", Count::unknown(), 25, 25), Verdict::unknown_capacity);
}

TEST(Duplication, AProgramsOwnMeasureGivesTheScores) {
    const LikeNames cafes;
    DuplicationOptions options{.least_score = 0.5};
    options.measure = [](const ActorNetwork& network, ActivityId a, ActivityId b) -> std::optional<double> {
        return network.text(network.activities().id[std::min(a, b).position()]) == "j1" ? 0.75 : 0.0;
    };
    options.measure_name = "by hand";
    const DuplicationResult found = cafes.result(options);
    ASSERT_EQ(found.pairs.size(), 1U);
    EXPECT_EQ(found.pairs[0].score, 0.75);
    const auto& echoed = found.provenance.options;
    EXPECT_NE(
        std::find(echoed.begin(), echoed.end(), std::pair<std::string, std::string>{"measure", "by hand"}),
        echoed.end());
    options.least_score = 0.8;
    EXPECT_TRUE(cafes.result(options).pairs.empty());
    options.measure = [](const ActorNetwork&, ActivityId, ActivityId) { return 1.5; };
    EXPECT_THROW((void)cafes.result(options), InvalidArgument);
}

TEST(Duplication, LeastScoreIsComparedWithTheScoreThatConditionsDoNotLower) {
    const LikeNames cafes; // of groups that keep them apart
    DuplicationOptions options{.least_score = 0.68};
    const DuplicationResult found = cafes.result(options);
    ASSERT_EQ(found.pairs.size(), 1U);
    EXPECT_GT(found.pairs[0].score.value(), 0.68);
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    const ActorNetwork network = builder.add_activity(cafes.first).add_activity(cafes.second).build();
    options.measure = ActivitySimilarity{network, options.similarity}; // its likeness is 0
    EXPECT_TRUE(duplication(network, options).pairs.empty());
}

/// Many offers of one name: the first of them all of the actor that asks, the last of another.
TEST(Duplication, OfAFrequentNameTheRowsThatAPairNeedsAreCompared) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    const auto add = [&](const std::string& id, const std::string& actor, const std::string& group,
                         MonthInterval months) {
        builder.add_activity({.id = id,
                              .name = "Språkkafé",
                              .actor = actor,
                              .theme = "t",
                              .target_groups = {group},
                              .period = months});
    };
    for (int k = 0; k < 5; ++k) {
        add("j" + std::to_string(k), "a", "women", {0, 6}); // of one actor
    }
    add("k0", "b", "men", {6, 9}); // shares no month with them
    add("k1", "b", "men", {0, 6});
    const DuplicationResult found =
        duplication(builder.build(), {.least_score = 0.5, .most_listed_alike = 4});
    // k1 is compared with the first four of the five; k0 with none.
    ASSERT_EQ(found.pairs.size(), 4U);
    EXPECT_EQ(found.pairs_by_likeness, 4);
    for (const DuplicatePair& pair : found.pairs) {
        EXPECT_TRUE(pair.by_likeness);
        EXPECT_EQ(pair.b, ActivityId{6U});
    }
    ASSERT_EQ(found.groups.size(), 2U); // the five alike rows, and the seven of one name
    EXPECT_EQ(found.groups[0].alike_in, AlikeIn::attributes);
    EXPECT_EQ(found.groups[0].activities.size(), 5U);
    EXPECT_EQ(found.groups[1].alike_in, AlikeIn::name);
    EXPECT_EQ(found.groups[1].activities.size(), 7U);
    EXPECT_EQ(found.groups[1].actors, 2);
}

TEST(Duplication, ProvenanceTellsWhatTheScoresRestOn) {
    const auto option = [](const DuplicationOptions& options, const std::string& name) {
        for (const auto& [key, value] : TwoOffers{}.result(options).provenance.options) {
            if (key == name) {
                return value;
            }
        }
        return std::string{"not there"};
    };
    DuplicationOptions options;
    EXPECT_EQ(option(options, "decisive"), "target_groups, areas, months, ages, kind");
    EXPECT_EQ(option(options, "open_months"), "[-2, 7)");
    EXPECT_EQ(option(options, "open_ages"), "[0, 100]");
    EXPECT_EQ(option(options, "themes"), "none");
    EXPECT_EQ(option(options, "measure"), "gower");
    EXPECT_EQ(option(options, "most_pairs"), "2000000");
    const std::string nordic = option(options, "abbreviations");
    options.similarity.abbreviations.add("rk", "red cross");
    EXPECT_NE(option(options, "abbreviations"), nordic);
    options.similarity.abbreviations = {};
    EXPECT_EQ(option(options, "abbreviations"), "none");
    const std::vector<TaxonomyTerm> terms{{"all", ""}, {"t", "all"}};
    options.similarity.themes = Taxonomy{terms};
    const std::string themes = option(options, "themes");
    EXPECT_EQ(themes.substr(0, 10), "2, digest ");
    const std::vector<TaxonomyTerm> others{{"all", ""}, {"t", ""}};
    options.similarity.themes = Taxonomy{others};
    EXPECT_NE(option(options, "themes"), themes);
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
