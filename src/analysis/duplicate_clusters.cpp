#include "duplicate_clusters.hpp"

#include "offer_agreement.hpp"
#include "offer_bounds.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace samspill::detail {
namespace {

/// Parts only grow, so their bounds only narrow and their profiles only become more.
struct Part {
    std::vector<ActivityId> members;
    std::vector<std::uint32_t> profiles; // of the members, each once
    OfferBounds bounds;                  // that all members have in common
};

class CompleteLinkage {
public:
    CompleteLinkage(const ActorNetwork& network, const PairOptions& options, const AlikeOffers& alike,
                    OfferProfiles& profiles, std::span<const DuplicatePair> further)
        : network_{network}, options_{options}, alike_{alike}, profiles_{profiles},
          parts_with_(profiles.classes().size()), agrees_(profiles.classes().size(), 0),
          parts_of_actor_(network.actors().size()), part_of_(network.activities().size()),
          further_(network.activities().size()) {
        for (const DuplicatePair& pair : further) {
            further_[pair.b.position()].push_back(pair.a); // the one that comes first
        }
    }

    void place(ActivityId activity) {
        const std::uint32_t actor = actor_of(activity).value();
        // What was closed to an alike activity of the same actor stays closed.
        const std::uint64_t key = (std::uint64_t{alike_.class_of(activity)} << 32U) | actor;
        std::uint32_t& open_from = first_open_[key];
        const bool has_further = !further_[activity.position()].empty();
        const std::uint32_t part = first_complete(activity, has_further ? 0 : open_from);
        if (part == parts_.size()) {
            parts_.emplace_back();
            holds_actor_.push_back(0);
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
    [[nodiscard]] ActorId actor_of(ActivityId activity) const {
        return network_.activities().actor[activity.position()];
    }

    /// The part founded first, from `from` on, that the activity pairs with completely; else a new one.
    [[nodiscard]] std::uint32_t first_complete(ActivityId activity, std::uint32_t from) {
        ++round_;
        const std::vector<std::uint32_t>& taken = parts_of_actor_[actor_of(activity).position()];
        for (auto part = std::lower_bound(taken.begin(), taken.end(), from); part != taken.end(); ++part) {
            holds_actor_[*part] = round_;
        }
        const auto partners = profiles_.partners_of(profiles_.profile_of(activity));
        for (const std::uint32_t profile : partners) {
            agrees_[profile] = round_;
        }
        const OfferBounds bounds = bounds_of(network_, activity, options_);
        auto first = static_cast<std::uint32_t>(parts_.size());
        for (const std::uint32_t profile : partners) {
            const std::vector<std::uint32_t>& parts = parts_with_[profile];
            for (auto part = std::lower_bound(parts.begin(), parts.end(), from);
                 part != parts.end() && *part < first; ++part) {
                if (pairs_by_statement(bounds, *part)) {
                    first = *part;
                }
            }
        }
        return first_further(activity, first);
    }

    /// Lowers `first` to the first part with a further partner that the activity pairs with completely.
    [[nodiscard]] std::uint32_t first_further(ActivityId activity, std::uint32_t first) const {
        std::unordered_map<std::uint32_t, std::vector<ActivityId>> partners; // by part
        for (const ActivityId other : further_[activity.position()]) {
            partners[part_of_[other.position()]].push_back(other);
        }
        for (auto& [part, of_part] : partners) {
            if (part < first && holds_actor_[part] != round_) {
                std::sort(of_part.begin(), of_part.end());
                if (pairs_completely(activity, parts_[part], of_part)) {
                    first = part;
                }
            }
        }
        return first;
    }

    /// Whether the activity of this round pairs with all of the part by what they state.
    [[nodiscard]] bool pairs_by_statement(const OfferBounds& bounds, std::uint32_t number) const {
        const Part& part = parts_[number];
        return holds_actor_[number] != round_ && bounds.meet(part.bounds) &&
               std::all_of(part.profiles.begin(), part.profiles.end(),
                           [&](std::uint32_t profile) { return agrees_[profile] == round_; });
    }

    /// The same by what they state or by the further partners, ascending.
    [[nodiscard]] bool pairs_completely(ActivityId activity, const Part& part,
                                        const std::vector<ActivityId>& partners) const {
        return std::all_of(part.members.begin(), part.members.end(), [&](ActivityId other) {
            return std::binary_search(partners.begin(), partners.end(), other) ||
                   agreement_of(network_, activity, other).makes_a_pair(options_);
        });
    }

    void put(ActivityId activity, std::uint32_t number) {
        const auto add_once = [](std::vector<std::uint32_t>& sorted, std::uint32_t value) {
            const auto place = std::lower_bound(sorted.begin(), sorted.end(), value);
            const bool is_new = place == sorted.end() || *place != value;
            if (is_new) {
                sorted.insert(place, value);
            }
            return is_new;
        };
        const std::uint32_t profile = profiles_.profile_of(activity);
        Part& part = parts_[number];
        part.members.push_back(activity);
        part.bounds.intersect(bounds_of(network_, activity, options_));
        part_of_[activity.position()] = number;
        add_once(parts_of_actor_[actor_of(activity).position()], number);
        if (add_once(part.profiles, profile)) {
            add_once(parts_with_[profile], number);
        }
    }

    const ActorNetwork& network_;
    PairOptions options_;
    const AlikeOffers& alike_;
    OfferProfiles& profiles_;
    std::vector<Part> parts_;
    std::vector<std::vector<std::uint32_t>> parts_with_; // of each profile, ascending
    std::vector<std::uint32_t> agrees_;                  // the last round in which each profile agreed
    std::vector<std::vector<std::uint32_t>> parts_of_actor_;
    std::vector<std::uint32_t> holds_actor_; // the last round in which each part held the actor
    std::vector<std::uint32_t> part_of_;
    std::vector<std::vector<ActivityId>> further_;                // pairs with activities that come before
    std::unordered_map<std::uint64_t, std::uint32_t> first_open_; // by class of alike offers and actor
    std::uint32_t round_ = 0;
};

} // namespace

std::vector<std::vector<ActivityId>> complete_linkage(const ActorNetwork& network, const PairOptions& options,
                                                      const AlikeOffers& alike, OfferProfiles& profiles,
                                                      std::span<const DuplicatePair> further,
                                                      RunControl* control) {
    const std::size_t activities = network.activities().size();
    StageTicker ticker{control, "joining pairs", activities};
    CompleteLinkage linkage{network, options, alike, profiles, further};
    for (std::size_t k = 0; k < activities; ++k) {
        ticker.step();
        linkage.place(ActivityId{k});
    }
    return std::move(linkage).take();
}

} // namespace samspill::detail
