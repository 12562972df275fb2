// Results of effects on the indicators of a study.
#include "study_effect_py.hpp"

#include "measure_py.hpp"
#include "provenance_py.hpp"

#include <samspill/io/effect_tables.hpp>
#include <samspill/io/pilot_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

std::vector<std::string> wave_names(const EffectOf& self) {
    std::vector<std::string> names;
    for (std::size_t wave = self.effect.baseline; wave <= self.effect.follow_up; ++wave) {
        names.push_back(self.study->waves()[wave].id);
    }
    return names;
}

py::dict to_python(const EffectEstimate& estimate) {
    py::dict fields;
    fields["method"] = to_string(estimate.method);
    fields["method_id"] = estimate.method_id;
    fields["convention"] = estimate.convention;
    fields["caveat"] = estimate.caveat;
    fields["status"] = to_string(estimate.status);
    fields["reason"] = estimate.reason;
    fields["estimate"] = estimate.estimate;
    fields["se"] = estimate.se;
    fields["degrees_of_freedom"] = estimate.degrees_of_freedom;
    fields["statistic"] = estimate.statistic;
    fields["p"] = estimate.p;
    fields["smallest_p"] = estimate.smallest_p;
    fields["arrangements"] = estimate.arrangements;
    fields["exact"] = estimate.exact;
    fields["replicates"] = estimate.replicates;
    fields["low"] = estimate.low;
    fields["high"] = estimate.high;
    fields["limits_reason"] = estimate.limits_reason;
    return fields;
}

/// Everything about an effect that is no table, by the names of the attributes of samspill.Effect.
py::dict fields_of(const EffectOf& self) {
    const PilotEffect& effect = self.effect;
    const Indicator& indicator = self.study->indicators()[effect.indicator];
    py::dict fields;
    fields["indicator"] = indicator.id;
    fields["unit"] = indicator.unit;
    fields["design"] = to_string(effect.design);
    fields["method"] = effect.method;
    fields["status"] = to_string(effect.status);
    fields["reason"] = effect.reason;
    const bool has_waves = effect.baseline < effect.follow_up;
    fields["baseline"] = has_waves ? std::optional{self.study->waves()[effect.baseline].id} : std::nullopt;
    fields["follow_up"] = has_waves ? std::optional{self.study->waves()[effect.follow_up].id} : std::nullopt;
    fields["treated"] = effect.treated;
    fields["controls"] = effect.controls;
    fields["clusters"] = effect.clusters;
    fields["level"] = effect.level;
    fields["seed"] = effect.seed;
    fields["estimate"] = effect.estimate;
    fields["earlier"] = effect.earlier ? py::object{to_python(*effect.earlier)} : py::none();
    fields["bounds"] = py::dict{};
    fields["bounds"]["low"] = effect.bounds.low;
    fields["bounds"]["high"] = effect.bounds.high;
    fields["bounds"]["reason"] = effect.bounds.reason;
    fields["bounds"]["reweighted"] = effect.bounds.reweighted;
    fields["bounds"]["reweighted_reason"] = effect.bounds.reweighted_reason;
    const EffectSensitivity& sensitivity = effect.sensitivity;
    fields["sensitivity"] = py::dict{};
    fields["sensitivity"]["least"] = sensitivity.least;
    fields["sensitivity"]["greatest"] = sensitivity.greatest;
    fields["sensitivity"]["most_influential"] =
        sensitivity.most_influential ? std::optional{self.study->units()[*sensitivity.most_influential].id}
                                     : std::nullopt;
    fields["sensitivity"]["neighbourhood_least"] = sensitivity.neighbourhood_least;
    fields["sensitivity"]["neighbourhood_greatest"] = sensitivity.neighbourhood_greatest;
    fields["sensitivity"]["without_treated_neighbours"] = sensitivity.without_treated_neighbours;
    fields["detectable"] = effect.detectable ? effect.detectable->effect : std::nullopt;
    fields["detectable_reason"] = effect.detectable ? effect.detectable->reason : std::string_view{};
    fields["moran_i"] = effect.dependence ? effect.dependence->moran_i : std::nullopt;
    fields["moran_p"] = effect.dependence ? effect.dependence->p : std::nullopt;
    return fields;
}

/// A method that makes a table of an effect without the GIL.
template <class Make>
auto table_of(Make make) {
    return [make](const EffectOf& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self));
    };
}

template <class Make>
auto table_of_all(Make make) {
    return [make](const EffectsOf& self) {
        const py::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(*self.study, *self.effects));
    };
}

} // namespace

void bind_study_effect(py::module_& module) {
    py::class_<EffectOf>(module, "PilotEffect")
        .def_property_readonly("provenance",
                               [](const EffectOf& self) { return to_python(self.effect.provenance); })
        .def_property_readonly("fields", &fields_of)
        .def("estimates",
             table_of([](const EffectOf& self) { return effect_estimates(*self.study, self.effect); }))
        .def("warnings", table_of([](const EffectOf& self) { return effect_warnings(self.effect); }))
        .def("means", table_of([](const EffectOf& self) { return effect_means(*self.study, self.effect); }))
        .def("donors", table_of([](const EffectOf& self) { return effect_donors(*self.study, self.effect); }))
        .def("gaps", table_of([](const EffectOf& self) { return effect_gaps(*self.study, self.effect); }))
        .def("cells", table_of([](const EffectOf& self) {
                 return staggered_cells(self.effect.staggered.value_or(StaggeredResult{}), wave_names(self));
             }))
        .def("aggregates", table_of([](const EffectOf& self) {
                 return staggered_aggregates(self.effect.staggered.value_or(StaggeredResult{}),
                                             wave_names(self));
             }));
    py::class_<EffectsOf>(module, "PilotEffects")
        .def_property_readonly("provenance",
                               [](const EffectsOf& self) { return to_python(self.effects->provenance); })
        .def_property_readonly("westfall_young_reason",
                               [](const EffectsOf& self) { return self.effects->westfall_young.reason; })
        .def("__len__", [](const EffectsOf& self) { return self.effects->effects.size(); })
        .def("effect",
             [](const EffectsOf& self, std::size_t place) {
                 return EffectOf{self.study, self.effects->effects.at(place)};
             })
        .def(
            "overview",
            [](const EffectsOf& self, const std::string& language) {
                const py::gil_scoped_release no_gil;
                return std::make_shared<Table>(effects_overview(*self.study, *self.effects, language));
            },
            py::arg("language"))
        .def("estimates", table_of_all(&effects_estimates));
}

} // namespace samspill::python
