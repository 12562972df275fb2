#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/work_sharing.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"
#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

WorkSharingResult sharing_of(NetworkBuilder builder, const WorkSharingOptions& options = {},
                             const CoverageOptions& asked = {}) {
    const CoverageModel model = coverage_model(builder.build(), asked);
    return work_sharing(model, duplication(model.network()), options);
}

/// A school and a church in Z1, for 20 people there and 10 in Z2; each test changes one thing.
struct TwoCafes {
    Activity school{.id = "cafe-1",
                    .actor = "school",
                    .theme = "cafe",
                    .areas = {"Z1"},
                    .languages = {"da"},
                    .period = {0, 3},
                    .schedule = "FREQ=WEEKLY;BYDAY=TU",
                    .capacity = 12,
                    .minutes = 90};
    Activity church{.id = "cafe-2",
                    .actor = "church",
                    .theme = "cafe",
                    .areas = {"Z1"},
                    .languages = {"da"},
                    .period = {0, 3},
                    .schedule = "FREQ=WEEKLY;BYDAY=TH",
                    .capacity = 15,
                    .minutes = 60};
    Need here{
        .id = "need-1", .theme = "cafe", .area = "Z1", .language = "da", .period = {0, 3}, .people = 20};
    Need gap{.id = "need-2", .theme = "cafe", .area = "Z2", .language = "da", .period = {0, 3}, .people = 10};

    [[nodiscard]] NetworkBuilder builder() const {
        NetworkBuilder builder;
        builder.add_area({.id = "Z1"}).add_area({.id = "Z2"});
        builder.add_actor({.id = "school"});
        builder.add_actor({.id = "church", .sector = Sector::civil_society});
        builder.add_activity(school).add_activity(church).add_need(here).add_need(gap);
        return builder;
    }
    [[nodiscard]] WorkSharingResult result(const WorkSharingOptions& options = {}) const {
        return sharing_of(builder(), options);
    }
    /// Proposals of one kind, in their order.
    [[nodiscard]] std::vector<SharingProposal> of(SharingKind kind,
                                                  const WorkSharingOptions& options = {}) const {
        std::vector<SharingProposal> found;
        for (const SharingProposal& proposal : result(options).proposals) {
            if (proposal.kind == kind) {
                found.push_back(proposal);
            }
        }
        return found;
    }
};

TEST(WorkSharing, TheSurplusOfTheWorkedExampleServesTheOtherArea) {
    // M2.10: 27 seats for 20 people in Z1, none for 10 in Z2. Either offer can spare 7 seats.
    const WorkSharingResult result = sharing_of(examples::duplicates_example());
    EXPECT_EQ(result.people_counted, 30);
    EXPECT_EQ(result.covered, 20);
    ASSERT_EQ(result.proposals.size(), 3U);
    for (const std::uint32_t cafe : {0U, 1U}) {
        const SharingProposal& move = result.proposals[cafe];
        EXPECT_EQ(move.kind, SharingKind::move);
        EXPECT_EQ(move.activity, ActivityId{cafe});
        EXPECT_EQ(move.gap, NeedId{1U});
        EXPECT_EQ(move.changed.area, AreaId{1U});
        EXPECT_EQ(move.changed.size(), 1);
        EXPECT_EQ(move.value.people, 7);
        EXPECT_EQ(move.value.seats, 7);
        EXPECT_FALSE(move.value.whole);
        ASSERT_EQ(move.value.costs.size(), 1U);
        EXPECT_EQ(move.value.costs[0].seats_given_up, 7);
        EXPECT_EQ(move.value.costs[0].seats_taken_on, 7);
        EXPECT_FALSE(move.value.costs[0].meetings); // no schedule is stated
        EXPECT_FALSE(move.value.costs[0].minutes);
    }
    const SharingProposal& join = result.proposals[2]; // 15 seats stay, 5 more keep 20 people covered
    EXPECT_EQ(join.kind, SharingKind::join_forces);
    EXPECT_EQ(join.activity, ActivityId{0U});
    EXPECT_EQ(join.other, ActivityId{1U});
    EXPECT_EQ(join.value.people, 0);
    EXPECT_EQ(join.value.seats, 20);
    EXPECT_EQ(join.value.seats_freed, 7);
    EXPECT_EQ(join.value.costs[0].seats_given_up, 12);
    EXPECT_EQ(join.value.costs[1].seats_taken_on, 5);
    ASSERT_EQ(result.chosen.size(), 1U); // then no seat is spare, and the first cafe is used
    EXPECT_EQ(result.chosen[0].proposal, 0U);
    EXPECT_EQ(result.chosen_people, 7);
    EXPECT_EQ(result.imbalance, 1.0); // the school alone gives up seats
    EXPECT_TRUE(result.all_considered);
    EXPECT_EQ(result.considered, 3U);
    EXPECT_EQ(result.provenance.analysis, "work_sharing");
}

TEST(WorkSharing, WhatBothSidesGiveUpIsEvenedOut) {
    NetworkBuilder builder = examples::duplicates_example(); // and the same again with another theme
    builder.add_activity(
        {.id = "sport-1", .actor = "school", .theme = "sport", .areas = {"Z1"}, .capacity = 12});
    builder.add_activity(
        {.id = "sport-2", .actor = "church", .theme = "sport", .areas = {"Z1"}, .capacity = 15});
    builder.add_need({.id = "need-3", .theme = "sport", .area = "Z1", .people = 20});
    builder.add_need({.id = "need-4", .theme = "sport", .area = "Z2", .people = 10});
    const WorkSharingResult result = sharing_of(std::move(builder));
    ASSERT_EQ(result.chosen.size(), 2U);
    EXPECT_EQ(result.proposals[result.chosen[0].proposal].activity, ActivityId{0U}); // the school's cafe
    EXPECT_EQ(result.proposals[result.chosen[1].proposal].activity, ActivityId{3U}); // the church's sport
    EXPECT_EQ(result.chosen_people, 14);
    EXPECT_EQ(result.imbalance, 0.0);
    ASSERT_EQ(result.sectors.size(), 5U);
    EXPECT_EQ(result.sectors[static_cast<std::size_t>(Sector::municipal)].seats_given_up, 7);
    EXPECT_EQ(result.sectors[static_cast<std::size_t>(Sector::civil_society)].seats_given_up, 7);
    EXPECT_EQ(result.sectors[static_cast<std::size_t>(Sector::civil_society)].meetings_unknown, 1);
    EXPECT_EQ(result.sectors[static_cast<std::size_t>(Sector::state)].seats_given_up, 0);
}

TEST(WorkSharing, MovedSeatsMeetAsOftenElsewhere) {
    const auto moves = TwoCafes{}.of(SharingKind::move);
    ASSERT_EQ(moves.size(), 2U);
    const SharingCost& cost = moves[0].value.costs[0]; // once a week, 52 / 12 weeks a month
    EXPECT_DOUBLE_EQ(cost.meetings.value(), 52.0 / 12.0);
    EXPECT_DOUBLE_EQ(cost.minutes.value(), 390.0);
}

TEST(WorkSharing, AnActivityThatNobodyMissesMovesAsAWhole) {
    TwoCafes cafes;
    cafes.school.capacity = 5;
    cafes.church.capacity = 30;
    const WorkSharingResult result = cafes.result();
    ASSERT_GE(result.proposals.size(), 2U);
    EXPECT_EQ(result.proposals[0].activity, ActivityId{1U}); // of 15 spare seats 10 are of use in Z2
    EXPECT_EQ(result.proposals[0].value.seats, 10);
    EXPECT_FALSE(result.proposals[0].value.whole);
    EXPECT_EQ(result.proposals[1].activity, ActivityId{0U});
    EXPECT_EQ(result.proposals[1].value.seats, 5);
    EXPECT_TRUE(result.proposals[1].value.whole);
    EXPECT_EQ(result.proposals[1].value.costs[0].meetings, 0.0);
    EXPECT_EQ(result.chosen_people, 10);
}

TEST(WorkSharing, HeldSeatsStay) {
    TwoCafes cafes;
    cafes.school.capacity = 5;
    cafes.school.in_use = 1;
    cafes.church.capacity = 30;
    const WorkSharingResult result = cafes.result();
    ASSERT_EQ(result.proposals.size(), 2U); // no joint offer, no alternate weeks
    EXPECT_EQ(result.proposals[1].activity, ActivityId{0U});
    EXPECT_EQ(result.proposals[1].value.seats, 4);
    EXPECT_FALSE(result.proposals[1].value.whole);
}

TEST(WorkSharing, AGapMayBeInOtherMonthsOrAnotherLanguage) {
    TwoCafes cafes;
    cafes.gap.area = "Z1";
    cafes.gap.language = "ar";
    ASSERT_EQ(cafes.of(SharingKind::move).size(), 2U);
    EXPECT_FALSE(cafes.of(SharingKind::move)[0].changed.language.is_none());
    cafes.gap.period = {5, 8};
    const auto moves = cafes.of(SharingKind::move);
    ASSERT_EQ(moves.size(), 2U);
    EXPECT_EQ(moves[0].changed.size(), 2);
    EXPECT_EQ(moves[0].changed.period, (MonthInterval{5, 8}));
    EXPECT_TRUE(moves[0].changed.area.is_none());
    EXPECT_TRUE(cafes.of(SharingKind::move, {.most_changes = 1}).empty());
    cafes.gap.area = "Z2"; // a third condition
    EXPECT_TRUE(cafes.of(SharingKind::move).empty());
}

TEST(WorkSharing, AgesAndTargetGroupAreNotChanged) {
    TwoCafes cafes;
    cafes.school.target_groups = {"families"};
    cafes.church.target_groups = {"families"};
    cafes.gap.target_group = "singles";
    EXPECT_TRUE(cafes.of(SharingKind::move).empty());
}

TEST(WorkSharing, MovedSeatsServeEveryNeedThatFits) {
    TwoCafes cafes;
    cafes.gap.people = 4;
    NetworkBuilder builder = cafes.builder();
    builder.add_need({.id = "need-3", .theme = "cafe", .area = "Z2", .language = "da", .people = 2});
    const WorkSharingResult result = sharing_of(std::move(builder));
    EXPECT_EQ(result.proposals[0].gap, NeedId{1U}); // the larger one
    EXPECT_EQ(result.proposals[0].value.people, 6);
}

TEST(WorkSharing, AlternateWeeksHaveTheSeatsOfTheSmallerOffer) {
    TwoCafes cafes;
    cafes.here.people = 11;
    const auto weeks = cafes.of(SharingKind::alternate_weeks);
    ASSERT_EQ(weeks.size(), 1U);
    const SharingValue& value = weeks[0].value;
    EXPECT_EQ(value.people, 0);
    EXPECT_EQ(value.seats, 12);
    EXPECT_EQ(value.seats_freed, 13); // half of 12 and half of 15, without halves of seats
    EXPECT_EQ(value.costs[0].seats_given_up, 6);
    EXPECT_EQ(value.costs[1].seats_given_up, 7);
    EXPECT_DOUBLE_EQ(value.costs[0].meetings.value(), -26.0 / 12.0);
    EXPECT_DOUBLE_EQ(value.costs[1].minutes.value(), -130.0);
    cafes.here.people = 13; // 12 seats do not suffice
    EXPECT_TRUE(cafes.of(SharingKind::alternate_weeks).empty());
}

TEST(WorkSharing, AlternateWeeksNeedTwoWeeklySchedules) {
    for (const char* schedule : {"", "on Tuesdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
                                 "FREQ=MONTHLY;BYDAY=1TU", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1"}) {
        TwoCafes cafes;
        cafes.here.people = 11;
        cafes.school.schedule = schedule;
        EXPECT_TRUE(cafes.of(SharingKind::alternate_weeks).empty()) << schedule;
    }
}

TEST(WorkSharing, AlternateWeeksServeWhomBothCanServe) {
    TwoCafes cafes;
    cafes.here.people = 6;
    cafes.church.languages = {"ar", "da"};
    cafes.gap = {.id = "need-2", .theme = "cafe", .area = "Z1", .language = "ar", .people = 3};
    EXPECT_TRUE(cafes.of(SharingKind::alternate_weeks).empty()); // three would stand before a closed door
    cafes.gap.language = "da";
    EXPECT_EQ(cafes.of(SharingKind::alternate_weeks).size(), 1U);
}

TEST(WorkSharing, OfEqualOffersTheSideThatGaveUpLessGives) {
    TwoCafes cafes;
    cafes.school.capacity = 15;
    cafes.here.people = 15;
    cafes.gap.people = 0;
    const WorkSharingOptions joins{.kinds = {.alternate_weeks = false}};
    EXPECT_EQ(cafes.result(joins).proposals.size(), 2U); // either may stay
    EXPECT_EQ(cafes.result(joins).chosen.size(), 1U);
    EXPECT_EQ(cafes.result().chosen.size(), 1U); // both give up half of their seats
    const WorkSharingResult result = cafes.result();
    EXPECT_EQ(result.proposals[result.chosen[0].proposal].kind, SharingKind::alternate_weeks);
    EXPECT_EQ(result.imbalance, 0.0);
}

TEST(WorkSharing, JoiningMustNotLoseAnybody) {
    TwoCafes cafes;
    cafes.here.people = 6;
    cafes.school.languages = {"da", "ar"};
    cafes.gap = {.id = "need-2", .theme = "cafe", .area = "Z1", .language = "ar", .people = 3};
    EXPECT_TRUE(cafes.of(SharingKind::join_forces).empty()); // the larger one does not speak Arabic
}

TEST(WorkSharing, StatutoryTasksAreLeftAlone) {
    TwoCafes cafes;
    cafes.school.kind = cafes.church.kind = ActivityKind::statutory_task;
    EXPECT_TRUE(cafes.result().proposals.empty());
    TwoCafes mandated;
    mandated.school.mandate = "the law"; // so it is no duplicate of the church's offer
    EXPECT_TRUE(mandated.result().proposals.empty());
    mandated.church.mandate = "another law"; // duplicates, and neither may move
    EXPECT_TRUE(mandated.result().proposals.empty());
}

TEST(WorkSharing, UnknownSeatsAreNotMoved) {
    TwoCafes cafes;
    cafes.church.capacity = 40;
    cafes.school.capacity = Count::unknown();
    const WorkSharingResult result = cafes.result();
    ASSERT_EQ(result.proposals.size(), 1U);
    EXPECT_EQ(result.proposals[0].activity, ActivityId{1U});
    EXPECT_EQ(result.proposals[0].value.people, 10);
}

TEST(WorkSharing, UnknownSeatsMayCloseAGap) {
    TwoCafes cafes;
    NetworkBuilder builder = cafes.builder();
    builder.add_activity({.id = "open-1", .actor = "school", .theme = "cafe", .areas = {"Z2"}});
    const WorkSharingOptions unbounded{.kinds = {.join_forces = false, .alternate_weeks = false},
                                       .unknown_seats = UnknownSeats::unbounded};
    EXPECT_TRUE(sharing_of(std::move(builder), unbounded).proposals.empty());
}

TEST(WorkSharing, ReservesAreLeftAloneUnlessAskedFor) {
    TwoCafes cafes;
    cafes.here.people = 26; // one seat beyond the need
    EXPECT_TRUE(cafes.result().proposals.empty());
    EXPECT_FALSE(cafes.result({.include_backup = true}).proposals.empty());
    cafes.here.people = 27;
    EXPECT_TRUE(cafes.result({.include_backup = true}).proposals.empty());
}

TEST(WorkSharing, LimitsAreReported) {
    TwoCafes cafes;
    const WorkSharingResult first = cafes.result({.most_proposals = 1});
    EXPECT_EQ(first.proposals.size(), 1U);
    EXPECT_FALSE(first.all_considered);
    EXPECT_EQ(first.proposals[0].value.people, 7);
    EXPECT_FALSE(cafes.result({.most_candidates = 1}).all_considered); // two cafes, one gap
    NetworkBuilder builder = cafes.builder();
    builder.add_need({.id = "need-3", .theme = "cafe", .area = "Z2", .language = "ar", .people = 2});
    EXPECT_FALSE(sharing_of(std::move(builder), {.most_gaps = 1}).all_considered);
}

TEST(WorkSharing, NothingIsProposedForNothing) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"}).declare_table(TableName::needs).declare_table(TableName::activities);
    const WorkSharingResult result = sharing_of(std::move(builder));
    EXPECT_TRUE(result.proposals.empty());
    EXPECT_TRUE(result.chosen.empty());
    EXPECT_FALSE(result.imbalance);
    EXPECT_TRUE(result.all_considered);
}

TEST(WorkSharing, OptionsAreChecked) {
    const CoverageModel model = coverage_model(TwoCafes{}.builder().build());
    const DuplicationResult found = duplication(model.network());
    for (const WorkSharingOptions& options :
         {WorkSharingOptions{.most_changes = 0}, WorkSharingOptions{.most_changes = 3},
          WorkSharingOptions{.most_gaps = 0}, WorkSharingOptions{.most_candidates = 0},
          WorkSharingOptions{.most_proposals = 0}}) {
        EXPECT_THROW(static_cast<void>(work_sharing(model, found, options)), InvalidArgument);
    }
    const DuplicationResult other = duplication(examples::duplicates_example().build());
    EXPECT_THROW(static_cast<void>(work_sharing(model, other)), InvalidArgument);
    test::StopControl stop;
    EXPECT_THROW(static_cast<void>(work_sharing(model, found, {}, &stop)), Cancelled);
    NetworkBuilder without_needs;
    without_needs.add_actor({.id = "a"}).declare_table(TableName::activities);
    const CoverageModel bare{without_needs.build(), {}, 0};
    EXPECT_THROW(static_cast<void>(work_sharing(bare, duplication(bare.network()))), MissingTable);
}

} // namespace
} // namespace samspill
