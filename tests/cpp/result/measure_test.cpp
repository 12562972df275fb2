#include <samspill/result/measure.hpp>

#include <gtest/gtest.h>

#include <limits>

namespace samspill {
namespace {

constexpr MeasureDefinition seats_per_sector{"seats_per_sector", "M0", "seats", "sectors", ""};

TEST(Measure, CarriesValueObservationsAndDenominator) {
    const Measure measure = Measure::of(seats_per_sector, 2.5, 10.0, 4.0);
    EXPECT_EQ(measure.definition.name, "seats_per_sector");
    EXPECT_DOUBLE_EQ(measure.value.value(), 2.5);
    EXPECT_EQ(measure.status, Status::ok);
    EXPECT_TRUE(measure.reason.empty());
    EXPECT_DOUBLE_EQ(measure.n, 10.0);
    EXPECT_DOUBLE_EQ(measure.denominator.value(), 4.0);
    EXPECT_FALSE(measure.is_infinite());
}

TEST(Measure, WithoutValueSaysWhyAndHasNoDenominator) {
    const Measure measure = Measure::not_applicable(seats_per_sector, "empty", 0.0);
    EXPECT_FALSE(measure.value.has_value());
    EXPECT_FALSE(measure.denominator.has_value());
    EXPECT_EQ(measure.status, Status::not_applicable);
    EXPECT_EQ(measure.reason, "empty");
    EXPECT_FALSE(measure.is_infinite());
}

TEST(Measure, InfinityIsAValueOfItsOwn) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_TRUE(Measure::of(seats_per_sector, infinity, 1.0, 0.0, "infinite: nobody expected").is_infinite());
    EXPECT_TRUE(Measure::of(seats_per_sector, -infinity, 1.0, 0.0, "infinite: nobody seated").is_infinite());
}

TEST(Status, HasItsNameInResults) {
    EXPECT_EQ(to_string(Status::ok), "ok");
    EXPECT_EQ(to_string(Status::unknown), "unknown");
    EXPECT_EQ(to_string(Status::not_applicable), "not_applicable");
    EXPECT_EQ(to_string(Status::suppressed), "suppressed");
}

} // namespace
} // namespace samspill
