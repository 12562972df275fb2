// Table: construction from Python lists, cells as lists and buffers, the Arrow stream, CSV.
#include "bind.hpp"
#include "finding_py.hpp"
#include "table_from_python.hpp"

#include <samspill/core/table.hpp>
#include <samspill/io/arrow.hpp>
#include <samspill/io/csv.hpp>

#include <pybind11/native_enum.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace samspill::python {
namespace {

namespace py = pybind11;

using SharedTable = std::shared_ptr<Table>;
/// Name, type, unit and cells; without a type it is that of the cells.
using PythonColumn = std::tuple<std::string, std::optional<ColumnType>, std::string, py::list>;

/// Read-only memory of one column; keeps the table alive for as long as anybody looks at it.
struct ColumnBuffer {
    std::shared_ptr<const Table> owner;
    const void* data = nullptr;
    std::string format;
    py::ssize_t item_size = 1;
    py::ssize_t size = 0;
};

template <class T>
ColumnBuffer buffer_over(std::shared_ptr<const Table> owner, const std::vector<T>& values) {
    return {std::move(owner), values.data(), py::format_descriptor<T>::format(), sizeof(T),
            static_cast<py::ssize_t>(values.size())};
}

/// The numbers or truth values of a column, zero where null.
ColumnBuffer values_of(const SharedTable& table, const std::string& name) {
    return std::visit(
        [&](const auto& values) -> ColumnBuffer {
            using Values = std::remove_cvref_t<decltype(values)>;
            if constexpr (std::is_same_v<Values, BooleanValues>) {
                return buffer_over(table, values.flags);
            } else if constexpr (std::is_same_v<Values, TextValues> ||
                                 std::is_same_v<Values, TextListValues>) {
                throw InvalidArgument{"the column " + name + " holds texts, which have no buffer of numbers"};
            } else {
                return buffer_over(table, values);
            }
        },
        (*table)[name].values());
}

/// One byte a row, 1 = present.
ColumnBuffer validity_of(const SharedTable& table, const std::string& name) {
    return buffer_over(table, (*table)[name].validity());
}

py::object cell(const Column& column, std::size_t row) {
    if (column.is_null(row)) {
        return py::none();
    }
    switch (column.type()) {
    case ColumnType::int64:
        return py::int_(*column.int64(row));
    case ColumnType::float64:
        return py::float_(*column.float64(row));
    case ColumnType::boolean:
        return py::bool_(*column.boolean(row));
    case ColumnType::text:
        return py::cast(*column.text(row));
    case ColumnType::text_list:
        return py::cast(*column.text_list(row));
    }
    return py::none();
}

py::list cells(const Table& table, const std::string& name) {
    const Column& column = table[name];
    py::list values{column.size()};
    for (std::size_t row = 0; row < column.size(); ++row) {
        values[row] = cell(column, row);
    }
    return values;
}

std::vector<std::tuple<std::string, ColumnType, std::string>> columns(const Table& table) {
    std::vector<std::tuple<std::string, ColumnType, std::string>> described;
    for (const Column& column : table.columns()) {
        described.emplace_back(column.name(), column.type(), column.unit());
    }
    return described;
}

/// The table, and findings about cells that do not fit their column.
std::pair<SharedTable, py::list> from_columns(const std::string& name,
                                              const std::vector<PythonColumn>& given) {
    std::vector<Finding> findings;
    std::vector<Column> made;
    made.reserve(given.size());
    for (const auto& [column, type, unit, values] : given) {
        made.push_back(column_from_python(column, type ? *type : type_of_cells(values), unit, values,
                                          CellSource{.table = name}, findings));
    }
    return {std::make_shared<Table>(name, std::move(made)), to_python(findings)};
}

constexpr const char* stream_capsule = "arrow_array_stream";

void release_stream(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_capsule));
    const std::unique_ptr<ArrowArrayStream> owner{stream};
    if (stream->release != nullptr) { // a consumer that took the stream set it to null
        stream->release(stream);
    }
}

/// The table as a capsule that data frame libraries take over. A requested schema is a wish that the protocol
/// allows a producer to leave unmet.
py::object arrow_c_stream(const SharedTable& table, const py::object& /*requested_schema*/) {
    auto stream = std::make_unique<ArrowArrayStream>();
    export_arrow_stream(table, stream.get());
    auto capsule =
        py::reinterpret_steal<py::object>(PyCapsule_New(stream.get(), stream_capsule, &release_stream));
    if (!capsule) {
        stream->release(stream.get());
        throw py::error_already_set{};
    }
    stream.release(); // NOLINT(bugprone-unused-return-value): the capsule owns it now
    return capsule;
}

} // namespace

void bind_table(py::module_& module) {
    py::native_enum<ColumnType>(module, "ColumnType", "enum.Enum")
        .value("int64", ColumnType::int64)
        .value("float64", ColumnType::float64)
        .value("boolean", ColumnType::boolean)
        .value("text", ColumnType::text)
        .value("text_list", ColumnType::text_list)
        .finalize();

    py::class_<ColumnBuffer>(module, "ColumnBuffer", py::buffer_protocol())
        .def_buffer([](ColumnBuffer& buffer) {
            constexpr bool read_only = true;
            // The buffer protocol has no pointer to const; `read_only` is what keeps it unwritten.
            auto* data = const_cast<void*>(buffer.data); // NOLINT(cppcoreguidelines-pro-type-const-cast)
            return py::buffer_info{data,          buffer.item_size,   buffer.format, 1,
                                   {buffer.size}, {buffer.item_size}, read_only};
        });

    py::class_<Table, SharedTable>(module, "Table")
        .def_static("from_columns", &from_columns, py::arg("name"), py::arg("columns"))
        .def_property_readonly("name", &Table::name)
        .def_property_readonly("columns", &columns)
        .def("__len__", &Table::rows)
        .def("cells", &cells, py::arg("column"))
        .def("values", &values_of, py::arg("column"))
        .def("validity", &validity_of, py::arg("column"))
        .def("__arrow_c_stream__", &arrow_c_stream, py::arg("requested_schema") = py::none())
        .def(
            "write_csv_file",
            [](const Table& table, const std::filesystem::path& path) { write_csv_file(table, path); },
            py::arg("path"), py::call_guard<py::gil_scoped_release>());
}

} // namespace samspill::python
