// How often would so large an effect come out if the clusters' residuals had other signs?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/pilot/clustered_regression.hpp>
#include <samspill/result/wild_bootstrap_result.hpp>

#include <cstddef>
#include <cstdint>

namespace samspill {

/// What the residuals of a cluster are multiplied by. `rademacher`: 1 or -1; `webb`: one of ±√½, ±1, ±√(3/2),
/// which leaves enough arrangements for few clusters (Webb 2023).
enum class WildWeights : std::uint8_t { rademacher, webb };

struct WildBootstrapOptions {
    std::size_t coefficient = 0; ///< column of the regressors that is asked about
    double null_value = 0.0;     ///< what it is tested against, in units of the outcome
    WildWeights weights = WildWeights::rademacher;
    /// Residuals of the fit that holds the coefficient at the null value (WCR), or of the free fit (WCU).
    bool null_imposed = true;
    bool jackknife_variance = false; ///< t statistics with CV3 instead of CR1
    bool jackknife_scores = false;   ///< residuals enlarged by what the fit took from them
    /// Vectors of weights drawn; when there are no more than so many, all are counted instead.
    std::int64_t replicates = 99'999;
    std::uint64_t seed = 1;
    /// Limits by inversion: the furthest null values that a search finds with a p of at least 1 - level;
    /// null_value is between them when it has one. Only with the null imposed.
    bool limits = true;
    double level = 0.95;
};

/// Wild cluster bootstrap of one coefficient (methods M3.5; Cameron, Gelbach & Miller 2008; Roodman et al.
/// 2019; MacKinnon, Nielsen & Webb 2023). Arrangements with |t*| >= |t| count as extreme up to a relative
/// 1e-9: strict comparison, as other programs have it, gives p = 0 where only the observed signs reach t.
/// Drawn replicates count themselves: p = (1 + extreme) / (1 + replicates).
///
/// Not applicable: as cluster_robust(), and without residuals (`no variance`). A limit is left out with a
/// reason when no null value is rejected on its side, as always when smallest_p is above 1 - level.
/// The same for any order of the rows and any number of threads.
/// O(rows · (k² + log rows) + replicates · clusters · k), k the regressors; memory 40 bytes a replicate for
/// the limits. @throws InvalidArgument as cluster_robust(), and for less than 1 or more than 2^31 replicates;
/// Cancelled when `control` asks to stop
[[nodiscard]] WildBootstrapResult wild_cluster_bootstrap(const ClusteredRegression& regression,
                                                         const WildBootstrapOptions& options = {},
                                                         RunControl* control = nullptr);

} // namespace samspill
