// Rules of forums, what they find, and the decision tables of cooperation.
#include "bind.hpp"
#include "days_from_python.hpp"
#include "finding_py.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"
#include "table_from_python.hpp"

#include <samspill/analysis/cooperation_method.hpp>
#include <samspill/analysis/forum_rules.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/forum_rule_table.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using ForumRulesOf = ResultOf<ForumRulesResult>;
using Answers = std::vector<std::optional<bool>>;

ForumRulesReading from_columns(const NamedCells& columns) {
    std::vector<Finding> findings;
    const Table table = table_from_python(columns, {.table = "forum_rules"}, findings);
    ForumRulesReading reading = forum_rules_from(table);
    reading.findings.insert(reading.findings.end(), findings.begin(), findings.end());
    return reading;
}

ForumRulesReading from_file(const std::filesystem::path& file) {
    const py::gil_scoped_release no_gil;
    return read_forum_rules(file);
}

std::vector<std::string> ids(const ForumRulesReading& reading) {
    std::vector<std::string> names;
    names.reserve(reading.rules.rules.size());
    for (const ForumRule& rule : reading.rules.rules) {
        names.push_back(rule.id);
    }
    return names;
}

ForumRulesOf compute(const ActorNetwork& network, const ForumRulesReading& reading,
                     const std::optional<std::string>& as_of, const std::vector<Sector>& expected_sectors,
                     py::object progress) {
    ForumRulesOptions options;
    options.expected_sectors = expected_sectors;
    options.as_of = seat_day_of(as_of);
    return run_without_gil("forum_rules", std::move(progress), [&](RunControl* control) {
        return ForumRulesOf{network, forum_rules(network, reading.rules, options, control)};
    });
}

std::shared_ptr<Table> rows(const ForumRulesOf& self, const std::string& language) {
    const py::gil_scoped_release no_gil;
    return std::make_shared<Table>(forum_rule_rows(self.network, self.result, language));
}

template <class Question>
py::list names_of(const std::vector<Question>& questions) {
    py::list names;
    for (const Question question : questions) {
        names.append(to_string(question));
    }
    return names;
}

template <std::size_t N>
void copy_answers(const Answers& given, std::array<std::optional<bool>, N>& answers) {
    if (given.size() != N) {
        throw InvalidArgument{"each question must have an answer or None"};
    }
    std::copy(given.begin(), given.end(), answers.begin());
}

/// Advice, then tests failed and open, blockers present and open.
py::tuple decide(const Answers& tests, const Answers& blockers) {
    CoCreationAnswers answers;
    copy_answers(tests, answers.tests);
    copy_answers(blockers, answers.blockers);
    const CoCreationDecision decision = co_creation_decision(answers);
    return py::make_tuple(to_string(decision.advice), names_of(decision.tests_failed),
                          names_of(decision.tests_open), names_of(decision.blockers_present),
                          names_of(decision.blockers_open));
}

template <class Enum>
py::tuple names_of_vocabulary() {
    py::list names;
    for (const std::string_view name : Vocabulary<Enum>::names) {
        names.append(name);
    }
    return py::tuple{names};
}

} // namespace

void bind_forum_rules(py::module_& module) {
    py::class_<ForumRulesReading>(module, "ForumRules")
        .def_property_readonly("version", [](const ForumRulesReading& self) { return self.rules.version; })
        .def_property_readonly("ids", &ids)
        .def_property_readonly("findings",
                               [](const ForumRulesReading& self) { return to_python(self.findings); });
    py::class_<ForumRulesOf>(module, "ForumRulesResult")
        .def_property_readonly("provenance", &provenance_of<ForumRulesResult>)
        .def("rows", &rows, py::arg("language"))
        .def("counts", table_method(&forum_rule_counts));
    module.def("read_forum_rules", &from_file, py::arg("file"));
    module.def("forum_rules_from", &from_columns, py::arg("columns"));
    module.def("forum_rules", &compute, py::arg("network"), py::arg("rules"), py::arg("as_of"),
               py::arg("expected_sectors"), py::arg("progress"));
    module.attr("co_creation_tests") = names_of_vocabulary<CoCreationTest>();
    module.attr("co_creation_blockers") = names_of_vocabulary<CoCreationBlocker>();
    module.def("co_creation_decision", &decide, py::arg("tests"), py::arg("blockers"));
    module.def(
        "form_for",
        [](const std::string& purpose) {
            const std::optional<ForumPurpose> known = parse<ForumPurpose>(purpose);
            if (!known) {
                throw InvalidArgument{"purpose must be one of: " + allowed_names<ForumPurpose>()};
            }
            return to_string(form_for(*known));
        },
        py::arg("purpose"));
}

} // namespace samspill::python
