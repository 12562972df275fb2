// Ratios of counts and people on lists, as functions of numbers.
#include "bind.hpp"
#include "columns_from_python.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/core/table.hpp>
#include <samspill/io/pilot_tables.hpp>
#include <samspill/pilot/capture_recapture.hpp>
#include <samspill/pilot/funnel_limits.hpp>
#include <samspill/pilot/precondition_model.hpp>
#include <samspill/pilot/shrinkage.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;
using namespace py::literals;
using python::to_python; // beside those below

py::dict funnel_limits_py(const py::buffer& observed, const py::buffer& expected, FunnelScore score,
                          double winsorised, const std::vector<double>& levels) {
    const CountColumn counts{observed};
    const RealColumn means{expected};
    const FunnelResult result = run_without_gil("funnel", py::none{}, [&](RunControl*) {
        return funnel_limits(counts.view(), means.view(), {score, winsorised, levels});
    });
    py::dict fields{"without_score"_a = result.without_score,
                    "winsorised"_a = result.winsorised,
                    "overdispersion"_a = result.overdispersion,
                    "plain_overdispersion"_a = result.plain_overdispersion,
                    "is_overdispersed"_a = result.is_overdispersed,
                    "points"_a = std::make_shared<Table>(funnel_points(result)),
                    "limits"_a = std::make_shared<Table>(funnel_limit_rows(result))};
    add_circumstances(fields, result);
    return fields;
}

py::dict shrunken_ratios_py(const py::buffer& observed, const py::buffer& expected,
                            const ShrinkageOptions& options, py::object progress) {
    const CountColumn counts{observed};
    const RealColumn means{expected};
    const ShrinkageResult result = run_without_gil("ranks", std::move(progress), [&](RunControl* control) {
        return shrunken_ratios(counts.view(), means.view(), options, control);
    });
    py::dict fields{"units"_a = result.units,
                    "mean"_a = result.mean,
                    "variance"_a = result.variance,
                    "level"_a = result.level,
                    "draws"_a = result.draws,
                    "seed"_a = result.seed,
                    "ratios"_a = std::make_shared<Table>(shrunken_ratio_rows(result))};
    add_circumstances(fields, result);
    return fields;
}

py::dict expected_counts_py(const py::buffer& observed, const py::buffer& size,
                            const py::buffer& preconditions, const std::vector<std::string>& names,
                            const PreconditionModelOptions& options, py::object progress) {
    const CountColumn counts{observed};
    const RealColumn sizes{size};
    const std::vector<double> columns = column_major(preconditions);
    const PreconditionModelResult result =
        run_without_gil("expected counts", std::move(progress), [&](RunControl* control) {
            return expected_counts({counts.view(), sizes.view(), columns}, options, control);
        });
    py::dict fields{"units"_a = result.units,
                    "preconditions"_a = result.preconditions,
                    "most_preconditions"_a = result.most_preconditions,
                    "deviance"_a = result.deviance,
                    "degrees_of_freedom"_a = result.degrees_of_freedom,
                    "coefficients"_a = std::make_shared<Table>(precondition_coefficients(result, names)),
                    "expected"_a = std::make_shared<Table>(precondition_units(result)),
                    "left_out_reason"_a = result.left_out_reason};
    add_circumstances(fields, result);
    return fields;
}

py::dict to_python(const CaptureEstimate& estimate) {
    py::dict fields{"estimator"_a = estimate.estimator,
                    "total"_a = estimate.total,
                    "unseen"_a = estimate.unseen,
                    "se"_a = estimate.se,
                    "low"_a = estimate.low,
                    "high"_a = estimate.high};
    add_circumstances(fields, estimate);
    return fields;
}

/// What is known of the people on any list, among the fields of a result.
void add_cells(py::dict& fields, const CaptureCells& cells) {
    fields["cells"] = std::make_shared<Table>(capture_cells(cells));
    fields["seen"] = cells.seen;
    fields["suppressed"] = cells.suppressed;
    fields["smallest_cell"] = cells.smallest_cell;
}

py::dict two_list_capture_py(std::int64_t first, std::int64_t second, std::int64_t both,
                             const CaptureOptions& options) {
    const TwoListResult result = two_list_capture({first, second, both}, options);
    py::dict fields{"method"_a = result.method,
                    "caveat"_a = result.caveat,
                    "level"_a = result.level,
                    "is_without_overlap"_a = result.is_without_overlap,
                    "lincoln_petersen"_a = to_python(result.lincoln_petersen),
                    "chapman"_a = to_python(result.chapman)};
    add_cells(fields, result.cells);
    return fields;
}

py::dict list_models_py(const std::vector<std::int64_t>& people_by_history, const CaptureOptions& options) {
    const ListModelsResult result = run_without_gil(
        "models of lists", py::none{}, [&](RunControl*) { return list_models(people_by_history, options); });
    py::dict fields{"caveat"_a = result.caveat, "level"_a = result.level, "lists"_a = result.lists,
                    "models"_a = std::make_shared<Table>(list_model_rows(result)),
                    "chosen"_a = result.chosen ? py::object{to_python(result.models[*result.chosen].estimate)}
                                               : py::object{py::none{}}};
    add_circumstances(fields, result);
    add_cells(fields, result.cells);
    return fields;
}

py::dict outreach_py(const std::array<std::optional<std::int64_t>, 4>& counts,
                     const CaptureOptions& options) {
    const OutreachResult result = outreach({counts[0], counts[1], counts[2], counts[3]}, options);
    return py::dict{"reach"_a = to_python(result.reach), "uptake"_a = to_python(result.uptake),
                    "additionality"_a = to_python(result.additionality)};
}

} // namespace

void bind_pilot_ratios(py::module_& module) {
    py::native_enum<FunnelScore>(module, "FunnelScore", "enum.Enum")
        .value("log_ratio", FunnelScore::log_ratio)
        .value("square_root", FunnelScore::square_root)
        .finalize();
    py::native_enum<CountModel>(module, "CountModel", "enum.Enum")
        .value("poisson", CountModel::poisson)
        .value("logistic", CountModel::logistic)
        .finalize();
    module.def("funnel_limits", &funnel_limits_py, py::arg("observed"), py::arg("expected"), py::arg("score"),
               py::arg("winsorised"), py::arg("levels"));
    module.def(
        "shrunken_ratios",
        [](const py::buffer& observed, const py::buffer& expected, double level, std::int64_t draws,
           std::uint64_t seed, py::object progress) {
            return shrunken_ratios_py(observed, expected, {level, draws, seed}, std::move(progress));
        },
        py::arg("observed"), py::arg("expected"), py::arg("level"), py::arg("draws"), py::arg("seed"),
        py::arg("progress"));
    module.def(
        "expected_counts",
        [](const py::buffer& observed, const py::buffer& size, const py::buffer& preconditions,
           const std::vector<std::string>& names, CountModel model, std::size_t units_each,
           bool leave_one_out, py::object progress) {
            return expected_counts_py(observed, size, preconditions, names,
                                      {model, units_each, leave_one_out}, std::move(progress));
        },
        py::arg("observed"), py::arg("size"), py::arg("preconditions"), py::arg("names"), py::arg("model"),
        py::arg("units_each"), py::arg("leave_one_out"), py::arg("progress"));
    module.def(
        "two_list_capture",
        [](std::int64_t first, std::int64_t second, std::int64_t both, double level,
           std::int64_t smallest_cell) {
            return two_list_capture_py(first, second, both, {level, smallest_cell});
        },
        py::arg("first"), py::arg("second"), py::arg("both"), py::arg("level"), py::arg("smallest_cell"));
    module.def(
        "list_models",
        [](const std::vector<std::int64_t>& people_by_history, double level, std::int64_t smallest_cell) {
            return list_models_py(people_by_history, {level, smallest_cell});
        },
        py::arg("people_by_history"), py::arg("level"), py::arg("smallest_cell"));
    module.def(
        "outreach",
        [](const std::array<std::optional<std::int64_t>, 4>& counts, std::int64_t smallest_cell) {
            CaptureOptions options;
            options.smallest_cell = smallest_cell;
            return outreach_py(counts, options);
        },
        py::arg("counts"), py::arg("smallest_cell"));
}

} // namespace samspill::python
