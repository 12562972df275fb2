// Searches of a ChangingFlow: who can be sent where, and which searches cannot succeed.
#include "changing_flow_arcs.hpp"

#include <algorithm>

namespace samspill {

/// Breadth-first search from the seeds to a right vertex with room, or back to a left vertex that is short;
/// the vertex found, or none. Vertices of a search without end are marked as having none.
template <ChangingFlow::Direction direction>
ChangingFlow::Vertex ChangingFlow::search(std::span<const Vertex> seeds) {
    constexpr bool to_room = direction == Direction::to_room;
    std::vector<std::uint8_t>& marks = to_room ? roomy_ : wanted_;
    const bool stale = to_room ? roomy_is_stale_ : wanted_is_stale_;
    const auto is_goal = [&](Vertex v) {
        return to_room ? !is_left(v) && untaken_[right_of(v)] > 0 : is_left(v) && unsent_[v] > 0;
    };
    ++round_;
    queue_.clear();
    Vertex goal = none;
    const auto reach = [&](Vertex v, Arc arc, Vertex from) {
        if (goal == none && steps_[v].round != round_ && (stale || marks[v] != 0)) {
            steps_[v] = {round_, arc, from};
            queue_.push_back(v);
            goal = is_goal(v) ? v : none;
        }
    };
    for (const Vertex seed : seeds) {
        reach(seed, none, none);
    }
    for (std::size_t head = 0; head < queue_.size() && goal == none; ++head) {
        const Vertex v = queue_[head];
        for_each_next<direction>(v, [&](Vertex next, Arc arc) { reach(next, arc, v); });
    }
    if (goal == none && !stale) {
        for (const Vertex v : queue_) {
            set(to_room ? Change::roomy : Change::wanted, marks, v, false);
        }
    }
    return goal;
}

/// Sends up to `limit` from the seeds to right vertices with room; what was sent leaves the room.
ChangingFlow::Amount ChangingFlow::send(std::span<const Vertex> from, Amount limit) {
    Amount sent = 0;
    while (sent < limit) {
        const Vertex end = search<Direction::to_room>(from);
        if (end == none) {
            break;
        }
        const std::uint32_t right = right_of(end);
        const Path path = path_to(end, Direction::to_room);
        const Amount amount = least_on(path, std::min(limit - sent, untaken_[right]));
        shift(path, amount);
        set(Change::untaken, untaken_, right, untaken_[right] - amount);
        sent += amount;
    }
    return sent;
}

/// Fetches up to `limit` from left vertices that are short to `to`.
ChangingFlow::Amount ChangingFlow::fetch(Vertex to, Amount limit) {
    Amount fetched = 0;
    while (fetched < limit) {
        const Vertex end = search<Direction::to_short>(std::span{&to, 1});
        if (end == none) {
            break;
        }
        const Path path = path_to(end, Direction::to_short);
        const Amount amount = least_on(path, std::min(limit - fetched, unsent_[end]));
        shift(path, amount);
        set(Change::unsent, unsent_, end, unsent_[end] - amount);
        fetched += amount;
    }
    return fetched;
}

/// The arcs by which the last search came to `end`. They turn round when something is sent along them. Where
/// a vertex of a path to room is marked as wanted although nobody short reaches it, or the other way round,
/// the marks would no longer be closed, so they are given up until undone.
ChangingFlow::Path ChangingFlow::path_to(Vertex end, Direction direction) {
    const bool to_room = direction == Direction::to_room;
    Path path;
    bool crosses = false;
    for (Vertex v = end; v != none; v = steps_[v].from) {
        crosses = crosses || (to_room ? wanted_ : roomy_)[v] != 0;
        if (steps_[v].arc != none) {
            path.push_back({steps_[v].arc, is_left(v) == to_room});
        }
    }
    if (crosses) {
        set_stale(to_room ? Change::wanted_stale : Change::roomy_stale,
                  to_room ? wanted_is_stale_ : roomy_is_stale_);
    }
    return path;
}

ChangingFlow::Amount ChangingFlow::least_on(const Path& path, Amount limit) const {
    for (const PathArc& step : path) {
        limit = step.takes_back ? std::min(limit, flow_[step.arc]) : limit;
    }
    return limit;
}

void ChangingFlow::shift(const Path& path, Amount amount) {
    for (const PathArc& step : path) {
        set(Change::flow, flow_, step.arc, flow_[step.arc] + (step.takes_back ? -amount : amount));
    }
}

template <ChangingFlow::Direction direction>
void ChangingFlow::spread(std::vector<std::uint8_t>& marks, Change change, Vertex from) {
    if (marks[from] != 0) {
        return;
    }
    set(change, marks, from, true);
    std::vector<Vertex> open{from};
    while (!open.empty()) {
        const Vertex v = open.back();
        open.pop_back();
        for_each_next<direction>(v, [&](Vertex next, Arc) {
            if (marks[next] == 0) {
                set(change, marks, next, true);
                open.push_back(next);
            }
        });
    }
}

void ChangingFlow::spread_wanted(Vertex from) {
    if (!wanted_is_stale_) {
        spread<Direction::to_room>(wanted_, Change::wanted, from);
    }
}

void ChangingFlow::spread_roomy(Vertex from) {
    if (!roomy_is_stale_) {
        spread<Direction::to_short>(roomy_, Change::roomy, from);
    }
}

void ChangingFlow::mark_sides() {
    std::fill(wanted_.begin(), wanted_.end(), std::uint8_t{0});
    std::fill(roomy_.begin(), roomy_.end(), std::uint8_t{0});
    wanted_is_stale_ = false;
    roomy_is_stale_ = false;
    for (std::uint32_t left = 0; left < lefts(); ++left) {
        if (unsent_[left] > 0) {
            spread_wanted(left);
        }
    }
    for (std::uint32_t right = 0; right < untaken_.size(); ++right) {
        if (untaken_[right] > 0) {
            spread_roomy(vertex(right));
        }
    }
    journal_.clear();
}

template ChangingFlow::Vertex
ChangingFlow::search<ChangingFlow::Direction::to_short>(std::span<const Vertex> seeds);

} // namespace samspill
