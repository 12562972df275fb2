// Private to the builder: rows as they came, with the row numbers that findings name.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/core/string_pool.hpp>
#include <samspill/model/network_builder.hpp>

#include "staged.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace samspill {

/// A tie with its texts interned: a network has an order of magnitude more ties than anything else.
struct StagedTie {
    TermId source;
    TermId target;
    TermId wave;
    Relation relation = Relation::awareness;
    double weight = std::numeric_limits<double>::quiet_NaN();
    bool has_weight = false;
    DateInterval valid;
};

struct StagedRows {
    Staged<Area> areas;
    Staged<Actor> actors;
    Staged<Person> people;
    Staged<Need> needs;
    Staged<Activity> activities;
    StringPoolBuilder
        texts; // ids and waves of the ties; the other tables' texts join when the network is built
    Staged<StagedTie> ties;
    Staged<Forum> forums;
    Staged<Seat> seats;
    Staged<TravelTime> travel_times;
    Staged<Meeting> meetings;
    Staged<AgendaItem> agenda_items;
    Staged<Attendance> attendance;
    Staged<Review> reviews;
    TablePresence present{};
    std::array<std::string, vocabulary_size<TableName>> files;
    std::vector<Finding> findings;
    std::optional<std::vector<std::string>> theme_codes; // sorted; nothing when any text may be a theme

    void mark(TableName table) { present[static_cast<std::size_t>(table)] = true; }
    /// Rows of all tables together.
    [[nodiscard]] std::size_t size() const noexcept {
        return areas.size() + actors.size() + people.size() + needs.size() + activities.size() + ties.size() +
               forums.size() + seats.size() + travel_times.size() + meetings.size() + agenda_items.size() +
               attendance.size() + reviews.size();
    }
    [[nodiscard]] const std::string& file(TableName table) const {
        return files[static_cast<std::size_t>(table)];
    }
};

/// Position of each id among the rows of one table; the first row wins where an id stands twice.
using IdPositions = std::unordered_map<std::string_view, std::uint32_t>;

template <class Row>
[[nodiscard]] IdPositions positions_of_ids(const Staged<Row>& table, StageTicker& ticker) {
    IdPositions positions;
    positions.reserve(table.size());
    for (std::uint32_t k = 0; k < table.size(); ++k) {
        ticker.step();
        positions.emplace(table.rows[k].id, k);
    }
    return positions;
}

/// Every finding about the rows, in a fixed order (src/model/validate.cpp).
[[nodiscard]] std::vector<Finding> validate(const StagedRows& rows, RunControl* control);

/// Sorts, resolves and compresses rows that validate without errors; uses the rows up (src/model/freeze.cpp).
/// `findings` are what validate gave.
[[nodiscard]] NetworkParts freeze(StagedRows&& rows, std::vector<Finding> findings, RunControl* control);

} // namespace samspill
