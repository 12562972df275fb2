#include <samspill/pilot/non_inferiority.hpp>

#include "core/student_t.hpp"
#include "pilot/columns.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace samspill {
namespace {

using detail::require;

NonInferiorityResult begun(const NonInferiorityOptions& options) {
    require(std::isfinite(options.margin), "margin must be finite");
    detail::require_level(options.level);
    NonInferiorityResult result;
    result.caveat = "that no rise was found is no evidence of no burden: the upper limit tells";
    result.margin = options.margin;
    result.level = options.level;
    return result;
}

NonInferiorityResult refused(NonInferiorityResult result, Status status, std::string_view reason) {
    result.status = status;
    result.reason = reason;
    return result;
}

} // namespace

NonInferiorityResult burden_non_inferiority(const BurdenRise& rise, const NonInferiorityOptions& options) {
    NonInferiorityResult result = begun(options);
    require(!rise.estimate || std::isfinite(*rise.estimate), "estimate must be finite");
    require(!rise.se || (std::isfinite(*rise.se) && *rise.se >= 0.0), "se must be finite and not below 0");
    require(rise.degrees_of_freedom > 0.0, "degrees_of_freedom must be above 0");
    if (!rise.estimate) {
        return refused(result, Status::unknown, "no estimate");
    }
    result.estimate = rise.estimate;
    if (!rise.se || *rise.se == 0.0) {
        return refused(result, Status::not_applicable, "no variance");
    }
    result.se = rise.se;
    result.degrees_of_freedom = rise.degrees_of_freedom;
    result.t = (*rise.estimate - options.margin) / *rise.se;
    result.p = detail::student_upper_tail(-*result.t, rise.degrees_of_freedom);
    result.upper = *rise.estimate + *rise.se * detail::student_quantile_of_upper_tail(
                                                   1.0 - options.level, rise.degrees_of_freedom);
    result.is_non_inferior = *result.upper < options.margin;
    return result;
}

NonInferiorityResult burden_non_inferiority(std::span<const double> changes,
                                            const NonInferiorityOptions& options) {
    NonInferiorityResult result = begun(options);
    detail::require_finite(changes, "changes must be finite");
    if (changes.empty()) {
        return refused(result, Status::not_applicable, "empty");
    }
    const auto n = static_cast<double>(changes.size());
    const double mean = detail::ordered_sum({changes.begin(), changes.end()}) / n;
    result.estimate = mean;
    if (changes.size() < 2) {
        return refused(result, Status::not_applicable, "fewer than two changes");
    }
    if (std::all_of(changes.begin(), changes.end(), [&](double x) { return x == changes.front(); })) {
        return refused(result, Status::not_applicable, "no variance");
    }
    std::vector<double> squares;
    squares.reserve(changes.size());
    for (const double change : changes) {
        squares.push_back((change - mean) * (change - mean));
    }
    const double se = std::sqrt(detail::ordered_sum(std::move(squares)) / (n - 1.0) / n);
    return burden_non_inferiority(BurdenRise{.estimate = mean, .se = se, .degrees_of_freedom = n - 1.0},
                                  options);
}

} // namespace samspill
