#include <samspill/graph/referrals.hpp>

#include <samspill/graph/awareness.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

/// Parts of equal vertices, made finer by one set after the other.
class Partition {
public:
    explicit Partition(std::size_t vertices) : part_of_(vertices, 0), size_{vertices} {}

    /// Splits every part into what is in the set and what is not.
    void refine(std::span<const Vertex> set) {
        inside_.resize(size_.size(), 0);
        split_to_.resize(size_.size(), 0);
        for (const Vertex v : set) {
            ++inside_[part_of_[v]];
        }
        for (const Vertex v : set) {
            const std::uint32_t part = part_of_[v];
            if (inside_[part] == size_[part]) {
                continue; // the whole part is in the set
            }
            if (split_to_[part] == 0) {
                split_to_[part] = static_cast<std::uint32_t>(size_.size());
                size_.push_back(0);
                touched_.push_back(part);
            }
            part_of_[v] = split_to_[part];
            ++size_[split_to_[part]];
        }
        for (const std::uint32_t part : touched_) {
            size_[part] -= size_[split_to_[part]];
            inside_[part] = 0;
            split_to_[part] = 0;
        }
        touched_.clear();
        for (const Vertex v : set) {
            if (part_of_[v] < inside_.size()) {
                inside_[part_of_[v]] = 0;
            }
        }
    }
    [[nodiscard]] std::uint32_t operator[](Vertex v) const noexcept { return part_of_[v]; }

private:
    std::vector<std::uint32_t> part_of_;
    std::vector<std::size_t> size_;
    std::vector<std::size_t> inside_;     // members of each part in the set at hand
    std::vector<std::uint32_t> split_to_; // the part they move to; 0 = none yet
    std::vector<std::uint32_t> touched_;
};

std::vector<ActorId> entry_points(const ActorNetwork& network) {
    std::vector<ActorId> entries = network.needs().entry_point;
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    if (!entries.empty() && entries.back().is_none()) { // none sorts last
        entries.pop_back();
    }
    return entries;
}

} // namespace

std::vector<std::uint32_t> knowledge_parts(const ActorNetwork& network, int steps, RunControl* control) {
    const std::size_t activities = network.activities().size();
    Partition partition{network.actors().size() + activities};
    AwarenessSearch search{network, steps};
    const std::vector<ActorId> entries = entry_points(network);
    StageTicker ticker{control, "searching from entry points", entries.size()};
    for (const ActorId entry : entries) {
        ticker.step();
        search.start_at(entry);
        partition.refine(search.found());
    }
    // An activity is found by itself or with its actor, so both parts count.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    pairs.reserve(activities);
    for (std::size_t j = 0; j < activities; ++j) {
        pairs.emplace_back(partition[network.vertex(ActivityId{j})],
                           partition[network.vertex(network.activities().actor[j])]);
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> distinct = pairs;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    std::vector<std::uint32_t> parts;
    parts.reserve(activities);
    for (const auto& pair : pairs) {
        parts.push_back(static_cast<std::uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), pair) -
                                                   distinct.begin()));
    }
    return parts;
}

Referrals::Referrals(const ActorNetwork& network, const Eligibility& eligibility, int steps,
                     RunControl* control) {
    const bool recorded = records_knowledge(network);
    split(network, eligibility, recorded);
    for (std::uint32_t r = 0; r < size(); ++r) {
        known_begin_.push_back(known_begin_.back() + eligibility.offers(need_class_[r]).size());
    }
    known_.assign(known_begin_.back(), recorded ? 0 : 1);
    if (recorded) {
        find_known(network, eligibility, steps, control);
    }
}

void Referrals::split(const ActorNetwork& network, const Eligibility& eligibility, bool by_entry_point) {
    const std::vector<ActorId>& entry = network.needs().entry_point;
    referral_of_.resize(network.needs().size());
    for (std::uint32_t k = 0; k < eligibility.need_classes(); ++k) {
        const std::size_t first = members_.size();
        const auto members = eligibility.members(k);
        members_.insert(members_.end(), members.begin(), members.end());
        if (by_entry_point) {
            std::stable_sort(members_.begin() + static_cast<std::ptrdiff_t>(first), members_.end(),
                             [&](NeedId a, NeedId b) { return entry[a.position()] < entry[b.position()]; });
        }
        for (std::size_t m = first; m < members_.size(); ++m) {
            const ActorId who = by_entry_point ? entry[members_[m].position()] : ActorId::none();
            if (m == first || who != entry_point_.back()) {
                need_class_.push_back(k);
                entry_point_.push_back(who);
                members_begin_.push_back(m);
            }
            members_begin_.back() = m + 1;
            referral_of_[members_[m].position()] = static_cast<std::uint32_t>(need_class_.size() - 1);
        }
    }
}

void Referrals::find_known(const ActorNetwork& network, const Eligibility& eligibility, int steps,
                           RunControl* control) {
    std::vector<std::uint32_t> order(size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return entry_point_[a] < entry_point_[b]; });
    AwarenessSearch search{network, steps};
    StageTicker ticker{control, "finding known offers", size()};
    ActorId searched;
    for (const std::uint32_t r : order) {
        ticker.step();
        if (entry_point_[r].is_none()) {
            break; // sorted last
        }
        if (entry_point_[r] != searched) {
            searched = entry_point_[r];
            search.start_at(searched);
        }
        std::size_t arc = known_begin_[r];
        for (const std::uint32_t offer : eligibility.offers(need_class_[r])) {
            known_[arc++] = search.finds(eligibility.activities_in(offer).front()) ? 1 : 0;
        }
    }
}

} // namespace samspill
