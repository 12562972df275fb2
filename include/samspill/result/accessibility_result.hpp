// How many free seats are within reach of the people of each area.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What distances are measured in: stated travel times, or great-circle kilometres between coordinates.
enum class DistanceUnit : std::uint8_t { minutes, kilometres };
[[nodiscard]] std::string_view to_string(DistanceUnit unit) noexcept;

/// One area as a place where people live. People and seats whose area is not assessable are in no sum.
struct AreaAccess {
    AreaId area;
    std::optional<double> people; ///< who compete for seats from here; nothing when their number is unknown
    std::optional<std::int64_t> needs; ///< needs that state this area; nothing when inhabitants compete
    std::optional<std::int64_t> needs_unknown; ///< of these, needs of unknown size; they compete with nobody
    std::int64_t places = 0;                   ///< areas within reach that hold seats
    /// A_i: free seats within reach for each person who can reach them. Low end: activities of unknown
    /// capacity have no seats. High end: not applicable where such an activity is within reach, for nothing
    /// bounds it. Both are not applicable for an area without travel times or coordinates.
    Measure low;
    Measure high;
    bool shares_with_unknown = false; ///< people nobody counted can reach the same seats: fewer are left
};

/// One area as a place where activities are.
struct PlaceAccess {
    AreaId area;
    double seats = 0.0;                ///< S_j: free seats; not whole where activities have several places
    std::int64_t activities = 0;       ///< activities with a part here
    std::int64_t capacity_unknown = 0; ///< of these, activities of unknown capacity
    double people = 0.0;               ///< who can reach it, each weighted by distance
    Measure ratio;                     ///< R_j = seats / people; not applicable when nobody can reach it
    bool shares_with_unknown = false;  ///< people nobody counted can reach it too
};

struct AccessTotals {
    double people = 0.0; ///< in assessable areas
    /// People in needs of known size that state no area, or one that is not assessable; inhabitants of areas
    /// that are not assessable.
    double people_unplaced = 0.0;
    std::int64_t needs_unplaced = 0;      ///< needs without an assessable area
    std::int64_t demand_unknown = 0;      ///< needs of unknown size, or areas of unknown population
    double people_without_seats = 0.0;    ///< of `people`: no known seat within reach
    double seats = 0.0;                   ///< free seats in assessable areas = within reach + out of reach
    double seats_in_reach = 0.0;          ///< somebody can reach them; = sum over areas of people * A_i
    double seats_out_of_reach = 0.0;      ///< nobody can
    double seats_unplaced = 0.0;          ///< free seats whose place is not known or not assessable
    std::int64_t activities_unplaced = 0; ///< activities with no assessable place at all
    std::int64_t capacity_unknown = 0;    ///< activities of unknown capacity, placed or not
    Measure mean;                         ///< seats within reach / people: the mean of A_i over people
};

/// Result of accessibility(). Areas are those of the network it was computed from.
struct AccessibilityResult {
    Provenance provenance;
    DistanceUnit unit = DistanceUnit::minutes;
    double threshold = 0.0;          ///< farthest distance that counts, in `unit`
    std::vector<AreaAccess> areas;   ///< every area, by id
    std::vector<PlaceAccess> places; ///< assessable areas that hold activities, by id
    AccessTotals totals;
};

} // namespace samspill
