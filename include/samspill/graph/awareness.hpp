// Which offers an entry point can find by asking those it knows (methods M4.2).
#pragma once

#include <samspill/model/actor_network.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill {

/// Relations along which knowledge of offers travels, from source to target.
inline constexpr std::array knowledge_relations{Relation::awareness, Relation::information,
                                                Relation::referral};

/// True when the network has any tie of these relations. Without one nobody was asked who knows what, which
/// is not the same as nobody knowing anything.
[[nodiscard]] bool records_knowledge(const ActorNetwork& network) noexcept;

/// Search along awareness, information and referral ties, from source to target. An activity is found when
/// it, or the actor that offers it, is at most `steps` ties away; a reached actor of type "directory" also
/// gives away whatever it lists. With 0 steps an actor finds its own offers.
class AwarenessSearch {
public:
    /// @param steps >= 0  @throws InvalidArgument for a negative number
    AwarenessSearch(const ActorNetwork& network, int steps);

    /// Searches from an actor; earlier answers are forgotten. O(ties within reach).
    void start_at(ActorId entry_point) { start_at(entry_point, steps_); }
    /// The same over another number of ties (>= 0) and as if the actor `without` had no ties; what it offers
    /// itself is found only by ties to single activities then.
    void start_at(ActorId entry_point, int steps, ActorId without = ActorId::none());
    /// True when the actor of the last start_at finds the activity. O(1).
    [[nodiscard]] bool finds(ActivityId activity) const noexcept {
        return found_[network_->vertex(activity)] == round_ ||
               found_[network_->vertex(network_->activities().actor[activity.position()])] == round_;
    }

    /// Actors and activities found by the last start_at, the entry point among them, each once; activities of
    /// found actors are not listed by themselves.
    [[nodiscard]] std::span<const Vertex> found() const noexcept { return found_list_; }

private:
    template <class Visit>
    void for_each_target(Vertex actor, Visit visit) const;
    bool find(Vertex vertex);

    const ActorNetwork* network_;
    int steps_;
    TermId directory_;
    Vertex left_out_ = ActorId::none().value();
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> found_; // round in which a vertex was found last
    std::vector<Vertex> found_list_;
    std::vector<Vertex> frontier_;
    std::vector<Vertex> next_frontier_;
};

} // namespace samspill
