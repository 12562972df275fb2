// Findings as plain tuples (severity, code, file, table, row, column, message, hint); samspill.Finding names
// them.
#pragma once

#include <samspill/core/finding.hpp>

#include <pybind11/pybind11.h>

#include <span>
#include <string>

namespace samspill::python {

[[nodiscard]] inline pybind11::list to_python(std::span<const Finding> findings) {
    pybind11::list rows;
    for (const Finding& finding : findings) {
        rows.append(pybind11::make_tuple(to_string(finding.severity), to_string(finding.code), finding.file,
                                         finding.table, finding.row, finding.column, finding.message,
                                         finding.hint));
    }
    return rows;
}

} // namespace samspill::python
