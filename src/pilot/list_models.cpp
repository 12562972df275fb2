#include <samspill/pilot/capture_recapture.hpp>

#include <samspill/core/numeric.hpp>

#include "core/beta_function.hpp"
#include "pilot/capture_limits.hpp"
#include "pilot/columns.hpp"
#include "pilot/log_linear.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace samspill {
namespace {

using detail::CountFit;

/// Pairs of lists, each a bit of the sets of dependent pairs.
std::vector<ListPair> pairs_of(std::size_t lists) {
    std::vector<ListPair> pairs;
    for (std::uint32_t first = 0; first < lists; ++first) {
        for (std::uint32_t second = first + 1; second < lists; ++second) {
            pairs.push_back({first, second});
        }
    }
    return pairs;
}

bool is_on(std::size_t history, std::uint32_t list) { return (history >> list & 1U) != 0; }

/// The constant, one column a list and one a dependent pair. The constant is the logarithm of those on none.
Eigen::MatrixXd design_of(std::size_t lists, const std::vector<ListPair>& dependent) {
    const std::size_t cells = (std::size_t{1} << lists) - 1;
    Eigen::MatrixXd design = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(cells),
                                                   static_cast<Eigen::Index>(1 + lists + dependent.size()));
    for (std::size_t history = 1; history <= cells; ++history) {
        const auto row = static_cast<Eigen::Index>(history - 1);
        Eigen::Index column = 0;
        design(row, column++) = 1.0;
        for (std::uint32_t list = 0; list < lists; ++list) {
            design(row, column++) = is_on(history, list) ? 1.0 : 0.0;
        }
        for (const ListPair& pair : dependent) {
            design(row, column++) = is_on(history, pair.first) && is_on(history, pair.second) ? 1.0 : 0.0;
        }
    }
    return design;
}

/// Minus twice the log likelihood of a model that fits every cell.
double saturated_deviance(const Eigen::VectorXd& count) {
    CompensatedSum sum;
    for (const double y : count) {
        if (y > 0.0) {
            sum.add(2.0 * (y - y * natural_log(y) + detail::log_gamma(y + 1.0)));
        }
    }
    return sum.value();
}

ListModel model_of(const Eigen::VectorXd& count, std::size_t lists, std::vector<ListPair> dependent,
                   double level) {
    ListModel model;
    model.parameters = 1 + lists + dependent.size();
    model.estimate.estimator = "log-linear";
    const CountFit fit = detail::fit_counts({.design = design_of(lists, dependent),
                                             .count = count,
                                             .size = Eigen::VectorXd::Ones(count.size()),
                                             .model = CountModel::poisson});
    model.dependent = std::move(dependent);
    if (!fit.obstacle.empty()) {
        model.estimate.status = Status::not_applicable;
        model.estimate.reason = "no finite estimate: cells without people";
        return model;
    }
    model.deviance = std::max(0.0, fit.deviance);
    model.aic = 2.0 * static_cast<double>(model.parameters) + *model.deviance + saturated_deviance(count);
    const double unseen = detail::mean_of_link(fit.coefficients[0], CountModel::poisson);
    const double variance = unseen + unseen * unseen * fit.covariance(0, 0);
    detail::add_unseen(model.estimate, count.sum(), unseen, variance, level);
    return model;
}

/// AIC up to rounding, then the simpler model, then pairs.
void sort_by_aic(std::vector<ListModel>& models) {
    const auto key = [](const ListModel& model) {
        const double aic = model.aic ? std::round(*model.aic * 1e8) : 0.0;
        return std::tuple{!model.aic.has_value(), aic, model.parameters};
    };
    std::stable_sort(models.begin(), models.end(),
                     [&](const ListModel& a, const ListModel& b) { return key(a) < key(b); });
}

} // namespace

ListModelsResult list_models(std::span<const std::int64_t> people_by_history, const CaptureOptions& options) {
    detail::require_capture(options, people_by_history);
    ListModelsResult result;
    result.lists = people_by_history.size() == 7 ? 3 : people_by_history.size() == 15 ? 4 : 5;
    detail::require(people_by_history.size() + 1 == std::size_t{1} << result.lists,
                    "people_by_history must have 7, 15 or 31 entries");
    result.caveat = "models that fit alike may differ in the unseen; the choice is not in the limits";
    result.level = options.level;
    result.cells = detail::told_cells(people_by_history, options.smallest_cell);
    if (std::all_of(people_by_history.begin(), people_by_history.end(), [](auto n) { return n == 0; })) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    Eigen::VectorXd count(static_cast<Eigen::Index>(people_by_history.size()));
    std::transform(people_by_history.begin(), people_by_history.end(), count.begin(),
                   [](std::int64_t n) { return static_cast<double>(n); });
    const std::vector<ListPair> pairs = pairs_of(result.lists);
    for (std::size_t set = 0; set < std::size_t{1} << pairs.size(); ++set) {
        std::vector<ListPair> dependent;
        for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
            if ((set >> pair & 1U) != 0) {
                dependent.push_back(pairs[pair]);
            }
        }
        result.models.push_back(model_of(count, result.lists, std::move(dependent), options.level));
    }
    sort_by_aic(result.models);
    if (result.models.front().aic) {
        result.chosen = 0;
    } else {
        result.status = Status::not_applicable;
        result.reason = "no model has a finite estimate";
    }
    return result;
}

} // namespace samspill
