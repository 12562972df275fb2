#include <samspill/graph/finders.hpp>

#include <samspill/graph/awareness.hpp>

#include <utility>

namespace samspill {

FinderSearch::FinderSearch(const ActorNetwork& network)
    : network_{&network}, directory_{network.texts().find("directory")},
      seen_(network.actors().size() + network.activities().size(), 0) {}

template <class Visit>
void FinderSearch::for_each_source(Vertex vertex, Visit visit) const {
    for (const Relation relation : knowledge_relations) {
        const RelationLayer& layer = network_->layer(relation);
        for (const std::uint32_t arc : layer.arcs_into(vertex)) {
            visit(layer.source(arc));
        }
    }
}

void FinderSearch::start(Vertex vertex) {
    ++round_;
    queue_.clear();
    find(vertex, 0);
}

void FinderSearch::find(Vertex vertex, int distance) {
    if (std::exchange(seen_[vertex], round_) != round_) {
        queue_.push_back({ActorId{vertex}, distance});
    }
}

std::span<const Finder> FinderSearch::spread(int steps) {
    for (std::size_t head = 0; head < queue_.size() && queue_[head].distance < steps; ++head) {
        const Finder here = queue_[head];
        for_each_source(here.actor.value(), [&](Vertex source) { find(source, here.distance + 1); });
    }
    const std::span<const Finder> all{queue_};
    return all.subspan(network_->is_actor(all.front().actor.value()) ? 0 : 1);
}

std::span<const Finder> FinderSearch::who_reaches(Vertex vertex, int steps) {
    start(vertex);
    return spread(steps);
}

std::span<const Finder> FinderSearch::who_finds(Vertex vertex, int steps) {
    start(vertex);
    for_each_source(vertex, [&](Vertex source) {
        if (is_directory(ActorId{source})) {
            find(source, 0);
        }
    });
    return spread(steps);
}

} // namespace samspill
