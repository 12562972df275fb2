// Single changes of a small network; that they equal a network built anew is a property test.
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>
#include <samspill/model/network_edit.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace samspill {
namespace {

ActorNetwork study() {
    NetworkBuilder builder;
    builder.add_area({.id = "town"});
    builder.add_actor({.id = "club", .parent = "desk", .area = "town"});
    builder.add_actor({.id = "desk"});
    builder.add_actor({.id = "team", .parent = "club"});
    builder.add_person({.id = "p1", .actor = "club"}).add_person({.id = "p2", .actor = "team"});
    builder.add_need({.id = "n1", .theme = "t", .area = "town", .people = 3, .entry_point = "club"});
    builder.add_activity({.id = "j1", .actor = "club", .theme = "t", .period = {5, 6}, .capacity = 3});
    builder.add_activity({.id = "j2",
                          .actor = "team",
                          .theme = "t",
                          .period = {0, 1},
                          .capacity = 8,
                          .after = {"j1"},
                          .in_use = 9});
    builder.add_tie({.source = "desk", .target = "j1"}).add_tie({.source = "team", .target = "desk"});
    builder.add_forum({.id = "f"});
    builder.add_seat({.forum = "f", .actor = "desk", .person = "p1"});
    return builder.build();
}

std::vector<std::string> codes(const std::vector<Finding>& findings) {
    std::vector<std::string> found;
    found.reserve(findings.size());
    for (const Finding& finding : findings) {
        found.push_back(std::string{to_string(finding.code)} + " " + finding.table + " " +
                        std::to_string(finding.row) + " " + finding.column);
    }
    return found;
}

using Lines = std::vector<std::string>;

/// "code table row column" of what keeps a change from being made.
template <class Change>
Lines refused(Change change) {
    try {
        static_cast<void>(change());
    } catch (const UnusableData& error) {
        return codes(error.findings());
    }
    return {};
}

TEST(NetworkEdit, TheOldNetworkStaysAsItIs) {
    const ActorNetwork old = study();
    const std::uint64_t before = old.fingerprint();
    const ActorNetwork fewer = without_actor(old, old.find_actor("club"));
    EXPECT_EQ(old.actors().size(), 3U);
    EXPECT_EQ(old.fingerprint(), before);
    EXPECT_NE(fewer.fingerprint(), before);
}

TEST(NetworkEdit, TablesThatStayTheSameAreShared) {
    const ActorNetwork old = study();
    const ActorNetwork roomy = with_capacity(old, old.find_activity("j1"), 50);
    EXPECT_NE(&roomy.activities(), &old.activities());
    EXPECT_EQ(&roomy.texts(), &old.texts());
    EXPECT_EQ(&roomy.actors(), &old.actors());
    EXPECT_EQ(&roomy.needs(), &old.needs());
    EXPECT_EQ(&roomy.ties(), &old.ties());
    EXPECT_EQ(&roomy.layer(Relation::awareness), &old.layer(Relation::awareness));

    const ActorNetwork closer = with_tie(old, {.source = "club", .target = "desk"});
    EXPECT_NE(&closer.ties(), &old.ties());
    EXPECT_EQ(&closer.texts(), &old.texts());
    EXPECT_EQ(&closer.activities(), &old.activities());
    EXPECT_EQ(&closer.people(), &old.people());

    const ActorNetwork smaller = without_activity(old, old.find_activity("j2"));
    EXPECT_EQ(&smaller.ties(), &old.ties()); // j2 comes last and has no ties
    EXPECT_EQ(&smaller.needs(), &old.needs());
    EXPECT_EQ(smaller.layer(Relation::awareness).vertices(), 4U);

    const ActorNetwork copy = with_activity(old, {.id = "town", .actor = "desk", .theme = "t"});
    EXPECT_EQ(&copy.texts(), &old.texts()); // all its texts are known
    EXPECT_EQ(&copy.needs(), &old.needs());
    EXPECT_EQ(&copy.people(), &old.people());
}

TEST(NetworkEdit, ANewTextMovesTermsAndNothingElse) {
    const ActorNetwork old = study();
    const ActorNetwork wider =
        with_activity(old, {.id = "aaa", .actor = "team", .theme = "b", .after = {"j2"}});
    EXPECT_EQ(wider.activities().size(), 3U);
    EXPECT_EQ(wider.text(wider.activities().id[0]), "aaa");
    EXPECT_EQ(wider.text(wider.activities().theme[0]), "b");
    EXPECT_EQ(wider.activities().after[0][0], ActivityId{2U});
    EXPECT_EQ(wider.activities().after[2][0], ActivityId{1U});
    EXPECT_EQ(wider.text(wider.needs().theme[0]), "t");
    EXPECT_EQ(wider.text(wider.actors().id[1]), "desk");
    EXPECT_EQ(&wider.seats(), &old.seats()); // hold no texts
    const ActorNetwork back = without_activity(wider, ActivityId{0U});
    EXPECT_EQ(back.fingerprint(), old.fingerprint());
    EXPECT_NE(back.texts().size(), old.texts().size()); // the texts stay in the pool
}

TEST(NetworkEdit, AnActorTakesAllThatIsItsOwnAlong) {
    const ActorNetwork old = study();
    const ActorNetwork fewer = without_actor(old, old.find_actor("club"));
    EXPECT_EQ(fewer.actors().size(), 2U);
    const ActorId team = fewer.find_actor("team");
    EXPECT_EQ(fewer.actors().parent[team.position()], fewer.find_actor("desk")); // the parent of its parent
    EXPECT_TRUE(fewer.needs().entry_point[0].is_none());
    EXPECT_TRUE(fewer.find_person("p1").is_none());
    ASSERT_EQ(fewer.seats().size(), 1U);
    EXPECT_TRUE(fewer.seats().person[0].is_none()); // the desk keeps its seat without p1
    ASSERT_EQ(fewer.activities().size(), 1U);
    EXPECT_TRUE(fewer.activities().after[0].empty());
    ASSERT_EQ(fewer.ties().size(), 1U);
    EXPECT_EQ(fewer.ties().source[0], team);
    EXPECT_TRUE(fewer.has(TableName::people));
}

TEST(NetworkEdit, FindingsFollowTheirRows) {
    const ActorNetwork old = study();
    ASSERT_EQ(codes(old.findings()),
              (Lines{"contradictory_window activities 3 after", "capacity_below_use activities 3 in_use"}));
    EXPECT_EQ(codes(without_activity(old, old.find_activity("j1")).findings()),
              (Lines{"capacity_below_use activities 3 in_use"}));
    EXPECT_EQ(codes(without_activity(old, old.find_activity("j2")).findings()), Lines{});
    EXPECT_EQ(codes(with_capacity(old, old.find_activity("j2"), 9).findings()),
              (Lines{"contradictory_window activities 3 after"}));
    const ActorNetwork unknown = with_capacity(old, old.find_activity("j2"), Count::unknown());
    EXPECT_EQ(codes(unknown.findings()),
              (Lines{"contradictory_window activities 3 after", "unknown_capacity activities 0 capacity"}));
    EXPECT_EQ(unknown.findings().back().message, "1 of 2 activities state no capacity");
    // What is new stands in no file and no row.
    const ActorNetwork more = with_tie(old, {.source = "desk", .target = "desk"});
    EXPECT_EQ(codes(more.findings()),
              (Lines{"contradictory_window activities 3 after", "capacity_below_use activities 3 in_use",
                     "self_tie ties 0 target"}));
}

TEST(NetworkEdit, RowsThatBreakARuleAreRefused) {
    const ActorNetwork old = study();
    EXPECT_EQ(refused([&] {
                  return with_activity(old, {.id = "j1",
                                             .actor = "nobody",
                                             .theme = "",
                                             .areas = {"nowhere"},
                                             .period = {3, 2},
                                             .capacity = -1,
                                             .after = {"j9"}});
              }),
              (Lines{"unknown_id activities 0 actor", "unknown_id activities 0 after",
                     "unknown_id activities 0 areas", "negative_number activities 0 capacity",
                     "duplicate_id activities 0 id", "missing_value activities 0 theme",
                     "reversed_interval activities 0 to_month"}));
    EXPECT_EQ(refused([&] { return with_activity(old, {.actor = "desk", .theme = "t"}); }),
              (Lines{"missing_value activities 0 id"}));
    EXPECT_EQ(refused([&] { return with_activity(old, {.id = "desk", .actor = "desk", .theme = "t"}); }),
              (Lines{"ambiguous_id activities 0 id"}));
    EXPECT_EQ(refused([&] {
                  return with_activity(old, {.id = "x", .actor = "desk", .theme = "t", .after = {"x"}});
              }),
              (Lines{"prerequisite_cycle activities 0 after"}));
    EXPECT_EQ(refused([&] { return with_tie(old, {.source = "j1", .target = "?"}); }),
              (Lines{"unknown_id ties 0 source", "unknown_id ties 0 target"}));
    EXPECT_EQ(refused([&] { return with_tie(old, {.weight = -1.0}); }),
              (Lines{"missing_value ties 0 source", "missing_value ties 0 target",
                     "negative_number ties 0 weight"}));
    EXPECT_EQ(refused([&] { return with_capacity(old, ActivityId{0U}, Count::limit + 1); }),
              (Lines{"number_too_large activities 0 capacity"}));
}

TEST(NetworkEdit, SumsStayWithinTheirLimit) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    for (int k = 0; k < 1000; ++k) {
        builder.add_activity({.id = std::to_string(k),
                              .actor = "a",
                              .theme = "t",
                              .capacity = Count::limit - (k == 0 ? 1 : 0)});
    }
    const ActorNetwork full = builder.build();
    EXPECT_EQ(refused([&] { return with_capacity(full, full.find_activity("0"), Count::limit); }), Lines{});
    const Activity two_more{.id = "x", .actor = "a", .theme = "t", .capacity = 2};
    EXPECT_EQ(refused([&] { return with_activity(full, two_more); }),
              (Lines{"number_too_large activities 0 capacity"}));
}

TEST(NetworkEdit, WhatIsNotThereCannotChange) {
    const ActorNetwork old = study();
    EXPECT_THROW(static_cast<void>(without_activity(old, ActivityId{2U})), InvalidArgument);
    EXPECT_THROW(static_cast<void>(without_activity(old, ActivityId::none())), InvalidArgument);
    EXPECT_THROW(static_cast<void>(with_capacity(old, ActivityId{2U}, 1)), InvalidArgument);
    EXPECT_THROW(static_cast<void>(without_actor(old, ActorId{3U})), InvalidArgument);
}

TEST(NetworkEdit, TheLastActorStays) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    const ActorNetwork alone = builder.build();
    EXPECT_EQ(refused([&] { return without_actor(alone, ActorId{0U}); }), (Lines{"missing_table actors 0 "}));
}

} // namespace
} // namespace samspill
