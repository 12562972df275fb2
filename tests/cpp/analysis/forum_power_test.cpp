#include <samspill/analysis/forum_power.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace samspill {
namespace {

/// Two municipal actors and three of civil society, each with one seat in the forum, which is called "f".
NetworkBuilder two_and_three_in(Forum forum) {
    NetworkBuilder network;
    forum.id = "f";
    network.add_forum(std::move(forum));
    for (const char* id : {"k1", "k2", "c1", "c2", "c3"}) {
        const Sector sector = id[0] == 'k' ? Sector::municipal : Sector::civil_society;
        network.add_actor({.id = id, .sector = sector}).add_seat({.forum = "f", .actor = id});
    }
    return network;
}

NetworkBuilder two_and_three(std::optional<double> quota) { return two_and_three_in({.quota = quota}); }

/// One forum whose seats, of actors a, b, ..., have these votes.
NetworkBuilder with_votes(const std::vector<std::optional<double>>& votes, std::optional<double> quota) {
    NetworkBuilder network;
    network.add_actor({.id = "seated nowhere"});
    network.add_forum({.id = "f", .quota = quota}).declare_table(TableName::seats);
    for (std::size_t k = 0; k < votes.size(); ++k) {
        const std::string id(1, static_cast<char>('a' + static_cast<int>(k)));
        network.add_actor({.id = id, .sector = k == 0 ? Sector::municipal : Sector::civil_society})
            .add_seat({.forum = "f", .actor = id, .votes = votes[k]});
    }
    return network;
}

void expect_refused(const ActorNetwork& network, Status status, std::string_view reason,
                    const ForumPowerOptions& options = {}) {
    const ForumPowerResult result = forum_power(network, options);
    EXPECT_EQ(result.forums.at(0).status, status);
    EXPECT_EQ(result.forums.at(0).reason, reason);
    EXPECT_TRUE(result.voters.empty());
    EXPECT_TRUE(result.sectors.empty());
}

TEST(ForumPower, TwoAgainstThreeWhoVoteAsSectors) { // M1.8
    const ForumPowerResult result = forum_power(two_and_three(3.0).build());
    const ForumVote& forum = result.forums.at(0);
    EXPECT_EQ(forum.status, Status::ok);
    EXPECT_EQ(forum.voters, 5U);
    EXPECT_EQ(forum.votes, 5.0);
    EXPECT_TRUE(forum.votes_assumed);
    EXPECT_FALSE(forum.quota_assumed);
    EXPECT_EQ(forum.winning_coalitions, "16"); // of 32
    EXPECT_EQ(forum.power_to_act, 0.5);
    EXPECT_EQ(forum.power_to_act_of_sectors, 0.5);
    ASSERT_EQ(result.sectors.size(), 2U);
    const SectorPower& municipal = result.sectors[0];
    const SectorPower& civil = result.sectors[1];
    EXPECT_EQ(municipal.voters, 2U);
    EXPECT_DOUBLE_EQ(municipal.vote_share, 0.4);
    EXPECT_DOUBLE_EQ(municipal.shapley_shubik, 0.4);
    EXPECT_NEAR(municipal.owen.value(), 0.0, 1e-15);
    EXPECT_NEAR(civil.owen.value(), 1.0, 1e-15);
    EXPECT_NEAR(civil.banzhaf_owen.value(), 0.75, 1e-15);
    // The two as one, [3; 2,1,1,1]: swings 6, 2, 2, 2 of 12; pivotal unless first or last, in 2 of 4 places.
    EXPECT_NEAR(municipal.banzhaf_as_one, 0.5, 1e-15);
    EXPECT_NEAR(municipal.shapley_as_one, 0.5, 1e-15);
    EXPECT_NEAR(civil.shapley_as_one, 1.0, 1e-15);
    ASSERT_EQ(result.voters.size(), 5U);
    EXPECT_EQ(result.voters[0].power.shapley_fraction, "1/5");
    EXPECT_NEAR(result.voters[0].owen.value(), 1. / 3, 1e-15); // c1 comes first
}

TEST(ForumPower, StatedVotesWeigh) { // M1.7
    const ActorNetwork network = with_votes({4.0, 2.0, 1.0, 1.0}, 5.0).build();
    const ForumPowerResult result = forum_power(network);
    EXPECT_FALSE(result.forums[0].votes_assumed);
    EXPECT_EQ(result.voters[0].power.banzhaf_fraction, "7/10");
    EXPECT_EQ(result.sectors[0].vote_share, 0.5);
    EXPECT_DOUBLE_EQ(result.sectors[0].banzhaf, 0.7);
    EXPECT_DOUBLE_EQ(result.sectors[0].shapley_shubik, 0.75);
    EXPECT_DOUBLE_EQ(result.sectors[1].shapley_shubik, 0.25);
}

TEST(ForumPower, HalfVotesAreExact) {
    const ForumPowerResult result = forum_power(with_votes({2.0, 1.0, 0.5, 0.5}, 2.5).build());
    EXPECT_EQ(result.voters[0].power.swings, "7");
    EXPECT_EQ(result.forums[0].votes, 4.0);
    EXPECT_EQ(result.forums[0].quota, 2.5);
    // In doubles 0.7 + 0.1 + 0.1 + 0.1 is below 1.
    EXPECT_EQ(forum_power(with_votes({0.7, 0.1, 0.1, 0.1}, 1.0).build()).forums[0].winning_coalitions, "1");
}

TEST(ForumPower, WithoutAQuotaAMajorityIsAssumedOnlyWhenAskedFor) {
    const ActorNetwork network = two_and_three(std::nullopt).build();
    expect_refused(network, Status::not_applicable, "no quota stated");
    const ForumPowerResult result = forum_power(network, {.assume_majority = true});
    EXPECT_TRUE(result.forums[0].quota_assumed);
    EXPECT_EQ(result.forums[0].quota, 3.0);
    EXPECT_EQ(result.forums[0].winning_coalitions, "16");
}

TEST(ForumPower, SaysWhyAForumHasNone) {
    expect_refused(with_votes({}, 1.0).build(), Status::not_applicable, "empty");
    expect_refused(with_votes({1.0, 1.0}, 3.0).build(), Status::not_applicable,
                   "the quota is above the sum of the votes");
    expect_refused(with_votes({1.0, 1.0}, 0.0).build(), Status::not_applicable, "the quota is 0");
    expect_refused(with_votes({0.0, 0.0}, 1.0).build(), Status::not_applicable, "nobody has votes");
    expect_refused(with_votes({1.0 / 3.0, 1.0}, 1.0).build(), Status::not_applicable,
                   "votes or quota have too many digits");
    expect_refused(with_votes({9007199254740992.0, 2.0}, 1.0).build(), Status::not_applicable,
                   "votes or quota have too many digits");
    expect_refused(with_votes({1.0, std::nullopt}, 1.0).build(), Status::unknown,
                   "votes of some seats are not stated");
}

TEST(ForumPower, APersonVotesOnceUnlessTheVotesDiffer) {
    NetworkBuilder network;
    network.add_forum({.id = "f", .quota = 2.0})
        .add_actor({.id = "a"})
        .add_actor({.id = "b"})
        .add_person({.id = "p", .actor = "a"})
        .add_person({.id = "q", .actor = "a"})
        .add_seat({.forum = "f", .actor = "a", .person = "p", .votes = 1.0})
        .add_seat({.forum = "f", .actor = "b", .person = "p", .votes = 1.0})
        .add_seat({.forum = "f", .actor = "a", .person = "q", .votes = 1.0})
        .add_seat({.forum = "f", .actor = "b", .person = "q", .votes = 2.0});
    const ForumPowerResult result = forum_power(network.build());
    EXPECT_EQ(result.forums[0].voters, 3U);
    EXPECT_EQ(result.forums[0].votes, 4.0);
}

TEST(ForumPower, OnlySeatsHeldOnTheDayVote) {
    NetworkBuilder network = two_and_three(2.0);
    network.add_actor({.id = "late"})
        .add_seat(
            {.forum = "f",
             .actor = "late",
             .period = {.from = Date::parse("2024-05-01").value(), .to = Date::parse("2024-06-01").value()}});
    const ActorNetwork built = network.build();
    const auto voters_on = [&](const char* day) {
        return forum_power(built, {.as_of = SeatDay::on(Date::parse(day).value())}).forums[0].voters;
    };
    EXPECT_EQ(forum_power(built).forums[0].voters, 6U);
    EXPECT_EQ(voters_on("2024-04-30"), 5U);
    EXPECT_EQ(voters_on("2024-05-01"), 6U);
    EXPECT_EQ(voters_on("2024-06-01"), 5U);
}

TEST(ForumPower, ASuccessorVotesInPlaceOfThePredecessor) {
    // Two seats with one vote, the second handed over on 2024-05-01; the quota asks for both.
    const Date turn = Date::parse("2024-05-01").value();
    NetworkBuilder network;
    network.add_forum({.id = "f", .quota = 2.0})
        .add_actor({.id = "a"})
        .add_actor({.id = "b"})
        .add_actor({.id = "c"})
        .add_seat({.forum = "f", .actor = "a"})
        .add_seat({.forum = "f", .actor = "b", .period = {{}, turn}})
        .add_seat({.forum = "f", .actor = "c", .period = {turn, {}}});
    const ActorNetwork built = network.build();
    const ForumPowerResult latest = forum_power(built);
    EXPECT_EQ(latest.forums[0].as_of, turn);
    EXPECT_EQ(latest.forums[0].voters, 2U);
    EXPECT_EQ(latest.voters.at(0).power.banzhaf, 0.5);
    const ForumPowerResult all = forum_power(built, {.as_of = SeatDay::all_seats()});
    EXPECT_FALSE(all.forums[0].as_of.is_known());
    EXPECT_EQ(all.forums[0].voters, 3U);
}

TEST(ForumPower, VotesTooLargeForUnionsStillHavePower) {
    const ActorNetwork network = with_votes({4e9 + 1, 2e9, 1e9, 1e9}, 5e9).build();
    const ForumPowerResult result = forum_power(network);
    EXPECT_EQ(result.forums[0].method, PowerMethod::enumerated);
    EXPECT_FALSE(result.forums[0].power_to_act_of_sectors);
    EXPECT_FALSE(result.voters[0].owen);
    EXPECT_FALSE(result.sectors[0].owen);
    EXPECT_EQ(result.voters[0].power.swings, "7");
    EXPECT_EQ(result.forums[0].sectors_reason, "the votes are too large for the power of unions");
}

TEST(ForumPower, TooManyVotersForUnionsAreSaidToBe) {
    NetworkBuilder network;
    network.add_forum({.id = "f", .quota = 2.0}).add_actor({.id = "a"});
    for (int k = 0; k < 1001; ++k) {
        network.add_seat({.forum = "f", .actor = "a"});
    }
    const ForumVote vote = forum_power(network.build(), {.power = {.samples = 10}}).forums.at(0);
    EXPECT_EQ(vote.status, Status::ok);
    EXPECT_FALSE(vote.power_to_act_of_sectors);
    EXPECT_EQ(vote.sectors_reason, "too many voters for the power of unions");
}

TEST(ForumPower, ASectorWithAVetoMustHaveAMemberThatAgrees) {
    const SectorVeto one{Sector::municipal, Veto::at_least_one};
    const ForumPowerResult result = forum_power(two_and_three_in({.quota = 3.0, .vetoes = {one}}).build());
    // Of the 16 majorities of five only that of the three c has no k.
    EXPECT_EQ(result.forums[0].winning_coalitions, "15");
    // c1 swings with two others of whom a k: {k1,k2}, {k1,c2}, {k1,c3}, {k2,c2}, {k2,c3}. k1 as well in all
    // six pairs and with the three c: {k2,c1}, {k2,c2}, {k2,c3}, {c1,c2}, {c1,c3}, {c2,c3}, {c1,c2,c3}.
    EXPECT_EQ(result.voters[0].power.swings, "5");
    EXPECT_EQ(result.voters[3].power.swings, "7");
    // Sectors that vote as one: both are needed, so both have half; alone neither can act.
    EXPECT_EQ(result.forums[0].power_to_act_of_sectors, 0.25);
    EXPECT_NEAR(result.sectors[0].owen.value(), 0.5, 1e-15);
}

TEST(ForumPower, AMajorityOrAllOfASectorMayHaveToAgree) {
    const auto winning = [](Veto veto) {
        const Forum forum{.quota = 3.0, .vetoes = {{Sector::civil_society, veto}}};
        return forum_power(two_and_three_in(forum).build()).forums[0].winning_coalitions;
    };
    // Two c and a k or both (3 * 3), three c and any k (4); three c (4).
    EXPECT_EQ(winning(Veto::majority), "13");
    EXPECT_EQ(winning(Veto::all), "4");
    EXPECT_EQ(winning(Veto::at_least_one), "16"); // two k are no majority
}

TEST(ForumPower, HeadsCountBesideVotes) { // [5; 4,2,1,1] with three heads: only a and two others, or all
    NetworkBuilder heads;
    heads.add_forum({.id = "f", .quota = 5.0, .head_count = Count{3}});
    for (const auto& [id, votes] : {std::pair{"a", 4.0}, {"b", 2.0}, {"c", 1.0}, {"d", 1.0}, {"e", 0.0}}) {
        heads.add_actor({.id = id}).add_seat({.forum = "f", .actor = id, .votes = votes});
    }
    const ForumPowerResult result = forum_power(heads.build());
    EXPECT_EQ(result.forums[0].head_count, 3);
    EXPECT_EQ(result.forums[0].quota, 5.0);
    EXPECT_EQ(result.forums[0].winning_coalitions, "8"); // four of a to d, with e or without, who has no head
    EXPECT_EQ(result.voters[4].power.banzhaf, 0.0);
}

TEST(ForumPower, AHeadCountAloneDecides) {
    const ForumPowerResult result = forum_power(two_and_three_in({.head_count = Count{4}}).build());
    EXPECT_EQ(result.forums[0].status, Status::ok);
    EXPECT_FALSE(result.forums[0].quota);
    EXPECT_FALSE(result.forums[0].quota_assumed);
    EXPECT_EQ(result.forums[0].winning_coalitions, "6"); // C(5,4) + 1
    EXPECT_EQ(result.voters[0].power.shapley_fraction, "1/5");
}

TEST(ForumPower, RulesThatNobodyCanMeetAreNoGame) {
    const auto refused = [](Forum forum, std::string_view reason) {
        expect_refused(two_and_three_in(std::move(forum)).build(), Status::not_applicable, reason);
    };
    refused({.quota = 3.0, .head_count = Count{6}}, "the head count is above the number of voters");
    refused({.quota = 3.0, .head_count = Count{0}}, "the head count is 0");
    refused({.quota = 3.0, .vetoes = {{Sector::state, Veto::at_least_one}}},
            "a sector with a veto has no voters");
    refused({.vetoes = {{Sector::municipal, Veto::all}}}, "no quota stated");
}

TEST(ForumPower, RecordsHowItWasComputed) {
    const ForumPowerResult result =
        forum_power(two_and_three(3.0).build(),
                    {.as_of = SeatDay::on(Date::parse("2024-01-01").value()), .assume_majority = true});
    EXPECT_EQ(result.provenance.analysis, "forum_power");
    EXPECT_EQ(result.provenance.seed, 1U);
    EXPECT_EQ(result.provenance.options.front(),
              (std::pair<std::string, std::string>{"as_of", "2024-01-01"}));
}

TEST(ForumPower, NeedsItsTables) {
    NetworkBuilder bare;
    bare.add_actor({.id = "a"});
    EXPECT_THROW(static_cast<void>(forum_power(bare.build())), MissingTable);
    NetworkBuilder without_forums;
    without_forums.add_actor({.id = "a"});
    without_forums.declare_table(TableName::forums).declare_table(TableName::seats);
    EXPECT_TRUE(forum_power(without_forums.build()).forums.empty());
    const ForumPowerOptions one{.power = {.banzhaf = false}};
    EXPECT_THROW(static_cast<void>(forum_power(two_and_three(3.0).build(), one)), InvalidArgument);
}

} // namespace
} // namespace samspill
