#include "detail/great_circle.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace samspill::detail {
namespace {

double between(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
    return kilometres_between(GlobePoint{latitude_a, longitude_a}, GlobePoint{latitude_b, longitude_b});
}

TEST(GreatCircle, FunctionsAgreeWithTheStandardLibrary) {
    for (int step = -1440; step <= 1440; ++step) {
        const double degrees = 0.25 * step;
        const long double radians = degrees * std::numbers::pi_v<long double> / 180.0L;
        EXPECT_NEAR(sine_of_degrees(degrees), static_cast<double>(std::sin(radians)), 4e-16) << degrees;
    }
    for (int step = 0; step <= 1000; ++step) {
        EXPECT_NEAR(arc_sine(step / 1000.0), std::asin(step / 1000.0), 4e-16) << step;
    }
    EXPECT_EQ(sine_of_degrees(90.0), 1.0);
    EXPECT_EQ(sine_of_degrees(180.0), 0.0);
    EXPECT_EQ(cosine_of_degrees(90.0), 0.0);
}

TEST(GreatCircle, DistancesAgreeWithProj) {
    // geodesics of PROJ on a sphere of 6371.0088 km
    EXPECT_NEAR(between(59.9139, 10.7522, 55.6761, 12.5683), 483.30922216014346, 1e-9); // Oslo, Copenhagen
    EXPECT_NEAR(between(59.9139, 10.7522, 69.6492, 18.9553), 1147.7751958205245, 1e-9); // Oslo, Tromsø
    EXPECT_NEAR(between(-17.0, 179.9, -17.0, -179.9), 21.267275890434806, 1e-9);        // over the date line
    EXPECT_NEAR(between(89.9, 0.0, 89.9, 180.0), 22.239016046705316, 1e-9);             // over the pole
    EXPECT_NEAR(between(0.0, 0.0, 0.5, 179.7), 19950.27734349651, 1e-6);                // nearly opposite
    EXPECT_NEAR(between(55.0, 12.0, 55.0000001, 12.0000001), 1.28187719087027e-05, 1e-12); // 13 millimetres
}

TEST(GreatCircle, ArcsOfTheMeridian) {
    EXPECT_NEAR(between(0.0, 0.0, 1.0, 0.0), earth_radius * pi / 180.0, 1e-10);
    EXPECT_NEAR(between(0.0, 0.0, 90.0, 0.0), earth_radius * pi / 2.0, 1e-9);
    EXPECT_NEAR(between(90.0, 0.0, -90.0, 0.0), earth_radius * pi, 1e-9);
    EXPECT_NEAR(between(0.0, -180.0, 0.0, 180.0), 0.0, 1e-9);
    EXPECT_EQ(between(55.0, 12.0, 55.0, 12.0), 0.0);
}

TEST(GreatCircle, IsSymmetricToTheLastBit) {
    for (int step = 0; step < 360; step += 7) {
        const double latitude = step / 2.0 - 90.0;
        const double longitude = step - 180.0;
        EXPECT_EQ(between(latitude, longitude, 10.0, 45.0), between(10.0, 45.0, latitude, longitude));
    }
}

TEST(GreatCircle, ChordIsTheStraightLineBelow) {
    EXPECT_NEAR(chord_of(earth_radius * pi / 2.0), std::sqrt(2.0) * earth_radius, 1e-9);
    EXPECT_DOUBLE_EQ(chord_of(1e6), 2.0 * earth_radius);
    EXPECT_NEAR(chord_of(1.0), 1.0, 1e-8);
}

} // namespace
} // namespace samspill::detail
