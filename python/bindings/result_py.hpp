// A result together with the network whose ids its tables show.
#pragma once

#include "provenance_py.hpp"

#include <samspill/core/table.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/coverage_result.hpp>
#include <samspill/result/duplication_result.hpp>

#include <pybind11/pybind11.h>

#include <memory>

namespace samspill::python {

/// Copies of a network share its storage, so a result keeps the network alive at no cost.
template <class Result>
struct ResultOf {
    ActorNetwork network;
    Result result;
};

/// The model that the coverage was computed on answers the questions after it.
template <>
struct ResultOf<CoverageResult> {
    ActorNetwork network;
    CoverageResult result;
    std::shared_ptr<const CoverageModel> model;
};

/// Questions after a duplication match needs as it did.
template <>
struct ResultOf<DuplicationResult> {
    ActorNetwork network;
    DuplicationResult result;
    MatchOptions match;
};

/// A method that makes one of the result's tables, without the GIL.
template <class Result>
[[nodiscard]] auto table_method(Table (*make)(const ActorNetwork&, const Result&)) {
    return [make](const ResultOf<Result>& self) {
        const pybind11::gil_scoped_release no_gil;
        return std::make_shared<Table>(make(self.network, self.result));
    };
}

template <class Result>
[[nodiscard]] pybind11::dict provenance_of(const ResultOf<Result>& self) {
    return to_python(self.result.provenance);
}

} // namespace samspill::python
