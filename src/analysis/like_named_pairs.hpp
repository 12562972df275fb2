// Pairs of activities whose names are alike, though what they state differs.
#pragma once

#include "alike_offers.hpp"

#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/core/run_control.hpp>

#include <vector>

namespace samspill::detail {

/// Pairs of different actors with names of at least options.name_likeness whose score is at least
/// options.least_score, in a common month, whose classes do not pair; never a statutory task with anything
/// else. By a, then b. Of more than options.most_listed_alike activities of one name, pairs are looked for
/// with the first only. Exact: no such pair is lost. @throws Cancelled when `control` asks to stop
[[nodiscard]] std::vector<DuplicatePair>
like_named_pairs(const ActorNetwork& network, const AlikeOffers& alike, const ActivitySimilarity& similarity,
                 const DuplicationOptions& options, RunControl* control);

} // namespace samspill::detail
