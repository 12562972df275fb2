// Properties of curves and log-rank tests, and a slow twin that lists every arrangement.
#include <samspill/analysis/log_rank.hpp>
#include <samspill/analysis/survival.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Spells = std::vector<GroupedSpell>;

Spells any_spells(int most_people, std::uint32_t groups, std::uint32_t strata) {
    const auto people = *rc::gen::inRange(1, most_people + 1);
    Spells spells;
    spells.reserve(static_cast<std::size_t>(people));
    for (int k = 0; k < people; ++k) {
        spells.push_back({static_cast<double>(*rc::gen::inRange(0, 6)), *rc::gen::arbitrary<bool>(),
                          *rc::gen::inRange<std::uint32_t>(0, groups),
                          *rc::gen::inRange<std::uint32_t>(0, strata)});
    }
    return spells;
}

LogRankOptions any_weight() {
    return {*rc::gen::element(LogRankWeight::log_rank, LogRankWeight::gehan, LogRankWeight::tarone_ware,
                              LogRankWeight::peto_peto, LogRankWeight::g_rho),
            *rc::gen::element(0.0, 0.5, 1.0, 2.0)};
}

Spells shuffled(Spells spells) {
    const auto keys = *rc::gen::container<std::vector<int>>(spells.size(), rc::gen::arbitrary<int>());
    std::vector<std::size_t> order(spells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    Spells other;
    other.reserve(order.size());
    for (const std::size_t k : order) {
        other.push_back(spells[k]);
    }
    return other;
}

/// How many of all distinct orders of the labels, stratum by stratum, are as extreme, and how many there are.
struct Listing {
    std::int64_t all = 0;
    std::int64_t as_extreme = 0;
    std::int64_t most_extreme = 0;
};

Listing list_arrangements(Spells spells, std::size_t groups, const LogRankOptions& options, double observed) {
    std::stable_sort(spells.begin(), spells.end(), [](const GroupedSpell& a, const GroupedSpell& b) {
        return a.stratum < b.stratum || (a.stratum == b.stratum && a.group < b.group);
    });
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (std::size_t k = 0; k < spells.size(); ++k) {
        if (k == 0 || spells[k].stratum != spells[k - 1].stratum) {
            ranges.emplace_back(k, k);
        }
        ranges.back().second = k + 1;
    }
    std::vector<std::uint32_t> labels;
    labels.reserve(spells.size());
    for (const GroupedSpell& spell : spells) {
        labels.push_back(spell.group);
    }
    std::vector<double> statistics;
    const auto next = [&] {
        for (const auto& [from, to] : ranges) {
            const auto first = labels.begin() + static_cast<std::ptrdiff_t>(from);
            if (std::next_permutation(first, labels.begin() + static_cast<std::ptrdiff_t>(to))) {
                return true;
            }
        }
        return false;
    };
    do {
        for (std::size_t k = 0; k < spells.size(); ++k) {
            spells[k].group = labels[k];
        }
        statistics.push_back(log_rank_test(spells, groups, options).chi_square.value_or(0.0));
    } while (next());
    const double largest = *std::max_element(statistics.begin(), statistics.end());
    const auto count = [&](double limit) {
        return std::count_if(statistics.begin(), statistics.end(),
                             [&](double s) { return s >= limit * (1 - 1e-9); });
    };
    return {static_cast<std::int64_t>(statistics.size()), count(observed), count(largest)};
}

RC_GTEST_PROP(SurvivalProp, WithoutCensoringACurveIsTheShareOfLongerSpells, ()) {
    const auto times = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20)));
    std::vector<Spell> spells;
    spells.reserve(times.size());
    for (const int time : times) {
        spells.push_back({static_cast<double>(time), true});
    }
    for (const SurvivalStep& step : kaplan_meier(spells).steps) {
        const auto longer = std::count_if(times.begin(), times.end(), [&](int t) { return t > step.time; });
        RC_ASSERT(step.survival == static_cast<double>(longer) / static_cast<double>(times.size()));
        if (longer > 0) {
            const double binomial = step.survival * (1 - step.survival) / static_cast<double>(times.size());
            RC_ASSERT(std::abs(*step.se - std::sqrt(binomial)) < 1e-14);
        }
    }
}

RC_GTEST_PROP(SurvivalProp, ACurveIsTheProductOfItsFactors, ()) {
    std::vector<Spell> spells;
    for (const GroupedSpell& spell : any_spells(40, 1, 1)) {
        spells.push_back({spell.time, spell.event});
    }
    double product = 1.0;
    double previous = 1.0;
    for (const SurvivalStep& step : kaplan_meier(spells).steps) {
        product *= 1.0 - static_cast<double>(step.events) / static_cast<double>(step.at_risk);
        RC_ASSERT(std::abs(step.survival - product) < 1e-13);
        RC_ASSERT(step.survival <= previous);
        if (step.low) {
            RC_ASSERT((*step.low <= step.survival && step.survival <= *step.high));
        }
        previous = step.survival;
    }
}

RC_GTEST_PROP(SurvivalProp, TheOrderOfSpellsChangesNoBit, ()) {
    const Spells spells = any_spells(15, 3, 2);
    const Spells other = shuffled(spells);
    const LogRankOptions options = any_weight();
    const LogRankTest a = log_rank_test(spells, 3, options);
    const LogRankTest b = log_rank_test(other, 3, options);
    RC_ASSERT(a.chi_square == b.chi_square);
    RC_ASSERT(a.variance == b.variance);
    const PermutationOptions limits{.max_arrangements = *rc::gen::element<std::int64_t>(0, 100'000),
                                    .replicates = 50};
    const PermutationTest p = log_rank_permutation_test(spells, 3, options, limits);
    const PermutationTest q = log_rank_permutation_test(other, 3, options, limits);
    RC_ASSERT(p.as_extreme == q.as_extreme);
    RC_ASSERT(p.smallest_p == q.smallest_p);
}

RC_GTEST_PROP(SurvivalProp, SwappingGroupsDoesNotMatter, ()) {
    const Spells spells = any_spells(20, 2, 2);
    Spells swapped = spells;
    for (GroupedSpell& spell : swapped) {
        spell.group = 1 - spell.group;
    }
    const LogRankOptions options = any_weight();
    const LogRankTest a = log_rank_test(spells, 2, options);
    const LogRankTest b = log_rank_test(swapped, 2, options);
    RC_ASSERT(a.chi_square.has_value() == b.chi_square.has_value());
    if (a.chi_square) {
        RC_ASSERT(std::abs(*a.chi_square - *b.chi_square) <= 1e-11 * (1 + *a.chi_square));
        RC_ASSERT(std::abs(a.groups[0].expected - b.groups[1].expected) < 1e-11 * (1 + a.groups[0].expected));
    }
}

RC_GTEST_PROP(SurvivalProp, StrataAddUp, ()) {
    const Spells spells = any_spells(30, 3, 3);
    const LogRankOptions options = any_weight();
    const LogRankTest whole = log_rank_test(spells, 3, options);
    if (!whole.chi_square) {
        return;
    }
    std::vector<double> difference(3, 0.0);
    std::vector<double> variance(9, 0.0);
    for (std::uint32_t stratum = 0; stratum < 3; ++stratum) {
        Spells part;
        std::copy_if(spells.begin(), spells.end(), std::back_inserter(part),
                     [&](const GroupedSpell& spell) { return spell.stratum == stratum; });
        const LogRankTest test = log_rank_test(part, 3, options);
        for (std::size_t g = 0; g < 3; ++g) {
            difference[g] += test.chi_square ? test.groups[g].observed - test.groups[g].expected : 0.0;
            for (std::size_t h = 0; h < 3; ++h) {
                variance[g * 3 + h] += test.variance[g * 3 + h];
            }
        }
    }
    for (std::size_t g = 0; g < 3; ++g) {
        const double own = whole.groups[g].observed - whole.groups[g].expected;
        RC_ASSERT(std::abs(own - difference[g]) < 1e-9);
        for (std::size_t h = 0; h < 3; ++h) {
            RC_ASSERT(std::abs(whole.variance[g * 3 + h] - variance[g * 3 + h]) < 1e-9);
        }
    }
}

RC_GTEST_PROP(SurvivalProp, CountsInBulkWhatTheTwinLists, ()) {
    const auto groups = *rc::gen::inRange<std::uint32_t>(2, 4);
    const Spells spells = any_spells(groups == 2 ? 10 : 7, groups, *rc::gen::inRange<std::uint32_t>(1, 3));
    const LogRankOptions options = any_weight();
    const PermutationTest test = log_rank_permutation_test(spells, groups, options);
    if (!test.p) {
        return;
    }
    const Listing listing = list_arrangements(spells, groups, options, *test.statistic);
    RC_ASSERT(test.exact);
    RC_ASSERT(test.arrangements == listing.all);
    RC_ASSERT(test.as_extreme == listing.as_extreme);
    const auto all = static_cast<double>(listing.all);
    RC_ASSERT(*test.p == static_cast<double>(listing.as_extreme) / all);
    RC_ASSERT(*test.smallest_p == static_cast<double>(listing.most_extreme) / all);
}

} // namespace
} // namespace samspill
