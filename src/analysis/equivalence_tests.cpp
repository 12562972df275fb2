#include <samspill/analysis/equivalence_tests.hpp>

#include "exact_draws.hpp"
#include "outcome_tree.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using detail::independent_draws;
using detail::mid;
using detail::not_applicable;
using detail::pool_draws;
using detail::pool_too_small;
using detail::require;
using detail::require_options;
using detail::too_many_outcomes;

using Chances = std::vector<double>;

/// Chances of 0 … trials successes. Nothing when there are too many.
std::optional<Chances> binomial_chances(double share, std::int64_t trials, const ExactTestOptions& options) {
    const std::array<double, 2> weights{std::min(share, 1.0 - share), std::max(share, 1.0 - share)};
    const auto tree = independent_draws(weights, trials, options);
    if (!tree) {
        return std::nullopt;
    }
    const auto rarer = tree->chances(0, trials);
    return share < 0.5 ? Chances{rarer.begin(), rarer.end()} : Chances{rarer.rbegin(), rarer.rend()};
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

/// Total chance of outcome k and of those before it, for all k; equal outcomes by half for mid-p.
template <class Iterator>
Chances tails(Iterator first, Iterator last, const ExactTestOptions& options) {
    Chances sums = running_sums(first, last);
    if (options.mid_p) {
        for (std::size_t k = sums.size(); k-- > 0;) {
            sums[k] = mid(sums[k], k > 0 ? sums[k - 1] : 0.0);
        }
    }
    return sums;
}

/// The test of outcome `observed`, from the chances of all outcomes at both ends of the margin.
ExactTest two_one_sided(const Chances& at_low_end, const Chances& at_high_end, std::size_t observed,
                        const ExactTestOptions& options) {
    const Chances at_least = tails(at_low_end.rbegin(), at_low_end.rend(), options);
    const Chances at_most = tails(at_high_end.begin(), at_high_end.end(), options);
    Chances p(at_most.size());
    for (std::size_t k = 0; k < p.size(); ++k) {
        p[k] = std::max(at_least[p.size() - 1 - k], at_most[k]);
    }
    ExactTest test;
    test.outcomes = static_cast<std::int64_t>(p.size());
    test.p = p[observed];
    test.smallest_p = *std::min_element(p.begin(), p.end());
    return test;
}

std::string_view convention_of(const ExactTestOptions& options) {
    return options.mid_p ? "equivalence by two one-sided tests, mid-p" : "equivalence by two one-sided tests";
}

ExactTest labelled(ExactTest test, std::int64_t n, const ExactTestOptions& options) {
    test.convention = convention_of(options);
    test.n = n;
    return test;
}

} // namespace

ExactTest binomial_equivalence_test(std::int64_t successes, std::int64_t trials, double share, double margin,
                                    const ExactTestOptions& options) {
    require_options(options);
    require(successes >= 0 && successes <= trials, "successes must be between 0 and trials");
    require(margin > 0.0 && share - margin > 0.0 && share + margin < 1.0,
            "share - margin and share + margin must lie between 0 and 1, and margin above 0");
    if (trials == 0) {
        return not_applicable(convention_of(options), "empty", trials);
    }
    const auto at_low_end = binomial_chances(share - margin, trials, options);
    const auto at_high_end = binomial_chances(share + margin, trials, options);
    if (!at_low_end || !at_high_end) {
        return not_applicable(convention_of(options), too_many_outcomes, trials);
    }
    const auto observed = static_cast<std::size_t>(successes);
    return labelled(two_one_sided(*at_low_end, *at_high_end, observed, options), trials, options);
}

ExactTest hypergeometric_equivalence_test(const PoolDraw& draw, double odds_margin,
                                          const ExactTestOptions& options) {
    require_options(options);
    detail::require_parts(draw);
    require(std::isfinite(odds_margin) && odds_margin > 1.0, "odds_margin must be finite and above 1");
    if (draw.seats == 0) {
        return not_applicable(convention_of(options), "empty", 0);
    }
    const std::array<std::int64_t, 2> pool{draw.pool_of_sector, draw.pool - draw.pool_of_sector};
    if (draw.seats_of_sector > pool[0] || draw.seats - draw.seats_of_sector > pool[1]) {
        return not_applicable(convention_of(options), pool_too_small, draw.seats);
    }
    const auto low = pool_draws(pool, draw.seats, options, 1.0 / odds_margin);
    const auto high = pool_draws(pool, draw.seats, options, odds_margin);
    if (!low || !high) {
        return not_applicable(convention_of(options), too_many_outcomes, draw.seats);
    }
    const auto at_low_end = low->chances(0, draw.seats);
    const auto at_high_end = high->chances(0, draw.seats);
    const auto observed = static_cast<std::size_t>(draw.seats_of_sector - low->fewest(0, draw.seats));
    return labelled(two_one_sided({at_low_end.begin(), at_low_end.end()},
                                  {at_high_end.begin(), at_high_end.end()}, observed, options),
                    draw.seats, options);
}

} // namespace samspill
