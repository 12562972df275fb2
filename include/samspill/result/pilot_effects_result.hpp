// The effects on all indicators of a study, and what remains of them when so many are asked about.
#pragma once

#include <samspill/result/multiplicity_result.hpp>
#include <samspill/result/pilot_effect_result.hpp>
#include <samspill/result/provenance.hpp>

#include <vector>

namespace samspill {

/// Result of pilot_effects().
struct PilotEffects {
    Provenance provenance;
    std::vector<PilotEffect> effects;   ///< in the order asked for
    MultiplicityResult adjusted;        ///< of the headlines' p, in the same order
    WestfallYoungResult westfall_young; ///< the same arrangements for all; none for the primary one
};

} // namespace samspill
