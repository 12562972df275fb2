// What-if: totals after one change, and the coverage of an edited network from the one before.
#include "bind.hpp"
#include "ids_from_python.hpp"
#include "result_py.hpp"
#include "run_control_py.hpp"
#include "table_from_python.hpp"

#include <samspill/analysis/what_if.hpp>
#include <samspill/core/error.hpp>
#include <samspill/io/table_loader.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using CoverageOf = ResultOf<CoverageResult>;

/// A session with the model it was solved on.
struct SessionOf {
    ActorNetwork network;
    std::shared_ptr<const CoverageModel> model;
    WhatIf session;
};

py::dict to_python(const WhatIfResult& result) {
    py::dict fields;
    fields["covered_low"] = result.after.low;
    fields["covered_high"] = result.after.high;
    fields["known_low"] = result.after.known_low;
    fields["known_high"] = result.after.known_high;
    fields["gained_low"] = result.gained_low();
    fields["gained_high"] = result.gained_high();
    fields["known_gained_low"] = result.known_gained_low();
    fields["known_gained_high"] = result.known_gained_high();
    return fields;
}

std::unique_ptr<SessionOf> start(const CoverageOf& coverage, py::object progress) {
    return run_without_gil("what if", std::move(progress), [&](RunControl* control) {
        return std::unique_ptr<SessionOf>{
            new SessionOf{coverage.network, coverage.model, WhatIf{*coverage.model, control}}};
    });
}

py::dict with_tie(SessionOf& self, const std::string& source, const std::string& target, Relation relation) {
    const ActorId from =
        required(self.network.find_actor(source), "source must be the id of an actor of the network");
    const ActivityId offer = self.network.find_activity(target);
    if (!offer.is_none()) {
        return to_python(self.session.with_tie(from, offer, relation));
    }
    const ActorId to = required(self.network.find_actor(target),
                                "target must be the id of an actor or activity of the network");
    return to_python(self.session.with_tie(from, to, relation));
}

py::dict with_activity(SessionOf& self, const NamedCells& cells) {
    const Activity activity = read_activity(row_from_python(TableName::activities, cells));
    return to_python(self.session.with_activity(activity));
}

/// One answer an actor, in the order of their ids.
py::list without_each_actor(SessionOf& self, py::object progress) {
    const std::vector<WhatIfResult> results =
        run_without_gil("each actor in turn", std::move(progress),
                        [&](RunControl* control) { return self.session.without_each_actor(control); });
    py::list rows;
    for (std::size_t a = 0; a < results.size(); ++a) {
        py::dict row;
        row["actor"] = std::string{self.network.text(self.network.actors().id[a])};
        row.attr("update")(to_python(results[a]));
        rows.append(row);
    }
    return rows;
}

} // namespace

void bind_what_if(py::module_& module) {
    py::native_enum<Relation> relations{module, "Relation", "enum.Enum"};
    for (const Relation relation : {Relation::awareness, Relation::information, Relation::referral,
                                    Relation::collaboration, Relation::contract, Relation::funding}) {
        relations.value(std::string{to_string(relation)}.c_str(), relation);
    }
    relations.finalize();
    py::class_<SessionOf>(module, "WhatIf")
        .def(py::init(&start), py::arg("coverage"), py::arg("progress"))
        .def(
            "without_activity",
            [](SessionOf& self, const std::string& id) {
                return to_python(self.session.without_activity(activity_named(self.network, id)));
            },
            py::arg("activity"))
        .def(
            "without_actor",
            [](SessionOf& self, const std::string& id) {
                return to_python(self.session.without_actor(actor_named(self.network, id)));
            },
            py::arg("actor"))
        .def(
            "with_capacity",
            [](SessionOf& self, const std::string& id, std::optional<std::int64_t> capacity) {
                return to_python(self.session.with_capacity(activity_named(self.network, id),
                                                            capacity ? Count{*capacity} : Count::unknown()));
            },
            py::arg("activity"), py::arg("capacity"))
        .def("with_activity", &with_activity, py::arg("row"))
        .def("with_tie", &with_tie, py::arg("source"), py::arg("target"), py::arg("relation"))
        .def("without_each_actor", &without_each_actor, py::arg("progress"));
}

} // namespace samspill::python
