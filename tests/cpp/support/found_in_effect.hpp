// What tests look up in an effect.
#pragma once

#include <samspill/result/pilot_effect_result.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

namespace samspill::testing_support {

inline const EffectEstimate* find(const PilotEffect& effect, EffectMethod method) {
    const auto found = std::find_if(effect.estimates.begin(), effect.estimates.end(),
                                    [&](const EffectEstimate& one) { return one.method == method; });
    return found == effect.estimates.end() ? nullptr : &*found;
}

inline const EffectEstimate& get(const PilotEffect& effect, EffectMethod method) {
    const EffectEstimate* found = find(effect, method);
    if (found == nullptr) {
        ADD_FAILURE() << "no estimate by " << to_string(method);
        static const EffectEstimate none;
        return none;
    }
    return *found;
}

inline const EffectNote* warning(const PilotEffect& effect, EffectWarning code) {
    const auto found = std::find_if(effect.warnings.begin(), effect.warnings.end(),
                                    [&](const EffectNote& one) { return one.code == code; });
    return found == effect.warnings.end() ? nullptr : &*found;
}

inline std::int64_t counted(const PilotEffect& effect, EffectWarning code) {
    const EffectNote* found = warning(effect, code);
    return found == nullptr ? 0 : found->count.value_or(-1);
}

} // namespace samspill::testing_support
