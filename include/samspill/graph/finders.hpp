// Who can find an actor or an activity: the search of AwarenessSearch from the other end (methods M4.2).
#pragma once

#include <samspill/model/actor_network.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// An actor and how many ties lead from it to what was asked for; 0 when it is that itself.
struct Finder {
    ActorId actor;
    int distance = 0;

    friend bool operator==(Finder, Finder) noexcept = default;
};

/// Search against the direction of awareness, information and referral ties.
class FinderSearch {
public:
    explicit FinderSearch(const ActorNetwork& network);

    /// Actors from whom the vertex is at most `steps` (>= 0) ties away, the nearest first. Valid until the
    /// next search. O(ties within reach).
    [[nodiscard]] std::span<const Finder> who_reaches(Vertex vertex, int steps);
    /// The same, and who reaches a directory that lists the vertex: being at the directory is enough. These
    /// are all who find the vertex by itself.
    [[nodiscard]] std::span<const Finder> who_finds(Vertex vertex, int steps);
    /// True when the actor gives away what it lists to whoever reaches it.
    [[nodiscard]] bool is_directory(ActorId actor) const noexcept {
        return !directory_.is_none() && network_->actors().type[actor.position()] == directory_;
    }

private:
    template <class Visit>
    void for_each_source(Vertex vertex, Visit visit) const;
    void start(Vertex vertex);
    void find(Vertex vertex, int distance);
    std::span<const Finder> spread(int steps);

    const ActorNetwork* network_;
    TermId directory_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> seen_; // round in which a vertex was seen last
    std::vector<Finder> queue_;       // vertices as actors; only the first may be an activity
};

} // namespace samspill
