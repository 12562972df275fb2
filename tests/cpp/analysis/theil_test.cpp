#include "analysis/theil.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace samspill::detail {
namespace {

TheilParts theil_of(const std::vector<TheilUnit>& units, std::size_t groups) {
    return theil_parts(groups, [&](auto visit) {
        for (const TheilUnit& unit : units) {
            visit(unit);
        }
    });
}

TEST(Theil, WorkedExampleOfTheMethods) {
    // M1.4 b: K (30, 20, 10), C (10, 5, 5, 0), one head each
    const std::vector<TheilUnit> units{{1, 30, 0}, {1, 20, 0}, {1, 10, 0}, {1, 10, 1},
                                       {1, 5, 1},  {1, 5, 1},  {1, 0, 1}};
    const TheilParts parts = theil_of(units, 2);
    EXPECT_NEAR(parts.total, 0.365092, 5e-7);
    EXPECT_NEAR(parts.between, 0.213042, 5e-7);
    EXPECT_NEAR(parts.within, 0.152049, 5e-7);
    EXPECT_NEAR(parts.between + parts.within, parts.total, 1e-12);
    EXPECT_EQ(parts.amount, 80.0);
    EXPECT_EQ(parts.population, 7.0);
    EXPECT_EQ(parts.units, 7);
}

TEST(Theil, WeightsStandForAsManyUnits) {
    const std::vector<TheilUnit> weighted{{3, 6, 0}, {2, 1, 1}};
    const std::vector<TheilUnit> heads{{1, 2, 0}, {1, 2, 0}, {1, 2, 0}, {1, 0.5, 1}, {1, 0.5, 1}};
    EXPECT_NEAR(theil_of(weighted, 2).total, theil_of(heads, 2).total, 1e-15);
    EXPECT_NEAR(theil_of(weighted, 2).total, 6.0 / 7 * std::log(30.0 / 21) + 1.0 / 7 * std::log(5.0 / 14),
                1e-15);
}

TEST(Theil, EqualSharesGiveExactlyZero) {
    const std::vector<TheilUnit> units{
        {10, 10.0 / 3, 0}, {7, 7.0 / 3, 0}, {11, 11.0 / 3, 1}, {1e12, 1e12 / 3, 1}};
    const TheilParts parts = theil_of(units, 3); // a group without units takes no part
    EXPECT_EQ(parts.total, 0.0);
    EXPECT_EQ(parts.between, 0.0);
    EXPECT_EQ(parts.within, 0.0);
}

TEST(Theil, OneUnitWithEverythingGivesTheLogarithmOfTheRest) {
    const std::vector<TheilUnit> units{{1, 5, 0}, {3, 0, 1}};
    EXPECT_DOUBLE_EQ(theil_of(units, 2).total, std::log(4.0));
    EXPECT_EQ(theil_of(units, 2).within, 0.0);
}

TEST(Theil, NothingToShareGivesNoParts) {
    EXPECT_EQ(theil_of({{5, 0, 0}, {3, 0, 1}}, 2).amount, 0.0);
    EXPECT_EQ(theil_of({}, 0).units, 0);
}

} // namespace
} // namespace samspill::detail
