#include <samspill/analysis/forum_rules.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace samspill {
namespace {

ForumRule rule(std::string id, ForumForm form, ForumFact fact, RuleComparison comparison, double pass,
               std::optional<double> warn = std::nullopt) {
    return {.id = std::move(id),
            .forms = {form},
            .fact = fact,
            .comparison = comparison,
            .pass = pass,
            .warn = warn};
}

/// Rows that can be built into a network again and again, while more are added.
class Study {
public:
    Study& add_actor(Actor row) {
        return keep([row](NetworkBuilder& b) { b.add_actor(row); });
    }
    Study& add_person(Person row) {
        return keep([row](NetworkBuilder& b) { b.add_person(row); });
    }
    Study& add_forum(Forum row) {
        return keep([row](NetworkBuilder& b) { b.add_forum(row); });
    }
    Study& add_seat(Seat row) {
        return keep([row](NetworkBuilder& b) { b.add_seat(row); });
    }
    Study& add_meeting(Meeting row) {
        return keep([row](NetworkBuilder& b) { b.add_meeting(row); });
    }
    Study& add_agenda_item(AgendaItem row) {
        return keep([row](NetworkBuilder& b) { b.add_agenda_item(row); });
    }

    [[nodiscard]] ActorNetwork build() const {
        NetworkBuilder builder;
        builder.declare_table(TableName::seats);
        for (const auto& step : steps_) {
            step(builder);
        }
        return builder.build();
    }

private:
    Study& keep(std::function<void(NetworkBuilder&)> step) {
        steps_.push_back(std::move(step));
        return *this;
    }

    std::vector<std::function<void(NetworkBuilder&)>> steps_;
};

/// What one rule comes to at the only forum of a network.
ForumRuleRow only_row(const ActorNetwork& network, const ForumRule& asked,
                      const ForumRulesOptions& options = {}) {
    const ForumRulesResult result = forum_rules(network, {"1", {asked}}, options);
    EXPECT_EQ(result.rows.size(), 1U);
    return result.rows.at(0);
}

ForumRuleRow at_least(const Study& builder, ForumFact fact, double pass,
                      std::optional<double> warn = std::nullopt, const ForumRulesOptions& options = {}) {
    return only_row(builder.build(),
                    rule("r", ForumForm::coordination_forum, fact, RuleComparison::at_least, pass, warn),
                    options);
}

ForumRulesOptions as_of(const char* day) { return {.as_of = SeatDay::on(Date::parse(day).value())}; }

/// One coordination forum "f" with actors k1.. (municipal), c1.. (civil society) and u1.. (users), a person
/// p_<actor> of each, all seated.
Study seated(int municipal, int civil_society, int users, Forum forum = {}) {
    Study network;
    forum.id = "f";
    network.add_forum(std::move(forum));
    const auto seat = [&](const char* prefix, Sector sector, int seats) {
        for (int k = 1; k <= seats; ++k) {
            const std::string actor = prefix + std::to_string(k);
            network.add_actor({.id = actor, .sector = sector, .type = actor + " type"})
                .add_person({.id = "p_" + actor,
                             .actor = actor,
                             .role = "adviser",
                             .tier = PersonTier::staff,
                             .hours = 10.0})
                .add_seat({.forum = "f", .actor = actor, .person = "p_" + actor});
        }
    };
    seat("k", Sector::municipal, municipal);
    seat("c", Sector::civil_society, civil_society);
    seat("u", Sector::target_group, users);
    return network;
}

TEST(ForumRules, ParityPassesWarnsAndFailsByItsBounds) {
    // 5 to 3 seats: parity 0.75 (M1.1).
    Study network = seated(5, 3, 0);
    EXPECT_EQ(at_least(network, ForumFact::parity, 0.75).outcome, RuleOutcome::pass);
    EXPECT_EQ(at_least(network, ForumFact::parity, 0.8, 0.6).outcome, RuleOutcome::warn);
    EXPECT_EQ(at_least(network, ForumFact::parity, 0.8).outcome, RuleOutcome::fail);
    const ForumRuleRow row = at_least(network, ForumFact::parity, 0.8);
    EXPECT_DOUBLE_EQ(row.found.value.value(), 0.75);
    EXPECT_EQ(row.found.evidence.size(), 8U);
    EXPECT_EQ(row.found.evidence.front(), "seats: c1 / p_c1");
}

TEST(ForumRules, ABoundThatIsMetExactlyButForRoundingIsMet) {
    // Six of nine seats are two thirds.
    EXPECT_EQ(at_least(seated(3, 4, 2), ForumFact::civil_society_share, 2.0 / 3.0).outcome,
              RuleOutcome::pass);
    EXPECT_EQ(at_least(seated(3, 4, 1), ForumFact::civil_society_share, 2.0 / 3.0).outcome,
              RuleOutcome::fail);
}

TEST(ForumRules, AForumWithoutSeatsIsNotAssessable) {
    Study network;
    network.add_actor({.id = "k"}).add_forum({.id = "f"});
    for (const ForumFact fact :
         {ForumFact::parity, ForumFact::coordinators, ForumFact::civil_society_share,
          ForumFact::civil_society_types, ForumFact::municipal_seats, ForumFact::fewest_seats_of_both,
          ForumFact::leading_sectors, ForumFact::users_involved}) {
        const ForumRuleRow row = at_least(network, fact, 1.0);
        EXPECT_EQ(row.outcome, RuleOutcome::not_assessable) << to_string(fact);
        EXPECT_EQ(row.found.reason, "empty") << to_string(fact);
    }
}

TEST(ForumRules, OneCoordinatorIsExactlyOnePerson) {
    const auto coordinators = [](const Study& builder) {
        return only_row(builder.build(), rule("r", ForumForm::coordination_forum, ForumFact::coordinators,
                                              RuleComparison::exactly, 1.0));
    };
    Study network = seated(2, 2, 0);
    EXPECT_EQ(coordinators(network).outcome, RuleOutcome::not_assessable);
    EXPECT_EQ(coordinators(network).found.reason, "the role of no seat is stated");
    network.add_seat({.forum = "f", .actor = "c2", .person = "p_c2", .role = SeatRole::chair});
    EXPECT_EQ(coordinators(network).outcome, RuleOutcome::fail)
        << "roles are stated, and nobody has this one";
    network.add_seat({.forum = "f", .actor = "k1", .person = "p_k1", .role = SeatRole::coordinator});
    EXPECT_EQ(coordinators(network).outcome, RuleOutcome::pass);
    EXPECT_EQ(coordinators(network).found.evidence, std::vector<std::string>{"seats: k1 / p_k1"});
    network.add_seat(
        {.forum = "f", .actor = "k1", .person = "p_k1", .role = SeatRole::coordinator, .votes = 2.0});
    EXPECT_EQ(coordinators(network).outcome, RuleOutcome::pass) << "the same person in two seats";
    network.add_seat({.forum = "f", .actor = "c1", .person = "p_c1", .role = SeatRole::coordinator});
    EXPECT_EQ(coordinators(network).outcome, RuleOutcome::fail);
    EXPECT_DOUBLE_EQ(coordinators(network).found.value.value(), 2.0);
}

TEST(ForumRules, HoursOfTheCoordinatorAreSharedByTheActors) {
    Study network = seated(2, 3, 0);
    EXPECT_EQ(at_least(network, ForumFact::coordinator_hours_per_actor, 1.0).found.reason,
              "the role of no seat is stated");
    network.add_seat({.forum = "f", .actor = "k1", .person = "p_k1", .role = SeatRole::member});
    EXPECT_EQ(at_least(network, ForumFact::coordinator_hours_per_actor, 1.0).found.reason, "no coordinator");
    EXPECT_EQ(at_least(network, ForumFact::coordinators_placed, 1.0).found.reason, "no coordinator");
    network.add_seat({.forum = "f", .actor = "k1", .person = "p_k1", .role = SeatRole::coordinator});
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::coordinator_hours_per_actor, 2.0).found.value.value(), 2.0)
        << "10 hours for 5 actors";
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::coordinators_placed, 1.0).found.value.value(), 1.0);
    network.add_person({.id = "x", .actor = "k2"});
    network.add_seat({.forum = "f", .actor = "k2", .person = "x", .role = SeatRole::coordinator});
    EXPECT_EQ(at_least(network, ForumFact::coordinator_hours_per_actor, 2.0).outcome,
              RuleOutcome::not_assessable)
        << "unknown hours are not 0 hours";
    EXPECT_EQ(at_least(network, ForumFact::coordinators_placed, 1.0).outcome, RuleOutcome::not_assessable)
        << "role and tier of one of the two are not stated";
}

TEST(ForumRules, AnUnnamedCoordinatorMayBePlacedAnywhere) {
    Study network = seated(1, 1, 0);
    network.add_seat({.forum = "f", .actor = "k1", .role = SeatRole::coordinator});
    const ForumRuleRow row = at_least(network, ForumFact::coordinators_placed, 1.0);
    EXPECT_EQ(row.outcome, RuleOutcome::not_assessable);
    EXPECT_EQ(row.found.evidence, std::vector<std::string>{"seats: k1"});
}

TEST(ForumRules, EverySectorNeedsALeaderAndAnUnknownTierMayBeOne) {
    Study network = seated(1, 1, 0);
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::leading_sectors, 1.0).found.value.value(), 0.0);
    network.add_person({.id = "boss", .actor = "k1", .tier = PersonTier::leadership});
    network.add_seat({.forum = "f", .actor = "k1", .person = "boss"});
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::leading_sectors, 1.0).found.value.value(), 0.5);
    network.add_person({.id = "who", .actor = "c1"});
    network.add_seat({.forum = "f", .actor = "c1", .person = "who"});
    EXPECT_EQ(at_least(network, ForumFact::leading_sectors, 1.0).outcome, RuleOutcome::not_assessable);
}

TEST(ForumRules, TermsOfReferenceCountTheirPartsAndMonths) {
    Forum forum{.purpose = "why", .tasks = "what", .mandate = "may", .agreed_on = *Date::parse("2023-03-31")};
    Study network = seated(1, 1, 0, forum);
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::terms_stated, 5.0).found.value.value(), 3.0);
    EXPECT_EQ(at_least(network, ForumFact::mandate_stated, 1.0).outcome, RuleOutcome::pass);
    EXPECT_EQ(at_least(network, ForumFact::terms_age, 24.0).outcome, RuleOutcome::not_assessable)
        << "no day to count from";
    const ForumRulesOptions before = as_of("2025-03-30");
    const ForumRulesOptions after = as_of("2025-03-31");
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::terms_age, 0, {}, before).found.value.value(), 23.0);
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::terms_age, 0, {}, after).found.value.value(), 24.0);
    const ForumRuleRow early = at_least(network, ForumFact::terms_age, 0, {}, as_of("2023-03-30"));
    EXPECT_EQ(early.outcome, RuleOutcome::not_assessable) << "they are not younger than new";
}

TEST(ForumRules, WithoutAnyTermsOfReferenceNobodyAsked) {
    Study network = seated(1, 1, 0);
    EXPECT_EQ(at_least(network, ForumFact::terms_stated, 5.0).outcome, RuleOutcome::not_assessable);
    EXPECT_EQ(at_least(network, ForumFact::mandate_stated, 1.0).outcome, RuleOutcome::not_assessable);
    EXPECT_EQ(at_least(network, ForumFact::end_stated, 1.0).outcome, RuleOutcome::not_assessable);
}

TEST(ForumRules, AnEndIsADayOrOperationAndNotYetInOperationIsNeither) {
    const auto end_of = [](const Forum& forum) {
        return at_least(seated(1, 1, 0, forum), ForumFact::end_stated, 1.0).outcome;
    };
    EXPECT_EQ(end_of({.ends_on = *Date::parse("2026-06-30")}), RuleOutcome::pass);
    EXPECT_EQ(end_of({.in_operation = true}), RuleOutcome::pass);
    EXPECT_EQ(end_of({.ends_on = *Date::parse("2026-06-30"), .in_operation = false}), RuleOutcome::pass);
    EXPECT_EQ(end_of({.in_operation = false}), RuleOutcome::fail);
}

TEST(ForumRules, CompetencesMustBeThereBetweenAllMembers) {
    Forum forum{.competences = {"law", "sewing", "tigrinya"}};
    Study network = seated(1, 0, 0, forum);
    EXPECT_EQ(at_least(network, ForumFact::competences_missing, 0.0).outcome, RuleOutcome::not_assessable)
        << "nobody asked p_k1";
    Study known;
    known.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    known.add_forum({.id = "f", .competences = {"law", "sewing", "tigrinya"}});
    known.add_person({.id = "a", .actor = "k", .competences = {"law"}});
    known.add_person({.id = "b", .actor = "c", .competences = {"sewing", "cooking"}});
    known.add_seat({.forum = "f", .actor = "k", .person = "a"})
        .add_seat({.forum = "f", .actor = "c", .person = "b"});
    EXPECT_DOUBLE_EQ(at_least(known, ForumFact::competences_missing, 0.0).found.value.value(), 1.0);
}

/// Methods M1.12 R5: a worker who is free from 16 on; Tuesday 14 to 16 and Thursday 17 to 18:30.
Study with_meetings() {
    Study network;
    network.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    network.add_forum({.id = "f", .meets_per_year = 4.0});
    network.add_person({.id = "v", .actor = "c", .available = {"TU 16:00-22:00", "TH 16:00-22:00"}});
    network.add_person({.id = "w", .actor = "c"}); // nobody asked when w has time
    network.add_seat({.forum = "f", .actor = "c", .person = "v"});
    network.add_seat({.forum = "f", .actor = "c", .person = "w"});
    network.add_seat({.forum = "f", .actor = "k"});
    const auto meet = [&](const char* id, const char* start, const char* end) {
        network.add_meeting(
            {.id = id, .forum = "f", .start = *DateTime::parse(start), .end = *DateTime::parse(end)});
    };
    meet("m1", "2024-03-05T14:00", "2024-03-05T16:00"); // a Tuesday
    meet("m2", "2024-03-07T17:00", "2024-03-07T18:30"); // a Thursday
    return network;
}

TEST(ForumRules, MeetingsInWorkingHoursByTheWorkedExample) {
    const ForumRuleRow row = at_least(with_meetings(), ForumFact::meeting_overlap, 0.5);
    EXPECT_DOUBLE_EQ(row.found.value.value(), 90.0 / 210.0);
    EXPECT_EQ(row.outcome, RuleOutcome::fail);
    EXPECT_EQ(row.found.evidence, (std::vector<std::string>{"meetings: m1", "meetings: m2"}));
}

TEST(ForumRules, AMemberCountsForMeetingsAtWhichTheMemberWasSeated) {
    // v is free on Tuesdays and Thursdays from 16, w never in these hours. v leaves between the two meetings,
    // and w follows: 0 of 120 minutes of v and 0 of 90 of w. Were both seated all the time, it would be 90 of
    // 420.
    const Date turn = *Date::parse("2024-03-06");
    Study network;
    network.add_actor({.id = "c", .sector = Sector::civil_society}).add_forum({.id = "f"});
    network.add_person({.id = "v", .actor = "c", .available = {"TU 16:00-22:00", "TH 16:00-22:00"}});
    network.add_person({.id = "w", .actor = "c", .available = {"SA 10:00-12:00"}});
    network.add_seat({.forum = "f", .actor = "c", .person = "v", .period = {{}, turn}});
    network.add_seat({.forum = "f", .actor = "c", .person = "w", .period = {turn, {}}});
    const auto meet = [&](const char* id, const char* start, const char* end) {
        network.add_meeting(
            {.id = id, .forum = "f", .start = *DateTime::parse(start), .end = *DateTime::parse(end)});
    };
    meet("m1", "2024-03-05T14:00", "2024-03-05T16:00");
    meet("m2", "2024-03-07T17:00", "2024-03-07T18:30");
    const auto overlap = [&](const ForumRulesOptions& options) {
        return at_least(network, ForumFact::meeting_overlap, 0.5, {}, options);
    };
    EXPECT_DOUBLE_EQ(overlap({}).found.value.value(), 0.0);
    meet("m0", "2024-02-29T17:00", "2024-02-29T17:30"); // a Thursday on which v sat: 30 of 240 minutes
    EXPECT_DOUBLE_EQ(overlap({}).found.value.value(), 30.0 / 240.0);
    EXPECT_DOUBLE_EQ(overlap(as_of("2024-03-05")).found.value.value(), 30.0 / 150.0) << "m2 comes later";
    EXPECT_EQ(overlap(as_of("2024-03-05")).found.evidence,
              (std::vector<std::string>{"meetings: m0", "meetings: m1"}));
    EXPECT_DOUBLE_EQ(overlap({.as_of = SeatDay::all_seats()}).found.value.value(), 30.0 / 240.0);
    EXPECT_EQ(overlap(as_of("2024-02-28")).outcome, RuleOutcome::not_assessable);
}

TEST(ForumRules, AMeetingOverMidnightIsFreeOnBothDaysAsStated) {
    Study network;
    network.add_actor({.id = "c", .sector = Sector::civil_society}).add_forum({.id = "f"});
    network.add_person(
        {.id = "v", .actor = "c", .available = {"FR 22:00-24:00", "FR 21:00-23:00", "SA 00:00-00:30"}});
    network.add_seat({.forum = "f", .actor = "c", .person = "v"});
    network.add_meeting({.id = "m",
                         .forum = "f",
                         .start = *DateTime::parse("2024-03-08T21:30"),
                         .end = *DateTime::parse("2024-03-09T01:30")});
    // Free 21:30 to 24:00, counted once though two windows overlap, and half an hour after midnight.
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::meeting_overlap, 0.5).found.value.value(), 180.0 / 240.0);
}

TEST(ForumRules, AgendaIsRelevantToBothOrNot) {
    Study network = with_meetings();
    const auto item = [&](const char* meeting, const char* id, std::int64_t minutes,
                          std::vector<Sector> sectors) {
        network.add_agenda_item({.meeting = meeting,
                                 .item = id,
                                 .minutes = Count{minutes},
                                 .relevant_sectors = std::move(sectors)});
    };
    item("m1", "1", 30, {Sector::municipal, Sector::civil_society});
    item("m1", "2", 60, {Sector::municipal});
    item("m2", "1", 30, {Sector::municipal, Sector::target_group});
    item("m2", "2", 500, {}); // nobody said whom it concerns
    const ForumRuleRow row = at_least(network, ForumFact::agenda_relevance, 0.7, 0.5);
    EXPECT_DOUBLE_EQ(row.found.value.value(), 0.5);
    EXPECT_EQ(row.outcome, RuleOutcome::warn);
    EXPECT_EQ(row.found.evidence, std::vector<std::string>{"agenda_items: m1 / 2"});
    // Up to the first meeting: 30 of 90 minutes.
    EXPECT_DOUBLE_EQ(
        at_least(network, ForumFact::agenda_relevance, 0.7, 0.5, as_of("2024-03-06")).found.value.value(),
        30.0 / 90.0);
}

/// A forum meant to meet 12 times a year whose first seat began on 2024-07-01, with meetings on these days.
Study young_forum(const std::vector<const char*>& days, Forum forum = {}) {
    Study network;
    forum.id = "f";
    forum.meets_per_year = 12.0;
    network.add_actor({.id = "k"}).add_forum(std::move(forum));
    network.add_seat({.forum = "f", .actor = "k", .period = {*Date::parse("2024-07-01"), {}}});
    network.add_seat({.forum = "f", .actor = "k", .period = {*Date::parse("2024-08-01"), {}}});
    for (const char* const day : days) {
        network.add_meeting({.id = std::string{"m"} + day, .forum = "f", .start = *DateTime::parse(day)});
    }
    return network;
}

TEST(ForumRules, AForumYoungerThanAYearOwesTheMeetingsOfItsOwnTime) {
    // From 2024-07-01 to 2024-09-11 are 73 days of the 366 up to that day: 12 * 73 / 366 meetings are due.
    const Study network = young_forum({"2024-07-10T10:00", "2024-09-11T10:00"});
    EXPECT_NEAR(at_least(network, ForumFact::meeting_ratio, 0.75).found.value.value(),
                2.0 * 366.0 / (12.0 * 73.0), 1e-12);
    // A year after its first day it owes all twelve: the year up to 2025-06-30 begins on 2024-07-01.
    EXPECT_NEAR(
        at_least(network, ForumFact::meeting_ratio, 0.75, {}, as_of("2025-06-30")).found.value.value(),
        2.0 / 12.0, 1e-12);
}

TEST(ForumRules, AForumIsAsOldAsItsFirstMeetingOrItsTerms) {
    // Terms of 2024-06-01: 103 days up to 2024-09-11.
    const Study agreed =
        young_forum({"2024-07-10T10:00", "2024-09-11T10:00"}, {.agreed_on = *Date::parse("2024-06-01")});
    EXPECT_NEAR(at_least(agreed, ForumFact::meeting_ratio, 0.75).found.value.value(),
                2.0 * 366.0 / (12.0 * 103.0), 1e-12);
    // A meeting on 2023-01-10 shows that the seats before 2024-07-01 are not recorded.
    const Study met = young_forum({"2023-01-10T10:00", "2024-07-10T10:00", "2024-09-11T10:00"});
    EXPECT_NEAR(at_least(met, ForumFact::meeting_ratio, 0.75).found.value.value(), 2.0 / 12.0, 1e-12);
}

TEST(ForumRules, NoMeetingIsDueInTheFirstWeeks) {
    Study network = young_forum({});
    network.add_forum({.id = "g", .form = ForumForm::council});
    network.add_meeting({.id = "m", .forum = "g", .start = *DateTime::parse("2024-07-20T10:00")});
    const ForumRuleRow row = at_least(network, ForumFact::meeting_ratio, 0.75);
    EXPECT_EQ(row.outcome, RuleOutcome::not_assessable);
    EXPECT_EQ(row.found.reason, "no meeting was due in that time");
    EXPECT_EQ(at_least(network, ForumFact::meeting_ratio, 0.75, {}, as_of("2024-10-01")).outcome,
              RuleOutcome::fail);
}

TEST(ForumRules, AForumThatEndedIsHeldAgainstItsLastYear) {
    // It ended on 2024-09-12; the study goes on to 2026 with another forum.
    Study network =
        young_forum({"2024-07-10T10:00", "2024-09-11T10:00"}, {.ends_on = *Date::parse("2024-09-12")});
    network.add_forum({.id = "g", .form = ForumForm::council});
    network.add_meeting({.id = "m", .forum = "g", .start = *DateTime::parse("2026-01-20T10:00")});
    EXPECT_NEAR(at_least(network, ForumFact::meeting_ratio, 0.75).found.value.value(),
                2.0 * 366.0 / (12.0 * 73.0), 1e-12);
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::municipal_seats, 1.0).found.value.value(), 2.0);
}

TEST(ForumRules, MeetingsOfTheLastYearOverThoseMeant) {
    Study network = with_meetings();
    network.add_meeting({.id = "old", .forum = "f", .start = *DateTime::parse("2023-03-07T17:00")});
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::meeting_ratio, 1.0).found.value.value(), 0.5)
        << "two of four; the year up to 2024-03-07 begins after 2023-03-07";
    const ForumRulesOptions earlier = as_of("2024-03-06");
    EXPECT_DOUBLE_EQ(at_least(network, ForumFact::meeting_ratio, 1.0, {}, earlier).found.value.value(), 0.5)
        << "m1 and old";
}

TEST(ForumRules, WithoutMeetingsNothingIsSaidAboutThem) {
    Study network = seated(1, 1, 0, {.meets_per_year = 4.0});
    for (const ForumFact fact :
         {ForumFact::meeting_ratio, ForumFact::agenda_relevance, ForumFact::meeting_overlap}) {
        EXPECT_EQ(at_least(network, fact, 1.0).outcome, RuleOutcome::not_assessable) << to_string(fact);
    }
}

TEST(ForumRules, UsersHaveASeatOrADocumentedWay) {
    EXPECT_EQ(at_least(seated(1, 1, 1), ForumFact::users_involved, 1.0).outcome, RuleOutcome::pass);
    EXPECT_EQ(at_least(seated(1, 1, 0), ForumFact::users_involved, 1.0).outcome, RuleOutcome::not_assessable)
        << "in this study nobody recorded how users are involved";
    Study other = seated(1, 1, 0);
    other.add_forum({.id = "g", .form = ForumForm::council, .involvement = "panel"});
    EXPECT_EQ(at_least(other, ForumFact::users_involved, 1.0).outcome, RuleOutcome::fail);
    const ForumRuleRow row =
        at_least(seated(1, 1, 0, {.involvement = "focus groups"}), ForumFact::users_involved, 1.0);
    EXPECT_EQ(row.outcome, RuleOutcome::pass);
    EXPECT_EQ(row.found.evidence, std::vector<std::string>{"forums: f / involvement"});
}

TEST(ForumRules, RulesAreAskedOfTheirFormsOnlyAndCounted) {
    Study builder = seated(1, 1, 0);
    builder.add_forum({.id = "g", .form = ForumForm::working_group});
    builder.add_seat({.forum = "g", .actor = "k1"});
    const ForumRules rules{
        "7",
        {rule("b", ForumForm::working_group, ForumFact::fewest_seats_of_both, RuleComparison::at_least, 1.0),
         rule("a", ForumForm::coordination_forum, ForumFact::parity, RuleComparison::at_least, 0.8)}};
    const ForumRulesResult result = forum_rules(builder.build(), rules);
    ASSERT_EQ(result.rows.size(), 2U);
    EXPECT_EQ(result.rules.rules[result.rows[0].rule].id, "a");
    EXPECT_EQ(result.rows[0].outcome, RuleOutcome::pass);
    EXPECT_EQ(result.rows[1].outcome, RuleOutcome::fail);
    EXPECT_EQ(result.counts.at(0).of(RuleOutcome::pass), 1U);
    EXPECT_EQ(result.counts.at(1).of(RuleOutcome::fail), 1U);
    const auto& options = result.provenance.options;
    EXPECT_TRUE(std::any_of(options.begin(), options.end(), [](const auto& option) {
        return option.first == "rules.version" && option.second == "7";
    }));
}

TEST(ForumRules, OnlySeatsOfTheDayCount) {
    Study builder = seated(1, 0, 0);
    builder.add_actor({.id = "c", .sector = Sector::civil_society});
    builder.add_seat({.forum = "f", .actor = "c", .period = {Date{}, *Date::parse("2024-01-01")}});
    EXPECT_DOUBLE_EQ(at_least(builder, ForumFact::parity, 1.0).found.value.value(), 1.0);
    const ForumRulesOptions later = as_of("2024-01-01");
    EXPECT_DOUBLE_EQ(at_least(builder, ForumFact::parity, 1.0, {}, later).found.value.value(), 0.0);
    const ForumRulesOptions before = as_of("2023-12-31");
    EXPECT_DOUBLE_EQ(at_least(builder, ForumFact::parity, 1.0, {}, before).found.value.value(), 1.0);
}

TEST(ForumRules, RefusesWhatIsNoRule) {
    Study builder = seated(1, 1, 0);
    const ActorNetwork network = builder.build();
    const ForumRule good = rule("a", ForumForm::council, ForumFact::parity, RuleComparison::at_least, 1.0);
    ForumRule infinite = good;
    infinite.pass = std::numeric_limits<double>::infinity();
    EXPECT_THROW((void)forum_rules(network, {}), InvalidArgument);
    EXPECT_THROW((void)forum_rules(network, {"1", {good, good}}), InvalidArgument);
    EXPECT_THROW((void)forum_rules(network, {"1", {infinite}}), InvalidArgument);
    EXPECT_THROW((void)forum_rules(network, {"1", {good}}, {.expected_sectors = {}}), InvalidArgument);
    NetworkBuilder bare;
    bare.add_actor({.id = "k"});
    EXPECT_THROW((void)forum_rules(bare.build(), {"1", {good}}), MissingTable);
}

} // namespace
} // namespace samspill
