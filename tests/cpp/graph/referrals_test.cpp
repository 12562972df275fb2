#include <samspill/graph/coverage_model.hpp>
#include <samspill/graph/referrals.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace samspill {
namespace {

/// Four offers that differ in who can find them only: two by desk, one by office, one by nobody.
NetworkBuilder four_offers() {
    NetworkBuilder builder;
    for (const char* actor : {"club", "desk", "office"}) {
        builder.add_actor({.id = actor});
    }
    for (const char* offer : {"by-desk-1", "by-desk-2", "by-office", "hidden"}) {
        builder.add_activity({.id = offer, .actor = "club", .theme = "t", .capacity = 2});
    }
    builder.add_need({.id = "n1", .theme = "t", .people = 3, .entry_point = "desk"});
    builder.add_need({.id = "n2", .theme = "t", .people = 4, .entry_point = "office"});
    builder.add_need({.id = "n3", .theme = "t", .people = 5, .entry_point = "desk"});
    builder.add_need({.id = "n4", .theme = "t", .people = 6});
    return builder;
}

ActorNetwork with_ties() {
    return four_offers()
        .add_tie({.source = "desk", .target = "by-desk-1", .relation = Relation::awareness})
        .add_tie({.source = "desk", .target = "by-desk-2", .relation = Relation::referral})
        .add_tie({.source = "office", .target = "by-office", .relation = Relation::information})
        .build();
}

TEST(KnowledgeParts, KeepOffersOfDifferentFindersApart) {
    const std::vector<std::uint32_t> parts = knowledge_parts(with_ties(), 1);
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts[0], parts[1]); // by-desk-1 and -2
    EXPECT_NE(parts[0], parts[2]);
    EXPECT_NE(parts[0], parts[3]);
    EXPECT_NE(parts[2], parts[3]);
}

TEST(Referrals, SplitNeedClassesByEntryPoint) {
    const ActorNetwork network = with_ties();
    const CoverageModel model{network, {}, 1};
    EXPECT_EQ(model.eligibility().need_classes(), 1U);
    EXPECT_EQ(model.eligibility().offer_classes(), 3U);
    const Referrals& referrals = model.referrals();
    ASSERT_EQ(referrals.size(), 3U); // desk, office, nobody
    EXPECT_EQ(referrals.referral_of(NeedId{0U}), referrals.referral_of(NeedId{2U}));
    EXPECT_EQ(referrals.members(0).size(), 2U);
    EXPECT_TRUE(referrals.entry_point(2).is_none());
    const auto found = [&](std::uint32_t referral) {
        const auto known = referrals.known(referral);
        return std::vector<int>{known.begin(), known.end()};
    };
    EXPECT_EQ(found(0), (std::vector<int>{1, 0, 0}));
    EXPECT_EQ(found(1), (std::vector<int>{0, 1, 0}));
    EXPECT_EQ(found(2), (std::vector<int>{0, 0, 0}));
    EXPECT_TRUE(model.has_unasked());
    EXPECT_TRUE(model.finds(2, 2, UnaskedFind::everything));
    EXPECT_FALSE(model.finds(2, 2, UnaskedFind::nothing));
}

TEST(Referrals, WithoutKnowledgeEverybodyFindsEverything) {
    const CoverageModel model{four_offers().build(), {}, 2};
    EXPECT_FALSE(model.records_knowledge());
    EXPECT_FALSE(model.has_unasked());
    ASSERT_EQ(model.referrals().size(), 1U);
    EXPECT_EQ(model.eligibility().offer_classes(), 1U);
    EXPECT_EQ(model.seats(0, UnknownSeats::none), 8);
    EXPECT_EQ(model.people(0), 18);
    EXPECT_EQ(model.people_referred(0), 18);
}

TEST(CoverageModel, CountsFreeSeatsOnly) {
    NetworkBuilder builder;
    builder.add_actor({.id = "club"});
    builder.add_activity({.id = "full", .actor = "club", .theme = "t", .capacity = 5, .in_use = 7});
    builder.add_activity({.id = "half", .actor = "club", .theme = "t", .capacity = 5, .in_use = 2});
    builder.add_activity({.id = "open", .actor = "club", .theme = "t"});
    builder.add_need({.id = "n", .theme = "t", .people = 2});
    builder.add_need({.id = "u", .theme = "t"});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(network.activities().free_seats(ActivityId{0U}), Count{0});
    EXPECT_EQ(network.activities().free_seats(ActivityId{1U}), Count{3});
    EXPECT_FALSE(network.activities().free_seats(ActivityId{2U}).is_known());
    const CoverageModel model{network, {}, 2};
    ASSERT_EQ(model.eligibility().offer_classes(), 2U); // counted and not counted
    EXPECT_EQ(model.seats(0, UnknownSeats::none), 2);   // three, and no more than there are people
    EXPECT_EQ(model.seats(1, UnknownSeats::none), 0);
    EXPECT_EQ(model.seats(1, UnknownSeats::unbounded), 2);
    EXPECT_TRUE(model.has_unknown_seats());
    ASSERT_EQ(model.eligibility().need_classes(), 2U);
    EXPECT_TRUE(model.is_counted(0));
    EXPECT_FALSE(model.is_counted(1));
    EXPECT_EQ(model.nominal_problem(UnknownSeats::none).graph.targets_of(1).size(), 0U);
}

TEST(CoverageModel, CanKeepEveryActivityApart) {
    const CoverageModel model{four_offers().build(), {}, 2, nullptr, OfferClasses::single};
    EXPECT_EQ(model.eligibility().offer_classes(), 4U);
}

TEST(CoverageModel, GivesTheWorkedExample) {
    const CoverageModel model{examples::allocation_example().build(), {}, 2};
    const Allocation nominal = allocate_fairly(model.nominal_problem(UnknownSeats::none));
    const Allocation known = allocate_fairly(model.known_problem({}));
    EXPECT_EQ(nominal.served, 12); // M4.2
    EXPECT_EQ(known.served, 8);    // M4.1
    // n1 and n3 share the eight seats of a1: one bottleneck of 18 people.
    ASSERT_EQ(known.bottlenecks.size(), 1U);
    EXPECT_EQ(known.bottlenecks[0].people, 18);
    EXPECT_EQ(known.bottlenecks[0].seats, 8);
    EXPECT_EQ(known.bottlenecks[0].needs.size(), 2U);
    EXPECT_EQ(known.bottlenecks[0].activities.size(), 1U);
}

} // namespace
} // namespace samspill
