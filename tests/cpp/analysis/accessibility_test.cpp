#include <samspill/analysis/accessibility.hpp>
#include <samspill/core/error.hpp>
#include <samspill/model/network_builder.hpp>

#include "../support/stop_control.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace samspill {
namespace {

/// The worked example of docs/methods/accessibility.md: three places in a row, 20 and 25 minutes apart, the
/// ends 40 minutes. Centre: 200 people, 60 seats; north: 100 people; south: 50 people, 20 seats.
NetworkBuilder three_places() {
    NetworkBuilder builder;
    builder.add_area({.id = "centre", .population = 4000})
        .add_area({.id = "north", .population = 1000})
        .add_area({.id = "south", .population = 500});
    builder.add_actor({.id = "hall", .area = "centre"}).add_actor({.id = "club", .area = "south"});
    builder.add_activity({.id = "j1", .actor = "hall", .theme = "t", .capacity = 80, .in_use = 20});
    builder.add_activity({.id = "j2", .actor = "club", .theme = "t", .capacity = 20});
    builder.add_need({.id = "n1", .theme = "t", .area = "north", .people = 100});
    builder.add_need({.id = "n2", .theme = "t", .area = "centre", .people = 150});
    builder.add_need({.id = "n3", .theme = "t", .area = "centre", .people = 50});
    builder.add_need({.id = "n4", .theme = "t", .area = "south", .people = 50});
    builder.add_travel_time({.from = "north", .to = "centre", .minutes = 20.0});
    builder.add_travel_time({.from = "south", .to = "centre", .minutes = 25.0});
    builder.add_travel_time({.from = "north", .to = "south", .minutes = 40.0});
    return builder;
}

double access(const AccessibilityResult& result, std::size_t area) {
    return result.areas[area].low.value.value();
}

TEST(Accessibility, TwoStepsOfTheWorkedExample) {
    const AccessibilityResult result = accessibility(three_places().build());
    EXPECT_EQ(result.unit, DistanceUnit::minutes);
    EXPECT_EQ(result.threshold, 30.0);
    ASSERT_EQ(result.places.size(), 2U);
    EXPECT_DOUBLE_EQ(result.places[0].people, 350.0);
    EXPECT_DOUBLE_EQ(result.places[0].ratio.value.value(), 60.0 / 350.0);
    EXPECT_DOUBLE_EQ(result.places[1].people, 250.0);
    EXPECT_DOUBLE_EQ(result.places[1].ratio.value.value(), 20.0 / 250.0);
    EXPECT_DOUBLE_EQ(access(result, 0), 44.0 / 175.0);
    EXPECT_DOUBLE_EQ(access(result, 1), 6.0 / 35.0);
    EXPECT_DOUBLE_EQ(access(result, 2), 44.0 / 175.0);
    EXPECT_EQ(result.areas[0].places, 2);
    EXPECT_EQ(result.areas[0].needs, 2);
    EXPECT_EQ(result.areas[0].high.value, result.areas[0].low.value);
    EXPECT_EQ(result.totals.people, 350.0);
    EXPECT_EQ(result.totals.seats, 80.0); // j1: 60 free of 80
    EXPECT_EQ(result.totals.seats_in_reach, 80.0);
    EXPECT_DOUBLE_EQ(result.totals.mean.value.value(), 80.0 / 350.0);
}

TEST(Accessibility, EnhancedStepsOfTheWorkedExample) {
    // zones to 10, 20 and 30 minutes: north-centre counts 0.68, centre-south 0.22
    const AccessibilityResult result = accessibility(three_places().build(), {.decay = Decay::stepwise});
    EXPECT_DOUBLE_EQ(result.places[0].people, 279.0);
    EXPECT_DOUBLE_EQ(result.places[1].people, 94.0);
    EXPECT_NEAR(access(result, 0), 20.0 / 93.0 + 0.22 * 10.0 / 47.0, 1e-15);
    EXPECT_NEAR(access(result, 1), 0.68 * 20.0 / 93.0, 1e-15);
    EXPECT_NEAR(access(result, 2), 0.22 * 20.0 / 93.0 + 10.0 / 47.0, 1e-15);
    EXPECT_EQ(result.provenance.options[3].second, "10: 1; 20: 0.68; 30: 0.22");
}

TEST(Accessibility, GaussianFallsFromOneToZero) {
    const AccessibilityResult result =
        accessibility(three_places().build(), {.threshold = 40.0, .decay = Decay::gaussian});
    const auto weight = [](double d) {
        return (std::exp(-0.5 * d * d / 1600.0) - std::exp(-0.5)) / (1.0 - std::exp(-0.5));
    };
    EXPECT_NEAR(result.places[0].people, 100.0 * weight(20.0) + 200.0 + 50.0 * weight(25.0), 1e-12);
    EXPECT_NEAR(result.places[1].people, 200.0 * weight(25.0) + 50.0, 1e-12); // north counts 0 at 40 minutes
    EXPECT_EQ(result.areas[1].places, 1);
}

TEST(Accessibility, OwnZonesSetTheThreshold) {
    const AccessibilityResult result = accessibility(
        three_places().build(), {.decay = Decay::stepwise, .zones = {{20.0, 1.0}, {24.9, 0.5}}});
    EXPECT_EQ(result.threshold, 24.9);
    EXPECT_DOUBLE_EQ(result.places[0].people, 300.0); // 20 minutes belong to the first zone
    EXPECT_DOUBLE_EQ(result.places[1].people, 50.0);
}

TEST(Accessibility, DirectionsMayDifferAndOneStandsForBoth) {
    NetworkBuilder builder = three_places();
    builder.add_travel_time({.from = "centre", .to = "north", .minutes = 31.0});
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_DOUBLE_EQ(access(result, 1), 6.0 / 35.0);   // from where people live to the seats: 20 minutes
    EXPECT_DOUBLE_EQ(access(result, 0), 44.0 / 175.0); // centre to south is stated as south to centre
}

TEST(Accessibility, PopulationMayCompeteInsteadOfNeeds) {
    const AccessibilityResult result =
        accessibility(three_places().build(), {.demand = AccessDemand::population});
    EXPECT_EQ(result.places[0].people, 5500.0);
    EXPECT_DOUBLE_EQ(access(result, 1), 60.0 / 5500.0);
    EXPECT_EQ(result.areas[1].low.definition.unit, "free seats per inhabitant");
    EXPECT_FALSE(result.areas[1].needs.has_value());
}

TEST(Accessibility, InhabitantsAreTakenFromTheInnermostAreasThatStateThem) {
    NetworkBuilder builder;
    const auto place = [](const char* id, const char* parent, Count population) {
        return Area{
            .id = id, .parent = parent, .population = population, .latitude = 55.0, .longitude = 12.0};
    };
    builder.add_area(place("a-town", "", 900)).add_area(place("b-east", "a-town", 300));
    builder.add_area(place("c-west", "a-town", Count::unknown()));
    builder.add_area(place("d-village", "", 50)).add_area(place("e-farm", "d-village", Count::unknown()));
    builder.add_actor({.id = "a"}).declare_table(TableName::activities);
    const AccessibilityResult result = accessibility(builder.build(), {.demand = AccessDemand::population});
    EXPECT_EQ(result.areas[0].people, 0.0); // the east states its own
    EXPECT_EQ(result.areas[1].people, 300.0);
    EXPECT_FALSE(result.areas[2].people.has_value()); // the rest of the town need not be the west
    EXPECT_EQ(result.areas[3].people, 50.0);
    EXPECT_EQ(result.areas[4].people, 0.0); // counted in the village
    EXPECT_EQ(result.totals.people, 350.0);
    EXPECT_EQ(result.totals.demand_unknown, 1);
}

/// Places on a meridian, in kilometres from the first.
NetworkBuilder on_a_meridian(const std::vector<double>& kilometres) {
    NetworkBuilder builder;
    for (std::size_t k = 0; k < kilometres.size(); ++k) {
        builder.add_area({.id = "p" + std::to_string(k),
                          .latitude = 55.0 + kilometres[k] / 111.1950802335329,
                          .longitude = 12.0});
    }
    return builder;
}

TEST(Accessibility, KilometresBetweenCoordinates) {
    NetworkBuilder builder = on_a_meridian({0.0, 14.9, 15.1});
    builder.add_actor({.id = "a", .area = "p0"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_need({.id = "n1", .theme = "t", .area = "p1", .people = 4});
    builder.add_need({.id = "n2", .theme = "t", .area = "p2", .people = 4});
    const ActorNetwork network = builder.build();
    const AccessibilityResult result = accessibility(network);
    EXPECT_EQ(result.unit, DistanceUnit::kilometres);
    EXPECT_EQ(result.threshold, 15.0);
    EXPECT_DOUBLE_EQ(access(result, 1), 1.5);
    EXPECT_EQ(access(result, 2), 0.0); // no seat within reach is a known 0
    EXPECT_EQ(result.areas[2].low.status, Status::ok);
    EXPECT_EQ(result.totals.people_without_seats, 4.0);
    EXPECT_DOUBLE_EQ(access(accessibility(network, {.threshold = 15.2}), 2), 0.75);
}

TEST(Accessibility, TravelTimesComeBeforeCoordinates) {
    NetworkBuilder builder = on_a_meridian({0.0, 1.0});
    builder.add_actor({.id = "a", .area = "p0"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_need({.id = "n", .theme = "t", .area = "p1", .people = 4});
    builder.add_travel_time({.from = "p0", .to = "p1", .minutes = 45.0});
    const ActorNetwork network = builder.build();
    EXPECT_EQ(access(accessibility(network), 1), 0.0);
    EXPECT_EQ(access(accessibility(network, {.distance = DistanceBasis::kilometres}), 1), 1.5);
}

TEST(Accessibility, SeatsNobodyCanReachAreReported) {
    NetworkBuilder builder = on_a_meridian({0.0, 100.0});
    builder.add_actor({.id = "a", .area = "p0"}).add_actor({.id = "b", .area = "p1"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_activity({.id = "j2", .actor = "b", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n", .theme = "t", .area = "p0", .people = 4});
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_EQ(result.totals.seats, 11.0);
    EXPECT_EQ(result.totals.seats_in_reach, 6.0);
    EXPECT_EQ(result.totals.seats_out_of_reach, 5.0);
    EXPECT_EQ(result.places[1].ratio.status, Status::not_applicable);
    EXPECT_EQ(result.areas[1].low.status, Status::not_applicable); // nobody lives there, nobody comes
    EXPECT_EQ(result.areas[1].low.reason, "no people can reach the seats within reach");
}

TEST(Accessibility, AnActivityIsAtTheSeatOfItsActorWhenItServesIt) {
    NetworkBuilder builder = on_a_meridian({0.0, 100.0, 200.0});
    builder.add_area({.id = "region"})
        .add_area({.id = "q", .parent = "region", .latitude = 50.0, .longitude = 9.0});
    builder.add_actor({.id = "local", .area = "p0"})
        .add_actor({.id = "anywhere"})
        .add_actor({.id = "in-q", .area = "q"});
    builder.add_activity({.id = "j1", .actor = "local", .theme = "t", .areas = {"p0", "p1"}, .capacity = 1});
    builder.add_activity({.id = "j2", .actor = "local", .theme = "t", .capacity = 2}); // states no area
    builder.add_activity({.id = "j3", .actor = "local", .theme = "t", .areas = {"p1", "p2"}, .capacity = 5});
    builder.add_activity({.id = "j4", .actor = "anywhere", .theme = "t", .areas = {"p1"}, .capacity = 7});
    builder.add_activity({.id = "j5", .actor = "in-q", .theme = "t", .areas = {"region"}, .capacity = 11});
    builder.add_activity({.id = "j6", .actor = "local", .theme = "t", .areas = {"region"}, .capacity = 13});
    builder.add_activity({.id = "j7", .actor = "anywhere", .theme = "t", .capacity = 17});
    builder.declare_table(TableName::needs);
    const AccessibilityResult result = accessibility(builder.build());
    ASSERT_EQ(result.places.size(), 4U);
    EXPECT_EQ(result.places[0].seats, 3.0);
    EXPECT_EQ(result.places[1].seats, 9.5); // half of j3, all of j4
    EXPECT_EQ(result.places[2].seats, 2.5);
    EXPECT_EQ(result.places[3].seats, 11.0);
    EXPECT_EQ(result.totals.seats, 26.0);
    EXPECT_EQ(result.totals.seats_unplaced, 30.0); // the region has no coordinates, j7 no place
    EXPECT_EQ(result.totals.activities_unplaced, 2);
}

TEST(Accessibility, ThirdsOfSeatsMakeWholeSums) {
    NetworkBuilder builder = on_a_meridian({0.0, 100.0, 200.0});
    builder.add_actor({.id = "a"});
    builder.add_activity(
        {.id = "j", .actor = "a", .theme = "t", .areas = {"p0", "p1", "p2"}, .capacity = 10});
    builder.declare_table(TableName::needs);
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_EQ(result.totals.seats, 10.0);
    EXPECT_EQ(result.totals.mean.status, Status::not_applicable);
}

TEST(Accessibility, UnknownSeatsLeaveTheHighEndOpen) {
    NetworkBuilder builder = on_a_meridian({0.0, 100.0});
    builder.add_actor({.id = "a", .area = "p0"}).add_actor({.id = "b", .area = "p1"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_activity({.id = "j2", .actor = "a", .theme = "t"});
    builder.add_activity({.id = "j3", .actor = "b", .theme = "t", .capacity = 5});
    builder.add_need({.id = "n1", .theme = "t", .area = "p0", .people = 4});
    builder.add_need({.id = "n2", .theme = "t", .area = "p1", .people = 4});
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_EQ(result.areas[0].low.value, 1.5);
    EXPECT_EQ(result.areas[0].high.status, Status::not_applicable);
    EXPECT_FALSE(result.areas[0].high.value.has_value());
    EXPECT_EQ(result.areas[1].high.value, 1.25);
    EXPECT_EQ(result.totals.capacity_unknown, 1);
    EXPECT_EQ(result.places[0].capacity_unknown, 1);
}

TEST(Accessibility, NeedsOfUnknownSizeAreFlaggedWhereTheyCompete) {
    NetworkBuilder builder = on_a_meridian({0.0, 10.0, 100.0});
    builder.add_actor({.id = "a", .area = "p0"});
    builder.add_activity({.id = "j1", .actor = "a", .theme = "t", .capacity = 6});
    builder.add_need({.id = "n1", .theme = "t", .area = "p0", .people = 4});
    builder.add_need({.id = "n2", .theme = "t", .area = "p1"});
    builder.add_need({.id = "n3", .theme = "t", .area = "p2"});
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_EQ(result.areas[0].low.value, 1.5);
    EXPECT_TRUE(result.areas[0].shares_with_unknown);
    EXPECT_TRUE(result.places[0].shares_with_unknown);
    EXPECT_FALSE(result.areas[2].shares_with_unknown);
    EXPECT_EQ(result.areas[1].needs_unknown, 1);
    EXPECT_EQ(result.totals.demand_unknown, 2);
}

TEST(Accessibility, AreasWithoutDistancesAreListed) {
    NetworkBuilder builder = three_places();
    builder.add_area({.id = "unmeasured"});
    builder.add_need({.id = "n5", .theme = "t", .area = "unmeasured", .people = 3});
    builder.add_need({.id = "n6", .theme = "t", .people = 2});
    const AccessibilityResult result = accessibility(builder.build());
    EXPECT_EQ(result.areas[3].low.status, Status::not_applicable);
    EXPECT_EQ(result.areas[3].low.reason, "the area is in no row of the travel times");
    EXPECT_EQ(result.areas[3].people, 3.0);
    EXPECT_EQ(result.totals.people_unplaced, 5.0);
    EXPECT_EQ(result.totals.needs_unplaced, 2);
    EXPECT_EQ(result.totals.people, 350.0);
}

TEST(Accessibility, AThemeIsLookedAtByItself) {
    NetworkBuilder builder = three_places();
    builder.add_activity({.id = "other", .actor = "hall", .theme = "u", .capacity = 1000});
    const ActorNetwork network = builder.build();
    EXPECT_DOUBLE_EQ(access(accessibility(network, {.theme = "t"}), 1), 6.0 / 35.0);
    EXPECT_EQ(accessibility(network, {.theme = "u"}).totals.people, 0.0);
    EXPECT_THROW(static_cast<void>(accessibility(network, {.theme = "north"})), NotFound);
}

TEST(Accessibility, RefusesOptionsOutOfRange) {
    const ActorNetwork network = three_places().build();
    const auto refuses = [&](const AccessibilityOptions& options) {
        EXPECT_THROW(static_cast<void>(accessibility(network, options)), InvalidArgument);
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double threshold : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()}) {
        refuses({.threshold = threshold});
    }
    const auto zones = [&](const std::vector<DecayZone>& list) {
        refuses({.decay = Decay::stepwise, .zones = list});
    };
    zones({{10.0, 1.1}});
    zones({{10.0, -0.1}});
    zones({{10.0, nan}});
    zones({{10.0, 0.5}, {20.0, 0.6}}); // rising weights
    zones({{10.0, 1.0}, {10.0, 0.5}});
    zones({{0.0, 1.0}});
    zones({{nan, 1.0}});
    refuses({.zones = {{10.0, 1.0}}}); // for the binary decay
    refuses({.threshold = 10.0, .decay = Decay::stepwise, .zones = {{10.0, 1.0}}});
}

TEST(Accessibility, SaysWhatIsMissing) {
    NetworkBuilder builder;
    builder.add_actor({.id = "a"});
    EXPECT_THROW(static_cast<void>(accessibility(builder.build())), MissingTable);
    builder.add_actor({.id = "a"}).add_area({.id = "nowhere"});
    builder.declare_table(TableName::activities).declare_table(TableName::needs);
    const ActorNetwork network = builder.build();
    EXPECT_THROW(static_cast<void>(accessibility(network)), MissingTable);
    EXPECT_THROW(static_cast<void>(accessibility(network, {.distance = DistanceBasis::minutes})),
                 MissingTable);
}

TEST(Accessibility, StopsWhenAsked) {
    std::vector<double> kilometres(5000);
    for (std::size_t k = 0; k < kilometres.size(); ++k) {
        kilometres[k] = static_cast<double>(k) / 10.0;
    }
    NetworkBuilder builder = on_a_meridian(kilometres);
    builder.add_actor({.id = "a", .area = "p0"});
    builder.add_activity({.id = "j", .actor = "a", .theme = "t", .capacity = 6});
    builder.declare_table(TableName::needs);
    test::StopControl stop;
    EXPECT_THROW(static_cast<void>(accessibility(builder.build(), {}, &stop)), Cancelled);
}

} // namespace
} // namespace samspill
