#include <samspill/analysis/criticality.hpp>

#include <samspill/graph/components.hpp>

#include "../detail/options_echo.hpp"
#include "../detail/statutory.hpp"
#include "offer_seats.hpp"
#include "seat_flow.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::OfferSeats;
using detail::SeatFlow;

class CriticalityOf {
public:
    CriticalityOf(const CoverageModel& model, RunControl* control)
        : model_{model}, network_{model.network()}, control_{control}, seats_{model}, flow_{
                                                                                          model, seats_,
                                                                                          UnknownSeats::none,
                                                                                          control} {
        if (model.has_unknown_seats()) {
            unbounded_ = std::make_unique<SeatFlow>(model, seats_, UnknownSeats::unbounded, control);
        }
    }

    CriticalityResult run() && {
        CriticalityResult result;
        result.provenance = detail::provenance_of("criticality", network_);
        detail::echo(result.provenance, model_.match_options());
        result.covered = {flow_.total(), unbounded_ ? unbounded_->total() : flow_.total()};
        add_activities(result);
        add_actors(result);
        join_redundant(result);
        return result;
    }

private:
    [[nodiscard]] Criticality lost_without(std::span<const ActivityId> activities) {
        const std::int64_t lost = flow_.lost_without(activities);
        return {lost, unbounded_ ? unbounded_->lost_without(activities) : lost};
    }

    void add_activities(CriticalityResult& result) {
        const ActivityColumns& offers = network_.activities();
        StageTicker ticker{control_, "taking each activity away", offers.size() * detail::steps_a_question};
        for (std::uint32_t j = 0; j < offers.size(); ++j) {
            ticker.step(detail::steps_a_question);
            const ActivityId activity{j};
            ActivityCriticality& row = result.activities.emplace_back();
            row.lost = lost_without(std::span{&activity, 1});
            row.seats = network_.activities().free_seats(activity);
            row.statutory = detail::is_statutory(offers, activity);
            row.redundant = row.seats.value_or(0) > 0 && row.lost.people == 0;
        }
    }

    void add_actors(CriticalityResult& result) {
        const Eligibility& eligibility = model_.eligibility();
        std::vector<ActivityId> all(network_.activities().size());
        for (std::uint32_t j = 0; j < all.size(); ++j) {
            all[j] = ActivityId{j};
        }
        const auto key = [&](ActivityId activity) {
            return std::tuple{network_.activities().actor[activity.position()],
                              eligibility.offer_class_of(activity), activity};
        };
        std::sort(all.begin(), all.end(), [&](ActivityId a, ActivityId b) { return key(a) < key(b); });
        StageTicker ticker{control_, "taking each actor away",
                           network_.actors().size() * detail::steps_a_question};
        auto first = all.begin();
        for (std::uint32_t a = 0; a < network_.actors().size(); ++a) {
            ticker.step(detail::steps_a_question);
            const auto last = std::find_if(first, all.end(), [&](ActivityId activity) {
                return network_.activities().actor[activity.position()] != ActorId{a};
            });
            result.actors.push_back({lost_without(std::span{first, last}), last - first});
            first = last;
        }
    }

    /// Unknown seats count as none here. With more seats elsewhere an activity is missed no more than that,
    /// so what is redundant so is redundant whatever the unknown numbers are.
    void join_redundant(CriticalityResult& result) {
        std::vector<ActivityId> candidates;
        for (std::uint32_t j = 0; j < result.activities.size(); ++j) {
            if (result.activities[j].redundant && !result.activities[j].statutory) {
                candidates.emplace_back(j);
            }
        }
        result.jointly_redundant_at_most =
            static_cast<std::int64_t>(candidates.size()) - fewest_back(candidates);
        for (const ActivityId activity : candidates) {
            const SeatFlow::Mark before = flow_.mark();
            if (flow_.remove(std::span{&activity, 1}) == 0) {
                result.jointly_redundant.push_back(activity);
            } else {
                flow_.undo(before);
            }
        }
    }

    /// A number of candidates, no larger than the fewest that must stay. What several win back together is at
    /// most the sum of what each wins back by itself, because seats stand in for each other.
    [[nodiscard]] std::int64_t fewest_back(const std::vector<ActivityId>& candidates) {
        const BipartiteComponents components = components_of(flow_.graph());
        std::vector<std::int64_t> missing(components.count, 0);
        std::vector<std::vector<std::int64_t>> wins(components.count);
        const auto add_unsent = [&](std::int64_t sign) {
            for (std::uint32_t k = 0; k < components.of_left.size(); ++k) {
                missing[components.of_left[k]] += sign * flow_.unsent(k);
            }
        };
        add_unsent(-1);
        const SeatFlow::Mark before = flow_.mark();
        flow_.remove(candidates);
        add_unsent(1);
        for (const ActivityId activity : candidates) {
            const std::uint32_t offer = model_.eligibility().offer_class_of(activity);
            wins[components.of_right[offer]].push_back(flow_.won_by(activity));
        }
        flow_.undo(before);
        std::int64_t fewest = 0;
        for (std::uint32_t component = 0; component < components.count; ++component) {
            fewest += fewest_adding_up_to(missing[component], std::move(wins[component]));
        }
        return fewest;
    }

    [[nodiscard]] static std::int64_t fewest_adding_up_to(std::int64_t sum, std::vector<std::int64_t> parts) {
        std::sort(parts.begin(), parts.end(), std::greater<>{});
        std::int64_t fewest = 0;
        for (; sum > 0; ++fewest) {
            sum -= parts[static_cast<std::size_t>(fewest)];
        }
        return fewest;
    }

    const CoverageModel& model_;
    const ActorNetwork& network_;
    RunControl* control_;
    OfferSeats seats_;
    SeatFlow flow_;
    std::unique_ptr<SeatFlow> unbounded_; // where some seats are unknown
};

} // namespace

CriticalityResult criticality(const CoverageModel& model, RunControl* control) {
    return CriticalityOf{model, control}.run();
}

} // namespace samspill
