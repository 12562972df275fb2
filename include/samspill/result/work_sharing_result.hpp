// Who could do what instead of doing the same: proposals with the people they reach and what they ask of
// whom.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

enum class SharingKind : std::uint8_t {
    move,            ///< seats that nobody misses, or the whole activity, serve a gap instead
    join_forces,     ///< two activities become one that both actors stand behind
    alternate_weeks, ///< both go on, every other week each
};
[[nodiscard]] std::string_view to_string(SharingKind kind) noexcept;

/// What becomes different where seats go; a condition that stays as it is has no value here.
struct ChangedConditions {
    AreaId area{};                       ///< serves this area instead
    std::optional<MonthInterval> period; ///< runs in these months instead
    TermId language{};                   ///< is held in this language instead

    [[nodiscard]] int size() const noexcept {
        return (area.is_none() ? 0 : 1) + (period ? 1 : 0) + (language.is_none() ? 0 : 1);
    }
    friend auto operator<=>(const ChangedConditions&, const ChangedConditions&) = default;
};

/// What a proposal asks of one actor. Seats are people in the whole period, >= 0. Meetings and minutes are
/// those of a month, above 0 more and below 0 fewer than today; nothing where the schedule, or the length of
/// a meeting, is not stated in a way that tells.
struct SharingCost {
    ActorId actor;
    std::int64_t seats_given_up = 0;
    std::int64_t seats_taken_on = 0;
    std::optional<double> meetings;
    std::optional<double> minutes;
};

/// What a proposal comes to, given everything that was carried out before it.
struct SharingValue {
    std::int64_t people = 0;        ///< covered in all afterwards - before, >= 0
    std::int64_t seats = 0;         ///< moved, or of the common offer
    std::int64_t seats_freed = 0;   ///< given up and taken on by nobody, >= 0
    bool whole = false;             ///< of a move: the activity leaves, not only some of its seats
    std::vector<SharingCost> costs; ///< the actor of `activity` first, then that of `other`
};

struct SharingProposal {
    SharingKind kind = SharingKind::move;
    std::size_t cluster = 0; ///< position in DuplicationResult::clusters
    ActivityId activity;     ///< moves; of a join the one that goes
    ActivityId other;        ///< of a join the one that stays, of alternate weeks the second; else none
    NeedId gap;              ///< of a move the largest need it is made for; else none
    ChangedConditions changed;
    SharingValue value; ///< by itself, as things are
};

/// A proposal that is carried out after those chosen before it.
struct ChosenSharing {
    std::size_t proposal = 0; ///< position in WorkSharingResult::proposals
    SharingValue value;
};

/// What the chosen proposals ask of the actors of one sector.
struct SectorSharing {
    std::int64_t seats_given_up = 0;
    std::int64_t seats_taken_on = 0;
    double meetings = 0.0;             ///< a month, more or fewer, where that is known
    std::int64_t meetings_unknown = 0; ///< times that an actor was concerned and it is not
};

/// Result of work_sharing(). Ids are those of the network it was computed from; people are nominally covered
/// ones (methods M4.1).
struct WorkSharingResult {
    Provenance provenance;
    std::int64_t people_counted = 0; ///< in needs of known size
    std::int64_t covered = 0;        ///< of them, as things are
    /// Most people first, then most freed seats, then by kind and ids.
    std::vector<SharingProposal> proposals;
    std::size_t considered = 0;        ///< proposals that were valued
    bool all_considered = true;        ///< false: a limit cut off candidates or proposals
    std::vector<ChosenSharing> chosen; ///< in the order in which to do them
    std::int64_t chosen_people = 0;
    std::vector<SectorSharing> sectors; ///< of the chosen ones, indexed by Sector
    /// Share of municipal actors in the seats that they and civil society (with groups of users) give up,
    /// less the share of civil society: in [-1, 1], 0 when both give up as much, 1 when municipal actors
    /// alone do. Nothing when neither gives up a seat.
    std::optional<double> imbalance;
};

} // namespace samspill
