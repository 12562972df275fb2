#include <samspill/pilot/capture_recapture.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<std::int64_t>;
using Pairs = std::vector<ListPair>;

/// Fictional people on three lists, by history: 1, 2, 12, 3, 13, 23, 123.
const Counts three{60, 45, 22, 50, 18, 25, 14};

ListModel find(const ListModelsResult& result, const Pairs& dependent) {
    return *std::find_if(result.models.begin(), result.models.end(),
                         [&](const ListModel& model) { return model.dependent == dependent; });
}

TEST(TwoListCapture, GivesTheWorkedNumbers) {
    const TwoListResult result = two_list_capture({.first = 120, .second = 90, .both = 40});
    EXPECT_NEAR(result.lincoln_petersen.total.value(), 270.0, 1e-12);
    EXPECT_NEAR(result.chapman.total.value(), 267.561, 5e-4);
    EXPECT_NEAR(result.chapman.se.value(), 24.977, 5e-4);
    EXPECT_EQ(result.cells.seen, 170);
    EXPECT_NEAR(result.chapman.unseen.value(), 97.6, 5e-2);
    EXPECT_FALSE(result.caveat.empty());
}

TEST(TwoListCapture, LimitsAreOfANormalLogarithm) {
    const CaptureEstimate chapman = two_list_capture({.first = 120, .second = 90, .both = 40}).chapman;
    const double unseen = chapman.unseen.value();
    const double spread = std::sqrt(std::log(1.0 + std::pow(chapman.se.value() / unseen, 2)));
    EXPECT_NEAR(std::log(chapman.high.value() / unseen), 1.959963984540054 * spread, 1e-10);
    EXPECT_NEAR(std::log(unseen / chapman.low.value()), 1.959963984540054 * spread, 1e-10);
    EXPECT_GT(chapman.low.value(), 0.0);
}

TEST(TwoListCapture, FlagsListsWithoutOverlap) {
    const TwoListResult result = two_list_capture({.first = 20, .second = 10, .both = 0});
    EXPECT_TRUE(result.is_without_overlap);
    EXPECT_EQ(result.lincoln_petersen.status, Status::not_applicable);
    EXPECT_EQ(result.lincoln_petersen.reason, "no one is on both lists");
    EXPECT_FALSE(result.lincoln_petersen.total);
    EXPECT_NEAR(result.chapman.total.value(), 21.0 * 11.0 - 1.0, 1e-12);
    EXPECT_EQ(result.chapman.reason, "no one is on both lists: finite, but far too uncertain to use");
}

TEST(TwoListCapture, AnEmptyListSaysNothing) {
    for (const TwoLists& lists : {TwoLists{0, 10, 0}, TwoLists{10, 0, 0}, TwoLists{0, 0, 0}}) {
        const TwoListResult result = two_list_capture(lists);
        EXPECT_EQ(result.chapman.reason, "a list is empty");
        EXPECT_EQ(result.lincoln_petersen.reason, "a list is empty");
        EXPECT_FALSE(result.chapman.total);
    }
}

TEST(TwoListCapture, AListWithinTheOtherLeavesNoneUnseen) {
    const TwoListResult result = two_list_capture({.first = 30, .second = 10, .both = 10});
    EXPECT_EQ(result.chapman.total, 30.0);
    EXPECT_EQ(result.chapman.se, 0.0);
    EXPECT_FALSE(result.chapman.low);
    EXPECT_EQ(result.chapman.reason, "one list holds the other: no one is unseen if they are independent");
}

TEST(TwoListCapture, SuppressesSmallCells) {
    const TwoListResult result = two_list_capture({.first = 12, .second = 13, .both = 9}); // 3, 4, 9
    EXPECT_FALSE(result.cells.cells[0].people);
    EXPECT_FALSE(result.cells.cells[1].people);
    EXPECT_EQ(result.cells.cells[2].people, 9);
    EXPECT_EQ(result.cells.suppressed, 2U);
    EXPECT_FALSE(result.cells.seen); // with the sizes of the lists it would tell them
    const TwoListResult told = two_list_capture({.first = 12, .second = 13, .both = 9}, {.smallest_cell = 1});
    EXPECT_EQ(told.cells.cells[0].people, 3);
    EXPECT_EQ(told.cells.seen, 16);
    EXPECT_EQ(two_list_capture({.first = 20, .second = 10, .both = 0}).cells.cells[2].people, 0);
}

TEST(ListModels, AgreeWithAnotherProgram) {
    // scipy 1.17: the likelihood minimised by BFGS, standard errors from the inverse information
    const ListModelsResult result = list_models(three);
    ASSERT_EQ(result.models.size(), 8U);
    const auto expect = [&](const Pairs& dependent, double aic, double unseen, double se) {
        const ListModel model = find(result, dependent);
        EXPECT_NEAR(model.aic.value(), aic, 1e-6);
        EXPECT_NEAR(model.estimate.unseen.value(), unseen, 1e-4);
        EXPECT_NEAR(model.estimate.se.value(), se, 1e-4);
        EXPECT_NEAR(model.estimate.total.value(), 234.0 + unseen, 1e-4);
    };
    expect({}, 48.740513, 108.455506, 21.285687);
    expect({{0, 1}}, 50.696073, 111.403509, 25.982168);
    expect({{0, 2}}, 49.584771, 94.426229, 22.547600);
    expect({{1, 2}}, 47.764588, 133.333333, 30.116372);
    expect({{0, 1}, {1, 2}}, 48.665394, 166.666667, 52.234041);
    expect({{0, 1}, {0, 2}, {1, 2}}, 50.562734, 190.909091, 100.398156);
}

TEST(ListModels, OfAllPairsHaveAClosedForm) {
    // no three-way interaction: unseen = n1 n2 n3 n123 / (n12 n13 n23)
    const ListModel model = find(list_models(three), {{0, 1}, {0, 2}, {1, 2}});
    EXPECT_NEAR(model.estimate.unseen.value(), 60.0 * 45 * 50 * 14 / (22.0 * 18 * 25), 1e-8);
    EXPECT_NEAR(model.deviance.value(), 0.0, 1e-9);
    double reciprocals = 0.0;
    for (const std::int64_t people : three) {
        reciprocals += 1.0 / static_cast<double>(people);
    }
    const double unseen = model.estimate.unseen.value();
    EXPECT_NEAR(model.estimate.se.value(), std::sqrt(unseen + unseen * unseen * reciprocals), 1e-6);
}

TEST(ListModels, AreToldByTheirAic) {
    const ListModelsResult result = list_models(three);
    EXPECT_EQ(result.chosen, 0U);
    EXPECT_EQ(result.models.front().dependent, (Pairs{{1, 2}}));
    EXPECT_TRUE(std::is_sorted(result.models.begin(), result.models.end(),
                               [](const ListModel& a, const ListModel& b) { return *a.aic < *b.aic; }));
    EXPECT_EQ(result.models.front().parameters, 5U);
    EXPECT_FALSE(result.caveat.empty());
}

TEST(ListModels, OfExactlyIndependentListsFindTheUnseen) {
    // chances 1/2, 1/2, 1/2 and 800 people: 100 with each history, 100 unseen
    const ListModelsResult result = list_models(Counts(7, 100));
    EXPECT_EQ(result.models.front().dependent, Pairs{});
    for (const ListModel& model : result.models) {
        EXPECT_NEAR(model.estimate.unseen.value(), 100.0, 1e-8);
    }
}

TEST(ListModels, DoNotDependOnTheOrderOfLists) {
    // lists 1 and 3 exchanged: histories 1 <-> 3, 12 <-> 23
    const ListModelsResult first = list_models(three);
    const ListModelsResult turned = list_models(Counts{50, 45, 25, 60, 18, 22, 14});
    EXPECT_NEAR(turned.models.front().estimate.unseen.value(), first.models.front().estimate.unseen.value(),
                1e-9);
    EXPECT_EQ(turned.models.front().dependent, (Pairs{{0, 1}}));
}

TEST(ListModels, RefuseWhatHasNoFiniteEstimate) {
    // no one is on lists 1 and 2: a model with that pair has no end
    const ListModelsResult result = list_models(Counts{30, 20, 0, 25, 10, 12, 0});
    const ListModel model = find(result, {{0, 1}});
    EXPECT_EQ(model.estimate.status, Status::not_applicable);
    EXPECT_EQ(model.estimate.reason, "no finite estimate: cells without people");
    EXPECT_FALSE(model.aic);
    EXPECT_FALSE(result.models.back().aic);
    EXPECT_TRUE(find(result, {}).aic);
    EXPECT_EQ(result.chosen, 0U);
}

TEST(ListModels, TakeFourAndFiveLists) {
    const ListModelsResult four = list_models(Counts(15, 50));
    EXPECT_EQ(four.models.size(), 64U);
    EXPECT_NEAR(four.models.front().estimate.unseen.value(), 50.0, 1e-8);
    const ListModelsResult five = list_models(Counts(31, 50));
    EXPECT_EQ(five.models.size(), 1024U);
    EXPECT_EQ(five.models.front().dependent, Pairs{});
    EXPECT_NEAR(five.models.front().estimate.unseen.value(), 50.0, 1e-8);
}

TEST(ListModels, AreNullWithoutPeople) {
    const ListModelsResult result = list_models(Counts(7, 0));
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "empty");
    EXPECT_FALSE(result.chosen);
    EXPECT_EQ(list_models(Counts{9, 0, 0, 0, 0, 0, 0}).reason, "no model has a finite estimate");
}

TEST(Outreach, NamesItsDenominators) {
    const OutreachResult result =
        outreach({.eligible = 200, .informed = 150, .used = 80, .new_participants = 20});
    EXPECT_EQ(result.reach.value, 0.75);
    EXPECT_EQ(result.uptake.value, 0.4);
    EXPECT_EQ(result.additionality.value, 0.25);
    EXPECT_EQ(result.uptake.denominator, 200.0);
    EXPECT_EQ(result.additionality.denominator, 80.0);
    EXPECT_EQ(result.additionality.definition.denominator, "people who used it");
}

TEST(Outreach, IsNullWhereThereIsNoShare) {
    const OutreachResult result =
        outreach({.eligible = 30, .informed = {}, .used = 0, .new_participants = 0});
    EXPECT_EQ(result.reach.status, Status::unknown);
    EXPECT_EQ(result.reach.reason, "no count");
    EXPECT_EQ(result.uptake.value, 0.0); // none is a value
    EXPECT_EQ(result.additionality.status, Status::not_applicable);
    EXPECT_EQ(result.additionality.reason, "empty");
}

TEST(Outreach, SuppressesFewPeople) {
    const OutreachResult result =
        outreach({.eligible = 30, .informed = 27, .used = 4, .new_participants = 2});
    EXPECT_EQ(result.reach.status, Status::suppressed); // three were not informed
    EXPECT_EQ(result.uptake.status, Status::suppressed);
    EXPECT_EQ(result.additionality.status, Status::suppressed);
    EXPECT_FALSE(result.uptake.value);
    EXPECT_TRUE(outreach({.eligible = 30, .informed = 25, .used = 5, .new_participants = 5}).reach.value);
}

TEST(CaptureRecapture, RefusesBrokenCalls) {
    EXPECT_THROW((void)two_list_capture({.first = 1, .second = 2, .both = 2}), InvalidArgument);
    EXPECT_THROW((void)two_list_capture({.first = -1, .second = 2, .both = 0}), InvalidArgument);
    EXPECT_THROW((void)two_list_capture({.first = 1, .second = 2, .both = 1}, {.level = 0.0}),
                 InvalidArgument);
    EXPECT_THROW((void)two_list_capture({.first = 1, .second = 2, .both = 1}, {.smallest_cell = 0}),
                 InvalidArgument);
    EXPECT_THROW((void)list_models(Counts(3, 1)), InvalidArgument);
    EXPECT_THROW((void)list_models(Counts(8, 1)), InvalidArgument);
    EXPECT_THROW((void)list_models({}), InvalidArgument);
    EXPECT_THROW((void)list_models(Counts(7, std::numeric_limits<std::int64_t>::max())), InvalidArgument);
    EXPECT_THROW((void)outreach({.eligible = 5, .informed = 6, .used = 1, .new_participants = 1}),
                 InvalidArgument);
    EXPECT_THROW((void)outreach({.eligible = -5, .informed = 6, .used = 1, .new_participants = 1}),
                 InvalidArgument);
}

} // namespace
} // namespace samspill
