#include "log_rank_table.hpp"

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace samspill::detail {
namespace {

auto order_of(const GroupedSpell& spell) { return std::tuple{spell.stratum, -spell.time, spell.event}; }

/// Weights of the times of one stratum, asked for from the first time up.
class Weights {
public:
    explicit Weights(const LogRankOptions& options) : options_{options} {}

    double next(double at_risk, double events) {
        const double before = survival_;
        survival_ *= (at_risk - events) / at_risk;
        peto_ *= 1.0 - events / (at_risk + 1.0);
        switch (options_.weight) {
        case LogRankWeight::log_rank:
            return 1.0;
        case LogRankWeight::gehan:
            return at_risk;
        case LogRankWeight::tarone_ware:
            return std::sqrt(at_risk);
        case LogRankWeight::peto_peto:
            return peto_;
        case LogRankWeight::g_rho:
            return options_.rho == 1.0 ? before : power(before);
        }
        return 1.0;
    }

private:
    [[nodiscard]] double power(double base) const {
        const double exponent = options_.rho * natural_log(base);
        return exponent < -690.0 ? 0.0 : exponential(exponent);
    }

    LogRankOptions options_;
    double survival_ = 1.0;
    double peto_ = 1.0;
};

} // namespace

LogRankTable::LogRankTable(std::span<const GroupedSpell> spells, std::size_t groups,
                           const LogRankOptions& options)
    : dense_(groups, 0), people_{static_cast<std::int64_t>(spells.size())} {
    std::vector<bool> has_people(groups, false);
    for (const GroupedSpell& spell : spells) {
        has_people[spell.group] = true;
        events_ += spell.event ? 1 : 0;
    }
    for (std::size_t group = 0; group < groups; ++group) {
        dense_[group] = group_ids_.size();
        if (has_people[group]) {
            group_ids_.push_back(group);
        }
    }
    if (group_ids_.size() >= 2) {
        count(spells);
        weigh(options);
    }
}

void LogRankTable::count(std::span<const GroupedSpell> spells) {
    std::vector<GroupedSpell> sorted(spells.begin(), spells.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const GroupedSpell& a, const GroupedSpell& b) { return order_of(a) < order_of(b); });
    for (std::size_t k = 0; k < sorted.size(); ++k) {
        const GroupedSpell& spell = sorted[k];
        if (k == 0 || sorted[k - 1].stratum != spell.stratum) {
            margins_.resize(margins_.size() + groups(), 0);
        }
        if (k == 0 || order_of(sorted[k - 1]) != order_of(spell)) {
            cells_.push_back({.stratum = strata() - 1, .time = spell.time, .event = spell.event});
            observed_.resize(observed_.size() + groups(), 0);
        }
        const std::size_t group = dense_[spell.group];
        ++cells_.back().people;
        ++observed_[(cells_.size() - 1) * groups() + group];
        ++margins_[(strata() - 1) * groups() + group];
    }
}

void LogRankTable::weigh(const LogRankOptions& options) {
    std::int64_t at_risk = 0;
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        const bool first = k == 0 || cells_[k - 1].stratum != cells_[k].stratum;
        at_risk = cells_[k].people + (first ? 0 : at_risk);
        cells_[k].at_risk = static_cast<double>(at_risk);
    }
    Weights weights{options};
    for (std::size_t k = cells_.size(); k-- > 0;) {
        SpellCell& cell = cells_[k];
        if (k + 1 == cells_.size() || cells_[k + 1].stratum != cell.stratum) {
            weights = Weights{options};
        }
        if (cell.event) {
            const auto events = static_cast<double>(cell.people);
            const double n = cell.at_risk;
            cell.weight = weights.next(n, events);
            cell.spread =
                n > 1.0 ? cell.weight * cell.weight * events * (n - events) / ((n - 1.0) * n * n) : 0.0;
        }
    }
}

void LogRankTable::add(std::size_t cell, std::span<const std::int64_t> labels,
                       LogRankSums& sums) const noexcept {
    const SpellCell& of = cells_[cell];
    const bool first = cell == 0 || cells_[cell - 1].stratum != of.stratum;
    for (std::size_t g = 0; g < labels.size(); ++g) {
        sums.at_risk[g] = labels[g] + (first ? 0 : sums.at_risk[g]);
    }
    if (!of.event) {
        return;
    }
    const auto events = static_cast<double>(of.people);
    const std::size_t kept = labels.size() - 1;
    for (std::size_t g = 0; g < kept; ++g) {
        const auto own = static_cast<double>(sums.at_risk[g]);
        // one quotient of whole numbers, so that labels in proportion give exactly 0
        const double surplus = static_cast<double>(labels[g]) * of.at_risk - events * own;
        sums.difference[g] += of.weight * surplus / of.at_risk;
        for (std::size_t h = 0; h < kept; ++h) {
            const auto other = static_cast<double>(sums.at_risk[h]);
            sums.variance[g * kept + h] += of.spread * own * ((g == h ? of.at_risk : 0.0) - other);
        }
    }
}

QuadraticForm quadratic_form(std::span<const double> z, std::span<const double> variance) {
    const std::size_t size = z.size();
    if (size == 1) {
        return variance[0] > 0.0 ? QuadraticForm{z[0] * z[0] / variance[0], 1} : QuadraticForm{};
    }
    std::vector<double> matrix(variance.begin(), variance.end());
    std::vector<double> rest(z.begin(), z.end());
    std::vector<bool> used(size, false);
    double largest = 0.0;
    for (std::size_t k = 0; k < size; ++k) {
        largest = std::max(largest, matrix[k * size + k]);
    }
    QuadraticForm form;
    for (std::size_t step = 0; step < size; ++step) {
        std::size_t pivot = size;
        for (std::size_t k = 0; k < size; ++k) {
            if (!used[k] && (pivot == size || matrix[k * size + k] > matrix[pivot * size + pivot])) {
                pivot = k;
            }
        }
        const double diagonal = matrix[pivot * size + pivot];
        if (diagonal <= 1e-10 * largest) {
            break;
        }
        used[pivot] = true;
        ++form.rank;
        form.value += rest[pivot] * rest[pivot] / diagonal;
        for (std::size_t row = 0; row < size; ++row) {
            if (used[row]) {
                continue;
            }
            const double factor = matrix[row * size + pivot] / diagonal;
            rest[row] -= factor * rest[pivot];
            for (std::size_t column = 0; column < size; ++column) {
                matrix[row * size + column] -= factor * matrix[pivot * size + column];
            }
        }
    }
    return form;
}

} // namespace samspill::detail
