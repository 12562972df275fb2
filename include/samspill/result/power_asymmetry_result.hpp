// Who has the upper hand in a forum, dimension by dimension.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/vocabulary.hpp>
#include <samspill/result/provenance.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// What makes the say of two sides unequal (methods M1.11, a project definition).
enum class PowerDimension : std::uint8_t {
    seats,            ///< seats, each person once
    voting_power,     ///< normalised Banzhaf index, summed over the side's seats
    airtime,          ///< seconds of speaking at meetings
    agenda_items,     ///< agenda items proposed
    decision_mandate, ///< seats of people from the leadership
    chair,            ///< seats with the role chair or coordinator
    information_lead, ///< the side's actors who know of one of the other side, in pairs within the forum
};

template <>
struct Vocabulary<PowerDimension> {
    static constexpr std::array<std::string_view, 7> names{
        "seats", "voting_power", "airtime", "agenda_items", "decision_mandate", "chair", "information_lead"};
};

inline constexpr std::size_t power_dimension_count = vocabulary_size<PowerDimension>;

/// What both sides hold, in the unit of the dimension; `civil_society` includes users' own groups.
struct PowerAmounts {
    double municipal = 0.0;
    double civil_society = 0.0;

    friend bool operator==(const PowerAmounts&, const PowerAmounts&) = default;
};

/// One dimension: (municipal - civil society) / (municipal + civil society), in [-1, 1]; 1 when the
/// municipality holds all. Nothing when nobody recorded it or nobody holds any.
struct PowerAsymmetryDimension {
    PowerDimension dimension = PowerDimension::seats;
    double weight = 1.0;
    std::optional<PowerAmounts> amounts{};
    std::optional<double> asymmetry{};
    std::string_view reason{}; ///< why there is none; a literal
};

/// Ends between which the central part of the bootstrap replicates lies.
struct BootstrapInterval {
    double low = 0.0;
    double high = 0.0;
    std::int64_t replicates = 0; ///< of those drawn, the ones that gave a value
    std::int64_t meetings = 0;   ///< that were drawn from, with replacement
};

/// The profile of one forum: the vector first, the composite only beside it.
struct PowerProfile {
    ForumId forum;
    Date as_of; ///< whose seats and ties count, and up to which meetings do; unknown when all of them do
    std::array<PowerAsymmetryDimension, power_dimension_count> dimensions{};
    std::optional<double> composite{}; ///< weighted mean of the dimensions that have a value
    std::int64_t dimensions_used = 0;
    std::optional<BootstrapInterval> interval{}; ///< of the composite, over meetings
};

/// Result of power_asymmetry(). Forums are those of the network it was computed from.
struct PowerAsymmetryResult {
    Provenance provenance;
    std::vector<PowerProfile> forums; ///< indexed by ForumId
};

} // namespace samspill
