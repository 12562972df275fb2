// Private to analysis: what a forum's terms of reference say, and how evidence is named.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/forum_rules_result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace samspill::detail {

/// "seats: actor / person", by ids.
[[nodiscard]] std::string seat_evidence(const ActorNetwork& network, std::uint32_t seat);
/// "forums: forum / column".
[[nodiscard]] std::string forum_evidence(const ActorNetwork& network, ForumId forum, std::string_view column);

[[nodiscard]] bool is_involvement_stated(const ActorNetwork& network, ForumId forum);

[[nodiscard]] ForumFactValue mandate_stated(const ActorNetwork& network, ForumId forum);
[[nodiscard]] ForumFactValue end_stated(const ActorNetwork& network, ForumId forum);
[[nodiscard]] ForumFactValue terms_stated(const ActorNetwork& network, ForumId forum);
/// `today` may be unknown.
[[nodiscard]] ForumFactValue terms_age(const ActorNetwork& network, ForumId forum, Date today);
/// `seats`: rows of the forum's seats.
[[nodiscard]] ForumFactValue competences_missing(const ActorNetwork& network, ForumId forum,
                                                 std::span<const std::uint32_t> seats);

} // namespace samspill::detail
