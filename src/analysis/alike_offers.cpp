#include "alike_offers.hpp"

#include "../detail/statutory.hpp"
#include "../graph/offer_index.hpp"
#include "offer_agreement.hpp"

#include <numeric>
#include <utility>

namespace samspill::detail {
namespace {

RowClasses alike_rows(const ActorNetwork& network) {
    const ActivityColumns& offers = network.activities();
    const auto hash = [&](std::uint32_t k) {
        return RowHash{}
            .add(static_cast<std::uint64_t>(offers.kind[k]))
            .add(is_statutory(offers, ActivityId{k}) ? 1U : 0U)
            .add(std::uint64_t{offers.theme[k].value()})
            .add_list(offers.target_groups[k])
            .add_list(offers.areas[k])
            .add_list(offers.languages[k])
            .value();
    };
    const auto same_list = [](const auto& column, std::uint32_t a, std::uint32_t b) {
        return std::equal(column[a].begin(), column[a].end(), column[b].begin(), column[b].end());
    };
    const auto alike = [&](std::uint32_t a, std::uint32_t b) {
        return offers.kind[a] == offers.kind[b] &&
               is_statutory(offers, ActivityId{a}) == is_statutory(offers, ActivityId{b}) &&
               offers.theme[a] == offers.theme[b] && offers.period[a] == offers.period[b] &&
               offers.ages[a] == offers.ages[b] && same_list(offers.target_groups, a, b) &&
               same_list(offers.areas, a, b) && same_list(offers.languages, a, b);
    };
    return classes_of_rows(offers.size(), hash, alike);
}

} // namespace

AlikeOffers::AlikeOffers(const ActorNetwork& network, const PairOptions& options, RunControl* control)
    : classes_{alike_rows(network)} {
    const ActivityColumns& offers = network.activities();
    std::vector<ActivityId> firsts;
    firsts.reserve(classes_.size());
    for (std::uint32_t k = 0; k < classes_.size(); ++k) {
        firsts.emplace_back(classes_.members_of(k).front());
    }
    OfferIndex index{network, firsts};
    StageTicker ticker{control, "pairing activities", firsts.size()};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs; // both ways
    for (std::uint32_t k = 0; k < firsts.size(); ++k) {
        ticker.step();
        // The activity in the inner area finds the one around it; offers of equal areas find each other.
        const std::size_t row = firsts[k].position();
        index.start_round();
        if (offers.areas[row].empty()) {
            index.collect_theme(offers.theme[row]);
        } else {
            index.collect_at(offers.theme[row], AreaId::none());
            for (const AreaId area : offers.areas[row]) {
                index.collect_around(offers.theme[row], area);
            }
        }
        for (const std::uint32_t other : index.collected()) {
            if (other != k && agreement_of(network, firsts[k], firsts[other]).makes_a_pair(options)) {
                pairs.emplace_back(k, other);
                pairs.emplace_back(other, k);
            }
        }
    }
    StageTicker sorting{control, "sorting pairs", 0};
    std::sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) {
        sorting.step();
        return x < y;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    begin_.assign(classes_.size() + 1, 0);
    partners_.reserve(pairs.size());
    for (const auto& [one, other] : pairs) {
        ++begin_[one + std::size_t{1}];
        partners_.push_back(other);
    }
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
}

} // namespace samspill::detail
