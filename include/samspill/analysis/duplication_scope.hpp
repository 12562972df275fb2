// Where do duplicates lie: across departments, across sectors, or across municipalities?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplication_result.hpp>
#include <samspill/result/duplication_scope.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// Which areas are municipalities. At most one of the two may be given. Without either: when one area lies in
/// no other, that is a region and the areas directly inside it are municipalities (it is one itself when
/// there are none); when several lie in no other, those are. A study of one municipality whose districts are
/// areas therefore states municipality_depth = 0.
struct DuplicationScopeOptions {
    std::optional<std::int32_t> municipality_depth{}; ///< 0: areas that lie in no other, 1: those in them, …
    std::vector<std::string> municipalities{};        ///< ids of areas; none may lie in another
};

/// Says for every pair and cluster of `duplication` where it lies. The place of an activity is the area of
/// its actor, else of the nearest actor above it that states one, else its own areas when all lie in one
/// municipality; its municipality is the one that its place is or lies in. The first rule that holds for the
/// actors A and B of a pair decides:
/// 1. both municipalities are known and differ: `between_municipalities`;
/// 2. both have the same top actor: within a municipal one `within_department` when they share the unit
///    directly below the top, else `between_departments`; within any other `within_organisation`;
/// 3. one is seated in an area around municipalities: `above_municipality`;
/// 4. both are in one municipality: of different sectors `between_sectors_of_municipality`, both municipal
///    `between_departments` (a municipality is one organisation, whether or not its units state it), else
///    `within_sector_of_municipality`;
/// 5. `unknown`.
/// A cluster has the widest scope of its pairs, of which all count, also those that are not listed. Surplus
/// is summed by scope, by the sectors of two actors, and by former units. Without pairs everything but the
/// settings is empty or 0.
/// @param duplication a result of duplication() on this network
/// @throws InvalidArgument when `duplication` comes from another network, for a negative depth, when both
/// options are given, or when one named municipality lies in another; NotFound for an id that is no area;
/// Cancelled when `control` asks to stop
/// O(areas + actors + activities + pairs * log kinds of pairs + kinds of pairs of each cluster + needs of
/// surplus clusters * log n).
[[nodiscard]] DuplicationScopeResult duplication_scope(const ActorNetwork& network,
                                                       const DuplicationResult& duplication,
                                                       const DuplicationScopeOptions& options = {},
                                                       RunControl* control = nullptr);

} // namespace samspill
