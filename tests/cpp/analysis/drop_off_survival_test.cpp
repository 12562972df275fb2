#include <samspill/analysis/drop_off_survival.hpp>
#include <samspill/core/error.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace samspill {
namespace {

/// Spells of groups a and b without a network: those of forum 0, then those of forum 1.
class Spells {
public:
    Spells& add(std::uint32_t forum, std::uint32_t group, std::int64_t duration, bool event,
                const std::vector<std::int64_t>& missed = {}, std::int64_t observed = 10) {
        AttendanceSpell spell;
        spell.forum = ForumId{forum};
        spell.group = group;
        spell.duration = duration;
        spell.end = event ? SpellEnd::silent : SpellEnd::active;
        result.spells.push_back(spell);
        for (const std::int64_t time : missed) {
            result.absences.push_value(time);
        }
        result.absences.end_row();
        result.observed.push_back(observed);
        return *this;
    }

    DropOffResult result = [] {
        DropOffResult made;
        made.unit = "meetings";
        made.groups = {"a", "b"};
        return made;
    }();
};

const DropOffTest& test_of(const DropOffSurvival& survival, ForumId forum, LogRankWeight weight) {
    return *std::find_if(survival.tests.begin(), survival.tests.end(), [&](const DropOffTest& test) {
        return test.forum == forum && test.weight == weight;
    });
}

/// M1.10 with three a staying and three b leaving: b at 1, 2, 3, a censored at 4.
Spells separated() {
    Spells spells;
    spells.add(0, 0, 4, false).add(0, 0, 4, false).add(0, 0, 4, false);
    spells.add(0, 1, 1, true).add(0, 1, 2, true).add(0, 1, 3, true);
    return spells;
}

TEST(DropOffSurvival, CurvesAreOfEachGroupInEachForumAndInAll) {
    Spells spells = separated();
    spells.add(1, 1, 2, true);
    const DropOffSurvival survival = drop_off_survival(spells.result);
    ASSERT_EQ(survival.groups.size(), 5U); // a and b of forum 0, b of forum 1, a and b of all
    EXPECT_EQ(survival.groups[1].group, 1U);
    ASSERT_EQ(survival.groups[1].curve.steps.size(), 3U);
    EXPECT_NEAR(survival.groups[1].curve.steps[0].survival, 2.0 / 3.0, 1e-12);
    EXPECT_NEAR(survival.groups[1].curve.steps[2].survival, 0.0, 1e-12);
    EXPECT_EQ(survival.groups[0].curve.events, 0);
    EXPECT_TRUE(survival.groups[3].forum.is_none());
    EXPECT_EQ(survival.groups[4].curve.n, 4);
}

TEST(DropOffSurvival, TestsByPermutationCountAllArrangements) {
    // The three who leave are all of b: one of C(6, 3) = 20 arrangements. In its mirror image they are all of
    // a, which has the same chi-square, and in no other are the groups further apart: p = 2/20.
    const DropOffSurvival survival = drop_off_survival(separated().result);
    const DropOffTest& test = test_of(survival, ForumId{0U}, LogRankWeight::log_rank);
    ASSERT_TRUE(test.permutation);
    EXPECT_TRUE(test.permutation->exact);
    EXPECT_EQ(test.permutation->arrangements, 20);
    EXPECT_EQ(test.permutation->as_extreme, 2);
    EXPECT_EQ(test.permutation->p, 0.1);
    EXPECT_EQ(test.permutation->smallest_p, 0.1);
    // O - E of b: 3 - (1/2 + 2/5 + 1/4) = 1.85; V = 1/4 + 6/25 + 3/16 = 0.6775.
    EXPECT_NEAR(test.test.chi_square.value(), 1.85 * 1.85 / 0.6775, 1e-12);
}

/// The weight of a time with d events among n at risk; `product` is Peto and Peto's up to this time.
double weight_at(LogRankWeight weight, double n, double product) {
    switch (weight) {
    case LogRankWeight::gehan:
        return n;
    case LogRankWeight::tarone_ware:
        return std::sqrt(n);
    case LogRankWeight::peto_peto:
        return product;
    default:
        return 1.0;
    }
}

/// Chi-square of two groups, time after time; `in_b` holds the spells of the second.
double brute_chi_square(const std::vector<AttendanceSpell>& spells, std::uint32_t in_b,
                        LogRankWeight weight) {
    std::set<std::int64_t> times;
    for (const AttendanceSpell& spell : spells) {
        times.insert(spell.duration);
    }
    double difference = 0.0;
    double variance = 0.0;
    double product = 1.0;
    for (const std::int64_t time : times) {
        double n = 0.0;
        double n_b = 0.0;
        double d = 0.0;
        double d_b = 0.0;
        for (std::size_t k = 0; k < spells.size(); ++k) {
            const double is_b = (in_b >> k & 1U) != 0 ? 1.0 : 0.0;
            if (spells[k].duration >= time) {
                n += 1.0;
                n_b += is_b;
            }
            if (spells[k].duration == time && spells[k].is_event()) {
                d += 1.0;
                d_b += is_b;
            }
        }
        product *= 1.0 - d / (n + 1.0);
        const double w = weight_at(weight, n, product);
        difference += w * (d_b - d * n_b / n);
        variance += n > 1.0 ? w * w * d * (n - d) * n_b * (n - n_b) / (n * n * (n - 1.0)) : 0.0;
    }
    return variance > 0.0 ? difference * difference / variance : 0.0;
}

TEST(DropOffSurvival, EveryWeightIsTestedByAllArrangements) {
    Spells spells;
    spells.add(0, 0, 2, true).add(0, 0, 5, false).add(0, 0, 7, true).add(0, 0, 9, false);
    spells.add(0, 1, 1, true).add(0, 1, 2, true).add(0, 1, 2, false).add(0, 1, 4, true);
    const DropOffSurvival survival = drop_off_survival(spells.result);
    for (const DropOffTest& test : survival.tests) {
        double largest = 0.0;
        std::vector<double> statistics;
        for (std::uint32_t in_b = 0; in_b < 256; ++in_b) {
            if (std::popcount(in_b) == 4) {
                statistics.push_back(brute_chi_square(spells.result.spells, in_b, test.weight));
                largest = std::max(largest, statistics.back());
            }
        }
        const double observed = brute_chi_square(spells.result.spells, 0xF0, test.weight);
        const auto at_least = [&](double bound) {
            return std::count_if(statistics.begin(), statistics.end(),
                                 [&](double value) { return value >= bound * (1.0 - 1e-9); });
        };
        EXPECT_NEAR(test.test.chi_square.value(), observed, 1e-12);
        ASSERT_TRUE(test.permutation) << to_string(test.weight);
        EXPECT_TRUE(test.permutation->exact);
        EXPECT_EQ(test.permutation->arrangements, 70);
        EXPECT_EQ(test.permutation->as_extreme, at_least(observed)) << to_string(test.weight);
        EXPECT_NEAR(test.permutation->smallest_p.value(), static_cast<double>(at_least(largest)) / 70.0,
                    1e-15);
    }
    EXPECT_EQ(survival.tests.size(), 8U); // four weights, of the forum and of all
}

TEST(DropOffSurvival, OverAllForumsMembersAreComparedWithinTheirForum) {
    // Everybody of forum 1 leaves at once, and all of them are of b: that says nothing about the groups.
    Spells spells = separated();
    const double alone = test_of(drop_off_survival(spells.result), ForumId{0U}, LogRankWeight::log_rank)
                             .test.chi_square.value();
    spells.add(1, 1, 1, true).add(1, 1, 1, true);
    const DropOffTest all =
        test_of(drop_off_survival(spells.result), ForumId::none(), LogRankWeight::log_rank);
    EXPECT_NEAR(all.test.chi_square.value(), alone, 1e-12);
}

TEST(DropOffSurvival, AbsencesAreCountedOverTheWholeObservation) {
    Spells spells;
    spells.add(0, 0, 2, true, {1, 3, 4}, 4).add(0, 0, 4, false, {2}, 4);
    const DropOffSurvival survival = drop_off_survival(spells.result);
    const MeanCumulative& absences = survival.groups.front().absences;
    EXPECT_EQ(absences.events, 4);
    ASSERT_EQ(absences.steps.size(), 4U);
    EXPECT_NEAR(absences.steps.back().mean, 2.0, 1e-12); // four absences of two people
}

TEST(DropOffSurvival, HoldersInNoOrSeveralGroupsAreLeftOut) {
    Spells spells = separated();
    spells.add(0, AttendanceSpell::no_group, 1, true).add(0, 1, 1, true);
    spells.result.spells.back().in_several = true;
    const DropOffSurvival survival = drop_off_survival(spells.result);
    EXPECT_EQ(test_of(survival, ForumId{0U}, LogRankWeight::log_rank).test.n, 6);
}

TEST(DropOffSurvival, NoSpellsGiveNoGroupsAndTestsWithoutValue) {
    const DropOffSurvival survival = drop_off_survival(Spells{}.result);
    EXPECT_TRUE(survival.groups.empty());
    EXPECT_EQ(survival.tests.front().test.status, Status::not_applicable);
    EXPECT_FALSE(survival.tests.front().test.p);
}

TEST(DropOffSurvival, PermutationsAreMadeOnlyWhenAskedFor) {
    DropOffSurvivalOptions options;
    options.permutation.reset();
    for (const DropOffTest& test : drop_off_survival(separated().result, options).tests) {
        EXPECT_FALSE(test.permutation);
    }
    options.level = 1.0;
    EXPECT_THROW((void)drop_off_survival(separated().result, options), InvalidArgument);
}

} // namespace
} // namespace samspill
