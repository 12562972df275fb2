// All arrangements of group labels over spells, or a sample of them.
#pragma once

#include "log_rank_table.hpp"

#include <samspill/analysis/log_rank.hpp>

namespace samspill::detail {

/// Fills in everything that depends on arrangements, for a test that has its statistic. @throws Cancelled
void permute(const LogRankTable& table, const PermutationOptions& options, RunControl* control,
             PermutationTest& test);

} // namespace samspill::detail
