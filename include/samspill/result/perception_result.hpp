// How the people of forums rate their work together, item by item.
#pragma once

#include <samspill/core/finding.hpp>
#include <samspill/core/index.hpp>
#include <samspill/model/instrument.hpp>
#include <samspill/result/agreement_result.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace samspill {

/// Who rates: the municipality, civil society with users' own groups, and everybody else, among them those
/// who did not say who they are. Also the order of ItemAgreement::groups.
enum class RaterSide : std::uint8_t { municipal, civil_society, other };

inline constexpr std::size_t rater_sides = 3;

/// One item in one wave at one forum.
struct ItemPerception {
    ForumId forum;                     ///< none: the work as a whole
    TermId wave;                       ///< none where no wave is stated
    TermId item;                       ///< as the reviews name it
    std::optional<std::size_t> listed; ///< position in PerceptionResult::instruments, unless it is in none
    ItemAgreement agreement;           ///< on the scale of the instrument
    Measure r_wg_municipal;            ///< agreement within the side
    Measure r_wg_civil_society;
    bool is_lowest = false;    ///< no item of the instrument has a lower mean
    std::int64_t left_out = 0; ///< scores outside the scale, or no whole numbers
};

/// One instrument in one wave at one forum.
struct InstrumentPerception {
    ForumId forum;
    TermId wave;
    std::optional<std::size_t> listed; ///< of one of its items; none for items that are in no instrument
    std::size_t first = 0;             ///< its rows are PerceptionResult::items[first, last)
    std::size_t last = 0;
    std::int64_t items = 0; ///< that somebody rated, as far as scores are on the scale
    Measure r_wg_j;
};

/// Result of perception(). Ids are those of the network it was computed from.
struct PerceptionResult {
    Provenance provenance;
    Instruments instruments;
    std::vector<ItemPerception> items;        ///< by forum, wave, instrument, item in the order of their file
    std::vector<InstrumentPerception> totals; ///< by forum, wave, instrument
    std::vector<Finding> findings; ///< scores left out, by item of an instrument; they name no row or score
};

} // namespace samspill
