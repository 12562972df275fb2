#include "repair_flow.hpp"

#include <samspill/graph/repair_choice.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

using detail::RepairFlow;
using detail::RepairGates;
using detail::RepairNetwork;
using detail::Spending;
using Pair = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// People per effort, rounded to 30 binary digits: quotients that are equal but for the last bits of a
/// division must tie. Grows with people.
double worth_of(std::int64_t people, double effort) {
    const double quotient = static_cast<double>(people) / effort;
    if (!std::isfinite(quotient)) {
        return std::numeric_limits<double>::max();
    }
    constexpr int digits = 30;
    int exponent = 0;
    const double mantissa = std::frexp(quotient, &exponent);
    return std::ldexp(std::round(std::ldexp(mantissa, digits)), exponent - digits);
}

/// Offers at which a candidate makes room: seats come, or people who may sit there get another way.
std::vector<std::uint32_t> relieved_by(const RepairNetwork& network, const RepairGates& gates) {
    std::vector<std::uint32_t> rights;
    const auto add_offers_of = [&](std::uint32_t left) {
        const auto targets = network.graph.targets_of(left);
        rights.insert(rights.end(), targets.begin(), targets.end());
    };
    for (const AddedSeats& added : gates.added) {
        rights.push_back(added.right);
    }
    for (const detail::SeatExchange& exchange : gates.exchanged) {
        rights.push_back(exchange.to);
    }
    for (const RepairArc& arc : gates.arcs) {
        add_offers_of(arc.left);
    }
    for (const detail::OpenedOffer& opened : gates.opened) {
        std::for_each(opened.lefts.begin(), opened.lefts.end(), add_offers_of);
    }
    std::sort(rights.begin(), rights.end());
    rights.erase(std::unique(rights.begin(), rights.end()), rights.end());
    return rights;
}

std::vector<Pair> pairs_in(const RepairNetwork& network, std::size_t most_pairs) {
    std::vector<std::vector<std::uint32_t>> arriving(network.seats.size());
    for (std::uint32_t k = 0; k < network.gates.size(); ++k) {
        for (const RepairArc& arc : network.gates[k].arcs) {
            if (arriving[arc.right].empty() || arriving[arc.right].back() != k) {
                arriving[arc.right].push_back(k);
            }
        }
    }
    std::set<Pair> pairs;
    for (std::uint32_t k = 0; k < network.gates.size(); ++k) {
        for (const std::uint32_t right : relieved_by(network, network.gates[k])) {
            for (const std::uint32_t other : arriving[right]) {
                if (pairs.size() == most_pairs) {
                    return {pairs.begin(), pairs.end()};
                }
                if (other != k) {
                    pairs.insert(std::minmax(k, other));
                }
            }
        }
    }
    return {pairs.begin(), pairs.end()};
}

/// A candidate or a pair that may be taken next.
struct Entry {
    std::uint32_t first = nobody;
    std::uint32_t second = nobody;
    std::uint32_t part = 0;
    double effort = 0.0;
    std::int64_t most = 0;   ///< no step can gain more with it
    std::int64_t people = 0; ///< gained by taking it now, or a number that this cannot exceed
    bool exact = false;      ///< which of the two
    std::uint32_t stamp = 0; ///< of its place in the queue that counts

    [[nodiscard]] std::size_t size() const noexcept { return second == nobody ? 1 : 2; }
};

class Greedy {
public:
    Greedy(const RepairNetwork& network, const RepairLimits& limits, const GreedyOptions& options,
           RunControl* control)
        : network_{network}, limits_{limits}, flow_{network, control}, ticker_{control, "repairs: choosing",
                                                                               0} {
        for (std::uint32_t k = 0; k < network.gates.size(); ++k) {
            const RepairGates& gates = network.gates[k];
            entries_.push_back({.first = k, .part = gates.part, .effort = gates.effort, .most = gates.most});
        }
        if (options.pairs) {
            add_pairs(options.most_pairs);
        }
        entries_of_.resize(network.unsent.size());
        for (std::uint32_t k = 0; k < entries_.size(); ++k) {
            entries_of_[entries_[k].part].push_back(k);
        }
    }

    RepairChoice run() && {
        const std::size_t nothing_done = flow_.mark();
        RepairChoice choice = choose(nobody);
        flow_.undo(nothing_done);
        const std::uint32_t single = single_better_than(choice.people);
        if (single != nobody) {
            choice = choose(single);
        }
        choice.evaluations = evaluations_;
        return choice;
    }

private:
    struct Place {
        double worth;
        std::uint32_t entry;
        std::uint32_t stamp;

        /// The queue gives the largest first: the most worth, then the earliest entry.
        friend bool operator<(const Place& a, const Place& b) {
            return std::tie(a.worth, b.entry) < std::tie(b.worth, a.entry);
        }
    };

    void add_pairs(std::size_t most_pairs) {
        for (const auto& [first, second] : pairs_in(network_, most_pairs)) {
            const RepairGates& a = network_.gates[first];
            const RepairGates& b = network_.gates[second];
            const std::int64_t unsent = network_.unsent[a.part]; // neither can gain more
            entries_.push_back({.first = first,
                                .second = second,
                                .part = a.part,
                                .effort = a.effort + b.effort,
                                .most = a.most < unsent - b.most ? a.most + b.most : unsent});
        }
    }

    RepairChoice choose(std::uint32_t start) {
        choice_ = {};
        spending_ = Spending{limits_};
        unsent_ = network_.unsent;
        taken_.assign(network_.gates.size(), 0);
        queue_ = {};
        for (std::uint32_t part = 0; part < entries_of_.size(); ++part) {
            look_again(part);
        }
        if (start != nobody) {
            take(entries_[start]);
        }
        while (!queue_.empty()) {
            const Place place = queue_.top();
            queue_.pop();
            Entry& entry = entries_[place.entry];
            if (place.stamp != entry.stamp || !is_open(entry)) {
                continue;
            }
            if (entry.exact) {
                take(entry);
            } else {
                entry.people = gain_of(entry);
                entry.exact = true;
                enqueue(place.entry);
            }
        }
        return std::move(choice_);
    }

    [[nodiscard]] bool is_open(const Entry& entry) const {
        return taken_[entry.first] == 0 && (entry.second == nobody || taken_[entry.second] == 0) &&
               spending_.fits(entry.effort, entry.size());
    }

    /// Gains in this part of the network are no longer known, and may have grown.
    void look_again(std::uint32_t part) {
        for (const std::uint32_t k : entries_of_[part]) {
            entries_[k].exact = false;
            entries_[k].people = std::min(entries_[k].most, unsent_[part]);
            ++entries_[k].stamp;
            if (is_open(entries_[k])) {
                enqueue(k);
            }
        }
    }

    void enqueue(std::uint32_t k) {
        Entry& entry = entries_[k];
        if (entry.people > 0) {
            queue_.push({.worth = worth_of(entry.people, entry.effort), .entry = k, .stamp = ++entry.stamp});
        }
    }

    [[nodiscard]] std::int64_t carry_out(const Entry& entry) {
        const std::int64_t people = flow_.carry_out(entry.first);
        return entry.second == nobody ? people : people + flow_.carry_out(entry.second);
    }

    [[nodiscard]] std::int64_t gain_of(const Entry& entry) {
        ticker_.step();
        ++evaluations_;
        const std::size_t mark = flow_.mark();
        const std::int64_t people = carry_out(entry);
        flow_.undo(mark);
        return people;
    }

    void take(const Entry& entry) {
        RepairStep step{.candidates = {entry.first}, .people = carry_out(entry), .effort = entry.effort};
        taken_[entry.first] = 1;
        if (entry.second != nobody) {
            step.candidates.push_back(entry.second);
            taken_[entry.second] = 1;
        }
        spending_.add(entry.effort, entry.size());
        unsent_[entry.part] -= step.people;
        choice_.people += step.people;
        choice_.effort = spending_.spent();
        choice_.steps.push_back(std::move(step));
        look_again(entry.part);
    }

    /// The single candidate that reaches most people alone, if that is more than `people`. The largest bounds
    /// first, so few are tried.
    [[nodiscard]] std::uint32_t single_better_than(std::int64_t people) {
        std::vector<std::uint32_t> singles;
        for (std::uint32_t k = 0; k < network_.gates.size(); ++k) {
            if (Spending{limits_}.fits(network_.gates[k].effort)) {
                singles.push_back(k);
            }
        }
        std::stable_sort(singles.begin(), singles.end(), [&](std::uint32_t a, std::uint32_t b) {
            return network_.gates[a].most > network_.gates[b].most;
        });
        std::uint32_t best = nobody;
        for (const std::uint32_t k : singles) {
            if (network_.gates[k].most < people || (best == nobody && network_.gates[k].most == people)) {
                break;
            }
            const std::int64_t alone = gain_of(entries_[k]);
            if (alone > people || (alone == people && best != nobody && k < best)) {
                best = k;
                people = alone;
            }
        }
        return best;
    }

    const RepairNetwork& network_;
    RepairLimits limits_;
    RepairFlow flow_;
    StageTicker ticker_;
    std::vector<Entry> entries_; // singles in the order of the candidates, then pairs: earlier ones win ties
    std::vector<std::vector<std::uint32_t>> entries_of_; // of each part
    std::vector<std::int64_t> unsent_;                   // people without a seat in each part
    std::vector<std::uint8_t> taken_;
    std::priority_queue<Place> queue_;
    Spending spending_{RepairLimits{}};
    RepairChoice choice_;
    std::size_t evaluations_ = 0;
};

} // namespace

RepairChoice choose_greedily(const PreparedRepairs& repairs, const RepairLimits& limits,
                             const GreedyOptions& options, RunControl* control) {
    detail::check_limits(limits);
    return Greedy{repairs.network(), limits, options, control}.run();
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_that_may_help(const PreparedRepairs& repairs,
                                                                         std::size_t most_pairs) {
    return pairs_in(repairs.network(), most_pairs);
}

} // namespace samspill
