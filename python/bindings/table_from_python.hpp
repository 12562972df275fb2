// Python lists as columns of a Table.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/table.hpp>
#include <samspill/model/vocabulary.hpp>

#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace samspill::python {

/// Where cells come from, for the findings about them.
struct CellSource {
    std::string table;
    std::string file{};
    std::span<const std::int64_t> source_rows{}; ///< spreadsheet row of each record; empty: 2, 3, …
};

/// The type that holds all cells of a Python list: truth values, whole numbers, numbers, texts, or lists of
/// texts. Texts beside numbers make a text column, anything beside lists a column of lists. Only None gives
/// text.
[[nodiscard]] ColumnType type_of_cells(const pybind11::list& cells);

/// A column of the given type. A cell that does not fit becomes null and a finding: `unsupported_type`,
/// `number_too_large` beyond 64 bits, `wrong_encoding` for a text that is no Unicode. Needs the GIL; lets
/// signal handlers run. @throws error_already_set when one of them raises
[[nodiscard]] Column column_from_python(std::string name, ColumnType type, std::string unit,
                                        const pybind11::list& cells, const CellSource& source,
                                        std::vector<Finding>& findings);

/// Columns by name, each with its cells.
using NamedCells = std::vector<std::pair<std::string, pybind11::list>>;

/// A table of such columns, each of the type that holds all its cells. As column_from_python otherwise.
[[nodiscard]] Table table_from_python(const NamedCells& columns, const CellSource& source,
                                      std::vector<Finding>& findings);

/// One new row of a table, which stands in no file. @throws UnusableData when a cell does not fit
[[nodiscard]] Table row_from_python(TableName table, const NamedCells& cells);

} // namespace samspill::python
