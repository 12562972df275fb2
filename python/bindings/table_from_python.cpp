#include "table_from_python.hpp"

#include <samspill/core/error.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace samspill::python {
namespace {

namespace py = pybind11;

constexpr std::size_t cells_between_signals = 1U << 16U;

[[nodiscard]] bool is_list(py::handle cell) {
    return PyList_Check(cell.ptr()) != 0 || PyTuple_Check(cell.ptr()) != 0;
}

void let_signal_handlers_run(std::size_t cell) {
    if (cell % cells_between_signals == 0 && PyErr_CheckSignals() != 0) {
        throw py::error_already_set{};
    }
}

/// A float as it would be typed: whole numbers without a point, so that ids read as floats stay ids.
[[nodiscard]] std::string text_of(double number) {
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), written.ptr};
}

/// One Python list on its way into one column.
class ColumnFiller {
public:
    ColumnFiller(Column& column, const CellSource& source, std::vector<Finding>& findings)
        : column_{column}, source_{source}, findings_{findings} {}

    void append(std::size_t row, py::handle cell) {
        row_ = row;
        if (cell.is_none()) {
            column_.append_null();
            return;
        }
        switch (column_.type()) {
        case ColumnType::boolean:
            append_boolean(cell);
            break;
        case ColumnType::int64:
            append_whole_number(cell);
            break;
        case ColumnType::float64:
            append_number(cell);
            break;
        case ColumnType::text:
            append_text(cell);
            break;
        case ColumnType::text_list:
            append_list(cell);
            break;
        }
    }

private:
    void append_boolean(py::handle cell) {
        if (PyBool_Check(cell.ptr()) != 0) {
            column_.append(cell.ptr() == Py_True);
        } else {
            refuse(FindingCode::unsupported_type);
        }
    }

    void append_whole_number(py::handle cell) {
        if (PyLong_Check(cell.ptr()) == 0) {
            refuse(FindingCode::unsupported_type);
            return;
        }
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(cell.ptr(), &overflow);
        if (overflow != 0) {
            refuse(FindingCode::number_too_large);
        } else {
            column_.append(std::int64_t{number});
        }
    }

    void append_number(py::handle cell) {
        double number = 0.0;
        if (PyFloat_Check(cell.ptr()) != 0) {
            number = PyFloat_AS_DOUBLE(cell.ptr());
        } else if (PyLong_Check(cell.ptr()) != 0) {
            number = PyLong_AsDouble(cell.ptr());
            if (PyErr_Occurred() != nullptr) {
                PyErr_Clear();
                refuse(FindingCode::number_too_large);
                return;
            }
        } else {
            refuse(FindingCode::unsupported_type);
            return;
        }
        column_.append(number);
    }

    void append_text(py::handle cell) {
        if (const auto text = text_in(cell)) {
            column_.append(std::string_view{*text});
        } else {
            column_.append_null();
        }
    }

    void append_list(py::handle cell) {
        std::vector<std::string> items;
        if (is_list(cell)) {
            const auto sequence = py::reinterpret_steal<py::object>(PySequence_Fast(cell.ptr(), ""));
            for (const py::handle item : py::cast<py::sequence>(sequence)) {
                add_item(items, item);
            }
        } else {
            split(items, cell);
        }
        column_.append(std::vector<std::string_view>(items.begin(), items.end()));
    }

    void add_item(std::vector<std::string>& items, py::handle item) {
        if (!item.is_none()) {
            if (auto text = text_in(item)) {
                items.push_back(std::move(*text));
            }
        }
    }

    /// A text among lists is written as in CSV, with `;` between its items.
    void split(std::vector<std::string>& items, py::handle cell) {
        const auto text = text_in(cell);
        for (std::size_t begin = 0; text && begin <= text->size();) {
            const std::size_t end = std::min(text->find(';', begin), text->size());
            items.push_back(text->substr(begin, end - begin));
            begin = end + 1;
        }
    }

    /// The text of a cell or item; nothing, and a finding, where there is none.
    [[nodiscard]] std::optional<std::string> text_in(py::handle cell) {
        if (PyUnicode_Check(cell.ptr()) != 0) {
            Py_ssize_t size = 0;
            const char* bytes = PyUnicode_AsUTF8AndSize(cell.ptr(), &size);
            if (bytes == nullptr) {
                PyErr_Clear();
                report(FindingCode::wrong_encoding);
                return std::nullopt;
            }
            return std::string{bytes, static_cast<std::size_t>(size)};
        }
        if (PyBool_Check(cell.ptr()) != 0) {
            return cell.ptr() == Py_True ? "true" : "false";
        }
        if (PyLong_CheckExact(cell.ptr()) != 0) {
            int overflow = 0;
            const long long number = PyLong_AsLongLongAndOverflow(cell.ptr(), &overflow);
            if (overflow != 0) {
                report(FindingCode::number_too_large);
                return std::nullopt;
            }
            return std::to_string(number);
        }
        if (PyFloat_CheckExact(cell.ptr()) != 0) {
            return text_of(PyFloat_AS_DOUBLE(cell.ptr()));
        }
        report(FindingCode::unsupported_type);
        return std::nullopt;
    }

    void refuse(FindingCode code) {
        report(code);
        column_.append_null();
    }

    void report(FindingCode code) {
        constexpr std::int64_t first_record = 2;
        const std::int64_t row = row_ < source_.source_rows.size()
                                     ? source_.source_rows[row_]
                                     : first_record + static_cast<std::int64_t>(row_);
        Finding finding{.severity = Severity::error,
                        .code = code,
                        .file = source_.file,
                        .table = source_.table,
                        .row = row,
                        .column = column_.name(),
                        .message = "the cell's type does not fit the column",
                        .hint = "give texts as str, numbers as int or float, lists as lists of str"};
        if (code == FindingCode::number_too_large) {
            finding.message = "the number does not fit 64 bits";
            finding.hint = "check the unit and the decimal separator";
        } else if (code == FindingCode::wrong_encoding) {
            finding.message = "the text holds half of a character (a lone surrogate)";
            finding.hint = "read the source again as UTF-8";
        }
        findings_.push_back(std::move(finding));
    }

    Column& column_;
    const CellSource& source_;
    std::vector<Finding>& findings_;
    std::size_t row_ = 0;
};

} // namespace

ColumnType type_of_cells(const py::list& cells) {
    bool booleans = false;
    bool whole_numbers = false;
    bool numbers = false;
    bool others = false;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const py::handle cell = PyList_GET_ITEM(cells.ptr(), static_cast<Py_ssize_t>(row));
        if (is_list(cell)) {
            return ColumnType::text_list;
        }
        if (PyBool_Check(cell.ptr()) != 0) { // a bool is an int too
            booleans = true;
        } else if (PyLong_Check(cell.ptr()) != 0) {
            whole_numbers = true;
        } else if (PyFloat_Check(cell.ptr()) != 0) {
            numbers = true;
        } else if (!cell.is_none()) {
            others = true;
        }
    }
    if (others || (booleans && (whole_numbers || numbers))) {
        return ColumnType::text;
    }
    if (booleans) {
        return ColumnType::boolean;
    }
    if (numbers) {
        return ColumnType::float64;
    }
    return whole_numbers ? ColumnType::int64 : ColumnType::text;
}

Column column_from_python(std::string name, ColumnType type, std::string unit, const py::list& cells,
                          const CellSource& source, std::vector<Finding>& findings) {
    Column column{std::move(name), type, std::move(unit)};
    column.reserve(cells.size());
    ColumnFiller filler{column, source, findings};
    for (std::size_t row = 0; row < cells.size(); ++row) {
        let_signal_handlers_run(row);
        filler.append(row, PyList_GET_ITEM(cells.ptr(), static_cast<Py_ssize_t>(row)));
    }
    return column;
}

Table table_from_python(const NamedCells& columns, const CellSource& source, std::vector<Finding>& findings) {
    std::vector<Column> made;
    made.reserve(columns.size());
    for (const auto& [column, values] : columns) {
        made.push_back(column_from_python(column, type_of_cells(values), {}, values, source, findings));
    }
    return Table{source.table, std::move(made)};
}

Table row_from_python(TableName table, const NamedCells& cells) {
    std::vector<Finding> findings;
    Table row = table_from_python(cells, {.table = std::string{to_string(table)}}, findings);
    if (!findings.empty()) {
        for (Finding& finding : findings) {
            finding.row = 0;
        }
        throw UnusableData{std::move(findings)};
    }
    return row;
}

} // namespace samspill::python
