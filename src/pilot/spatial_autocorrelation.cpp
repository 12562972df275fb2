#include <samspill/pilot/spatial_autocorrelation.hpp>

#include <samspill/core/counter_random.hpp>
#include <samspill/core/numeric.hpp>

#include "pilot/columns.hpp"
#include "pilot/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::require;

/// Units by number, values less their mean, weights between places in that order.
struct Neighbourhood {
    std::vector<std::uint32_t> number;
    std::vector<double> away;
    std::vector<NeighbourWeight> weights; ///< above 0; `from` and `to` are places

    [[nodiscard]] std::size_t units() const noexcept { return number.size(); }
};

void check(const SpatialAutocorrelationOptions& options) {
    constexpr std::int64_t most = std::int64_t{1} << 31;
    require(options.max_arrangements >= 1 && options.max_arrangements <= most,
            "max_arrangements must be 1 to 2^31");
    require(options.replicates >= 1 && options.replicates <= most, "replicates must be 1 to 2^31");
}

Neighbourhood ordered(std::span<const std::uint32_t> unit, std::span<const double> value,
                      std::span<const NeighbourWeight> weights) {
    require(unit.size() == value.size(), "value must have one entry for each unit");
    detail::require_finite(value, "values must be finite");
    const auto order =
        detail::ordered_rows(unit.size(), [&](std::size_t a, std::size_t b) { return unit[a] < unit[b]; });
    Neighbourhood neighbourhood;
    neighbourhood.number.reserve(unit.size());
    neighbourhood.away.reserve(unit.size());
    const double mean = detail::ordered_sum({value.begin(), value.end()}) / static_cast<double>(unit.size());
    for (const std::size_t row : order) {
        require(neighbourhood.number.empty() || neighbourhood.number.back() != unit[row],
                "a unit must not be given twice");
        neighbourhood.number.push_back(unit[row]);
        neighbourhood.away.push_back(value[row] - mean);
    }
    neighbourhood.weights = detail::neighbours_by_place(neighbourhood.number, weights);
    return neighbourhood;
}

std::size_t count_alone(const Neighbourhood& neighbourhood) {
    std::vector<std::uint8_t> has_neighbour(neighbourhood.units(), 0);
    for (const NeighbourWeight& pair : neighbourhood.weights) {
        has_neighbour[pair.from] = 1;
        has_neighbour[pair.to] = 1;
    }
    return static_cast<std::size_t>(std::count(has_neighbour.begin(), has_neighbour.end(), 0));
}

std::string_view obstacle_of(const Neighbourhood& neighbourhood) {
    if (neighbourhood.units() == 0) {
        return "empty";
    }
    if (neighbourhood.units() < 3) {
        return "fewer than three units";
    }
    if (neighbourhood.weights.empty()) {
        return "no neighbours";
    }
    const auto [least, most] = std::minmax_element(neighbourhood.away.begin(), neighbourhood.away.end());
    return *least == *most ? std::string_view{"no variance"} : std::string_view{};
}

/// Σ w_ij z_i z_j.
double cross_product(const std::vector<NeighbourWeight>& weights, const std::vector<double>& away) {
    CompensatedSum sum;
    for (const NeighbourWeight& pair : weights) {
        sum.add(pair.weight * away[pair.from] * away[pair.to]);
    }
    return sum.value();
}

/// n! over the factorials of how often each value comes; none beyond 2^53.
std::optional<std::int64_t> count_arrangements(const std::vector<double>& sorted) {
    double ways = 1.0;
    double alike = 0.0;
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        alike = k > 0 && sorted[k] == sorted[k - 1] ? alike + 1.0 : 1.0;
        ways *= static_cast<double>(k + 1) / alike;
        if (ways > 0x1p53) {
            return std::nullopt;
        }
    }
    return static_cast<std::int64_t>(std::round(ways));
}

/// Counts arrangements whose I is as far from its mean as the observed one.
class ExtremeCount {
public:
    ExtremeCount(double observed, double expected)
        : expected_{expected}, distance_{std::abs(observed - expected)}, observed_{observed},
          slack_{detail::tie_tolerance * std::max(distance_, std::abs(expected))} {}

    void add(double moran_i) {
        const double distance = std::abs(moran_i - expected_);
        ++counted_;
        extreme_ += distance >= distance_ - slack_ ? 1 : 0;
        upper_ += moran_i >= observed_ - slack_ ? 1 : 0;
        const double furthest_slack = detail::tie_tolerance * std::max(furthest_, std::abs(expected_));
        if (distance > furthest_ + furthest_slack) {
            furthest_ = distance;
            most_extreme_ = 1;
        } else if (distance >= furthest_ - furthest_slack) {
            ++most_extreme_;
        }
    }
    [[nodiscard]] double share_extreme() const { return share(extreme_); }
    [[nodiscard]] double share_upper() const { return share(upper_); }
    [[nodiscard]] double share_most_extreme() const { return share(most_extreme_); }

private:
    [[nodiscard]] double share(std::int64_t count) const {
        return static_cast<double>(count) / static_cast<double>(counted_);
    }

    double expected_;
    double distance_;
    double observed_;
    double slack_;
    double furthest_ = -1.0;
    std::int64_t counted_ = 0;
    std::int64_t extreme_ = 0;
    std::int64_t upper_ = 0;
    std::int64_t most_extreme_ = 0;
};

void shuffle(std::vector<double>& values, CounterRandom& random) {
    for (std::size_t left = values.size(); left > 1; --left) {
        std::swap(values[left - 1], values[random.below(static_cast<std::uint32_t>(left))]);
    }
}

void add_p(SpatialAutocorrelationResult& result, const Neighbourhood& neighbourhood, double scale,
           const SpatialAutocorrelationOptions& options, RunControl* control) {
    std::vector<double> away = neighbourhood.away;
    std::sort(away.begin(), away.end());
    result.arrangements = count_arrangements(away);
    result.exact = result.arrangements && *result.arrangements <= options.max_arrangements;
    ExtremeCount count{*result.moran_i, *result.expected};
    const auto weights = static_cast<std::uint64_t>(neighbourhood.weights.size());
    const auto all =
        static_cast<std::uint64_t>(result.exact ? *result.arrangements : options.replicates) * weights;
    StageTicker ticker{control, "arrangements", all};
    if (result.exact) {
        do {
            count.add(scale * cross_product(neighbourhood.weights, away));
            ticker.step(weights);
        } while (std::next_permutation(away.begin(), away.end()));
        result.smallest_p = count.share_most_extreme();
    } else {
        result.replicates = options.replicates;
        count.add(*result.moran_i);
        for (std::int64_t k = 0; k < options.replicates; ++k) {
            CounterRandom random{options.seed, static_cast<std::uint64_t>(k)};
            std::vector<double> drawn = away;
            shuffle(drawn, random);
            count.add(scale * cross_product(neighbourhood.weights, drawn));
            ticker.step(weights);
        }
        result.smallest_p = 1.0 / (1.0 + static_cast<double>(options.replicates));
    }
    result.p = count.share_extreme();
    result.p_upper = count.share_upper();
}

} // namespace

SpatialAutocorrelationResult spatial_autocorrelation(std::span<const std::uint32_t> unit,
                                                     std::span<const double> value,
                                                     std::span<const NeighbourWeight> weights,
                                                     const SpatialAutocorrelationOptions& options,
                                                     RunControl* control) {
    check(options);
    const Neighbourhood neighbourhood = ordered(unit, value, weights);
    SpatialAutocorrelationResult result;
    result.convention = "Moran's I, values exchanged between all units";
    result.seed = options.seed;
    result.units = neighbourhood.units();
    result.without_neighbours = count_alone(neighbourhood);
    if (const std::string_view obstacle = obstacle_of(neighbourhood); !obstacle.empty()) {
        result.status = Status::not_applicable;
        result.reason = obstacle;
        return result;
    }
    CompensatedSum all_weights;
    for (const NeighbourWeight& pair : neighbourhood.weights) {
        all_weights.add(pair.weight);
    }
    std::vector<double> squares;
    squares.reserve(neighbourhood.units());
    for (const double away : neighbourhood.away) {
        squares.push_back(away * away);
    }
    const auto n = static_cast<double>(neighbourhood.units());
    const double scale = n / all_weights.value() / detail::ordered_sum(std::move(squares));
    result.moran_i = scale * cross_product(neighbourhood.weights, neighbourhood.away);
    result.expected = -1.0 / (n - 1.0);
    add_p(result, neighbourhood, scale, options, control);
    return result;
}

} // namespace samspill
