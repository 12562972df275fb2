// By what the people and actors of a forum are grouped.
#pragma once

#include <samspill/model/vocabulary.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace samspill {

/// `sector`, `area` and `former_unit` are those of the actor that a seat is held for, `tier` and `membership`
/// those of the person, `language` the person's or, where none is stated, the actor's. Memberships and
/// languages may be several at a time, or none.
enum class GroupAttribute : std::uint8_t { sector, tier, membership, language, area, former_unit };

template <>
struct Vocabulary<GroupAttribute> {
    static constexpr std::array<std::string_view, 6> names{"sector",   "tier", "membership",
                                                           "language", "area", "former_unit"};
};

} // namespace samspill
