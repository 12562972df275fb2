#include <samspill/graph/awareness.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>
#include <utility>

namespace samspill {
bool records_knowledge(const ActorNetwork& network) noexcept {
    return std::any_of(knowledge_relations.begin(), knowledge_relations.end(),
                       [&](Relation relation) { return network.layer(relation).arcs() > 0; });
}

AwarenessSearch::AwarenessSearch(const ActorNetwork& network, int steps)
    : network_{&network}, steps_{steps}, directory_{network.texts().find("directory")},
      found_(network.actors().size() + network.activities().size(), 0) {
    if (steps < 0) {
        throw InvalidArgument{"awareness_steps must be 0 or more"};
    }
}

template <class Visit>
void AwarenessSearch::for_each_target(Vertex actor, Visit visit) const {
    for (const Relation relation : knowledge_relations) {
        for (const Vertex target : network_->layer(relation).successors(actor)) {
            visit(target);
        }
    }
}

/// True when the vertex is new in this round.
bool AwarenessSearch::find(Vertex vertex) {
    if (vertex == left_out_ || std::exchange(found_[vertex], round_) == round_) {
        return false;
    }
    found_list_.push_back(vertex);
    return true;
}

void AwarenessSearch::start_at(ActorId entry_point, int steps, ActorId without) {
    ++round_;
    left_out_ = without.value();
    found_list_.clear();
    frontier_.clear();
    if (find(network_->vertex(entry_point))) {
        frontier_.push_back(network_->vertex(entry_point));
    }
    std::vector<Vertex> directories;
    for (int step = 0; !frontier_.empty(); ++step) {
        next_frontier_.clear();
        for (const Vertex actor : frontier_) {
            if (!directory_.is_none() && network_->actors().type[actor] == directory_) {
                directories.push_back(actor);
            }
            if (step == steps) {
                continue;
            }
            for_each_target(actor, [&](Vertex target) {
                if (find(target) && network_->is_actor(target)) {
                    next_frontier_.push_back(target);
                }
            });
        }
        std::swap(frontier_, next_frontier_);
    }
    for (const Vertex actor : directories) { // last, so that being listed opens no further steps
        for_each_target(actor, [&](Vertex target) { find(target); });
    }
}

} // namespace samspill
