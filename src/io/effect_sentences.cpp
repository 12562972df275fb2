#include <samspill/io/effect_tables.hpp>

namespace samspill {

std::string_view sentence_of(EffectWarning warning) noexcept {
    switch (warning) {
    case EffectWarning::few_clusters:
        return "there are few clusters: read the methods side by side, randomisation inference first";
    case EffectWarning::few_treated:
        return "few are treated: the wild bootstrap may reject too seldom, other methods too often";
    case EffectWarning::few_controls:
        return "there are few controls: what happens to one of them moves the effect";
    case EffectWarning::level_out_of_reach:
        return "no data of so many units could give a p below the level: the smallest is stated";
    case EffectWarning::methods_disagree:
        return "some methods reject that there is no effect and others do not: that is the finding";
    case EffectWarning::not_randomised:
        return "p values speak as if treatment had been drawn by lot";
    case EffectWarning::no_controls:
        return "without controls a change that came to all units looks like an effect";
    case EffectWarning::treated_from_start:
        return "units that were treated before or in the first wave that is compared are left out";
    case EffectWarning::treated_later:
        return "units that are treated only after the last wave that is compared are left out";
    case EffectWarning::arm_unknown:
        return "units that the table of treatment does not name are left out";
    case EffectWarning::incomplete:
        return "units lack a value in a wave that is compared; nothing is carried forward";
    case EffectWarning::suppressed:
        return "units have a suppressed value, which lies between limits and is not 0";
    case EffectWarning::structural:
        return "units have a wave in which there is nothing to know";
    case EffectWarning::changed_units:
        return "units were merged or split between waves; all that belongs together is one unit";
    case EffectWarning::treated_neighbours:
        return "controls are neighbours of treated units, so effects may have spilled over to them";
    case EffectWarning::dependence:
        return "neighbours are alike in what is unexplained, so units are not independent";
    case EffectWarning::earlier_trend:
        return "treated and controls went apart already before treatment";
    case EffectWarning::one_unit_decides:
        return "leaving out one unit turns the sign of the effect";
    case EffectWarning::stratum_one_sided:
        return "units of strata that are all treated or all controls are left out";
    case EffectWarning::weights_not_unique:
        return "other mixes of controls fit as well before treatment, and may give another effect";
    case EffectWarning::waves_left_out:
        return "waves in which not all of the treated were seen do not count";
    case EffectWarning::clusters_mixed:
        return "clusters hold both treated and controls, so arrangements are those of units";
    case EffectWarning::collinear_adjustment:
        return "preconditions explain each other or the treatment";
    case EffectWarning::too_many_adjustments:
        return "more than one precondition for every eight units explains anything";
    case EffectWarning::few_waves_before:
        return "the synthetic control was fitted to few waves before treatment, which many mixes may fit by "
               "chance";
    case EffectWarning::precondition_unknown:
        return "units are left out that lack a precondition that is adjusted for";
    }
    return {};
}

} // namespace samspill
