// One organisation that was entered as several actors made one actor again.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/model/actor_network.hpp>

#include <span>

namespace samspill {

/// Actor `merged` is the same organisation as `kept`, whose id stays.
struct ActorMerge {
    ActorId merged;
    ActorId kept;

    friend bool operator==(const ActorMerge&, const ActorMerge&) noexcept = default;
};

/// The network in which what belonged to merged actors belongs to those kept: activities, people, seats,
/// ties, units, and the needs they referred. Nobody and no activity gets lost. As in network_edit.hpp, the
/// network equals the one that a builder gives for the changed rows, and findings stay with their rows.
///
/// - Cells of a kept actor stay. Empty ones among name, type, tier, area, languages and organisation_number
///   are filled from the first merged actor that states them, in the order of ids. Its parent stays too; a
///   parent that was merged into it makes way for that one's parent, and so on.
/// - Ties between merged actors, or between them and the kept one, would lead back to their source: they go.
/// - A moved tie or seat that equals another in every cell (also in wave, days, weight, votes) goes.
///
/// No merges give the same network. O(cells of the tables that change + ties log ties).
/// @throws InvalidArgument when an actor is not of the network, merged twice, or both merged and kept;
/// UnusableData when chains of parents would lead back to where they begin
[[nodiscard]] ActorNetwork merged_actors(const ActorNetwork& network, std::span<const ActorMerge> merges);

} // namespace samspill
