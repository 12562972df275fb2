#include "catchment.hpp"

#include "../detail/great_circle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <optional>
#include <utility>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "measuring distances";

struct Pair {
    AreaId area;
    AreaId place;
    double distance = 0.0;

    friend bool operator==(const Pair& a, const Pair& b) { return a.area == b.area && a.place == b.place; }
    friend bool operator<(const Pair& a, const Pair& b) {
        return std::pair{a.area, a.place} < std::pair{b.area, b.place};
    }
};

/// Rows of pairs that are sorted by area, then place.
Catchments rows_of(const std::vector<Pair>& pairs, std::size_t areas) {
    Catchments rows;
    rows.place.reserve(pairs.size());
    rows.distance.reserve(pairs.size());
    for (const Pair& pair : pairs) {
        rows.begin.resize(pair.area.position() + 1, rows.place.size());
        rows.place.push_back(pair.place);
        rows.distance.push_back(pair.distance);
    }
    rows.begin.resize(areas + 1, rows.place.size());
    return rows;
}

Catchments within_minutes(const ActorNetwork& network, double threshold, const AreaFlags& places,
                          RunControl* control) {
    const TravelTimeColumns& times = network.travel_times();
    StageTicker ticker{control, stage, times.size()};
    std::vector<Pair> pairs;
    const auto add = [&](AreaId area, AreaId place) {
        const std::optional<double> minutes = times.between(area, place);
        if (places[place.position()] != 0 && area != place && *minutes <= threshold) {
            pairs.push_back({area, place, *minutes});
        }
    };
    for (std::size_t k = 0; k < times.size(); ++k) {
        ticker.step();
        add(times.from[k], times.to[k]);
        add(times.to[k], times.from[k]); // the row of that direction gives the same, where there is one
    }
    for (std::size_t k = 0; k < places.size(); ++k) {
        if (places[k] != 0) {
            pairs.push_back({AreaId{k}, AreaId{k}, 0.0});
        }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return rows_of(pairs, places.size());
}

using Position = std::array<double, 3>;

double squared_chord(const Position& a, const Position& b) {
    double sum = 0.0;
    for (std::size_t axis = 0; axis < a.size(); ++axis) {
        sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
    }
    return sum;
}

/// Cubes of equal size that fill the globe, each with the places in it. Unlike squares of latitude and
/// longitude they need no care at the poles and at the date line.
class PlaceCubes {
public:
    PlaceCubes(const AreaColumns& areas, const AreaFlags& places, double threshold)
        // a little longer than the threshold, so that rounding never leaves out a place
        : length_{chord_of(threshold) * (1.0 + 1e-9) + 1e-6} {
        for (std::size_t k = 0; k < places.size(); ++k) {
            if (places[k] != 0) {
                const GlobePoint point{*areas.latitude[k], *areas.longitude[k]};
                const Position position = point.position();
                entries_.push_back({cube_of(position), AreaId{k}, point, position});
            }
        }
        std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
            return std::pair{a.cube, a.area} < std::pair{b.cube, b.area};
        });
    }

    /// Calls visit(area, point) for every place that may be within the threshold of `point`.
    template <class Visit>
    void near(const GlobePoint& point, Visit visit) const {
        const Position position = point.position();
        const Cube centre = cube_of(position);
        for (std::int64_t x = centre[0] - 1; x <= centre[0] + 1; ++x) {
            for (std::int64_t y = centre[1] - 1; y <= centre[1] + 1; ++y) {
                const Cube last{x, y, centre[2] + 1};
                auto entry = std::lower_bound(
                    entries_.begin(), entries_.end(), Cube{x, y, centre[2] - 1},
                    [](const Entry& candidate, const Cube& cube) { return candidate.cube < cube; });
                for (; entry != entries_.end() && entry->cube <= last; ++entry) {
                    if (squared_chord(entry->position, position) <= length_ * length_) {
                        visit(entry->area, entry->point);
                    }
                }
            }
        }
    }

private:
    using Cube = std::array<std::int64_t, 3>;
    struct Entry {
        Cube cube;
        AreaId area;
        GlobePoint point;
        Position position;
    };

    [[nodiscard]] Cube cube_of(const Position& position) const {
        Cube cube{};
        for (std::size_t axis = 0; axis < cube.size(); ++axis) {
            cube[axis] = static_cast<std::int64_t>(std::floor(position[axis] / length_));
        }
        return cube;
    }

    double length_;
    std::vector<Entry> entries_;
};

Catchments within_kilometres(const ActorNetwork& network, double threshold, const AreaFlags& measured,
                             const AreaFlags& places, RunControl* control) {
    const AreaColumns& areas = network.areas();
    const PlaceCubes cubes{areas, places, threshold};
    StageTicker ticker{control, stage, areas.size()};
    std::vector<Pair> pairs;
    for (std::size_t k = 0; k < areas.size(); ++k) {
        ticker.step();
        if (measured[k] == 0) {
            continue;
        }
        const GlobePoint here{*areas.latitude[k], *areas.longitude[k]};
        const std::size_t first = pairs.size();
        std::uint64_t looked_at = 0;
        cubes.near(here, [&](AreaId place, const GlobePoint& there) {
            ++looked_at;
            const double distance = place == AreaId{k} ? 0.0 : kilometres_between(here, there);
            if (distance <= threshold) {
                pairs.push_back({AreaId{k}, place, distance});
            }
        });
        ticker.step(looked_at / 64);
        std::sort(pairs.begin() + static_cast<std::ptrdiff_t>(first), pairs.end());
    }
    return rows_of(pairs, areas.size());
}

} // namespace

AreaFlags measured_areas(const ActorNetwork& network, DistanceUnit unit) {
    const AreaColumns& areas = network.areas();
    AreaFlags measured(areas.size(), 0);
    if (unit == DistanceUnit::minutes) {
        for (std::size_t k = 0; k < network.travel_times().size(); ++k) {
            measured[network.travel_times().from[k].position()] = 1;
            measured[network.travel_times().to[k].position()] = 1;
        }
        return measured;
    }
    for (std::size_t k = 0; k < areas.size(); ++k) {
        measured[k] = areas.latitude[k] && areas.longitude[k] ? 1 : 0;
    }
    return measured;
}

Catchments catchments(const ActorNetwork& network, DistanceUnit unit, double threshold,
                      const AreaFlags& measured, const AreaFlags& places, RunControl* control) {
    return unit == DistanceUnit::minutes ? within_minutes(network, threshold, places, control)
                                         : within_kilometres(network, threshold, measured, places, control);
}

} // namespace samspill::detail
