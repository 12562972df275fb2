// Provenance as a dict; samspill.Provenance gives it a type.
#pragma once

#include <samspill/result/provenance.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace samspill::python {

[[nodiscard]] inline pybind11::dict to_python(const Provenance& provenance) {
    pybind11::dict options;
    for (const auto& [name, value] : provenance.options) {
        options[pybind11::str{name}] = value;
    }
    pybind11::dict fields;
    fields["analysis"] = provenance.analysis;
    fields["version"] = provenance.version;
    fields["network_fingerprint"] = provenance.network_fingerprint;
    fields["options"] = options;
    fields["seed"] = provenance.seed;
    return fields;
}

} // namespace samspill::python
