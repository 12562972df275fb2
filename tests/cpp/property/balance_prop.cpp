// Properties of the balance measures and exact tests, and slow twins that enumerate in rational arithmetic.
#include <samspill/analysis/balance_measures.hpp>
#include <samspill/analysis/exact_tests.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <vector>

namespace samspill {
namespace {

using Counts = std::vector<std::int64_t>;
using Numbers = std::vector<double>;
using Rational = boost::multiprecision::cpp_rational;
using Integer = boost::multiprecision::cpp_int;
using Precise = boost::multiprecision::cpp_bin_float_50;

std::int64_t sum(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Seats and baseline weights of the same two to five sectors, at least one seat, no baseline weight of 0.
struct Forum {
    Counts seats;
    Counts weights;

    [[nodiscard]] Numbers seat_numbers() const { return {seats.begin(), seats.end()}; }
    [[nodiscard]] Numbers weight_numbers() const { return {weights.begin(), weights.end()}; }
    [[nodiscard]] std::int64_t n() const { return sum(seats); }
    [[nodiscard]] std::int64_t whole_baseline() const { return sum(weights); }
};

Forum any_forum(int most_sectors, int most_seats_of_sector) {
    const auto sectors = static_cast<std::size_t>(*rc::gen::inRange(2, most_sectors + 1));
    const auto of_sectors = [sectors](int from, int to) {
        return *rc::gen::container<Counts>(sectors, rc::gen::inRange<std::int64_t>(from, to + 1));
    };
    Forum forum{of_sectors(0, most_seats_of_sector), of_sectors(1, 9)};
    forum.seats.front() += forum.n() == 0 ? 1 : 0;
    return forum;
}

/// The forum with its sectors in another order.
Forum relabelled(const Forum& forum) {
    std::vector<std::size_t> order(forum.seats.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto keys = *rc::gen::container<std::vector<int>>(order.size(), rc::gen::arbitrary<int>());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    Forum other;
    for (const std::size_t sector : order) {
        other.seats.push_back(forum.seats[sector]);
        other.weights.push_back(forum.weights[sector]);
    }
    return other;
}

/// All ways to give `left` seats to the sectors from `next` on, at most capacity[s] to sector s.
void each_outcome(const Counts& capacity, std::int64_t left, Counts& outcome,
                  const std::function<void(const Counts&)>& visit) {
    const std::size_t next = outcome.size();
    if (next == capacity.size()) {
        if (left == 0) {
            visit(outcome);
        }
        return;
    }
    for (std::int64_t k = 0; k <= std::min(capacity[next], left); ++k) {
        outcome.push_back(k);
        each_outcome(capacity, left - k, outcome, visit);
        outcome.pop_back();
    }
}

Integer choose(std::int64_t n, std::int64_t k) {
    Integer result = 1;
    for (std::int64_t i = 1; i <= k; ++i) {
        result = result * (n - k + i) / i;
    }
    return result;
}

Rational multinomial_probability(const Counts& outcome, const Counts& weights) {
    const std::int64_t whole = sum(weights);
    Rational probability = 1;
    std::int64_t drawn = 0;
    for (std::size_t sector = 0; sector < outcome.size(); ++sector) {
        drawn += outcome[sector];
        probability *= choose(drawn, outcome[sector]);
        for (std::int64_t k = 0; k < outcome[sector]; ++k) {
            probability *= Rational{weights[sector], whole};
        }
    }
    return probability;
}

Rational pool_probability(const Counts& outcome, const Counts& pool) {
    Integer ways = 1;
    for (std::size_t sector = 0; sector < outcome.size(); ++sector) {
        ways *= choose(pool[sector], outcome[sector]);
    }
    return {ways, choose(sum(pool), sum(outcome))};
}

/// The definition word for word: list every outcome, add those at most as probable.
struct SlowTest {
    SlowTest(const Counts& observed, const Counts& capacity,
             const std::function<Rational(const Counts&)>& probability_of) {
        probability = probability_of(observed);
        std::vector<Rational> all;
        Counts outcome;
        each_outcome(capacity, sum(observed), outcome,
                     [&](const Counts& possible) { all.push_back(probability_of(possible)); });
        outcomes = static_cast<std::int64_t>(all.size());
        const Rational least = *std::min_element(all.begin(), all.end());
        const Rational tolerance = 1 + Rational{1, 10'000'000};
        for (const Rational& one : all) {
            total += one;
            p += one <= probability * tolerance ? one : Rational{0};
            smallest_p += one <= least * tolerance ? one : Rational{0};
        }
    }
    Rational probability, p = 0, smallest_p = 0, total = 0;
    std::int64_t outcomes = 0;
};

void expect_near(double value, const Rational& exact) {
    const auto wanted = exact.convert_to<double>();
    RC_ASSERT(std::abs(value - wanted) <= 1e-13 * wanted);
}

template <class Exact>
void expect_close(const Measure& measure, const Exact& exact) {
    RC_ASSERT(std::abs(*measure.value - exact.template convert_to<double>()) <= 1e-14);
}

void expect_agreement(const ExactTest& fast, const SlowTest& slow) {
    RC_ASSERT(slow.total == 1);
    RC_ASSERT(fast.outcomes == slow.outcomes);
    expect_near(*fast.probability, slow.probability);
    expect_near(*fast.p, slow.p);
    expect_near(*fast.smallest_p, slow.smallest_p);
}

void expect_same_bits(const ExactTest& a, const ExactTest& b) {
    RC_ASSERT(a.p == b.p);
    RC_ASSERT(a.probability == b.probability);
    RC_ASSERT(a.smallest_p == b.smallest_p);
    RC_ASSERT(a.outcomes == b.outcomes);
}

std::vector<double> all_measures(const Forum& forum) {
    const Numbers seats = forum.seat_numbers();
    const Numbers baseline = forum.weight_numbers();
    std::vector<double> values;
    for (const auto measure : {parity, min_max_ratio, blau, iqv, shannon, hill_1, hill_2}) {
        values.push_back(*measure(seats).value);
    }
    values.push_back(blau_unbiased(seats).value.value_or(-1.0));
    values.push_back(*pielou(seats).value);
    for (const auto measure : {dissimilarity, gallagher, kullback_leibler}) {
        values.push_back(*measure(seats, baseline).value);
    }
    return values;
}

RC_GTEST_PROP(BalanceMeasures, StayInTheirRanges, ()) {
    const Forum forum = any_forum(5, 60);
    const Numbers seats = forum.seat_numbers();
    const Numbers baseline = forum.weight_numbers();
    const auto m = static_cast<double>(seats.size());
    for (const auto measure : {parity, min_max_ratio, blau, iqv}) {
        const double value = *measure(seats).value;
        RC_ASSERT((value >= 0.0 && value <= 1.0));
    }
    RC_ASSERT((*pielou(seats).value >= 0.0 && *pielou(seats).value <= 1.0));
    RC_ASSERT((*hill_2(seats).value >= 1.0 && *hill_1(seats).value <= m));
    RC_ASSERT(*hill_2(seats).value <= *hill_1(seats).value * (1.0 + 1e-14));
    RC_ASSERT(*kullback_leibler(seats, baseline).value >= 0.0);
    RC_ASSERT(*gallagher(seats, baseline).value <= *dissimilarity(seats, baseline).value + 1e-15);
    RC_ASSERT(*dissimilarity(seats, baseline).value <= 1.0);
}

RC_GTEST_PROP(BalanceMeasures, AgreeWithTheirDefinitionsInRationalArithmetic, ()) {
    const Forum forum = any_forum(5, 60);
    const std::int64_t n = forum.n();
    const auto m = static_cast<std::int64_t>(forum.seats.size());
    Rational deviation = 0;
    Rational squares = 0;
    Rational like_pairs = 0;
    Rational differences = 0;
    for (std::size_t sector = 0; sector < forum.seats.size(); ++sector) {
        const Rational p{forum.seats[sector], n};
        deviation += abs(p - Rational{1, m});
        squares += p * p;
        like_pairs += forum.seats[sector] * (forum.seats[sector] - 1);
        differences += abs(p - Rational{forum.weights[sector], forum.whole_baseline()});
    }
    const Numbers seats = forum.seat_numbers();
    expect_close(parity(seats), Rational{1 - Rational{m, 2 * (m - 1)} * deviation});
    expect_close(blau(seats), Rational{1 - squares});
    expect_close(iqv(seats), Rational{(1 - squares) * m / (m - 1)});
    expect_close(hill_2(seats), Rational{1 / squares});
    expect_close(dissimilarity(seats, forum.weight_numbers()), Rational{differences / 2});
    if (n > 1) {
        expect_close(blau_unbiased(seats), Rational{1 - like_pairs / (n * (n - 1))});
    }
}

RC_GTEST_PROP(BalanceMeasures, AgreeWithTheirDefinitionsInFiftyDigits, ()) {
    const Forum forum = any_forum(5, 60);
    const Precise n{forum.n()};
    const Precise whole{forum.whole_baseline()};
    Precise entropy = 0;
    Precise divergence = 0;
    Precise squares = 0;
    for (std::size_t sector = 0; sector < forum.seats.size(); ++sector) {
        const Precise p = forum.seats[sector] / n;
        const Precise q = forum.weights[sector] / whole;
        squares += (p - q) * (p - q);
        entropy -= p > 0 ? Precise{p * log(p)} : Precise{0};
        divergence += p > 0 ? Precise{p * log(p / q)} : Precise{0};
    }
    const Numbers seats = forum.seat_numbers();
    const Numbers baseline = forum.weight_numbers();
    expect_close(shannon(seats), entropy);
    expect_close(pielou(seats), Precise{entropy / log(Precise{forum.seats.size()})});
    expect_close(hill_1(seats), Precise{exp(entropy)});
    expect_close(kullback_leibler(seats, baseline), divergence);
    expect_close(gallagher(seats, baseline), Precise{sqrt(squares / 2)});
}

RC_GTEST_PROP(BalanceMeasures, DoNotDependOnTheOrderOfSectors, ()) {
    const Forum forum = any_forum(5, 60);
    RC_ASSERT(all_measures(forum) == all_measures(relabelled(forum)));
}

RC_GTEST_PROP(BalanceMeasures, DoNotDependOnTheUnitOfSeats, ()) {
    const Forum forum = any_forum(5, 60);
    Numbers halves = forum.seat_numbers();
    for (double& seats : halves) {
        seats /= 2.0;
    }
    for (const auto measure : {parity, min_max_ratio, blau, iqv, shannon, hill_1, hill_2}) {
        RC_ASSERT(measure(halves).value == measure(forum.seat_numbers()).value);
    }
}

RC_GTEST_PROP(BalanceMeasures, GapsAddUpToNothing, ()) {
    const Forum forum = any_forum(5, 60);
    double gaps = 0.0;
    for (std::size_t sector = 0; sector < forum.seats.size(); ++sector) {
        gaps += *share_gap(forum.seat_numbers(), forum.weight_numbers(), sector).value;
    }
    RC_ASSERT(std::abs(gaps) < 1e-14);
}

RC_GTEST_PROP(MultinomialTest, AgreesWithListingEveryOutcome, ()) {
    const Forum forum = any_forum(4, 4);
    const ExactTest fast = multinomial_test(forum.seats, forum.weight_numbers());
    expect_agreement(fast,
                     SlowTest{forum.seats, Counts(forum.seats.size(), forum.n()), [&](const Counts& outcome) {
                                  return multinomial_probability(outcome, forum.weights);
                              }});
}

RC_GTEST_PROP(HypergeometricTest, AgreesWithListingEveryOutcome, ()) {
    const Forum forum = any_forum(4, 4);
    Counts pool = forum.seats;
    for (std::size_t sector = 0; sector < pool.size(); ++sector) {
        pool[sector] += forum.weights[sector] - 1;
    }
    const ExactTest fast = hypergeometric_test(forum.seats, pool);
    expect_agreement(fast, SlowTest{forum.seats, pool,
                                    [&](const Counts& outcome) { return pool_probability(outcome, pool); }});
}

RC_GTEST_PROP(ExactTests, KeepPBetweenTheSmallestAndOneInAnyOrderOfSectors, ()) {
    const Forum forum = any_forum(5, 8);
    const Forum other = relabelled(forum);
    const ExactTest test = multinomial_test(forum.seats, forum.weight_numbers());
    RC_ASSERT((*test.smallest_p <= *test.p && *test.p <= 1.0));
    RC_ASSERT(*test.probability <= *test.p);
    expect_same_bits(test, multinomial_test(other.seats, other.weight_numbers()));
    const auto pool_of = [](const Forum& drawn) {
        Counts pool = drawn.weights;
        std::transform(pool.begin(), pool.end(), drawn.seats.begin(), pool.begin(), std::plus{});
        return pool;
    };
    const ExactTest drawn = hypergeometric_test(forum.seats, pool_of(forum));
    RC_ASSERT((*drawn.smallest_p <= *drawn.p && *drawn.p <= 1.0));
    expect_same_bits(drawn, hypergeometric_test(other.seats, pool_of(other)));
}

RC_GTEST_PROP(ExactTests, GiveAllOutcomesTogetherProbabilityOne, ()) {
    const Forum forum = any_forum(4, 4);
    const Counts capacity(forum.seats.size(), forum.n());
    double total = 0.0;
    double smallest = 1.0;
    Counts outcome;
    each_outcome(capacity, forum.n(), outcome, [&](const Counts& possible) {
        const ExactTest test = multinomial_test(possible, forum.weight_numbers());
        total += *test.probability;
        smallest = std::min(smallest, *test.p);
    });
    RC_ASSERT(std::abs(total - 1.0) < 1e-13);
    RC_ASSERT(smallest == *multinomial_test(forum.seats, forum.weight_numbers()).smallest_p);
}

RC_GTEST_PROP(HypergeometricTail, OverlapsItsOppositeInTheObservedOutcome, ()) {
    const auto pool = *rc::gen::inRange<std::int64_t>(2, 60);
    const auto of_sector = *rc::gen::inRange<std::int64_t>(0, pool + 1);
    const auto seats = *rc::gen::inRange<std::int64_t>(1, pool + 1);
    const auto fewest = std::max<std::int64_t>(0, seats - (pool - of_sector));
    const auto k = *rc::gen::inRange<std::int64_t>(fewest, std::min(of_sector, seats) + 1);
    const PoolDraw draw{.seats = seats, .seats_of_sector = k, .pool = pool, .pool_of_sector = of_sector};
    const ExactTest most = hypergeometric_tail(draw, Tail::at_most);
    const ExactTest least = hypergeometric_tail(draw, Tail::at_least);
    RC_ASSERT(std::abs(*most.p + *least.p - *most.probability - 1.0) < 1e-13);
    RC_ASSERT((*most.smallest_p <= *most.p && *least.smallest_p <= *least.p));
    expect_near(*most.probability, pool_probability({k, seats - k}, {of_sector, pool - of_sector}));
}

} // namespace
} // namespace samspill
