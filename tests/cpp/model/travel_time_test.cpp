#include <samspill/model/network_builder.hpp>
#include <samspill/model/travel_time.hpp>

#include <gtest/gtest.h>

namespace samspill {
namespace {

TEST(TravelTime, OneDirectionServesForBoth) {
    NetworkBuilder builder;
    builder.add_actor({.id = "desk"});
    builder.add_area({.id = "a"}).add_area({.id = "b"}).add_area({.id = "c"});
    builder.add_travel_time({.from = "c", .to = "a", .minutes = 30.0});
    builder.add_travel_time({.from = "b", .to = "a", .minutes = 12.0});
    builder.add_travel_time({.from = "a", .to = "b", .minutes = 10.0});
    const ActorNetwork network = builder.build();
    const TravelTimeColumns& times = network.travel_times();
    const AreaId a = network.find_area("a");
    const AreaId b = network.find_area("b");
    const AreaId c = network.find_area("c");
    EXPECT_EQ(times.size(), 3U);
    EXPECT_EQ(times.between(a, b), 10.0);
    EXPECT_EQ(times.between(b, a), 12.0);
    EXPECT_EQ(times.between(a, c), 30.0);
    EXPECT_EQ(times.between(c, a), 30.0);
    EXPECT_FALSE(times.between(b, c).has_value());
    EXPECT_FALSE(times.between(a, a).has_value());
    EXPECT_TRUE(network.has(TableName::travel_times));
}

TEST(TravelTime, TheTableMayBeMissing) {
    NetworkBuilder builder;
    builder.add_actor({.id = "desk"}).add_area({.id = "a"});
    const ActorNetwork network = builder.build();
    EXPECT_FALSE(network.has(TableName::travel_times));
    EXPECT_FALSE(network.travel_times().between(AreaId{0U}, AreaId{0U}).has_value());
}

} // namespace
} // namespace samspill
