// Results as tables: named columns with units, ids as texts. What data frames, CSV and the report are made
// of.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/representation_result.hpp>

namespace samspill {

/// One row a need, in the order of ids: its attributes, covered people and gap (null where unknown, with both
/// ends of the interval in the columns *_low and *_high), the first obstacle, and flags.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table coverage_needs(const ActorNetwork& network, const CoverageResult& result);
/// The same columns for needs whose gap may be above 0: statutory needs first, then the largest gap, then by
/// id. Needs of unknown size are not among them.
[[nodiscard]] Table coverage_gaps(const ActorNetwork& network, const CoverageResult& result);
/// One row a theme: sums over its needs.
[[nodiscard]] Table coverage_by_theme(const ActorNetwork& network, const CoverageResult& result);
/// One row for each theme and month shown.
[[nodiscard]] Table coverage_by_theme_month(const ActorNetwork& network, const CoverageResult& result);

/// One row a forum: seats, measures of balance, and exact tests with the smallest p each can attain.
[[nodiscard]] Table representation_forums(const ActorNetwork& network, const RepresentationResult& result);
/// One row a forum and sector.
[[nodiscard]] Table representation_sectors(const ActorNetwork& network, const RepresentationResult& result);
/// The same for all forums together: one row without a forum, and one a sector.
[[nodiscard]] Table representation_all(const ActorNetwork& network, const RepresentationResult& result);
[[nodiscard]] Table representation_all_sectors(const ActorNetwork& network,
                                               const RepresentationResult& result);

} // namespace samspill
