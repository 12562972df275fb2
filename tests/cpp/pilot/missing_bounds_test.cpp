#include <samspill/pilot/missing_bounds.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using Units = std::vector<WaveObservation>;

constexpr double infinite = std::numeric_limits<double>::infinity();

WaveObservation seen(double value, std::uint32_t stratum = 0) {
    return {.status = ObservationStatus::observed, .value = value, .stratum = stratum};
}

WaveObservation missing(std::uint32_t stratum = 0) {
    return {.status = ObservationStatus::missing, .stratum = stratum};
}

WaveObservation withheld(double low, double high) {
    return {.status = ObservationStatus::suppressed, .low = low, .high = high};
}

const WaveObservation structural{.status = ObservationStatus::structural};

Units copies(std::size_t count, const WaveObservation& unit) {
    Units units(count, unit);
    return units;
}

Units joined(const std::vector<Units>& parts) {
    Units all;
    for (const Units& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

TEST(MissingBounds, GivesTheWorkedNumbers) {
    // 12 of 21 met the target, 3 of 24 are missing
    const MissingBoundsResult result =
        missing_bounds(joined({copies(12, seen(1)), copies(9, seen(0)), copies(3, missing())}));
    EXPECT_EQ(result.low, 0.5);
    EXPECT_EQ(result.high, 0.625);
    EXPECT_NEAR(result.complete_case.value(), 0.5714, 5e-5);
    EXPECT_EQ(result.observed, 21U);
    EXPECT_EQ(result.missing, 3U);
    EXPECT_EQ(result.denominator, 24U);
    EXPECT_EQ(result.reweighted, result.complete_case); // one stratum
}

TEST(MissingBounds, LeavesStructuralUnitsOut) {
    const MissingBoundsResult with =
        missing_bounds(joined({copies(3, seen(1)), copies(1, missing()), copies(5, structural)}));
    const MissingBoundsResult without = missing_bounds(joined({copies(3, seen(1)), copies(1, missing())}));
    EXPECT_EQ(with.structural, 5U);
    EXPECT_EQ(with.denominator, 4U);
    EXPECT_EQ(with.low, without.low);
    EXPECT_EQ(with.high, without.high);
    EXPECT_EQ(with.reweighted, without.reweighted);
}

TEST(MissingBounds, SuppressedIsAnIntervalAndNeverNone) {
    // "<5" children, 10 and 20: the mean lies from 31/3 to 34/3
    const MissingBoundsResult result =
        missing_bounds(Units{withheld(1, 4), seen(10), seen(20)}, {.least = 0, .greatest = infinite});
    EXPECT_NEAR(result.low.value(), 31.0 / 3.0, 1e-15);
    EXPECT_NEAR(result.high.value(), 34.0 / 3.0, 1e-15);
    EXPECT_EQ(result.complete_case, 15.0);
    EXPECT_EQ(result.suppressed, 1U);
}

TEST(MissingBounds, HaveNoEndWhereValuesHaveNone) {
    const MissingBoundsResult result =
        missing_bounds(Units{missing(), seen(10)}, {.least = 0, .greatest = infinite});
    EXPECT_EQ(result.low, 5.0);
    EXPECT_FALSE(result.high);
    EXPECT_EQ(result.bounds_reason, "no end to what a missing value may be");
}

TEST(MissingBounds, StrataStandForThoseWhoDidNotAnswer) {
    // small ones answer half as often: 1 of 2 met; large ones all answered: 0 of 2 met
    const Units units{seen(1, 5), seen(0, 5), missing(5), missing(5), seen(0, 8), seen(0, 8)};
    const MissingBoundsResult result = missing_bounds(units);
    EXPECT_EQ(result.complete_case, 0.25);
    EXPECT_NEAR(result.reweighted.value(), (4 * 0.5 + 2 * 0.0) / 6, 1e-15);
}

TEST(MissingBounds, AStratumWithoutAnswersCannotBeWeighted) {
    const MissingBoundsResult result = missing_bounds(Units{seen(1, 1), missing(2)});
    EXPECT_EQ(result.complete_case, 1.0);
    EXPECT_EQ(result.low, 0.5);
    EXPECT_FALSE(result.reweighted);
    EXPECT_EQ(result.reweighted_reason, "a stratum without any observed unit");
}

TEST(MissingBounds, WithoutAnythingObservedThereAreBoundsOnly) {
    const MissingBoundsResult result = missing_bounds(copies(2, missing()));
    EXPECT_EQ(result.status, Status::ok);
    EXPECT_EQ(result.reason, "nothing observed: bounds only");
    EXPECT_EQ(result.low, 0.0);
    EXPECT_EQ(result.high, 1.0);
    EXPECT_FALSE(result.complete_case);
    EXPECT_FALSE(result.reweighted);
}

TEST(MissingBounds, IsNullWithoutUnits) {
    for (const Units& none : {Units{}, Units{structural}}) {
        const MissingBoundsResult result = missing_bounds(none);
        EXPECT_EQ(result.status, Status::not_applicable);
        EXPECT_EQ(result.reason, "empty");
        EXPECT_FALSE(result.low);
        EXPECT_FALSE(result.complete_case);
    }
}

TEST(MissingBounds, IsTheSameForAnyOrder) {
    Units units{seen(0.1, 1), seen(0.7, 2), seen(0.2, 1), missing(2), withheld(0.3, 0.9), seen(1e-9, 0)};
    const MissingBoundsResult first = missing_bounds(units);
    for (std::size_t turn = 0; turn < units.size(); ++turn) {
        std::rotate(units.begin(), units.begin() + 1, units.end());
        const MissingBoundsResult again = missing_bounds(units);
        EXPECT_EQ(again.low, first.low);
        EXPECT_EQ(again.high, first.high);
        EXPECT_EQ(again.reweighted, first.reweighted);
        EXPECT_EQ(again.complete_case, first.complete_case);
    }
}

TEST(MissingBounds, RefusesBrokenCalls) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)missing_bounds(Units{seen(nothing)}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds(Units{seen(2)}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds(Units{seen(infinite)}, {.least = 0, .greatest = infinite}),
                 InvalidArgument);
    EXPECT_THROW((void)missing_bounds(Units{withheld(1, 0)}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds(Units{withheld(nothing, 1)}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds(Units{withheld(1, 4)}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds({}, {.least = 1, .greatest = 0}), InvalidArgument);
    EXPECT_THROW((void)missing_bounds({}, {.least = nothing}), InvalidArgument);
}

} // namespace
} // namespace samspill
