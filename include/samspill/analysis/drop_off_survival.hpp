// Do some groups stop coming sooner than others? Curves and tests from the spells of drop_off().
#pragma once

#include <samspill/analysis/permutation_options.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/result/drop_off_result.hpp>
#include <samspill/result/drop_off_survival.hpp>

#include <optional>

namespace samspill {

struct DropOffSurvivalOptions {
    double level = 0.95; ///< of the limits of curves
    /// Unset: no permutation tests. For small forums they are the ones to read.
    std::optional<PermutationOptions> permutation = PermutationOptions{};
};

/// For each forum with spells, and for all forums together, per group a Kaplan-Meier curve of the time until
/// the drop-off and the mean number of absences, and tests whether groups stay equally long: log-rank, Gehan,
/// Tarone-Ware and Peto-Peto, each by permutation as well (methods M1.10). Over all forums the tests are
/// stratified by forum. Holders in several groups, or of unknown group, are left out.
/// @throws InvalidArgument for a level outside (0, 1), and as log_rank_permutation_test; Cancelled
/// O(n log n) in spells and absences, and the permutations.
[[nodiscard]] DropOffSurvival drop_off_survival(const DropOffResult& result,
                                                const DropOffSurvivalOptions& options = {},
                                                RunControl* control = nullptr);

} // namespace samspill
