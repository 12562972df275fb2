// Private to the model: what makes two networks equal, in 64 bits.
#pragma once

#include <samspill/model/actor_network.hpp>

#include <cstdint>

namespace samspill {

/// Digest of every table. Terms count by their texts and references by the position of what they name, so
/// it depends neither on texts that no table uses nor on how they are numbered. O(cells).
[[nodiscard]] std::uint64_t network_digest(const NetworkParts& parts) noexcept;

} // namespace samspill
