// Edge cases and conventions; the worked numbers are in balance_cases_test.cpp.
#include <samspill/analysis/balance_measures.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using MeasureOfSeats = Measure (*)(std::span<const double>);
using MeasureOfBoth = Measure (*)(std::span<const double>, std::span<const double>);

constexpr std::array<MeasureOfSeats, 8> measures_of_seats{parity,        min_max_ratio, blau,   iqv,
                                                          blau_unbiased, shannon,       hill_1, hill_2};
constexpr std::array<MeasureOfBoth, 3> measures_of_both{dissimilarity, gallagher, kullback_leibler};
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

void expect_none(const Measure& measure, std::string_view reason) {
    EXPECT_FALSE(measure.value.has_value()) << measure.definition.name;
    EXPECT_FALSE(measure.denominator.has_value()) << measure.definition.name;
    EXPECT_EQ(measure.status, Status::not_applicable) << measure.definition.name;
    EXPECT_EQ(measure.reason, reason) << measure.definition.name;
}

TEST(BalanceMeasures, OfNoSectorsOrNoSeatsAreEmpty) {
    for (const Numbers& seats : {Numbers{}, Numbers{0.0}, Numbers{0.0, 0.0, 0.0}}) {
        for (const auto measure : measures_of_seats) {
            expect_none(measure(seats), "empty");
        }
        expect_none(pielou(seats, SectorBasis::expected), "empty");
        expect_none(pielou(seats, SectorBasis::observed), "empty");
        for (const auto measure : measures_of_both) {
            expect_none(measure(seats, Numbers(seats.size(), 1.0)), "empty");
        }
    }
}

TEST(BalanceMeasures, RejectNegativeAndNonFiniteSeats) {
    for (const double broken : {-1.0, nan, infinity}) {
        const Numbers seats{3.0, broken};
        const Numbers fine{3.0, 1.0};
        for (const auto measure : measures_of_seats) {
            EXPECT_THROW((void)measure(seats), InvalidArgument);
        }
        EXPECT_THROW((void)pielou(seats), InvalidArgument);
        EXPECT_THROW((void)pielou(seats, SectorBasis::observed), InvalidArgument);
        for (const auto measure : measures_of_both) {
            EXPECT_THROW((void)measure(seats, fine), InvalidArgument);
            EXPECT_THROW((void)measure(fine, seats), InvalidArgument);
        }
        EXPECT_THROW((void)representation_ratio(fine, seats, 0), InvalidArgument);
        EXPECT_THROW((void)share_gap(seats, fine, 0), InvalidArgument);
    }
}

TEST(BalanceMeasures, RejectBaselinesOfAnotherLengthAndSectorsThatDoNotExist) {
    const Numbers seats{3.0, 1.0};
    EXPECT_THROW((void)dissimilarity(seats, Numbers{1.0}), InvalidArgument);
    EXPECT_THROW((void)share_gap(seats, Numbers{1.0, 1.0}, 2), InvalidArgument);
    EXPECT_THROW((void)log_representation_ratio(seats, Numbers{1.0, 1.0}, 2), InvalidArgument);
}

TEST(BalanceMeasures, OfABaselineWithoutWeightAreNotApplicable) {
    for (const auto measure : measures_of_both) {
        expect_none(measure(Numbers{3.0, 1.0}, Numbers{0.0, 0.0}), "empty baseline");
    }
    expect_none(representation_ratio(Numbers{3.0, 1.0}, Numbers{0.0, 0.0}, 0), "empty baseline");
}

TEST(BalanceMeasures, NameTheirMethodAndDenominator) {
    const Numbers seats{6.0, 5.0, 1.0};
    EXPECT_EQ(parity(seats).definition.method, "M1.1");
    EXPECT_EQ(parity(seats).definition.convention, "m = expected sectors");
    EXPECT_EQ(parity(seats).n, 12.0);
    EXPECT_EQ(parity(seats).denominator, 12.0);
    EXPECT_EQ(min_max_ratio(seats).denominator, 6.0);
    EXPECT_EQ(representation_ratio(seats, Numbers{4.0, 4.0, 2.0}, 2).denominator, 0.2);
    EXPECT_EQ(representation_ratio(seats, Numbers{4.0, 4.0, 2.0}, 2).definition.method, "M1.2");
    EXPECT_EQ(blau_unbiased(seats).denominator, 132.0);
    EXPECT_EQ(iqv(seats).denominator, 2.0 / 3.0);
    EXPECT_DOUBLE_EQ(*pielou(seats).denominator, std::log(3.0));
    EXPECT_EQ(hill_2(seats).definition.method, "M1.3");
}

TEST(Parity, IsExactForWholeSeats) {
    EXPECT_EQ(parity(Numbers{5.0, 3.0}).value, 0.75);
    EXPECT_EQ(parity(Numbers{6.0, 5.0, 1.0}).value, 0.625);
    EXPECT_EQ(parity(Numbers{7.0, 7.0, 7.0}).value, 1.0);
    EXPECT_EQ(parity(Numbers{0.0, 11.0, 0.0, 0.0, 0.0}).value, 0.0);
}

TEST(Parity, CountsExpectedSectorsThatNobodyRepresents) {
    EXPECT_EQ(parity(Numbers{4.0, 4.0}).value, 1.0);
    EXPECT_EQ(parity(Numbers{4.0, 4.0, 0.0}).value, 0.5);
}

TEST(MinMaxRatio, IsZeroWhenASectorIsMissing) {
    EXPECT_EQ(min_max_ratio(Numbers{5.0, 3.0}).value, 0.6);
    EXPECT_EQ(min_max_ratio(Numbers{5.0, 3.0, 0.0}).value, 0.0);
}

TEST(RepresentationRatio, TakesBaselinesInAnyUnit) {
    const Numbers seats{6.0, 5.0, 1.0};
    EXPECT_EQ(representation_ratio(seats, Numbers{40.0, 40.0, 20.0}, 0).value, 1.25);
    EXPECT_EQ(representation_ratio(seats, Numbers{12.0, 10.0, 2.0}, 1).value, 1.0);
    EXPECT_EQ(log_representation_ratio(seats, Numbers{12.0, 10.0, 2.0}, 1).value, 0.0);
}

TEST(RepresentationRatio, OfASectorWithNeitherSeatsNorBaselineHasNoValue) {
    const Numbers seats{3.0, 0.0};
    const Numbers baseline{1.0, 0.0};
    expect_none(representation_ratio(seats, baseline, 1), "neither seats nor baseline share");
    expect_none(log_representation_ratio(seats, baseline, 1), "neither seats nor baseline share");
    EXPECT_EQ(share_gap(seats, baseline, 1).value, 0.0);
    EXPECT_EQ(kullback_leibler(seats, baseline).value, 0.0);
}

TEST(RepresentationRatio, OfSeatsWithoutBaselineIsInfiniteAndSaysSo) {
    const Measure measure = representation_ratio(Numbers{3.0, 1.0}, Numbers{1.0, 0.0}, 1);
    EXPECT_EQ(measure.value, infinity);
    EXPECT_TRUE(measure.is_infinite());
    EXPECT_EQ(measure.status, Status::ok);
    EXPECT_EQ(measure.reason, "infinite: seats in a sector whose baseline share is 0");
    EXPECT_FALSE(representation_ratio(Numbers{3.0, 1.0}, Numbers{1.0, 0.0}, 0).is_infinite());
}

TEST(KullbackLeibler, IsExactlyZeroForSeatsInProportion) {
    EXPECT_EQ(kullback_leibler(Numbers{9.0, 3.0, 3.0}, Numbers{3.0, 1.0, 1.0}).value, 0.0);
}

TEST(Pielou, StatesWhichSectorsItCounts) {
    const Numbers seats{4.0, 4.0, 0.0};
    EXPECT_EQ(pielou(seats, SectorBasis::observed).value, 1.0);
    EXPECT_EQ(pielou(seats, SectorBasis::observed).definition.convention, "m = observed sectors");
    EXPECT_NEAR(*pielou(seats, SectorBasis::expected).value, std::log(2.0) / std::log(3.0), 1e-15);
    EXPECT_EQ(pielou(seats).definition.convention, "m = expected sectors");
}

TEST(Pielou, OfOneSectorIsZeroWhenMoreWereExpectedAndElseMissing) {
    const Numbers seats{4.0, 0.0};
    EXPECT_EQ(pielou(seats, SectorBasis::expected).value, 0.0);
    expect_none(pielou(seats, SectorBasis::observed), "fewer than two sectors");
}

TEST(BlauUnbiased, NeedsTwoWholeSeats) {
    expect_none(blau_unbiased(Numbers{1.0, 0.0}), "fewer than two seats");
    expect_none(blau_unbiased(Numbers{1.5, 1.5}), "seats are not whole numbers");
    EXPECT_EQ(blau_unbiased(Numbers{1.0, 1.0}).value, 1.0);
}

TEST(Diversity, OfOneDominantSectorLosesNoDigits) {
    const double unlike = 2e12 / ((1e12 + 1.0) * (1e12 + 1.0));
    EXPECT_DOUBLE_EQ(*blau(Numbers{1e12, 1.0}).value, unlike);
    EXPECT_DOUBLE_EQ(*iqv(Numbers{1e12, 1.0}).value, 2.0 * unlike);
}

TEST(Diversity, HoldsForVeryLargeAndVerySmallWeights) {
    for (const double unit : {1e-300, 1e300}) {
        const Numbers seats{5.0 * unit, 3.0 * unit};
        EXPECT_DOUBLE_EQ(*parity(seats).value, 0.75);
        EXPECT_DOUBLE_EQ(*blau(seats).value, 0.46875);
        EXPECT_NEAR(*shannon(seats).value, 0.661563, 5e-7);
        EXPECT_DOUBLE_EQ(*dissimilarity(seats, Numbers{1.0, 1.0}).value, 0.125);
    }
}

} // namespace
} // namespace samspill
