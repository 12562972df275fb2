// The actor network of one study: immutable, columnar, sorted by id, safe to share between threads.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/string_pool.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/actor.hpp>
#include <samspill/model/area.hpp>
#include <samspill/model/area_tree.hpp>
#include <samspill/model/forum.hpp>
#include <samspill/model/need.hpp>
#include <samspill/model/person.hpp>
#include <samspill/model/relation_layer.hpp>
#include <samspill/model/tie.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace samspill {

/// Which of the input tables were given at all; an analysis needs this to tell "none" from "nobody asked".
using TablePresence = std::array<bool, vocabulary_size<TableName>>;

/// Everything an ActorNetwork is made of. Tables are shared, so a changed copy costs only what changed.
struct NetworkParts {
    StringPool texts;
    std::shared_ptr<const AreaColumns> areas;
    AreaTree area_tree;
    std::shared_ptr<const ActorColumns> actors;
    std::shared_ptr<const PersonColumns> people;
    std::shared_ptr<const NeedColumns> needs;
    std::shared_ptr<const ActivityColumns> activities;
    std::shared_ptr<const TieColumns> ties;
    std::array<RelationLayer, vocabulary_size<Relation>> layers;
    std::shared_ptr<const ForumColumns> forums;
    std::shared_ptr<const SeatColumns> seats;
    TablePresence present{};
    std::vector<Finding> findings;
};

/// Typed nodes (actors, activities, needs, areas, forums) and typed, directed, weighted, dated relations.
/// Made by NetworkBuilder. Copies share their storage; all members are const and thread-safe.
class ActorNetwork {
public:
    explicit ActorNetwork(NetworkParts parts);

    [[nodiscard]] const AreaColumns& areas() const noexcept { return *parts_->areas; }
    [[nodiscard]] const AreaTree& area_tree() const noexcept { return parts_->area_tree; }
    [[nodiscard]] const ActorColumns& actors() const noexcept { return *parts_->actors; }
    [[nodiscard]] const PersonColumns& people() const noexcept { return *parts_->people; }
    [[nodiscard]] const NeedColumns& needs() const noexcept { return *parts_->needs; }
    [[nodiscard]] const ActivityColumns& activities() const noexcept { return *parts_->activities; }
    [[nodiscard]] const TieColumns& ties() const noexcept { return *parts_->ties; }
    [[nodiscard]] const ForumColumns& forums() const noexcept { return *parts_->forums; }
    [[nodiscard]] const SeatColumns& seats() const noexcept { return *parts_->seats; }

    /// The ties of one relation as a directed graph over actors and activities.
    [[nodiscard]] const RelationLayer& layer(Relation relation) const noexcept {
        return parts_->layers[static_cast<std::size_t>(relation)];
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

    /// True when the input had this table, even if another table would do without it.
    [[nodiscard]] bool has(TableName table) const noexcept {
        return parts_->present[static_cast<std::size_t>(table)];
    }
    /// The text of a term; empty for `none`. Valid as long as any copy of the network lives.
    [[nodiscard]] std::string_view text(TermId term) const noexcept { return parts_->texts.text(term); }
    [[nodiscard]] const StringPool& texts() const noexcept { return parts_->texts; }

    /// Warnings and notes about the data, in a fixed order; errors would have kept the network from being
    /// built.
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return parts_->findings; }

    /// 64-bit digest of every table, the same for any order of the input rows. Recorded in results.
    [[nodiscard]] std::uint64_t fingerprint() const noexcept { return fingerprint_; }

private:
    std::shared_ptr<const NetworkParts> parts_;
    std::uint64_t fingerprint_ = 0;
};

} // namespace samspill
