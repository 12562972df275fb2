// Pathways as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/result/pathway_funnel_result.hpp>

#include <span>
#include <string>

namespace samspill {

/// Names of groups and stages by their numbers; every number of the result must have one, here and below.
struct PathwayNames {
    std::span<const std::string> groups;
    std::span<const std::string> stages;
};

/// One row a group and stage: counts, conversion with exact limits.
[[nodiscard]] Table pathway_conversions(const PathwayFunnelResult& result, const PathwayNames& names);
/// One row a group: the product of its conversions.
[[nodiscard]] Table pathway_products(const PathwayFunnelResult& result, const PathwayNames& names);
/// One row a stage and two groups: difference and exact test.
[[nodiscard]] Table pathway_comparisons(const PathwayFunnelResult& result, const PathwayNames& names);
/// One row a group, stage and time at which somebody passed.
[[nodiscard]] Table pathway_times(const PathwayFunnelResult& result, const PathwayNames& names);

} // namespace samspill
