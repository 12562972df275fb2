#include <samspill/analysis/accessibility.hpp>

#include "../detail/options_echo.hpp"
#include "access_points.hpp"
#include "catchment.hpp"
#include "distance_decay.hpp"

#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {
namespace {

using detail::AreaFlags;
using detail::Catchments;
using detail::ShareSum;

constexpr MeasureDefinition access_of_needs{"accessibility", "2SFCA", "free seats per person in need",
                                            "people who can reach the same seats, weighted by distance", ""};
constexpr MeasureDefinition access_of_population{"accessibility", "2SFCA", "free seats per inhabitant",
                                                 "people who can reach the same seats, weighted by distance",
                                                 ""};
constexpr std::string_view counts_unknown_as_none = "activities of unknown capacity count as having no seats";

class Accessibility {
public:
    Accessibility(const ActorNetwork& network, const AccessibilityOptions& options, RunControl* control)
        : network_{network}, options_{options}, control_{control}, unit_{detail::unit_of(network,
                                                                                         options.distance)},
          decay_{options, unit_}, measured_{detail::measured_areas(network, unit_)} {
        if (std::find(measured_.begin(), measured_.end(), 1) == measured_.end()) {
            throw MissingTable{"accessibility needs travel times or coordinates of areas"};
        }
    }

    AccessibilityResult run() && {
        AccessibilityResult result;
        result.unit = unit_;
        result.threshold = decay_.threshold();
        result.areas.resize(measured_.size());
        for (std::size_t k = 0; k < measured_.size(); ++k) {
            result.areas[k].area = AreaId{k};
        }
        const detail::PlacedSeats placed = detail::place_seats(network_, options_, measured_);
        unknown_at_ = detail::place_people(network_, options_, measured_, result);
        list_places(result, placed);
        find_catchments(placed.is_place);
        share_places(result);
        share_seats(result);
        sum_up(result, placed);
        echo_options(result);
        return result;
    }

private:
    void list_places(AccessibilityResult& result, const detail::PlacedSeats& placed) {
        place_of_area_.assign(measured_.size(), 0);
        for (std::size_t k = 0; k < measured_.size(); ++k) {
            if (placed.is_place[k] != 0) {
                place_of_area_[k] = result.places.size();
                result.places.push_back(placed.at[k]);
                result.places.back().area = AreaId{k};
                result.places.back().seats = placed.seats[k].value();
            }
        }
        result.totals.activities_unplaced = placed.activities_unplaced;
        result.totals.capacity_unknown = placed.capacity_unknown;
        result.totals.seats_unplaced = placed.unplaced.value();
    }

    void find_catchments(const AreaFlags& is_place) {
        catchments_ = detail::catchments(network_, unit_, decay_.threshold(), measured_, is_place, control_);
        weight_.reserve(catchments_.distance.size());
        for (const double distance : catchments_.distance) {
            weight_.push_back(decay_(distance));
        }
        catchments_.distance = {};
    }

    /// Calls visit(area, place, weight) for every pair that counts, in the order of ids.
    template <class Visit>
    void each_pair(AccessibilityResult& result, Visit visit) const {
        StageTicker ticker{control_, "sharing seats", catchments_.place.size()};
        for (std::size_t k = 0; k < result.areas.size(); ++k) {
            for (std::size_t pair = catchments_.begin[k]; pair < catchments_.begin[k + 1]; ++pair) {
                ticker.step();
                if (weight_[pair] > 0.0) {
                    const std::size_t place = place_of_area_[catchments_.place[pair].position()];
                    visit(result.areas[k], result.places[place], weight_[pair]);
                }
            }
        }
    }

    [[nodiscard]] MeasureDefinition definition(std::string_view name) const {
        MeasureDefinition definition =
            options_.demand == AccessDemand::needs ? access_of_needs : access_of_population;
        definition.name = name;
        return definition;
    }

    /// First step: how many people can reach each place, and what that leaves for each of them.
    void share_places(AccessibilityResult& result) const {
        std::vector<CompensatedSum> people(measured_.size()); // by area of the place
        each_pair(result, [&](const AreaAccess& area, PlaceAccess& place, double weight) {
            people[place.area.position()].add(weight * area.people.value_or(0.0));
            place.shares_with_unknown |= unknown_at_[area.area.position()] != 0;
        });
        for (PlaceAccess& place : result.places) {
            place.people = people[place.area.position()].value();
            const auto n = static_cast<double>(place.activities);
            place.ratio =
                place.people > 0.0
                    ? Measure::of(definition("ratio"), place.seats / place.people, n, place.people,
                                  place.capacity_unknown > 0 ? counts_unknown_as_none : std::string_view{})
                    : Measure::not_applicable(definition("ratio"), "nobody can reach the place", n);
        }
    }

    /// What an area finds within reach.
    struct Reached {
        CompensatedSum seats_per_person;
        bool somebody = false; ///< some place is within reach of people
        bool unknown = false;  ///< some place holds activities of unknown capacity
    };

    /// Second step: what the places within reach leave for each area.
    void share_seats(AccessibilityResult& result) const {
        std::vector<Reached> reached(measured_.size());
        each_pair(result, [&](AreaAccess& area, const PlaceAccess& place, double weight) {
            ++area.places;
            area.shares_with_unknown |= place.shares_with_unknown;
            Reached& found = reached[area.area.position()];
            found.seats_per_person.add(weight * place.ratio.value.value_or(0.0));
            found.somebody |= place.ratio.value.has_value();
            found.unknown |= place.capacity_unknown > 0;
        });
        for (std::size_t k = 0; k < reached.size(); ++k) {
            name_access(result.areas[k], reached[k]);
        }
    }

    void name_access(AreaAccess& area, const Reached& reached) const {
        const MeasureDefinition access = definition("accessibility");
        const auto n = static_cast<double>(area.places);
        if (const std::string_view reason = obstacle(area, reached); !reason.empty()) {
            area.low = Measure::not_applicable(access, reason, n);
            area.high = area.low;
            return;
        }
        // a sum of quotients, so there is no single amount to name as denominator
        area.low = {access, reached.seats_per_person.value(), Status::ok, {}, n, std::nullopt};
        area.high = area.low;
        if (reached.unknown) {
            area.low.reason = counts_unknown_as_none;
            area.high = Measure::not_applicable(
                access, "activities of unknown capacity are within reach, so nothing bounds it", n);
        }
    }

    /// Why an area has no accessibility; empty when it has one.
    [[nodiscard]] std::string_view obstacle(const AreaAccess& area, const Reached& reached) const {
        if (measured_[area.area.position()] == 0) {
            return unit_ == DistanceUnit::minutes ? "the area is in no row of the travel times"
                                                  : "the area has no coordinates";
        }
        return area.places > 0 && !reached.somebody ? "no people can reach the seats within reach"
                                                    : std::string_view{};
    }

    void sum_up(AccessibilityResult& result, const detail::PlacedSeats& placed) const {
        AccessTotals& totals = result.totals;
        for (const AreaAccess& area : result.areas) {
            if (measured_[area.area.position()] != 0) {
                const double people = area.people.value_or(0.0); // whole numbers, so that sums are exact
                totals.people += people;
                totals.people_without_seats += area.low.value == 0.0 ? people : 0.0;
            }
        }
        ShareSum in_reach;
        ShareSum out_of_reach;
        ShareSum all;
        for (const PlaceAccess& place : result.places) {
            const ShareSum& seats = placed.seats[place.area.position()];
            all.merge(ShareSum{seats});
            (place.ratio.value ? in_reach : out_of_reach).merge(ShareSum{seats});
        }
        totals.seats = all.value();
        totals.seats_in_reach = in_reach.value();
        totals.seats_out_of_reach = out_of_reach.value();
        MeasureDefinition mean = definition("mean_accessibility");
        mean.denominator = "people in assessable areas";
        totals.mean = totals.people > 0.0 ? Measure::of(mean, totals.seats_in_reach / totals.people,
                                                        totals.people, totals.people)
                                          : Measure::not_applicable(mean, "no people", 0.0);
    }

    void echo_options(AccessibilityResult& result) const {
        constexpr std::array<std::string_view, 3> decays{"binary", "stepwise", "gaussian"};
        Provenance& provenance = result.provenance;
        provenance = detail::provenance_of("accessibility", network_);
        const bool of_needs = options_.demand == AccessDemand::needs;
        detail::echo(provenance, "distance", std::string{to_string(unit_)});
        detail::echo(provenance, "threshold", detail::text_of(decay_.threshold()));
        detail::echo(provenance, "decay", std::string{decays[static_cast<std::size_t>(options_.decay)]});
        detail::echo(provenance, "zones", decay_.zones_text());
        detail::echo(provenance, "demand", of_needs ? "needs" : "population");
        detail::echo(provenance, "theme", options_.theme);
    }

    const ActorNetwork& network_;
    const AccessibilityOptions& options_;
    RunControl* control_;
    DistanceUnit unit_;
    detail::DistanceDecay decay_;
    AreaFlags measured_;
    AreaFlags unknown_at_;
    std::vector<std::size_t> place_of_area_;
    Catchments catchments_;
    std::vector<double> weight_; // by pair of the catchments
};

void check(const ActorNetwork& network, const AccessibilityOptions& options) {
    std::vector<TableName> tables{TableName::areas, TableName::activities};
    if (options.demand == AccessDemand::needs) {
        tables.push_back(TableName::needs);
    }
    for (const TableName table : tables) {
        if (!network.has(table)) {
            throw MissingTable{"accessibility needs the table " + std::string{to_string(table)}};
        }
    }
    detail::require_theme(network, options);
}

} // namespace

AccessibilityResult accessibility(const ActorNetwork& network, const AccessibilityOptions& options,
                                  RunControl* control) {
    check(network, options);
    return Accessibility{network, options, control}.run();
}

} // namespace samspill
