// Private to io: one row of a table as the model wants it.
#pragma once

#include <samspill/model/network_builder.hpp>

#include "cell_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill {

/// Reads rows of one SourceTable by the schema. A cell that does not fit reads as empty and is a finding.
class RowReader {
public:
    RowReader(const SourceTable& table, std::vector<Finding>& findings)
        : cells_{{table.cells, to_string(table.name), table.file, table.source_rows}, findings} {}

    [[nodiscard]] std::size_t rows() const noexcept { return cells_.rows(); }
    /// The row number that findings name.
    [[nodiscard]] std::int64_t source_row(std::size_t row) const noexcept { return cells_.source_row(row); }

    [[nodiscard]] Area area(std::size_t row);
    [[nodiscard]] Actor actor(std::size_t row);
    [[nodiscard]] Person person(std::size_t row);
    [[nodiscard]] Need need(std::size_t row);
    [[nodiscard]] Activity activity(std::size_t row);
    [[nodiscard]] Tie tie(std::size_t row);
    [[nodiscard]] Forum forum(std::size_t row);
    [[nodiscard]] Seat seat(std::size_t row);
    [[nodiscard]] TravelTime travel_time(std::size_t row);
    [[nodiscard]] Meeting meeting(std::size_t row);
    [[nodiscard]] AgendaItem agenda_item(std::size_t row);
    [[nodiscard]] Attendance attendance(std::size_t row);
    [[nodiscard]] Review review(std::size_t row);

private:
    CellReader cells_;
};

} // namespace samspill
