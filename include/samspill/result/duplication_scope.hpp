// Where duplicates lie: inside a municipality's departments, between its sectors, between municipalities.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/result/surplus_sums.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What two actors with the same offer have in common, from the nearest to the widest.
enum class DuplicationScope : std::uint8_t {
    within_department,               ///< units of one department of a municipal organisation
    between_departments,             ///< different departments of one municipality
    within_organisation,             ///< units of one organisation that is not municipal
    within_sector_of_municipality,   ///< organisations of one sector, not municipal, in one municipality
    between_sectors_of_municipality, ///< actors of different sectors in one municipality
    between_municipalities,          ///< actors of different municipalities
    above_municipality, ///< an actor is seated in an area around municipalities, such as a region
    unknown,            ///< neither a common organisation nor two municipalities are stated
};
[[nodiscard]] std::string_view to_string(DuplicationScope scope) noexcept;
inline constexpr std::size_t duplication_scopes = 8;

/// What the place of an activity's actor was read from.
enum class PlaceSource : std::uint8_t {
    actor,          ///< the area of the actor
    parent_actor,   ///< the area of the nearest actor above it that states one
    activity_areas, ///< no actor states one; the areas of the activity all lie in one municipality
    none,
};
[[nodiscard]] std::string_view to_string(PlaceSource source) noexcept;

/// Who offers an activity, and from where: the evidence behind a scope.
struct ActivitySetting {
    ActorId top;         ///< the outermost actor above its actor; the actor itself without a parent
    ActorId department;  ///< of the actor and those above it, the one directly below the top; none for a top
    AreaId municipality; ///< none when not stated, or when the place holds or lies outside municipalities
    TermId former_unit;  ///< of the place, or of the nearest area around it that states one
    PlaceSource source = PlaceSource::none;
    bool above_municipality = false; ///< the place holds municipalities

    friend bool operator==(const ActivitySetting&, const ActivitySetting&) = default;
};

struct PairScope {
    DuplicationScope scope = DuplicationScope::unknown;
    ActorId common_actor; ///< the department or the top that both belong to; none when they share none

    friend bool operator==(const PairScope&, const PairScope&) = default;
};

struct ClusterScope {
    /// The widest scope among its pairs; one of unknown scope could be wider. `unknown` when all are.
    DuplicationScope scope = DuplicationScope::unknown;
    std::array<std::int64_t, duplication_scopes>
        pairs{}; ///< pairs of its activities, listed or not, by scope

    friend bool operator==(const ClusterScope&, const ClusterScope&) = default;
};

/// Pairs and clusters that have something in common.
struct ScopeSums {
    std::int64_t pairs = 0; ///< all inside clusters, and the listed ones that lie across clusters
    std::int64_t clusters = 0;
    SurplusSums surplus; ///< clusters of verdict `surplus`
    SurplusSums backup;  ///< clusters of verdict `backup`

    friend bool operator==(const ScopeSums&, const ScopeSums&) = default;
};

/// Sums over the pairs whose actors have these two values (first <= second), and over the clusters that hold
/// such a pair. A cluster of several kinds of pairs counts in each, so that rows do not add up.
template <class Value>
struct PairedSums {
    Value first;
    Value second;
    ScopeSums sums;
};

/// Result of duplication_scope(). Ids are those of the network, positions those of the DuplicationResult that
/// it was computed from.
struct DuplicationScopeResult {
    Provenance provenance;
    std::vector<AreaId> municipalities;    ///< the areas taken for municipalities, ascending
    std::vector<ActivitySetting> settings; ///< by ActivityId
    std::vector<PairScope> pairs;          ///< as DuplicationResult::pairs
    std::vector<ClusterScope> clusters;    ///< as DuplicationResult::clusters
    /// By scope. Each cluster counts in one row, so that clusters and seats add up; people need not, because
    /// clusters of different rows may serve the same need.
    std::array<ScopeSums, duplication_scopes> by_scope{};
    std::vector<PairedSums<std::uint8_t>> by_sectors; ///< values of Sector; those that occur, in order
    std::vector<PairedSums<TermId>> by_former_units;  ///< where both state one; those that occur, in order
};

} // namespace samspill
