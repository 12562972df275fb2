#include <samspill/analysis/inequality.hpp>

#include "core/require.hpp"
#include "seat_weights.hpp"
#include "theil.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using detail::Distribution;
using detail::ordered_sum;
using detail::require;
using detail::ScaledWeights;
using detail::TheilUnit;

constexpr std::string_view nats = "nats";

bool is_amount(double amount) { return std::isfinite(amount) && amount >= 0.0; }

/// Seats of rows in columns, the rows merged from forums or taken from some of them.
struct SeatTable {
    SeatTable(std::span<const double> seats, std::size_t columns) : seats_of(seats), columns_of{columns} {}
    [[nodiscard]] std::size_t rows() const { return seats_of.size() / columns_of; }
    [[nodiscard]] double at(std::size_t row, std::size_t column) const {
        return seats_of[row * columns_of + column];
    }
    [[nodiscard]] double row_sum(std::size_t row) const {
        const auto own = seats_of.subspan(row * columns_of, columns_of);
        return ordered_sum({own.begin(), own.end()});
    }
    [[nodiscard]] double column_sum(std::size_t column) const {
        std::vector<double> own;
        own.reserve(rows());
        for (std::size_t row = 0; row < rows(); ++row) {
            own.push_back(at(row, column));
        }
        return ordered_sum(std::move(own));
    }

    std::span<const double> seats_of;
    std::size_t columns_of;
};

std::vector<double> row_sums(const SeatTable& table) {
    std::vector<double> sums;
    sums.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        sums.push_back(table.row_sum(row));
    }
    return sums;
}

std::vector<double> column_sums(const SeatTable& table) {
    std::vector<double> sums;
    sums.reserve(table.columns_of);
    for (std::size_t column = 0; column < table.columns_of; ++column) {
        sums.push_back(table.column_sum(column));
    }
    return sums;
}

/// M as the mean of ln(n_fs N/(n_f n_s)): exactly 0 where shares are equal, and without the cancellation of a
/// difference of entropies.
double information(const SeatTable& table) {
    const std::vector<double> rows = row_sums(table);
    const std::vector<double> columns = column_sums(table);
    const double all = ordered_sum(rows);
    std::vector<double> terms;
    terms.reserve(table.seats_of.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const double seats = table.at(row, column);
            if (seats > 0.0) {
                terms.push_back(seats / all * natural_log((seats * all) / (rows[row] * columns[column])));
            }
        }
    }
    return detail::without_rounding(ordered_sum(std::move(terms)));
}

/// Forums of each supergroup that has seats, in ascending order.
std::map<std::uint32_t, std::vector<std::size_t>> supergroups(const SeatTable& table,
                                                              std::span<const std::uint32_t> supergroup) {
    std::map<std::uint32_t, std::vector<std::size_t>> groups;
    for (std::size_t forum = 0; forum < table.rows(); ++forum) {
        if (table.row_sum(forum) > 0.0) {
            groups[supergroup.empty() ? static_cast<std::uint32_t>(forum) : supergroup[forum]].push_back(
                forum);
        }
    }
    return groups;
}

struct SegregationValues {
    std::vector<SegregationPart> parts;
    double between = 0.0;
    double within = 0.0;
};

SegregationValues split(const SeatTable& table, std::span<const std::uint32_t> supergroup, double all) {
    SegregationValues values;
    std::vector<double> merged;
    std::vector<double> within;
    for (const auto& [number, forums] : supergroups(table, supergroup)) {
        std::vector<double> own;
        for (const std::size_t forum : forums) {
            const auto row = table.seats_of.subspan(forum * table.columns_of, table.columns_of);
            own.insert(own.end(), row.begin(), row.end());
        }
        const SeatTable part{own, table.columns_of};
        const std::vector<double> sums = column_sums(part);
        merged.insert(merged.end(), sums.begin(), sums.end());
        values.parts.push_back(
            {number, static_cast<std::int64_t>(forums.size()), ordered_sum(sums) / all, information(part)});
        within.push_back(values.parts.back().weight * values.parts.back().within);
    }
    values.between = information({merged, table.columns_of});
    values.within = ordered_sum(std::move(within));
    return values;
}

/// A measure of a whole whose value is an amount of nats.
Measure in_nats(std::string_view name, std::string_view denominator, std::string_view convention,
                double value, double n) {
    return Measure::of({name, "M1.4", nats, denominator, convention}, value, n, n);
}

constexpr MeasureDefinition theil_h{"theil_h", "M1.4", "index from 0 to 1", "entropy of the sectors", "M/E"};

Segregation nothing_to_segregate() {
    const auto none = [](std::string_view name) {
        return Measure::not_applicable({name, "M1.4", nats, "seats", ""}, "empty", 0.0);
    };
    return {Measure::not_applicable(theil_h, "empty", 0.0),
            none("mutual_information"),
            none("between"),
            none("within"),
            none("sector_entropy"),
            none("forum_entropy"),
            none("joint_entropy"),
            {}};
}

/// People and amounts by group, in ascending order of the groups.
std::vector<AmountGroup> amounts_by_group(std::span<const double> amounts,
                                          std::span<const std::uint32_t> group, double all) {
    std::map<std::uint32_t, std::vector<double>> own;
    for (std::size_t k = 0; k < amounts.size(); ++k) {
        own[group.empty() ? static_cast<std::uint32_t>(k) : group[k]].push_back(amounts[k]);
    }
    std::vector<AmountGroup> groups;
    groups.reserve(own.size());
    for (auto& [number, values] : own) {
        AmountGroup entry;
        entry.group = number;
        entry.people = static_cast<std::int64_t>(values.size());
        entry.amount = ordered_sum(values);
        entry.share = entry.amount / all;
        entry.per_head = entry.amount / static_cast<double>(entry.people);
        std::vector<double> terms;
        terms.reserve(values.size());
        const TheilUnit whole{static_cast<double>(entry.people), entry.amount};
        for (const double value : values) {
            terms.push_back(detail::theil_term({1.0, value}, whole, entry.amount));
        }
        entry.theil = detail::without_rounding(ordered_sum(std::move(terms)));
        groups.push_back(entry);
    }
    return groups;
}

/// Σ (2i - n - 1) y_i/(n Y) over ascending amounts: the same as the mean difference, in one pass.
double gini_of(const Distribution& ascending) {
    const double n = ascending.sectors();
    CompensatedSum sum;
    double rank = 1.0;
    for (const double amount : ascending.values) {
        sum.add((2.0 * rank - n - 1.0) * amount);
        rank += 1.0;
    }
    return std::max(0.0, sum.value() / (n * ascending.total));
}

Measure per_head_ratio_of(const std::vector<AmountGroup>& groups, double n) {
    constexpr MeasureDefinition definition{"per_head_ratio", "M1.4", "ratio",
                                           "smallest amount per head of a group", "largest by smallest"};
    if (groups.size() < 2) {
        return Measure::not_applicable(definition, "fewer than two groups", n);
    }
    const auto [least, most] =
        std::minmax_element(groups.begin(), groups.end(), [](const AmountGroup& a, const AmountGroup& b) {
            return a.per_head < b.per_head;
        });
    if (least->per_head <= 0.0) {
        return Measure::of(definition, std::numeric_limits<double>::infinity(), n, 0.0,
                           "infinite: a group has nothing");
    }
    // one quotient of products, so that equal groups give exactly 1
    const double ratio = (most->amount * static_cast<double>(least->people)) /
                         (least->amount * static_cast<double>(most->people));
    return Measure::of(definition, ratio, n, least->per_head);
}

AmountInequality nothing_to_share(double n) {
    const auto none = [n](std::string_view name) {
        return Measure::not_applicable({name, "M1.4", nats, "amounts", ""}, "empty", n);
    };
    return {none("theil"), none("between"), none("within"), none("gini"), none("per_head_ratio"), {}};
}

} // namespace

Segregation segregation(std::span<const double> seats, std::size_t sectors,
                        std::span<const std::uint32_t> supergroup) {
    require(sectors > 0 && seats.size() % sectors == 0, "seats must be forums times sectors");
    require(std::all_of(seats.begin(), seats.end(), is_amount), "seats must be finite and not negative");
    require(supergroup.empty() || supergroup.size() == seats.size() / sectors,
            "supergroup must have one entry for each forum");
    const ScaledWeights scaled{seats};
    const double n = scaled.sum();
    if (scaled.total == 0.0) {
        return nothing_to_segregate();
    }
    const SeatTable table{scaled.values, sectors};
    const double m = information(table);
    const double e = Distribution{column_sums(table)}.entropy();
    const SegregationValues values = split(table, supergroup, scaled.total);
    Segregation result;
    result.theil_h = e > 0.0 ? Measure::of(theil_h, std::min(m / e, 1.0), n, e)
                             : Measure::not_applicable(theil_h, "only one sector holds seats", n);
    result.mutual_information = in_nats("mutual_information", "seats", "", m, n);
    result.between = in_nats("between", "seats", "between supergroups", values.between, n);
    result.within = in_nats("within", "seats", "within supergroups, weighted by seats", values.within, n);
    result.sector_entropy = in_nats("sector_entropy", "seats", "", e, n);
    result.forum_entropy = in_nats("forum_entropy", "seats", "", Distribution{row_sums(table)}.entropy(), n);
    result.joint_entropy = in_nats("joint_entropy", "seats", "", Distribution{scaled.values}.entropy(), n);
    result.parts = values.parts;
    return result;
}

AmountInequality amount_inequality(std::span<const double> amounts, std::span<const std::uint32_t> group) {
    require(std::all_of(amounts.begin(), amounts.end(), is_amount),
            "amounts must be finite and not negative");
    require(group.empty() || group.size() == amounts.size(), "group must have one entry for each amount");
    const auto n = static_cast<double>(amounts.size());
    const Distribution ascending{amounts};
    if (ascending.total == 0.0) {
        return nothing_to_share(n);
    }
    const double all = ascending.sum();
    AmountInequality result;
    result.groups = amounts_by_group(amounts, group, all);
    const TheilUnit whole{n, all};
    std::vector<double> total;
    std::vector<double> between;
    std::vector<double> within;
    total.reserve(amounts.size());
    for (const double amount : amounts) {
        total.push_back(detail::theil_term({1.0, amount}, whole, all));
    }
    for (const AmountGroup& own : result.groups) {
        between.push_back(detail::theil_term({static_cast<double>(own.people), own.amount}, whole, all));
        within.push_back(own.share * own.theil);
    }
    const auto sum = [](std::vector<double>& terms) {
        return detail::without_rounding(ordered_sum(std::move(terms)));
    };
    result.theil = in_nats("theil", "amounts", "Theil's T", sum(total), n);
    result.between = in_nats("between", "amounts", "between groups", sum(between), n);
    result.within = in_nats("within", "amounts", "within groups, weighted by amounts", sum(within), n);
    for (Measure* measure : {&result.theil, &result.between, &result.within}) {
        measure->denominator = all;
    }
    result.gini =
        Measure::of({"gini", "M1.4", "index from 0 to 1", "amounts", "not corrected for few people"},
                    gini_of(ascending), n, all);
    result.per_head_ratio = per_head_ratio_of(result.groups, n);
    return result;
}

} // namespace samspill
