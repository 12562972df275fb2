// A study of a pilot and what is computed on it, each keeping the study alive.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/model/pilot_study.hpp>
#include <samspill/result/pilot_effect_result.hpp>
#include <samspill/result/pilot_effects_result.hpp>

#include <pybind11/pybind11.h>

#include <memory>
#include <vector>

namespace samspill::python {

struct StudyOf {
    std::shared_ptr<const PilotStudy> study;
    std::vector<Finding> findings;
};

struct EffectOf {
    std::shared_ptr<const PilotStudy> study;
    PilotEffect effect;
};

struct EffectsOf {
    std::shared_ptr<const PilotStudy> study;
    std::shared_ptr<const PilotEffects> effects;
};

/// PilotEffect and PilotEffects.
void bind_study_effect(pybind11::module_& module);

} // namespace samspill::python
