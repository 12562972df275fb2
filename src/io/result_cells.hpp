// Private to io: cells that the tables of several results have in common.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::detail {

/// The id that the row has in its table; nothing for Id::none().
template <class Id>
[[nodiscard]] std::optional<std::string_view> id_text(const ActorNetwork& network,
                                                      const std::vector<TermId>& ids, Id id) {
    return id.is_none() ? std::nullopt : std::optional{network.text(ids[id.position()])};
}

/// The ids of rows that exist, in their order.
template <class Id>
[[nodiscard]] std::vector<std::string_view>
id_texts(const ActorNetwork& network, const std::vector<TermId>& ids, const std::vector<Id>& rows) {
    std::vector<std::string_view> texts;
    texts.reserve(rows.size());
    for (const Id row : rows) {
        texts.push_back(network.text(ids[row.position()]));
    }
    return texts;
}

/// The id of an activity that exists.
[[nodiscard]] inline std::string_view activity_id(const ActorNetwork& network, ActivityId activity) {
    return network.text(network.activities().id[activity.position()]);
}

/// One end of an interval; nothing when it is open.
[[nodiscard]] inline std::optional<std::int64_t> bound(bool is_stated, std::int32_t value) {
    return is_stated ? std::optional{std::int64_t{value}} : std::nullopt;
}

/// YYYY-MM-DD; nothing for an unknown day.
[[nodiscard]] inline std::optional<std::string> day_text(Date day) {
    return day.is_known() ? std::optional{day.to_string()} : std::nullopt;
}

/// A position as people count, from 1.
[[nodiscard]] constexpr std::int64_t number_of(std::size_t position) noexcept {
    return static_cast<std::int64_t>(position) + 1;
}

} // namespace samspill::detail
