// Measures and tests as dictionaries whose keys are the fields of the Python classes of the same names.
#pragma once

#include <samspill/result/exact_test.hpp>
#include <samspill/result/interval.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/permutation_test.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

namespace samspill::python {

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
    fields["n"] = test.n;
    fields["status"] = to_string(test.status);
    fields["reason"] = test.reason;
    fields["convention"] = test.convention;
    fields["method"] = test.method;
    return fields;
}

[[nodiscard]] inline pybind11::dict to_python(const Interval& interval) {
    pybind11::dict fields;
    fields["estimate"] = interval.estimate;
    fields["low"] = interval.low;
    fields["high"] = interval.high;
    fields["level"] = interval.level;
    fields["n"] = interval.n;
    fields["status"] = to_string(interval.status);
    fields["reason"] = interval.reason;
    fields["convention"] = interval.convention;
    fields["method"] = interval.method;
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
    fields["n"] = test.n;
    fields["status"] = to_string(test.status);
    fields["reason"] = test.reason;
    fields["convention"] = test.convention;
    return fields;
}

} // namespace samspill::python
