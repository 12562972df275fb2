// The extension module samspill._core: what the Python package builds on, not an API of its own.
//
// Its functions trust their caller to have checked the types of all arguments: the error message of a failed
// overload resolution prints the arguments, and they may hold personal data. The Python layer checks them.
#include "bind.hpp"

#include <samspill/version.hpp>

#include <pybind11/pybind11.h>

#include <string>

namespace {

/// A promise: the module has no state of its own, networks, results and tables never change once they are
/// made, and a NetworkBuilder stays with the thread that made it.
const auto needs_no_gil = pybind11::mod_gil_not_used();

} // namespace

PYBIND11_MODULE(_core, module, needs_no_gil) {
    module.doc() = "Compiled part of samspill; use the package samspill instead.";
    module.attr("version") = std::string{samspill::version};

    // Classes before the functions that return them, so that signatures in docstrings name Python types.
    using namespace samspill::python;
    bind_errors(module);
    bind_table(module);
    bind_network(module);
    bind_coverage(module);
    bind_places(module);
    bind_explain(module);
    bind_what_if(module);
    bind_repair_program(module);
    bind_repairs(module);
    bind_similarity(module);
    bind_duplication(module);
    bind_duplicate_actors(module);
    bind_work_sharing(module);
    bind_duplication_scope(module);
    bind_representation(module);
    bind_forum_rules(module);
    bind_attendance(module);
    bind_voting_power(module);
    bind_forum_balance(module);
    bind_perception(module);
    bind_balance(module);
    bind_inference(module);
    bind_survival(module);
    bind_pilot_effects(module);
    bind_pilot_numbers(module);
    bind_pilot_panels(module);
    bind_pilot_ratios(module);
    bind_pathway(module);
    bind_study(module);
}
