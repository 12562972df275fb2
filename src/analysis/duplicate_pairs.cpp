#include <samspill/analysis/duplicate_pairs.hpp>

#include "../graph/offer_index.hpp"

#include <algorithm>
#include <span>

namespace samspill {
namespace {

/// Two lists agree when they share something; a list that is empty leaves the attribute open.
enum class Agreement : std::uint8_t { shared, open, apart };

template <class T, class Same>
Agreement agreement(std::span<const T> a, std::span<const T> b, Same same) {
    if (a.empty() || b.empty()) {
        return Agreement::open;
    }
    const bool shared = std::any_of(a.begin(), a.end(), [&](T left) {
        return std::any_of(b.begin(), b.end(), [&](T right) { return same(left, right); });
    });
    return shared ? Agreement::shared : Agreement::apart;
}

} // namespace

std::optional<DuplicatePair> duplicate_pair(const ActorNetwork& network, ActivityId a, ActivityId b,
                                            const PairOptions& options) {
    const ActivityColumns& offers = network.activities();
    if (b < a) {
        std::swap(a, b);
    }
    const std::size_t i = a.position();
    const std::size_t j = b.position();
    if (i == j || offers.actor[i] == offers.actor[j] || offers.theme[i] != offers.theme[j] ||
        offers.kind[i] != offers.kind[j] || !offers.period[i].overlaps(offers.period[j])) {
        return std::nullopt;
    }
    const auto equal = [](TermId left, TermId right) { return left == right; };
    const auto nested = [&](AreaId left, AreaId right) { return network.area_tree().nested(left, right); };
    const Agreement groups = agreement(offers.target_groups[i], offers.target_groups[j], equal);
    const Agreement areas = agreement(offers.areas[i], offers.areas[j], nested);
    const Agreement languages = agreement(offers.languages[i], offers.languages[j], equal);
    const bool ages_stated = offers.ages[i].is_stated() && offers.ages[j].is_stated();
    const bool ages_overlap = offers.ages[i].overlaps(offers.ages[j]);
    if (groups == Agreement::apart || areas == Agreement::apart ||
        (options.match_languages && languages == Agreement::apart) || (options.match_ages && !ages_overlap)) {
        return std::nullopt;
    }
    const bool periods_stated = !offers.period[i].is_standing() && !offers.period[j].is_standing();
    return DuplicatePair{.a = a,
                         .b = b,
                         .shared_months = offers.period[i].intersection(offers.period[j]),
                         .compared = {.target_group = groups == Agreement::shared,
                                      .area = areas == Agreement::shared,
                                      .period = periods_stated,
                                      .language = languages == Agreement::shared,
                                      .ages = ages_stated && ages_overlap},
                         .cluster = std::nullopt};
}

std::vector<DuplicatePair> duplicate_pairs(const ActorNetwork& network, const PairOptions& options,
                                           RunControl* control) {
    const ActivityColumns& offers = network.activities();
    std::vector<ActivityId> all;
    for (std::size_t k = 0; k < offers.size(); ++k) {
        all.emplace_back(k);
    }
    detail::OfferIndex index{network, all};
    StageTicker ticker{control, "pairing activities", offers.size()};
    std::vector<DuplicatePair> pairs;
    const auto try_pair = [&](ActivityId a, ActivityId b) {
        if (const auto pair = duplicate_pair(network, a, b, options)) {
            pairs.push_back(*pair);
        }
    };
    for (std::size_t k = 0; k < offers.size(); ++k) {
        ticker.step();
        const ActivityId activity{k};
        // The activity in the inner area finds the one around it; offers of equal areas find each other.
        index.start_round();
        if (offers.areas[k].empty()) {
            index.collect_theme(offers.theme[k]);
        } else {
            index.collect_at(offers.theme[k], AreaId::none());
            for (const AreaId area : offers.areas[k]) {
                index.collect_around(offers.theme[k], area);
            }
        }
        for (const std::uint32_t other : index.collected()) {
            try_pair(activity, ActivityId{other});
        }
    }
    const auto key = [](const DuplicatePair& pair) { return std::pair{pair.a, pair.b}; };
    StageTicker sorting{control, "sorting pairs", 0};
    std::sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) {
        sorting.step();
        return key(x) < key(y);
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end(),
                            [&](const auto& x, const auto& y) { return key(x) == key(y); }),
                pairs.end());
    return pairs;
}

} // namespace samspill
