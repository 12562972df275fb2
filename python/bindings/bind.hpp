// The parts of samspill._core, in the order in which module.cpp calls them.
#pragma once

#include <pybind11/pybind11.h>

namespace samspill::python {

/// Maps the C++ exceptions to the Python classes of the same names.
void bind_errors(pybind11::module_& module);
/// Table: named, typed, nullable columns, in and out of Python and Arrow.
void bind_table(pybind11::module_& module);
/// NetworkBuilder, ActorNetwork, read_folder.
void bind_network(pybind11::module_& module);
void bind_coverage(pybind11::module_& module);
/// Taxonomies, similarity options and the similarity of two activities; needs bind_network.
void bind_similarity(pybind11::module_& module);
/// Duplicates, cells of demand and scores; needs bind_similarity.
void bind_duplication(pybind11::module_& module);
void bind_duplication_scope(pybind11::module_& module);
void bind_duplicate_actors(pybind11::module_& module);
/// Coverage by group and accessibility of places; needs bind_coverage.
void bind_places(pybind11::module_& module);
/// Repair problems and their programs.
void bind_repair_program(pybind11::module_& module);
/// Repairs; needs bind_coverage and bind_repair_program.
void bind_repairs(pybind11::module_& module);
/// Explanations and criticality; needs bind_coverage.
void bind_explain(pybind11::module_& module);
/// What-ifs on a coverage; needs bind_coverage.
void bind_what_if(pybind11::module_& module);
/// Work sharing and the overview; needs bind_coverage, bind_repairs (for UnknownSeats) and bind_duplication.
void bind_work_sharing(pybind11::module_& module);
void bind_representation(pybind11::module_& module);
/// Rules of forums and decision tables; needs bind_representation (for Sector).
void bind_forum_rules(pybind11::module_& module);
/// Attendance and drop-off; needs bind_representation (for Sector).
void bind_attendance(pybind11::module_& module);
/// Voting power of games given as numbers and of the forums of a network.
void bind_voting_power(pybind11::module_& module);
/// Balance of forums by any attribute, and who has the upper hand in them.
void bind_forum_balance(pybind11::module_& module);
/// Instruments and what people answered.
void bind_perception(pybind11::module_& module);
/// Measures, tests and curves as functions of numbers.
void bind_balance(pybind11::module_& module);
void bind_inference(pybind11::module_& module);
void bind_survival(pybind11::module_& module);
/// Statistics of pilots as functions of numbers.
void bind_pilot_effects(pybind11::module_& module);
void bind_pilot_numbers(pybind11::module_& module);
void bind_pilot_panels(pybind11::module_& module);
void bind_pilot_ratios(pybind11::module_& module);
/// Pathways from stage to stage, as a function of counts.
void bind_pathway(pybind11::module_& module);
/// Studies of pilots and effects on their indicators; needs bind_pilot_effects (for StaggeredComparison).
void bind_study(pybind11::module_& module);

} // namespace samspill::python
