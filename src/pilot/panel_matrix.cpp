#include "pilot/panel_matrix.hpp"

#include "pilot/columns.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace samspill::detail {
namespace {

void require_columns(const StaggeredPanel& panel) {
    const std::size_t rows = panel.unit.size();
    require(panel.period.size() == rows && panel.outcome.size() == rows &&
                panel.first_treated.size() == rows && (panel.cluster.empty() || panel.cluster.size() == rows),
            "the columns of a panel must be of one length");
    require_finite(panel.outcome, "outcome must be finite");
}

} // namespace

PanelMatrix panel_matrix(const StaggeredPanel& panel, std::int32_t anticipation) {
    require_columns(panel);
    PanelMatrix matrix;
    matrix.periods = distinct(panel.period);
    std::vector<std::size_t> order(panel.unit.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return panel.unit[a] != panel.unit[b] ? panel.unit[a] < panel.unit[b]
                                              : panel.period[a] < panel.period[b];
    });
    const auto periods = static_cast<Eigen::Index>(matrix.periods.size());
    std::vector<double> outcome;
    std::vector<std::uint32_t> clusters;
    for (std::size_t begin = 0; begin < order.size();) {
        const std::size_t first = order[begin];
        std::size_t end = begin;
        std::vector<double> own(matrix.periods.size(), std::numeric_limits<double>::quiet_NaN());
        for (; end < order.size() && panel.unit[order[end]] == panel.unit[first]; ++end) {
            const std::size_t row = order[end];
            require(end == begin || panel.period[row] != panel.period[order[end - 1]],
                    "a unit must not stand twice in a period");
            require(panel.first_treated[row] == panel.first_treated[first],
                    "a unit must have one first period of treatment");
            require(panel.cluster.empty() || panel.cluster[row] == panel.cluster[first],
                    "a unit must be in one cluster");
            own[place_of(matrix.periods, panel.period[row])] = panel.outcome[row];
        }
        begin = end;
        const std::int32_t treated = panel.first_treated[first];
        if (treated != never_treated &&
            std::int64_t{treated} - anticipation <= std::int64_t{matrix.periods.front()}) {
            ++matrix.treated_at_first;
            continue;
        }
        // who is treated after the last period is not treated in the panel, and not yet in any of its periods
        matrix.first_treated.push_back(treated > matrix.periods.back() ? never_treated : treated);
        clusters.push_back(panel.cluster.empty() ? panel.unit[first] : panel.cluster[first]);
        outcome.insert(outcome.end(), own.begin(), own.end());
    }
    const auto units = static_cast<Eigen::Index>(matrix.units());
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    matrix.outcome = Eigen::Map<const RowMajor>{outcome.data(), units, periods};
    const std::vector<std::uint32_t> numbers = distinct(std::span<const std::uint32_t>{clusters});
    for (const std::uint32_t cluster : clusters) {
        matrix.cluster.push_back(static_cast<std::uint32_t>(place_of(numbers, cluster)));
    }
    matrix.clusters = numbers.size();
    return matrix;
}

} // namespace samspill::detail
