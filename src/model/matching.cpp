#include <samspill/model/matching.hpp>

#include <algorithm>

namespace samspill {
namespace {

/// One condition: met, failed, or met only because nothing is stated.
enum class Verdict : std::uint8_t { met, failed, unstated };

template <class T, class Serves>
Verdict listed(std::span<const T> stated, T demanded, Serves serves) {
    if (demanded.is_none()) {
        return Verdict::met;
    }
    if (stated.empty()) {
        return Verdict::unstated;
    }
    return std::any_of(stated.begin(), stated.end(), serves) ? Verdict::met : Verdict::failed;
}

template <class Range>
bool fits(const Range& offered, const Range& needed, OverlapRule rule) {
    return rule == OverlapRule::any ? offered.overlaps(needed) : offered.contains(needed);
}

/// Takes a verdict into the match; false stops at the stage reached so far.
bool passes(Verdict verdict, const MatchOptions& options, Match& result) {
    if (verdict == Verdict::unstated) {
        result.relies_on_unstated = true;
        return options.unstated == UnstatedRule::accept;
    }
    return verdict == Verdict::met;
}

} // namespace

Match match(const ActorNetwork& network, ActivityId activity, NeedId need, const MatchOptions& options) {
    const ActivityColumns& offers = network.activities();
    const NeedColumns& needs = network.needs();
    const std::size_t j = activity.position();
    const std::size_t i = need.position();
    Match result;

    const auto same_term = [](TermId demanded) {
        return [demanded](TermId term) { return term == demanded; };
    };
    if (offers.theme[j] != needs.theme[i] ||
        !passes(listed(offers.target_groups[j], needs.target_group[i], same_term(needs.target_group[i])),
                options, result)) {
        return result;
    }
    result.stage = MatchStage::exists;

    const AreaId home = needs.area[i];
    const auto contains_home = [&](AreaId area) { return network.area_tree().contains(area, home); };
    if (!passes(listed(offers.areas[j], home, contains_home), options, result)) {
        return result;
    }
    result.stage = MatchStage::in_area;

    if (!fits(offers.period[j], needs.period[i], options.period)) {
        return result;
    }
    result.stage = MatchStage::in_period;

    const bool age_demanded_but_unstated = needs.ages[i].is_stated() && !offers.ages[j].is_stated();
    const Verdict ages = age_demanded_but_unstated                           ? Verdict::unstated
                         : fits(offers.ages[j], needs.ages[i], options.ages) ? Verdict::met
                                                                             : Verdict::failed;
    if (passes(listed(offers.languages[j], needs.language[i], same_term(needs.language[i])), options,
               result) &&
        passes(ages, options, result)) {
        result.stage = MatchStage::eligible;
    }
    return result;
}

} // namespace samspill
