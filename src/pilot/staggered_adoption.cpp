#include <samspill/pilot/staggered_adoption.hpp>

#include "core/require.hpp"
#include "pilot/influence.hpp"
#include "pilot/panel_matrix.hpp"
#include "pilot/simultaneous_reach.hpp"
#include "pilot/staggered_aggregates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

using detail::InfluencedEstimate;
using detail::PanelMatrix;

/// A mean of changes over some units, and who they are.
struct MeanChange {
    std::vector<Eigen::Index> units;
    double mean = 0.0;
};

class StaggeredAdoption {
public:
    StaggeredAdoption(const PanelMatrix& panel, const StaggeredOptions& options, StaggeredResult& result)
        : panel_{panel}, options_{options}, result_{result}, table_{panel.cluster, panel.clusters} {
        for (const std::int32_t first : panel.first_treated) {
            if (first != never_treated) {
                sizes_[first] += 1.0;
            }
        }
    }

    void run(RunControl* control) {
        StageTicker ticker{control, "group-time effects",
                           sizes_.size() * panel_.periods.size() * panel_.units()};
        for (const auto& [group, size] : sizes_) {
            for (std::size_t t = 0; t < panel_.periods.size(); ++t) {
                ticker.step(panel_.units());
                add_cell(group, t);
            }
        }
        aggregates_ = detail::add_aggregates(panel_, sizes_, estimates_, table_, result_);
        add_bands(control);
    }

private:
    /// Position of the last period before `period`; periods.size() when there is none.
    [[nodiscard]] std::size_t before(std::int64_t period) const {
        const auto next = std::lower_bound(panel_.periods.begin(), panel_.periods.end(), period);
        return next == panel_.periods.begin() ? panel_.periods.size()
                                              : static_cast<std::size_t>(next - panel_.periods.begin()) - 1;
    }

    template <class IsMember>
    [[nodiscard]] MeanChange mean_change(std::size_t t, std::size_t base, IsMember is_member) const {
        MeanChange change;
        double sum = 0.0;
        for (Eigen::Index unit = 0; unit < panel_.outcome.rows(); ++unit) {
            const double difference = change_of(unit, t, base);
            if (is_member(panel_.first_treated[static_cast<std::size_t>(unit)]) && !std::isnan(difference)) {
                change.units.push_back(unit);
                sum += difference;
            }
        }
        change.mean = change.units.empty() ? 0.0 : sum / static_cast<double>(change.units.size());
        return change;
    }
    [[nodiscard]] double change_of(Eigen::Index unit, std::size_t t, std::size_t base) const {
        return panel_.outcome(unit, static_cast<Eigen::Index>(t)) -
               panel_.outcome(unit, static_cast<Eigen::Index>(base));
    }

    void add_cell(std::int32_t group, std::size_t t) {
        const std::int32_t period = panel_.periods[t];
        const bool is_after = period >= group;
        const std::int64_t start = std::int64_t{group} - options_.anticipation;
        const std::size_t base = period >= start ? before(start) : before(period);
        if (base == panel_.periods.size()) {
            return; // the first period has nothing to be compared with
        }
        const std::int64_t latest =
            std::max<std::int64_t>(period, panel_.periods[base]) + options_.anticipation;
        const MeanChange treated = mean_change(t, base, [&](std::int32_t first) { return first == group; });
        const MeanChange controls = mean_change(t, base, [&](std::int32_t first) {
            return first == never_treated ||
                   (options_.comparison == StaggeredComparison::not_yet && first != group && first > latest);
        });
        GroupTimeEffect cell;
        cell.group = group;
        cell.period = period;
        cell.base = panel_.periods[base];
        cell.is_after = is_after;
        cell.treated = treated.units.size();
        cell.controls = controls.units.size();
        InfluencedEstimate estimate;
        if (treated.units.empty() || controls.units.empty()) {
            cell.effect.status = Status::not_applicable;
            cell.effect.reason =
                treated.units.empty() ? "no treated with both periods" : "no controls with both periods";
        } else {
            estimate.value = treated.mean - controls.mean;
            if (treated.units.size() > 1 && controls.units.size() > 1) {
                estimate.influence = Eigen::VectorXd::Zero(panel_.outcome.rows());
                add_influence(estimate.influence, treated, t, base, 1.0);
                add_influence(estimate.influence, controls, t, base, -1.0);
            }
            cell.effect = table_.described(estimate, options_.level);
        }
        result_.cells.push_back(cell);
        estimates_.push_back(std::move(estimate));
    }

    void add_influence(Eigen::VectorXd& influence, const MeanChange& change, std::size_t t, std::size_t base,
                       double sign) const {
        const double scale =
            sign * static_cast<double>(panel_.units()) / static_cast<double>(change.units.size());
        for (const Eigen::Index unit : change.units) {
            influence[unit] += scale * (change_of(unit, t, base) - change.mean);
        }
    }

    /// An estimate that has a standard error, and what each unit contributes to it.
    struct Banded {
        StaggeredEstimate* described;
        const InfluencedEstimate* estimate;
    };

    /// Bands hold for all cells together, and for all aggregates of one kind.
    void add_bands(RunControl* control) {
        if (options_.replicates == 0) {
            return;
        }
        std::vector<Banded> all;
        std::vector<std::size_t> family_sizes;
        const auto add = [&](StaggeredEstimate& described, const InfluencedEstimate& estimate) {
            if (described.se) {
                all.push_back({&described, &estimate});
            }
        };
        const auto end_family = [&] {
            const std::size_t before =
                std::accumulate(family_sizes.begin(), family_sizes.end(), std::size_t{0});
            if (all.size() > before) {
                family_sizes.push_back(all.size() - before);
            }
        };
        for (std::size_t c = 0; c < estimates_.size(); ++c) {
            add(result_.cells[c].effect, estimates_[c]);
        }
        end_family();
        for (std::size_t k = 0; k < aggregates_.size(); ++k) {
            if (k > 0 && result_.aggregates[k].kind != result_.aggregates[k - 1].kind) {
                end_family();
            }
            add(result_.aggregates[k].effect, aggregates_[k]);
        }
        end_family();
        set_bands(all, family_sizes, control);
    }

    void set_bands(const std::vector<Banded>& all, const std::vector<std::size_t>& family_sizes,
                   RunControl* control) const {
        if (all.empty()) {
            return;
        }
        Eigen::MatrixXd sums(static_cast<Eigen::Index>(panel_.clusters), std::ssize(all));
        for (Eigen::Index k = 0; k < sums.cols(); ++k) {
            const auto& [described, estimate] = all[static_cast<std::size_t>(k)];
            sums.col(k) = table_.sums_by_cluster(estimate->influence) /
                          (static_cast<double>(panel_.units()) * *described->se);
        }
        const std::vector<double> reaches = detail::simultaneous_reaches(
            sums, family_sizes, options_.level, options_.replicates, options_.seed, control);
        auto next = all.begin();
        for (std::size_t family = 0; family < reaches.size(); ++family) {
            // never narrower than the pointwise limits
            const double reach = std::max(reaches[family], detail::normal_reach(options_.level));
            for (std::size_t k = 0; k < family_sizes[family]; ++k, ++next) {
                StaggeredEstimate& described = *next->described;
                described.band_low = *described.estimate - reach * *described.se;
                described.band_high = *described.estimate + reach * *described.se;
            }
        }
    }

    const PanelMatrix& panel_;
    const StaggeredOptions& options_;
    StaggeredResult& result_;
    detail::InfluenceTable table_;
    std::map<std::int32_t, double> sizes_;      // units of each group
    std::vector<InfluencedEstimate> estimates_; // of the cells
    std::vector<InfluencedEstimate> aggregates_;
};

void check(const StaggeredOptions& options) {
    detail::require(options.anticipation >= 0, "anticipation must not be negative");
    detail::require(options.level > 0.0 && options.level < 1.0, "level must be in (0, 1)");
    detail::require(options.replicates >= 0 && options.replicates <= std::int64_t{1} << 31,
                    "replicates must be 0 to 2^31");
}

} // namespace

StaggeredResult staggered_adoption(const StaggeredPanel& panel, const StaggeredOptions& options,
                                   RunControl* control) {
    check(options);
    StaggeredResult result;
    result.level = options.level;
    result.replicates = options.replicates;
    result.seed = options.seed;
    const auto refuse = [&](std::string_view reason) {
        result.status = Status::not_applicable;
        result.reason = reason;
        return result;
    };
    const PanelMatrix matrix =
        panel.unit.empty() ? PanelMatrix{} : detail::panel_matrix(panel, options.anticipation);
    if (panel.unit.empty()) {
        return refuse("empty");
    }
    result.units = matrix.units();
    result.clusters = matrix.clusters;
    result.treated_at_first = matrix.treated_at_first;
    result.never_treated = static_cast<std::size_t>(
        std::count(matrix.first_treated.begin(), matrix.first_treated.end(), never_treated));
    result.rows_missing = static_cast<std::size_t>(matrix.outcome.array().isNaN().count());
    if (matrix.periods.size() < 2) {
        return refuse("fewer than two periods");
    }
    if (result.never_treated == result.units) {
        return refuse("nobody is treated after the first period");
    }
    StaggeredAdoption{matrix, options, result}.run(control);
    return result;
}

} // namespace samspill
