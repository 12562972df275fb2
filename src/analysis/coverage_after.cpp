#include <samspill/analysis/coverage_after.hpp>

#include <samspill/core/error.hpp>
#include <samspill/graph/components.hpp>

#include "coverage_solution.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr std::uint32_t nothing = detail::KeptReferrals::touched;

/// The row of each new id in the table before, where it had one. O(rows): both tables stand in order of ids.
template <class Id>
std::vector<Id> rows_before(const ActorNetwork& before, const std::vector<TermId>& ids_before,
                            const ActorNetwork& after, const std::vector<TermId>& ids) {
    std::vector<Id> rows;
    rows.reserve(ids.size());
    std::size_t row = 0;
    for (const TermId id : ids) {
        const std::string_view text = after.text(id);
        while (row < ids_before.size() && before.text(ids_before[row]) < text) {
            ++row;
        }
        const bool is_there = row < ids_before.size() && before.text(ids_before[row]) == text;
        rows.push_back(is_there ? Id{row} : Id::none());
    }
    return rows;
}

/// True when the members are, one by one, those of the group before.
template <class Id>
bool same_members(std::span<const Id> members, std::span<const Id> members_before,
                  const std::vector<Id>& row_before) {
    return std::equal(members.begin(), members.end(), members_before.begin(), members_before.end(),
                      [&](Id after, Id earlier) { return row_before[after.position()] == earlier; });
}

/// Compares two models class by class.
class Comparison {
public:
    Comparison(const CoverageModel& before, const CoverageModel& after)
        : before_{before}, after_{after}, needs_{rows_before<NeedId>(
                                              before.network(), before.network().needs().id, after.network(),
                                              after.network().needs().id)},
          activities_{rows_before<ActivityId>(before.network(), before.network().activities().id,
                                              after.network(), after.network().activities().id)} {}

    /// The number that each referral had before, or `nothing` when something that hangs together with it has
    /// changed.
    [[nodiscard]] std::vector<std::uint32_t> kept_referrals() {
        find_offers_before();
        const BipartiteComponents components = components_of(after_.eligibility().graph());
        std::vector<std::uint8_t> touched(components.count, 0);
        for (std::uint32_t offer = 0; offer < offer_before_.size(); ++offer) {
            touch_if(offer_before_[offer] == nothing, touched, components.of_right[offer]);
        }
        std::vector<std::uint32_t> kept;
        for (std::uint32_t r = 0; r < after_.referrals().size(); ++r) {
            kept.push_back(referral_before(r));
            touch_if(kept.back() == nothing, touched, components.of_left[after_.referrals().need_class(r)]);
        }
        for (const std::uint32_t offer : offers_of_lost_needs(kept)) {
            touched[components.of_right[offer]] = 1;
        }
        for (std::uint32_t r = 0; r < kept.size(); ++r) {
            if (touched[components.of_left[after_.referrals().need_class(r)]] != 0) {
                kept[r] = nothing;
            }
        }
        return kept;
    }

private:
    static void touch_if(bool changed, std::vector<std::uint8_t>& touched, std::uint32_t component) {
        touched[component] = changed ? 1 : touched[component];
    }

    void find_offers_before() {
        const Eligibility& eligibility = after_.eligibility();
        for (std::uint32_t offer = 0; offer < eligibility.offer_classes(); ++offer) {
            offer_before_.push_back(offer_before(eligibility.activities_in(offer)));
        }
    }
    /// The offer class that had the same activities with the same seats.
    [[nodiscard]] std::uint32_t offer_before(std::span<const ActivityId> activities) const {
        const ActivityId first = activities_[activities.front().position()];
        if (first.is_none()) {
            return nothing;
        }
        const std::uint32_t offer = before_.eligibility().offer_class_of(first);
        const bool same =
            same_members(activities, before_.eligibility().activities_in(offer), activities_) &&
            std::all_of(activities.begin(), activities.end(), [&](ActivityId activity) {
                return after_.network().activities().free_seats(activity) ==
                       before_.network().activities().free_seats(activities_[activity.position()]);
            });
        return same ? offer : nothing;
    }

    /// The referral that had the same needs, people, urgency and offers, as far as coverage goes.
    [[nodiscard]] std::uint32_t referral_before(std::uint32_t referral) const {
        const Referrals& referrals = after_.referrals();
        const NeedId first = needs_[referrals.members(referral).front().position()];
        if (first.is_none()) {
            return nothing;
        }
        const std::uint32_t earlier = before_.referrals().referral_of(first);
        const auto known = referrals.known(referral);
        const auto known_before = before_.referrals().known(earlier);
        const bool same =
            same_members(referrals.members(referral), before_.referrals().members(earlier), needs_) &&
            referrals.entry_point(referral).is_none() == before_.referrals().entry_point(earlier).is_none() &&
            same_class(referrals.need_class(referral), before_.referrals().need_class(earlier)) &&
            std::equal(known.begin(), known.end(), known_before.begin(), known_before.end());
        return same ? earlier : nothing;
    }
    [[nodiscard]] bool same_class(std::uint32_t need_class, std::uint32_t earlier) const {
        const Eligibility& now = after_.eligibility();
        const Eligibility& then = before_.eligibility();
        const NeedColumns& needs = after_.network().needs();
        const NeedColumns& needs_then = before_.network().needs();
        const auto members = now.members(need_class);
        const auto offers = now.offers(need_class);
        const auto offers_then = then.offers(earlier);
        return same_members(members, then.members(earlier), needs_) &&
               std::all_of(members.begin(), members.end(),
                           [&](NeedId need) {
                               const std::size_t row = needs_[need.position()].position();
                               return needs.people[need.position()] == needs_then.people[row] &&
                                      needs.priority[need.position()] == needs_then.priority[row];
                           }) &&
               now.best_stage(need_class) == then.best_stage(earlier) &&
               std::equal(offers.begin(), offers.end(), offers_then.begin(), offers_then.end(),
                          [&](std::uint32_t offer, std::uint32_t offer_then) {
                              return offer_before_[offer] == offer_then;
                          });
    }

    /// Offers that are as before but for needs that are gone or have changed.
    [[nodiscard]] std::vector<std::uint32_t>
    offers_of_lost_needs(const std::vector<std::uint32_t>& kept) const {
        std::vector<std::uint8_t> is_kept(before_.referrals().size(), 0);
        for (const std::uint32_t earlier : kept) {
            if (earlier != nothing) {
                is_kept[earlier] = 1;
            }
        }
        std::vector<std::uint32_t> offer_now(before_.eligibility().offer_classes(), nothing);
        for (std::uint32_t offer = 0; offer < offer_before_.size(); ++offer) {
            if (offer_before_[offer] != nothing) {
                offer_now[offer_before_[offer]] = offer;
            }
        }
        std::vector<std::uint32_t> offers;
        for (std::uint32_t earlier = 0; earlier < is_kept.size(); ++earlier) {
            if (is_kept[earlier] != 0) {
                continue;
            }
            for (const std::uint32_t offer :
                 before_.eligibility().offers(before_.referrals().need_class(earlier))) {
                if (offer_now[offer] != nothing) {
                    offers.push_back(offer_now[offer]);
                }
            }
        }
        return offers;
    }

    const CoverageModel& before_;
    const CoverageModel& after_;
    std::vector<NeedId> needs_;               // row before of each need
    std::vector<ActivityId> activities_;      // and of each activity
    std::vector<std::uint32_t> offer_before_; // class before of each offer class, where it is the same
};

} // namespace

CoverageResult coverage_after(const CoverageModel& model_before, const CoverageResult& before,
                              const CoverageModel& model, const CoverageOptions& options,
                              RunControl* control) {
    if (before.needs.size() != model_before.network().needs().size() ||
        before.provenance.network_fingerprint != model_before.network().fingerprint()) {
        throw InvalidArgument{"the coverage is of another network than its model"};
    }
    if (model_before.records_knowledge() != model.records_knowledge()) {
        return coverage(model, options, control); // what is known was not asked about in one of the two
    }
    const detail::KeptReferrals kept{.model = model_before,
                                     .coverage = before,
                                     .losses = options.stage_order == default_stage_order &&
                                               before.cascade.order == default_stage_order,
                                     .before = Comparison{model_before, model}.kept_referrals()};
    detail::CoverageSolution solution = detail::solve_coverage(model, options.stage_order, control, &kept);
    return detail::coverage_from(model, options, std::move(solution), control);
}

} // namespace samspill
