// An ActorNetwork back as tables, in the columns it was read from.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>

#include <span>

namespace samspill {

/// The rows of one input table, sorted by id (ties and seats by their references), in the columns of its
/// schema. Reading them again gives the same network. O(cells).
[[nodiscard]] Table network_table(const ActorNetwork& network, TableName table);

/// Findings as a table: severity, code, file, table, row, column, message, hint. A row of 0 is null.
[[nodiscard]] Table findings_table(std::span<const Finding> findings);

} // namespace samspill
