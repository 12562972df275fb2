#include <samspill/analysis/intersectional_balance.hpp>

#include "core/require.hpp"
#include "seat_weights.hpp"

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/core/checked.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace samspill {
namespace {

using detail::Distribution;
using detail::ordered_sum;
using detail::require;

void require_input(std::span<const CrossedAttribute> attributes, std::span<const double> weights,
                   const IntersectionalOptions& options) {
    require(!attributes.empty(), "there must be at least one attribute");
    const std::size_t seats = attributes.front().categories.size();
    for (const CrossedAttribute& attribute : attributes) {
        require(attribute.expected > 0, "every attribute must have an expected category");
        require(attribute.categories.size() == seats, "attributes must have one entry for each seat");
        require(std::all_of(attribute.categories.begin(), attribute.categories.end(),
                            [&](std::uint32_t category) {
                                return category < attribute.expected || category == unknown_category;
                            }),
                "categories must be below the number of expected ones");
    }
    require(weights.empty() || weights.size() == seats, "weights must have one entry for each seat");
    require(std::all_of(weights.begin(), weights.end(),
                        [](double weight) { return std::isfinite(weight) && weight >= 0.0; }),
            "weights must be finite and not negative");
    require(options.balanced_from > 0.0 && options.balanced_from <= 1.0, "balanced_from must be in (0, 1]");
    require(options.correlated_from > 0.0 && options.correlated_from <= 1.0,
            "correlated_from must be in (0, 1]");
}

/// Weights of what falls into one place, added in an order of their own.
using Sums = std::map<std::vector<std::uint32_t>, std::vector<double>>;

std::vector<CrossedCell> cells_of(const Sums& sums) {
    std::vector<CrossedCell> cells;
    cells.reserve(sums.size());
    for (const auto& [categories, weights] : sums) {
        const double seats = ordered_sum(weights);
        if (seats > 0.0) {
            cells.push_back({categories, seats});
        }
    }
    return cells;
}

std::vector<double> seats_of(const std::vector<CrossedCell>& cells) {
    std::vector<double> seats;
    seats.reserve(cells.size());
    for (const CrossedCell& cell : cells) {
        seats.push_back(cell.seats);
    }
    return seats;
}

/// Seats of every expected category of one attribute.
std::vector<double> margin(const std::vector<CrossedCell>& cells, std::size_t attribute,
                           std::uint32_t expected) {
    std::vector<std::vector<double>> parts(expected);
    for (const CrossedCell& cell : cells) {
        parts[cell.categories[attribute]].push_back(cell.seats);
    }
    std::vector<double> seats;
    seats.reserve(expected);
    for (std::vector<double>& own : parts) {
        seats.push_back(ordered_sum(std::move(own)));
    }
    return seats;
}

/// Blau's index of seats spread as evenly as whole seats can be.
double attainable(double seats, std::int64_t cells) {
    const auto m = static_cast<double>(cells);
    if (seats != std::floor(seats)) {
        return 1.0 - 1.0 / m;
    }
    const double each = std::floor(seats / m);
    const double one_more = seats - each * m; // cells that hold one seat more
    const double squares = one_more * (each + 1.0) * (each + 1.0) + (m - one_more) * each * each;
    return 1.0 - squares / (seats * seats);
}

Measure evenness(const Measure& joint_blau, double maximum) {
    constexpr MeasureDefinition definition{"joint_evenness", "M1.5", "index from 0 to 1",
                                           "largest attainable Blau",
                                           "Blau by the largest that whole seats allow"};
    if (!joint_blau.value) {
        return Measure::not_applicable(definition, joint_blau.reason, joint_blau.n);
    }
    if (maximum <= 0.0) {
        return Measure::not_applicable(definition, "fewer than two seats or cells", joint_blau.n);
    }
    return Measure::of(definition, std::min(*joint_blau.value / maximum, 1.0), joint_blau.n, maximum);
}

/// Entropy in nats of seats spread as evenly as whole seats can be.
double attainable_entropy(double seats, std::int64_t cells) {
    const auto m = static_cast<double>(cells);
    if (seats != std::floor(seats)) {
        return natural_log(m);
    }
    const double each = std::floor(seats / m);
    const double one_more = seats - each * m; // cells that hold one seat more
    const double of_most = one_more * (each + 1.0) * natural_log(seats / (each + 1.0));
    const double of_rest = each > 0.0 ? (m - one_more) * each * natural_log(seats / each) : 0.0;
    return (of_most + of_rest) / seats;
}

/// Entropies of the margins: their sum and the largest of them.
struct MarginEntropies {
    CompensatedSum sum;
    double largest = 0.0;
};

/// Total correlation beyond what so few seats force, as a part of the largest that these margins allow.
Measure correlation_share(double correlation, double unavoidable, const MarginEntropies& margins,
                          std::size_t attributes, double n) {
    constexpr MeasureDefinition definition{"correlation_share", "M1.5", "index from 0 to 1",
                                           "largest total correlation of these margins",
                                           "both less what so few seats force"};
    constexpr double rounding = 1e-12;
    if (attributes < 2) {
        return Measure::not_applicable(definition, "a single attribute crosses nothing", n);
    }
    const double largest = margins.sum.value() - margins.largest;
    if (largest <= rounding) {
        return Measure::not_applicable(definition, "all but one attribute have one group", n);
    }
    const double room = largest - unavoidable;
    if (room <= rounding) {
        return Measure::not_applicable(definition, "so few seats could not cross otherwise", n);
    }
    return Measure::of(definition, std::clamp((correlation - unavoidable) / room, 0.0, 1.0), n, room);
}

/// Sets the flag, or the reason why there is none.
void judge_margins(IntersectionalBalance& result, const IntersectionalOptions& options) {
    bool balanced = true;
    for (const Measure& parity : result.parities) {
        if (!parity.value) {
            result.margins_reason =
                parity.reason == "empty" ? parity.reason : "the parity of an attribute cannot be assessed";
            return;
        }
        balanced = balanced && *parity.value >= options.balanced_from;
    }
    if (balanced && !result.correlation_share.value) {
        result.margins_reason = result.correlation_share.reason;
        return;
    }
    result.balanced_on_margins_only = balanced && *result.correlation_share.value >= options.correlated_from;
}

} // namespace

IntersectionalBalance intersectional_balance(std::span<const CrossedAttribute> attributes,
                                             std::span<const double> weights,
                                             const IntersectionalOptions& options) {
    require_input(attributes, weights, options);
    IntersectionalBalance result;
    result.cells = 1;
    for (const CrossedAttribute& attribute : attributes) {
        result.cells = checked_multiply(result.cells, attribute.expected);
    }
    Sums sums;
    std::vector<std::uint32_t> place(attributes.size());
    for (std::size_t seat = 0; seat < attributes.front().categories.size(); ++seat) {
        for (std::size_t k = 0; k < attributes.size(); ++k) {
            place[k] = attributes[k].categories[seat];
        }
        if (std::find(place.begin(), place.end(), unknown_category) != place.end()) {
            ++result.left_out;
        } else {
            sums[place].push_back(weights.empty() ? 1.0 : weights[seat]);
        }
    }
    result.occupied = cells_of(sums);
    result.empty_cells = result.cells - static_cast<std::int64_t>(result.occupied.size());
    const std::vector<double> joint = seats_of(result.occupied);
    result.joint_blau = blau(joint);
    result.joint_blau.definition.name = "joint_blau";
    result.joint_blau.definition.method = "M1.5";
    result.joint_maximum = 1.0 - 1.0 / static_cast<double>(result.cells);
    constexpr MeasureDefinition correlation{"total_correlation", "M1.5", "nats", "seats",
                                            "entropies of the margins less the joint entropy"};
    MarginEntropies margins;
    for (std::size_t k = 0; k < attributes.size(); ++k) {
        const std::vector<double> own = margin(result.occupied, k, attributes[k].expected);
        result.parities.push_back(parity(own));
        const double entropy = Distribution{own}.total > 0.0 ? Distribution{own}.entropy() : 0.0;
        margins.sum.add(entropy);
        margins.largest = std::max(margins.largest, entropy);
    }
    const Distribution whole{joint};
    if (whole.total == 0.0) {
        result.joint_evenness = evenness(result.joint_blau, 0.0);
        result.total_correlation = Measure::not_applicable(correlation, "empty", 0.0);
        result.correlation_share = correlation_share(0.0, 0.0, margins, attributes.size(), 0.0);
        result.correlation_share.reason = "empty";
        result.unavoidably_empty = result.cells;
        judge_margins(result, options);
        return result;
    }
    const double n = whole.sum();
    CompensatedSum beyond = margins.sum;
    beyond.add(-whole.entropy());
    const double total = std::max(0.0, beyond.value());
    result.total_correlation = Measure::of(correlation, total, n, n);
    result.unavoidable_correlation = std::max(0.0, margins.sum.value() - attainable_entropy(n, result.cells));
    result.correlation_share =
        correlation_share(total, result.unavoidable_correlation, margins, attributes.size(), n);
    result.attainable_maximum = attainable(n, result.cells);
    result.joint_evenness = evenness(result.joint_blau, result.attainable_maximum);
    const auto seats = static_cast<std::int64_t>(std::min(std::ceil(n), 0x1p62));
    result.unavoidably_empty = std::max<std::int64_t>(0, result.cells - seats);
    judge_margins(result, options);
    return result;
}

} // namespace samspill
