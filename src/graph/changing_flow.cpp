#include <samspill/graph/changing_flow.hpp>

#include <samspill/graph/bipartite_flow.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace samspill {

ChangingFlow::ChangingFlow(const BipartiteGraph& graph, std::vector<Amount> demands,
                           std::vector<Amount> supplies, RunControl* control)
    : graph_{graph}, total_{std::accumulate(demands.begin(), demands.end(), Amount{0})},
      closed_(graph.arcs(), 0), last_added_of_left_(graph.left_vertices(), none),
      last_added_of_right_(graph.right_vertices, none) {
    StageTicker ticker{control, "finding the maximum flow", graph.arcs()};
    BipartiteFlow<Amount> solved{graph, std::move(demands), std::move(supplies), ticker};
    flow_.assign(solved.flow().begin(), solved.flow().end());
    unsent_.assign(solved.unsent().begin(), solved.unsent().end());
    untaken_.assign(solved.untaken().begin(), solved.untaken().end());
    reversed_ = solved.reversed();
    total_ -= std::accumulate(unsent_.begin(), unsent_.end(), Amount{0});
    const std::size_t vertices = unsent_.size() + untaken_.size();
    wanted_.assign(vertices, 0);
    roomy_.assign(vertices, 0);
    steps_.resize(vertices);
    mark_sides();
}

template <class Visit>
void ChangingFlow::for_each_arc_of_left(std::uint32_t left, Visit visit) const {
    for (Arc arc = graph_.begin[left]; arc < graph_.begin[left + 1]; ++arc) {
        visit(graph_.target[arc], arc);
    }
    for (Arc k = last_added_of_left_[left]; k != none; k = added_arcs_[k].next_of_left) {
        visit(added_arcs_[k].right, graph_.arcs() + k);
    }
}

template <class Visit>
void ChangingFlow::for_each_arc_of_right(std::uint32_t right, Visit visit) const {
    if (right < graph_.right_vertices) {
        for (std::uint32_t k = reversed_.begin[right]; k < reversed_.begin[right + 1]; ++k) {
            visit(reversed_.left[k], reversed_.arc[k]);
        }
    }
    for (Arc k = last_added_of_right_[right]; k != none; k = added_arcs_[k].next_of_right) {
        visit(added_arcs_[k].left, graph_.arcs() + k);
    }
}

/// Residual neighbours: towards a free seat a left vertex goes on over any arc and a right vertex over arcs
/// with flow; towards somebody short it is the other way round.
template <ChangingFlow::Direction direction, class Visit>
void ChangingFlow::for_each_next(Vertex v, Visit visit) const {
    const auto over = [&](Vertex next, Arc arc, bool needs_flow) {
        if (needs_flow ? flow_[arc] > 0 : closed_[arc] == 0) {
            visit(next, arc);
        }
    };
    constexpr bool flow_from_left = direction == Direction::to_short;
    if (is_left(v)) {
        for_each_arc_of_left(v,
                             [&](std::uint32_t right, Arc arc) { over(vertex(right), arc, flow_from_left); });
    } else {
        for_each_arc_of_right(right_of(v),
                              [&](std::uint32_t left, Arc arc) { over(left, arc, !flow_from_left); });
    }
}

ChangingFlow::Arc ChangingFlow::find_arc(std::uint32_t left, std::uint32_t right) const {
    Arc found = none;
    for_each_arc_of_left(left, [&](std::uint32_t candidate, Arc arc) {
        if (candidate == right && closed_[arc] == 0) {
            found = arc;
        }
    });
    return found;
}

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

ChangingFlow::Amount ChangingFlow::add_supply(std::uint32_t right, Amount amount) {
    const Amount gained = fetch(vertex(right), amount);
    set(Change::untaken, untaken_, right, untaken_[right] + amount - gained);
    if (untaken_[right] > 0) {
        spread_roomy(vertex(right));
    }
    set_total(total_ + gained);
    return gained;
}

ChangingFlow::Amount ChangingFlow::remove_supply(std::uint32_t right, Amount amount) {
    const Amount free = std::min(amount, untaken_[right]);
    set(Change::untaken, untaken_, right, untaken_[right] - free);
    Amount taken = amount - free;
    std::vector<std::pair<std::uint32_t, Amount>> moved;
    for_each_arc_of_right(right, [&](std::uint32_t left, Arc arc) {
        const Amount part = std::min(taken, flow_[arc]);
        if (part > 0) {
            set(Change::flow, flow_, arc, flow_[arc] - part);
            moved.emplace_back(left, part);
            taken -= part;
        }
    });
    return send_again(moved);
}

ChangingFlow::Amount ChangingFlow::remove_right(std::uint32_t right) {
    Amount supply = untaken_[right];
    for_each_arc_of_right(right, [&](std::uint32_t, Arc arc) { supply += flow_[arc]; });
    return remove_supply(right, supply);
}

ChangingFlow::Amount ChangingFlow::remove_arc(std::uint32_t left, std::uint32_t right) {
    const Arc arc = find_arc(left, right);
    if (arc == none) {
        return 0;
    }
    const std::pair moved{left, flow_[arc]};
    set(Change::flow, flow_, arc, 0);
    set(Change::closed, closed_, arc, true);
    if (moved.second == 0) {
        return 0;
    }
    const Amount lost = send_again(std::span{&moved, 1});
    return lost - add_supply(right, moved.second); // who waits may take the seats that were left
}

ChangingFlow::Amount ChangingFlow::remove_left(std::uint32_t left) {
    std::vector<std::pair<std::uint32_t, Amount>> left_behind;
    Amount lost = 0;
    for_each_arc_of_left(left, [&](std::uint32_t right, Arc arc) {
        if (flow_[arc] > 0) {
            left_behind.emplace_back(right, flow_[arc]);
            lost += flow_[arc];
            set(Change::flow, flow_, arc, 0);
        }
        set(Change::closed, closed_, arc, true);
    });
    set(Change::unsent, unsent_, left, unsent_[left] + lost);
    spread_wanted(left);
    set_total(total_ - lost);
    for (const auto& [right, amount] : left_behind) {
        lost -= add_supply(right, amount); // who waits may take the seats that were left
    }
    return lost;
}

/// Finds other seats for people who lost theirs; who finds none is short from then on. One after the other:
/// whoever found nothing would find nothing after the others either, because no path of theirs passes a
/// vertex that the first could have reached.
ChangingFlow::Amount ChangingFlow::send_again(std::span<const std::pair<std::uint32_t, Amount>> moved) {
    Amount lost = 0;
    for (const auto& [left, amount] : moved) {
        const Amount rest = amount - send(std::span{&left, 1}, amount);
        if (rest > 0) {
            set(Change::unsent, unsent_, left, unsent_[left] + rest);
            spread_wanted(left);
            lost += rest;
        }
    }
    set_total(total_ - lost);
    return lost;
}

/// Every augmenting path uses the new arc, so it is one path to the arc's tail and one from its head, which
/// share no vertex.
ChangingFlow::Amount ChangingFlow::add_arc(std::uint32_t left, std::uint32_t right) {
    if (find_arc(left, right) != none) {
        return 0;
    }
    const Arc arc = append_arc(left, right);
    const Vertex head = vertex(right);
    Amount gained = 0;
    while (true) {
        const Vertex short_left = search<Direction::to_short>(std::span{&left, 1});
        if (short_left == none) { // whoever reaches the new head's room now reaches it through the new arc
            if (roomy_is_stale_ || roomy_[head] != 0) {
                spread_roomy(left);
            }
            break;
        }
        const Path path = path_to(short_left, Direction::to_short);
        const Amount sent = send(std::span{&head, 1}, least_on(path, unsent_[short_left]));
        if (sent == 0) {
            spread_wanted(head);
            break;
        }
        shift(path, sent);
        set(Change::unsent, unsent_, short_left, unsent_[short_left] - sent);
        set(Change::flow, flow_, arc, flow_[arc] + sent);
        gained += sent;
    }
    set_total(total_ + gained);
    return gained;
}

ChangingFlow::Arc ChangingFlow::append_arc(std::uint32_t left, std::uint32_t right) {
    const auto added = static_cast<Arc>(added_arcs_.size());
    journal_.push_back({Change::arc, added, 0});
    added_arcs_.push_back({left, right, last_added_of_left_[left], last_added_of_right_[right]});
    last_added_of_left_[left] = added;
    last_added_of_right_[right] = added;
    flow_.push_back(0);
    closed_.push_back(0);
    return graph_.arcs() + added;
}

std::uint32_t ChangingFlow::add_right(Amount supply) {
    const auto right = static_cast<std::uint32_t>(untaken_.size());
    journal_.push_back({Change::right, right, 0});
    untaken_.push_back(supply);
    last_added_of_right_.push_back(none);
    wanted_.push_back(0);
    roomy_.push_back(supply > 0 ? 1 : 0);
    steps_.emplace_back();
    return right;
}

/// The new vertex is reached from where the old one is and reaches what the old one does, so its marks are
/// the same.
std::uint32_t ChangingFlow::split_right(std::uint32_t right, Amount amount) {
    const std::uint32_t part = add_right(0);
    std::vector<std::pair<std::uint32_t, Arc>> open_arcs;
    for_each_arc_of_right(right, [&](std::uint32_t left, Arc arc) {
        if (closed_[arc] == 0) {
            open_arcs.emplace_back(left, arc);
        }
    });
    const Amount free = std::min(amount, untaken_[right]);
    set(Change::untaken, untaken_, right, untaken_[right] - free);
    set(Change::untaken, untaken_, part, free);
    amount -= free;
    for (const auto& [left, arc] : open_arcs) {
        const Arc copy = append_arc(left, part);
        const Amount moved = std::min(amount, flow_[arc]);
        set(Change::flow, flow_, arc, flow_[arc] - moved);
        set(Change::flow, flow_, copy, moved);
        amount -= moved;
    }
    set(Change::wanted, wanted_, vertex(part), wanted_[vertex(right)] != 0);
    set(Change::roomy, roomy_, vertex(part), roomy_[vertex(right)] != 0);
    return part;
}

ChangingFlow::Amount ChangingFlow::probe(std::span<const std::uint32_t> rights, Amount limit) {
    Amount free = 0;
    for (const std::uint32_t right : rights) {
        free += untaken_[right];
        if (free >= limit) {
            return limit;
        }
    }
    const std::size_t before = mark();
    std::vector<Vertex> seeds;
    for (const std::uint32_t right : rights) {
        if (may_have_room(right)) {
            seeds.push_back(vertex(right));
        }
    }
    const Amount sent = send(seeds, limit);
    undo(before);
    return sent;
}

void ChangingFlow::set(Change change, std::vector<Amount>& column, std::uint32_t index, Amount value) {
    journal_.push_back({change, index, column[index]});
    column[index] = value;
}

void ChangingFlow::set(Change change, std::vector<std::uint8_t>& column, std::uint32_t index, bool value) {
    journal_.push_back({change, index, column[index]});
    column[index] = value ? 1 : 0;
}

void ChangingFlow::set_total(Amount value) {
    journal_.push_back({Change::total, 0, total_});
    total_ = value;
}

void ChangingFlow::set_stale(Change change, bool& flag) {
    if (!flag) {
        journal_.push_back({change, 0, 0});
        flag = true;
    }
}

void ChangingFlow::undo(std::size_t mark) {
    while (journal_.size() > mark) {
        take_back(journal_.back());
        journal_.pop_back();
    }
}

void ChangingFlow::take_back(const Entry& entry) {
    switch (entry.change) {
    case Change::flow:
        flow_[entry.index] = entry.before;
        break;
    case Change::unsent:
        unsent_[entry.index] = entry.before;
        break;
    case Change::untaken:
        untaken_[entry.index] = entry.before;
        break;
    case Change::closed:
        closed_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::wanted:
        wanted_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::roomy:
        roomy_[entry.index] = static_cast<std::uint8_t>(entry.before);
        break;
    case Change::wanted_stale:
        wanted_is_stale_ = false;
        break;
    case Change::roomy_stale:
        roomy_is_stale_ = false;
        break;
    case Change::total:
        total_ = entry.before;
        break;
    case Change::arc:
        remove_last_arc();
        break;
    case Change::right:
        remove_last_right();
        break;
    }
}

void ChangingFlow::remove_last_arc() {
    const AddedArc& arc = added_arcs_.back();
    last_added_of_left_[arc.left] = arc.next_of_left;
    last_added_of_right_[arc.right] = arc.next_of_right;
    added_arcs_.pop_back();
    flow_.pop_back();
    closed_.pop_back();
}

void ChangingFlow::remove_last_right() {
    untaken_.pop_back();
    last_added_of_right_.pop_back();
    wanted_.pop_back();
    roomy_.pop_back();
    steps_.pop_back();
}

void ChangingFlow::settle() {
    journal_.clear();
    mark_sides();
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

} // namespace samspill
