// Private to io: one row of a table of a pilot as the model wants it.
#pragma once

#include <samspill/io/study_loader.hpp>

#include "cell_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// Reads rows of one StudySource. A cell that does not fit reads as empty and is a finding.
class StudyReader {
public:
    StudyReader(const StudySource& source, std::vector<Finding>& findings);

    [[nodiscard]] std::size_t rows() const noexcept { return cells_.rows(); }
    /// Adds one row to the builder.
    void add_row(PilotStudyBuilder& builder, std::size_t row);
    /// Columns that are read although the schema does not name them: questions and preconditions.
    [[nodiscard]] const std::vector<std::string>& further_columns() const noexcept { return further_; }

private:
    [[nodiscard]] Wave wave(std::size_t row);
    [[nodiscard]] Indicator indicator(std::size_t row);
    [[nodiscard]] Observation observation(std::size_t row);
    [[nodiscard]] Treatment treatment(std::size_t row);
    [[nodiscard]] Neighbours neighbours(std::size_t row);
    [[nodiscard]] LogicNode logic_node(std::size_t row);
    [[nodiscard]] LogicLink logic_link(std::size_t row);
    [[nodiscard]] UnitChange unit_change(std::size_t row);
    void add_preconditions(PilotStudyBuilder& builder, std::size_t row);
    /// What a cell `value` says: a number, a count below a limit, or nothing.
    void read_value(Observation& observation, std::size_t row);
    void read_limit(Observation& observation, std::string_view written, std::size_t row);
    [[nodiscard]] std::optional<double> precondition(std::string_view column, std::size_t row);
    /// The name under which a column with an official name stands here.
    [[nodiscard]] std::string_view name_of(std::string_view column) const;

    const StudySource& source_;
    CellReader cells_;
    std::vector<std::string> further_{};
};

} // namespace samspill
