#include "pilot/difference_statistic.hpp"

#include <map>
#include <utility>

namespace samspill::detail {
namespace {

struct Sums {
    double weight = 0.0;
    double outcome = 0.0;
    double exposed = 0.0;
};

} // namespace

DifferenceStatistic::DifferenceStatistic(const std::vector<EffectRow>& rows, std::vector<double> outcome,
                                         std::vector<std::uint32_t> of_row, std::uint32_t never)
    : outcome_{std::move(outcome)}, of_row_{std::move(of_row)}, never_{never} {
    std::map<std::uint32_t, std::uint32_t> places;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const EffectRow& own = rows[row];
        stratum_.push_back(
            places.emplace(own.stratum, static_cast<std::uint32_t>(places.size())).first->second);
        weight_.push_back(own.weight);
        exposed_.push_back(own.treated ? own.weight : 0.0);
        outcome_[row] *= own.weight;
    }
    strata_ = places.size();
}

LabelledStatistic DifferenceStatistic::of(std::span<const std::uint32_t> labels) const {
    std::vector<Sums> sums(2 * strata_); // controls and treated of each stratum
    for (std::size_t row = 0; row < outcome_.size(); ++row) {
        const std::size_t is_treated = labels[of_row_[row]] != never_ ? 1 : 0;
        Sums& own = sums[2 * std::size_t{stratum_[row]} + is_treated];
        own.weight += weight_[row];
        own.outcome += outcome_[row];
        own.exposed += exposed_[row];
    }
    LabelledStatistic statistic;
    double total = 0.0;
    for (std::size_t stratum = 0; stratum < strata_; ++stratum) {
        const Sums& controls = sums[2 * stratum];
        const Sums& treated = sums[2 * stratum + 1];
        if (controls.weight > 0.0 && treated.weight > 0.0) {
            const double share = controls.weight + treated.weight;
            statistic.outcome +=
                share * (treated.outcome / treated.weight - controls.outcome / controls.weight);
            statistic.exposure +=
                share * (treated.exposed / treated.weight - controls.exposed / controls.weight);
            total += share;
        }
    }
    return total > 0.0 ? LabelledStatistic{statistic.outcome / total, statistic.exposure / total}
                       : LabelledStatistic::undefined();
}

} // namespace samspill::detail
