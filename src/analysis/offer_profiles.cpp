#include "offer_profiles.hpp"

#include "../detail/statutory.hpp"
#include "offer_profile_rows.hpp"

#include <algorithm>

namespace samspill::detail {
namespace {

constexpr std::size_t kept_partners_per_activity = 64;

std::vector<ActivityId> first_rows(const RowClasses& classes) {
    std::vector<ActivityId> firsts;
    firsts.reserve(classes.size());
    for (std::uint32_t k = 0; k < classes.size(); ++k) {
        firsts.emplace_back(classes.members_of(k).front());
    }
    return firsts;
}

template <class Id>
bool keep_apart(std::span<const Id> a, std::span<const Id> b) {
    return !a.empty() && !b.empty() && std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) == a.end();
}

/// Whether activities of one theme, in areas that agree, agree in kind, obligation, groups and languages.
bool same_people(const ActivityColumns& offers, const PairOptions& options, ActivityId a, ActivityId b) {
    const std::size_t i = a.position();
    const std::size_t j = b.position();
    return offers.kind[i] == offers.kind[j] &&
           !keep_apart(offers.target_groups[i], offers.target_groups[j]) &&
           !(options.match_languages && keep_apart(offers.languages[i], offers.languages[j])) &&
           is_statutory(offers, a) == is_statutory(offers, b);
}

} // namespace

OfferProfiles::OfferProfiles(const ActorNetwork& network, const PairOptions& options)
    : network_{network}, options_{options},
      classes_{classes_of_rows(
          network.activities().size(), [&](std::uint32_t k) { return profile_hash(network, k).value(); },
          [&](std::uint32_t a, std::uint32_t b) { return equal_profiles(network, a, b); })},
      firsts_{first_rows(classes_)}, index_{network, firsts_},
      kept_(classes_.size()), room_{kept_partners_per_activity * network.activities().size()} {}

std::span<const std::uint32_t> OfferProfiles::partners_of(std::uint32_t profile) {
    if (!kept_[profile].empty()) {
        return kept_[profile];
    }
    look_up(profile);
    if (found_.size() > room_) {
        return found_;
    }
    room_ -= found_.size();
    kept_[profile].assign(found_.begin(), found_.end());
    return kept_[profile];
}

void OfferProfiles::look_up(std::uint32_t profile) {
    const ActivityId first = firsts_[profile];
    const TermId theme = network_.activities().theme[first.position()];
    const std::span<const AreaId> areas = network_.activities().areas[first.position()];
    index_.start_round();
    if (areas.empty()) {
        index_.collect_theme(theme);
    } else {
        index_.collect_at(theme, AreaId::none());
    }
    for (const AreaId area : areas) {
        index_.collect_around(theme, area);
        index_.collect_inside(theme, area);
    }
    found_.clear();
    for (const std::uint32_t other : index_.collected()) {
        if (same_people(network_.activities(), options_, first, firsts_[other])) {
            found_.push_back(other);
        }
    }
}

} // namespace samspill::detail
