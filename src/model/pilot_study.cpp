#include <samspill/model/pilot_study.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>

namespace samspill {
namespace {

template <class Row>
std::size_t place_of(const std::vector<Row>& sorted, std::string_view id, const char* message) {
    const auto found = std::lower_bound(sorted.begin(), sorted.end(), id,
                                        [](const Row& row, std::string_view text) { return row.id < text; });
    if (found == sorted.end() || found->id != id) {
        throw NotFound{message};
    }
    return static_cast<std::size_t>(found - sorted.begin());
}

} // namespace

std::size_t PilotStudy::indicator(std::string_view id) const {
    return place_of(indicators_, id, "the study has no such indicator");
}

std::size_t PilotStudy::unit(std::string_view id) const {
    return place_of(units_, id, "the study has no such unit");
}

std::size_t PilotStudy::wave(std::string_view id) const {
    const auto found =
        std::find_if(waves_.begin(), waves_.end(), [&](const Wave& wave) { return wave.id == id; });
    if (found == waves_.end()) {
        throw NotFound{"the study has no such wave"};
    }
    return static_cast<std::size_t>(found - waves_.begin());
}

} // namespace samspill
