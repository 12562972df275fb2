// The closed vocabularies of the model: enumerations in C++, their names only at the edges.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace samspill {

/// The part of society an actor belongs to. `target_group`: refugees' or users' own groups, kept apart
/// from the rest of civil society.
enum class Sector : std::uint8_t { municipal, civil_society, target_group, private_sector, state };

/// `offer`: voluntary to give and to take; `statutory_task`: must be met by law or mandate; `information`:
/// something to be told.
enum class ActivityKind : std::uint8_t { offer, statutory_task, information };

/// What a tie says. Knowledge of offers travels along awareness, information and referral, from source to
/// target.
enum class Relation : std::uint8_t { awareness, information, referral, collaboration, contract, funding };

/// The three forms of local organisation, and the council.
enum class ForumForm : std::uint8_t { coordination_forum, network_group, working_group, council };

enum class SeatRole : std::uint8_t { chair, coordinator, member };

/// Why a seat ended before the forum did: its holder gave it up, or the term was over.
enum class SeatEnd : std::uint8_t { resigned, term };

/// How much of a bloc must agree, so that without it nothing is decided.
enum class Veto : std::uint8_t {
    all,          ///< every member of the bloc
    at_least_one, ///< one member of the bloc, whichever it is
    majority,     ///< more than half of the bloc's members
};

/// A person's place in the organisation.
enum class PersonTier : std::uint8_t { leadership, staff, volunteer };

/// The input tables.
enum class TableName : std::uint8_t {
    areas,
    actors,
    people,
    needs,
    activities,
    ties,
    forums,
    seats,
    travel_times,
    meetings,
    agenda_items,
    attendance,
    reviews,
};

/// Names of an enumeration's values, in the order of the values. Specialised for each vocabulary.
template <class Enum>
struct Vocabulary;

template <>
struct Vocabulary<Sector> {
    static constexpr std::array<std::string_view, 5> names{"municipal", "civil_society", "target_group",
                                                           "private", "state"};
};
template <>
struct Vocabulary<ActivityKind> {
    static constexpr std::array<std::string_view, 3> names{"offer", "statutory_task", "information"};
};
template <>
struct Vocabulary<Relation> {
    static constexpr std::array<std::string_view, 6> names{"awareness",     "information", "referral",
                                                           "collaboration", "contract",    "funding"};
};
template <>
struct Vocabulary<ForumForm> {
    static constexpr std::array<std::string_view, 4> names{"coordination_forum", "network_group",
                                                           "working_group", "council"};
};
template <>
struct Vocabulary<Veto> {
    static constexpr std::array<std::string_view, 3> names{"all", "at_least_one", "majority"};
};
template <>
struct Vocabulary<SeatRole> {
    static constexpr std::array<std::string_view, 3> names{"chair", "coordinator", "member"};
};
template <>
struct Vocabulary<SeatEnd> {
    static constexpr std::array<std::string_view, 2> names{"resigned", "term"};
};
template <>
struct Vocabulary<PersonTier> {
    static constexpr std::array<std::string_view, 3> names{"leadership", "staff", "volunteer"};
};
template <>
struct Vocabulary<TableName> {
    static constexpr std::array<std::string_view, 13> names{
        "areas", "actors",       "people",   "needs",        "activities", "ties",   "forums",
        "seats", "travel_times", "meetings", "agenda_items", "attendance", "reviews"};
};

/// Number of values of a vocabulary.
template <class Enum>
inline constexpr std::size_t vocabulary_size = Vocabulary<Enum>::names.size();

/// The value's name as it stands in tables.
template <class Enum>
    requires requires { Vocabulary<Enum>::names; }
[[nodiscard]] constexpr std::string_view to_string(Enum value) noexcept {
    return Vocabulary<Enum>::names[static_cast<std::size_t>(value)];
}

/// The value of that name, or nothing. Names are compared exactly.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> parse(std::string_view name) noexcept {
    for (std::size_t k = 0; k < vocabulary_size<Enum>; ++k) {
        if (Vocabulary<Enum>::names[k] == name) {
            return static_cast<Enum>(k);
        }
    }
    return std::nullopt;
}

/// "municipal, civil_society, …": the allowed names, for hints.
template <class Enum>
[[nodiscard]] std::string allowed_names() {
    std::string text;
    for (const std::string_view name : Vocabulary<Enum>::names) {
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text;
}

} // namespace samspill
