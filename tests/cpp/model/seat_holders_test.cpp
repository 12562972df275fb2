#include <samspill/model/seat_holders.hpp>

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace samspill {
namespace {

constexpr ForumId forum{0U};
constexpr ForumId other_forum{1U};
constexpr ActorId desk{0U};
constexpr ActorId club{1U};
constexpr PersonId ann{0U};
constexpr PersonId ben{1U};
constexpr Date early{10};
constexpr Date late{20};
constexpr DateInterval before_15{{}, Date{15}};
constexpr DateInterval from_15{Date{15}, {}};

void add(SeatColumns& seats, ForumId of, ActorId actor, PersonId person, DateInterval period = {}) {
    seats.forum.push_back(of);
    seats.actor.push_back(actor);
    seats.person.push_back(person);
    seats.role.push_back(SeatRole::member);
    seats.votes.emplace_back();
    seats.period.push_back(period);
    seats.ended_by.emplace_back();
}

using Found = std::optional<std::uint32_t>;

TEST(SeatHolders, NoSeatsHaveNoHolders) {
    const SeatColumns seats;
    const SeatHolders holders{seats, 2};
    EXPECT_TRUE(holders.all().empty());
    EXPECT_TRUE(holders.of(other_forum).empty());
    EXPECT_EQ(holders.find(forum, early, desk, ann), Found{});
    const SeatHolders nothing{seats, 0};
    EXPECT_TRUE(nothing.all().empty());
}

// In any order of rows: people by id, then actors, each with all seats.
TEST(SeatHolders, OneHolderAPersonAndAForum) {
    SeatColumns seats;
    add(seats, other_forum, desk, ann);
    add(seats, forum, desk, PersonId::none());
    add(seats, forum, club, ann, before_15);
    add(seats, forum, club, ben);
    add(seats, forum, desk, ann, from_15);
    add(seats, forum, desk, PersonId::none(), before_15);
    const SeatHolders holders{seats, 2};
    ASSERT_EQ(holders.all().size(), 4U);
    const auto of = holders.of(forum);
    ASSERT_EQ(of.size(), 3U);
    EXPECT_EQ(of[0].person, ann);
    EXPECT_EQ(of[0].actor, desk); // the first by id of the two
    EXPECT_EQ(holders.seats_of(of[0]).size(), 2U);
    EXPECT_EQ(of[1].person, ben);
    EXPECT_TRUE(of[2].person.is_none());
    EXPECT_EQ(of[2].actor, desk);
    EXPECT_EQ(holders.seats_of(of[2]).size(), 2U);
    EXPECT_EQ(holders.first_of(other_forum), 3U);
    EXPECT_EQ(holders.all().back().forum, other_forum);
}

TEST(SeatHolders, SeatsHoldFromTheirFirstDayToBeforeTheirLast) {
    SeatColumns seats;
    add(seats, forum, desk, ann, {Date{10}, Date{15}});
    add(seats, forum, club, ann, {Date{18}, Date{20}});
    const SeatHolders holders{seats, 1};
    const SeatHolder& holder = holders.all().front();
    EXPECT_FALSE(holders.is_seated(holder, Date{9}));
    EXPECT_TRUE(holders.is_seated(holder, Date{10}));
    EXPECT_FALSE(holders.is_seated(holder, Date{15}));
    EXPECT_TRUE(holders.is_seated(holder, Date{19}));
    EXPECT_FALSE(holders.is_seated(holder, Date{20}));
    EXPECT_TRUE(holders.is_seated(holder, Date{}));
}

TEST(SeatHolders, OwnSeatThenThatOfTheActor) {
    SeatColumns seats;
    add(seats, forum, desk, ann, before_15);
    add(seats, forum, desk, PersonId::none());
    const SeatHolders holders{seats, 2};
    EXPECT_EQ(holders.find(forum, early, desk, ann), Found{0});
    EXPECT_EQ(holders.find(forum, early, ActorId::none(), ann), Found{0});
    EXPECT_EQ(holders.find(forum, late, desk, ann), Found{1}); // the own seat is over
    EXPECT_EQ(holders.find(forum, early, desk, ben), Found{1});
    EXPECT_EQ(holders.find(forum, early, club, ben), Found{});
    EXPECT_EQ(holders.find(other_forum, early, desk, ann), Found{});
    EXPECT_EQ(holders.find(forum, early, ActorId::none(), PersonId::none()), Found{});
}

TEST(SeatHolders, TheOnlyPersonWhoSitsForAnActorThatDay) {
    SeatColumns seats;
    add(seats, forum, club, ann, before_15);
    add(seats, forum, club, ben, from_15);
    add(seats, forum, desk, ben, before_15);
    const SeatHolders holders{seats, 1};
    const auto who = [&](Date day, ActorId actor) {
        return holders.find(forum, day, actor, PersonId::none());
    };
    EXPECT_EQ(who(early, club), Found{0}); // ben sits for the desk on that day
    EXPECT_EQ(who(late, club), Found{1});
    EXPECT_EQ(who(early, desk), Found{1});
    EXPECT_EQ(who(late, desk), Found{});
    EXPECT_EQ(who(Date{}, club), Found{});                      // an unknown day fits both
    EXPECT_EQ(holders.find(forum, early, club, ben), Found{1}); // a person has their own seat
}

TEST(SeatHolders, APersonTwiceForAnActorIsOnePerson) {
    SeatColumns seats;
    add(seats, forum, club, ann);
    add(seats, forum, club, ann, before_15);
    const SeatHolders holders{seats, 1};
    EXPECT_EQ(holders.find(forum, early, club, PersonId::none()), Found{0});
}

} // namespace
} // namespace samspill
