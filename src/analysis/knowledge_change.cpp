#include "knowledge_change.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace samspill::detail {
namespace {

RowsByActor<ActivityId> activities_by_actor(const ActorNetwork& network) {
    std::vector<std::pair<ActorId, ActivityId>> pairs;
    for (std::size_t j = 0; j < network.activities().size(); ++j) {
        pairs.emplace_back(network.activities().actor[j], ActivityId{j});
    }
    return {network.actors().size(), std::move(pairs)};
}

RowsByActor<std::uint32_t> referrals_by_entry_point(const CoverageModel& model) {
    const Referrals& referrals = model.referrals();
    std::vector<std::pair<ActorId, std::uint32_t>> pairs;
    for (std::uint32_t r = 0; r < referrals.size(); ++r) {
        if (!referrals.entry_point(r).is_none() && model.is_counted(referrals.need_class(r))) {
            pairs.emplace_back(referrals.entry_point(r), r);
        }
    }
    return {model.network().actors().size(), std::move(pairs)};
}

} // namespace

AskersOfOffers::AskersOfOffers(const CoverageModel& model)
    : begin_(model.eligibility().offer_classes() + 1, 0) {
    const Referrals& referrals = model.referrals();
    const auto for_each = [&](auto visit) {
        for (std::uint32_t r = 0; r < referrals.size(); ++r) {
            const std::uint32_t need_class = referrals.need_class(r);
            const auto offers = model.eligibility().offers(need_class);
            for (std::size_t k = 0; model.is_counted(need_class) && k < offers.size(); ++k) {
                if (!referrals.entry_point(r).is_none()) {
                    visit(offers[k], Asker{referrals.entry_point(r), r, referrals.known(r)[k] != 0});
                }
            }
        }
    };
    for_each([&](std::uint32_t offer, const Asker&) { ++begin_[offer + std::size_t{1}]; });
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    askers_.resize(begin_.back());
    std::vector<std::size_t> next{begin_.begin(), begin_.end() - 1};
    for_each([&](std::uint32_t offer, const Asker& asker) { askers_[next[offer]++] = asker; });
    for (std::size_t offer = 0; offer + 1 < begin_.size(); ++offer) { // referrals stand in order already
        std::stable_sort(askers_.begin() + static_cast<std::ptrdiff_t>(begin_[offer]),
                         askers_.begin() + static_cast<std::ptrdiff_t>(begin_[offer + 1]),
                         [](const Asker& a, const Asker& b) { return a.entry_point < b.entry_point; });
    }
}

std::span<const AskersOfOffers::Asker> AskersOfOffers::of(std::uint32_t offer_class,
                                                          ActorId entry_point) const {
    const auto all =
        std::span{askers_}.subspan(begin_[offer_class], begin_[offer_class + 1] - begin_[offer_class]);
    const auto first = std::partition_point(
        all.begin(), all.end(), [&](const Asker& asker) { return asker.entry_point < entry_point; });
    const auto last =
        std::find_if(first, all.end(), [&](const Asker& asker) { return asker.entry_point != entry_point; });
    return {first, last};
}

KnowledgeChange::KnowledgeChange(const CoverageModel& model)
    : model_{model}, activities_{activities_by_actor(model.network())}, referrals_{referrals_by_entry_point(
                                                                            model)},
      askers_{model}, search_{model.network(), model.awareness_steps()}, finders_{model.network()},
      marked_(model.network().actors().size(), 0) {}

void KnowledgeChange::start_giving() {
    ranges_.clear();
    given_.clear();
    members_.clear();
    records_.clear();
}

/// Notes what a found vertex gives, unless `but_of` offers it.
void KnowledgeChange::give(Vertex found, int level, ActorId but_of) {
    const ActorNetwork& network = model_.network();
    const auto add = [&](ActivityId activity) {
        given_.push_back({model_.eligibility().offer_class_of(activity), level, activity});
    };
    if (!network.is_actor(found)) {
        const ActivityId activity = network.activity_of(found);
        if (network.activities().actor[activity.position()] != but_of) {
            add(activity);
        }
    } else if (ActorId{found} != but_of) {
        const auto offered = activities_.of(ActorId{found});
        std::for_each(offered.begin(), offered.end(), add);
    }
}

/// Keeps each activity once, with its lowest level.
void KnowledgeChange::finish_giving() {
    const auto by_activity = [](const Given& a, const Given& b) {
        return std::tie(a.activity, a.level) < std::tie(b.activity, b.level);
    };
    std::sort(given_.begin(), given_.end(), by_activity);
    const auto same = [](const Given& a, const Given& b) { return a.activity == b.activity; };
    given_.erase(std::unique(given_.begin(), given_.end(), same), given_.end());
    std::sort(given_.begin(), given_.end());
    for (std::uint32_t k = 0; k < given_.size(); ++k) {
        if (k == 0 || given_[k].offer_class != given_[k - 1].offer_class) {
            ranges_.push_back({k, k});
        }
        ++ranges_.back().last;
        members_.push_back(given_[k].activity);
    }
}

void KnowledgeChange::actor_goes(ActorId actor, WhatIfChange& change) {
    const int steps = model_.awareness_steps();
    start_giving();
    search_.start_at(actor, std::max(steps - 1, 0));
    for (const Vertex found : search_.found()) {
        give(found, 0, actor);
    }
    finish_giving();
    if (given_.empty()) {
        return;
    }
    for (const Finder& finder : finders_over(actor)) {
        if (finder.actor != actor && !referrals_.of(finder.actor).empty()) {
            search_.start_at(finder.actor, steps, actor);
            note_lost(finder.actor);
        }
    }
    make_parts(change);
}

/// Who learns something through an actor: whoever has a step left there, and at a directory everybody.
std::span<const Finder> KnowledgeChange::finders_over(ActorId actor) {
    const int steps = model_.awareness_steps() - (finders_.is_directory(actor) ? 0 : 1);
    return finders_.who_reaches(model_.network().vertex(actor), steps);
}

/// Notes what the entry point of the last search does not find any more.
void KnowledgeChange::note_lost(ActorId entry) {
    for (const Range given : ranges_) {
        const auto askers = askers_.of(given_[given.first].offer_class, entry);
        if (askers.empty() || !askers.front().finds) {
            continue;
        }
        Range lost{static_cast<std::uint32_t>(members_.size()), 0};
        for (std::uint32_t k = given.first; k < given.last; ++k) {
            if (!search_.finds(given_[k].activity)) {
                members_.push_back(given_[k].activity);
            }
        }
        lost.last = static_cast<std::uint32_t>(members_.size());
        note(given_[given.first].offer_class, askers, lost);
    }
}

void KnowledgeChange::note(std::uint32_t offer_class, std::span<const AskersOfOffers::Asker> askers,
                           Range members) {
    for (const AskersOfOffers::Asker& asker : askers) {
        if (members.size() > 0) {
            records_.push_back({offer_class, asker.referral, members});
        }
    }
}

void KnowledgeChange::tie_comes(ActorId source, Vertex target, WhatIfChange& change) {
    change.begin_to_find = true;
    start_giving();
    const auto finders = finders_over(source);
    find_levels(target, finders, source);
    finish_giving();
    for (const Finder& finder : finders) {
        const std::optional<int> level = level_of(finder, source);
        if (level && !referrals_.of(finder.actor).empty()) {
            note_found(finder.actor, *level);
        }
    }
    make_parts(change);
}

/// Steps that are left behind the new tie; -1 for what a directory lists, which opens no further steps.
std::optional<int> KnowledgeChange::level_of(const Finder& finder, ActorId source) const {
    const int left = model_.awareness_steps() - 1 - finder.distance;
    return left >= 0 || finders_.is_directory(source) ? std::optional{left} : std::nullopt;
}

void KnowledgeChange::find_levels(Vertex target, std::span<const Finder> finders, ActorId source) {
    constexpr int listed = -1;
    give(target, listed, ActorId::none());
    if (!model_.network().is_actor(target)) {
        return;
    }
    std::vector<int> levels;
    for (const Finder& finder : finders) {
        const std::optional<int> level = level_of(finder, source);
        if (level.value_or(listed) > listed && !referrals_.of(finder.actor).empty()) {
            levels.push_back(*level);
        }
    }
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    for (const int level : levels) {
        search_.start_at(ActorId{target}, level);
        for (const Vertex found : search_.found()) {
            give(found, level, ActorId::none());
        }
    }
}

/// Notes what the entry point did not find and finds over so many steps behind the new tie.
void KnowledgeChange::note_found(ActorId entry, int level) {
    for (const Range given : ranges_) {
        const auto askers = askers_.of(given_[given.first].offer_class, entry);
        if (!askers.empty() && !askers.front().finds) {
            Range found = given;
            while (found.size() > 0 && given_[found.last - 1].level > level) {
                --found.last;
            }
            note(given_[given.first].offer_class, askers, found);
        }
    }
}

void KnowledgeChange::make_parts(WhatIfChange& change) {
    std::sort(records_.begin(), records_.end(), [](const Record& a, const Record& b) {
        return std::tie(a.offer_class, a.referral) < std::tie(b.offer_class, b.referral);
    });
    for (std::size_t first = 0; first < records_.size();) {
        std::size_t last = first;
        const std::uint32_t offer = records_[first].offer_class;
        const ChangedSeats* changed = change.seats_of(offer);
        const auto left = changed != nullptr
                              ? changed->activities
                              : static_cast<std::int64_t>(model_.eligibility().activities_in(offer).size());
        FoundPart whole{offer, {}, {}};
        bool all = true;
        for (; last < records_.size() && records_[last].offer_class == offer; ++last) {
            all = all && records_[last].members.size() == left;
            whole.referrals.push_back(records_[last].referral);
        }
        if (all) {
            change.parts.push_back(std::move(whole));
        } else {
            divide(std::span{records_}.subspan(first, last - first), change);
        }
        first = last;
    }
}

/// Activities of one class that the same referrals begin or cease to find make one part.
void KnowledgeChange::divide(std::span<const Record> records, WhatIfChange& change) const {
    std::map<ActivityId, std::vector<std::uint32_t>> referrals_of;
    for (const Record& record : records) {
        for (std::uint32_t k = record.members.first; k < record.members.last; ++k) {
            referrals_of[members_[k]].push_back(record.referral);
        }
    }
    std::map<std::vector<std::uint32_t>, std::vector<ActivityId>> parts;
    for (auto& [activity, referrals] : referrals_of) {
        parts[std::move(referrals)].push_back(activity);
    }
    for (auto& [referrals, activities] : parts) {
        change.parts.push_back({records.front().offer_class, std::move(activities), referrals});
    }
}

void KnowledgeChange::mark_finders(ActorId actor) {
    ++mark_;
    for (const Finder& finder :
         finders_.who_finds(model_.network().vertex(actor), model_.awareness_steps())) {
        marked_[finder.actor.position()] = mark_;
    }
}

} // namespace samspill::detail
