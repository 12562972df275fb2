#include "pair_lister.hpp"

#include "offer_agreement.hpp"

#include <algorithm>

namespace samspill::detail {

PairLister::PairLister(const ActorNetwork& network, const PairOptions& options, const AlikeOffers& alike,
                       OfferProfiles& profiles)
    : network_{network}, options_{options}, alike_{alike}, profiles_{profiles} {
    const RowClasses& classes = profiles.classes();
    begin_.reserve(classes.size() + 1);
    begin_.push_back(0);
    candidates_.reserve(classes.members.size());
    for (std::uint32_t profile = 0; profile < classes.size(); ++profile) {
        for (const std::uint32_t row : classes.members_of(profile)) {
            if (alike.may_be_listed(row)) {
                candidates_.push_back(candidate(row));
            }
        }
        begin_.push_back(candidates_.size());
    }
}

PairLister::Candidate PairLister::candidate(std::uint32_t row) const {
    return {bounds_of(network_, ActivityId{row}, options_), network_.activities().actor[row], row};
}

/// Calls visit(other) for the candidates of the profile, after `one`, that make a listed pair with it.
template <class Visit>
void PairLister::visit_profile(const Candidate& one, std::uint32_t profile, Visit visit) const {
    const auto begin = candidates_.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(begin_[profile + std::size_t{1}]);
    auto other = std::upper_bound(begin + static_cast<std::ptrdiff_t>(begin_[profile]), end, one.row,
                                  [](std::uint32_t row, const Candidate& c) { return row < c.row; });
    for (; other != end; ++other) {
        if (other->actor != one.actor && one.bounds.meet(other->bounds) &&
            alike_.list_each_other(one.row, other->row)) {
            visit(ActivityId{other->row});
        }
    }
}

void PairLister::append_pairs_of(ActivityId a, std::vector<DuplicatePair>& pairs) {
    if (!alike_.may_be_listed(a.value())) {
        return;
    }
    const ActivityColumns& offers = network_.activities();
    const Candidate one = candidate(a.value());
    const auto first = static_cast<std::ptrdiff_t>(pairs.size());
    for (const std::uint32_t profile : profiles_.partners_of(profiles_.profile_of(a))) {
        ComparedAttributes stated; // of target groups, areas and languages, which all of the profile share
        bool is_known = false;
        visit_profile(one, profile, [&](ActivityId b) {
            if (!is_known) {
                stated = agreement_of(network_, a, b).compared();
                is_known = true;
            }
            const MonthInterval here = offers.period[a.position()];
            const MonthInterval there = offers.period[b.position()];
            DuplicatePair& pair = pairs.emplace_back(
                DuplicatePair{.a = a, .b = b, .shared_months = here.intersection(there), .compared = stated});
            pair.compared.period = !here.is_standing() && !there.is_standing();
            pair.compared.ages = offers.ages[a.position()].is_stated() &&
                                 offers.ages[b.position()].is_stated() &&
                                 offers.ages[a.position()].overlaps(offers.ages[b.position()]);
        });
    }
    const auto by_b = [](const DuplicatePair& x, const DuplicatePair& y) { return x.b < y.b; };
    if (!std::is_sorted(pairs.begin() + first, pairs.end(), by_b)) {
        std::sort(pairs.begin() + first, pairs.end(), by_b);
    }
}

std::int64_t PairLister::count_pairs_of(ActivityId a) {
    if (!alike_.may_be_listed(a.value())) {
        return 0;
    }
    const Candidate one = candidate(a.value());
    std::int64_t count = 0;
    for (const std::uint32_t profile : profiles_.partners_of(profiles_.profile_of(a))) {
        visit_profile(one, profile, [&](ActivityId /*b*/) { ++count; });
    }
    return count;
}

FirstPairs first_pairs(const ActorNetwork& network, PairLister& lister, std::size_t most,
                       RunControl* control) {
    FirstPairs first;
    const std::size_t activities = network.activities().size();
    StageTicker ticker{control, "listing pairs", activities};
    std::size_t k = 0;
    for (; k < activities && first.pairs.size() <= most; ++k) {
        ticker.step();
        lister.append_pairs_of(ActivityId{k}, first.pairs);
    }
    first.found = static_cast<std::int64_t>(first.pairs.size());
    for (; k < activities; ++k) {
        ticker.step();
        first.found += lister.count_pairs_of(ActivityId{k});
    }
    first.pairs.resize(std::min(first.pairs.size(), most));
    return first;
}

} // namespace samspill::detail
