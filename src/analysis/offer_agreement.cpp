#include "offer_agreement.hpp"

#include "../detail/statutory.hpp"

#include <algorithm>
#include <span>

namespace samspill::detail {
namespace {

template <class T, class Same>
Accord agreement(std::span<const T> a, std::span<const T> b, Same same) {
    if (a.empty() || b.empty()) {
        return Accord::open;
    }
    const bool shared = std::any_of(a.begin(), a.end(), [&](T left) {
        return std::any_of(b.begin(), b.end(), [&](T right) { return same(left, right); });
    });
    return shared ? Accord::shared : Accord::apart;
}

Accord agreement(bool both_stated, bool overlap) {
    if (!overlap) {
        return Accord::apart;
    }
    return both_stated ? Accord::shared : Accord::open;
}

} // namespace

OfferAgreement agreement_of(const ActorNetwork& network, ActivityId a, ActivityId b) {
    const ActivityColumns& offers = network.activities();
    const std::size_t i = a.position();
    const std::size_t j = b.position();
    const auto equal = [](TermId left, TermId right) { return left == right; };
    const auto nested = [&](AreaId left, AreaId right) { return network.area_tree().nested(left, right); };
    return {.comparable = offers.theme[i] == offers.theme[j] && offers.kind[i] == offers.kind[j] &&
                          is_statutory(offers, a) == is_statutory(offers, b),
            .target_groups = agreement(offers.target_groups[i], offers.target_groups[j], equal),
            .areas = agreement(offers.areas[i], offers.areas[j], nested),
            .periods = agreement(!offers.period[i].is_standing() && !offers.period[j].is_standing(),
                                 offers.period[i].overlaps(offers.period[j])),
            .languages = agreement(offers.languages[i], offers.languages[j], equal),
            .ages = agreement(offers.ages[i].is_stated() && offers.ages[j].is_stated(),
                              offers.ages[i].overlaps(offers.ages[j]))};
}

} // namespace samspill::detail
