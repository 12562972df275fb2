// NetworkBuilder, ActorNetwork and reading a folder.
#include "bind.hpp"
#include "finding_py.hpp"
#include "ids_from_python.hpp"
#include "run_control_py.hpp"
#include "table_from_python.hpp"

#include <samspill/io/arrow.hpp>
#include <samspill/io/network_tables.hpp>
#include <samspill/io/table_loader.hpp>
#include <samspill/io/table_schema.hpp>
#include <samspill/model/actor_merge.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/network_builder.hpp>
#include <samspill/model/network_edit.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

TableName table_named(const std::string& name) {
    if (const auto table = parse<TableName>(name)) {
        return *table;
    }
    throw NotFound{"there is no such table; the tables are " + allowed_names<TableName>()};
}

void add_findings(NetworkBuilder& builder, std::vector<Finding>& findings, const std::string& file) {
    for (Finding& finding : findings) {
        finding.file = file;
        builder.add_finding(std::move(finding));
    }
}

/// Reads the cells with the GIL and the rows without it.
void add_columns(NetworkBuilder& builder, const std::string& name, const NamedCells& columns,
                 const std::string& file, std::vector<std::int64_t> source_rows, py::object progress) {
    const CellSource cells{.table = name, .file = file, .source_rows = source_rows};
    std::vector<Finding> findings;
    Table made = table_from_python(columns, cells, findings);
    add_findings(builder, findings, file);
    const SourceTable table{table_named(name), std::move(made), file, std::move(source_rows)};
    run_without_gil("reading " + name, std::move(progress), [&](RunControl* control) {
        add_table(builder, table, control);
        return true;
    });
}

/// Consumes the stream in a capsule. Producers written in Python take the GIL by themselves.
void add_arrow_stream(NetworkBuilder& builder, const std::string& name, const py::object& stream,
                      py::object progress) {
    const TableName table = table_named(name);
    constexpr const char* capsule_name = "arrow_array_stream";
    if (PyCapsule_IsValid(stream.ptr(), capsule_name) == 0) {
        throw InvalidArgument{"what the table " + name + " hands over is no Arrow stream"};
    }
    auto* source = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(stream.ptr(), capsule_name));
    run_without_gil("reading " + name, std::move(progress), [&](RunControl* control) {
        std::vector<Finding> findings;
        const SourceTable imported{table, import_arrow_stream(source, name, findings, control)};
        add_findings(builder, findings, {});
        add_table(builder, imported, control);
        return true;
    });
}

ActorNetwork build(NetworkBuilder& builder, py::object progress) {
    return run_without_gil("building", std::move(progress),
                           [&](RunControl* control) { return builder.build(control); });
}

ActorNetwork read_network(const std::filesystem::path& folder, std::optional<std::vector<std::string>> themes,
                          py::object progress) {
    return run_without_gil("reading", std::move(progress), [&](RunControl* control) {
        NetworkBuilder builder = read_folder(folder, control);
        if (themes) {
            builder.expect_themes(std::move(*themes));
        }
        return builder.build(control);
    });
}

std::vector<std::string> schema_columns(const std::string& name) {
    std::vector<std::string> names;
    for (const ColumnSchema& column : schema(table_named(name))) {
        names.emplace_back(column.name);
    }
    return names;
}

std::size_t rows(const ActorNetwork& network, const std::string& name) {
    switch (table_named(name)) {
    case TableName::areas:
        return network.areas().size();
    case TableName::actors:
        return network.actors().size();
    case TableName::people:
        return network.people().size();
    case TableName::needs:
        return network.needs().size();
    case TableName::activities:
        return network.activities().size();
    case TableName::ties:
        return network.ties().size();
    case TableName::forums:
        return network.forums().size();
    case TableName::seats:
        return network.seats().size();
    case TableName::travel_times:
        return network.travel_times().size();
    case TableName::meetings:
        return network.meetings().size();
    case TableName::agenda_items:
        return network.agenda_items().size();
    case TableName::attendance:
        return network.attendance().size();
    case TableName::reviews:
        return network.reviews().size();
    }
    return 0;
}

std::shared_ptr<Table> table(const ActorNetwork& network, const std::string& name) {
    const TableName wanted = table_named(name);
    const py::gil_scoped_release no_gil;
    return std::make_shared<Table>(network_table(network, wanted));
}

void require(bool exists, const char* message) {
    if (!exists) {
        throw InvalidArgument{message};
    }
}

ActorNetwork add_activity(const ActorNetwork& network, const NamedCells& cells) {
    const Activity activity = read_activity(row_from_python(TableName::activities, cells));
    const py::gil_scoped_release no_gil;
    return with_activity(network, activity);
}

ActorNetwork add_tie(const ActorNetwork& network, const NamedCells& cells) {
    const Tie tie = read_tie(row_from_python(TableName::ties, cells));
    require(tie.source.empty() || !network.find_actor(tie.source).is_none(),
            "source must be the id of an actor of the network");
    require(tie.target.empty() || !network.find_actor(tie.target).is_none() ||
                !network.find_activity(tie.target).is_none(),
            "target must be the id of an actor or activity of the network");
    const py::gil_scoped_release no_gil;
    return with_tie(network, tie);
}

ActorNetwork remove_activity(const ActorNetwork& network, const std::string& id) {
    const py::gil_scoped_release no_gil;
    return without_activity(network, activity_named(network, id));
}

ActorNetwork remove_actor(const ActorNetwork& network, const std::string& id) {
    const py::gil_scoped_release no_gil;
    return without_actor(network, actor_named(network, id));
}

/// Pairs of ids: the one that goes, the one that is kept.
ActorNetwork merge_actors(const ActorNetwork& network,
                          const std::vector<std::pair<std::string, std::string>>& merges) {
    const py::gil_scoped_release no_gil;
    std::vector<ActorMerge> found;
    found.reserve(merges.size());
    for (const auto& [merged, kept] : merges) {
        const ActorMerge merge{.merged = network.find_actor(merged), .kept = network.find_actor(kept)};
        require(!merge.merged.is_none() && !merge.kept.is_none(),
                "merges must name ids of actors of the network");
        found.push_back(merge);
    }
    return merged_actors(network, found);
}

ActorNetwork set_capacity(const ActorNetwork& network, const std::string& id,
                          std::optional<std::int64_t> capacity) {
    const py::gil_scoped_release no_gil;
    return with_capacity(network, activity_named(network, id),
                         capacity ? Count{*capacity} : Count::unknown());
}

} // namespace

void bind_network(py::module_& module) {
    py::class_<ActorNetwork>(module, "ActorNetwork")
        .def_property_readonly("fingerprint", &ActorNetwork::fingerprint)
        .def_property_readonly("findings",
                               [](const ActorNetwork& network) { return to_python(network.findings()); })
        .def(
            "has",
            [](const ActorNetwork& network, const std::string& name) {
                return network.has(table_named(name));
            },
            py::arg("table"))
        .def("rows", &rows, py::arg("table"))
        .def("table", &table, py::arg("name"))
        .def("with_activity", &add_activity, py::arg("row"))
        .def("without_activity", &remove_activity, py::arg("activity"))
        .def("with_capacity", &set_capacity, py::arg("activity"), py::arg("capacity"))
        .def("without_actor", &remove_actor, py::arg("actor"))
        .def("with_merged_actors", &merge_actors, py::arg("merges"))
        .def("with_tie", &add_tie, py::arg("row"));

    py::class_<NetworkBuilder>(module, "NetworkBuilder")
        .def(py::init<>())
        .def("add_columns", &add_columns, py::arg("table"), py::arg("columns"), py::arg("file"),
             py::arg("source_rows"), py::arg("progress"))
        .def("add_arrow_stream", &add_arrow_stream, py::arg("table"), py::arg("stream"), py::arg("progress"))
        .def(
            "expect_themes",
            [](NetworkBuilder& builder, std::vector<std::string> codes) {
                builder.expect_themes(std::move(codes));
            },
            py::arg("codes"))
        .def("build", &build, py::arg("progress"));

    module.def("read_folder", &read_network, py::arg("folder"), py::arg("themes"), py::arg("progress"));
    module.def("schema", &schema_columns, py::arg("table"));
}

} // namespace samspill::python
