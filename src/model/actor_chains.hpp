// Private to the library: the actors above an actor, by the column parent.
#pragma once

#include <samspill/model/actor.hpp>

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace samspill {

/// Stands for no parent.
inline constexpr std::uint32_t no_parent_row = std::numeric_limits<std::uint32_t>::max();

/// The parent row of each actor. O(n).
[[nodiscard]] std::vector<std::uint32_t> parent_rows(const ActorColumns& actors);

/// Every row once, each after its parent; where parents form a circle, one row of it comes before its parent.
/// O(n).
[[nodiscard]] std::vector<std::uint32_t> parents_first(std::span<const std::uint32_t> parents);

/// The last row of each chain of parents; one and the same of the circle for all whose chain ends in one.
/// O(n).
[[nodiscard]] std::vector<std::uint32_t> houses(std::span<const std::uint32_t> parents);

/// The topmost actor of each actor's chain of parents. O(n).
[[nodiscard]] std::vector<std::uint32_t> houses_of(const ActorColumns& actors);

} // namespace samspill
