// An effect with standard errors that allow for dependence inside clusters, such as municipalities.
#pragma once

#include <samspill/model/vocabulary.hpp>
#include <samspill/result/measure.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// How the variance of a coefficient is made from the residuals of clusters (methods M3.4). With G clusters,
/// N rows and k regressors, and H_g what the fit takes from the residuals of a cluster itself:
enum class ClusterVariance : std::uint8_t {
    cr0,  ///< residuals as they are
    cr1,  ///< CR0 times G / (G - 1)
    cr1s, ///< CR0 times G (N - 1) / ((G - 1)(N - k)), as Stata
    cr2,  ///< residuals times (I - H_g)^(-1/2): unbiased when rows are independent (Bell & McCaffrey 2002)
    cr3,  ///< residuals times (I - H_g)^(-1)
    cv3,  ///< CR3 times (G - 1) / G: the jackknife that leaves out one cluster at a time
};

template <>
struct Vocabulary<ClusterVariance> {
    static constexpr std::array<std::string_view, 6> names{"cr0", "cr1", "cr1s", "cr2", "cr3", "cv3"};
};

/// One variance of the estimate and what follows from it.
struct ClusterRobustError {
    ClusterVariance variance = ClusterVariance::cr2;
    Status status = Status::ok;
    std::string_view reason;                  ///< a literal; empty when there is nothing to explain
    std::optional<double> se;                 ///< in the unit of the estimate
    std::optional<double> degrees_of_freedom; ///< Satterthwaite's, for rows that are independent
    std::optional<double> t;                  ///< (estimate - null value) / se
    std::optional<double> p;                  ///< two-sided, Student's t with these degrees of freedom
    std::optional<double> low;                ///< limits at ClusterRobustResult::level
    std::optional<double> high;
};

/// Result of cluster_robust().
struct ClusterRobustResult {
    std::string_view method = "M3.4";
    Status status = Status::ok;
    std::string_view reason; ///< why there is no estimate; a literal
    std::size_t rows = 0;
    std::size_t clusters = 0;
    std::size_t regressors = 0;
    double null_value = 0.0;
    double level = 0.0;
    std::optional<double> estimate;         ///< of the coefficient, in units of the outcome
    std::vector<ClusterRobustError> errors; ///< one for each ClusterVariance, in its order
};

} // namespace samspill
