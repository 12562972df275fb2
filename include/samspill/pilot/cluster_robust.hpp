// How sure is an effect when rows of one municipality are alike?
#pragma once

#include <samspill/pilot/clustered_regression.hpp>
#include <samspill/result/cluster_robust_result.hpp>

#include <cstddef>

namespace samspill {

struct ClusterRobustOptions {
    std::size_t coefficient = 0; ///< column of the regressors that is asked about
    double null_value = 0.0;     ///< what the coefficient is tested against, in units of the outcome
    double level = 0.95;         ///< of the limits
};

/// Least squares with the cluster-robust variances CR0 to CR3 and CV3 of one coefficient and Satterthwaite's
/// degrees of freedom (methods M3.4; Bell & McCaffrey 2002; Pustejovsky & Tipton 2018; MacKinnon, Nielsen &
/// Webb 2023). Where a cluster alone determines some combination of coefficients, I - H_g is singular: CR2
/// uses the pseudo-inverse and says so, CR3 and CV3 are `not_applicable`. Partial out dummies of clusters
/// before the call: with them in, that is so for every cluster.
///
/// Not applicable as a whole: no rows (`empty`), no more rows than regressors, one cluster, regressors that
/// are collinear. Without any residual there is no t and no p (`no variance`).
/// The same bits for any order of the rows. O(rows · (k² + log rows) + clusters · k³), k the regressors.
/// @throws InvalidArgument for columns of different length, numbers that are not finite, weights that are not
/// above 0, a coefficient that is no column, a level outside (0, 1)
[[nodiscard]] ClusterRobustResult cluster_robust(const ClusteredRegression& regression,
                                                 const ClusterRobustOptions& options = {});

} // namespace samspill
