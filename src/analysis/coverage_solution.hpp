// Private to analysis: what the allocations of a coverage model say, before it is put into rows and sums.
#pragma once

#include <samspill/analysis/coverage.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/result/coverage_result.hpp>

#include <cstdint>
#include <vector>

namespace samspill::detail {

/// People served in one reading of what the tables leave open.
struct ServedPeople {
    Reading reading;
    std::int64_t nominal = 0; ///< over all offers that fit, with the same seats
    std::int64_t known = 0;   ///< over offers that entry points find
};

struct CoverageSolution {
    std::vector<ShareInterval> covered; ///< nominal, of each need class
    std::vector<ShareInterval> known;   ///< of each referral, over all readings
    std::vector<ServedPeople> served;   ///< one a reading; the first covers least people, the last most
    std::vector<ReachBeyond> least;     ///< of each referral, in the first reading (methods M4.3)
    std::vector<ReachBeyond> most;      ///< in the last
};

/// Referrals about which an earlier coverage says all there is to say: needs, offers and everything that
/// hangs together with them are as before, so their shares, losses and obstacles are too.
struct KeptReferrals {
    static constexpr std::uint32_t touched = 0xFFFF'FFFFU;

    const CoverageModel& model; ///< the earlier one
    const CoverageResult& coverage;
    bool losses = true; ///< false when the losses of the earlier coverage are about other stages
    std::vector<std::uint32_t> before; ///< number of each referral in the earlier model, or `touched`
};

/// Solves all readings; with `kept` only what is touched. Needs that hang together must be kept together.
/// @throws as coverage()
[[nodiscard]] CoverageSolution solve_coverage(const CoverageModel& model, const StageOrder& order,
                                              RunControl* control, const KeptReferrals* kept = nullptr);

/// The result that a solution of the model gives.
[[nodiscard]] CoverageResult coverage_from(const CoverageModel& model, const CoverageOptions& options,
                                           CoverageSolution solution, RunControl* control);

} // namespace samspill::detail
