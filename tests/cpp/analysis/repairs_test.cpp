#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/repairs.hpp>
#include <samspill/core/error.hpp>

#include "../support/worked_examples.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

std::string name(const ActorNetwork& network, ActivityId activity) {
    return std::string{network.text(network.activities().id[activity.position()])};
}

/// "open a2 to area B: 6 people for 3" and the like.
std::string sentence(const ActorNetwork& network, const Repair& repair) {
    std::string text{to_string(repair.kind)};
    text += " " + name(network, repair.activity);
    if (repair.opened == OpenedTo::language) {
        text += " to " + std::string{network.text(repair.language)};
    }
    if (!repair.area.is_none()) {
        text += " to " + std::string{network.text(network.areas().id[repair.area.position()])};
    }
    if (repair.seats > 0) {
        text += " " + std::to_string(repair.seats) + " seats";
    }
    for (const ActorId told : repair.told) {
        text += ", telling " + std::string{network.text(network.actors().id[told.position()])};
    }
    std::string effort = std::to_string(repair.effort);
    effort.resize(effort.find('.') + 3);
    return text + ": " + std::to_string(repair.people) + " for " + effort;
}

std::vector<std::string> sentences(const ActorNetwork& network, const RepairsResult& result) {
    std::vector<std::string> all;
    for (const Repair& repair : result.repairs) {
        all.push_back(sentence(network, repair));
    }
    return all;
}

TEST(Repairs, OfTheWorkedExample) {
    // M4.4: telling n3's referrer of a3 reaches 4 more. By hand, from the 8 people covered in a1:
    // a1 is wanted by ten more (n1 10 + n3 8 - 8 seats); a2's ten seats are free, so moving them there, or
    // opening a2 to Arabic for n1, reaches ten; opening it to Danish lets all eight of n3 in and n1 keeps
    // a1's eight; opening it to B reaches the six of n2; a3 opened to Arabic fills its four seats.
    const ActorNetwork network = examples::allocation_example().build();
    const RepairsResult result = repairs(network).result;
    EXPECT_EQ(sentences(network, result), (std::vector<std::string>{
                                              "move_seats a1 10 seats: 10 for 2.00",
                                              "tell a3, telling office: 4 for 1.00",
                                              "open a2 to ar: 10 for 3.00",
                                              "add_seats a1 10 seats: 10 for 4.50",
                                              "open a2 to da, telling office: 8 for 4.00",
                                              "open a2 to B: 6 for 3.00",
                                              "open a3 to ar: 4 for 3.00",
                                              "invite a2 to B 10 seats, telling desk: 6 for 9.50",
                                          }));
    EXPECT_EQ(result.people_counted, 24);
    EXPECT_EQ(result.covered, 8);
    EXPECT_TRUE(result.all_considered);
}

TEST(Repairs, ChoosesWithinTheBudgetAndSaysHowGoodItCouldGet) {
    const ActorNetwork network = examples::allocation_example().build();
    const RepairsResult five = repairs(network, {.budget = 5.0}).result;
    EXPECT_EQ(five.chosen_people, 10); // seats of a1, a2 and a3 that one or two repairs can bring together
    EXPECT_LE(five.chosen_effort, 5.0);
    EXPECT_GE(five.people_at_most, five.chosen_people);
    // Told, moved and opened to B for 6: all 22 seats are used, 14 people more.
    const RepairsResult all = repairs(network, {.budget = 100.0}).result;
    EXPECT_EQ(all.chosen_people, 16); // with new seats everybody of the 24 is reached
    EXPECT_EQ(all.people_at_most, 16);
    const RepairsResult none = repairs(network, {.budget = 0.0}).result;
    EXPECT_TRUE(none.chosen.empty());
    EXPECT_EQ(none.people_at_most, 0);
}

TEST(Repairs, NamesTheMissingKnowledgeOfEachReferrer) {
    const ActorNetwork network = examples::allocation_example().build();
    const RepairsResult result = repairs(network).result;
    ASSERT_EQ(result.knowledge.size(), 1U); // the desk knows everything already
    EXPECT_EQ(network.text(network.actors().id[result.knowledge[0].entry_point.position()]), "office");
    EXPECT_EQ(name(network, result.repairs[result.knowledge[0].repair].activity), "a3");
}

TEST(Repairs, ConsidersOnlyTheKindsAskedFor) {
    const ActorNetwork network = examples::allocation_example().build();
    const RepairOptions options{
        .kinds = {.tell = true, .open = false, .add_seats = false, .move_seats = false, .invite = false}};
    EXPECT_EQ(sentences(network, repairs(network, options).result),
              (std::vector<std::string>{"tell a3, telling office: 4 for 1.00"}));
}

TEST(Repairs, KeepsToTheLargestGapsWhenThereAreTooMany) {
    const ActorNetwork network = examples::allocation_example().build();
    const RepairsResult result = repairs(network, {.most_candidates = 1}).result;
    EXPECT_FALSE(result.all_considered); // four openings, one of them kept
    EXPECT_EQ(result.repairs.size(), 5U);
}

TEST(Repairs, OpensToWhatANeedAsksFor) {
    NetworkBuilder builder;
    builder.add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_activity({.id = "swim",
                          .actor = "club",
                          .theme = "swimming",
                          .target_groups = {"children"},
                          .period = {3, 6},
                          .ages = {10, 14},
                          .capacity = 50,
                          .cost = 40.0,
                          .access = {"step_free"}});
    const Need need{.theme = "swimming",
                    .target_group = "children",
                    .period = {3, 6},
                    .ages = {10, 14},
                    .people = 2,
                    .max_cost = 50.0,
                    .access = {"step_free"}};
    const auto add = [&](const char* id, auto change) {
        Need changed = need;
        changed.id = id;
        change(changed);
        builder.add_need(changed);
    };
    add("access", [](Need& n) { n.access = {"childcare", "step_free"}; });
    add("ages", [](Need& n) { n.ages = {6, 8}; });
    add("cost", [](Need& n) { n.max_cost = 10.0; });
    add("group", [](Need& n) { n.target_group = "adults"; });
    add("period", [](Need& n) { n.period = {0, 2}; });
    add("two", [](Need& n) { // two reasons at once: no single opening helps
        n.period = {0, 2};
        n.max_cost = 10.0;
    });
    const ActorNetwork network = builder.build();
    const RepairsResult result = repairs(network).result;
    std::vector<std::string_view> opened;
    for (const Repair& repair : result.repairs) {
        EXPECT_EQ(repair.kind, RepairKind::open);
        EXPECT_EQ(repair.people, 2);
        opened.push_back(to_string(repair.opened));
        if (repair.opened == OpenedTo::cost) {
            EXPECT_EQ(repair.cost, 10.0);
        }
        if (repair.opened == OpenedTo::access) {
            ASSERT_EQ(repair.access.size(), 1U);
            EXPECT_EQ(network.text(repair.access[0]), "childcare");
        }
    }
    EXPECT_EQ(opened, (std::vector<std::string_view>{"target_group", "period", "ages", "cost", "access"}));
}

TEST(Repairs, AsksNobodyToAddSeatsThatNobodyCounted) {
    NetworkBuilder builder;
    builder.add_actor({.id = "club", .sector = Sector::civil_society});
    builder.add_activity({.id = "walk", .actor = "club", .theme = "walks"});
    builder.add_need({.id = "n", .theme = "walks", .people = 3});
    EXPECT_TRUE(repairs(builder.build()).result.repairs.empty());
}

TEST(Repairs, RefuseWhatMakesNoSense) {
    const ActorNetwork network = examples::allocation_example().build();
    EXPECT_THROW((void)repairs(network, {.budget = -1.0}), InvalidArgument);
    EXPECT_THROW((void)repairs(network, {.budget = std::numeric_limits<double>::quiet_NaN()}),
                 InvalidArgument);
    EXPECT_THROW((void)repairs(network, {.efforts = {.tell = 0.0}}), InvalidArgument);
    EXPECT_THROW((void)repairs(network, {.efforts = {.seat = -0.5}}), InvalidArgument);
    EXPECT_THROW((void)repairs(NetworkBuilder{}.add_actor({.id = "a"}).build()), MissingTable);
}

} // namespace
} // namespace samspill
