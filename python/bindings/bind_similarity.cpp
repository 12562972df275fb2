// Taxonomies, options of similarity, and the similarity of two activities.
#include "bind.hpp"
#include "finding_py.hpp"
#include "ids_from_python.hpp"
#include "result_py.hpp"

#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/core/error.hpp>
#include <samspill/similarity/taxonomy_findings.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using Terms = std::vector<std::pair<std::string, std::string>>; // code, parent
using Weights = std::map<std::string, double>;
using Bounds = std::pair<std::int32_t, std::int32_t>;

std::vector<TaxonomyTerm> terms_from(const Terms& rows) {
    std::vector<TaxonomyTerm> terms;
    terms.reserve(rows.size());
    for (const auto& [code, parent] : rows) {
        terms.push_back({code, parent});
    }
    return terms;
}

Taxonomy make_taxonomy(const Terms& rows) {
    const py::gil_scoped_release no_gil;
    return Taxonomy{terms_from(rows)};
}

py::list findings_of(const Terms& rows, const std::vector<std::int64_t>& numbers, const std::string& file) {
    std::vector<Finding> findings;
    {
        const py::gil_scoped_release no_gil;
        findings = taxonomy_findings(terms_from(rows), numbers, file);
    }
    return to_python(findings);
}

double& weight_named(FieldWeights& weights, const std::string& field) {
    const std::map<std::string_view, double*> named{
        {"theme", &weights.theme},
        {"target_groups", &weights.target_groups},
        {"areas", &weights.areas},
        {"months", &weights.months},
        {"weekly_times", &weights.weekly_times},
        {"ages", &weights.ages},
        {"languages", &weights.languages},
        {"kind", &weights.kind},
        {"name", &weights.name},
        {"description", &weights.description},
    };
    const auto found = named.find(field);
    if (found == named.end()) {
        throw InvalidArgument{"a weight must be of a field of similarity"};
    }
    return *found->second;
}

ActivityField field_named(std::string_view name) {
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const auto field = static_cast<ActivityField>(k);
        if (to_string(field) == name) {
            return field;
        }
    }
    throw InvalidArgument{"a decisive field must be a field of similarity"};
}

std::vector<std::string_view> names_of(FieldSet fields) {
    std::vector<std::string_view> names;
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const auto field = static_cast<ActivityField>(k);
        if (fields.contains(field)) {
            names.push_back(to_string(field));
        }
    }
    return names;
}

SimilarityOptions make_options(const Weights& weights, const std::vector<std::string>& decisive,
                               const Taxonomy& themes, const std::string& abbreviations, Bounds months,
                               Bounds ages) {
    SimilarityOptions options;
    for (const auto& [field, weight] : weights) {
        weight_named(options.weights, field) = weight;
    }
    options.decisive = FieldSet{};
    for (const std::string& field : decisive) {
        options.decisive.insert(field_named(field));
    }
    options.themes = themes;
    options.abbreviations.add_lines(abbreviations);
    options.months = MonthInterval{months.first, months.second};
    options.ages = AgeRange{ages.first, ages.second};
    return options;
}

/// The measure, with the network whose ids it is asked by.
struct SimilarityOf {
    ActorNetwork network;
    ActivitySimilarity measure;
};

std::unique_ptr<SimilarityOf> make_similarity(const ResultOf<DuplicationResult>& duplication,
                                              const SimilarityOptions& options) {
    const py::gil_scoped_release no_gil;
    return std::make_unique<SimilarityOf>(
        SimilarityOf{duplication.network, ActivitySimilarity{duplication.network, options}});
}

/// The score, whether a field that decides keeps them apart, and of each field: stated by a, by b, score.
py::tuple evidence(const SimilarityOf& self, const std::string& a, const std::string& b) {
    const ActivityEvidence found =
        self.measure.evidence(activity_named(self.network, a), activity_named(self.network, b));
    py::list fields;
    for (std::size_t k = 0; k < activity_field_count; ++k) {
        const FieldEvidence& field = found.fields[k];
        fields.append(py::make_tuple(to_string(static_cast<ActivityField>(k)), field.stated_by_a,
                                     field.stated_by_b, field.score));
    }
    return py::make_tuple(found.score, found.apart, fields);
}

} // namespace

void bind_similarity(py::module_& module) {
    py::class_<Taxonomy>(module, "Taxonomy")
        .def(py::init(&make_taxonomy), py::arg("terms"))
        .def("__len__", &Taxonomy::size)
        .def("has", &Taxonomy::has, py::arg("code"))
        .def("depth", &Taxonomy::depth, py::arg("code"))
        .def("similarity", &Taxonomy::similarity, py::arg("a"), py::arg("b"));
    module.def("taxonomy_findings", &findings_of, py::arg("terms"), py::arg("rows"), py::arg("file"));

    const SimilarityOptions defaults;
    module.attr("default_decisive") = py::tuple(py::cast(names_of(defaults.decisive)));
    module.attr("default_open_months") = py::make_tuple(defaults.months.from, defaults.months.to);
    module.attr("default_open_ages") = py::make_tuple(defaults.ages.min, defaults.ages.max);
    py::class_<SimilarityOptions>(module, "SimilarityOptions")
        .def(py::init(&make_options), py::arg("weights"), py::arg("decisive"), py::arg("themes"),
             py::arg("abbreviations"), py::arg("months"), py::arg("ages"));
    py::class_<SimilarityOf>(module, "ActivitySimilarity")
        .def("evidence", &evidence, py::arg("a"), py::arg("b"));
    module.def("activity_similarity", &make_similarity, py::arg("duplication"), py::arg("options"));
}

} // namespace samspill::python
