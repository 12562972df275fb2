#include <samspill/analysis/duplicate_pairs.hpp>

#include "offer_agreement.hpp"
#include "pair_lister.hpp"

#include <algorithm>

namespace samspill {

std::optional<DuplicatePair> duplicate_pair(const ActorNetwork& network, ActivityId a, ActivityId b,
                                            const PairOptions& options) {
    const std::vector<ActorId>& actors = network.activities().actor;
    if (a == b || actors[a.position()] == actors[b.position()]) {
        return std::nullopt;
    }
    const detail::OfferAgreement agreement = detail::agreement_of(network, a, b);
    if (!agreement.makes_a_pair(options)) {
        return std::nullopt;
    }
    const std::vector<MonthInterval>& period = network.activities().period;
    return DuplicatePair{.a = std::min(a, b),
                         .b = std::max(a, b),
                         .shared_months = period[a.position()].intersection(period[b.position()]),
                         .compared = agreement.compared()};
}

std::int64_t for_each_duplicate_pair(const ActorNetwork& network, const PairOptions& options,
                                     const DuplicatePairSink& sink, RunControl* control) {
    constexpr std::size_t portion = 65'536;
    const detail::AlikeOffers alike{network, options.most_listed_alike};
    detail::OfferProfiles profiles{network, options};
    detail::PairLister lister{network, options, alike, profiles};
    StageTicker ticker{control, "listing pairs", network.activities().size()};
    std::vector<DuplicatePair> pairs;
    std::int64_t found = 0;
    const auto hand_over = [&] {
        found += static_cast<std::int64_t>(pairs.size());
        sink(pairs);
        pairs.clear();
    };
    for (std::size_t k = 0; k < network.activities().size(); ++k) {
        ticker.step();
        lister.append_pairs_of(ActivityId{k}, pairs);
        if (pairs.size() >= portion) {
            hand_over();
        }
    }
    if (!pairs.empty()) {
        hand_over();
    }
    return found;
}

std::vector<DuplicatePair> duplicate_pairs(const ActorNetwork& network, const PairOptions& options,
                                           RunControl* control) {
    std::vector<DuplicatePair> all;
    for_each_duplicate_pair(
        network, options,
        [&](std::span<const DuplicatePair> pairs) { all.insert(all.end(), pairs.begin(), pairs.end()); },
        control);
    return all;
}

} // namespace samspill
