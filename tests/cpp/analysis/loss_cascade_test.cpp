#include <samspill/analysis/coverage.hpp>
#include <samspill/core/error.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>
#include <vector>

namespace samspill {
namespace {

using enum CascadeStage;

std::vector<std::string> losses(const ActorNetwork& network, const CoverageResult& result, std::size_t need,
                                const CascadeReading& reading) {
    std::vector<std::string> texts;
    for (const ExactPeople& lost :
         result.cascade.losses(NeedId{need}, network.needs().people[need], reading)) {
        texts.push_back(lost.text());
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(LossCascade, OfTheWorkedExample) {
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageResult result = coverage(network);
    const CascadeReading& reading = result.cascade.least;
    // M4.3: n2 area 6; n1 capacity 50/9, known 0; n3 capacity 4/9, known 4.
    EXPECT_EQ(losses(network, result, 0, reading), (Texts{"0", "0", "0", "0", "5 5/9", "0"}));
    EXPECT_EQ(losses(network, result, 1, reading), (Texts{"0", "6", "0", "0", "0", "0"}));
    EXPECT_EQ(losses(network, result, 2, reading), (Texts{"0", "0", "0", "0", "4/9", "4"}));
    EXPECT_EQ(reading.lost, (PerStage<double>{0, 6, 0, 0, 6, 4})); // together 16
    EXPECT_DOUBLE_EQ(reading.gap, 16.0);
    EXPECT_EQ(result.cascade.order, default_stage_order);
}

TEST(LossCascade, SaysWhatNobodyRecorded) {
    const CoverageResult result = coverage(examples::allocation_example().build());
    const PerStage<Status> expected{Status::ok, Status::ok, Status::unknown, // nobody states months
                                    Status::ok, Status::ok, Status::ok};
    EXPECT_EQ(result.cascade.status, expected);
    const CoverageResult without_ties = coverage(examples::duplicates_example().build());
    EXPECT_EQ(without_ties.cascade.status.back(), Status::unknown);
    // M2.10: Z2 needs 10, nobody serves it; Z1 is served.
    EXPECT_EQ(without_ties.cascade.least.lost, (PerStage<double>{0, 10, 0, 0, 0, 0}));
}

TEST(LossCascade, InAnotherOrder) {
    // With knowing before capacity, n3 can find a1 only: 8 people could be reached if seats did not count, so
    // nothing is lost to not knowing and all of 40/9 to capacity.
    const ActorNetwork network = examples::allocation_example().build();
    const CoverageOptions options{
        .stage_order = {exists, in_area, in_period, eligible, known, free_capacity}};
    const CoverageResult result = coverage(network, options);
    EXPECT_EQ(losses(network, result, 2, result.cascade.least), (Texts{"0", "0", "0", "0", "0", "4 4/9"}));
    EXPECT_EQ(losses(network, result, 1, result.cascade.least), (Texts{"0", "6", "0", "0", "0", "0"}));
    // With capacity right after existence every language counts for n2: of the 22 seats 12 are free (ten of
    // a2, and of a3's four the two that n1 and n3, who keep 8 in a1, do not need - they need none): n2 could
    // get 6, and loses all of them to the area.
    const CoverageOptions seats_first{
        .stage_order = {exists, free_capacity, in_area, in_period, eligible, known}};
    const CoverageResult other = coverage(network, seats_first);
    EXPECT_EQ(losses(network, other, 1, other.cascade.least), (Texts{"0", "0", "6", "0", "0", "0"}));
    // n1 could use a2 and a3 if only seats counted: everybody; language keeps all 50/9 from them.
    EXPECT_EQ(losses(network, other, 0, other.cascade.least), (Texts{"0", "0", "0", "0", "5 5/9", "0"}));
}

TEST(LossCascade, RefusesAnOrderThatIsNone) {
    const ActorNetwork network = examples::allocation_example().build();
    CoverageOptions options;
    options.stage_order = {exists, exists, in_period, eligible, known, free_capacity};
    EXPECT_THROW((void)coverage(network, options), InvalidArgument);
    options.stage_order = {in_area, exists, in_period, eligible, free_capacity, known};
    EXPECT_THROW((void)coverage(network, options), InvalidArgument);
}

TEST(LossCascade, ReadsWhatIsOpenBothWays) {
    NetworkBuilder builder;
    builder.add_actor({.id = "club", .sector = Sector::civil_society}).add_actor({.id = "desk"});
    builder.add_activity({.id = "walk", .actor = "club", .theme = "walks"}); // seats not stated
    builder.add_need({.id = "asked", .theme = "walks", .people = 3, .entry_point = "desk"});
    builder.add_need({.id = "unasked", .theme = "walks", .people = 2});
    builder.add_need({.id = "uncounted", .theme = "walks", .entry_point = "desk"});
    builder.add_tie({.source = "desk", .target = "walk", .relation = Relation::referral});
    const ActorNetwork network = builder.build();
    const CoverageResult result = coverage(network);
    EXPECT_EQ(result.cascade.least.lost, (PerStage<double>{0, 0, 0, 0, 5, 0})); // no seats at all
    EXPECT_EQ(result.cascade.most.lost, (PerStage<double>{}));
    EXPECT_EQ(losses(network, result, 2, result.cascade.least), Texts(6, "0")); // nobody counted them
}

TEST(LossCascade, NamesTanahashisStages) {
    EXPECT_EQ(tanahashi_name(exists), "availability");
    EXPECT_EQ(tanahashi_name(in_area), "accessibility");
    EXPECT_EQ(tanahashi_name(in_period), "accessibility");
    EXPECT_EQ(tanahashi_name(eligible), "acceptability");
    EXPECT_EQ(tanahashi_name(free_capacity), "availability");
    EXPECT_EQ(tanahashi_name(known), "contact");
}

} // namespace
} // namespace samspill
