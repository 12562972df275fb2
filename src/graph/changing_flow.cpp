#include "changing_flow_arcs.hpp"

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

ChangingFlow::Arc ChangingFlow::find_arc(std::uint32_t left, std::uint32_t right) const {
    Arc found = none;
    for_each_arc_of_left(left, [&](std::uint32_t candidate, Arc arc) {
        if (candidate == right && closed_[arc] == 0) {
            found = arc;
        }
    });
    return found;
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

void ChangingFlow::settle() {
    journal_.clear();
    mark_sides();
}

} // namespace samspill
