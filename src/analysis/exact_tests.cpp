#include <samspill/analysis/exact_tests.hpp>

#include "exact_draws.hpp"
#include "outcome_tree.hpp"
#include "seat_weights.hpp"

#include <samspill/core/checked.hpp>
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

using detail::independent_draws;
using detail::mid;
using detail::not_applicable;
using detail::OutcomeTree;
using detail::pool_draws;
using detail::pool_too_small;
using detail::require;
using detail::require_options;
using detail::too_many_outcomes;

bool is_count(std::int64_t number) { return number >= 0; }

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

std::string_view minimum_likelihood(const ExactTestOptions& options) {
    return options.mid_p ? "two-sided by minimum likelihood, mid-p" : "two-sided by minimum likelihood";
}

/// Total probability of the outcomes at most as probable as this one.
double p_of(const OutcomeTree& tree, double probability, const ExactTestOptions& options) {
    const double with_ties = tree.total_of_at_most(probability * (1.0 + tie_tolerance));
    return options.mid_p ? mid(with_ties, tree.total_of_at_most(probability * (1.0 - tie_tolerance)))
                         : with_ties;
}

/// The two-sided test in a tree of all outcomes; no `outcome` when the observed one is not among them.
ExactTest two_sided(const std::optional<OutcomeTree>& tree, std::int64_t n,
                    std::optional<std::span<const std::int64_t>> outcome, const ExactTestOptions& options) {
    if (!tree) {
        return not_applicable(minimum_likelihood(options), too_many_outcomes, n);
    }
    ExactTest test;
    test.convention = minimum_likelihood(options);
    test.n = n;
    test.outcomes = tree->outcomes();
    test.smallest_p = p_of(*tree, tree->lowest(), options);
    if (outcome) {
        const double probability = tree->probability(*outcome);
        test.probability = probability;
        test.p = std::max(p_of(*tree, probability, options), *test.smallest_p);
    } else {
        test.probability = 0.0;
        test.p = 0.0;
        test.reason = "impossible: seats in a sector whose baseline share is 0";
    }
    return test;
}

std::string_view one_sided(Tail tail, const ExactTestOptions& options) {
    if (options.mid_p) {
        return tail == Tail::at_most ? "one-sided: at most, mid-p" : "one-sided: at least, mid-p";
    }
    return tail == Tail::at_most ? "one-sided: at most" : "one-sided: at least";
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
        return not_applicable(minimum_likelihood(options), obstacle, n);
    }
    OrderedSectors<double> sectors{detail::ScaledWeights{baseline}.values, seats};
    const std::int64_t unbacked_seats = sectors.drop_those_without_weight();
    if (sectors.weights.empty()) {
        return not_applicable(minimum_likelihood(options), "empty baseline", n);
    }
    const auto tree = independent_draws(sectors.weights, n, options);
    return unbacked_seats > 0 ? two_sided(tree, n, std::nullopt, options)
                              : two_sided(tree, n, sectors.seats, options);
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
        return not_applicable(minimum_likelihood(options), obstacle, n);
    }
    if (!std::equal(seats.begin(), seats.end(), pool.begin(), std::less_equal{})) {
        return not_applicable(minimum_likelihood(options), pool_too_small, n);
    }
    const OrderedSectors<std::int64_t> sectors{pool, seats};
    return two_sided(pool_draws(sectors.weights, n, options), n, sectors.seats, options);
}

ExactTest hypergeometric_tail(const PoolDraw& draw, Tail tail, const ExactTestOptions& options) {
    require_options(options);
    detail::require_parts(draw);
    const std::string_view convention = one_sided(tail, options);
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
    const bool at_most = tail == Tail::at_most;
    const double extreme = at_most ? chances.front() : chances.back();
    const double p = at_most ? sum_of(chances, 0, observed + 1) : sum_of(chances, observed, chances.size());
    test.smallest_p = options.mid_p ? 0.5 * extreme : extreme;
    test.p = options.mid_p ? p - 0.5 * chances[observed] : p;
    return test;
}

} // namespace samspill
