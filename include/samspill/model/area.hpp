// A place, nested in a larger one.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/index.hpp>

#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// One row of the table `areas`. Empty text and unknown counts stand for "not stated".
struct Area {
    std::string id{};
    std::string name{};
    std::string parent{};      ///< id of the area this one lies in
    Count population{};        ///< inhabitants
    std::string former_unit{}; ///< the municipality this area belonged to before a merger
    std::optional<double>
        latitude{}; ///< degrees north, -90 to 90 (WGS 84); stated with the longitude or not at all
    std::optional<double> longitude{}; ///< degrees east, -180 to 180 (WGS 84)
};

/// The table `areas` as an ActorNetwork keeps it, sorted by id.
struct AreaColumns {
    std::vector<TermId> id;
    std::vector<TermId> name;
    std::vector<AreaId> parent;
    std::vector<Count> population;
    std::vector<TermId> former_unit;
    std::vector<std::optional<double>> latitude;
    std::vector<std::optional<double>> longitude;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

} // namespace samspill
