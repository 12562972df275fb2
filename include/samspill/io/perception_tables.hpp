// Ratings of the work in forums as tables.
#pragma once

#include <samspill/core/table.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/agreement_result.hpp>
#include <samspill/result/perception_result.hpp>

#include <span>
#include <string>
#include <string_view>

namespace samspill {

/// One row a forum, wave and item, with the text of the item in a language where an instrument lists it.
/// `result` must come from `network`, here and below.
[[nodiscard]] Table perception_items(const ActorNetwork& network, const PerceptionResult& result,
                                     std::string_view language = "en");
/// One row a forum, wave and instrument.
[[nodiscard]] Table perception_instruments(const ActorNetwork& network, const PerceptionResult& result);

/// One row an item of agreement(), with its name.
[[nodiscard]] Table agreement_items(const AgreementResult& result, std::span<const std::string> items);
/// One row an item and group, with their names.
[[nodiscard]] Table agreement_groups(const AgreementResult& result, std::span<const std::string> items,
                                     std::span<const std::string> groups);

} // namespace samspill
