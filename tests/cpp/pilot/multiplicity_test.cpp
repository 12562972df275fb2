#include <samspill/pilot/multiplicity.hpp>

#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

namespace samspill {
namespace {

using Ps = std::vector<std::optional<double>>;
using Numbers = std::vector<double>;

/// Benjamini & Hochberg 1995 (methods P17).
const Ps published{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                   0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};

TEST(Multiplicity, GivesThePublishedNumbers) {
    const MultiplicityResult result = adjust_p(published);
    EXPECT_EQ(result.tests, 15U);
    EXPECT_EQ(result.bonferroni.rejected, 3U);
    EXPECT_EQ(result.holm.rejected, 3U);
    EXPECT_EQ(result.benjamini_hochberg.rejected, 4U);
    EXPECT_EQ(result.benjamini_yekutieli.rejected, 3U);
    EXPECT_NEAR(result.benjamini_hochberg.p[3].value(), 0.035625, 5e-7);
}

TEST(Multiplicity, FollowsTheDefinitions) {
    const MultiplicityResult result = adjust_p(Ps{0.03, 0.01, 0.04});
    const auto expect = [](const AdjustedP& adjusted, const Numbers& expected) {
        for (std::size_t k = 0; k < expected.size(); ++k) {
            EXPECT_NEAR(adjusted.p[k].value(), expected[k], 1e-15);
        }
    };
    expect(result.bonferroni, {0.09, 0.03, 0.12});
    expect(result.holm, {0.06, 0.03, 0.06}); // 0.04 may not be below 2 times 0.03
    expect(result.benjamini_hochberg, {0.04, 0.03, 0.04});
    const double harmonic = 1.0 + 1.0 / 2 + 1.0 / 3;
    expect(result.benjamini_yekutieli, {0.04 * harmonic, 0.03 * harmonic, 0.04 * harmonic});
}

TEST(Multiplicity, APAtTheLevelIsRejected) {
    EXPECT_EQ(adjust_p(Ps{0.05}).holm.rejected, 1U);
    EXPECT_EQ(adjust_p(Ps{0.1 + 0.2}, {.level = 0.3}).bonferroni.rejected, 1U); // 0.3 but for rounding
    EXPECT_EQ(adjust_p(Ps{0.051}).holm.rejected, 0U);
}

TEST(Multiplicity, TestsWithoutPDoNotCount) {
    const MultiplicityResult result = adjust_p(Ps{0.02, std::nullopt, 0.5});
    EXPECT_EQ(result.tests, 2U);
    EXPECT_EQ(result.without_p, 1U);
    EXPECT_EQ(result.bonferroni.p[0], 0.04);
    EXPECT_FALSE(result.bonferroni.p[1]);
    EXPECT_FALSE(result.benjamini_yekutieli.p[1]);
}

TEST(Multiplicity, ThePrimaryIndicatorStandsAlone) {
    const MultiplicityResult result = adjust_p(Ps{0.02, 0.04, 0.5}, {.primary = 1});
    EXPECT_EQ(result.primary_p, 0.04);
    EXPECT_EQ(result.tests, 2U);
    EXPECT_EQ(result.bonferroni.p[0], 0.04);
    EXPECT_FALSE(result.bonferroni.p[1]);
}

TEST(Multiplicity, IsNullWithoutAnyP) {
    for (const Ps& none : {Ps{}, Ps{std::nullopt}}) {
        const MultiplicityResult result = adjust_p(none);
        EXPECT_EQ(result.status, Status::not_applicable);
        EXPECT_EQ(result.reason, "empty");
        EXPECT_EQ(result.holm.p.size(), none.size());
    }
}

TEST(Multiplicity, RefusesBrokenCalls) {
    EXPECT_THROW((void)adjust_p(Ps{1.1}), InvalidArgument);
    EXPECT_THROW((void)adjust_p(Ps{std::numeric_limits<double>::quiet_NaN()}), InvalidArgument);
    EXPECT_THROW((void)adjust_p(Ps{0.1}, {.level = 0.0}), InvalidArgument);
    EXPECT_THROW((void)adjust_p(Ps{0.1}, {.primary = 1}), InvalidArgument);
}

/// Sums of signed changes over all signs of five units, for three indicators.
Numbers all_signs(const std::vector<Numbers>& changes) {
    Numbers arranged;
    const std::size_t units = changes.front().size();
    for (unsigned signs = 0; signs < 1U << units; ++signs) {
        for (const Numbers& change : changes) {
            double sum = 0.0;
            for (std::size_t unit = 0; unit < units; ++unit) {
                sum += (signs >> unit & 1U) != 0 ? -change[unit] : change[unit];
            }
            arranged.push_back(sum);
        }
    }
    return arranged;
}

const std::vector<Numbers> changes{{6, 4, 1, 2, 5}, {3, -1, 2, 2, 0}, {1, 1, -4, 0, 1}};
const Ps totals{18.0, 6.0, -1.0};

TEST(WestfallYoung, CountsByTheDefinition) {
    const Numbers arranged = all_signs(changes);
    const WestfallYoungResult result =
        westfall_young({.observed = totals, .arranged = arranged, .exact = true});
    Numbers expected;
    for (std::size_t test = 0; test < 3; ++test) { // observed sizes fall, so the rest is what follows
        double extreme = 0;
        for (std::size_t row = 0; row < 32; ++row) {
            double largest = 0.0;
            for (std::size_t other = test; other < 3; ++other) {
                largest = std::max(largest, std::abs(arranged[row * 3 + other]));
            }
            extreme += largest >= std::abs(*totals[test]) ? 1 : 0;
        }
        expected.push_back(std::max(expected.empty() ? 0.0 : expected.back(), extreme / 32));
        EXPECT_EQ(result.adjusted.p[test], expected[test]);
    }
    EXPECT_EQ(result.arrangements, 32);
    EXPECT_EQ(result.smallest_p, 2.0 / 32.0);
    EXPECT_EQ(result.adjusted.p[0], 2.0 / 32.0); // all signs alike, in both directions
    EXPECT_EQ(result.adjusted.rejected, 0U);
}

TEST(WestfallYoung, OfOneTestIsThePermutationTest) {
    const Numbers arranged{1, -3, 2, -2, 3, -1};
    const WestfallYoungResult result =
        westfall_young({.observed = Ps{2.0}, .arranged = arranged, .exact = true});
    EXPECT_EQ(result.adjusted.p[0], 4.0 / 6.0);
    const WestfallYoungResult drawn = westfall_young({.observed = Ps{2.0}, .arranged = arranged});
    EXPECT_EQ(drawn.adjusted.p[0], 5.0 / 7.0);
    EXPECT_EQ(drawn.smallest_p, 1.0 / 7.0);
}

TEST(WestfallYoung, OfCopiesOfOneTestIsThatTest) {
    const Numbers arranged{1, 1, -3, -3, 2, 2, -2, -2}; // tests that go together are no further look
    const WestfallYoungResult result =
        westfall_young({.observed = Ps{3.0, 3.0}, .arranged = arranged, .exact = true});
    EXPECT_EQ(result.adjusted.p[0], 1.0 / 4.0);
    EXPECT_EQ(result.adjusted.p[1], 1.0 / 4.0);
}

TEST(WestfallYoung, IsTheSameForAnyOrder) {
    const Numbers arranged = all_signs(changes);
    const WestfallYoungResult first =
        westfall_young({.observed = totals, .arranged = arranged, .exact = true});
    std::vector<std::size_t> tests{0, 1, 2};
    do {
        Numbers moved;
        Ps observed;
        for (std::size_t row = 32; row-- > 0;) {
            for (const std::size_t test : tests) {
                moved.push_back(arranged[row * 3 + test]);
            }
        }
        for (const std::size_t test : tests) {
            observed.push_back(totals[test]);
        }
        const WestfallYoungResult again =
            westfall_young({.observed = observed, .arranged = moved, .exact = true});
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_EQ(again.adjusted.p[k], first.adjusted.p[tests[k]]);
        }
    } while (std::next_permutation(tests.begin(), tests.end()));
}

TEST(WestfallYoung, TestsWithoutAStatisticAreNotRead) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const Numbers arranged{1, nothing, -3, nothing};
    const WestfallYoungResult result =
        westfall_young({.observed = Ps{3.0, std::nullopt}, .arranged = arranged, .exact = true});
    EXPECT_EQ(result.tests, 1U);
    EXPECT_EQ(result.without_p, 1U);
    EXPECT_EQ(result.adjusted.p[0], 0.5);
    EXPECT_FALSE(result.adjusted.p[1]);
}

TEST(WestfallYoung, IsNullWithoutAnythingToCompare) {
    EXPECT_EQ(westfall_young({.observed = {}, .arranged = {}}).reason, "empty");
    EXPECT_EQ(westfall_young({.observed = Ps{std::nullopt}, .arranged = Numbers{1}}).reason, "empty");
    const WestfallYoungResult result = westfall_young({.observed = Ps{1.0}, .arranged = {}});
    EXPECT_EQ(result.status, Status::not_applicable);
    EXPECT_EQ(result.reason, "no arrangement");
    EXPECT_FALSE(result.adjusted.p[0]);
}

TEST(WestfallYoung, RefusesBrokenCalls) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)westfall_young({.observed = Ps{1.0, 2.0}, .arranged = Numbers{1}}), InvalidArgument);
    EXPECT_THROW((void)westfall_young({.observed = Ps{1.0}, .arranged = Numbers{nothing}}), InvalidArgument);
    EXPECT_THROW((void)westfall_young({.observed = Ps{nothing}, .arranged = Numbers{1}}), InvalidArgument);
    EXPECT_THROW((void)westfall_young({.observed = Ps{1.0}, .arranged = Numbers{1}}, 1.0), InvalidArgument);
    EXPECT_THROW((void)westfall_young({.observed = Ps{2.0}, .arranged = Numbers{1}, .exact = true}),
                 InvalidArgument);
}

} // namespace
} // namespace samspill
