// A relation between two actors, or from an actor to an activity.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/vocabulary.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `ties`. Directed: the source knows, tells, refers to, works with, contracts or funds
/// the target.
struct Tie {
    std::string source{}; ///< id of an actor
    std::string target{}; ///< id of an actor or of an activity
    Relation relation = Relation::awareness;
    std::optional<double> weight{};
    DateInterval valid{};
    std::string wave{}; ///< the survey wave that reported it
};

/// A vertex of the relation layers: actors come first, activities follow.
/// Vertex v is actor v when v < actors, else activity v - actors.
using Vertex = std::uint32_t;

/// The table `ties` as an ActorNetwork keeps it, sorted by relation, source, target, wave, validity and
/// weight.
struct TieColumns {
    std::vector<ActorId> source;
    std::vector<Vertex> target;
    std::vector<Relation> relation;
    std::vector<double> weight; ///< NaN where no weight is stated
    std::vector<DateInterval> valid;
    std::vector<TermId> wave;

    [[nodiscard]] std::size_t size() const noexcept { return source.size(); }
};

} // namespace samspill
