// How long people stay in forums, as durations for survival analysis.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// How a spell ended. `silent`: no attendance in as many recorded meetings as the options ask for;
/// `resigned`: the seat says so; the others are censored: `active` at the last recorded meeting,
/// `unconfirmed`: silent in too few meetings, `seat_ended`: the seat ended before silence was confirmed.
enum class SpellEnd : std::uint8_t { silent, resigned, active, unconfirmed, seat_ended };

[[nodiscard]] constexpr std::string_view to_string(SpellEnd end) noexcept {
    switch (end) {
    case SpellEnd::silent:
        return "silent";
    case SpellEnd::resigned:
        return "resigned";
    case SpellEnd::active:
        return "active";
    case SpellEnd::unconfirmed:
        return "unconfirmed";
    case SpellEnd::seat_ended:
        return "seat_ended";
    }
    return {};
}

/// One holder of seats in one forum, from the first meeting with a seat to the last attended.
struct AttendanceSpell {
    ForumId forum;
    ActorId actor;
    PersonId person;           ///< none where the seat names no person
    std::uint32_t group = 0;   ///< position in DropOffResult::groups, or no_group
    std::int64_t duration = 0; ///< meetings or days up to the last attended meeting; 0 for none
    SpellEnd end = SpellEnd::active;
    std::int64_t recorded = 0; ///< meetings with a list while the seat was held
    bool in_several = false;   ///< the holder has a spell in other groups too

    static constexpr std::uint32_t no_group = ~0U;

    /// True for a drop-off, false for a censored spell.
    [[nodiscard]] bool is_event() const noexcept {
        return end == SpellEnd::silent || end == SpellEnd::resigned;
    }
};

/// Durations, events and groups of spells as survival functions take them.
struct SurvivalVectors {
    std::vector<double> durations;
    std::vector<std::uint8_t> events; ///< 1 for a drop-off, 0 for a censored spell
    std::vector<std::uint32_t> groups;
};

/// Result of drop_off(). Ids are those of the network it was computed from.
struct DropOffResult {
    Provenance provenance;
    std::string_view unit;           ///< of durations: "meetings" or "days"
    std::vector<std::string> groups; ///< values of the attribute, in their order
    /// By forum, people by id, actors by id, group. Somebody in several groups has a spell in each: good for
    /// the curve of one group, but groups that share members must not be tested against each other.
    std::vector<AttendanceSpell> spells;
    /// For each spell the times of missed meetings since the first meeting with a seat, ascending, up to the
    /// end of observation: recurrent events.
    ListColumn<std::int64_t> absences;
    std::vector<std::int64_t> observed; ///< for each spell the time of its last recorded meeting
    std::int64_t unobserved = 0;        ///< holders without any recorded meeting; they have no spell

    // Holders with spells, by how many groups they belong to.
    std::int64_t in_one = 0; ///< those that vectors() gives
    std::int64_t in_several = 0;
    std::int64_t in_unknown = 0; ///< in none, or nobody stated it

    /// Spells for comparing groups: those of holders in exactly one group; of one forum, unless `forum` is
    /// none. O(spells).
    [[nodiscard]] SurvivalVectors vectors(ForumId forum = ForumId::none()) const {
        SurvivalVectors made;
        for (const AttendanceSpell& spell : spells) {
            const bool compared = spell.group != AttendanceSpell::no_group && !spell.in_several;
            if (compared && (forum.is_none() || spell.forum == forum)) {
                made.durations.push_back(static_cast<double>(spell.duration));
                made.events.push_back(spell.is_event() ? 1 : 0);
                made.groups.push_back(spell.group);
            }
        }
        return made;
    }
};

} // namespace samspill
