// The actor network of one study: immutable, columnar, sorted by id, safe to share between threads.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/string_pool.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/area_tree.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/meeting.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/relation_layer.hpp>
#include <samspill/model/review.hpp>
#include <samspill/model/tie.hpp>
#include <samspill/model/travel_time.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {

/// Which of the input tables were given at all; an analysis needs this to tell "none" from "nobody asked".
using TablePresence = std::array<bool, vocabulary_size<TableName>>;

/// Everything an ActorNetwork is made of. Tables are shared, so a changed copy costs only what changed.
struct NetworkParts {
    std::shared_ptr<const StringPool> texts;
    std::shared_ptr<const AreaColumns> areas;
    std::shared_ptr<const AreaTree> area_tree;
    std::shared_ptr<const ActorColumns> actors;
    std::shared_ptr<const PersonColumns> people;
    std::shared_ptr<const NeedColumns> needs;
    std::shared_ptr<const ActivityColumns> activities;
    std::shared_ptr<const TieColumns> ties;
    std::shared_ptr<const RelationLayers> layers;
    std::shared_ptr<const ForumColumns> forums;
    std::shared_ptr<const SeatColumns> seats;
    std::shared_ptr<const TravelTimeColumns> travel_times;
    std::shared_ptr<const MeetingColumns> meetings;
    std::shared_ptr<const AgendaItemColumns> agenda_items;
    std::shared_ptr<const AttendanceColumns> attendance;
    std::shared_ptr<const ReviewColumns> reviews;
    TablePresence present{};
    std::vector<Finding> findings;
    std::vector<std::uint32_t> finding_rows; ///< row of its table that each finding is about, or no_row

    static constexpr std::uint32_t no_row = ~0U;
};

/// Typed nodes (actors, activities, needs, areas, forums) and typed, directed, weighted, dated relations.
/// Made by NetworkBuilder. Copies share their storage; all members are const and thread-safe.
class ActorNetwork {
public:
    explicit ActorNetwork(NetworkParts parts);

    [[nodiscard]] const AreaColumns& areas() const noexcept { return *parts().areas; }
    [[nodiscard]] const AreaTree& area_tree() const noexcept { return *parts().area_tree; }
    [[nodiscard]] const ActorColumns& actors() const noexcept { return *parts().actors; }
    [[nodiscard]] const PersonColumns& people() const noexcept { return *parts().people; }
    [[nodiscard]] const NeedColumns& needs() const noexcept { return *parts().needs; }
    [[nodiscard]] const ActivityColumns& activities() const noexcept { return *parts().activities; }
    [[nodiscard]] const TieColumns& ties() const noexcept { return *parts().ties; }
    [[nodiscard]] const ForumColumns& forums() const noexcept { return *parts().forums; }
    [[nodiscard]] const SeatColumns& seats() const noexcept { return *parts().seats; }
    [[nodiscard]] const TravelTimeColumns& travel_times() const noexcept { return *parts().travel_times; }
    [[nodiscard]] const MeetingColumns& meetings() const noexcept { return *parts().meetings; }
    [[nodiscard]] const AgendaItemColumns& agenda_items() const noexcept { return *parts().agenda_items; }
    [[nodiscard]] const AttendanceColumns& attendance() const noexcept { return *parts().attendance; }
    [[nodiscard]] const ReviewColumns& reviews() const noexcept { return *parts().reviews; }

    /// The ties of one relation as a directed graph over actors and activities.
    [[nodiscard]] const RelationLayer& layer(Relation relation) const noexcept {
        return (*parts().layers)[static_cast<std::size_t>(relation)];
    }
    /// Vertex of an actor or activity in the relation layers.
    [[nodiscard]] Vertex vertex(ActorId actor) const noexcept { return actor.value(); }
    [[nodiscard]] Vertex vertex(ActivityId activity) const noexcept {
        return static_cast<Vertex>(actors().size()) + activity.value();
    }
    [[nodiscard]] bool is_actor(Vertex v) const noexcept { return v < actors().size(); }
    /// The activity of a vertex that is not an actor.
    [[nodiscard]] ActivityId activity_of(Vertex v) const noexcept {
        return ActivityId{v - static_cast<Vertex>(actors().size())};
    }

    /// The row of that id in its table; `none` when there is none. O(log n).
    [[nodiscard]] AreaId find_area(std::string_view id) const noexcept;
    [[nodiscard]] ActorId find_actor(std::string_view id) const noexcept;
    [[nodiscard]] PersonId find_person(std::string_view id) const noexcept;
    [[nodiscard]] NeedId find_need(std::string_view id) const noexcept;
    [[nodiscard]] ActivityId find_activity(std::string_view id) const noexcept;
    [[nodiscard]] ForumId find_forum(std::string_view id) const noexcept;
    [[nodiscard]] MeetingId find_meeting(std::string_view id) const noexcept;

    /// True when the input had this table, even if another table would do without it.
    [[nodiscard]] bool has(TableName table) const noexcept {
        return parts().present[static_cast<std::size_t>(table)];
    }
    /// The text of a term; empty for `none`. Valid as long as any copy of the network lives.
    [[nodiscard]] std::string_view text(TermId term) const noexcept { return parts().texts->text(term); }
    [[nodiscard]] const StringPool& texts() const noexcept { return *parts().texts; }

    /// Warnings and notes about the data, in a fixed order; errors would have kept the network from being
    /// built.
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return parts().findings; }

    /// 64-bit digest of every table, the same for any order of the input rows. Recorded in results. Worked
    /// out when it is asked for the first time: O(cells), then O(1).
    [[nodiscard]] std::uint64_t fingerprint() const noexcept;

    /// What the network is made of, for code that makes a changed copy.
    [[nodiscard]] const NetworkParts& parts() const noexcept { return shared_->parts; }

private:
    struct Shared {
        static constexpr std::uint64_t not_known_yet = 0;

        explicit Shared(NetworkParts made_of) : parts{std::move(made_of)} {}

        NetworkParts parts;
        mutable std::atomic<std::uint64_t> fingerprint{not_known_yet};
    };

    std::shared_ptr<const Shared> shared_;
};

} // namespace samspill
