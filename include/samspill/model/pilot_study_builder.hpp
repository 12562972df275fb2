// Collects the tables of a pilot, reports everything that is wrong with them, and freezes them into a
// PilotStudy.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/model/pilot_study.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace samspill {

/// The tables that a study of a pilot may have.
enum class StudyTable : std::uint8_t {
    waves,
    indicators,
    observations,
    treatment,
    preconditions,
    neighbours,
    logic_nodes,
    logic_links,
    unit_changes,
};

template <>
struct Vocabulary<StudyTable> {
    static constexpr std::array<std::string_view, 9> names{"waves",       "indicators",    "observations",
                                                           "treatment",   "preconditions", "neighbours",
                                                           "logic_nodes", "logic_links",   "unit_changes"};
};

struct StagedStudy;

/// Rows may come in any order and may refer to rows that come later. `row` is the row number that findings
/// will name; 0 numbers the rows of a table 2, 3, … as they come.
class PilotStudyBuilder {
public:
    PilotStudyBuilder();
    ~PilotStudyBuilder();
    PilotStudyBuilder(PilotStudyBuilder&&) noexcept;
    PilotStudyBuilder& operator=(PilotStudyBuilder&&) noexcept;
    PilotStudyBuilder(const PilotStudyBuilder&) = delete;
    PilotStudyBuilder& operator=(const PilotStudyBuilder&) = delete;

    PilotStudyBuilder& add_wave(Wave wave, std::int64_t row = 0);
    PilotStudyBuilder& add_indicator(Indicator indicator, std::int64_t row = 0);
    PilotStudyBuilder& add_observation(Observation observation, std::int64_t row = 0);
    PilotStudyBuilder& add_treatment(Treatment treatment, std::int64_t row = 0);
    PilotStudyBuilder& add_precondition(Precondition precondition, std::int64_t row = 0);
    PilotStudyBuilder& add_neighbours(Neighbours neighbours, std::int64_t row = 0);
    PilotStudyBuilder& add_logic_node(LogicNode node, std::int64_t row = 0);
    PilotStudyBuilder& add_logic_link(LogicLink link, std::int64_t row = 0);
    PilotStudyBuilder& add_unit_change(UnitChange change, std::int64_t row = 0);

    /// An indicator of a catalogue: it holds where an observation names its id and no row of the table has
    /// it.
    PilotStudyBuilder& offer_indicator(Indicator indicator);

    /// Says that a table was given, even without usable rows, and the file its findings shall name.
    PilotStudyBuilder& declare_table(StudyTable table, std::string file = {});
    /// Adds a finding made before the rows reached the builder, such as text in a number column.
    PilotStudyBuilder& add_finding(Finding finding);

    /// All findings about the rows so far, in a fixed order. Does not change the builder. O(n log n).
    [[nodiscard]] std::vector<Finding> validate() const;
    /// The study. Leaves the builder empty. O(n log n).
    /// @throws UnusableData with all findings when one of them is an error
    [[nodiscard]] PilotStudy build();

private:
    std::unique_ptr<StagedStudy> staged_;
};

} // namespace samspill
