// Balance, segregation, inequality and crossed attributes as functions of numbers.
#include "bind.hpp"
#include "measure_py.hpp"

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/analysis/inequality.hpp>
#include <samspill/analysis/intersectional_balance.hpp>
#include <samspill/core/error.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;
using python::to_python; // beside those below

using Numbers = std::vector<double>;
using Groups = std::vector<std::uint32_t>;
using OfSeats = Measure (*)(std::span<const double>);
using OfBoth = Measure (*)(std::span<const double>, std::span<const double>);
using OfSector = Measure (*)(std::span<const double>, std::span<const double>, std::size_t);

Measure pielou_of_expected(std::span<const double> seats) { return pielou(seats, SectorBasis::expected); }
Measure pielou_of_observed(std::span<const double> seats) { return pielou(seats, SectorBasis::observed); }

py::dict to_python(const Segregation& result) {
    py::list parts;
    for (const SegregationPart& part : result.parts) {
        parts.append(py::make_tuple(part.supergroup, part.forums, part.weight, part.within));
    }
    py::dict fields;
    fields["theil_h"] = to_python(result.theil_h);
    fields["mutual_information"] = to_python(result.mutual_information);
    fields["between"] = to_python(result.between);
    fields["within"] = to_python(result.within);
    fields["sector_entropy"] = to_python(result.sector_entropy);
    fields["forum_entropy"] = to_python(result.forum_entropy);
    fields["joint_entropy"] = to_python(result.joint_entropy);
    fields["parts"] = parts;
    return fields;
}

py::dict to_python(const AmountInequality& result) {
    py::list groups;
    for (const AmountGroup& group : result.groups) {
        groups.append(py::make_tuple(group.group, group.people, group.amount, group.share, group.per_head,
                                     group.theil));
    }
    py::dict fields;
    fields["theil"] = to_python(result.theil);
    fields["between"] = to_python(result.between);
    fields["within"] = to_python(result.within);
    fields["gini"] = to_python(result.gini);
    fields["per_head_ratio"] = to_python(result.per_head_ratio);
    fields["groups"] = groups;
    return fields;
}

py::dict crossed(const std::vector<std::pair<std::uint32_t, Groups>>& columns, const Numbers& weights,
                 double balanced_from, double correlated_from) {
    std::vector<CrossedAttribute> attributes;
    attributes.reserve(columns.size());
    for (const auto& [expected, categories] : columns) {
        attributes.push_back({expected, categories});
    }
    const IntersectionalBalance result = intersectional_balance(
        attributes, weights, {.balanced_from = balanced_from, .correlated_from = correlated_from});
    py::list parities;
    for (const Measure& parity_of : result.parities) {
        parities.append(to_python(parity_of));
    }
    py::list occupied;
    for (const CrossedCell& cell : result.occupied) {
        occupied.append(py::make_tuple(cell.categories, cell.seats));
    }
    py::dict fields;
    fields["parities"] = parities;
    fields["joint_blau"] = to_python(result.joint_blau);
    fields["joint_maximum"] = result.joint_maximum;
    fields["attainable_maximum"] = result.attainable_maximum;
    fields["joint_evenness"] = to_python(result.joint_evenness);
    fields["total_correlation"] = to_python(result.total_correlation);
    fields["unavoidable_correlation"] = result.unavoidable_correlation;
    fields["correlation_share"] = to_python(result.correlation_share);
    fields["cells"] = result.cells;
    fields["empty_cells"] = result.empty_cells;
    fields["unavoidably_empty"] = result.unavoidably_empty;
    fields["left_out"] = result.left_out;
    fields["occupied"] = occupied;
    fields["balanced_on_margins_only"] = result.balanced_on_margins_only;
    fields["margins_reason"] = result.margins_reason;
    return fields;
}

} // namespace

void bind_balance(py::module_& module) {
    const std::array<std::pair<const char*, OfSeats>, 10> of_seats{{{"parity", &parity},
                                                                    {"min_max_ratio", &min_max_ratio},
                                                                    {"blau", &blau},
                                                                    {"iqv", &iqv},
                                                                    {"blau_unbiased", &blau_unbiased},
                                                                    {"shannon", &shannon},
                                                                    {"pielou", &pielou_of_expected},
                                                                    {"pielou_observed", &pielou_of_observed},
                                                                    {"hill_1", &hill_1},
                                                                    {"hill_2", &hill_2}}};
    for (const auto& [name, measure] : of_seats) {
        module.def(
            name, [measure = measure](const Numbers& seats) { return to_python(measure(seats)); },
            py::arg("seats"));
    }
    const std::array<std::pair<const char*, OfBoth>, 3> of_both{{{"dissimilarity", &dissimilarity},
                                                                 {"gallagher", &gallagher},
                                                                 {"kullback_leibler", &kullback_leibler}}};
    for (const auto& [name, measure] : of_both) {
        module.def(
            name,
            [measure = measure](const Numbers& seats, const Numbers& baseline) {
                return to_python(measure(seats, baseline));
            },
            py::arg("seats"), py::arg("baseline"));
    }
    const std::array<std::pair<const char*, OfSector>, 3> of_sector{
        {{"representation_ratio", &representation_ratio},
         {"share_gap", &share_gap},
         {"log_representation_ratio", &log_representation_ratio}}};
    for (const auto& [name, measure] : of_sector) {
        module.def(
            name,
            [measure = measure](const Numbers& seats, const Numbers& baseline, std::size_t sector) {
                return to_python(measure(seats, baseline, sector));
            },
            py::arg("seats"), py::arg("baseline"), py::arg("sector"));
    }
    module.def(
        "segregation",
        [](const Numbers& seats, std::size_t sectors, const Groups& supergroup) {
            return to_python(segregation(seats, sectors, supergroup));
        },
        py::arg("seats"), py::arg("sectors"), py::arg("supergroup"));
    module.def(
        "amount_inequality",
        [](const Numbers& amounts, const Groups& group) {
            return to_python(amount_inequality(amounts, group));
        },
        py::arg("amounts"), py::arg("group"));
    module.attr("unknown_category") = unknown_category;
    module.def("intersectional_balance", &crossed, py::arg("attributes"), py::arg("weights"),
               py::arg("balanced_from"), py::arg("correlated_from"));
}

} // namespace samspill::python
