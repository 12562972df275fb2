#include <samspill/analysis/fisher_exact.hpp>

#include "core/parallel.hpp"
#include "core/require.hpp"
#include "exact_draws.hpp"
#include "fisher_chances.hpp"
#include "outcome_tree.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using detail::require;
using detail::TurnedTable;

void require_counts(const TwoByTwo& table) {
    require(table.a >= 0 && table.b >= 0 && table.c >= 0 && table.d >= 0, "counts must not be negative");
}

std::string_view convention_of(Alternative alternative, bool mid_p) {
    switch (alternative) {
    case Alternative::two_sided:
        return mid_p ? "two-sided by minimum likelihood, mid-p" : "two-sided by minimum likelihood";
    case Alternative::less:
        return mid_p ? "one-sided: less, mid-p" : "one-sided: less";
    case Alternative::greater:
        return mid_p ? "one-sided: greater, mid-p" : "one-sided: greater";
    }
    return {};
}

/// Sums of weights: all, and those that count.
struct PValues {
    double p = 0.0;
    double smallest_p = 0.0;
    double probability = 0.0;
};

/// Σ weights that are at most `limit`, and Σ of all, in one order: equal when all count.
struct WeightSums {
    WeightSums(std::span<const double> weights, double limit) noexcept {
        for (const double weight : weights) {
            all += weight;
            counted += weight <= limit ? weight : 0.0;
        }
    }
    double all = 0.0;
    double counted = 0.0;
};

double sum_below(std::span<const double> weights, double limit) noexcept {
    double sum = 0.0;
    for (const double weight : weights) {
        sum += weight < limit ? weight : 0.0;
    }
    return sum;
}

PValues two_sided(std::span<const double> weights, double observed, bool mid_p) noexcept {
    const WeightSums sums{weights, observed * (1.0 + tie_tolerance)};
    // outcomes grow less probable towards both ends, so nothing but the other end ties with the least
    // probable
    const double lowest = std::min(weights.front(), weights.back());
    const double highest_end = std::max(weights.front(), weights.back());
    const bool both_ends = weights.size() > 1 && highest_end <= lowest * (1.0 + tie_tolerance);
    const double least = both_ends ? lowest + highest_end : lowest;
    PValues values;
    values.p = sums.counted / sums.all;
    values.smallest_p = std::min(least / sums.all, 1.0);
    values.probability = observed / sums.all;
    if (mid_p) {
        values.p = 0.5 * (values.p + sum_below(weights, observed * (1.0 - tie_tolerance)) / sums.all);
        values.smallest_p *= 0.5;
    }
    values.p = std::max(values.p, values.smallest_p);
    return values;
}

/// At most `observed` when `lower`, else at least.
PValues one_sided(std::span<const double> weights, std::size_t observed, bool lower, bool mid_p) noexcept {
    double before = 0.0;
    double after = 0.0;
    for (std::size_t k = 0; k < observed; ++k) {
        before += weights[k];
    }
    for (std::size_t k = weights.size(); k-- > observed + 1;) {
        after += weights[k];
    }
    const double own = weights[observed];
    const double counted = lower ? before : after;
    const double other = lower ? after : before;
    const double all = counted + own + other;
    const double extreme = lower ? weights.front() : weights.back();
    PValues values;
    values.p = other == 0.0 && !mid_p ? 1.0 : (counted + (mid_p ? 0.5 : 1.0) * own) / all;
    values.smallest_p = (mid_p ? 0.5 : 1.0) * extreme / all;
    values.p = std::max(values.p, values.smallest_p);
    values.probability = own / all;
    return values;
}

/// The p-values of a table that is not empty; `buffer` is room that calls share.
PValues p_values(const TurnedTable& table, Alternative alternative, bool mid_p, std::vector<double>& buffer) {
    const auto outcomes = static_cast<std::size_t>(table.outcomes());
    if (buffer.size() < outcomes) {
        buffer.resize(outcomes);
    }
    const std::span<double> weights{buffer.data(), outcomes};
    detail::fill_weights(table, weights);
    const auto observed = static_cast<std::size_t>(table.first);
    if (alternative == Alternative::two_sided) {
        return two_sided(weights, weights[observed], mid_p);
    }
    const bool lower = (alternative == Alternative::less) != table.mirrored;
    return one_sided(weights, observed, lower, mid_p);
}

/// The chance of at least (at most) `observed` among outcomes with these chances.
double tail_of(std::span<const double> chances, std::size_t observed, bool at_least) {
    const auto counted = at_least ? chances.subspan(observed) : chances.first(observed + 1);
    CompensatedSum sum;
    for (const double chance : counted) {
        sum.add(chance);
    }
    return sum.value();
}

double mean_of(std::span<const double> chances) {
    CompensatedSum sum;
    double outcome = 0.0;
    for (const double chance : chances) {
        sum.add(outcome * chance);
        outcome += 1.0;
    }
    return sum.value();
}

/// The odds at which the increasing function `of_chances` of the outcomes' chances is `wanted`.
template <class OfChances>
double odds_where(const std::array<std::int64_t, 2>& pool, std::int64_t seats, double wanted,
                  const ExactTestOptions& options, OfChances of_chances) {
    double low = -690.0;
    double high = 690.0;
    for (int halving = 0; halving < 100; ++halving) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) {
            break;
        }
        const auto tree = detail::pool_draws(pool, seats, options, exponential(middle));
        (of_chances(tree->chances(0, seats)) < wanted ? low : high) = middle;
    }
    return exponential(0.5 * (low + high));
}

} // namespace

ExactTest fisher_test(const TwoByTwo& table, Alternative alternative, const ExactTestOptions& options) {
    detail::require_options(options);
    require_counts(table);
    const TurnedTable turned{table};
    const std::string_view convention = convention_of(alternative, options.mid_p);
    if (turned.n == 0) {
        return detail::not_applicable(convention, "empty", 0);
    }
    if (turned.outcomes() > options.max_outcomes) {
        return detail::not_applicable(convention, detail::too_many_outcomes, turned.n);
    }
    std::vector<double> buffer;
    const PValues values = p_values(turned, alternative, options.mid_p, buffer);
    ExactTest test;
    test.convention = convention;
    test.n = turned.n;
    test.outcomes = turned.outcomes();
    test.p = values.p;
    test.probability = values.probability;
    test.smallest_p = values.smallest_p;
    return test;
}

FisherTests fisher_tests(std::span<const TwoByTwo> tables, Alternative alternative,
                         const ExactTestOptions& options, RunControl* control) {
    detail::require_options(options);
    std::for_each(tables.begin(), tables.end(), require_counts);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    FisherTests tests;
    tests.p.assign(tables.size(), none);
    tests.smallest_p.assign(tables.size(), none);
    tests.outcomes.assign(tables.size(), 0);
    constexpr std::size_t block = 2048;
    const std::size_t blocks = (tables.size() + block - 1) / block;
    detail::run_in_parallel(blocks, control, "exact tests", [&](std::size_t number, RunControl* own) {
        StageTicker ticker{own};
        std::vector<double> buffer;
        for (std::size_t k = number * block; k < std::min(tables.size(), (number + 1) * block); ++k) {
            const TurnedTable turned{tables[k]};
            tests.outcomes[k] = turned.n == 0 ? 0 : turned.outcomes();
            if (tests.outcomes[k] == 0 || tests.outcomes[k] > options.max_outcomes) {
                continue;
            }
            ticker.step(static_cast<std::uint64_t>(turned.outcomes()));
            const PValues values = p_values(turned, alternative, options.mid_p, buffer);
            tests.p[k] = values.p;
            tests.smallest_p[k] = values.smallest_p;
        }
    });
    return tests;
}

Interval conditional_odds_ratio(const TwoByTwo& table, double level, const ExactTestOptions& options) {
    detail::require_options(options);
    require_counts(table);
    require(level > 0.0 && level < 1.0, "level must be between 0 and 1");
    const TurnedTable turned{table};
    Interval interval;
    interval.convention = "conditional odds ratio with exact limits";
    interval.n = turned.n;
    interval.level = level;
    if (turned.outcomes() == 1 || turned.outcomes() > options.max_outcomes) {
        interval.status = Status::not_applicable;
        interval.reason = turned.n == 0            ? "empty"
                          : turned.outcomes() == 1 ? "only one outcome is possible"
                                                   : detail::too_many_outcomes;
        return interval;
    }
    const std::array<std::int64_t, 2> pool{table.a + table.b, table.c + table.d};
    const std::int64_t seats = table.a + table.c;
    const std::int64_t fewest = std::max<std::int64_t>(0, seats - pool[1]);
    const auto observed = static_cast<std::size_t>(table.a - fewest);
    const double tail = 0.5 * (1.0 - level);
    const bool as_small = observed == 0;
    const bool as_large = table.a == std::min(pool[0], seats);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto solve = [&](double wanted, auto of_chances) {
        return odds_where(pool, seats, wanted, options, of_chances);
    };
    interval.low =
        as_small ? 0.0 : solve(tail, [&](auto chances) { return tail_of(chances, observed, true); });
    interval.high =
        as_large ? infinity : solve(-tail, [&](auto chances) { return -tail_of(chances, observed, false); });
    interval.estimate = as_small ? 0.0 : as_large ? infinity : solve(static_cast<double>(observed), mean_of);
    interval.reason = as_large ? "infinite: the first count is as large as it can be" : std::string_view{};
    return interval;
}

} // namespace samspill
