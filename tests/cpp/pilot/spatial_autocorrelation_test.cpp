#include <samspill/pilot/spatial_autocorrelation.hpp>

#include <samspill/core/error.hpp>

#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using Units = std::vector<std::uint32_t>;
using Weights = std::vector<NeighbourWeight>;

Units first_units(std::uint32_t count) {
    Units units(count);
    std::iota(units.begin(), units.end(), 0U);
    return units;
}

/// 0 - 1 - 2 - …, in both directions.
Weights path(std::uint32_t count) {
    Weights weights;
    for (std::uint32_t k = 0; k + 1 < count; ++k) {
        weights.push_back({k, k + 1, 1.0});
        weights.push_back({k + 1, k, 1.0});
    }
    return weights;
}

TEST(SpatialAutocorrelation, GivesTheWorkedNumbers) {
    const SpatialAutocorrelationResult result =
        spatial_autocorrelation(first_units(4), Numbers{1, 2, 3, 4}, path(4));
    EXPECT_NEAR(result.moran_i.value(), 1.0 / 3.0, 1e-15);
    EXPECT_NEAR(result.expected.value(), -1.0 / 3.0, 1e-15);
    EXPECT_TRUE(result.exact);
    EXPECT_EQ(result.arrangements, 24);
    // only 1-2-3-4 and back have neighbours as much alike
    EXPECT_EQ(result.p_upper, 2.0 / 24.0);
    EXPECT_GE(result.p.value(), result.smallest_p.value());
}

TEST(SpatialAutocorrelation, TheMeanOfAllArrangementsIsTheExpectedValue) {
    Numbers values{0.3, 1, 2, 7, 11};
    const Weights weights{{0, 1, 1}, {1, 2, 2.5}, {2, 0, 0.5}, {3, 1, 1}, {4, 3, 3}};
    double sum = 0.0;
    int count = 0;
    do {
        sum +=
            spatial_autocorrelation(first_units(5), values, weights, {.max_arrangements = 1, .replicates = 1})
                .moran_i.value();
        ++count;
    } while (std::next_permutation(values.begin(), values.end()));
    EXPECT_EQ(count, 120);
    EXPECT_NEAR(sum / count, -0.25, 1e-12);
}

/// I as in the formula, with a whole matrix.
double slow_i(const Numbers& values, const Weights& weights) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    double products = 0.0;
    double all = 0.0;
    for (const NeighbourWeight& pair : weights) {
        products += pair.weight * (values[pair.from] - mean) * (values[pair.to] - mean);
        all += pair.weight;
    }
    return n / all * products / squares;
}

TEST(SpatialAutocorrelation, CountsByTheDefinition) {
    const Numbers values{3, 1, 4, 1, 5, 9};
    const Weights weights = path(6);
    const SpatialAutocorrelationResult result = spatial_autocorrelation(first_units(6), values, weights);
    const double observed = slow_i(values, weights);
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
    double extreme = 0;
    double upper = 0;
    do { // all 720, where the two ones are told apart: the shares are the same
        Numbers moved;
        for (const std::size_t row : order) {
            moved.push_back(values[row]);
        }
        const double own = slow_i(moved, weights);
        extreme += std::abs(own + 0.2) >= std::abs(observed + 0.2) - 1e-12 ? 1 : 0;
        upper += own >= observed - 1e-12 ? 1 : 0;
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_NEAR(result.moran_i.value(), observed, 1e-14);
    EXPECT_EQ(result.arrangements, 360);
    EXPECT_NEAR(result.p.value(), extreme / 720, 1e-15);
    EXPECT_NEAR(result.p_upper.value(), upper / 720, 1e-15);
}

TEST(SpatialAutocorrelation, DrawsWhereThereAreTooManyArrangements) {
    const Numbers values{3, 1, 4, 1, 5, 9};
    const SpatialAutocorrelationResult exact = spatial_autocorrelation(first_units(6), values, path(6));
    const SpatialAutocorrelationResult drawn = spatial_autocorrelation(
        first_units(6), values, path(6), {.max_arrangements = 1, .replicates = 20'000});
    EXPECT_FALSE(drawn.exact);
    EXPECT_EQ(drawn.replicates, 20'000);
    EXPECT_EQ(drawn.smallest_p, 1.0 / 20'001.0);
    EXPECT_NEAR(drawn.p.value(), exact.p.value(), 0.02);
    EXPECT_NEAR(drawn.p_upper.value(), exact.p_upper.value(), 0.02);
    const SpatialAutocorrelationResult other = spatial_autocorrelation(
        first_units(6), values, path(6), {.max_arrangements = 1, .replicates = 20'000, .seed = 2});
    EXPECT_NE(other.p, drawn.p);
}

TEST(SpatialAutocorrelation, TheObservedArrangementCountsBesideTheDrawn) {
    const Numbers rising{1, 2, 3, 4, 5, 6, 7, 8}; // two of 40,320 arrangements are as extreme
    const SpatialAutocorrelationResult result =
        spatial_autocorrelation(first_units(8), rising, path(8), {.max_arrangements = 1, .replicates = 1});
    EXPECT_EQ(result.p, 0.5);
    EXPECT_EQ(result.p_upper, 0.5);
    EXPECT_EQ(result.smallest_p, 0.5);
}

TEST(SpatialAutocorrelation, IsTheSameForAnyOrder) {
    const Units units{301, 1103, 4601, 5001, 15};
    const Numbers values{0.1, 0.7, 0.20000001, 5.5, 1e-7};
    const Weights weights{{301, 1103, 0.1}, {1103, 301, 0.3}, {4601, 5001, 0.7}, {15, 301, 0.2}};
    for (const std::int64_t most : {1, 500}) {
        const SpatialAutocorrelationOptions options{.max_arrangements = most, .replicates = 99};
        const SpatialAutocorrelationResult first = spatial_autocorrelation(units, values, weights, options);
        std::vector<std::size_t> order{0, 1, 2, 3, 4};
        Weights turned = weights;
        do {
            Units moved_units;
            Numbers moved;
            for (const std::size_t row : order) {
                moved_units.push_back(units[row]);
                moved.push_back(values[row]);
            }
            std::rotate(turned.begin(), turned.begin() + 1, turned.end());
            const SpatialAutocorrelationResult again =
                spatial_autocorrelation(moved_units, moved, turned, options);
            ASSERT_EQ(again.moran_i, first.moran_i);
            ASSERT_EQ(again.p, first.p);
            ASSERT_EQ(again.p_upper, first.p_upper);
            ASSERT_EQ(again.smallest_p, first.smallest_p);
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

TEST(SpatialAutocorrelation, CountsUnitsWithoutNeighbours) {
    Weights weights = path(3);
    weights.push_back({3, 0, 0.0}); // no weight is no neighbour
    EXPECT_EQ(spatial_autocorrelation(first_units(5), Numbers{1, 2, 3, 4, 5}, weights).without_neighbours,
              2U);
}

TEST(SpatialAutocorrelation, IsNullWhereNothingCanBeSaid) {
    EXPECT_EQ(spatial_autocorrelation({}, {}, {}).reason, "empty");
    EXPECT_EQ(spatial_autocorrelation(first_units(2), Numbers{1, 2}, path(2)).reason,
              "fewer than three units");
    EXPECT_EQ(spatial_autocorrelation(first_units(3), Numbers{1, 2, 3}, {}).reason, "no neighbours");
    const SpatialAutocorrelationResult flat =
        spatial_autocorrelation(first_units(3), Numbers{0.1, 0.1, 0.1}, path(3));
    EXPECT_EQ(flat.status, Status::not_applicable);
    EXPECT_EQ(flat.reason, "no variance");
    EXPECT_FALSE(flat.moran_i);
    EXPECT_FALSE(flat.p);
}

TEST(SpatialAutocorrelation, StopsWhenAsked) {
    test::StopControl stop;
    const Numbers values{1, 2, 3, 4, 5, 6, 7, 8};
    EXPECT_THROW((void)spatial_autocorrelation(first_units(8), values, path(8), {}, &stop), Cancelled);
}

TEST(SpatialAutocorrelation, RefusesBrokenCalls) {
    const Numbers values{1, 2, 3};
    const auto broken = [&](const Weights& weights) {
        EXPECT_THROW((void)spatial_autocorrelation(first_units(3), values, weights), InvalidArgument);
    };
    broken({{0, 1, -1.0}});
    broken({{0, 1, std::numeric_limits<double>::quiet_NaN()}});
    broken({{1, 1, 1.0}});
    broken({{0, 7, 1.0}});
    broken({{0, 1, 1.0}, {0, 1, 2.0}});
    EXPECT_THROW((void)spatial_autocorrelation(Units{1, 1, 2}, values, {}), InvalidArgument);
    EXPECT_THROW((void)spatial_autocorrelation(first_units(2), values, {}), InvalidArgument);
    EXPECT_THROW((void)spatial_autocorrelation(first_units(3), values, path(3), {.max_arrangements = 0}),
                 InvalidArgument);
    EXPECT_THROW((void)spatial_autocorrelation(first_units(3), values, path(3), {.replicates = 0}),
                 InvalidArgument);
}

} // namespace
} // namespace samspill
