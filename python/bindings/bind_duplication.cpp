// duplication: result and function, cells of demand, and scores against labelled pairs.
#include "bind.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/analysis/demand_cells.hpp>
#include <samspill/analysis/duplicate_score.hpp>
#include <samspill/analysis/duplication.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/duplication_tables.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using DuplicationOf = ResultOf<DuplicationResult>;

DuplicationOf compute(const ActorNetwork& network, bool match_languages, bool match_ages, double backup_share,
                      const MatchOptions& match, std::optional<double> least_score,
                      std::pair<std::int64_t, std::int64_t> name_likeness,
                      const SimilarityOptions& similarity, std::int64_t most_listed_alike,
                      std::int64_t most_pairs, py::object progress) {
    if (most_listed_alike < 0) {
        throw InvalidArgument{"most_listed_alike must be 0 or more"};
    }
    if (most_pairs < 0) {
        throw InvalidArgument{"most_pairs must be 0 or more"};
    }
    const DuplicationOptions options{.match_languages = match_languages,
                                     .match_ages = match_ages,
                                     .backup_share = backup_share,
                                     .match = match,
                                     .least_score = least_score,
                                     .name_likeness = Fraction{name_likeness.first, name_likeness.second},
                                     .similarity = similarity,
                                     .most_listed_alike = static_cast<std::size_t>(most_listed_alike),
                                     .most_pairs = static_cast<std::size_t>(most_pairs)};
    return run_without_gil("duplication", std::move(progress), [&](RunControl* control) {
        return DuplicationOf{network, duplication(network, options, control), match};
    });
}

ResultOf<DemandCells> compute_cells(const ActorNetwork& network, double backup_share,
                                    const MatchOptions& match,
                                    std::optional<std::pair<std::int32_t, std::int32_t>> months,
                                    py::object progress) {
    DemandCellOptions options{.match = match, .backup_share = backup_share};
    if (months) {
        options.months = MonthInterval{months->first, months->second};
    }
    return run_without_gil("demand cells", std::move(progress), [&](RunControl* control) {
        return ResultOf<DemandCells>{network, demand_cells(network, options, control)};
    });
}

using Found = std::vector<std::tuple<std::uint32_t, std::uint32_t, double>>;
using Labels = std::vector<std::tuple<std::uint32_t, std::uint32_t, bool>>;

std::vector<ScoredPair> scored(const Found& found) {
    std::vector<ScoredPair> pairs;
    pairs.reserve(found.size());
    for (const auto& [a, b, score] : found) {
        pairs.push_back({ActivityId{a}, ActivityId{b}, score});
    }
    return pairs;
}

std::vector<LabelledPair> labelled(const Labels& labels) {
    std::vector<LabelledPair> pairs;
    pairs.reserve(labels.size());
    for (const auto& [a, b, same] : labels) {
        pairs.push_back({ActivityId{a}, ActivityId{b}, same});
    }
    return pairs;
}

Unlabelled meaning(bool labels_are_complete) {
    return labels_are_complete ? Unlabelled::different : Unlabelled::left_out;
}

py::dict to_python(const Agreement& agreement) {
    py::dict fields;
    fields["true_positives"] = agreement.true_positives;
    fields["false_positives"] = agreement.false_positives;
    fields["false_negatives"] = agreement.false_negatives;
    fields["unlabelled"] = agreement.unlabelled;
    fields["precision"] = agreement.precision();
    fields["recall"] = agreement.recall();
    fields["f1"] = agreement.f1();
    return fields;
}

py::tuple scores(const Found& found, const Labels& labels, bool labels_are_complete) {
    const std::vector<ScoredPair> pairs = scored(found);
    const std::vector<LabelledPair> truth = labelled(labels);
    const Agreement all = score_pairs(pairs, truth, meaning(labels_are_complete));
    const std::vector<ThresholdScore> curve = score_curve(pairs, truth, meaning(labels_are_complete));
    const std::optional<ThresholdScore> best = best_threshold(curve);
    return py::make_tuple(to_python(all), std::make_shared<Table>(duplicate_score_curve(curve)),
                          best ? py::object{py::float_(best->threshold)} : py::object{py::none()});
}

Clusters clusters_from(const std::vector<std::vector<std::uint32_t>>& rows) {
    Clusters clusters;
    clusters.reserve(rows.size());
    for (const std::vector<std::uint32_t>& row : rows) {
        clusters.emplace_back(row.begin(), row.end());
    }
    return clusters;
}

py::dict cluster_scores(const std::vector<std::vector<std::uint32_t>>& found, const Labels& labels) {
    const ClusterScore score = score_clusters(clusters_from(found), clusters_of(labelled(labels)));
    py::dict fields = to_python(score.pairs);
    fields["activities"] = score.activities;
    fields["b_cubed_precision"] = score.b_cubed_precision;
    fields["b_cubed_recall"] = score.b_cubed_recall;
    fields["b_cubed_f1"] = score.b_cubed_f1;
    return fields;
}

} // namespace

void bind_duplication(py::module_& module) {
    py::class_<DuplicationOf>(module, "DuplicationResult")
        .def_property_readonly("provenance", &provenance_of<DuplicationResult>)
        .def_property_readonly("pairs_found",
                               [](const DuplicationOf& self) { return self.result.pairs_found; })
        .def_property_readonly("pairs_by_likeness",
                               [](const DuplicationOf& self) { return self.result.pairs_by_likeness; })
        .def("pairs", table_method(&duplication_pairs))
        .def("clusters", table_method(&duplication_clusters))
        .def("groups", table_method(&duplication_groups))
        .def(
            "has_activity",
            [](const DuplicationOf& self, const std::string& id) {
                return !self.network.find_activity(id).is_none();
            },
            py::arg("activity"));
    const DuplicationOptions defaults;
    module.attr("default_backup_share") = defaults.backup_share;
    module.attr("default_most_pairs") = defaults.most_pairs;
    module.def("duplication", &compute, py::arg("network"), py::arg("match_languages"), py::arg("match_ages"),
               py::arg("backup_share"), py::arg("match"), py::arg("least_score"), py::arg("name_likeness"),
               py::arg("similarity"), py::arg("most_listed_alike"), py::arg("most_pairs"),
               py::arg("progress"));
    py::class_<ResultOf<DemandCells>>(module, "DemandCells")
        .def_property_readonly("provenance", &provenance_of<DemandCells>)
        .def_property_readonly("people", [](const ResultOf<DemandCells>& self) { return self.result.people; })
        .def_property_readonly("covered",
                               [](const ResultOf<DemandCells>& self) { return self.result.covered; })
        .def("cells", table_method(&demand_cell_rows));
    module.def("demand_cells", &compute_cells, py::arg("network"), py::arg("backup_share"), py::arg("match"),
               py::arg("months"), py::arg("progress"));
    module.def("duplicate_scores", &scores, py::arg("found"), py::arg("labels"),
               py::arg("labels_are_complete"));
    module.def("duplicate_cluster_scores", &cluster_scores, py::arg("found"), py::arg("labels"));
}

} // namespace samspill::python
