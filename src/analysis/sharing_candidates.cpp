#include "sharing_candidates.hpp"

#include "meetings.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace samspill::detail {

/// An activity with spare seats, and a gap that keeps it out by one or two conditions.
struct SharingCandidates::NearGap {
    ActivityId activity;
    NeedId gap;
    ChangedConditions changed;
    std::int64_t people_at_most = 0;

    /// Fewest changes first, then most people.
    [[nodiscard]] auto rank() const { return std::tuple{changed.size(), -people_at_most, activity, gap}; }
};

SharingCandidates::SharingCandidates(const CoverageModel& model, const WorkSharingOptions& options,
                                     SharingValues& values)
    : model_{model}, network_{model.network()}, options_{options}, values_{values} {
    const Eligibility& eligibility = model.eligibility();
    for (std::uint32_t k = 0; k < eligibility.need_classes(); ++k) {
        if (model.people(k) > 0 && values.may_want(k)) {
            gaps_[network_.needs().theme[eligibility.members(k).front().position()]].push_back(k);
        }
    }
    for (auto& [theme, classes] : gaps_) {
        std::sort(classes.begin(), classes.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair{-model.people(a), eligibility.members(a).front()} <
                   std::pair{-model.people(b), eligibility.members(b).front()};
        });
    }
}

std::vector<SharingProposal> SharingCandidates::of(const DuplicateCluster& cluster) {
    std::vector<SharingProposal> made;
    if (options_.kinds.move) {
        add_moves(cluster, made);
    }
    if (options_.kinds.join_forces) {
        add_joins(cluster, made);
    }
    if (options_.kinds.alternate_weeks) {
        add_alternate_weeks(cluster, made);
    }
    return made;
}

/// The gap's own demands where the activity turns it away. More conditions than may change, or none that can,
/// give no change at all.
ChangedConditions SharingCandidates::changes_for(ActivityId activity, NeedId gap) const {
    const NeedColumns& needs = network_.needs();
    const std::size_t i = gap.position();
    const MatchOptions& match = model_.match_options();
    const ConditionCheck check = conditions(network_, activity, gap, match);
    ChangedConditions changed;
    for (std::size_t k = 0; k < condition_count; ++k) {
        const auto condition = static_cast<Condition>(k);
        const bool fails = check.failed.contains(condition) ||
                           (match.unstated == UnstatedRule::reject && check.unstated.contains(condition));
        if (!fails) {
            continue;
        }
        if (condition == Condition::area) {
            changed.area = needs.area[i];
        } else if (condition == Condition::period) {
            changed.period = needs.period[i];
        } else if (condition == Condition::language) {
            changed.language = needs.language[i];
        } else {
            return {};
        }
    }
    return changed.size() <= options_.most_changes ? changed : ChangedConditions{};
}

void SharingCandidates::add_near_gaps(ActivityId activity, std::vector<NearGap>& near) {
    const auto gaps = gaps_.find(network_.activities().theme[activity.position()]);
    const std::int64_t spare = values_.may_change(activity) ? values_.spare_seats(activity) : 0;
    if (gaps == gaps_.end() || spare == 0) {
        return;
    }
    const std::size_t compared = std::min(gaps->second.size(), options_.most_gaps);
    reached_limit_ = reached_limit_ || compared < gaps->second.size();
    for (std::size_t k = 0; k < compared; ++k) {
        const std::uint32_t need_class = gaps->second[k];
        const NeedId gap = model_.eligibility().members(need_class).front();
        const ChangedConditions changed = changes_for(activity, gap);
        if (changed.size() > 0) {
            near.push_back({activity, gap, changed, std::min(spare, model_.people(need_class))});
        }
    }
}

/// Each change of each activity once, with the first gap by rank that it is made for.
std::vector<SharingCandidates::NearGap> SharingCandidates::near_gaps(const DuplicateCluster& cluster) {
    std::vector<NearGap> near;
    for (const ActivityId activity : cluster.activities) {
        add_near_gaps(activity, near);
    }
    std::sort(near.begin(), near.end(),
              [](const NearGap& a, const NearGap& b) { return a.rank() < b.rank(); });
    std::set<std::pair<ActivityId, ChangedConditions>> seen;
    const auto is_repeated = [&](const NearGap& one) {
        return !seen.emplace(one.activity, one.changed).second;
    };
    near.erase(std::remove_if(near.begin(), near.end(), is_repeated), near.end());
    return near;
}

void SharingCandidates::add_moves(const DuplicateCluster& cluster, std::vector<SharingProposal>& made) {
    std::vector<NearGap> near = near_gaps(cluster);
    if (near.size() > options_.most_candidates) {
        near.erase(near.begin() + static_cast<std::ptrdiff_t>(options_.most_candidates), near.end());
        reached_limit_ = true;
    }
    for (const NearGap& one : near) {
        SharingProposal& move = made.emplace_back();
        move.kind = SharingKind::move;
        move.activity = one.activity;
        move.gap = one.gap;
        move.changed = one.changed;
    }
}

/// Calls make(a, b) for pairs of activities that may stop, as many as may be valued.
template <class Make>
void SharingCandidates::for_each_pair(const std::vector<ActivityId>& activities, Make make) {
    std::vector<ActivityId> free;
    std::copy_if(activities.begin(), activities.end(), std::back_inserter(free),
                 [&](ActivityId activity) { return values_.may_stop(activity); });
    std::size_t pairs = 0;
    for (std::size_t b = 1; b < free.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (pairs == options_.most_candidates) {
                reached_limit_ = true;
                return;
            }
            make(free[a], free[b]);
            ++pairs;
        }
    }
}

void SharingCandidates::add_joins(const DuplicateCluster& cluster, std::vector<SharingProposal>& made) {
    const auto add = [&](ActivityId goes, ActivityId stays) {
        SharingProposal& join = made.emplace_back();
        join.kind = SharingKind::join_forces;
        join.activity = goes;
        join.other = stays;
    };
    for_each_pair(cluster.activities, [&](ActivityId a, ActivityId b) {
        const Count mine = network_.activities().free_seats(a);
        const Count theirs = network_.activities().free_seats(b);
        if (mine <= theirs) {
            add(a, b);
        }
        if (theirs <= mine) {
            add(b, a);
        }
    });
}

void SharingCandidates::add_alternate_weeks(const DuplicateCluster& cluster,
                                            std::vector<SharingProposal>& made) {
    std::vector<ActivityId> weekly;
    std::copy_if(cluster.activities.begin(), cluster.activities.end(), std::back_inserter(weekly),
                 [&](ActivityId activity) {
                     const auto times = times_of(network_, activity);
                     return times && is_every_week(*times);
                 });
    for_each_pair(weekly, [&](ActivityId a, ActivityId b) {
        SharingProposal& weeks = made.emplace_back();
        weeks.kind = SharingKind::alternate_weeks;
        weeks.activity = a;
        weeks.other = b;
    });
}

} // namespace samspill::detail
