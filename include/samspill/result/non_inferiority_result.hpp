// Whether a rise of burden stays below what was agreed to be bearable.
#pragma once

#include <samspill/result/measure.hpp>

#include <optional>
#include <string_view>

namespace samspill {

/// Result of burden_non_inferiority(). A rise that is "not significant" is no evidence of no burden: read the
/// upper limit against the margin.
struct NonInferiorityResult {
    std::string_view method = "M3.13";
    std::string_view caveat; ///< what must stand beside the verdict; a literal
    Status status = Status::ok;
    std::string_view reason;        ///< a literal; empty when there is nothing to explain
    double margin = 0.0;            ///< smallest rise that is too much, in the unit of the burden
    double level = 0.0;             ///< of the upper limit
    std::optional<double> estimate; ///< mean rise
    std::optional<double> se;
    std::optional<double> degrees_of_freedom;
    std::optional<double> t;             ///< (estimate - margin) / se
    std::optional<double> p;             ///< of a rise of the margin or more, one-sided
    std::optional<double> upper;         ///< upper limit of the rise
    std::optional<bool> is_non_inferior; ///< the upper limit is below the margin
};

} // namespace samspill
