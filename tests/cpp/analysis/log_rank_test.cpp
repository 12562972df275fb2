// Worked numbers of M1.10 and P13; those marked lifelines were computed with lifelines 0.30.3.
#include <samspill/analysis/log_rank.hpp>

#include <samspill/core/error.hpp>

#include "support/spells.hpp"
#include "support/stop_control.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace samspill {
namespace {

using test::grouped;
using Spells = std::vector<GroupedSpell>;

/// M1.10: last meeting attended, 6 = still there. Group 0 municipal, 1 civil society.
Spells forum() {
    return grouped({{{6, false}, {6, false}, {6, false}, {4, true}, {6, false}, {6, false}},
                    {{2, true}, {2, true}, {3, true}, {4, true}, {6, false}, {6, false}}});
}

Spells freireich() { return grouped({test::freireich_treated(), test::freireich_control()}); }

/// Everybody in one of three groups by turns.
Spells in_three_groups() {
    Spells spells = freireich();
    for (std::size_t k = 0; k < spells.size(); ++k) {
        spells[k].group = static_cast<std::uint32_t>(k % 3);
    }
    return spells;
}

double chi_square(const Spells& spells, const LogRankOptions& options, std::size_t groups = 2) {
    return log_rank_test(spells, groups, options).chi_square.value();
}

TEST(LogRank, OfTheWorkedForum) {
    const LogRankTest test = log_rank_test(forum(), 2);
    EXPECT_EQ(test.groups[1].observed, 4.0);
    EXPECT_NEAR(test.groups[1].expected, 2.0667, 5e-5);
    EXPECT_NEAR(test.variance[0], 1.08343, 5e-6);
    EXPECT_NEAR(*test.chi_square, 3.44993, 5e-6);
    EXPECT_NEAR(*test.p, 0.0633, 5e-5);
    EXPECT_EQ(test.degrees, 1);
    EXPECT_EQ(test.n, 12);
    EXPECT_EQ(test.events, 5);
    EXPECT_EQ(test.groups[0].n, 6);
    EXPECT_EQ(test.convention, "log-rank");
}

TEST(LogRank, OfFreireichsTrial) {
    const LogRankTest test = log_rank_test(freireich(), 2);
    EXPECT_EQ(test.groups[0].observed, 9.0);
    EXPECT_EQ(test.groups[1].observed, 21.0);
    EXPECT_NEAR(test.groups[0].expected, 19.25, 5e-3);
    EXPECT_NEAR(test.groups[1].expected, 10.75, 5e-3);
    EXPECT_NEAR(*test.chi_square, 16.792941, 5e-7);
    EXPECT_NEAR(*test.p, 4.168809109334511e-05, 1e-15); // lifelines
}

TEST(LogRank, WithOtherWeights) {
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::gehan}), 13.457852, 5e-7);
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::tarone_ware}), 15.123575, 1e-6);
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::peto_peto}), 14.084139, 1e-6);
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::g_rho}), 14.457151, 5e-7);
    // lifelines
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::g_rho, 0.5}), 15.706393353608496, 1e-11);
    EXPECT_NEAR(chi_square(freireich(), {LogRankWeight::g_rho, 0.0}), 16.792940989216547, 1e-11);
    EXPECT_EQ(log_rank_test(freireich(), 2, {LogRankWeight::gehan}).convention, "Gehan");
    EXPECT_EQ(log_rank_test(freireich(), 2, {LogRankWeight::g_rho}).convention, "G-rho");
}

TEST(LogRank, OfSixSpells) {
    const Spells all = grouped({{{10, true}, {20, true}, {30, true}}, {{10, true}, {20, true}, {50, true}}});
    EXPECT_NEAR(chi_square(all, {}), 15.0 / 59, 1e-14);
    EXPECT_NEAR(*log_rank_test(all, 2).p, 0.614107, 5e-7);
    const Spells some =
        grouped({{{10, true}, {20, false}, {30, true}}, {{10, true}, {20, false}, {50, true}}});
    EXPECT_NEAR(chi_square(some, {}), 5.0 / 13, 1e-14);
    EXPECT_NEAR(*log_rank_test(some, 2).p, 0.535143, 5e-7);
}

TEST(LogRank, OfThreeGroupsAgreesWithLifelines) {
    const LogRankTest test = log_rank_test(in_three_groups(), 3);
    EXPECT_NEAR(*test.chi_square, 0.7163805891691822, 1e-12);
    EXPECT_NEAR(*test.p, 0.6989400578427428, 1e-12);
    EXPECT_EQ(test.degrees, 2);
    EXPECT_NEAR(chi_square(in_three_groups(), {LogRankWeight::gehan}, 3), 0.5252727891778567, 1e-12);
    EXPECT_NEAR(chi_square(in_three_groups(), {LogRankWeight::peto_peto}, 3), 0.5697613799957723, 1e-12);
    double expected = 0.0;
    for (const LogRankGroup& group : test.groups) {
        expected += group.expected;
    }
    EXPECT_NEAR(expected, 30.0, 1e-12);
}

TEST(LogRank, IsNotChangedByAGroupWithoutPeople) {
    const LogRankTest two = log_rank_test(freireich(), 2);
    Spells moved = freireich();
    for (GroupedSpell& spell : moved) {
        spell.group *= 2;
    }
    const LogRankTest three = log_rank_test(moved, 4);
    EXPECT_EQ(three.chi_square, two.chi_square);
    EXPECT_EQ(three.degrees, 1);
    EXPECT_EQ(three.groups[1].n, 0);
    EXPECT_EQ(three.groups[1].expected, 0.0);
    EXPECT_EQ(three.groups[2].expected, two.groups[1].expected);
    EXPECT_EQ(three.variance[2 * 4 + 2], two.variance[3]);
    EXPECT_EQ(log_rank_permutation_test(moved, 4, {}, {.max_arrangements = 0, .replicates = 99}).p,
              log_rank_permutation_test(freireich(), 2, {}, {.max_arrangements = 0, .replicates = 99}).p);
}

TEST(LogRank, DropsDegreesThatTheDataDoNotHave) {
    // group 2 is censored before the first event: it cannot be told from nobody
    Spells spells = forum();
    spells.push_back({1.0, false, 2, 0});
    const LogRankTest test = log_rank_test(spells, 3);
    EXPECT_EQ(test.degrees, 1);
    EXPECT_NEAR(*test.chi_square, chi_square(forum(), {}), 1e-12);
}

TEST(LogRank, WithoutWhatItNeedsHasNoValue) {
    const auto reason_of = [](const Spells& spells, std::size_t groups) {
        const LogRankTest test = log_rank_test(spells, groups);
        const PermutationTest permuted = log_rank_permutation_test(spells, groups);
        EXPECT_EQ(test.status, Status::not_applicable);
        EXPECT_FALSE(test.p || test.chi_square || permuted.p || permuted.statistic || permuted.smallest_p);
        EXPECT_EQ(permuted.status, Status::not_applicable);
        EXPECT_EQ(permuted.reason, test.reason);
        return test.reason;
    };
    EXPECT_EQ(reason_of({}, 2), "empty");
    EXPECT_EQ(reason_of({{1, true, 1, 0}, {2, true, 1, 0}}, 2), "fewer than two groups");
    EXPECT_EQ(reason_of({{1, false, 0, 0}, {2, false, 1, 0}}, 2), "no events");
    EXPECT_EQ(reason_of({{1, true, 0, 0}, {1, true, 1, 0}}, 2), "no variance");
    EXPECT_EQ(reason_of({{1, true, 0, 0}, {2, true, 0, 0}, {1, true, 1, 1}}, 2), "no variance");
}

TEST(LogRank, RefusesWhatItCannotUse) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THROW((void)log_rank_test(Spells{{nan, true, 0, 0}}, 2), InvalidArgument);
    EXPECT_THROW((void)log_rank_test(Spells{{-1, true, 0, 0}}, 2), InvalidArgument);
    EXPECT_THROW((void)log_rank_test(Spells{{1, true, 2, 0}}, 2), InvalidArgument);
    EXPECT_THROW((void)log_rank_test(forum(), 2, {LogRankWeight::g_rho, -1.0}), InvalidArgument);
    EXPECT_THROW((void)log_rank_permutation_test(forum(), 2, {}, {.replicates = 0}), InvalidArgument);
    EXPECT_THROW((void)log_rank_permutation_test(forum(), 2, {}, {.max_arrangements = -1}), InvalidArgument);
}

TEST(LogRankPermutation, OfTheWorkedForum) {
    const PermutationTest test = log_rank_permutation_test(forum(), 2);
    EXPECT_TRUE(test.exact);
    EXPECT_EQ(test.arrangements, 924);
    EXPECT_EQ(test.as_extreme, 98);
    EXPECT_EQ(test.p, 98.0 / 924);
    EXPECT_EQ(test.replicates, 0);
    EXPECT_NEAR(*test.statistic, 3.44993, 5e-6);
    EXPECT_GT(*test.smallest_p, 0.0);
    EXPECT_LT(*test.smallest_p, *test.p);
}

TEST(LogRankPermutation, BeyondItsLimitIsDrawn) {
    const PermutationOptions few{.max_arrangements = 3, .replicates = 20'000, .seed = 7};
    const PermutationTest test = log_rank_permutation_test(forum(), 2, {}, few);
    EXPECT_FALSE(test.exact);
    EXPECT_EQ(test.arrangements, 924);
    EXPECT_EQ(test.replicates, 20'000);
    EXPECT_EQ(test.seed, 7U);
    EXPECT_EQ(test.p, (1.0 + static_cast<double>(*test.as_extreme)) / 20'001.0);
    EXPECT_EQ(test.smallest_p, 1.0 / 20'001.0);
    EXPECT_NEAR(*test.p, 98.0 / 924, 5 * 0.0022); // five standard errors
    const PermutationTest again = log_rank_permutation_test(forum(), 2, {}, few);
    EXPECT_EQ(again.as_extreme, test.as_extreme);
    // a stream a replicate: the first of many are those of few
    PermutationOptions one = few;
    std::int64_t sum = 0;
    for (one.replicates = 1; one.replicates <= 3; ++one.replicates) {
        sum = *log_rank_permutation_test(forum(), 2, {}, one).as_extreme;
        EXPECT_LE(sum, one.replicates);
    }
    EXPECT_FALSE(log_rank_permutation_test(freireich(), 2, {}, {.max_arrangements = 10}).exact);
}

TEST(LogRankPermutation, OfManyPeopleIsDrawnWithoutCounting) {
    Spells spells;
    for (int k = 0; k < 3000; ++k) {
        spells.push_back({static_cast<double>(k % 50), k % 3 == 0, k == 0 ? 1U : 0U, 0});
    }
    const PermutationTest test = log_rank_permutation_test(spells, 2, {}, {.replicates = 9});
    EXPECT_EQ(test.arrangements, 3000);
    EXPECT_FALSE(test.exact);
}

TEST(LogRankPermutation, CanBeStopped) {
    test::StopControl control;
    EXPECT_THROW((void)log_rank_permutation_test(freireich(), 2, {}, {.max_arrangements = 0}, &control),
                 Cancelled);
    EXPECT_THROW((void)log_rank_permutation_test(freireich(), 2, {}, {}, &control), Cancelled);
}

} // namespace
} // namespace samspill
