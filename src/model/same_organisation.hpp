// Private to the model: actors that have one organisation number though nobody says they belong together.
#pragma once

#include <samspill/core/string_pool.hpp>
#include <samspill/model/actor.hpp>

#include "table_rules.hpp"

#include <cstdint>
#include <vector>

namespace samspill {

/// Reports every actor whose valid organisation number an actor of another house has too; actors are of one
/// house when their chains of parents end at the same actor. O(n log n).
void check_same_organisations(const StudyCheck& study);

/// The rows that the rule reports among the actors of a network, ascending. `texts` has their terms.
[[nodiscard]] std::vector<std::uint32_t> rows_of_same_organisations(const ActorColumns& actors,
                                                                    const StringPool& texts);

void report_same_organisation(RowCheck& actor);

} // namespace samspill
