#include <samspill/model/matching.hpp>

#include <algorithm>

namespace samspill {
namespace {

/// One condition: met, failed, or demanded of an activity that does not say.
enum class Verdict : std::uint8_t { met, failed, unstated };

constexpr Verdict met_if(bool fits) { return fits ? Verdict::met : Verdict::failed; }

template <class T, class Serves>
Verdict listed(std::span<const T> stated, T demanded, Serves serves) {
    if (demanded.is_none()) {
        return Verdict::met;
    }
    if (stated.empty()) {
        return Verdict::unstated;
    }
    return met_if(std::any_of(stated.begin(), stated.end(), serves));
}

Verdict listed(std::span<const TermId> stated, TermId demanded) {
    return listed(stated, demanded, [demanded](TermId term) { return term == demanded; });
}

template <class Range>
bool fits(const Range& offered, const Range& needed, OverlapRule rule) {
    return rule == OverlapRule::any ? offered.overlaps(needed) : offered.contains(needed);
}

/// One activity and one need, and how each condition of theirs is judged.
struct Pair {
    const ActorNetwork& network;
    const ActivityColumns& offers;
    const NeedColumns& needs;
    std::size_t j;
    std::size_t i;
    const MatchOptions& options;

    template <Condition condition>
    [[nodiscard]] Verdict verdict() const {
        if constexpr (condition == Condition::theme) {
            return met_if(offers.theme[j] == needs.theme[i]);
        } else if constexpr (condition == Condition::target_group) {
            return listed(offers.target_groups[j], needs.target_group[i]);
        } else if constexpr (condition == Condition::area) {
            const AreaId home = needs.area[i];
            return listed(offers.areas[j], home,
                          [&](AreaId area) { return network.area_tree().contains(area, home); });
        } else if constexpr (condition == Condition::period) { // without one it runs all the time
            return met_if(fits(offers.period[j], needs.period[i], options.period));
        } else if constexpr (condition == Condition::language) {
            return listed(offers.languages[j], needs.language[i]);
        } else if constexpr (condition == Condition::ages) {
            const bool unstated = needs.ages[i].is_stated() && !offers.ages[j].is_stated();
            return unstated ? Verdict::unstated : met_if(fits(offers.ages[j], needs.ages[i], options.ages));
        } else if constexpr (condition == Condition::cost) {
            const std::optional<double>& payable = needs.max_cost[i];
            const std::optional<double>& price = offers.cost[j];
            return payable && !price ? Verdict::unstated : met_if(!payable || *price <= *payable);
        } else {
            return access();
        }
    }

    [[nodiscard]] Verdict access() const {
        const std::span<const TermId> demanded = needs.access[i];
        const std::span<const TermId> provided = offers.access[j];
        if (demanded.empty()) {
            return Verdict::met;
        }
        return provided.empty() ? Verdict::unstated
                                : met_if(std::includes(provided.begin(), provided.end(), demanded.begin(),
                                                       demanded.end()));
    }

    /// Takes a condition into the match; false stops at the stage reached so far.
    template <Condition condition>
    [[nodiscard]] bool passes(Match& result) const {
        const Verdict found = verdict<condition>();
        result.relies_on_unstated = result.relies_on_unstated || found == Verdict::unstated;
        return found == Verdict::met ||
               (found == Verdict::unstated && options.unstated == UnstatedRule::accept);
    }

    template <Condition condition>
    void ask(ConditionCheck& result) const {
        switch (verdict<condition>()) {
        case Verdict::met:
            result.met.insert(condition);
            break;
        case Verdict::failed:
            result.failed.insert(condition);
            break;
        case Verdict::unstated:
            result.unstated.insert(condition);
            break;
        }
    }
};

} // namespace

Match match(const ActorNetwork& network, ActivityId activity, NeedId need, const MatchOptions& options) {
    return match(network, network.activities(), activity.position(), need, options);
}

Match match(const ActorNetwork& network, const ActivityColumns& activities, std::size_t row, NeedId need,
            const MatchOptions& options) {
    using enum Condition;
    const Pair pair{network, activities, network.needs(), row, need.position(), options};
    Match result;
    const auto reach = [&](MatchStage stage) {
        result.stage = stage;
        return true;
    };
    static_cast<void>(
        pair.passes<theme>(result) && pair.passes<target_group>(result) && reach(MatchStage::exists) &&
        pair.passes<area>(result) && reach(MatchStage::in_area) && pair.passes<period>(result) &&
        reach(MatchStage::in_period) && pair.passes<language>(result) && pair.passes<ages>(result) &&
        pair.passes<cost>(result) && pair.passes<Condition::access>(result) && reach(MatchStage::eligible));
    return result;
}

ConditionCheck conditions(const ActorNetwork& network, ActivityId activity, NeedId need,
                          const MatchOptions& options) {
    using enum Condition;
    const Pair pair{network, network.activities(), network.needs(), activity.position(), need.position(),
                    options};
    ConditionCheck result;
    pair.ask<theme>(result);
    pair.ask<target_group>(result);
    pair.ask<area>(result);
    pair.ask<period>(result);
    pair.ask<language>(result);
    pair.ask<ages>(result);
    pair.ask<cost>(result);
    pair.ask<Condition::access>(result);
    return result;
}

} // namespace samspill
