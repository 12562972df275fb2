#include <samspill/analysis/group_balance.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

namespace samspill {
namespace {

/// Adds a person of those groups to a forum, for an actor of that sector.
void seat(NetworkBuilder& network, const std::string& forum, const std::string& id, Sector sector,
          std::vector<std::string> groups) {
    network.add_actor({.id = "actor " + id, .sector = sector});
    network.add_person({.id = id, .actor = "actor " + id, .groups = std::move(groups)});
    network.add_seat({.forum = forum, .actor = "actor " + id, .person = id});
}

/// Methods M1.5: four municipal men, four women of civil society.
NetworkBuilder men_here_women_there() {
    NetworkBuilder network;
    network.add_forum({.id = "f"});
    for (int k = 0; k < 4; ++k) {
        seat(network, "f", "k" + std::to_string(k), Sector::municipal, {"man", "retired"});
        seat(network, "f", "c" + std::to_string(k), Sector::civil_society, {"woman"});
    }
    return network;
}

const BalancedAttribute by_gender{.attribute = GroupAttribute::membership, .groups = {"woman", "man"}};

TEST(GroupBalance, BalanceOnTheMarginsIsAnIllusion) {
    NetworkBuilder builder = men_here_women_there();
    const GroupBalanceResult result = group_balance(builder.build(), {.attributes = {{}, by_gender}});
    ASSERT_EQ(result.forums.size(), 4U); // the forum and all forums, by both attributes
    EXPECT_DOUBLE_EQ(result.forums[0].parity.value.value(), 1.0);
    EXPECT_DOUBLE_EQ(result.forums[1].parity.value.value(), 1.0);
    ASSERT_EQ(result.crossed.size(), 2U);
    const IntersectionalBalance& crossed = result.crossed[0].balance;
    EXPECT_DOUBLE_EQ(crossed.joint_blau.value.value(), 0.5);
    EXPECT_DOUBLE_EQ(crossed.joint_maximum, 0.75);
    EXPECT_NEAR(crossed.total_correlation.value.value(), std::log(2.0), 1e-12);
    EXPECT_EQ(crossed.empty_cells, 2);
    EXPECT_EQ(crossed.balanced_on_margins_only, true);
    EXPECT_TRUE(result.crossed[1].subject.forum.is_none());
}

TEST(GroupBalance, AnExpectedGroupWithoutSeatsCounts) {
    // 6/5/1 of three groups: parity 0.625, Shannon 0.918428 (M1.1, M1.3).
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    const std::vector<std::string> groups{"a", "b", "c"};
    for (int k = 0; k < 12; ++k) {
        seat(builder, "f", "p" + std::to_string(10 + k), Sector::municipal,
             {k < 6    ? "a"
              : k < 11 ? "b"
                       : "c"});
    }
    const ActorNetwork network = builder.build();
    const GroupBalanceResult three =
        group_balance(network, {.attributes = {{.attribute = GroupAttribute::membership}}});
    EXPECT_EQ(three.attributes[0].groups, groups);
    EXPECT_DOUBLE_EQ(three.forums[0].parity.value.value(), 0.625);
    EXPECT_NEAR(three.forums[0].shannon.value.value(), 0.918428, 1e-6);
    const GroupBalanceResult four = group_balance(
        network, {.attributes = {{.attribute = GroupAttribute::membership, .groups = {"a", "b", "c", "d"}}}});
    // P = 1 - (4/6) * (1/4 + 1/6 + 1/6 + 1/4) = 4/9
    EXPECT_NEAR(four.forums[0].parity.value.value(), 4.0 / 9.0, 1e-12);
    EXPECT_DOUBLE_EQ(four.groups[3].share.value(), 0.0);
}

TEST(GroupBalance, UnknownAndSeveralAreCountedApart) {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    seat(builder, "f", "a", Sector::municipal, {"woman"});
    seat(builder, "f", "b", Sector::municipal, {"man", "woman"});
    seat(builder, "f", "c", Sector::municipal, {});
    seat(builder, "f", "d", Sector::municipal, {"retired"});
    builder.add_seat({.forum = "f", .actor = "actor a"}); // names no person
    const GroupBalanceResult result = group_balance(builder.build(), {.attributes = {by_gender}});
    const AttributeBalance& row = result.forums[0];
    EXPECT_DOUBLE_EQ(row.amount.value(), 5.0);
    EXPECT_DOUBLE_EQ(row.amount_counted.value(), 1.0);
    EXPECT_DOUBLE_EQ(row.amount_in_several.value(), 1.0);
    EXPECT_DOUBLE_EQ(row.amount_unknown.value(), 3.0);
    EXPECT_DOUBLE_EQ(row.parity.value.value(), 0.0);
}

/// A seat each for two languages, with thirty and ten people in need.
NetworkBuilder two_languages() {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    builder.add_actor({.id = "x", .languages = {"ti"}}).add_actor({.id = "y", .languages = {"ar"}});
    builder.add_seat({.forum = "f", .actor = "x"}).add_seat({.forum = "f", .actor = "y"});
    builder.add_need({.id = "n1", .theme = "t", .language = "ti", .people = Count{30}});
    builder.add_need({.id = "n2", .theme = "t", .language = "ar", .people = Count{10}});
    return builder;
}

TEST(GroupBalance, SharesAreComparedWithTheNeed) {
    NetworkBuilder builder = two_languages();
    const GroupBalanceOptions by_need{
        .attributes = {{.attribute = GroupAttribute::language, .baseline = GroupBaseline::needs}}};
    const GroupBalanceResult result = group_balance(builder.build(), by_need);
    ASSERT_EQ(result.attributes[0].groups, (std::vector<std::string>{"ar", "ti"}));
    EXPECT_DOUBLE_EQ(result.groups[0].baseline_share.value(), 0.25);
    EXPECT_DOUBLE_EQ(result.groups[0].ratio.value.value(), 2.0);
    EXPECT_DOUBLE_EQ(result.groups[1].gap.value.value(), -0.25);
    EXPECT_DOUBLE_EQ(result.forums[0].dissimilarity.value.value(), 0.25);
    NetworkBuilder uncounted = two_languages();
    uncounted.add_need({.id = "n3", .theme = "t", .language = "ar"}); // nobody counted them
    const GroupBalanceResult open = group_balance(uncounted.build(), by_need);
    EXPECT_FALSE(open.groups[0].baseline_share);
    EXPECT_FALSE(open.groups[1].baseline_share) << "a share needs the whole";
    EXPECT_EQ(open.groups[0].ratio.status, Status::unknown);
    EXPECT_EQ(open.groups[0].ratio.reason, "the baseline is not known for every group");
}

TEST(GroupBalance, AGroupWithPeopleButWithoutASeatIsAGroup) {
    NetworkBuilder builder;
    builder.add_forum({.id = "f"});
    builder.add_actor({.id = "x", .languages = {"ti"}}).add_actor({.id = "y", .languages = {"so"}});
    builder.add_seat({.forum = "f", .actor = "x"});
    builder.add_need({.id = "n1", .theme = "t", .language = "ti", .people = Count{30}});
    builder.add_need({.id = "n2", .theme = "t", .language = "ar", .people = Count{10}}); // nobody speaks it
    const ActorNetwork network = builder.build();
    const auto groups_by = [&](GroupBaseline baseline) {
        return group_balance(network,
                             {.attributes = {{.attribute = GroupAttribute::language, .baseline = baseline}}});
    };
    const GroupBalanceResult needs = groups_by(GroupBaseline::needs);
    ASSERT_EQ(needs.attributes[0].groups, (std::vector<std::string>{"ar", "ti"}));
    EXPECT_DOUBLE_EQ(needs.groups[0].ratio.value.value(), 0.0) << "ten people and no seat";
    EXPECT_DOUBLE_EQ(needs.groups[0].gap.value.value(), -0.25);
    EXPECT_DOUBLE_EQ(needs.forums[0].parity.value.value(), 0.0);
    EXPECT_EQ(groups_by(GroupBaseline::actors).attributes[0].groups, (std::vector<std::string>{"so", "ti"}));
    EXPECT_EQ(groups_by(GroupBaseline::equal).attributes[0].groups, std::vector<std::string>{"ti"});
}

TEST(GroupBalance, PlacesWithPeopleButWithoutASeatAreGroups) {
    // A county with three municipalities; the seat is held in a village of the first.
    NetworkBuilder builder;
    builder.add_area({.id = "county", .population = Count{1000}});
    builder.add_area({.id = "a", .parent = "county", .population = Count{500}})
        .add_area({.id = "b", .parent = "county", .population = Count{300}})
        .add_area({.id = "c", .parent = "county", .population = Count{200}})
        .add_area({.id = "village", .parent = "a", .population = Count{50}})
        .add_area({.id = "hamlet", .parent = "b", .population = Count{10}});
    builder.add_actor({.id = "x", .area = "a"}).add_actor({.id = "y", .area = "village"});
    builder.add_forum({.id = "f"})
        .add_seat({.forum = "f", .actor = "x"})
        .add_seat({.forum = "f", .actor = "y"});
    builder.add_need({.id = "n", .theme = "t", .area = "hamlet", .people = Count{5}});
    builder.add_need({.id = "m", .theme = "t", .area = "village", .people = Count{15}});
    const ActorNetwork network = builder.build();
    const auto by = [&](GroupBaseline baseline) {
        return group_balance(network,
                             {.attributes = {{.attribute = GroupAttribute::area, .baseline = baseline}}});
    };
    const GroupBalanceResult inhabitants = by(GroupBaseline::population);
    ASSERT_EQ(inhabitants.attributes[0].groups, (std::vector<std::string>{"a", "b", "c", "village"}));
    EXPECT_DOUBLE_EQ(inhabitants.groups[0].baseline_share.value(), 0.45) << "a without its village";
    EXPECT_DOUBLE_EQ(inhabitants.groups[1].baseline_share.value(), 0.3) << "b with its hamlet";
    EXPECT_DOUBLE_EQ(inhabitants.groups[3].baseline_share.value(), 0.05);
    const GroupBalanceResult needs = by(GroupBaseline::needs);
    ASSERT_EQ(needs.attributes[0].groups, (std::vector<std::string>{"a", "hamlet", "village"}));
    EXPECT_DOUBLE_EQ(needs.groups[1].baseline_share.value(), 0.25);
}

TEST(GroupBalance, PlacesInsideAGroupCountForItAndUnknownPopulationIsNotZero) {
    NetworkBuilder builder;
    builder.add_area({.id = "north", .population = Count{300}}).add_area({.id = "south"});
    builder.add_area({.id = "village", .parent = "north", .population = Count{100}});
    builder.add_actor({.id = "x", .area = "village"}).add_actor({.id = "y", .area = "south"});
    builder.add_forum({.id = "f"})
        .add_seat({.forum = "f", .actor = "x"})
        .add_seat({.forum = "f", .actor = "y"});
    const BalancedAttribute by_area{.attribute = GroupAttribute::area,
                                    .groups = {"north", "south"},
                                    .baseline = GroupBaseline::population};
    const GroupBalanceResult unknown = group_balance(builder.build(), {.attributes = {by_area}});
    EXPECT_DOUBLE_EQ(unknown.groups[0].share.value(), 0.5) << "the village lies in the north";
    EXPECT_FALSE(unknown.groups[0].baseline_share) << "nobody stated how many live in the south";
    EXPECT_EQ(unknown.groups[0].ratio.status, Status::unknown);
    EXPECT_EQ(unknown.forums[0].dissimilarity.status, Status::unknown);
    EXPECT_DOUBLE_EQ(unknown.forums[0].parity.value.value(), 1.0);
}

TEST(GroupBalance, ForumsDifferByTheWorkedExample) {
    // Methods M1.4 (a): [[5,3],[2,6],[3,3]] gives M = 0.054915 and H = 0.079702.
    NetworkBuilder builder;
    constexpr std::array<std::array<int, 2>, 3> seats{{{5, 3}, {2, 6}, {3, 3}}};
    int id = 0;
    for (std::size_t f = 0; f < seats.size(); ++f) {
        const std::string forum = "f" + std::to_string(f);
        builder.add_forum({.id = forum});
        for (int k = 0; k < seats[f][0] + seats[f][1]; ++k) {
            seat(builder, forum, "p" + std::to_string(++id),
                 k < seats[f][0] ? Sector::municipal : Sector::civil_society, {});
        }
    }
    const GroupBalanceResult result = group_balance(builder.build());
    EXPECT_NEAR(result.segregation.at(0).segregation.mutual_information.value.value(), 0.054915, 1e-6);
    EXPECT_NEAR(result.segregation.at(0).segregation.theil_h.value.value(), 0.079702, 1e-6);
    EXPECT_DOUBLE_EQ(result.forums.back().amount.value(), 22.0) << "all forums together";
    EXPECT_TRUE(result.crossed.empty()) << "one attribute crosses nothing";
}

TEST(GroupBalance, AnEmptyForumHasNoBalance) {
    NetworkBuilder builder = men_here_women_there();
    builder.add_forum({.id = "empty"});
    const GroupBalanceResult result = group_balance(builder.build(), {.attributes = {by_gender}});
    EXPECT_EQ(result.forums[0].parity.status, Status::not_applicable); // "empty" comes before "f"
    EXPECT_EQ(result.forums[0].parity.reason, "empty");
    EXPECT_FALSE(result.groups[0].share);
}

TEST(GroupBalance, SeatsOfTheLatestDayCount) {
    NetworkBuilder builder;
    builder.add_actor({.id = "k"}).add_actor({.id = "c", .sector = Sector::civil_society});
    builder.add_forum({.id = "f"}).add_forum({.id = "g", .ends_on = Date{15}});
    for (const char* const forum : {"f", "g"}) {
        builder.add_seat({.forum = forum, .actor = "k", .period = {{}, Date{20}}});
        builder.add_seat({.forum = forum, .actor = "c", .period = {Date{20}, {}}});
    }
    const ActorNetwork network = builder.build();
    const GroupBalanceResult latest = group_balance(network);
    ASSERT_EQ(latest.forums.size(), 3U); // f, g, and both together
    EXPECT_EQ(latest.forums[0].as_of, Date{20});
    EXPECT_EQ(latest.groups[0].amount, 0.0); // municipal at f
    EXPECT_EQ(latest.groups[1].amount, 1.0);
    EXPECT_EQ(latest.forums[1].as_of, Date{14}) << "g had ended";
    EXPECT_EQ(latest.groups[2].amount, 1.0);
    EXPECT_EQ(latest.groups[3].amount, 0.0);
    EXPECT_EQ(latest.forums[2].as_of, Date{20});
    EXPECT_EQ(latest.forums[2].amount, 2.0);
    EXPECT_EQ(group_balance(network, {.as_of = SeatDay::all_seats()}).forums[2].amount, 4.0);
}

TEST(GroupBalance, RefusesWhatCannotBeCompared) {
    NetworkBuilder builder = men_here_women_there();
    const ActorNetwork network = builder.build();
    const auto refused = [&](const BalancedAttribute& attribute) {
        EXPECT_THROW((void)group_balance(network, {.attributes = {attribute}}), InvalidArgument);
    };
    refused({.attribute = GroupAttribute::membership, .groups = {"woman", "woman"}});
    refused({.attribute = GroupAttribute::tier, .baseline = GroupBaseline::actors});
    refused({.attribute = GroupAttribute::sector, .baseline = GroupBaseline::population});
    refused({.attribute = GroupAttribute::sector, .baseline = GroupBaseline::needs});
    refused({.attribute = GroupAttribute::membership, .groups = {"a"}, .baseline = GroupBaseline::given});
    refused({.attribute = GroupAttribute::membership,
             .groups = {"a", "b"},
             .baseline = GroupBaseline::given,
             .weights = {0.0, 0.0}});
    EXPECT_THROW((void)group_balance(network, {.attributes = {}}), InvalidArgument);
    EXPECT_THROW((void)group_balance(network, {.attributes = {{}, {}}}), InvalidArgument);
    EXPECT_THROW((void)group_balance(network, {.window = DateInterval{}}), InvalidArgument);
    EXPECT_THROW((void)group_balance(
                     network, {.as_of = SeatDay::all_seats(), .window = DateInterval{Date{0}, Date{10}}}),
                 InvalidArgument);
    EXPECT_THROW((void)group_balance(network, {.attributes = {{.attribute = GroupAttribute::language,
                                                               .baseline = GroupBaseline::needs}}}),
                 MissingTable);
}

} // namespace
} // namespace samspill
