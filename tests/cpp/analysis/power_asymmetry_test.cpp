#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <string>

namespace samspill {
namespace {

/// One forum "f" of a municipal unit k with three people, an association c with one, a users' group u with
/// one and a company p with one; k1 leads and holds the chair.
class OneForum {
public:
    OneForum() {
        builder.add_actor({.id = "k", .sector = Sector::municipal})
            .add_actor({.id = "c", .sector = Sector::civil_society})
            .add_actor({.id = "u", .sector = Sector::target_group})
            .add_actor({.id = "p", .sector = Sector::private_sector});
        builder.add_forum({.id = "f", .quota = 4.0});
        seat("k", "k1", PersonTier::leadership, SeatRole::chair);
        seat("k", "k2", PersonTier::leadership);
        seat("k", "k3", PersonTier::staff);
        seat("c", "c1", PersonTier::leadership);
        seat("u", "u1", PersonTier::volunteer, SeatRole::coordinator);
        seat("p", "p1", std::nullopt);
    }

    void seat(const std::string& actor, const std::string& person, std::optional<PersonTier> tier,
              SeatRole role = SeatRole::member) {
        Person row{.id = person, .actor = actor};
        row.tier = tier;
        builder.add_person(row);
        builder.add_seat({.forum = "f", .actor = actor, .person = person, .role = role});
    }

    void meeting(const std::string& id, const std::string& start) {
        builder.add_meeting({.id = id, .forum = "f", .start = DateTime::parse(start).value()});
    }
    void came(const std::string& id, const std::string& person, Count seconds) {
        Attendance row{.meeting = id, .person = person};
        row.speaking_seconds = seconds;
        builder.add_attendance(row);
    }
    void proposed(const std::string& id, const std::string& item, const std::string& actor) {
        AgendaItem row{.meeting = id, .item = item};
        row.proposed_by = actor;
        builder.add_agenda_item(row);
    }

    NetworkBuilder builder;
};

PowerAsymmetryDimension dimension(const PowerAsymmetryResult& result, PowerDimension which) {
    return result.forums.at(0).dimensions.at(static_cast<std::size_t>(which));
}

PowerAmounts amounts(const PowerAsymmetryResult& result, PowerDimension which) {
    const PowerAsymmetryDimension row = dimension(result, which);
    EXPECT_TRUE(row.amounts.has_value()) << row.reason;
    return row.amounts.value_or(PowerAmounts{-1.0, -1.0});
}

TEST(PowerAsymmetry, SeatsCountUsersOnTheSideOfCivilSocietyAndOthersOnNeither) {
    OneForum study;
    const PowerAsymmetryResult result = power_asymmetry(study.builder.build());
    EXPECT_EQ(amounts(result, PowerDimension::seats), (PowerAmounts{3.0, 2.0}));
    EXPECT_NEAR(dimension(result, PowerDimension::seats).asymmetry.value(), 0.2, 1e-12);
}

TEST(PowerAsymmetry, VotingPowerIsTheSumOfTheBanzhafIndices) {
    // Six equal votes: each voter has a sixth of the swings whatever the quota.
    OneForum study;
    const PowerAsymmetryResult result = power_asymmetry(study.builder.build());
    const PowerAmounts power = amounts(result, PowerDimension::voting_power);
    EXPECT_NEAR(power.municipal, 0.5, 1e-12);
    EXPECT_NEAR(power.civil_society, 1.0 / 3.0, 1e-12);
}

TEST(PowerAsymmetry, VotingPowerNeedsAQuotaUnlessTheMajorityIsAssumed) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k", .sector = Sector::municipal}).add_forum({.id = "f"});
    builder.add_seat({.forum = "f", .actor = "k"});
    const ActorNetwork network = builder.build();
    const PowerAsymmetryDimension row = dimension(power_asymmetry(network), PowerDimension::voting_power);
    EXPECT_FALSE(row.amounts);
    EXPECT_EQ(row.reason, "no quota stated");
    PowerAsymmetryOptions options;
    options.assume_majority = true;
    EXPECT_EQ(amounts(power_asymmetry(network, options), PowerDimension::voting_power),
              (PowerAmounts{1.0, 0.0}));
}

TEST(PowerAsymmetry, TheMandateIsNotRecordedWhenATierBehindASeatIsNotStated) {
    OneForum known; // that of the company is unknown, but it is on neither side
    EXPECT_EQ(amounts(power_asymmetry(known.builder.build()), PowerDimension::decision_mandate),
              (PowerAmounts{2.0, 1.0}));
    OneForum unknown;
    unknown.seat("c", "c2", std::nullopt);
    EXPECT_FALSE(
        dimension(power_asymmetry(unknown.builder.build()), PowerDimension::decision_mandate).amounts);
}

TEST(PowerAsymmetry, ChairAndCoordinatorCountEachPersonOnce) {
    OneForum study;
    study.builder.add_seat({.forum = "f", .actor = "k", .person = "k1", .role = SeatRole::coordinator});
    EXPECT_EQ(amounts(power_asymmetry(study.builder.build()), PowerDimension::chair),
              (PowerAmounts{1.0, 1.0}));
}

TEST(PowerAsymmetry, AirtimeRestsOnMeetingsThatStateItForAllMembersWhoCame) {
    OneForum study;
    study.meeting("m1", "2025-01-10T17:00");
    study.came("m1", "k1", Count{300});
    study.came("m1", "c1", Count{100});
    study.came("m1", "p1", Count{900}); // on neither side
    study.meeting("m2", "2025-02-10T17:00");
    study.came("m2", "k1", Count{500});
    study.came("m2", "u1", Count::unknown());
    study.meeting("m3", "2025-03-10T17:00"); // without a list
    const PowerAsymmetryResult result = power_asymmetry(study.builder.build());
    EXPECT_EQ(amounts(result, PowerDimension::airtime), (PowerAmounts{300.0, 100.0}));
    EXPECT_NEAR(dimension(result, PowerDimension::airtime).asymmetry.value(), 0.5, 1e-12);
}

TEST(PowerAsymmetry, AGuestDoesNotHideTheAirtimeOfMembers) {
    OneForum study;
    study.builder.add_person({.id = "guest", .actor = "c"});
    study.meeting("m1", "2025-01-10T17:00");
    study.came("m1", "k1", Count{60});
    study.came("m1", "guest", Count::unknown());
    EXPECT_EQ(amounts(power_asymmetry(study.builder.build()), PowerDimension::airtime),
              (PowerAmounts{60.0, 0.0}));
}

TEST(PowerAsymmetry, AgendaItemsCountWhereTheProposerIsStated) {
    OneForum study;
    study.meeting("m1", "2025-01-10T17:00");
    study.proposed("m1", "1", "k");
    study.proposed("m1", "2", "k");
    study.proposed("m1", "3", "u");
    study.proposed("m1", "4", "");
    EXPECT_EQ(amounts(power_asymmetry(study.builder.build()), PowerDimension::agenda_items),
              (PowerAmounts{2.0, 1.0}));
}

TEST(PowerAsymmetry, TheInformationLeadCountsPairsAcrossTheSides) {
    OneForum study;
    study.builder.add_actor({.id = "outside", .sector = Sector::civil_society});
    const auto tells = [&](const char* source, const char* target, const char* wave) {
        study.builder.add_tie(
            {.source = source, .target = target, .relation = Relation::information, .wave = wave});
    };
    tells("k", "c", "1");
    tells("k", "c", "2"); // the same pair
    tells("k", "u", "1");
    tells("k", "outside", "1"); // has no seat
    tells("k", "p", "1");       // on neither side
    tells("c", "u", "1");       // within a side
    tells("u", "k", "1");
    EXPECT_EQ(amounts(power_asymmetry(study.builder.build()), PowerDimension::information_lead),
              (PowerAmounts{2.0, 1.0}));
}

TEST(PowerAsymmetry, WhoIsAwareOrRefersKnowsAsWell) {
    OneForum study;
    study.builder.add_activity({.id = "j", .actor = "k", .theme = "t"});
    const auto tie = [&](const char* source, const char* target, Relation relation) {
        study.builder.add_tie({.source = source, .target = target, .relation = relation});
    };
    tie("k", "c", Relation::awareness);
    tie("k", "c", Relation::referral); // the same pair
    tie("k", "u", Relation::referral);
    tie("c", "j", Relation::awareness); // an activity of k
    tie("u", "k", Relation::collaboration);
    tie("k", "c", Relation::funding);
    EXPECT_EQ(amounts(power_asymmetry(study.builder.build()), PowerDimension::information_lead),
              (PowerAmounts{2.0, 1.0}));
}

TEST(PowerAsymmetry, WithoutTiesOfInformationTheLeadIsNotRecorded) {
    OneForum study;
    study.builder.add_tie({.source = "k", .target = "c", .relation = Relation::collaboration});
    const PowerAsymmetryDimension row =
        dimension(power_asymmetry(study.builder.build()), PowerDimension::information_lead);
    EXPECT_FALSE(row.amounts);
    EXPECT_EQ(row.reason, "not recorded");
}

TEST(PowerAsymmetry, OnlySeatsAndTiesOfTheDayCount) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k", .sector = Sector::municipal})
        .add_actor({.id = "c", .sector = Sector::civil_society})
        .add_forum({.id = "f"});
    const Date turn = Date::parse("2025-01-01").value();
    builder.add_seat({.forum = "f", .actor = "k", .role = SeatRole::chair, .period = {Date{}, turn}})
        .add_seat({.forum = "f", .actor = "k", .period = {turn, Date{}}})
        .add_seat({.forum = "f", .actor = "c", .period = {turn, Date{}}});
    builder.add_tie(
        {.source = "k", .target = "c", .relation = Relation::information, .valid = {Date{}, turn}});
    const ActorNetwork network = builder.build();
    const PowerAsymmetryResult result = power_asymmetry(network);
    EXPECT_EQ(result.forums.at(0).as_of, turn) << "the latest day that is known";
    EXPECT_EQ(amounts(result, PowerDimension::seats), (PowerAmounts{1.0, 1.0}));
    EXPECT_EQ(dimension(result, PowerDimension::chair).reason, "neither side has any");
    EXPECT_EQ(dimension(result, PowerDimension::information_lead).reason, "neither side has any");
    PowerAsymmetryOptions before;
    before.as_of = SeatDay::on(Date::parse("2024-12-31").value());
    EXPECT_EQ(amounts(power_asymmetry(network, before), PowerDimension::seats), (PowerAmounts{1.0, 0.0}));
    PowerAsymmetryOptions all;
    all.as_of = SeatDay::all_seats();
    const PowerAsymmetryResult ever = power_asymmetry(network, all);
    EXPECT_EQ(amounts(ever, PowerDimension::seats), (PowerAmounts{2.0, 1.0}));
    EXPECT_EQ(amounts(ever, PowerDimension::information_lead), (PowerAmounts{1.0, 0.0}));
}

TEST(PowerAsymmetry, MeetingsAfterTheDayDoNotCount) {
    OneForum study;
    study.meeting("m1", "2025-01-10T17:00");
    study.came("m1", "k1", Count{60});
    study.meeting("m2", "2025-02-10T17:00");
    study.came("m2", "k1", Count{600});
    PowerAsymmetryOptions options;
    options.as_of = SeatDay::on(Date::parse("2025-02-09").value());
    const ActorNetwork network = study.builder.build();
    EXPECT_EQ(amounts(power_asymmetry(network, options), PowerDimension::airtime), (PowerAmounts{60.0, 0.0}));
    EXPECT_EQ(amounts(power_asymmetry(network), PowerDimension::airtime), (PowerAmounts{660.0, 0.0}));
}

TEST(PowerAsymmetry, TheCompositeIsTheMeanOfWhatIsKnown) {
    // seats 0.2, voting (1/2 - 1/3) / (5/6) = 0.2, mandate 1/3, chair 0: mean 0.18333.
    OneForum study;
    const PowerProfile profile = power_asymmetry(study.builder.build()).forums.at(0);
    EXPECT_EQ(profile.dimensions_used, 4);
    EXPECT_NEAR(profile.composite.value(), (0.2 + 0.2 + 1.0 / 3.0) / 4.0, 1e-12);
    EXPECT_FALSE(profile.interval);
}

TEST(PowerAsymmetry, TheIntervalDrawsMeetings) {
    OneForum study;
    for (int m = 1; m <= 4; ++m) {
        const std::string id = "m" + std::to_string(m);
        study.meeting(id, "2025-0" + std::to_string(m) + "-10T17:00");
        study.came(id, "k1", Count{100});
        study.came(id, "c1", Count{m * 50});
    }
    const PowerProfile profile = power_asymmetry(study.builder.build()).forums.at(0);
    ASSERT_TRUE(profile.interval);
    EXPECT_EQ(profile.interval->meetings, 4);
    // Airtime lies between (100 - 200)/300 and (100 - 50)/150, the other four dimensions stay.
    const double rest = 0.2 + 0.2 + 1.0 / 3.0;
    EXPECT_GE(profile.interval->low, (rest - 1.0 / 3.0) / 5.0 - 1e-12);
    EXPECT_LE(profile.interval->high, (rest + 1.0 / 3.0) / 5.0 + 1e-12);
    EXPECT_LT(profile.interval->low, profile.interval->high);
}

TEST(PowerAsymmetry, AForumWithoutSeatsHasNoProfile) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k", .sector = Sector::municipal}).add_forum({.id = "f"});
    builder.declare_table(TableName::seats);
    const PowerProfile profile = power_asymmetry(builder.build()).forums.at(0);
    EXPECT_FALSE(profile.composite);
    EXPECT_EQ(profile.dimensions_used, 0);
    for (const PowerAsymmetryDimension& row : profile.dimensions) {
        EXPECT_FALSE(row.reason.empty());
    }
}

TEST(PowerAsymmetry, RefusesWhatItCannotUse) {
    NetworkBuilder without;
    without.add_actor({.id = "k"});
    EXPECT_THROW((void)power_asymmetry(without.build()), MissingTable);
    OneForum study;
    const ActorNetwork network = study.builder.build();
    PowerAsymmetryOptions options;
    options.weights = {};
    EXPECT_THROW((void)power_asymmetry(network, options), InvalidArgument);
    options = {};
    options.bootstrap.level = 1.0;
    EXPECT_THROW((void)power_asymmetry(network, options), InvalidArgument);
}

} // namespace
} // namespace samspill
