#include <samspill/pilot/randomisation_test.hpp>

#include <samspill/core/counter_random.hpp>

#include "core/require.hpp"
#include "pilot/arrangement_test.hpp"
#include "pilot/arrangements.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::Arrangements;
using detail::Stratum;

constexpr std::string_view as_if =
    "as if treatment had been drawn by lot: municipalities choose to be pilots, and then it only describes";

void check(const RandomisationOptions& options) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    detail::require(options.max_arrangements >= 1 && options.max_arrangements <= most,
                    "max_arrangements must be 1 to 2^31");
    detail::require(options.replicates >= 1 && options.replicates <= most, "replicates must be 1 to 2^31");
    detail::require(options.level > 0.0 && options.level < 1.0, "level must be in (0, 1)");
}

void require_finite(std::span<const double> numbers) {
    detail::require(std::all_of(numbers.begin(), numbers.end(), [](double x) { return std::isfinite(x); }),
                    "outcome must be finite");
}

/// Strata with both treated and controls, units by outcome, and how many units are left out.
std::vector<Stratum> strata_of(std::span<const double> outcome, std::span<const std::uint8_t> treated,
                               std::span<const std::uint32_t> stratum, RandomisationResult& result) {
    std::map<std::uint32_t, std::vector<std::pair<double, std::uint8_t>>> units;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        units[stratum.empty() ? 0 : stratum[i]].emplace_back(outcome[i], treated[i] != 0 ? 1 : 0);
    }
    std::vector<Stratum> strata;
    for (auto& [number, rows] : units) {
        std::sort(rows.begin(), rows.end());
        Stratum own;
        double sum = 0.0;
        for (const auto& [value, is_treated] : rows) {
            own.outcome.push_back(value);
            own.treated.push_back(is_treated);
            sum += value;
        }
        const std::size_t number_treated = own.number_treated();
        if (number_treated == 0 || number_treated == own.units()) {
            result.left_out += own.units();
            continue;
        }
        const double mean = sum / static_cast<double>(own.units()); // large levels would cost digits
        for (double& value : own.outcome) {
            value -= mean;
        }
        result.units += own.units();
        result.treated += number_treated;
        strata.push_back(std::move(own));
    }
    for (Stratum& own : strata) {
        own.share = static_cast<double>(own.units()) / static_cast<double>(result.units);
    }
    return strata;
}

std::string_view obstacle_of(const std::vector<Stratum>& strata, const RandomisationOptions& options) {
    if (strata.empty()) {
        return "no stratum with both treated and controls";
    }
    const auto is_flat = [](const Stratum& own) { return own.outcome.front() == own.outcome.back(); };
    if (std::all_of(strata.begin(), strata.end(), is_flat)) {
        return "no variance";
    }
    const auto is_small = [](const Stratum& own) {
        return own.number_treated() < 2 || own.units() - own.number_treated() < 2;
    };
    if (options.statistic == RandomisationStatistic::studentised &&
        std::any_of(strata.begin(), strata.end(), is_small)) {
        return "fewer than two treated or two controls in a stratum";
    }
    return {};
}

std::optional<std::int64_t> count_arrangements(const std::vector<Stratum>& strata) {
    double product = 1.0;
    for (const Stratum& own : strata) {
        const auto ways = own.arrangements();
        if (!ways) {
            return std::nullopt;
        }
        product *= static_cast<double>(*ways);
    }
    return product <= 0x1p53 ? std::optional{static_cast<std::int64_t>(product)} : std::nullopt;
}

/// Differences over standard errors. Without any variance a difference is infinitely many of them.
std::vector<double> studentised(const Arrangements& arrangements) {
    std::vector<double> t(arrangements.difference.size());
    for (std::size_t w = 0; w < t.size(); ++w) {
        const double difference = arrangements.difference[w];
        t[w] = difference == 0.0 ? 0.0 : difference / std::sqrt(arrangements.variance[w]);
    }
    return t;
}

void add_limits(RandomisationResult& result, const Arrangements& arrangements,
                const RandomisationOptions& options) {
    if (options.statistic == RandomisationStatistic::studentised) {
        result.limits_reason = "limits are made from the difference of means only";
        return;
    }
    detail::add_limits(result, arrangements);
}

/// Mean changes, and mean signs: what a constant effect of 1 adds. All ways to give `sizes` signs.
Arrangements all_signs(const std::vector<double>& sizes, bool with_overlap, RunControl* control) {
    const auto n = static_cast<double>(sizes.size());
    Arrangements signs;
    signs.difference = {0.0};
    signs.difference.reserve(std::size_t{1} << sizes.size());
    if (with_overlap) {
        signs.overlap = {0.0};
        signs.overlap.reserve(std::size_t{1} << sizes.size());
    }
    const auto double_up = [](std::vector<double>& means, double step) {
        const std::size_t before = means.size();
        for (std::size_t k = 0; k < before; ++k) {
            means.push_back(means[k] + step);
            means[k] -= step;
        }
    };
    StageTicker ticker{control};
    for (const double size : sizes) {
        ticker.step(signs.difference.size());
        double_up(signs.difference, size / n);
        if (with_overlap) {
            double_up(signs.overlap, 1.0 / n);
        }
    }
    return signs;
}

/// The same for the signs that were observed and some that are drawn.
Arrangements drawn_signs(const std::vector<double>& sizes, double estimate,
                         const RandomisationOptions& options, RunControl* control) {
    const auto n = static_cast<double>(sizes.size());
    const auto all = static_cast<std::size_t>(options.replicates) + 1;
    Arrangements signs;
    signs.difference = {estimate};
    signs.difference.reserve(all);
    if (options.limits) {
        signs.overlap = {1.0};
        signs.overlap.reserve(all);
    }
    StageTicker ticker{control};
    for (std::int64_t replicate = 0; replicate < options.replicates; ++replicate) {
        ticker.step(sizes.size());
        CounterRandom random{options.seed, static_cast<std::uint64_t>(replicate)};
        double sum = 0.0;
        double sum_of_signs = 0.0;
        for (const double size : sizes) {
            const double sign = random.below(2) == 0 ? 1.0 : -1.0;
            sum += sign * size;
            sum_of_signs += sign;
        }
        signs.difference.push_back(sum / n);
        if (options.limits) {
            signs.overlap.push_back(sum_of_signs / n);
        }
    }
    return signs;
}

RandomisationResult refused(RandomisationResult result, std::string_view reason) {
    result.status = Status::not_applicable;
    result.reason = reason;
    return result;
}

} // namespace

RandomisationResult randomisation_test(std::span<const double> outcome, std::span<const std::uint8_t> treated,
                                       std::span<const std::uint32_t> stratum,
                                       const RandomisationOptions& options, RunControl* control) {
    check(options);
    require_finite(outcome);
    detail::require(treated.size() == outcome.size(), "treated must have one entry for each outcome");
    detail::require(stratum.empty() || stratum.size() == outcome.size(),
                    "stratum must have one entry for each outcome");
    const bool is_studentised = options.statistic == RandomisationStatistic::studentised;
    RandomisationResult result;
    result.convention = is_studentised ? "difference of means over Welch's standard error, within strata"
                                       : "difference of means, within strata";
    result.caveat = as_if;
    result.seed = options.seed;
    result.level = options.level;
    const std::vector<Stratum> strata = strata_of(outcome, treated, stratum, result);
    if (outcome.empty()) {
        return refused(result, "empty");
    }
    if (const std::string_view obstacle = obstacle_of(strata, options); !obstacle.empty()) {
        return refused(result, obstacle);
    }
    const detail::ArrangementColumns columns{.variance = is_studentised,
                                             .overlap = options.limits && !is_studentised};
    result.arrangements = count_arrangements(strata);
    result.exact = result.arrangements && *result.arrangements <= options.max_arrangements;
    result.replicates = result.exact ? 0 : options.replicates;
    const Arrangements observed = detail::observed_arrangement(strata, columns);
    const Arrangements arrangements =
        result.exact ? detail::all_arrangements(strata, columns, control)
                     : detail::drawn_arrangements(strata, columns, options.replicates, options.seed, control);
    result.estimate = observed.difference.front();
    if (is_studentised) {
        detail::add_p(result, studentised(arrangements), studentised(observed).front(), 1.0);
    } else {
        detail::add_p(result, arrangements.difference, *result.estimate,
                      detail::scale_of(arrangements.difference));
    }
    if (options.limits) {
        add_limits(result, arrangements, options);
    }
    return result;
}

RandomisationResult sign_flip_test(std::span<const double> change, const RandomisationOptions& options,
                                   RunControl* control) {
    check(options);
    require_finite(change);
    RandomisationResult result;
    result.convention = "mean change, each with either sign";
    result.caveat = "without controls: a change that came to all municipalities looks like an effect";
    result.seed = options.seed;
    result.level = options.level;
    result.units = change.size();
    result.treated = change.size();
    if (change.empty()) {
        return refused(result, "empty");
    }
    std::vector<double> sizes(change.begin(), change.end());
    std::sort(sizes.begin(), sizes.end());
    if (sizes.front() == 0.0 && sizes.back() == 0.0) {
        return refused(result, "no variance");
    }
    const auto n = static_cast<double>(sizes.size());
    result.estimate = std::accumulate(sizes.begin(), sizes.end(), 0.0) / n;
    if (sizes.size() <= 53) {
        result.arrangements = std::int64_t{1} << sizes.size();
    }
    result.exact = result.arrangements && *result.arrangements <= options.max_arrangements;
    result.replicates = result.exact ? 0 : options.replicates;
    const Arrangements signs = result.exact ? all_signs(sizes, options.limits, control)
                                            : drawn_signs(sizes, *result.estimate, options, control);
    detail::add_p(result, signs.difference, *result.estimate, detail::scale_of(signs.difference));
    if (options.limits) {
        detail::add_limits(result, signs);
    }
    return result;
}

} // namespace samspill
