#include <samspill/pilot/qap_correlation.hpp>

#include <samspill/core/counter_random.hpp>

#include "core/parallel.hpp"
#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::require;
using Order = std::vector<std::uint32_t>;

constexpr std::size_t replicates_of_task = 64;
/// Beside the squares a sum is made of: nothing but rounding.
constexpr double no_variance = 1e-12;

void check(const DyadicPair& relations, const QapOptions& options) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    const std::size_t units = relations.unit.size();
    require(relations.first.size() == units * units && relations.second.size() == units * units,
            "a relation must have one entry for each unit with each");
    for (const auto relation : {relations.first, relations.second}) {
        require(
            std::all_of(relation.begin(), relation.end(),
                        [](const std::optional<double>& entry) { return !entry || std::isfinite(*entry); }),
            "entries must be finite");
    }
    require(options.max_arrangements >= 1 && options.max_arrangements <= most,
            "max_arrangements must be 1 to 2^31");
    require(options.replicates >= 1 && options.replicates <= most, "replicates must be 1 to 2^31");
}

/// Entries between units by number, less their mean; 0 where unknown and of a unit with itself.
struct Relation {
    std::size_t units = 0;
    std::vector<double> entry;
    std::vector<double> known; ///< 1 or 0

    [[nodiscard]] bool is_complete() const {
        return std::accumulate(known.begin(), known.end(), 0.0) == static_cast<double>(units * (units - 1));
    }
};

Relation ordered(std::span<const std::optional<double>> entries, const std::vector<std::size_t>& order) {
    const std::size_t n = order.size();
    Relation relation{n, std::vector<double>(n * n, 0.0), std::vector<double>(n * n, 0.0)};
    std::vector<double> known;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const std::optional<double>& entry = entries[order[i] * n + order[j]];
            if (i != j && entry) {
                relation.entry[i * n + j] = *entry;
                relation.known[i * n + j] = 1.0;
                known.push_back(*entry);
            }
        }
    }
    const auto count = static_cast<double>(known.size());
    const double mean = known.empty() ? 0.0 : detail::ordered_sum(std::move(known)) / count;
    for (std::size_t k = 0; k < relation.entry.size(); ++k) {
        relation.entry[k] -= mean * relation.known[k];
    }
    return relation;
}

void require_symmetric(const Relation& relation) {
    const std::size_t n = relation.units;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            require(relation.entry[i * n + j] == relation.entry[j * n + i] &&
                        relation.known[i * n + j] == relation.known[j * n + i],
                    "a relation without direction must have one value a pair");
        }
    }
}

/// Sums over pairs that both relations know.
struct Moments {
    double pairs = 0.0;
    double x = 0.0;
    double y = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;

    [[nodiscard]] double x_variance() const { return xx - x * x / pairs; }
    [[nodiscard]] double y_variance() const { return yy - y * y / pairs; }
    [[nodiscard]] double covariance() const { return xy - x * y / pairs; }
    /// NaN where one of them does not vary.
    [[nodiscard]] double correlation() const {
        if (pairs == 0.0 || x_variance() <= no_variance * xx || y_variance() <= no_variance * yy) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        return covariance() / std::sqrt(x_variance() * y_variance());
    }
};

/// The second relation with its units in `order`.
Moments moments_of(const Relation& first, const Relation& second, const Order& order) {
    const std::size_t n = first.units;
    Moments sums;
    for (std::size_t i = 0; i < n; ++i) {
        const double* const x = first.entry.data() + i * n;
        const double* const x_known = first.known.data() + i * n;
        const double* const y = second.entry.data() + order[i] * n;
        const double* const y_known = second.known.data() + order[i] * n;
        for (std::size_t j = 0; j < n; ++j) {
            const std::size_t other = order[j];
            sums.pairs += x_known[j] * y_known[other];
            sums.x += x[j] * y_known[other];
            sums.y += x_known[j] * y[other];
            sums.xx += x[j] * x[j] * y_known[other];
            sums.yy += x_known[j] * y[other] * y[other];
            sums.xy += x[j] * y[other];
        }
    }
    return sums;
}

/// Correlations for orders of the units; when everything is known only the products change.
class Correlations {
public:
    Correlations(const Relation& first, const Relation& second, const Moments& observed)
        : first_{first}, second_{second}, observed_{observed}, is_complete_{first.is_complete() &&
                                                                            second.is_complete()} {}

    [[nodiscard]] double operator()(const Order& order) const {
        if (!is_complete_) {
            return moments_of(first_, second_, order).correlation();
        }
        const std::size_t n = first_.units;
        Moments sums = observed_;
        sums.xy = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            const double* const x = first_.entry.data() + i * n;
            const double* const y = second_.entry.data() + order[i] * n;
            double row = 0.0;
            for (std::size_t j = 0; j < n; ++j) {
                row += x[j] * y[order[j]];
            }
            sums.xy += row;
        }
        return sums.correlation();
    }

private:
    const Relation& first_;
    const Relation& second_;
    Moments observed_;
    bool is_complete_;
};

std::optional<std::int64_t> factorial(std::size_t n) {
    std::int64_t product = 1;
    for (std::size_t k = 2; k <= n; ++k) {
        product *= static_cast<std::int64_t>(k);
        if (product > std::int64_t{1} << 53) {
            return std::nullopt;
        }
    }
    return product;
}

/// Of all orders: one task for each unit that may come first.
std::vector<double> of_all_orders(const Correlations& correlation, std::size_t units, RunControl* control) {
    const auto each = static_cast<std::size_t>(*factorial(units - 1));
    std::vector<double> correlations(each * units);
    detail::run_in_parallel(units, control, "orders", [&](std::size_t first, RunControl* own) {
        StageTicker ticker{own};
        Order order(units);
        std::iota(order.begin(), order.end(), 0U);
        std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(first),
                    order.begin() + static_cast<std::ptrdiff_t>(first) + 1);
        for (std::size_t k = 0; k < each; ++k) {
            ticker.step(units * units);
            correlations[first * each + k] = correlation(order);
            std::next_permutation(order.begin() + 1, order.end());
        }
    });
    return correlations;
}

/// The observed one, then those of drawn orders.
std::vector<double> of_drawn_orders(const Correlations& correlation, std::size_t units, double observed,
                                    const QapOptions& options, RunControl* control) {
    const auto replicates = static_cast<std::size_t>(options.replicates);
    std::vector<double> correlations(replicates + 1, observed);
    const std::size_t tasks = (replicates + replicates_of_task - 1) / replicates_of_task;
    detail::run_in_parallel(tasks, control, "orders", [&](std::size_t task, RunControl* own) {
        StageTicker ticker{own};
        Order order(units);
        const std::size_t end = std::min(replicates, (task + 1) * replicates_of_task);
        for (std::size_t k = task * replicates_of_task; k < end; ++k) {
            ticker.step(units * units);
            CounterRandom random{options.seed, k};
            std::iota(order.begin(), order.end(), 0U);
            for (std::size_t left = units; left > 1; --left) {
                std::swap(order[left - 1], order[random.below(static_cast<std::uint32_t>(left))]);
            }
            correlations[k + 1] = correlation(order);
        }
    });
    return correlations;
}

void add_p(QapResult& result, const std::vector<double>& correlations) {
    const double observed = *result.correlation;
    double furthest = 0.0;
    for (const double correlation : correlations) {
        furthest = std::isnan(correlation) ? furthest : std::max(furthest, std::abs(correlation));
    }
    std::int64_t extreme = 0;
    std::int64_t upper = 0;
    std::int64_t lower = 0;
    std::int64_t most_extreme = 0;
    for (const double correlation : correlations) {
        const bool is_undefined = std::isnan(correlation);
        const double size = std::abs(correlation);
        result.undefined += is_undefined ? 1 : 0;
        extreme += is_undefined || size >= std::abs(observed) - detail::tie_tolerance ? 1 : 0;
        upper += is_undefined || correlation >= observed - detail::tie_tolerance ? 1 : 0;
        lower += is_undefined || correlation <= observed + detail::tie_tolerance ? 1 : 0;
        most_extreme += is_undefined || size >= furthest - detail::tie_tolerance ? 1 : 0;
    }
    const auto all = static_cast<double>(correlations.size());
    result.p = static_cast<double>(extreme) / all;
    result.p_upper = static_cast<double>(upper) / all;
    result.p_lower = static_cast<double>(lower) / all;
    result.smallest_p = result.exact ? static_cast<double>(most_extreme) / all : 1.0 / all;
}

QapResult refused(QapResult result, std::string_view reason) {
    result.status = Status::not_applicable;
    result.reason = reason;
    return result;
}

} // namespace

QapResult qap_correlation(const DyadicPair& relations, const QapOptions& options, RunControl* control) {
    check(relations, options);
    const auto& unit = relations.unit;
    const auto order =
        detail::ordered_rows(unit.size(), [&](std::size_t a, std::size_t b) { return unit[a] < unit[b]; });
    require(detail::distinct(unit).size() == unit.size(), "a unit must not be given twice");
    const Relation first = ordered(relations.first, order);
    const Relation second = ordered(relations.second, order);
    QapResult result;
    result.convention = options.symmetric ? "pairs without direction; units exchanged"
                                          : "pairs in both directions; units exchanged";
    result.units = unit.size();
    result.seed = options.seed;
    if (options.symmetric) {
        require_symmetric(first);
        require_symmetric(second);
    }
    if (unit.size() < 3) {
        return refused(result, unit.empty() ? "empty" : "fewer than three units");
    }
    Order as_is(unit.size());
    std::iota(as_is.begin(), as_is.end(), 0U);
    const Moments observed = moments_of(first, second, as_is);
    const std::size_t entries_of_pair = options.symmetric ? 2 : 1;
    result.pairs = static_cast<std::size_t>(observed.pairs) / entries_of_pair;
    result.left_out = unit.size() * (unit.size() - 1) / entries_of_pair - result.pairs;
    if (std::isnan(observed.correlation())) {
        return refused(result, result.pairs == 0 ? "no pair that both know" : "no variance");
    }
    result.correlation = observed.correlation();
    result.slope = observed.covariance() / observed.x_variance();
    const Correlations correlation{first, second, observed};
    result.arrangements = factorial(unit.size());
    result.exact = result.arrangements && *result.arrangements <= options.max_arrangements;
    result.replicates = result.exact ? 0 : options.replicates;
    add_p(result, result.exact
                      ? of_all_orders(correlation, unit.size(), control)
                      : of_drawn_orders(correlation, unit.size(), *result.correlation, options, control));
    return result;
}

} // namespace samspill
