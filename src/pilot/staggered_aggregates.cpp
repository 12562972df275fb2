#include "pilot/staggered_aggregates.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace samspill::detail {
namespace {

class Aggregation {
public:
    Aggregation(const PanelMatrix& panel, const std::map<std::int32_t, double>& sizes,
                const std::vector<InfluencedEstimate>& cells, const InfluenceTable& table,
                StaggeredResult& result)
        : panel_{panel}, sizes_{sizes}, estimates_{cells}, table_{table}, result_{result} {}

    std::vector<InfluencedEstimate> run() {
        const auto after = [](const GroupTimeEffect& cell) { return cell.is_after; };
        const auto any = [](const GroupTimeEffect&) { return true; };
        const Keyed all = keyed(after, [](const GroupTimeEffect&) { return 0; });
        if (!all.empty()) {
            add_aggregate(StaggeredAggregate::simple, std::nullopt, all.at(0).size(), weighted(all.at(0)));
        }
        add_keyed(StaggeredAggregate::dynamic, StaggeredAggregate::dynamic_overall,
                  keyed(any, [](const GroupTimeEffect& cell) { return cell.period - cell.group; }), 0);
        add_groups(keyed(after, [](const GroupTimeEffect& cell) { return cell.group; }));
        add_keyed(StaggeredAggregate::calendar, StaggeredAggregate::calendar_overall,
                  keyed(after, [](const GroupTimeEffect& cell) { return cell.period; }),
                  std::numeric_limits<std::int32_t>::min());
        return std::move(aggregates_);
    }

private:
    /// Cells with an effect, by what they are put together by.
    using Keyed = std::map<std::int32_t, std::vector<std::size_t>>;
    template <class Choose, class Key>
    [[nodiscard]] Keyed keyed(Choose choose, Key key) const {
        Keyed cells;
        for (std::size_t c = 0; c < result_.cells.size(); ++c) {
            if (result_.cells[c].effect.estimate && choose(result_.cells[c])) {
                cells[key(result_.cells[c])].push_back(c);
            }
        }
        return cells;
    }

    /// Mean of cells with the sizes of their groups as weights. The sizes are estimates too: a unit's group
    /// changes the weights, and with them the mean.
    [[nodiscard]] InfluencedEstimate weighted(const std::vector<std::size_t>& cells) const {
        const auto units = static_cast<double>(panel_.units());
        double sum = 0.0;
        for (const std::size_t c : cells) {
            sum += sizes_.at(result_.cells[c].group) / units;
        }
        InfluencedEstimate mean;
        bool has_error = true;
        for (const std::size_t c : cells) {
            mean.value += sizes_.at(result_.cells[c].group) / units / sum * estimates_[c].value;
            has_error = has_error && estimates_[c].influence.size() > 0;
        }
        if (!has_error) {
            return mean;
        }
        mean.influence = Eigen::VectorXd::Zero(panel_.outcome.rows());
        for (const std::size_t c : cells) {
            const std::int32_t group = result_.cells[c].group;
            mean.influence += sizes_.at(group) / units / sum * estimates_[c].influence;
            for (std::size_t unit = 0; unit < panel_.units(); ++unit) {
                const double in_group = panel_.first_treated[unit] == group ? 1.0 : 0.0;
                mean.influence[static_cast<Eigen::Index>(unit)] +=
                    (in_group - sizes_.at(group) / units) / sum * (estimates_[c].value - mean.value);
            }
        }
        return mean;
    }

    /// Plain mean of some estimates.
    [[nodiscard]] static InfluencedEstimate averaged(const std::vector<InfluencedEstimate>& estimates) {
        InfluencedEstimate mean;
        const auto count = static_cast<double>(estimates.size());
        const bool has_error =
            std::all_of(estimates.begin(), estimates.end(),
                        [](const InfluencedEstimate& one) { return one.influence.size() > 0; });
        for (const InfluencedEstimate& one : estimates) {
            mean.value += one.value / count;
            if (has_error) {
                mean.influence = mean.influence.size() == 0
                                     ? Eigen::VectorXd{one.influence / count}
                                     : Eigen::VectorXd{mean.influence + one.influence / count};
            }
        }
        return mean;
    }

    void add_aggregate(StaggeredAggregate kind, std::optional<std::int32_t> key, std::size_t cells,
                       InfluencedEstimate estimate) {
        result_.aggregates.push_back({kind, key, cells, table_.described(estimate, result_.level)});
        aggregates_.push_back(std::move(estimate));
    }

    /// One aggregate for each key, and their mean over keys from `overall_from` on.
    void add_keyed(StaggeredAggregate kind, StaggeredAggregate overall, const Keyed& keyed,
                   std::int32_t overall_from) {
        std::vector<InfluencedEstimate> all;
        std::size_t cells = 0;
        for (const auto& [key, own] : keyed) {
            InfluencedEstimate estimate = weighted(own);
            if (key >= overall_from) {
                all.push_back(estimate);
                cells += own.size();
            }
            add_aggregate(kind, key, own.size(), std::move(estimate));
        }
        if (!all.empty()) {
            add_aggregate(overall, std::nullopt, cells, averaged(all));
        }
    }

    /// Means of the groups over their periods, and the mean of those by the sizes of the groups.
    void add_groups(const Keyed& groups) {
        const auto units = static_cast<double>(panel_.units());
        double sum = 0.0;
        std::size_t cells = 0;
        std::vector<std::pair<std::int32_t, InfluencedEstimate>> means;
        for (const auto& [group, own] : groups) {
            std::vector<InfluencedEstimate> estimates;
            for (const std::size_t c : own) {
                estimates.push_back(estimates_[c]);
            }
            means.emplace_back(group, averaged(estimates));
            add_aggregate(StaggeredAggregate::group, group, own.size(), means.back().second);
            sum += sizes_.at(group) / units;
            cells += own.size();
        }
        if (means.empty()) {
            return;
        }
        InfluencedEstimate overall;
        bool has_error = true;
        for (const auto& [group, mean] : means) {
            overall.value += sizes_.at(group) / units / sum * mean.value;
            has_error = has_error && mean.influence.size() > 0;
        }
        if (has_error) {
            overall.influence = Eigen::VectorXd::Zero(panel_.outcome.rows());
            for (const auto& [group, mean] : means) {
                const double share = sizes_.at(group) / units;
                overall.influence += share / sum * mean.influence;
                for (std::size_t unit = 0; unit < panel_.units(); ++unit) {
                    const double in_group = panel_.first_treated[unit] == group ? 1.0 : 0.0;
                    overall.influence[static_cast<Eigen::Index>(unit)] +=
                        (in_group - share) / sum * (mean.value - overall.value);
                }
            }
        }
        add_aggregate(StaggeredAggregate::group_overall, std::nullopt, cells, std::move(overall));
    }

    const PanelMatrix& panel_;
    const std::map<std::int32_t, double>& sizes_;
    const std::vector<InfluencedEstimate>& estimates_;
    const InfluenceTable& table_;
    StaggeredResult& result_;
    std::vector<InfluencedEstimate> aggregates_;
};

} // namespace

std::vector<InfluencedEstimate> add_aggregates(const PanelMatrix& panel,
                                               const std::map<std::int32_t, double>& sizes,
                                               const std::vector<InfluencedEstimate>& cells,
                                               const InfluenceTable& table, StaggeredResult& result) {
    return Aggregation{panel, sizes, cells, table, result}.run();
}

} // namespace samspill::detail
