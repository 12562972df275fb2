#include "repair_network.hpp"
#include "exchange_groups.hpp"

#include <samspill/core/checked.hpp>
#include <samspill/graph/bipartite_flow.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace samspill::detail {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

class NetworkMaker {
public:
    NetworkMaker(const RepairProblem& problem, RunControl* control)
        : problem_{problem}, ticker_{control, "repairs: people without a seat", 0},
          lefts_{problem.graph.left_vertices()}, rights_{problem.graph.right_vertices} {}

    RepairNetwork run() && {
        check_repairs(problem_);
        const BipartiteFlow<std::int64_t> flow{problem_.graph, problem_.people, problem_.seats, ticker_};
        index_candidates();
        spread(flow);
        number();
        copy_graph();
        for (const RepairCandidate& candidate : problem_.candidates) {
            add_candidate(candidate);
        }
        bound_amounts();
        find_parts(network_, unsent_inside(flow));
        return std::move(network_);
    }

private:
    using Links = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    /// Where candidates lead from each vertex (left ones first).
    void index_candidates() {
        for (const RepairCandidate& candidate : problem_.candidates) {
            for (const RepairArc& arc : candidate.arcs) {
                links_.emplace_back(arc.left, lefts_ + arc.right);
            }
            for (const MovedSeats& moved : candidate.moved) {
                links_.emplace_back(lefts_ + moved.to, lefts_ + moved.from);
            }
        }
        std::sort(links_.begin(), links_.end());
    }

    void spread(const BipartiteFlow<std::int64_t>& flow) {
        const ReversedArcs reversed{problem_.graph};
        const ExchangeGroups groups{problem_.graph, reversed, flow, problem_.people, problem_.seats, ticker_};
        inside_.assign(lefts_ + std::size_t{rights_}, 0);
        for (const std::uint32_t left : flow.short_of_demand()) {
            reach(left);
        }
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            ticker_.step();
            const std::uint32_t vertex = queue_[head];
            if (vertex < lefts_) {
                for (const std::uint32_t right : problem_.graph.targets_of(vertex)) {
                    reach(lefts_ + right);
                }
            } else {
                reach_those_at(vertex - lefts_, reversed, groups);
            }
            const auto first = std::lower_bound(links_.begin(), links_.end(), std::pair{vertex, 0U});
            for (auto link = first; link != links_.end() && link->first == vertex; ++link) {
                reach(link->second);
            }
        }
    }

    void reach_those_at(std::uint32_t right, const ReversedArcs& reversed, const ExchangeGroups& groups) {
        for (std::uint32_t k = reversed.begin[right]; k < reversed.begin[right + 1]; ++k) {
            if (groups.may_be_used(reversed.left[k], reversed.arc[k])) {
                reach(reversed.left[k]);
            }
        }
    }

    void reach(std::uint32_t vertex) {
        if (inside_[vertex] == 0) {
            inside_[vertex] = 1;
            queue_.push_back(vertex);
        }
    }

    void number() {
        local_.assign(inside_.size(), nowhere);
        std::uint32_t next = 0;
        for (std::uint32_t left = 0; left < lefts_; ++left) {
            if (inside_[left] != 0) {
                local_[left] = next++;
                network_.people.push_back(problem_.people[left]);
            }
        }
        network_.needs = next;
        next = 0;
        for (std::uint32_t right = 0; right < rights_; ++right) {
            if (inside_[lefts_ + right] != 0) {
                local_[lefts_ + right] = next++;
                network_.seats.push_back(problem_.seats[right]);
            }
        }
        everybody_ = std::accumulate(network_.people.begin(), network_.people.end(), std::int64_t{0});
    }

    void copy_graph() {
        for (std::uint32_t left = 0; left < lefts_; ++left) {
            if (inside_[left] != 0) { // everything that it may use is inside as well
                for (const std::uint32_t right : problem_.graph.targets_of(left)) {
                    network_.graph.target.push_back(local_[lefts_ + right]);
                }
                network_.graph.begin.push_back(network_.graph.arcs());
            }
        }
    }

    void add_candidate(const RepairCandidate& candidate) {
        RepairGates gates;
        gates.effort = candidate.effort;
        gates.arcs = new_arcs(candidate);
        for (const AddedSeats& added : candidate.added) {
            const std::uint32_t right = local_[lefts_ + added.right];
            if (right != nowhere && added.amount > 0) {
                gates.added.push_back({.right = right, .amount = std::min(added.amount, everybody_)});
            }
        }
        for (const MovedSeats& moved : candidate.moved) {
            exchange(gates, moved);
        }
        for (const NewOffer& offer : candidate.opened) {
            open(gates, offer);
        }
        network_.gates.push_back(std::move(gates));
    }

    [[nodiscard]] std::vector<RepairArc> new_arcs(const RepairCandidate& candidate) const {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
        for (const RepairArc& arc : candidate.arcs) {
            const auto targets = problem_.graph.targets_of(arc.left);
            if (inside_[arc.left] != 0 &&
                std::find(targets.begin(), targets.end(), arc.right) == targets.end()) {
                found.emplace_back(local_[arc.left], local_[lefts_ + arc.right]);
            }
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        std::vector<RepairArc> arcs;
        arcs.reserve(found.size());
        for (const auto& [left, right] : found) {
            arcs.push_back({.left = left, .right = right});
        }
        return arcs;
    }

    void exchange(RepairGates& gates, const MovedSeats& moved) {
        const std::uint32_t to = local_[lefts_ + moved.to];
        const std::int64_t amount = std::min(moved.amount, everybody_);
        if (to != nowhere && amount > 0) { // then the vertex to take from is inside as well
            const auto spare = static_cast<std::uint32_t>(network_.people.size());
            gates.exchanged.push_back(
                {.from = local_[lefts_ + moved.from], .to = to, .amount = amount, .spare = spare});
            network_.people.push_back(amount);
            network_.graph.begin.push_back(network_.graph.arcs());
        }
    }

    void open(RepairGates& gates, const NewOffer& offer) {
        OpenedOffer opened;
        for (const std::uint32_t left : offer.lefts) {
            if (inside_[left] != 0) {
                opened.lefts.push_back(local_[left]);
            }
        }
        std::sort(opened.lefts.begin(), opened.lefts.end());
        opened.lefts.erase(std::unique(opened.lefts.begin(), opened.lefts.end()), opened.lefts.end());
        if (!opened.lefts.empty() && offer.seats > 0) {
            opened.right = static_cast<std::uint32_t>(network_.seats.size());
            network_.seats.push_back(offer.seats);
            gates.opened.push_back(std::move(opened));
        }
    }

    /// Seats beyond everybody who may be sent are of no use; bounding them keeps every sum inside 64 bits.
    void bound_amounts() {
        const std::int64_t all =
            std::accumulate(network_.people.begin(), network_.people.end(), std::int64_t{0}, checked_add);
        for (std::int64_t& seats : network_.seats) {
            seats = std::min(seats, all);
        }
        network_.graph.right_vertices = static_cast<std::uint32_t>(network_.seats.size());
        network_.most_seats = network_.seats;
        for (const RepairGates& gates : network_.gates) {
            for (const AddedSeats& added : gates.added) {
                gain_seats(added.right, added.amount);
            }
            for (const SeatExchange& exchange : gates.exchanged) {
                gain_seats(exchange.to, exchange.amount);
            }
        }
    }
    void gain_seats(std::uint32_t right, std::int64_t amount) {
        network_.most_seats[right] = checked_add(network_.most_seats[right], amount);
    }

    [[nodiscard]] std::vector<std::int64_t> unsent_inside(const BipartiteFlow<std::int64_t>& flow) const {
        std::vector<std::int64_t> unsent;
        for (std::uint32_t left = 0; left < lefts_; ++left) {
            if (inside_[left] != 0) {
                unsent.push_back(flow.unsent()[left]);
            }
        }
        return unsent;
    }

    const RepairProblem& problem_;
    StageTicker ticker_;
    std::uint32_t lefts_;
    std::uint32_t rights_;
    Links links_; // from vertex, to vertex; sorted
    std::vector<std::uint8_t> inside_;
    std::vector<std::uint32_t> queue_;
    std::vector<std::uint32_t> local_;
    std::int64_t everybody_ = 0;
    RepairNetwork network_;
};

} // namespace

RepairNetwork repair_network(const RepairProblem& problem, RunControl* control) {
    return NetworkMaker{problem, control}.run();
}

} // namespace samspill::detail
