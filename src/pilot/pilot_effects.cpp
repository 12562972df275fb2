#include <samspill/pilot/pilot_effects.hpp>

#include <samspill/pilot/multiplicity.hpp>
#include <samspill/version.hpp>

#include "core/require.hpp"
#include "pilot/effect_family.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace samspill {
namespace {

/// The row of the one primary indicator; nothing when none is marked, or several.
std::optional<std::size_t> primary_of(const PilotStudy& study, const std::vector<std::size_t>& indicators) {
    std::optional<std::size_t> primary;
    for (std::size_t row = 0; row < indicators.size(); ++row) {
        if (study.indicators()[indicators[row]].primary) {
            if (primary) {
                return std::nullopt;
            }
            primary = row;
        }
    }
    return primary;
}

/// Westfall and Young's p of all effects but the primary one, which is not in the family and has none.
WestfallYoungResult family_of(const PilotStudy& study, std::vector<PilotEffect>& effects,
                              std::optional<std::size_t> primary, const PilotEffectOptions& options,
                              RunControl* control) {
    if (!primary) {
        return detail::effects_westfall_young(study, effects, options, control);
    }
    const auto begin = effects.begin();
    const auto place = begin + static_cast<std::ptrdiff_t>(*primary);
    std::rotate(begin, place, place + 1); // the others stay side by side without a copy
    WestfallYoungResult result =
        detail::effects_westfall_young(study, std::span{effects}.subspan(1), options, control);
    std::rotate(begin, begin + 1, place + 1);
    if (!result.adjusted.p.empty()) {
        result.adjusted.p.insert(result.adjusted.p.begin() + static_cast<std::ptrdiff_t>(*primary),
                                 std::nullopt);
    }
    return result;
}

} // namespace

PilotEffects pilot_effects(const PilotStudy& study, std::span<const std::size_t> indicators,
                           const PilotEffectOptions& options, RunControl* control) {
    std::vector<std::size_t> asked(indicators.begin(), indicators.end());
    if (asked.empty()) {
        asked.resize(study.indicators().size());
        std::iota(asked.begin(), asked.end(), std::size_t{0});
    }
    detail::require(std::set<std::size_t>(asked.begin(), asked.end()).size() == asked.size(),
                    "an indicator is named twice");
    PilotEffects result;
    std::vector<std::optional<double>> p;
    for (const std::size_t indicator : asked) {
        result.effects.push_back(pilot_effect(study, indicator, options, control));
        const PilotEffect& effect = result.effects.back();
        p.push_back(effect.estimates.empty() ? std::nullopt : effect.estimates.front().p);
    }
    if (result.effects.empty()) {
        result.provenance.version = version;
        result.provenance.network_fingerprint = study.fingerprint();
    } else {
        result.provenance = result.effects.front().provenance;
        result.provenance.options.front().second = "all that were asked for";
    }
    result.provenance.analysis = "pilot_effects";
    const std::optional<std::size_t> primary = primary_of(study, asked);
    result.adjusted = adjust_p(p, {.level = 1.0 - options.level, .primary = primary});
    result.westfall_young = family_of(study, result.effects, primary, options, control);
    return result;
}

} // namespace samspill
