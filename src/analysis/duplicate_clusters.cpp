#include "duplicate_clusters.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <unordered_set>
#include <utility>

namespace samspill::detail {
namespace {

struct Part {
    std::vector<ActivityId> members;
    std::map<std::uint32_t, std::size_t> classes; // how many members of each
    std::unordered_set<std::uint32_t> actors;
};

class CompleteLinkage {
public:
    CompleteLinkage(const ActorNetwork& network, const AlikeOffers& alike,
                    std::span<const DuplicatePair> further)
        : actor_of_{network.activities().actor}, alike_{alike}, parts_with_(alike.classes().size()),
          part_of_(actor_of_.size()), further_(actor_of_.size()) {
        for (const DuplicatePair& pair : further) {
            further_[pair.b.position()].push_back(pair.a); // the one that comes first
        }
    }

    void place(ActivityId activity) {
        const std::uint32_t offers = alike_.class_of(activity);
        const std::uint32_t actor = actor_of_[activity.position()].value();
        // Parts only grow, so what was closed to an alike activity of the same actor is closed to this one.
        std::uint32_t& open_from = first_open_[{offers, actor}];
        const bool has_further = !further_[activity.position()].empty();
        const std::uint32_t part = first_complete(activity, has_further ? 0 : open_from);
        if (part == parts_.size()) {
            parts_.emplace_back();
        }
        put(activity, part);
        if (!has_further) {
            open_from = part + 1;
        }
    }

    std::vector<std::vector<ActivityId>> take() && {
        std::vector<std::vector<ActivityId>> members;
        members.reserve(parts_.size());
        for (Part& part : parts_) {
            members.push_back(std::move(part.members));
        }
        return members;
    }

private:
    /// The part founded first, from `from` on, that the activity pairs with completely; else a new one.
    [[nodiscard]] std::uint32_t first_complete(ActivityId activity, std::uint32_t from) const {
        const std::uint32_t offers = alike_.class_of(activity);
        auto first = static_cast<std::uint32_t>(parts_.size());
        look_at_parts_with(offers, activity, from, first);
        for (const std::uint32_t partner : alike_.partners_of(offers)) {
            look_at_parts_with(partner, activity, from, first);
        }
        for (const ActivityId other : further_[activity.position()]) {
            const std::uint32_t part = part_of_[other.position()];
            if (part < first && pairs_completely(activity, parts_[part])) {
                first = part;
            }
        }
        return first;
    }

    /// Lowers `first` to the first part of the class, from `from` on, that the activity pairs with
    /// completely.
    void look_at_parts_with(std::uint32_t offers, ActivityId activity, std::uint32_t from,
                            std::uint32_t& first) const {
        const std::vector<std::uint32_t>& parts = parts_with_[offers];
        for (auto part = std::lower_bound(parts.begin(), parts.end(), from);
             part != parts.end() && *part < first; ++part) {
            if (pairs_completely(activity, parts_[*part])) {
                first = *part;
            }
        }
    }

    [[nodiscard]] bool pairs_completely(ActivityId activity, const Part& part) const {
        if (part.actors.contains(actor_of_[activity.position()].value())) {
            return false;
        }
        const std::uint32_t offers = alike_.class_of(activity);
        std::size_t partners = 0;
        for (const auto& [other, members] : part.classes) {
            partners += alike_.pair_up(offers, other) ? members : 0;
        }
        for (const ActivityId other : further_[activity.position()]) {
            partners += &parts_[part_of_[other.position()]] == &part ? 1 : 0;
        }
        return partners == part.members.size();
    }

    void put(ActivityId activity, std::uint32_t number) {
        const std::uint32_t offers = alike_.class_of(activity);
        Part& part = parts_[number];
        part.members.push_back(activity);
        part.actors.insert(actor_of_[activity.position()].value());
        part_of_[activity.position()] = number;
        if (++part.classes[offers] == 1) {
            std::vector<std::uint32_t>& parts = parts_with_[offers];
            parts.insert(std::upper_bound(parts.begin(), parts.end(), number), number);
        }
    }

    const std::vector<ActorId>& actor_of_;
    const AlikeOffers& alike_;
    std::vector<Part> parts_;
    std::vector<std::vector<std::uint32_t>> parts_with_; // of each class, ascending
    std::vector<std::uint32_t> part_of_;
    std::vector<std::vector<ActivityId>> further_; // pairs with activities that come before
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> first_open_; // by class and actor
};

} // namespace

std::vector<std::vector<ActivityId>> complete_linkage(const ActorNetwork& network, const AlikeOffers& alike,
                                                      std::span<const DuplicatePair> further,
                                                      RunControl* control) {
    const std::size_t activities = network.activities().size();
    StageTicker ticker{control, "joining pairs", activities};
    CompleteLinkage linkage{network, alike, further};
    for (std::size_t k = 0; k < activities; ++k) {
        ticker.step();
        linkage.place(ActivityId{k});
    }
    return std::move(linkage).take();
}

} // namespace samspill::detail
