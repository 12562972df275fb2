// Which activities state the same in everything that pairs are judged by, months and ages apart.
#pragma once

#include <samspill/model/actor_network.hpp>

#include "../detail/statutory.hpp"
#include "../graph/row_classes.hpp"

#include <algorithm>
#include <cstdint>

namespace samspill::detail {

[[nodiscard]] inline RowHash profile_hash(const ActorNetwork& network, std::uint32_t row) {
    const ActivityColumns& offers = network.activities();
    return RowHash{}
        .add(static_cast<std::uint64_t>(offers.kind[row]))
        .add(is_statutory(offers, ActivityId{row}) ? 1U : 0U)
        .add(std::uint64_t{offers.theme[row].value()})
        .add_list(offers.target_groups[row])
        .add_list(offers.areas[row])
        .add_list(offers.languages[row]);
}

[[nodiscard]] inline bool equal_profiles(const ActorNetwork& network, std::uint32_t a, std::uint32_t b) {
    const ActivityColumns& offers = network.activities();
    const auto same_list = [a, b](const auto& column) {
        return std::equal(column[a].begin(), column[a].end(), column[b].begin(), column[b].end());
    };
    return offers.kind[a] == offers.kind[b] &&
           is_statutory(offers, ActivityId{a}) == is_statutory(offers, ActivityId{b}) &&
           offers.theme[a] == offers.theme[b] && same_list(offers.target_groups) && same_list(offers.areas) &&
           same_list(offers.languages);
}

} // namespace samspill::detail
