// Measures and tests as dictionaries whose keys are the fields of the Python classes of the same names.
#pragma once

#include <samspill/result/exact_test.hpp>
#include <samspill/result/interval.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/permutation_test.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace samspill::python {

/// The fields that say how far a result can be read, as far as it has them: `status`, `reason`, `n`,
/// `convention` and `method`.
template <class Result>
void add_circumstances(pybind11::dict& fields, const Result& result) {
    fields["status"] = to_string(result.status);
    fields["reason"] = result.reason;
    if constexpr (requires { result.n; }) {
        fields["n"] = result.n;
    }
    if constexpr (requires { result.convention; }) {
        fields["convention"] = result.convention;
    }
    if constexpr (requires { result.method; }) {
        fields["method"] = result.method;
    }
}

[[nodiscard]] inline pybind11::dict to_python(const Measure& measure) {
    pybind11::dict fields;
    fields["value"] = measure.value;
    fields["name"] = measure.definition.name;
    fields["status"] = to_string(measure.status);
    fields["reason"] = measure.reason;
    fields["n"] = measure.n;
    fields["denominator"] = measure.denominator;
    fields["unit"] = measure.definition.unit;
    fields["divided_by"] = measure.definition.denominator;
    fields["convention"] = measure.definition.convention;
    fields["method"] = measure.definition.method;
    return fields;
}

[[nodiscard]] inline pybind11::dict to_python(const ExactTest& test) {
    pybind11::dict fields;
    fields["p"] = test.p;
    fields["smallest_p"] = test.smallest_p;
    fields["probability"] = test.probability;
    fields["outcomes"] = test.outcomes;
    add_circumstances(fields, test);
    return fields;
}

[[nodiscard]] inline pybind11::dict to_python(const Interval& interval) {
    pybind11::dict fields;
    fields["estimate"] = interval.estimate;
    fields["low"] = interval.low;
    fields["high"] = interval.high;
    fields["level"] = interval.level;
    add_circumstances(fields, interval);
    return fields;
}

[[nodiscard]] inline pybind11::dict to_python(const PermutationTest& test) {
    pybind11::dict fields;
    fields["p"] = test.p;
    fields["smallest_p"] = test.smallest_p;
    fields["statistic"] = test.statistic;
    fields["exact"] = test.exact;
    fields["arrangements"] = test.arrangements;
    fields["as_extreme"] = test.as_extreme;
    fields["replicates"] = test.replicates;
    fields["seed"] = test.seed;
    add_circumstances(fields, test);
    return fields;
}

} // namespace samspill::python
