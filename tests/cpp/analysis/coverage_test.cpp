#include <samspill/analysis/coverage.hpp>
#include <samspill/core/error.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

std::string covered(const CoverageResult& result, std::size_t need) {
    const NeedCoverage& row = result.needs[need];
    return row.covered.low.text_of(row.people.value());
}

std::string known(const CoverageResult& result, std::size_t need) {
    const NeedCoverage& row = result.needs[need];
    return row.known->low.text_of(row.people.value());
}

TEST(Coverage, NominalAllocationOfTheWorkedExample) {
    // With a3 too, n1 and n3 share 12 seats: the smallest share 2/3 for both, total 12 (M4.2 nominal).
    const CoverageResult result = coverage(examples::allocation_example().build());
    EXPECT_EQ(result.totals.sums.people, 24);
    EXPECT_DOUBLE_EQ(result.totals.sums.covered_low, 12.0);
    EXPECT_EQ(covered(result, 0), "20/3");
    EXPECT_EQ(covered(result, 1), "0");
    EXPECT_EQ(covered(result, 2), "16/3");
}

TEST(Coverage, KnownAllocationOfTheWorkedExample) {
    const CoverageResult result = coverage(examples::allocation_example().build());
    EXPECT_EQ(known(result, 0), "40/9"); // M4.1
    EXPECT_EQ(known(result, 1), "0");
    EXPECT_EQ(known(result, 2), "32/9");
    EXPECT_DOUBLE_EQ(result.totals.known_low.value(), 8.0); // M4.2: nominal 12, known 8, lost 4
    EXPECT_DOUBLE_EQ(result.totals.known_high.value(), 8.0);
    EXPECT_DOUBLE_EQ(result.totals.lost_to_not_knowing_low.value(), 4.0);
    EXPECT_DOUBLE_EQ(result.totals.lost_to_not_knowing_high.value(), 4.0);
}

TEST(Coverage, NamesTheFirstObstacle) {
    const CoverageResult result = coverage(examples::allocation_example().build());
    EXPECT_EQ(result.needs[0].obstacle, Obstacle::no_capacity);
    EXPECT_EQ(result.needs[1].obstacle, Obstacle::out_of_area);
    EXPECT_EQ(result.needs[2].obstacle, Obstacle::no_capacity);
}

TEST(Coverage, CellsOfTheDuplicatesExample) {
    const CoverageResult result = coverage(examples::duplicates_example().build());
    EXPECT_EQ(result.totals.sums.people, 30); // M2.10: coverage 20/30, gap 10, surplus 7
    EXPECT_DOUBLE_EQ(result.totals.sums.covered_low, 20.0);
    EXPECT_DOUBLE_EQ(result.totals.sums.gap_high(), 10.0);
    EXPECT_DOUBLE_EQ(result.totals.sums.share_low().value(), 20.0 / 30.0);
    EXPECT_EQ(result.totals.capacity, 27);
    EXPECT_EQ(result.totals.unused_capacity, 7);
    EXPECT_EQ(result.needs[1].obstacle, Obstacle::out_of_area);
    EXPECT_FALSE(result.totals.known_low.has_value()); // no ties: nobody said who knows what
}

/// One offer and one need that fit; each test changes one thing.
struct OnePair {
    Need need{.id = "n",
              .theme = "t",
              .target_group = "families",
              .area = "inner",
              .language = "ar",
              .period = {0, 3},
              .ages = {6, 18},
              .people = 5};
    Activity offer{.id = "j",
                   .actor = "a",
                   .theme = "t",
                   .target_groups = {"families"},
                   .areas = {"outer"},
                   .languages = {"ar", "da"},
                   .period = {2, 6},
                   .ages = {10, 14},
                   .capacity = 5};

    [[nodiscard]] NeedCoverage row(const CoverageOptions& options = {}) const {
        NetworkBuilder builder;
        builder.add_area({.id = "outer"})
            .add_area({.id = "inner", .parent = "outer"})
            .add_area({.id = "other"});
        builder.add_actor({.id = "a"});
        builder.add_need(need).add_activity(offer);
        return coverage(builder.build(), options).needs.front();
    }
};

TEST(Coverage, AnOfferAroundTheNeedCoversIt) {
    const NeedCoverage row = OnePair{}.row();
    EXPECT_EQ(row.obstacle, Obstacle::none);
    EXPECT_EQ(row.covered.low, Fraction::one());
    EXPECT_EQ(row.eligible, 1);
    EXPECT_FALSE(row.relies_on_unstated);
}

TEST(Coverage, EachConditionIsAnObstacleOfItsOwn) {
    OnePair pair;
    pair.offer.theme = "another";
    EXPECT_EQ(pair.row().obstacle, Obstacle::no_offer);
    pair = {};
    pair.offer.target_groups = {"singles"};
    EXPECT_EQ(pair.row().obstacle, Obstacle::no_offer);
    pair = {};
    pair.offer.areas = {"other"};
    EXPECT_EQ(pair.row().obstacle, Obstacle::out_of_area);
    pair = {};
    pair.offer.period = {3, 6}; // half-open: the need ends where the offer begins
    EXPECT_EQ(pair.row().obstacle, Obstacle::out_of_period);
    pair = {};
    pair.offer.languages = {"da"};
    EXPECT_EQ(pair.row().obstacle, Obstacle::not_eligible);
    pair = {};
    pair.offer.ages = {19, 30};
    EXPECT_EQ(pair.row().obstacle, Obstacle::not_eligible);
    pair = {};
    pair.offer.capacity = 4;
    EXPECT_EQ(pair.row().obstacle, Obstacle::no_capacity);
}

TEST(Coverage, AnOfferInsideTheNeedsAreaDoesNotCoverAllOfIt) {
    OnePair pair;
    pair.need.area = "outer";
    pair.offer.areas = {"inner"};
    EXPECT_EQ(pair.row().obstacle, Obstacle::out_of_area);
}

TEST(Coverage, WholeOverlapAsksForAllMonthsAndAges) {
    CoverageOptions options;
    options.match.period = OverlapRule::whole;
    EXPECT_EQ(OnePair{}.row(options).obstacle, Obstacle::out_of_period);
    options = {};
    options.match.ages = OverlapRule::whole;
    EXPECT_EQ(OnePair{}.row(options).obstacle, Obstacle::not_eligible);
}

TEST(Coverage, WhatAnOfferLeavesOpenIsAcceptedAndFlagged) {
    OnePair pair;
    pair.offer.languages.clear();
    EXPECT_TRUE(pair.row().relies_on_unstated);
    EXPECT_EQ(pair.row().obstacle, Obstacle::none);
    CoverageOptions strict;
    strict.match.unstated = UnstatedRule::reject;
    EXPECT_EQ(pair.row(strict).obstacle, Obstacle::not_eligible);
    pair.offer.target_groups.clear();
    EXPECT_EQ(pair.row(strict).obstacle, Obstacle::no_offer);
}

TEST(Coverage, ANeedThatStatesNothingMakesNoDemand) {
    OnePair pair;
    pair.need = {.id = "n", .theme = "t", .people = 5};
    const NeedCoverage row = pair.row();
    EXPECT_EQ(row.obstacle, Obstacle::none);
    EXPECT_FALSE(row.relies_on_unstated);
}

TEST(Coverage, UnknownCapacityMakesAnInterval) {
    OnePair pair;
    pair.offer.capacity = Count::unknown();
    const NeedCoverage row = pair.row();
    EXPECT_EQ(row.covered.low, Fraction{});
    EXPECT_EQ(row.covered.high, Fraction::one());
    EXPECT_EQ(row.obstacle, Obstacle::no_capacity);
}

TEST(Coverage, UnknownPeopleAreNeverZero) {
    OnePair pair;
    pair.need.people = Count::unknown();
    EXPECT_EQ(pair.row().obstacle, Obstacle::unknown);

    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_need({.id = "counted", .theme = "t", .people = 5})
        .add_need({.id = "uncounted", .theme = "t"});
    const CoverageResult result = coverage(builder.build());
    EXPECT_EQ(result.totals.sums.people, 5);
    EXPECT_EQ(result.totals.sums.needs_unknown, 1);
    EXPECT_EQ(result.needs[0].covered.low, Fraction::one());
    EXPECT_TRUE(result.needs[0].shares_with_unknown);
}

TEST(Coverage, ANeedOfNobodyHasNoGap) {
    OnePair pair;
    pair.need.people = 0;
    pair.offer.theme = "another";
    EXPECT_EQ(pair.row().obstacle, Obstacle::none);
}

TEST(Coverage, UrgentNeedsComeFirst) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_need({.id = "late", .theme = "t", .people = 4}); // no priority: after all that state one
    builder.add_need({.id = "urgent", .theme = "t", .people = 5, .priority = 1});
    const CoverageResult result = coverage(builder.build());
    EXPECT_EQ(covered(result, 0), "1");
    EXPECT_EQ(covered(result, 1), "5");
}

/// An offer of actor a for a need without entry point; b has one tie to a.
NeedCoverage without_entry_point(Relation relation) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_actor({.id = "b"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n", .theme = "t", .people = 5});
    builder.add_tie({.source = "b", .target = "a", .relation = relation});
    return coverage(builder.build()).needs.front();
}

TEST(Coverage, NeedsWithoutEntryPointAreKnownUpToTheNominalShare) {
    const NeedCoverage row = without_entry_point(Relation::awareness);
    EXPECT_EQ(row.known.value(), (ShareInterval{Fraction{}, Fraction::one()}));
    EXPECT_EQ(row.obstacle, Obstacle::none); // nobody said who would have to know
}

TEST(Coverage, WithoutTiesOfKnowledgeNothingIsSaidAboutIt) {
    EXPECT_FALSE(without_entry_point(Relation::collaboration).known.has_value());
}

TEST(Coverage, StepsDecideWhatIsKnown) {
    NetworkBuilder builder;
    for (const char* id : {"desk", "middle", "club"}) {
        builder.add_actor({.id = id});
    }
    builder.add_activity({.id = "j", .actor = "club", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n", .theme = "t", .people = 5, .entry_point = "desk"});
    builder.add_tie({.source = "desk", .target = "middle", .relation = Relation::information});
    builder.add_tie({.source = "middle", .target = "club", .relation = Relation::referral});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(coverage(network, {.awareness_steps = 1}).needs.front().obstacle, Obstacle::not_known);
    EXPECT_EQ(coverage(network, {.awareness_steps = 2}).needs.front().obstacle, Obstacle::none);
}

TEST(Coverage, MonthsCoverTheReceptionWindowUnlessTheTablesLeaveIt) {
    OnePair pair;
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    builder.add_need({.id = "n", .theme = "t", .period = {1, 3}, .people = 5})
        .add_activity({.id = "j", .actor = "a", .theme = "t"});
    EXPECT_EQ(coverage(builder.build()).months, (MonthInterval{-2, 7}));
    builder.add_actor({.id = "a"});
    builder.add_need({.id = "n", .theme = "t", .period = {1, 13}, .people = 5})
        .add_activity({.id = "j", .actor = "a", .theme = "t"});
    const CoverageResult year = coverage(builder.build());
    EXPECT_EQ(year.months, (MonthInterval{1, 13}));
    EXPECT_EQ(year.by_theme_month.size(), 12U);
    EXPECT_EQ(year.by_theme_month.front().sums.people, 5);
}

TEST(Coverage, SaysWhichTableIsMissing) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_activity({.id = "j", .actor = "a", .theme = "t"});
    EXPECT_THROW(static_cast<void>(coverage(builder.build())), MissingTable);
}

TEST(Coverage, RefusesOptionsOutOfRange) {
    const ActorNetwork network = examples::duplicates_example().build();
    EXPECT_THROW(static_cast<void>(coverage(network, {.awareness_steps = -1})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(coverage(network, {.months = MonthInterval{3, 3}})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(coverage(network, {.months = MonthInterval{0, 121}})), InvalidArgument);
}

TEST(Coverage, StopsWhenAsked) {
    struct Stop : RunControl {
        void progress(double /*fraction*/, std::string_view /*stage*/) override {}
        bool cancelled() override { return true; }
    } stop;
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).add_activity({.id = "j", .actor = "a", .theme = "t"});
    for (int k = 0; k < 10'000; ++k) { // more steps than lie between two polls
        builder.add_need(
            {.id = std::to_string(k), .theme = "t", .target_group = std::to_string(k), .people = 1});
    }
    EXPECT_THROW(static_cast<void>(coverage(builder.build(), {}, &stop)), Cancelled);
}

} // namespace
} // namespace samspill
