#include "alike_offers.hpp"

#include "offer_profile_rows.hpp"

#include <algorithm>
#include <span>

namespace samspill::detail {
namespace {

RowClasses alike_rows(const ActorNetwork& network) {
    const ActivityColumns& offers = network.activities();
    const auto word = [](std::int32_t bound) { return static_cast<std::uint64_t>(std::int64_t{bound}); };
    const auto hash = [&](std::uint32_t k) {
        return profile_hash(network, k)
            .add(word(offers.period[k].from))
            .add(word(offers.period[k].to))
            .add(word(offers.ages[k].min))
            .add(word(offers.ages[k].max))
            .value();
    };
    const auto alike = [&](std::uint32_t a, std::uint32_t b) {
        return offers.period[a] == offers.period[b] && offers.ages[a] == offers.ages[b] &&
               equal_profiles(network, a, b);
    };
    return classes_of_rows(offers.size(), hash, alike);
}

} // namespace

AlikeOffers::AlikeOffers(const ActorNetwork& network, std::size_t most_listed)
    : most_listed_{most_listed}, actors_{network.activities().actor}, classes_{alike_rows(network)},
      second_(classes_.size(), none) {
    for (std::uint32_t k = 0; k < classes_.size(); ++k) {
        const std::span<const std::uint32_t> members = classes_.members_of(k);
        if (is_large(k)) {
            const auto apart = std::find_if(members.begin(), members.end(), [&](std::uint32_t row) {
                return actors_[row] != actors_[members.front()];
            });
            second_[k] = apart == members.end() ? none : *apart;
        }
    }
}

std::vector<AlikeGroup> AlikeOffers::large_groups(const ActorNetwork& network) const {
    std::vector<AlikeGroup> groups;
    for (std::uint32_t k = 0; k < classes_.size(); ++k) {
        if (is_large(k)) {
            groups.push_back(group_of(network, classes_.members_of(k), AlikeIn::attributes));
        }
    }
    return groups;
}

AlikeGroup group_of(const ActorNetwork& network, std::span<const std::uint32_t> members, AlikeIn alike_in) {
    AlikeGroup group{.alike_in = alike_in};
    std::vector<ActorId> actors;
    group.activities.reserve(members.size());
    actors.reserve(members.size());
    for (const std::uint32_t row : members) {
        group.activities.emplace_back(row);
        actors.push_back(network.activities().actor[row]);
    }
    std::sort(actors.begin(), actors.end());
    group.actors = std::unique(actors.begin(), actors.end()) - actors.begin();
    return group;
}

} // namespace samspill::detail
