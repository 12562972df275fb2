// Private to the model: what a PilotStudy is made of, and the steps that make it. Every step adds what is
// wrong to the log and goes on with what is left.
#pragma once

#include <samspill/model/pilot_study.hpp>
#include <samspill/model/unit_change.hpp>

#include "staged_study.hpp"
#include "study_log.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

struct StudyParts {
    std::vector<Wave> waves{};
    std::vector<StudyUnit> units{};
    std::vector<Indicator> indicators{};
    std::vector<StudyCell> cells{};
    std::vector<std::string> precondition_names{};
    std::vector<double> preconditions{};
    std::vector<StudyNeighbours> neighbours{};
    std::vector<LogicNode> logic_nodes{};
    std::vector<LogicLink> logic_links{};
};

/// Numbers of the rows of a sorted table by id.
using NumbersById = std::map<std::string, std::uint32_t, std::less<>>;

template <class Row>
[[nodiscard]] NumbersById numbers_by_id(const std::vector<Row>& rows) {
    NumbersById numbers;
    for (std::uint32_t k = 0; k < rows.size(); ++k) {
        numbers.emplace(rows[k].id, k);
    }
    return numbers;
}

[[nodiscard]] inline std::optional<std::uint32_t> number_of(const NumbersById& numbers, std::string_view id) {
    const auto found = numbers.find(id);
    return found == numbers.end() ? std::nullopt : std::optional{found->second};
}

/// The waves in their order, each id once (study_waves.cpp).
[[nodiscard]] std::vector<Wave> ordered_waves(const StagedStudy& staged, StudyLog& log);

/// Waves in which nobody was observed, such as one that a misspelt first wave made up (study_waves.cpp).
void check_observed_waves(const StagedStudy& staged, const std::vector<Wave>& waves, StudyLog& log);

/// Which unit a code stands for (study_codes.cpp).
class StudyCodes {
public:
    StudyCodes(const StagedStudy& staged, const std::vector<Wave>& waves, StudyLog& log);

    [[nodiscard]] const ComparableUnits& comparable() const noexcept { return comparable_; }
    /// The unit of a code at a wave; reports a code of another generation.
    [[nodiscard]] std::optional<std::string> unit_at(std::string_view code, std::uint32_t wave,
                                                     StudyRow row) const;
    /// The unit of a code in a table without waves: of any generation; the last one where it was used again.
    [[nodiscard]] std::optional<std::string> unit_of(std::string_view code, StudyRow row) const;

private:
    ComparableUnits comparable_{};
    std::size_t last_wave_ = 0;
};

/// Ids that lost a leading zero (study_codes.cpp).
void check_leading_zeros(const StagedStudy& staged, StudyLog& log);

/// Units with what they did in the pilot, sorted by id (study_units.cpp).
[[nodiscard]] std::vector<StudyUnit> study_units(const StagedStudy& staged, const std::vector<Wave>& waves,
                                                 const StudyCodes& codes, StudyLog& log);

/// Indicators sorted by id, with the ends of shares filled in (study_indicators.cpp).
[[nodiscard]] std::vector<Indicator> study_indicators(const StagedStudy& staged,
                                                      const std::vector<Wave>& waves, StudyLog& log);

/// Cells of all indicators (study_cells.cpp). `parts` holds waves, units and indicators.
[[nodiscard]] std::vector<StudyCell> study_cells(const StagedStudy& staged, const StudyParts& parts,
                                                 const StudyCodes& codes, StudyLog& log);

/// Fills names and values of preconditions, and the neighbours (study_preconditions.cpp,
/// study_neighbours.cpp).
void add_preconditions(const StagedStudy& staged, const StudyCodes& codes, StudyParts& parts, StudyLog& log);
void add_neighbours(const StagedStudy& staged, const StudyCodes& codes, StudyParts& parts, StudyLog& log);

/// Fills nodes and links of the logic model, sorted (study_logic.cpp). `parts` holds the indicators.
void add_logic(const StagedStudy& staged, StudyParts& parts, StudyLog& log);

/// The same for any order of the rows that came in (study_digest.cpp).
[[nodiscard]] std::uint64_t study_digest(const StudyParts& parts);

/// All steps.
[[nodiscard]] StudyParts assemble(const StagedStudy& staged, StudyLog& log);

} // namespace samspill
