#include <samspill/analysis/exact_tests.hpp>

#include "outcome_tree.hpp"
#include "seat_weights.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::OutcomeTree;

constexpr std::string_view minimum_likelihood = "two-sided by minimum likelihood";
constexpr std::string_view pool_too_small = "more seats than candidates in the pool";
constexpr std::string_view too_many_outcomes = "more possible outcomes than max_outcomes";

void require(bool condition, const char* message) {
    if (!condition) {
        throw InvalidArgument{message};
    }
}

bool is_count(std::int64_t number) { return number >= 0; }

void require_options(const ExactTestOptions& options) {
    constexpr std::int64_t largest = 1'000'000'000;
    require(options.max_outcomes >= 1 && options.max_outcomes <= largest,
            "max_outcomes must be between 1 and 1000000000");
}

std::int64_t total_seats(std::span<const std::int64_t> seats) {
    require(std::all_of(seats.begin(), seats.end(), is_count), "seats must not be negative");
    return std::accumulate(seats.begin(), seats.end(), std::int64_t{0}, checked_add);
}

/// Why seats cannot be tested against anything; empty when they can.
std::string_view obstacle_of(std::span<const std::int64_t> seats, std::int64_t n) {
    if (n == 0) {
        return "empty";
    }
    return seats.size() < 2 ? "fewer than two sectors" : std::string_view{};
}

ExactTest not_applicable(std::string_view convention, std::string_view reason, std::int64_t n) {
    ExactTest test;
    test.convention = convention;
    test.status = Status::not_applicable;
    test.reason = reason;
    test.n = n;
    return test;
}

/// Sectors in ascending order of their numbers: relabelling them changes no bit of a result.
template <class Weight>
struct OrderedSectors {
    OrderedSectors(std::span<const Weight> weights_of, std::span<const std::int64_t> seats_of) {
        std::vector<std::pair<Weight, std::int64_t>> sectors;
        for (std::size_t sector = 0; sector < weights_of.size(); ++sector) {
            sectors.emplace_back(weights_of[sector], seats_of[sector]);
        }
        std::sort(sectors.begin(), sectors.end());
        for (const auto& [weight, count] : sectors) {
            weights.push_back(weight);
            seats.push_back(count);
        }
    }

    /// Returns how many seats they held.
    std::int64_t drop_those_without_weight() {
        const auto kept = std::upper_bound(weights.begin(), weights.end(), Weight{0}) - weights.begin();
        const std::int64_t dropped = std::accumulate(seats.begin(), seats.begin() + kept, std::int64_t{0});
        weights.erase(weights.begin(), weights.begin() + kept);
        seats.erase(seats.begin(), seats.begin() + kept);
        return dropped;
    }

    std::vector<Weight> weights;
    std::vector<std::int64_t> seats;
};

/// All outcomes of `seats` independent draws; `weights` are positive and ascending, so that no quotient of a
/// weight and the sum of those after it overflows.
std::optional<OutcomeTree> independent_draws(std::span<const double> weights, std::int64_t seats,
                                             const ExactTestOptions& options) {
    std::vector<double> odds(weights.size(), 0.0);
    double after = 0.0;
    for (std::size_t sector = weights.size(); sector-- > 0;) {
        odds[sector] = after > 0.0 ? weights[sector] / after : 0.0;
        after += weights[sector];
    }
    const std::vector<std::int64_t> capacity(weights.size(), seats);
    return OutcomeTree::grow(capacity, seats, options.max_outcomes,
                             [&odds](std::size_t sector, std::int64_t left, std::int64_t k) {
                                 const auto choices =
                                     static_cast<double>(left - k) / static_cast<double>(k + 1);
                                 return odds[sector] * choices;
                             });
}

/// All outcomes of `seats` draws without replacement from a pool that holds at least as many candidates.
std::optional<OutcomeTree> pool_draws(std::span<const std::int64_t> pool, std::int64_t seats,
                                      const ExactTestOptions& options) {
    std::vector<std::int64_t> after(pool.size(), 0);
    for (std::size_t sector = pool.size() - 1; sector-- > 0;) {
        after[sector] = checked_add(after[sector + 1], pool[sector + 1]);
    }
    return OutcomeTree::grow(
        pool, seats, options.max_outcomes, [&](std::size_t sector, std::int64_t left, std::int64_t k) {
            const double drawn = static_cast<double>(pool[sector] - k) * static_cast<double>(left - k);
            const double other =
                static_cast<double>(k + 1) * static_cast<double>(after[sector] - left + k + 1);
            return drawn / other;
        });
}

/// The two-sided test in a tree of all outcomes; no `outcome` when the observed one is not among them.
ExactTest two_sided(const std::optional<OutcomeTree>& tree, std::int64_t n,
                    std::optional<std::span<const std::int64_t>> outcome) {
    if (!tree) {
        return not_applicable(minimum_likelihood, too_many_outcomes, n);
    }
    ExactTest test;
    test.convention = minimum_likelihood;
    test.n = n;
    test.outcomes = tree->outcomes();
    test.smallest_p = tree->total_of_at_most(tree->lowest() * (1.0 + tie_tolerance));
    if (outcome) {
        const double probability = tree->probability(*outcome);
        test.probability = probability;
        test.p = std::max(tree->total_of_at_most(probability * (1.0 + tie_tolerance)), *test.smallest_p);
    } else {
        test.probability = 0.0;
        test.p = 0.0;
        test.reason = "impossible: seats in a sector whose baseline share is 0";
    }
    return test;
}

/// Σ chances[from .. to), 1 exactly when that is all of them.
double sum_of(std::span<const double> chances, std::size_t from, std::size_t to) {
    if (from == 0 && to == chances.size()) {
        return 1.0;
    }
    CompensatedSum sum;
    for (const double chance : chances.subspan(from, to - from)) {
        sum.add(chance);
    }
    return std::min(sum.value(), 1.0);
}

/// Chances of 0 … trials successes. Nothing when there are too many.
std::optional<std::vector<double>> binomial_chances(double share, std::int64_t trials,
                                                    const ExactTestOptions& options) {
    const std::array<double, 2> weights{std::min(share, 1.0 - share), std::max(share, 1.0 - share)};
    const auto tree = independent_draws(weights, trials, options);
    if (!tree) {
        return std::nullopt;
    }
    const auto rarer = tree->chances(0, trials);
    return share < 0.5 ? std::vector<double>{rarer.begin(), rarer.end()}
                       : std::vector<double>{rarer.rbegin(), rarer.rend()};
}

/// Σ of the first 1, 2, … chances; the last is 1 exactly.
template <class Iterator>
std::vector<double> running_sums(Iterator first, Iterator last) {
    std::vector<double> sums;
    CompensatedSum sum;
    for (; first != last; ++first) {
        sum.add(*first);
        sums.push_back(std::min(sum.value(), 1.0));
    }
    sums.back() = 1.0;
    return sums;
}

} // namespace

ExactTest multinomial_test(std::span<const std::int64_t> seats, std::span<const double> baseline,
                           const ExactTestOptions& options) {
    require_options(options);
    require(
        std::all_of(baseline.begin(), baseline.end(), [](double w) { return std::isfinite(w) && w >= 0.0; }),
        "baseline must be finite and not negative");
    require(seats.size() == baseline.size(), "baseline must have one entry for each entry of seats");
    const std::int64_t n = total_seats(seats);
    if (const auto obstacle = obstacle_of(seats, n); !obstacle.empty()) {
        return not_applicable(minimum_likelihood, obstacle, n);
    }
    OrderedSectors<double> sectors{detail::ScaledWeights{baseline}.values, seats};
    const std::int64_t unbacked_seats = sectors.drop_those_without_weight();
    if (sectors.weights.empty()) {
        return not_applicable(minimum_likelihood, "empty baseline", n);
    }
    const auto tree = independent_draws(sectors.weights, n, options);
    return unbacked_seats > 0 ? two_sided(tree, n, std::nullopt) : two_sided(tree, n, sectors.seats);
}

ExactTest binomial_test(std::int64_t successes, std::int64_t trials, double share,
                        const ExactTestOptions& options) {
    require(successes >= 0 && successes <= trials, "successes must be between 0 and trials");
    require(share >= 0.0 && share <= 1.0, "share must be between 0 and 1");
    const std::array<std::int64_t, 2> seats{successes, trials - successes};
    const std::array<double, 2> baseline{share, 1.0 - share};
    return multinomial_test(seats, baseline, options);
}

ExactTest hypergeometric_test(std::span<const std::int64_t> seats, std::span<const std::int64_t> pool,
                              const ExactTestOptions& options) {
    require_options(options);
    require(std::all_of(pool.begin(), pool.end(), is_count), "pool must not be negative");
    require(seats.size() == pool.size(), "pool must have one entry for each entry of seats");
    const std::int64_t n = total_seats(seats);
    if (const auto obstacle = obstacle_of(seats, n); !obstacle.empty()) {
        return not_applicable(minimum_likelihood, obstacle, n);
    }
    if (!std::equal(seats.begin(), seats.end(), pool.begin(), std::less_equal{})) {
        return not_applicable(minimum_likelihood, pool_too_small, n);
    }
    const OrderedSectors<std::int64_t> sectors{pool, seats};
    return two_sided(pool_draws(sectors.weights, n, options), n, sectors.seats);
}

ExactTest hypergeometric_tail(const PoolDraw& draw, Tail tail, const ExactTestOptions& options) {
    require_options(options);
    require(draw.seats_of_sector >= 0 && draw.seats_of_sector <= draw.seats,
            "seats_of_sector must be between 0 and seats");
    require(draw.pool_of_sector >= 0 && draw.pool_of_sector <= draw.pool,
            "pool_of_sector must be between 0 and pool");
    const std::string_view convention = tail == Tail::at_most ? "one-sided: at most" : "one-sided: at least";
    if (draw.seats == 0) {
        return not_applicable(convention, "empty", 0);
    }
    const std::array<std::int64_t, 2> pool{draw.pool_of_sector, draw.pool - draw.pool_of_sector};
    if (draw.seats_of_sector > pool[0] || draw.seats - draw.seats_of_sector > pool[1]) {
        return not_applicable(convention, pool_too_small, draw.seats);
    }
    const auto tree = pool_draws(pool, draw.seats, options);
    if (!tree) {
        return not_applicable(convention, too_many_outcomes, draw.seats);
    }
    const auto chances = tree->chances(0, draw.seats);
    const auto observed = static_cast<std::size_t>(draw.seats_of_sector - tree->fewest(0, draw.seats));
    ExactTest test;
    test.convention = convention;
    test.n = draw.seats;
    test.outcomes = tree->outcomes();
    test.probability = chances[observed];
    test.smallest_p = tail == Tail::at_most ? chances.front() : chances.back();
    test.p =
        tail == Tail::at_most ? sum_of(chances, 0, observed + 1) : sum_of(chances, observed, chances.size());
    return test;
}

ExactTest binomial_equivalence_test(std::int64_t successes, std::int64_t trials, double share, double margin,
                                    const ExactTestOptions& options) {
    require_options(options);
    require(successes >= 0 && successes <= trials, "successes must be between 0 and trials");
    require(margin > 0.0 && share - margin > 0.0 && share + margin < 1.0,
            "share - margin and share + margin must lie between 0 and 1, and margin above 0");
    constexpr std::string_view convention = "equivalence by two one-sided tests";
    if (trials == 0) {
        return not_applicable(convention, "empty", trials);
    }
    const auto at_low_end = binomial_chances(share - margin, trials, options);
    const auto at_high_end = binomial_chances(share + margin, trials, options);
    if (!at_low_end || !at_high_end) {
        return not_applicable(convention, too_many_outcomes, trials);
    }
    const std::vector<double> at_least = running_sums(at_low_end->rbegin(), at_low_end->rend());
    const std::vector<double> at_most = running_sums(at_high_end->begin(), at_high_end->end());
    std::vector<double> p(at_most.size());
    for (std::size_t k = 0; k < p.size(); ++k) {
        p[k] = std::max(at_least[p.size() - 1 - k], at_most[k]);
    }
    ExactTest test;
    test.convention = convention;
    test.n = trials;
    test.outcomes = trials + 1;
    test.p = p[static_cast<std::size_t>(successes)];
    test.smallest_p = *std::min_element(p.begin(), p.end());
    return test;
}

} // namespace samspill
