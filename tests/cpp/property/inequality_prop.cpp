// Properties of segregation, inequality, crossed attributes, agreement and Fisher's test, with slow twins.
#include <samspill/analysis/agreement.hpp>
#include <samspill/analysis/equivalence_tests.hpp>
#include <samspill/analysis/exact_tests.hpp>
#include <samspill/analysis/fisher_exact.hpp>
#include <samspill/analysis/inequality.hpp>
#include <samspill/analysis/intersectional_balance.hpp>
#include <samspill/analysis/proportion_intervals.hpp>

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Numbers = std::vector<double>;
using Groups = std::vector<std::uint32_t>;
using Integer = boost::multiprecision::cpp_int;

Numbers any_numbers(std::size_t count, int most) {
    Numbers numbers;
    numbers.reserve(count);
    for (std::size_t k = 0; k < count; ++k) {
        numbers.push_back(*rc::gen::inRange(0, most + 1));
    }
    return numbers;
}

Groups any_groups(std::size_t count, std::uint32_t most) {
    return *rc::gen::container<Groups>(count, rc::gen::inRange<std::uint32_t>(0, most + 1));
}

Integer choose(std::int64_t n, std::int64_t k) {
    Integer ways = 1;
    for (std::int64_t j = 1; j <= k; ++j) {
        ways = ways * (n - k + j) / j;
    }
    return ways;
}

RC_GTEST_PROP(InequalityProp, MIsWhatLiesBetweenAndWithin, ()) {
    const auto sectors = *rc::gen::inRange<std::size_t>(1, 5);
    const auto forums = *rc::gen::inRange<std::size_t>(1, 9);
    const Numbers seats = any_numbers(sectors * forums, 9);
    const Segregation result = segregation(seats, sectors, any_groups(forums, 3));
    if (!result.mutual_information.value) {
        return;
    }
    const double m = *result.mutual_information.value;
    RC_ASSERT(std::abs(*result.between.value + *result.within.value - m) < 1e-12);
    RC_ASSERT(std::abs(*result.sector_entropy.value + *result.forum_entropy.value -
                       *result.joint_entropy.value - m) < 1e-12);
    if (result.theil_h.value) {
        RC_ASSERT((*result.theil_h.value >= 0.0 && *result.theil_h.value <= 1.0));
    }
    // forums in the opposite order
    Numbers turned;
    for (std::size_t forum = forums; forum-- > 0;) {
        for (std::size_t sector = 0; sector < sectors; ++sector) {
            turned.push_back(seats[forum * sectors + sector]);
        }
    }
    RC_ASSERT(segregation(turned, sectors).mutual_information.value == result.mutual_information.value);
}

RC_GTEST_PROP(InequalityProp, TIsWhatLiesBetweenAndWithin, ()) {
    const auto people = *rc::gen::inRange<std::size_t>(1, 15);
    const Numbers amounts = any_numbers(people, 30);
    const AmountInequality result = amount_inequality(amounts, any_groups(people, 4));
    if (!result.theil.value) {
        return;
    }
    RC_ASSERT(std::abs(*result.between.value + *result.within.value - *result.theil.value) < 1e-12);
    const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    double differences = 0.0;
    double theil = 0.0;
    for (const double a : amounts) {
        for (const double b : amounts) {
            differences += std::abs(a - b);
        }
        const double relative = a * static_cast<double>(people) / sum;
        theil += a > 0.0 ? relative * std::log(relative) / static_cast<double>(people) : 0.0;
    }
    RC_ASSERT(std::abs(*result.gini.value - differences / (2.0 * static_cast<double>(people) * sum)) < 1e-13);
    RC_ASSERT(std::abs(*result.theil.value - theil) < 1e-13);
    Numbers turned{amounts.rbegin(), amounts.rend()};
    RC_ASSERT(amount_inequality(turned).theil.value == result.theil.value);
}

RC_GTEST_PROP(InequalityProp, CrossedAttributesKeepWithinTheirRange, ()) {
    const auto seats = *rc::gen::inRange<std::size_t>(1, 20);
    std::vector<CrossedAttribute> attributes(*rc::gen::inRange<std::size_t>(1, 4));
    for (CrossedAttribute& attribute : attributes) {
        attribute.expected = *rc::gen::inRange<std::uint32_t>(1, 4);
        attribute.categories = any_groups(seats, attribute.expected - 1);
    }
    const IntersectionalBalance result = intersectional_balance(attributes);
    RC_ASSERT(*result.total_correlation.value >= 0.0);
    RC_ASSERT(*result.joint_blau.value <= result.attainable_maximum + 1e-15);
    RC_ASSERT(result.attainable_maximum <= result.joint_maximum + 1e-15);
    RC_ASSERT(result.empty_cells >= result.unavoidably_empty);
    RC_ASSERT(result.empty_cells + static_cast<std::int64_t>(result.occupied.size()) == result.cells);
    RC_ASSERT(*result.total_correlation.value >= result.unavoidable_correlation - 1e-12);
    for (CrossedAttribute& attribute : attributes) {
        std::reverse(attribute.categories.begin(), attribute.categories.end());
    }
    const IntersectionalBalance turned = intersectional_balance(attributes);
    RC_ASSERT(turned.joint_blau.value == result.joint_blau.value);
    RC_ASSERT(turned.total_correlation.value == result.total_correlation.value);
}

RC_GTEST_PROP(InequalityProp, GapsAreTestedAsIfAllChoicesWereListed, ()) {
    const auto first = *rc::gen::inRange<std::size_t>(3, 7);
    const auto second = *rc::gen::inRange<std::size_t>(3, 7);
    std::vector<Rating> ratings;
    for (std::size_t k = 0; k < first + second; ++k) {
        ratings.push_back(
            {0, k < first ? 0U : 1U, *rc::gen::inRange<std::int32_t>(1, 6), static_cast<std::uint32_t>(k)});
    }
    const PermutationTest test = agreement(ratings, 1, 2).items[0].gap_test;
    std::vector<bool> chosen(ratings.size(), false);
    std::fill(chosen.end() - static_cast<std::ptrdiff_t>(first), chosen.end(), true);
    const auto distance = [&](auto in_first) {
        std::int64_t own = 0;
        std::int64_t other = 0;
        for (std::size_t k = 0; k < ratings.size(); ++k) {
            (in_first(k) ? own : other) += ratings[k].score;
        }
        return std::abs(own * static_cast<std::int64_t>(second) - other * static_cast<std::int64_t>(first));
    };
    const std::int64_t observed = distance([&](std::size_t k) { return k < first; });
    std::vector<std::int64_t> distances;
    do {
        distances.push_back(distance([&](std::size_t k) { return chosen[k]; }));
    } while (std::next_permutation(chosen.begin(), chosen.end()));
    const std::int64_t largest = *std::max_element(distances.begin(), distances.end());
    RC_ASSERT(test.arrangements == static_cast<std::int64_t>(distances.size()));
    RC_ASSERT(test.as_extreme == std::count_if(distances.begin(), distances.end(),
                                               [&](std::int64_t d) { return d >= observed; }));
    const auto most = std::count(distances.begin(), distances.end(), largest);
    RC_ASSERT(*test.smallest_p == static_cast<double>(most) / static_cast<double>(distances.size()));
}

/// Fisher's test in whole numbers of any length: ways to have each first cell.
struct Ways {
    explicit Ways(const TwoByTwo& t) : fewest{std::max<std::int64_t>(0, t.a - t.d)} {
        const std::int64_t row = t.a + t.b;
        const std::int64_t column = t.a + t.c;
        const std::int64_t n = row + t.c + t.d;
        for (std::int64_t k = fewest; k <= std::min(row, column); ++k) {
            of.push_back(choose(row, k) * choose(n - row, column - k));
        }
        all = choose(n, column);
    }
    /// The part of all ways for which `counts(k)` holds.
    template <class Counts>
    [[nodiscard]] double part(Counts counts) const {
        Integer sum = 0;
        for (std::size_t k = 0; k < of.size(); ++k) {
            sum += counts(k) ? of[k] : 0;
        }
        return static_cast<double>(boost::multiprecision::cpp_rational{sum, all});
    }
    std::int64_t fewest;
    std::vector<Integer> of;
    Integer all;
};

RC_GTEST_PROP(InequalityProp, FishersTestIsThatInWholeNumbers, ()) {
    const auto cell = [] { return *rc::gen::inRange<std::int64_t>(0, 25); };
    const TwoByTwo table{cell(), cell(), cell(), cell() + 1};
    const Ways ways{table};
    const auto own = static_cast<std::size_t>(table.a - ways.fewest);
    const Integer least = std::min(ways.of.front(), ways.of.back());
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-12 * b; };
    const ExactTest two = fisher_test(table);
    RC_ASSERT(close(*two.p, ways.part([&](std::size_t k) { return ways.of[k] <= ways.of[own]; })));
    RC_ASSERT(close(*two.smallest_p, ways.part([&](std::size_t k) { return ways.of[k] == least; })));
    RC_ASSERT(close(*two.probability, ways.part([&](std::size_t k) { return k == own; })));
    RC_ASSERT(
        close(*fisher_test(table, Alternative::less).p, ways.part([&](std::size_t k) { return k <= own; })));
    RC_ASSERT(close(*fisher_test(table, Alternative::greater).p,
                    ways.part([&](std::size_t k) { return k >= own; })));
    // turned tables ask the same question
    const TwoByTwo rows{table.c, table.d, table.a, table.b};
    const TwoByTwo across{table.a, table.c, table.b, table.d};
    RC_ASSERT(close(*fisher_test(rows).p, *two.p));
    RC_ASSERT(fisher_test(across).p == two.p);
    RC_ASSERT(close(*fisher_test(rows, Alternative::less).p, *fisher_test(table, Alternative::greater).p));
    const ExactTest half = fisher_test(table, Alternative::two_sided, {.mid_p = true});
    const double ties = ways.part([&](std::size_t k) { return ways.of[k] == ways.of[own]; });
    RC_ASSERT(std::abs(*half.p - (*two.p - 0.5 * ties)) < 1e-12);
}

RC_GTEST_PROP(InequalityProp, IntervalsAreWhatTheirTestsDoNotRefuse, ()) {
    const auto n = *rc::gen::inRange<std::int64_t>(1, 40);
    const auto k = *rc::gen::inRange<std::int64_t>(0, n + 1);
    const double level = *rc::gen::element(0.8, 0.9, 0.95, 0.99);
    const Interval exact = clopper_pearson_interval(k, n, level);
    const Interval half = mid_p_interval(k, n, level);
    const auto upper_tail = [&](double share) { // P(X >= k), term by term
        double sum = 0.0;
        for (std::int64_t j = k; j <= n; ++j) {
            sum += static_cast<double>(choose(n, j)) * std::pow(share, static_cast<double>(j)) *
                   std::pow(1.0 - share, static_cast<double>(n - j));
        }
        return sum;
    };
    if (k > 0) {
        RC_ASSERT(std::abs(upper_tail(*exact.low) - 0.5 * (1.0 - level)) < 1e-12);
    }
    const Interval mirrored = clopper_pearson_interval(n - k, n, level);
    RC_ASSERT(std::abs(*mirrored.low - (1.0 - *exact.high)) < 1e-15);
    RC_ASSERT((*exact.low <= *half.low && *half.high <= *exact.high));
    const Interval wilson = wilson_interval(k, n, level);
    RC_ASSERT((*wilson.low <= *wilson.estimate && *wilson.estimate <= *wilson.high));
    RC_ASSERT((*half.low <= *half.estimate && *half.estimate <= *half.high));
}

} // namespace
} // namespace samspill
