// Exact tests and intervals as functions of numbers.
#include "bind.hpp"
#include "measure_py.hpp"
#include "run_control_py.hpp"

#include <samspill/analysis/equivalence_tests.hpp>
#include <samspill/analysis/exact_tests.hpp>
#include <samspill/analysis/fisher_exact.hpp>
#include <samspill/analysis/proportion_intervals.hpp>
#include <samspill/core/table.hpp>
#include <samspill/io/inference_tables.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using Counts = std::vector<std::int64_t>;
using Cells = std::array<std::int64_t, 4>;

ExactTestOptions options_of(bool mid_p, std::int64_t max_outcomes) {
    return {.max_outcomes = max_outcomes, .mid_p = mid_p};
}

TwoByTwo table_of(const Cells& cells) { return {cells[0], cells[1], cells[2], cells[3]}; }

/// Four 64-bit numbers a table, one table after another. The caller checked format and layout.
std::vector<TwoByTwo> tables_of(const py::buffer& buffer) {
    static_assert(sizeof(TwoByTwo) == sizeof(Cells));
    const py::buffer_info info = buffer.request();
    const auto bytes = static_cast<std::size_t>(info.size * info.itemsize);
    std::vector<TwoByTwo> tables(bytes / sizeof(TwoByTwo));
    if (!tables.empty()) {
        std::memcpy(tables.data(), info.ptr, tables.size() * sizeof(TwoByTwo));
    }
    return tables;
}

std::shared_ptr<Table> fisher_many(const py::buffer& cells, Alternative alternative, bool mid_p,
                                   std::int64_t max_outcomes, py::object progress) {
    const std::vector<TwoByTwo> tables = tables_of(cells);
    return run_without_gil("exact tests", std::move(progress), [&](RunControl* control) {
        const FisherTests tests = fisher_tests(tables, alternative, options_of(mid_p, max_outcomes), control);
        return std::make_shared<Table>(fisher_test_rows(tests));
    });
}

} // namespace

void bind_inference(py::module_& module) {
    py::native_enum<Alternative>(module, "Alternative", "enum.Enum")
        .value("two_sided", Alternative::two_sided)
        .value("less", Alternative::less)
        .value("greater", Alternative::greater)
        .finalize();
    py::native_enum<Tail>(module, "Tail", "enum.Enum")
        .value("at_most", Tail::at_most)
        .value("at_least", Tail::at_least)
        .finalize();
    module.def(
        "binomial_test",
        [](std::int64_t successes, std::int64_t trials, double share, bool mid_p, std::int64_t max_outcomes) {
            return to_python(binomial_test(successes, trials, share, options_of(mid_p, max_outcomes)));
        },
        py::arg("successes"), py::arg("trials"), py::arg("share"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def(
        "multinomial_test",
        [](const Counts& seats, const std::vector<double>& baseline, bool mid_p, std::int64_t max_outcomes) {
            return to_python(multinomial_test(seats, baseline, options_of(mid_p, max_outcomes)));
        },
        py::arg("seats"), py::arg("baseline"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def(
        "hypergeometric_test",
        [](const Counts& seats, const Counts& pool, bool mid_p, std::int64_t max_outcomes) {
            return to_python(hypergeometric_test(seats, pool, options_of(mid_p, max_outcomes)));
        },
        py::arg("seats"), py::arg("pool"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def(
        "hypergeometric_tail",
        [](const Cells& draw, Tail tail, bool mid_p, std::int64_t max_outcomes) {
            return to_python(hypergeometric_tail({draw[0], draw[1], draw[2], draw[3]}, tail,
                                                 options_of(mid_p, max_outcomes)));
        },
        py::arg("draw"), py::arg("tail"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def(
        "binomial_equivalence_test",
        [](std::int64_t successes, std::int64_t trials, double share, double margin, bool mid_p,
           std::int64_t max_outcomes) {
            return to_python(
                binomial_equivalence_test(successes, trials, share, margin, options_of(mid_p, max_outcomes)));
        },
        py::arg("successes"), py::arg("trials"), py::arg("share"), py::arg("margin"), py::arg("mid_p"),
        py::arg("max_outcomes"));
    module.def(
        "hypergeometric_equivalence_test",
        [](const Cells& draw, double odds_margin, bool mid_p, std::int64_t max_outcomes) {
            return to_python(hypergeometric_equivalence_test({draw[0], draw[1], draw[2], draw[3]},
                                                             odds_margin, options_of(mid_p, max_outcomes)));
        },
        py::arg("draw"), py::arg("odds_margin"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def(
        "fisher_test",
        [](const Cells& cells, Alternative alternative, bool mid_p, std::int64_t max_outcomes) {
            return to_python(fisher_test(table_of(cells), alternative, options_of(mid_p, max_outcomes)));
        },
        py::arg("cells"), py::arg("alternative"), py::arg("mid_p"), py::arg("max_outcomes"));
    module.def("fisher_tests", &fisher_many, py::arg("cells"), py::arg("alternative"), py::arg("mid_p"),
               py::arg("max_outcomes"), py::arg("progress"));
    module.def(
        "conditional_odds_ratio",
        [](const Cells& cells, double level) {
            return to_python(conditional_odds_ratio(table_of(cells), level));
        },
        py::arg("cells"), py::arg("level"));
    const auto def_interval = [&](const char* name, Interval (*make)(std::int64_t, std::int64_t, double)) {
        module.def(
            name,
            [make](std::int64_t successes, std::int64_t trials, double level) {
                return to_python(make(successes, trials, level));
            },
            py::arg("successes"), py::arg("trials"), py::arg("level"));
    };
    def_interval("wilson_interval", &wilson_interval);
    def_interval("clopper_pearson_interval", &clopper_pearson_interval);
    def_interval("mid_p_interval", &mid_p_interval);
}

} // namespace samspill::python
