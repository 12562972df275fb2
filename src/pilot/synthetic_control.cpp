#include <samspill/pilot/synthetic_control.hpp>

#include "core/parallel.hpp"
#include "pilot/columns.hpp"
#include "pilot/hull_point.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::HullPoint;
using detail::require;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double no_gap = 1e-12; ///< beside the largest outcome: nothing but rounding

void check(const SyntheticControlPanel& panel, const SyntheticControlOptions& options) {
    const std::size_t rows = panel.unit.size();
    require(panel.period.size() == rows && panel.outcome.size() == rows,
            "the columns of a panel must be of one length");
    detail::require_finite(panel.outcome, "outcome must be finite");
    require(std::isfinite(options.poor_fit) && options.poor_fit >= 0.0,
            "poor_fit must be finite and not below 0");
    require(std::isfinite(options.placebo_fit) && options.placebo_fit >= 0.0,
            "placebo_fit must be finite and not below 0");
    const auto weights = options.predictor_weights;
    require(weights.empty() ||
                (std::all_of(weights.begin(), weights.end(),
                             [](double weight) { return std::isfinite(weight) && weight >= 0.0; }) &&
                 std::any_of(weights.begin(), weights.end(), [](double weight) { return weight > 0.0; })),
            "predictor weights must be finite and not below 0, one of them above");
}

/// Outcomes of units (columns, the treated one first, then by number) in the periods that count.
struct Units {
    std::vector<std::uint32_t> number;
    std::vector<std::int32_t> period;
    Index before = 0;        ///< periods before treatment
    MatrixXd outcome;        ///< periods by units
    VectorXd root_of_weight; ///< of each period before treatment

    [[nodiscard]] Index units() const noexcept { return outcome.cols(); }
    [[nodiscard]] Index after() const noexcept { return outcome.rows() - before; }
};

/// Distinct units by distinct periods, NaN where nothing was observed.
MatrixXd whole_panel(const SyntheticControlPanel& panel, const std::vector<std::uint32_t>& numbers,
                     const std::vector<std::int32_t>& periods) {
    MatrixXd outcome =
        MatrixXd::Constant(static_cast<Index>(periods.size()), static_cast<Index>(numbers.size()),
                           std::numeric_limits<double>::quiet_NaN());
    for (std::size_t row = 0; row < panel.unit.size(); ++row) {
        double& cell = outcome(static_cast<Index>(detail::place_of(periods, panel.period[row])),
                               static_cast<Index>(detail::place_of(numbers, panel.unit[row])));
        require(std::isnan(cell), "a unit must not stand twice in a period");
        cell = panel.outcome[row];
    }
    return outcome;
}

VectorXd roots_of(std::span<const double> weights, const std::vector<std::size_t>& kept, Index before) {
    VectorXd roots = VectorXd::Ones(before);
    for (Index t = 0; t < before && !weights.empty(); ++t) {
        roots[t] = std::sqrt(weights[kept[static_cast<std::size_t>(t)]]);
    }
    return roots;
}

Units units_of(const SyntheticControlPanel& panel, std::span<const double> predictor_weights,
               SyntheticControlResult& result) {
    const auto numbers = detail::distinct(panel.unit);
    const auto periods = detail::distinct(panel.period);
    const std::size_t before = detail::place_of(periods, panel.first_treated);
    require(predictor_weights.empty() || predictor_weights.size() == before,
            "predictor weights must be one a period before treatment");
    const MatrixXd whole = whole_panel(panel, numbers, periods);
    Units units;
    const auto treated = static_cast<Index>(detail::place_of(numbers, panel.treated_unit));
    if (treated == whole.cols() || numbers[static_cast<std::size_t>(treated)] != panel.treated_unit) {
        return units;
    }
    std::vector<std::size_t> kept;
    for (std::size_t t = 0; t < periods.size(); ++t) {
        if (!std::isnan(whole(static_cast<Index>(t), treated))) {
            kept.push_back(t);
            units.period.push_back(periods[t]);
            units.before += t < before ? 1 : 0;
        }
    }
    std::vector<Index> columns{treated};
    for (Index j = 0; j < whole.cols(); ++j) {
        if (j != treated && !whole(kept, j).hasNaN()) {
            columns.push_back(j);
        }
    }
    for (const Index j : columns) {
        units.number.push_back(numbers[static_cast<std::size_t>(j)]);
    }
    units.outcome = whole(kept, columns);
    units.root_of_weight = roots_of(predictor_weights, kept, units.before);
    result.periods_left_out = periods.size() - kept.size();
    result.donors_left_out = numbers.size() - columns.size();
    result.donors = columns.size() - 1;
    result.pre_periods = static_cast<std::size_t>(units.before);
    result.post_periods = static_cast<std::size_t>(units.after());
    return units;
}

/// Of outcomes before treatment, each less the mean of its period.
double deviation_before(const Units& units) {
    const MatrixXd before = units.outcome.topRows(units.before);
    const MatrixXd away = before.colwise() - before.rowwise().mean();
    const auto degrees = static_cast<double>((before.cols() - 1) * before.rows());
    return std::sqrt(away.squaredNorm() / degrees);
}

/// A unit beside its synthetic control.
struct Fit {
    std::vector<Index> donors; ///< columns that may have a weight
    MatrixXd points;           ///< donors less the unit before treatment, periods times roots of weights
    HullPoint mixture;
    VectorXd gap; ///< by period
    double pre_rmspe = 0.0;
    double post_rmspe = 0.0;

    [[nodiscard]] double ratio() const {
        if (pre_rmspe > 0.0) {
            return post_rmspe / pre_rmspe;
        }
        return post_rmspe > 0.0 ? std::numeric_limits<double>::infinity() : 0.0;
    }
};

Fit fit_of(const Units& units, Index unit, bool treated_is_donor) {
    Fit fit;
    for (Index j = treated_is_donor ? 0 : 1; j < units.units(); ++j) {
        if (j != unit) {
            fit.donors.push_back(j);
        }
    }
    const MatrixXd away = detail::columns_at(units.outcome, fit.donors).colwise() - units.outcome.col(unit);
    fit.points = units.root_of_weight.asDiagonal() * away.topRows(units.before);
    fit.mixture = detail::nearest_to_zero(fit.points);
    fit.gap = VectorXd::Zero(away.rows());
    for (std::size_t k = 0; k < fit.mixture.corners.size(); ++k) {
        fit.gap -= fit.mixture.weights[static_cast<Index>(k)] * away.col(fit.mixture.corners[k]);
    }
    const auto rmspe = [&](const VectorXd& gaps) {
        const double root = gaps.norm() / std::sqrt(static_cast<double>(gaps.size()));
        return root <= no_gap * units.outcome.cwiseAbs().maxCoeff() ? 0.0 : root;
    };
    fit.pre_rmspe = rmspe(fit.gap.head(units.before));
    fit.post_rmspe = rmspe(fit.gap.tail(units.after()));
    return fit;
}

std::string_view obstacle_of(const Units& units) {
    if (units.number.empty()) {
        return "treated unit not in the panel";
    }
    if (units.before == 0) {
        return "no period before treatment";
    }
    if (units.before == 1) {
        return "one period before treatment only"; // whatever lies among the donors is fitted exactly
    }
    if (units.after() == 0) {
        return "no period after treatment";
    }
    if (units.units() == 1) {
        return "no donor";
    }
    const MatrixXd before = units.outcome.topRows(units.before);
    if (before.rowwise().maxCoeff() == before.rowwise().minCoeff()) {
        return "no variance";
    }
    return {};
}

void add_weights(SyntheticControlResult& result, const Units& units, const Fit& fit) {
    for (std::size_t k = 0; k < fit.mixture.corners.size(); ++k) {
        const Index column = fit.donors[static_cast<std::size_t>(fit.mixture.corners[k])];
        result.weights.push_back(
            {units.number[static_cast<std::size_t>(column)], fit.mixture.weights[static_cast<Index>(k)]});
    }
    std::sort(result.weights.begin(), result.weights.end(),
              [](const DonorWeight& a, const DonorWeight& b) { return a.unit < b.unit; });
    result.weights_unique = detail::is_only_mixture(fit.points, fit.mixture);
}

void add_gaps(SyntheticControlResult& result, const Units& units, const Fit& fit) {
    for (Index t = 0; t < units.outcome.rows(); ++t) {
        const double outcome = units.outcome(t, 0);
        result.gaps.push_back({units.period[static_cast<std::size_t>(t)], t >= units.before, outcome,
                               outcome - fit.gap[t], fit.gap[t]});
    }
    result.estimate = fit.gap.tail(units.after()).mean();
    result.post_rmspe = fit.post_rmspe;
    result.ratio = fit.ratio();
}

void add_placebos(SyntheticControlResult& result, const Units& units, const SyntheticControlOptions& options,
                  RunControl* control) {
    result.placebos.resize(result.donors);
    detail::run_in_parallel(result.donors, control, "placebos", [&](std::size_t k, RunControl* own) {
        StageTicker ticker{own};
        ticker.step(StageTicker::poll_interval);
        const Fit fit = fit_of(units, static_cast<Index>(k) + 1, options.placebos_use_treated);
        const bool fits =
            options.placebo_fit == 0.0 || fit.pre_rmspe <= options.placebo_fit * *result.pre_rmspe;
        result.placebos[k] = {units.number[k + 1], fit.pre_rmspe, fit.post_rmspe, fit.ratio(), fits};
    });
}

void add_p(SyntheticControlResult& result) {
    const double least = *result.ratio * (1.0 - detail::tie_tolerance);
    result.arrangements = 1;
    result.as_extreme = 1;
    for (const SyntheticControlPlacebo& placebo : result.placebos) {
        result.arrangements += placebo.counted ? 1 : 0;
        result.as_extreme += placebo.counted && placebo.ratio >= least ? 1 : 0;
    }
    if (result.arrangements == 1) {
        result.p_reason = "no placebo fits as well before treatment";
    } else if (*result.ratio == 0.0) {
        result.p_reason = "no gap";
    } else {
        const auto all = static_cast<double>(result.arrangements);
        result.p = static_cast<double>(result.as_extreme) / all;
        result.smallest_p = 1.0 / all;
    }
}

SyntheticControlResult refused(SyntheticControlResult result, std::string_view reason) {
    result.status = Status::not_applicable;
    result.reason = reason;
    return result;
}

} // namespace

SyntheticControlResult synthetic_control(const SyntheticControlPanel& panel,
                                         const SyntheticControlOptions& options, RunControl* control) {
    check(panel, options);
    SyntheticControlResult result;
    result.convention = options.placebos_use_treated
                            ? "ratio of RMSPE after and before; the treated unit is a donor of placebos"
                            : "ratio of RMSPE after and before; the treated unit is no donor of placebos";
    if (panel.unit.empty()) {
        return refused(result, "empty");
    }
    const Units units = units_of(panel, options.predictor_weights, result);
    if (const std::string_view obstacle = obstacle_of(units); !obstacle.empty()) {
        return refused(result, obstacle);
    }
    const Fit fit = fit_of(units, 0, false);
    add_weights(result, units, fit);
    result.pre_rmspe = fit.pre_rmspe;
    result.relative_pre_rmspe = fit.pre_rmspe / deviation_before(units);
    if (*result.relative_pre_rmspe > options.poor_fit) {
        return refused(result, "poor fit before treatment");
    }
    add_gaps(result, units, fit);
    if (result.donors == 1 && !options.placebos_use_treated) {
        result.p_reason = "one donor only";
        return result;
    }
    add_placebos(result, units, options, control);
    add_p(result);
    return result;
}

} // namespace samspill
