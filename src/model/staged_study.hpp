// Private to the model: the tables of a pilot as they came.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/model/pilot_study_builder.hpp>

#include "staged.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace samspill {

struct StagedStudy {
    Staged<Wave> waves;
    Staged<Indicator> indicators;
    Staged<Observation> observations;
    Staged<Treatment> treatment;
    Staged<Precondition> preconditions;
    Staged<Neighbours> neighbours;
    Staged<LogicNode> logic_nodes;
    Staged<LogicLink> logic_links;
    Staged<UnitChange> unit_changes;
    std::array<bool, vocabulary_size<StudyTable>> present{};
    std::array<std::string, vocabulary_size<StudyTable>> files{};
    std::vector<Finding> findings{};

    void mark(StudyTable table) { present[static_cast<std::size_t>(table)] = true; }
    [[nodiscard]] bool has(StudyTable table) const { return present[static_cast<std::size_t>(table)]; }
};

} // namespace samspill
