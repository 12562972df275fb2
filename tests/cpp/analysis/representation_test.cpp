#include <samspill/analysis/representation.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace samspill {
namespace {

/// A forum "f" with seats of single actors; `pool` more actors of each sector sit nowhere.
struct Seating {
    int municipal = 0;
    int civil_society = 0;
    int target_group = 0;

    [[nodiscard]] NetworkBuilder builder(Forum forum = {.id = "f"}) const {
        NetworkBuilder network;
        network.add_forum(std::move(forum));
        network.declare_table(TableName::seats);
        seat(network, Sector::municipal, municipal);
        seat(network, Sector::civil_society, civil_society);
        seat(network, Sector::target_group, target_group);
        return network;
    }

private:
    static void seat(NetworkBuilder& network, Sector sector, int seats) {
        for (int k = 0; k < seats; ++k) {
            const std::string id = std::string{to_string(sector)} + std::to_string(k);
            network.add_actor({.id = id, .sector = sector}).add_seat({.forum = "f", .actor = id});
        }
    }
};

const std::vector<ExpectedSector> three_sectors{{Sector::municipal, std::nullopt},
                                                {Sector::civil_society, std::nullopt},
                                                {Sector::target_group, std::nullopt}};

TEST(Representation, FiveToThree) {
    const RepresentationResult result = representation(Seating{5, 3, 0}.builder().build());
    const ForumBalance& forum = result.forums.at(0);
    EXPECT_DOUBLE_EQ(forum.parity.value.value(), 0.75); // M1.1
    EXPECT_DOUBLE_EQ(forum.min_max_ratio.value.value(), 0.6);
    EXPECT_DOUBLE_EQ(forum.blau.value.value(), 0.46875); // M1.3
    EXPECT_DOUBLE_EQ(forum.iqv.value.value(), 0.9375);
    EXPECT_NEAR(forum.blau_unbiased.value.value(), 0.535714, 1e-6);
    EXPECT_NEAR(forum.shannon.value.value(), 0.661563, 1e-6);
    EXPECT_NEAR(forum.pielou.value.value(), 0.954434, 1e-6);
    EXPECT_NEAR(forum.against_expectation.p.value(), 0.7266, 1e-4); // M1.6: binomial 5 of 8
    EXPECT_NEAR(forum.against_expectation.smallest_p.value(), 0.0078, 1e-4);
    EXPECT_EQ(forum.against_expectation.outcomes, 9);
}

TEST(Representation, SixFiveOneAgainstAGivenBaseline) {
    RepresentationOptions options;
    options.baseline = Baseline::given;
    options.baseline_weights = {0.4, 0.4, 0.2, 0.0, 0.0};
    const RepresentationResult result =
        representation(Seating{6, 5, 1}.builder({.id = "f", .composition = three_sectors}).build(), options);
    const ForumBalance& forum = result.forums.at(0);
    EXPECT_DOUBLE_EQ(forum.parity.value.value(), 0.625);           // M1.1
    EXPECT_NEAR(forum.dissimilarity.value.value(), 0.11667, 1e-5); // M1.2
    EXPECT_NEAR(forum.gallagher.value.value(), 0.10929, 1e-5);
    EXPECT_NEAR(forum.kullback_leibler.value.value(), 0.05563, 1e-5);
    EXPECT_NEAR(forum.hill_1.value.value(), 2.505348, 1e-6); // M1.3
    EXPECT_NEAR(forum.hill_2.value.value(), 2.322581, 1e-6);
    EXPECT_NEAR(forum.against_baseline.p.value(), 0.697708, 1e-6); // M1.6
    EXPECT_NEAR(forum.against_baseline.probability.value(), 0.046506, 1e-6);
    ASSERT_EQ(result.sectors.size(), 3U);
    EXPECT_NEAR(result.sectors[0].ratio.value.value(), 1.25, 1e-12);
    EXPECT_NEAR(result.sectors[1].ratio.value.value(), 1.0417, 1e-4);
    EXPECT_NEAR(result.sectors[2].ratio.value.value(), 0.4167, 1e-4);
    EXPECT_NEAR(result.sectors[2].gap.value.value(), 1.0 / 12.0 - 0.2, 1e-12);
    EXPECT_NEAR(result.sectors[0].log_ratio.value.value(), std::log(1.25), 1e-12);
}

TEST(Representation, EightSeatsFromAPoolOfForty) {
    NetworkBuilder network; // M1.6: 8 from 40 with 10 C, P(0 of C) = 0.076106 is the one-sided tail
    network.add_forum({.id = "f"});
    for (int k = 0; k < 40; ++k) {
        const std::string id = std::to_string(k);
        network.add_actor({.id = id, .sector = k < 10 ? Sector::civil_society : Sector::municipal});
        if (k >= 32) {
            network.add_seat({.forum = "f", .actor = id});
        }
    }
    const ExactTest test = representation(network.build()).forums.at(0).against_pool;
    EXPECT_NEAR(test.probability.value(), 0.076106, 1e-6);
    EXPECT_EQ(test.outcomes, 9); // 0 to 8 seats of C
    EXPECT_GE(test.p.value(), test.probability.value());
}

TEST(Representation, OneSectorOnlyHasParityZero) {
    const ForumBalance forum = representation(Seating{4, 0, 0}.builder().build()).forums.at(0);
    EXPECT_DOUBLE_EQ(forum.parity.value.value(), 0.0); // methods 2.5: m is fixed by expectation
}

TEST(Representation, AnEmptyForumHasNoBalance) {
    NetworkBuilder network = Seating{1, 1, 0}.builder();
    network.add_forum({.id = "empty"});
    const RepresentationResult result = representation(network.build());
    EXPECT_EQ(result.forums.at(0).status(), Status::not_applicable); // "empty" sorts before "f"
    EXPECT_EQ(result.forums.at(0).reason(), "empty");
    EXPECT_FALSE(result.forums.at(0).parity.value.has_value());
}

TEST(Representation, OtherSectorsAreCountedApart) {
    const ForumBalance forum = representation(Seating{2, 2, 1}.builder().build()).forums.at(0);
    EXPECT_DOUBLE_EQ(forum.seats, 5.0);
    EXPECT_DOUBLE_EQ(forum.seats_expected, 4.0);
    EXPECT_DOUBLE_EQ(forum.seats_other, 1.0);
    EXPECT_DOUBLE_EQ(forum.parity.value.value(), 1.0);
}

TEST(Representation, CompositionWeightsAreTheExpectation) {
    const std::vector<ExpectedSector> two_to_one{{Sector::municipal, 2.0}, {Sector::civil_society, 1.0}};
    const RepresentationResult result =
        representation(Seating{2, 1, 0}.builder({.id = "f", .composition = two_to_one}).build());
    EXPECT_NEAR(result.sectors.at(0).expected_share.value(), 2.0 / 3.0, 1e-12);
    EXPECT_DOUBLE_EQ(result.forums.at(0).against_expectation.p.value(), 1.0); // the likeliest of all outcomes
}

TEST(Representation, APersonInTwoSeatsCountsOnceUnlessVotesDiffer) {
    NetworkBuilder network = Seating{1, 1, 0}.builder();
    network.add_person({.id = "p", .actor = "municipal0"});
    network.add_seat({.forum = "f", .actor = "municipal0", .person = "p", .role = SeatRole::chair});
    network.add_seat({.forum = "f", .actor = "municipal0", .person = "p"});
    EXPECT_DOUBLE_EQ(representation(network.build()).forums.at(0).seats, 3.0);

    network = Seating{1, 1, 0}.builder();
    network.add_person({.id = "p", .actor = "municipal0"});
    network.add_seat({.forum = "f", .actor = "municipal0", .person = "p", .votes = 1.0});
    network.add_seat({.forum = "f", .actor = "municipal0", .person = "p", .votes = 2.0});
    EXPECT_DOUBLE_EQ(representation(network.build()).forums.at(0).seats, 4.0);
}

TEST(Representation, AWindowWeighsSeatsByTime) {
    NetworkBuilder network;
    network.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    network.add_forum({.id = "f"});
    network.add_seat({.forum = "f", .actor = "k"});
    network.add_seat({.forum = "f", .actor = "c", .period = {Date::parse("2024-07-01").value(), {}}});
    RepresentationOptions options;
    options.window = DateInterval{Date::parse("2024-06-01").value(), Date::parse("2024-07-31").value()};
    const ForumBalance forum = representation(network.build(), options).forums.at(0);
    EXPECT_DOUBLE_EQ(forum.seats, 1.5); // 30 of the window's 60 days
    EXPECT_NEAR(forum.parity.value.value(), 1.0 - 0.5 / 1.5, 1e-12);
    EXPECT_EQ(forum.against_expectation.status, Status::not_applicable);
}

TEST(Representation, SuccessiveSeatsOfAPersonAddUpAndOverlapsCountOnce) {
    const auto day = [](const char* text) { return Date::parse(text).value(); };
    NetworkBuilder network;
    network.add_actor({.id = "k"}).add_person({.id = "p", .actor = "k"}).add_forum({.id = "f"});
    const auto seat = [&](Date from, Date to) {
        network.add_seat({.forum = "f", .actor = "k", .person = "p", .period = {from, to}});
    };
    seat(day("2024-01-01"), day("2024-01-11"));
    seat(day("2024-01-06"), day("2024-01-16")); // five days more
    seat(day("2024-01-21"), {});                // ten days to the end of the window
    RepresentationOptions options;
    options.window = DateInterval{day("2024-01-01"), day("2024-01-31")};
    EXPECT_DOUBLE_EQ(representation(network.build(), options).forums.at(0).seats, 25.0 / 30.0);
}

/// The municipality hands its seat over to civil society on 2024-05-01; another municipal seat stays.
NetworkBuilder handed_over(std::vector<Meeting> meetings) {
    const Date turn = Date::parse("2024-05-01").value();
    NetworkBuilder network;
    network.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    network.add_person({.id = "p", .actor = "k"}).add_forum({.id = "f"});
    network.add_seat({.forum = "f", .actor = "k"});
    network.add_seat({.forum = "f", .actor = "k", .person = "p", .period = {{}, turn}});
    network.add_seat({.forum = "f", .actor = "c", .person = "p", .period = {turn, {}}});
    for (Meeting& meeting : meetings) {
        network.add_meeting(std::move(meeting));
    }
    return network;
}

TEST(Representation, SeatsOfTheDayCountAndNotThoseOfPredecessors) {
    const auto parity_as_of = [](const SeatDay& as_of) {
        const ForumBalance forum = representation(handed_over({}).build(), {.as_of = as_of}).forums.at(0);
        EXPECT_DOUBLE_EQ(forum.seats, 2.0) << "the person once, in each case";
        return forum.parity.value.value();
    };
    EXPECT_DOUBLE_EQ(parity_as_of({}), 1.0);
    EXPECT_DOUBLE_EQ(parity_as_of(SeatDay::on(Date::parse("2024-04-30").value())), 0.0);
    EXPECT_DOUBLE_EQ(parity_as_of(SeatDay::on(Date::parse("2024-05-01").value())), 1.0);
    // Over all seats ever held p sits for the first of both actors by id, the club "c".
    EXPECT_DOUBLE_EQ(parity_as_of(SeatDay::all_seats()), 1.0);
}

TEST(Representation, TheLatestMeetingTellsTheDayAndTheResultSaysIt) {
    const RepresentationResult result = representation(
        handed_over({{.id = "m", .forum = "f", .start = *DateTime::parse("2024-04-02T17:00")}}).build());
    EXPECT_DOUBLE_EQ(result.forums.at(0).parity.value.value(), 0.0);
    EXPECT_EQ(result.forums.at(0).as_of.to_string(), "2024-04-02");
    const auto& options = result.provenance.options;
    const auto has = [&](const char* name, const char* value) {
        return std::find(options.begin(), options.end(), std::pair<std::string, std::string>{name, value}) !=
               options.end();
    };
    EXPECT_TRUE(has("as_of", "latest"));
    EXPECT_TRUE(has("as_of.day", "2024-04-02"));
}

TEST(Representation, AWindowLeavesOutSeatsThatLieOutside) {
    RepresentationOptions options;
    options.window = DateInterval{Date::parse("2024-03-01").value(), Date::parse("2024-04-01").value()};
    const ForumBalance forum = representation(handed_over({}).build(), options).forums.at(0);
    EXPECT_DOUBLE_EQ(forum.seats, 2.0);
    EXPECT_DOUBLE_EQ(forum.parity.value.value(), 0.0) << "p sits for the municipality in that month";
    EXPECT_FALSE(forum.as_of.is_known());
}

TEST(Representation, TheShareOfTheOtherSideHasIntervals) {
    // 3 of 8 seats: what 5 of 8 has (docs/methods/inference.md) turned round
    const SideShare side = representation(Seating{5, 3, 2}.builder().build()).forums.at(0).side;
    EXPECT_EQ(side.side, static_cast<std::uint8_t>(Sector::civil_society));
    EXPECT_EQ(side.seats, 3);
    EXPECT_EQ(side.of, 8) << "of both sides, not of all ten";
    EXPECT_NEAR(side.wilson.low.value(), 0.137, 1e-3);
    EXPECT_NEAR(side.wilson.high.value(), 0.694, 1e-3);
    EXPECT_NEAR(side.clopper_pearson.low.value(), 0.085, 1e-3);
    EXPECT_NEAR(side.clopper_pearson.high.value(), 0.755, 1e-3);
    EXPECT_EQ(side.equivalence.reason, "no margin stated");
    const Forum three{.id = "f", .composition = three_sectors};
    const SideShare none = representation(Seating{5, 3, 2}.builder(three).build()).forums.at(0).side;
    EXPECT_FALSE(none.side);
    EXPECT_EQ(none.wilson.status, Status::not_applicable);
    EXPECT_EQ(none.wilson.reason, "the forum does not expect exactly the municipality and one other sector");
}

TEST(Representation, EquivalenceIsShownOrNot) {
    const ActorNetwork network = Seating{4, 4, 0}.builder().build();
    RepresentationOptions options;
    options.equivalence_margin = 0.2;
    const ExactTest few = representation(network, options).forums.at(0).side.equivalence;
    EXPECT_NEAR(few.p.value(), 0.194104, 1e-6); // 4 or more of 8 at chance 0.3: 1 - 0.805896
    EXPECT_NEAR(few.smallest_p.value(), 0.194104, 1e-6) << "eight seats cannot show it";
    const ActorNetwork large = Seating{50, 50, 0}.builder().build();
    EXPECT_LT(representation(large, options).forums.at(0).side.equivalence.p.value(), 0.001);
    options.equivalence_margin = 0.5;
    EXPECT_EQ(representation(network, options).forums.at(0).side.equivalence.reason,
              "the margin reaches beyond 0 or 1");
}

TEST(Representation, WarnsWhereALargePWasCertain) {
    const auto warning_of = [](const Seating& seating, double alpha) {
        RepresentationOptions options;
        options.alpha = alpha;
        return representation(seating.builder().build(), options).forums.at(0).warning;
    };
    // five seats: at best 2/32
    EXPECT_EQ(warning_of({3, 2, 0}, 0.05), RepresentationResult::too_few_seats);
    EXPECT_EQ(warning_of({5, 0, 0}, 0.05), RepresentationResult::too_few_seats);
    EXPECT_EQ(warning_of({3, 2, 0}, 0.07), "");
    EXPECT_EQ(warning_of({4, 4, 0}, 0.05), "");
    EXPECT_EQ(warning_of({0, 0, 1}, 0.05), "") << "nobody of the sectors expected: no test";
}

TEST(Representation, MidPCountsWhatIsAsProbableByHalf) {
    RepresentationOptions options;
    options.tests.mid_p = true;
    const ForumBalance forum = representation(Seating{3, 1, 0}.builder().build(), options).forums.at(0);
    EXPECT_DOUBLE_EQ(forum.against_expectation.p.value(), 6.0 / 16.0); // (2 + 8/2)/16
}

TEST(Representation, AllForumsTogetherKeepWhatEachExpects) {
    NetworkBuilder network = Seating{5, 3, 0}.builder(); // equal parts: 4 and 4
    network.add_forum({.id = "g", .composition = {{Sector::municipal, 1.0}, {Sector::civil_society, 3.0}}});
    network.add_forum({.id = "h", .composition = three_sectors}); // empty: expects nothing of anybody
    for (const char* actor : {"municipal0", "municipal1", "civil_society0", "civil_society1"}) {
        network.add_seat({.forum = "g", .actor = actor}); // 1 and 3 expected
    }
    const RepresentationResult result = representation(network.build());
    EXPECT_EQ(result.forums.size(), 3U);
    EXPECT_TRUE(result.all.forum.is_none());
    EXPECT_EQ(result.all.seats, 12.0);
    EXPECT_NEAR(result.all.parity.value.value(), 1.0 - 2.0 / 12.0, 1e-12); // 7 to 5
    EXPECT_EQ(result.all.against_expectation.p,
              multinomial_test(std::vector<std::int64_t>{7, 5}, std::vector<double>{5.0, 7.0}).p);
    EXPECT_EQ(result.all.side.seats, 5);
    EXPECT_EQ(result.all.side.of, 12);
    ASSERT_EQ(result.all_sectors.size(), 2U);
    EXPECT_NEAR(result.all_sectors[0].expected_share.value(), 5.0 / 12.0, 1e-12);
    EXPECT_NEAR(result.all_sectors[0].share.value(), 7.0 / 12.0, 1e-12);
}

TEST(Representation, RefusesOptionsOutOfRange) {
    const ActorNetwork network = Seating{1, 1, 0}.builder().build();
    const auto refuses = [&](const RepresentationOptions& options) {
        EXPECT_THROW(static_cast<void>(representation(network, options)), InvalidArgument);
    };
    refuses({.expected_sectors = {}});
    refuses({.expected_sectors = {Sector::state, Sector::state}});
    refuses({.baseline = Baseline::given});
    refuses({.baseline = Baseline::people});
    refuses({.window = DateInterval{}});
    const DateInterval year{Date::parse("2024-01-01").value(), Date::parse("2025-01-01").value()};
    refuses({.as_of = SeatDay::on(year.from), .window = year});
    refuses({.as_of = SeatDay::all_seats(), .window = year});
    refuses({.level = 1.0});
    refuses({.alpha = 0.0});
    refuses({.equivalence_margin = 0.0});
}

TEST(Representation, SaysWhichTableIsMissing) {
    NetworkBuilder network;
    network.add_actor({.id = "a"}).add_forum({.id = "f"});
    EXPECT_THROW(static_cast<void>(representation(network.build())), MissingTable);
}

} // namespace
} // namespace samspill
