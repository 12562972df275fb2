// Distances on the globe with the same bits on every platform: the standard library's sine may differ in the
// last digit from one system to the next, so the functions here use only + - * / and square roots.
#pragma once

#include <samspill/core/fast_math_guard.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace samspill::detail {

/// Mean radius of the Earth in kilometres (IUGG).
inline constexpr double earth_radius = 6371.0088;
inline constexpr double pi = 0x1.921fb54442d18p+1;

/// Sine and cosine of a small angle in radians, |angle| <= pi / 4, by their series.
struct SineCosine {
    explicit SineCosine(double angle) noexcept {
        const double square = angle * angle;
        for (int n = 18; n >= 2; n -= 2) {
            cosine = 1.0 - square * cosine / (n * (n - 1));
            sine = 1.0 - square * sine / (n * (n + 1));
        }
        sine *= angle;
    }
    double sine = 1.0;
    double cosine = 1.0;
};

/// Sine of an angle in degrees, |degrees| <= 360. Quarter turns are taken off exactly.
[[nodiscard]] inline double sine_of_degrees(double degrees) noexcept {
    const double quarters = std::floor(degrees / 90.0 + 0.5);
    const SineCosine rest{(degrees - 90.0 * quarters) * (pi / 180.0)};
    switch (static_cast<int>(quarters) & 3) {
    case 0:
        return rest.sine;
    case 1:
        return rest.cosine;
    case 2:
        return -rest.sine;
    default:
        return -rest.cosine;
    }
}

[[nodiscard]] inline double cosine_of_degrees(double degrees) noexcept {
    return sine_of_degrees(degrees + 90.0); // exact for the degrees of the globe up to the last digit
}

/// The angle in [0, pi / 2] whose sine is x in [0, 1].
[[nodiscard]] inline double arc_sine(double x) noexcept {
    if (x > 0.5) { // half the angle to the far end is small
        return pi / 2.0 - 2.0 * arc_sine(std::sqrt((1.0 - x) / 2.0));
    }
    const double square = x * x;
    double series = 1.0;
    for (int n = 49; n >= 1; n -= 2) {
        series = 1.0 + square * series * n * n / ((n + 1) * (n + 2));
    }
    return x * series;
}

/// A place on the globe, prepared for many distances.
struct GlobePoint {
    GlobePoint(double latitude_degrees, double longitude_degrees) noexcept
        : latitude{latitude_degrees}, longitude{longitude_degrees}, cosine_of_latitude{cosine_of_degrees(
                                                                        latitude_degrees)} {}

    /// The point in a space of which the globe's centre is the origin, in kilometres.
    [[nodiscard]] std::array<double, 3> position() const noexcept {
        return {earth_radius * cosine_of_latitude * cosine_of_degrees(longitude),
                earth_radius * cosine_of_latitude * sine_of_degrees(longitude),
                earth_radius * sine_of_degrees(latitude)};
    }

    double latitude;
    double longitude;
    double cosine_of_latitude;
};

/// Great-circle distance in kilometres by the haversine formula; symmetric to the last bit.
[[nodiscard]] inline double kilometres_between(const GlobePoint& a, const GlobePoint& b) noexcept {
    const double north = sine_of_degrees(std::abs(a.latitude - b.latitude) / 2.0);
    const double east = sine_of_degrees(std::abs(a.longitude - b.longitude) / 2.0);
    const double haversine = north * north + a.cosine_of_latitude * b.cosine_of_latitude * (east * east);
    return 2.0 * earth_radius * arc_sine(std::sqrt(std::min(haversine, 1.0)));
}

/// Length of the straight line through the globe between points at this distance; at most its diameter.
[[nodiscard]] inline double chord_of(double kilometres) noexcept {
    const double half_angle = std::min(kilometres / (2.0 * earth_radius), pi / 2.0);
    return 2.0 * earth_radius * sine_of_degrees(half_angle * (180.0 / pi));
}

} // namespace samspill::detail
