// Studies of pilots written down in a few lines.
#pragma once

#include <samspill/model/pilot_study_builder.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::testing_support {

/// A unit with its values wave by wave; nothing for a missing one.
struct SmallUnit {
    std::string id;
    std::string first_wave; ///< a number of a wave from 0, or never; empty: not in the table of treatment
    std::vector<std::optional<double>> values;
    std::string stratum{};
    std::string cluster{};
    std::optional<double> weight{};
};

/// A builder with one indicator "x" of those units; waves are 0, 1, …
inline PilotStudyBuilder small_pilot_builder(const std::vector<SmallUnit>& units, Indicator indicator = {}) {
    PilotStudyBuilder builder;
    if (indicator.id.empty()) {
        indicator.id = "x";
    }
    const std::string id = indicator.id;
    builder.add_indicator(std::move(indicator));
    for (const SmallUnit& unit : units) {
        for (std::size_t wave = 0; wave < unit.values.size(); ++wave) {
            Observation observation;
            observation.unit = unit.id;
            observation.wave = std::to_string(wave);
            observation.indicator = id;
            observation.value = unit.values[wave];
            builder.add_observation(observation);
        }
        if (!unit.first_wave.empty()) {
            Treatment treatment;
            treatment.unit = unit.id;
            treatment.first_wave = unit.first_wave;
            treatment.stratum = unit.stratum;
            treatment.cluster = unit.cluster;
            treatment.weight = unit.weight;
            builder.add_treatment(treatment);
        }
    }
    return builder;
}

inline PilotStudy small_pilot(const std::vector<SmallUnit>& units) {
    return small_pilot_builder(units).build();
}

/// Changes of five municipalities, two of them treated (methods 2.3, "Toy-5").
inline std::vector<SmallUnit> toy_five() {
    return {{"a", "1", {0.0, 6.0}},
            {"b", "1", {0.0, 4.0}},
            {"c", "never", {0.0, 1.0}},
            {"d", "never", {0.0, 2.0}},
            {"e", "never", {0.0, 0.0}}};
}

} // namespace samspill::testing_support
