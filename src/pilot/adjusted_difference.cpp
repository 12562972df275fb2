#include "pilot/adjusted_difference.hpp"

#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace samspill::detail {
namespace {

constexpr double least_left = 1e-10; ///< share of a precondition's squares that must be its own

/// Weighted mean of one column of rows.
template <typename Column>
double mean_of(const std::vector<EffectRow>& rows, Column column) {
    double sum = 0.0;
    double weight = 0.0;
    for (const EffectRow& row : rows) {
        sum += row.weight * column(row);
        weight += row.weight;
    }
    return sum / weight;
}

std::vector<std::uint32_t> arms_of(const std::vector<EffectRow>& rows) {
    std::vector<std::uint32_t> arms;
    arms.reserve(rows.size());
    for (const EffectRow& row : rows) {
        arms.push_back(row.treated ? 1 : 0);
    }
    return arms;
}

std::vector<std::uint32_t> numbered(std::size_t rows) {
    std::vector<std::uint32_t> numbers(rows);
    std::iota(numbers.begin(), numbers.end(), std::uint32_t{0});
    return numbers;
}

} // namespace

/// Sums over controls and treated of each stratum.
struct AdjustedDifference::Sums {
    std::vector<double> weight;  ///< strata · arms
    std::vector<double> columns; ///< strata · arms · columns

    [[nodiscard]] bool has_both(std::size_t stratum) const {
        return weight[2 * stratum] > 0.0 && weight[2 * stratum + 1] > 0.0;
    }
};

AdjustedDifference::AdjustedDifference(const std::vector<EffectRow>& rows, std::vector<std::uint32_t> of_row,
                                       std::uint32_t never)
    : names_{rows.empty() ? 0 : rows.front().preconditions.size()}, of_row_{std::move(of_row)}, never_{
                                                                                                    never} {
    std::vector<double> means;
    for (std::size_t k = 0; k < names_; ++k) {
        const double mean = mean_of(rows, [k](const EffectRow& row) { return row.preconditions[k]; });
        const double square = mean_of(rows, [k, mean](const EffectRow& row) {
            return (row.preconditions[k] - mean) * (row.preconditions[k] - mean);
        });
        means.push_back(mean);
        length_.push_back(square > 0.0 ? std::sqrt(square) : 1.0);
    }
    const double mean_change = mean_of(rows, [](const EffectRow& row) { return row.change(); });
    std::map<std::uint32_t, std::uint32_t> places;
    for (const EffectRow& row : rows) {
        stratum_.push_back(
            places.emplace(row.stratum, static_cast<std::uint32_t>(places.size())).first->second);
        weight_.push_back(row.weight);
        for (std::size_t k = 0; k < names_; ++k) {
            columns_.push_back((row.preconditions[k] - means[k]) / length_[k]);
        }
        columns_.push_back(row.change() - mean_change);
        columns_.push_back(row.treated ? 1.0 : 0.0);
    }
    strata_ = places.size();
    const std::size_t width = names_ + 2;
    products_.assign(strata_ * names_ * width, 0.0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const double* const own = columns_.data() + row * width;
        double* const to = products_.data() + stratum_[row] * names_ * width;
        for (std::size_t k = 0; k < names_; ++k) {
            for (std::size_t column = 0; column < width; ++column) {
                to[k * width + column] += weight_[row] * own[k] * own[column];
            }
        }
    }
}

AdjustedDifference::Sums AdjustedDifference::sums_of(std::span<const std::uint32_t> labels) const {
    const std::size_t width = names_ + 2;
    Sums sums{std::vector<double>(2 * strata_), std::vector<double>(2 * strata_ * width)};
    for (std::size_t row = 0; row < of_row_.size(); ++row) {
        const std::size_t cell = 2 * std::size_t{stratum_[row]} + (labels[of_row_[row]] != never_ ? 1 : 0);
        sums.weight[cell] += weight_[row];
        for (std::size_t column = 0; column < width; ++column) {
            sums.columns[cell * width + column] += weight_[row] * columns_[row * width + column];
        }
    }
    return sums;
}

/// Products of preconditions with all columns, preconditions · columns, less those of the means of each arm.
std::vector<double> AdjustedDifference::products_within(const Sums& sums) const {
    const std::size_t width = names_ + 2;
    std::vector<double> products(names_ * width, 0.0);
    for (std::size_t stratum = 0; stratum < strata_; ++stratum) {
        if (!sums.has_both(stratum)) {
            continue;
        }
        for (std::size_t k = 0; k < products.size(); ++k) {
            products[k] += products_[stratum * products.size() + k];
        }
        for (const std::size_t cell : {2 * stratum, 2 * stratum + 1}) {
            const double* const own = sums.columns.data() + cell * width;
            for (std::size_t k = 0; k < names_; ++k) {
                const double share = own[k] / sums.weight[cell];
                for (std::size_t column = 0; column < width; ++column) {
                    products[k * width + column] -= share * own[column];
                }
            }
        }
    }
    return products;
}

/// Gauss-Jordan elimination: the last two columns become the slopes of change and of treatment. The products
/// of preconditions are positive semidefinite, so that no pivot need be searched for.
void AdjustedDifference::solve(std::vector<double>& products) const {
    const std::size_t width = names_ + 2;
    const double all = std::accumulate(weight_.begin(), weight_.end(), 0.0); // squares of a column at first
    for (std::size_t k = 0; k < names_; ++k) {
        double* const pivot = products.data() + k * width;
        const double square = pivot[k];
        const bool is_own = square > least_left * all;
        for (std::size_t column = 0; column < width; ++column) {
            pivot[column] = is_own ? pivot[column] / square : 0.0;
        }
        for (std::size_t row = 0; row < names_; ++row) {
            if (const double factor = products[row * width + k]; row != k && factor != 0.0) {
                for (std::size_t column = 0; column < width; ++column) {
                    products[row * width + column] -= factor * pivot[column];
                }
            }
        }
    }
}

/// Whether arms differ in what a precondition without a slope of its own says: then it says who is treated.
bool AdjustedDifference::is_told_by_preconditions(const std::vector<double>& solved,
                                                  const std::vector<double>& difference, double total) const {
    const std::size_t width = names_ + 2;
    for (std::size_t k = 0; k < names_; ++k) {
        if (solved[k * width + k] != 0.0) {
            continue;
        }
        double left = difference[k];
        for (std::size_t row = 0; row < names_; ++row) {
            left -= difference[row] * solved[row * width + k];
        }
        if (std::abs(left) > least_left * total) {
            return true;
        }
    }
    return false;
}

LabelledStatistic AdjustedDifference::of(std::span<const std::uint32_t> labels) const {
    const std::size_t width = names_ + 2;
    const Sums sums = sums_of(labels);
    std::vector<double> slopes = products_within(sums);
    solve(slopes);
    std::vector<double> difference(width, 0.0);
    double total = 0.0;
    for (std::size_t stratum = 0; stratum < strata_; ++stratum) {
        if (!sums.has_both(stratum)) {
            continue;
        }
        const std::size_t controls = 2 * stratum;
        const std::size_t treated = controls + 1;
        const double share = sums.weight[controls] + sums.weight[treated];
        total += share;
        for (std::size_t column = 0; column < width; ++column) {
            difference[column] += share * (sums.columns[treated * width + column] / sums.weight[treated] -
                                           sums.columns[controls * width + column] / sums.weight[controls]);
        }
    }
    if (total == 0.0 || is_told_by_preconditions(slopes, difference, total)) {
        return LabelledStatistic::undefined();
    }
    LabelledStatistic left{difference[names_], difference[names_ + 1]};
    for (std::size_t k = 0; k < names_; ++k) {
        left.outcome -= difference[k] * slopes[k * width + names_];
        left.exposure -= difference[k] * slopes[k * width + names_ + 1];
    }
    return {left.outcome / total, left.exposure / total};
}

std::vector<double> AdjustedDifference::slopes(std::span<const std::uint32_t> labels) const {
    const std::size_t width = names_ + 2;
    std::vector<double> products = products_within(sums_of(labels));
    solve(products);
    std::vector<double> slopes;
    for (std::size_t k = 0; k < names_; ++k) {
        slopes.push_back(products[k * width + names_] / length_[k]);
    }
    return slopes;
}

std::optional<double> adjusted_difference_of(const std::vector<EffectRow>& rows,
                                             std::optional<std::size_t> skip) {
    std::vector<EffectRow> left = rows;
    if (skip) {
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(*skip));
    }
    if (left.empty()) {
        return std::nullopt;
    }
    const LabelledStatistic found = AdjustedDifference{left, numbered(left.size()), 0}.of(arms_of(left));
    return found.is_defined() ? std::optional{found.outcome} : std::nullopt;
}

std::vector<EffectRow> without_preconditions(const std::vector<EffectRow>& rows) {
    const std::vector<double> slopes =
        AdjustedDifference{rows, numbered(rows.size()), 0}.slopes(arms_of(rows));
    std::vector<EffectRow> left = rows;
    for (EffectRow& row : left) {
        for (std::size_t k = 0; k < slopes.size(); ++k) {
            row.after -= slopes[k] * row.preconditions[k];
        }
    }
    return left;
}

} // namespace samspill::detail
