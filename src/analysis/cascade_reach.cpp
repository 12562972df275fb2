#include "cascade_reach.hpp"

#include <samspill/core/error.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/changing_flow.hpp>

#include "../graph/offer_index.hpp"
#include "problem_part.hpp"

#include <algorithm>
#include <optional>

namespace samspill::detail {
namespace {

/// The offers that one need may use when only the stages up to each had to hold for it.
using OffersByStage = PerStage<std::vector<std::uint32_t>>;

std::size_t position_of(const StageOrder& order, CascadeStage stage) {
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), stage) - order.begin());
}

void check(const StageOrder& order) {
    StageOrder sorted = order;
    std::sort(sorted.begin(), sorted.end());
    if (sorted != default_stage_order || order.front() != CascadeStage::exists) {
        throw InvalidArgument{"stage_order must name each stage once, exists first"};
    }
}

/// In the default order the offers of every stage from capacity on are those of the model.
class OffersOfModel {
public:
    explicit OffersOfModel(const CoverageModel& model) : model_{model} {}

    [[nodiscard]] OffersByStage operator()(std::uint32_t referral) const {
        const auto offers = model_.eligibility().offers(model_.referrals().need_class(referral));
        OffersByStage usable;
        usable[static_cast<std::size_t>(CascadeStage::free_capacity)].assign(offers.begin(), offers.end());
        return usable; // nothing is asked of the last stage
    }
    /// True when some offer meets everything up to a stage before capacity.
    [[nodiscard]] bool passes(std::uint32_t referral, const OffersByStage&, std::size_t stage) const {
        constexpr PerStage<MatchStage> needed{MatchStage::exists,    MatchStage::in_area,
                                              MatchStage::in_period, MatchStage::eligible,
                                              MatchStage::eligible,  MatchStage::eligible};
        return model_.eligibility().best_stage(model_.referrals().need_class(referral)) >= needed[stage];
    }

private:
    const CoverageModel& model_;
};

/// In any order: every offer of the theme is asked for every condition.
class OffersInOrder {
public:
    OffersInOrder(const CoverageModel& model, UnaskedFind unasked, const StageOrder& order)
        : model_{model}, unasked_{unasked}, match_{model.match_options()}, order_{order},
          samples_{samples_of(model.eligibility())}, index_{model.network(), samples_},
          search_{model.network(), model.awareness_steps()} {}

    [[nodiscard]] OffersByStage operator()(std::uint32_t referral) {
        const ActorNetwork& network = model_.network();
        const NeedId need = model_.referrals().members(referral).front();
        start_at(model_.referrals().entry_point(referral));
        index_.start_round();
        index_.collect_theme(network.needs().theme[need.position()]);
        OffersByStage usable;
        for (const std::uint32_t offer : index_.collected()) {
            const std::size_t stages = stages_met(offer, need);
            for (std::size_t stage = 0; stage < stages; ++stage) {
                usable[stage].push_back(offer);
            }
        }
        return usable;
    }
    [[nodiscard]] static bool passes(std::uint32_t, const OffersByStage& usable, std::size_t stage) {
        return !usable[stage].empty();
    }

private:
    static std::vector<ActivityId> samples_of(const Eligibility& eligibility) {
        std::vector<ActivityId> samples;
        for (std::uint32_t offer = 0; offer < eligibility.offer_classes(); ++offer) {
            samples.push_back(eligibility.activities_in(offer).front());
        }
        return samples;
    }

    void start_at(ActorId entry_point) {
        if (!entry_point.is_none() && entry_point != searched_) {
            search_.start_at(entry_point);
        }
        searched_ = entry_point;
    }

    /// Stages of the order that the offer meets before the first it fails; capacity fails nobody here.
    [[nodiscard]] std::size_t stages_met(std::uint32_t offer, NeedId need) const {
        const ConditionCheck check = conditions(model_.network(), samples_[offer], need, match_);
        PerStage<bool> met{};
        met.fill(true);
        const auto fail = [&](Condition condition) {
            const bool failed =
                check.failed.contains(condition) ||
                (match_.unstated == UnstatedRule::reject && check.unstated.contains(condition));
            if (failed) {
                met[static_cast<std::size_t>(stage_of(condition)) - 1] = false;
            }
        };
        for (std::size_t condition = 0; condition < condition_count; ++condition) {
            fail(static_cast<Condition>(condition));
        }
        met[static_cast<std::size_t>(CascadeStage::known)] = finds(offer);
        const auto first_failed = std::find_if(order_.begin(), order_.end(), [&](CascadeStage stage) {
            return !met[static_cast<std::size_t>(stage)];
        });
        return static_cast<std::size_t>(first_failed - order_.begin());
    }

    [[nodiscard]] bool finds(std::uint32_t offer) const {
        if (!model_.records_knowledge()) {
            return true;
        }
        return searched_.is_none() ? unasked_ == UnaskedFind::everything : search_.finds(samples_[offer]);
    }

    const CoverageModel& model_;
    UnaskedFind unasked_;
    const MatchOptions& match_;
    const StageOrder& order_;
    std::vector<ActivityId> samples_;
    OfferIndex index_;
    AwarenessSearch search_;
    ActorId searched_;
};

/// The gap of the largest need of a referral, rounded up to whole people.
std::int64_t largest_gap(const CoverageModel& model, std::uint32_t referral, Fraction share) {
    __extension__ using Wide = __int128;
    std::int64_t people = 0;
    for (const NeedId need : model.referrals().members(referral)) {
        people = std::max(people, model.network().needs().people[need.position()].value_or(0));
    }
    const std::int64_t q = share.denominator();
    return static_cast<std::int64_t>((Wide{people} * (q - share.numerator()) + (q - 1)) / q);
}

template <class Offers>
std::vector<ReachBeyond> reach_by(const CoverageModel& model, Reading reading,
                                  std::span<const Fraction> shares, const StageOrder& order, Offers offers_of,
                                  RunControl* control, std::span<const std::uint8_t> left_out) {
    const auto is_asked = [&](std::uint32_t referral) { return left_out.empty() || left_out[referral] == 0; };
    AllocationProblem problem = model.known_problem(reading);
    if (!left_out.empty()) {
        problem = part_of(std::move(problem), is_asked);
    }
    ChangingFlow flow{problem.graph, std::move(problem.people), std::move(problem.capacity), control};
    const std::size_t capacity_stage = position_of(order, CascadeStage::free_capacity);
    StageTicker ticker{control, "following the losses", shares.size()};
    std::vector<ReachBeyond> reached;
    reached.reserve(shares.size());
    for (std::uint32_t referral = 0; referral < shares.size(); ++referral) {
        ticker.step();
        ReachBeyond& reach = reached.emplace_back(ReachBeyond{shares[referral], {}});
        const std::int64_t gap = is_asked(referral) ? largest_gap(model, referral, shares[referral]) : 0;
        if (gap == 0) {
            continue;
        }
        const OffersByStage usable = offers_of(referral);
        for (std::size_t stage = 0; stage + 1 < cascade_stages; ++stage) {
            if (stage < capacity_stage) {
                reach.extra[stage] = offers_of.passes(referral, usable, stage) ? gap : 0;
            } else {
                reach.extra[stage] = flow.probe(usable[stage], gap);
            }
        }
    }
    return reached;
}

} // namespace

std::vector<ReachBeyond> cascade_reach(const CoverageModel& model, Reading reading,
                                       std::span<const Fraction> shares, const StageOrder& order,
                                       RunControl* control, std::span<const std::uint8_t> left_out) {
    check(order);
    if (order == default_stage_order) {
        return reach_by(model, reading, shares, order, OffersOfModel{model}, control, left_out);
    }
    return reach_by(model, reading, shares, order, OffersInOrder{model, reading.unasked, order}, control,
                    left_out);
}

} // namespace samspill::detail
