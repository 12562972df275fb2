#include <samspill/graph/fair_allocation.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/graph/components.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace samspill {
namespace {

__extension__ using Wide = __int128;

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// A part of the problem that is solved on its own.
struct Part {
    std::vector<std::uint32_t> sharing;    // needs of the class at hand, whose shares are sought
    std::vector<std::uint32_t> served;     // needs of earlier classes that are fully served and stay so
    std::vector<std::uint32_t> activities; // activities that still have seats for this part
};

/// What the needs that fall short can reach, or, when none does, what the sharing needs can reach.
struct Cut {
    bool everything_sent = false;
    std::vector<std::uint8_t> left;  // by position in sharing, then served
    std::vector<std::uint8_t> right; // by position in activities
};

class FairAllocation {
public:
    FairAllocation(const AllocationProblem& problem, RunControl* control)
        : problem_{problem}, ticker_{control, "allocating seats", problem.graph.arcs()},
          local_(problem.graph.right_vertices, nowhere) {
        result_.share.resize(problem.people.size());
    }

    Allocation run() && {
        for (Part& component : components()) {
            solve_component(component);
        }
        number_bottlenecks();
        return std::move(result_);
    }

private:
    /// Connected components of the needs with people, each with its activities; all needs wait in `sharing`.
    [[nodiscard]] std::vector<Part> components() {
        const BipartiteGraph& graph = problem_.graph;
        std::vector<std::uint32_t> component_of(graph.right_vertices, nowhere);
        const std::vector<std::vector<std::uint32_t>> users = needs_by_activity();
        std::vector<std::uint8_t> placed(graph.left_vertices(), 0);
        std::vector<Part> parts;
        for (std::uint32_t seed = 0; seed < graph.left_vertices(); ++seed) {
            if (placed[seed] != 0 || problem_.people[seed] == 0 || graph.targets_of(seed).empty()) {
                continue;
            }
            Part& part = parts.emplace_back();
            part.sharing.push_back(seed);
            placed[seed] = 1;
            for (std::size_t head = 0; head < part.sharing.size(); ++head) {
                for (const std::uint32_t activity : graph.targets_of(part.sharing[head])) {
                    if (component_of[activity] != nowhere) {
                        continue;
                    }
                    component_of[activity] = static_cast<std::uint32_t>(parts.size() - 1);
                    part.activities.push_back(activity);
                    for (const std::uint32_t need : users[activity]) {
                        if (placed[need] == 0) {
                            placed[need] = 1;
                            part.sharing.push_back(need);
                        }
                    }
                }
            }
        }
        return parts;
    }

    [[nodiscard]] std::vector<std::vector<std::uint32_t>> needs_by_activity() const {
        std::vector<std::vector<std::uint32_t>> users(problem_.graph.right_vertices);
        for (std::uint32_t need = 0; need < problem_.graph.left_vertices(); ++need) {
            if (problem_.people[need] > 0) {
                for (const std::uint32_t activity : problem_.graph.targets_of(need)) {
                    users[activity].push_back(need);
                }
            }
        }
        return users;
    }

    /// Serves one priority class after the other. What a class leaves behind for the next: the activities
    /// with seats to spare, and its fully served needs, which may be re-routed among them.
    void solve_component(Part& component) {
        std::vector<std::uint32_t> waiting = std::move(component.sharing);
        std::stable_sort(waiting.begin(), waiting.end(), [&](std::uint32_t a, std::uint32_t b) {
            return problem_.priority[a] < problem_.priority[b];
        });
        Part rest;
        rest.activities = std::move(component.activities);
        for (auto first = waiting.begin(); first != waiting.end();) {
            const auto last = std::find_if(first, waiting.end(), [&](std::uint32_t need) {
                return problem_.priority[need] != problem_.priority[*first];
            });
            rest.sharing.assign(first, last);
            rest = solve_class(std::move(rest));
            first = last;
        }
    }

    [[nodiscard]] Part solve_class(Part whole) {
        Part left_over;
        std::vector<Part> open;
        open.push_back(std::move(whole));
        while (!open.empty()) {
            Part part = std::move(open.back());
            open.pop_back();
            if (part.sharing.empty()) { // earlier needs and their seats, untouched by this class
                append(left_over.served, part.served);
                append(left_over.activities, part.activities);
                continue;
            }
            solve_part(part, open, left_over);
        }
        return left_over;
    }

    void solve_part(Part& part, std::vector<Part>& open, Part& left_over) {
        const std::int64_t people = total(part.sharing, problem_.people);
        const std::int64_t reserved = total(part.served, problem_.people);
        const BipartiteGraph graph = local_graph(part);
        const std::vector<std::int64_t> seats = useful_seats(part, graph);
        const std::int64_t available = sum(seats) - reserved;
        const Fraction level = available >= people ? Fraction::one() : Fraction{available, people};
        const Cut cut = fits_64_bits(people, reserved, seats, level)
                            ? cut_at<std::int64_t>(part, graph, seats, level)
                            : cut_at<Wide>(part, graph, seats, level);
        if (cut.everything_sent) {
            give(part, cut, graph, level, left_over);
        } else {
            split(part, cut, graph, open, left_over);
        }
    }

    /// Every need of the part gets the same share. Below 1 everything they can reach is used up and leaves
    /// the problem; what they cannot reach, and at 1 the whole part, stays for the next class.
    void give(const Part& part, const Cut& cut, const BipartiteGraph& graph, Fraction level,
              Part& left_over) {
        for (const std::uint32_t need : part.sharing) {
            result_.share[need] = level;
        }
        const std::int64_t people = total(part.sharing, problem_.people);
        // people * level is the integer number of seats: below 1, level is available seats / people.
        const Wide served = Wide{people} * level.numerator() / level.denominator();
        result_.served = checked_add(result_.served, static_cast<std::int64_t>(served));
        if (level == Fraction::one()) {
            append(left_over.served, part.sharing);
            append(left_over.served, part.served);
            append(left_over.activities, part.activities);
            return;
        }
        keep_bottlenecks(part, cut, graph);
        for (std::size_t k = 0; k < part.served.size(); ++k) {
            if (cut.left[part.sharing.size() + k] == 0) {
                left_over.served.push_back(part.served[k]);
            }
        }
        for (std::size_t k = 0; k < part.activities.size(); ++k) {
            if (cut.right[k] == 0) {
                left_over.activities.push_back(part.activities[k]);
            }
        }
    }

    /// The connected parts of what the sharing needs can reach. Activities that only needs of earlier classes
    /// use belong to it too where those needs could give way.
    void keep_bottlenecks(const Part& part, const Cut& cut, const BipartiteGraph& graph) {
        DisjointSets sets{graph.left_vertices() + std::size_t{graph.right_vertices}};
        for (std::uint32_t left = 0; left < graph.left_vertices(); ++left) {
            for (const std::uint32_t right : graph.targets_of(left)) {
                if (cut.left[left] != 0 && cut.right[right] != 0) {
                    sets.unite(left, graph.left_vertices() + right);
                }
            }
        }
        std::vector<std::uint32_t> number(graph.left_vertices() + std::size_t{graph.right_vertices}, nowhere);
        const auto bottleneck_of = [&](std::uint32_t vertex) -> Bottleneck& {
            std::uint32_t& k = number[sets.find(vertex)];
            if (k == nowhere) {
                k = static_cast<std::uint32_t>(result_.bottlenecks.size());
                result_.bottlenecks.emplace_back();
            }
            return result_.bottlenecks[k];
        };
        for (std::uint32_t k = 0; k < part.sharing.size(); ++k) {
            if (!graph.targets_of(k).empty()) {
                Bottleneck& bottleneck = bottleneck_of(k);
                bottleneck.needs.push_back(part.sharing[k]);
                bottleneck.people += problem_.people[part.sharing[k]];
            }
        }
        for (std::uint32_t k = 0; k < part.activities.size(); ++k) {
            if (cut.right[k] != 0) {
                Bottleneck& bottleneck = bottleneck_of(graph.left_vertices() + k);
                bottleneck.activities.push_back(part.activities[k]);
                bottleneck.seats += problem_.capacity[part.activities[k]];
            }
        }
        for (std::uint32_t k = 0; k < part.served.size(); ++k) {
            const auto left = static_cast<std::uint32_t>(part.sharing.size()) + k;
            if (cut.left[left] != 0) {
                bottleneck_of(left).seats -= problem_.people[part.served[k]];
            }
        }
    }

    /// Parts are solved in no particular order; bottlenecks are numbered by their first needs.
    void number_bottlenecks() {
        std::vector<Bottleneck>& all = result_.bottlenecks;
        for (Bottleneck& bottleneck : all) {
            std::sort(bottleneck.needs.begin(), bottleneck.needs.end());
            std::sort(bottleneck.activities.begin(), bottleneck.activities.end());
        }
        std::sort(all.begin(), all.end(),
                  [](const Bottleneck& a, const Bottleneck& b) { return a.needs.front() < b.needs.front(); });
        result_.bottleneck_of.assign(problem_.people.size(), Allocation::no_bottleneck);
        for (std::uint32_t k = 0; k < all.size(); ++k) {
            for (const std::uint32_t need : all[k].needs) {
                result_.bottleneck_of[need] = k;
            }
        }
    }

    /// Sends level * people for the sharing needs and all people of the served ones. Amounts are scaled by
    /// the level's denominator, so the flow stays in integers.
    template <class Amount>
    [[nodiscard]] Cut cut_at(const Part& part, const BipartiteGraph& graph,
                             const std::vector<std::int64_t>& seats, Fraction level) {
        std::vector<Amount> demands;
        demands.reserve(graph.left_vertices());
        for (const std::uint32_t need : part.sharing) {
            demands.push_back(Amount{problem_.people[need]} * level.numerator());
        }
        for (const std::uint32_t need : part.served) {
            demands.push_back(Amount{problem_.people[need]} * level.denominator());
        }
        std::vector<Amount> supplies;
        supplies.reserve(seats.size());
        for (const std::int64_t count : seats) {
            supplies.push_back(Amount{count} * level.denominator());
        }
        BipartiteFlow<Amount> flow{graph, std::move(demands), std::move(supplies), ticker_};
        std::vector<std::uint32_t> seeds = flow.short_of_demand();
        Cut cut;
        cut.everything_sent = seeds.empty();
        if (cut.everything_sent) {
            seeds.resize(part.sharing.size());
            std::iota(seeds.begin(), seeds.end(), 0U);
        }
        const std::vector<std::uint8_t> reached = flow.reachable_from(seeds);
        const auto rights = reached.begin() + static_cast<std::ptrdiff_t>(graph.left_vertices());
        cut.left.assign(reached.begin(), rights);
        cut.right.assign(rights, reached.end());
        return cut;
    }

    /// Both sides of the cut, each in its connected parts: a part of its own has a level of its own, so it is
    /// cut fewer times. What no sharing need hangs together with is left over; a need that no activity is
    /// left for keeps its share of 0.
    static void split(const Part& part, const Cut& cut, const BipartiteGraph& graph, std::vector<Part>& open,
                      Part& left_over) {
        const BipartiteGraph uncut = uncut_arcs(graph, cut);
        const BipartiteComponents components = components_of(uncut);
        std::vector<std::uint32_t> place(components.count, nowhere);
        const auto sharing = static_cast<std::uint32_t>(part.sharing.size());
        for (std::uint32_t k = 0; k < sharing; ++k) {
            if (uncut.targets_of(k).empty()) {
                continue;
            }
            std::uint32_t& place_of_part = place[components.of_left[k]];
            if (place_of_part == nowhere) {
                place_of_part = static_cast<std::uint32_t>(open.size());
                open.emplace_back();
            }
            open[place_of_part].sharing.push_back(part.sharing[k]);
        }
        const auto part_at = [&](std::uint32_t component) -> Part& {
            return place[component] == nowhere ? left_over : open[place[component]];
        };
        for (std::uint32_t k = 0; k < part.served.size(); ++k) {
            part_at(components.of_left[sharing + k]).served.push_back(part.served[k]);
        }
        for (std::uint32_t k = 0; k < part.activities.size(); ++k) {
            part_at(components.of_right[k]).activities.push_back(part.activities[k]);
        }
    }

    [[nodiscard]] static BipartiteGraph uncut_arcs(const BipartiteGraph& graph, const Cut& cut) {
        BipartiteGraph uncut;
        uncut.right_vertices = graph.right_vertices;
        uncut.begin.reserve(graph.begin.size());
        uncut.target.reserve(graph.target.size());
        for (std::uint32_t left = 0; left < graph.left_vertices(); ++left) {
            for (const std::uint32_t right : graph.targets_of(left)) {
                if (cut.left[left] == cut.right[right]) {
                    uncut.target.push_back(right);
                }
            }
            uncut.begin.push_back(uncut.arcs());
        }
        return uncut;
    }

    /// The part's own graph: sharing needs, then served needs; arcs to activities outside the part are
    /// dropped.
    [[nodiscard]] BipartiteGraph local_graph(const Part& part) {
        for (std::uint32_t k = 0; k < part.activities.size(); ++k) {
            local_[part.activities[k]] = k;
        }
        BipartiteGraph graph;
        graph.right_vertices = static_cast<std::uint32_t>(part.activities.size());
        for (const auto* needs : {&part.sharing, &part.served}) {
            for (const std::uint32_t need : *needs) {
                for (const std::uint32_t activity : problem_.graph.targets_of(need)) {
                    if (local_[activity] != nowhere) {
                        graph.target.push_back(local_[activity]);
                    }
                }
                graph.begin.push_back(graph.arcs());
            }
        }
        for (const std::uint32_t activity : part.activities) {
            local_[activity] = nowhere;
        }
        return graph;
    }

    /// Seats of each activity, at most as many as the people who could use them: more never matters, and
    /// unbounded capacity becomes a number.
    [[nodiscard]] std::vector<std::int64_t> useful_seats(const Part& part,
                                                         const BipartiteGraph& graph) const {
        std::vector<std::int64_t> users(part.activities.size(), 0);
        for (std::uint32_t left = 0; left < graph.left_vertices(); ++left) {
            const std::uint32_t need =
                left < part.sharing.size() ? part.sharing[left] : part.served[left - part.sharing.size()];
            for (const std::uint32_t right : graph.targets_of(left)) {
                users[right] = checked_add(users[right], problem_.people[need]);
            }
        }
        for (std::size_t k = 0; k < users.size(); ++k) {
            users[k] = std::min(users[k], problem_.capacity[part.activities[k]]);
        }
        return users;
    }

    [[nodiscard]] static bool fits_64_bits(std::int64_t people, std::int64_t reserved,
                                           const std::vector<std::int64_t>& seats, Fraction level) {
        const Wide demand = Wide{people} + reserved;
        return (demand + sum(seats)) * level.denominator() < std::numeric_limits<std::int64_t>::max();
    }

    [[nodiscard]] static std::int64_t total(const std::vector<std::uint32_t>& chosen,
                                            const std::vector<std::int64_t>& amounts) {
        return std::accumulate(
            chosen.begin(), chosen.end(), std::int64_t{0},
            [&](std::int64_t sum, std::uint32_t k) { return checked_add(sum, amounts[k]); });
    }
    [[nodiscard]] static std::int64_t sum(const std::vector<std::int64_t>& amounts) {
        return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0}, checked_add);
    }
    static void append(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
        to.insert(to.end(), from.begin(), from.end());
    }

    const AllocationProblem& problem_;
    StageTicker ticker_;
    std::vector<std::uint32_t> local_; // position of an activity in the part at hand
    Allocation result_;
};

} // namespace

Allocation allocate_fairly(const AllocationProblem& problem, RunControl* control) {
    return FairAllocation{problem, control}.run();
}

} // namespace samspill
