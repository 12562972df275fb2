// Actors that are probably one organisation, and how they could be merged.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What two organisation numbers say. Only valid ones count, and `same` only across houses: units of one
/// organisation may well state its number.
enum class NumberEvidence : std::uint8_t { same, different, open };
[[nodiscard]] std::string_view to_string(NumberEvidence evidence) noexcept;

/// What two seats (column area) say; `nested` covers equal ones.
enum class AreaEvidence : std::uint8_t { nested, apart, open };
[[nodiscard]] std::string_view to_string(AreaEvidence evidence) noexcept;

/// What speaks for and against two actors being one organisation.
struct ActorEvidence {
    NumberEvidence number = NumberEvidence::open;
    AreaEvidence area = AreaEvidence::open;
    bool same_sector = false;
    std::optional<double> name_similarity{}; ///< in [0, 1]; nothing when a name has no letter or digit

    friend bool operator==(const ActorEvidence&, const ActorEvidence&) = default;
};

/// a < b.
struct DuplicateActorPair {
    ActorId a;
    ActorId b;
    ActorEvidence evidence;
    std::optional<std::size_t> proposal{}; ///< that holds both; a pair may lie across proposals
};

/// Rows that name an actor and would name another after a merge.
struct RowsOfActor {
    std::int64_t activities = 0;
    std::int64_t ties = 0;  ///< with the actor at either end
    std::int64_t needs = 0; ///< that it refers
    std::int64_t seats = 0;
    std::int64_t people = 0;
    std::int64_t units = 0; ///< actors whose parent it is

    friend bool operator==(const RowsOfActor&, const RowsOfActor&) = default;
};

struct MergedActor {
    ActorId actor;
    ActorEvidence evidence; ///< beside the actor that is kept
    RowsOfActor moves;
};

/// Actors that are pairwise duplicates, and the one whose id would stay.
struct MergeProposal {
    ActorId kept;
    std::vector<MergedActor> merged; ///< at least one, ascending
};

enum class SharedText : std::uint8_t {
    name,      ///< the same words
    near_name, ///< names each of which is like those of too many others
    organisation_number,
};
[[nodiscard]] std::string_view to_string(SharedText text) noexcept;

/// A name or number that so many actors have, or names so near to each other, that it tells none from
/// another.
struct SharedByMany {
    SharedText text = SharedText::name;
    ActorId first; ///< the first of them
    std::int64_t actors = 0;

    friend bool operator==(const SharedByMany&, const SharedByMany&) = default;
};

/// Result of duplicate_actors(). Actors are those of the network it was computed from.
struct DuplicateActorsResult {
    Provenance provenance;
    std::vector<DuplicateActorPair> pairs;    ///< by a, then b
    std::vector<MergeProposal> proposals;     ///< by kept actor
    std::vector<SharedByMany> shared_by_many; ///< names, near names, numbers, each by first actor
};

} // namespace samspill
