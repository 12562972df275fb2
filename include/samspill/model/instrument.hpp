// What people are asked to rate: the statements of an instrument and the scale that goes with them.
#pragma once

#include <samspill/model/text_by_language.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace samspill {

/// One statement. Scores are whole numbers from scale_min to scale_max.
struct InstrumentItem {
    std::string id{};         ///< as the column `item` of the table `reviews` names it
    std::string instrument{}; ///< items of one instrument are read together
    std::int32_t scale_min = 1;
    std::int32_t scale_max = 5;
    std::string source{};
    TextByLanguage text{};
};

/// Items with the version that all of them state.
struct Instruments {
    std::string version{};
    std::vector<InstrumentItem> items{}; ///< each id once
};

} // namespace samspill
