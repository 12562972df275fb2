// What must hold for groups and places: sums, identities, and equality with comparing every pair.
#include <samspill/analysis/accessibility.hpp>
#include <samspill/analysis/coverage.hpp>
#include <samspill/analysis/coverage_groups.hpp>
#include <samspill/io/csv.hpp>
#include <samspill/io/place_tables.hpp>

#include "../support/random_network.hpp"
#include "detail/great_circle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace samspill {
namespace {

using testing_support::below;
using testing_support::random_rows;
using testing_support::Rows;

constexpr std::array groupings{Grouping::theme,      Grouping::target_group, Grouping::area,
                               Grouping::month,      Grouping::language,     Grouping::entry_point,
                               Grouping::former_unit};

Rows rows_with_units() {
    Rows rows = random_rows();
    for (Area& area : rows.areas) {
        area.former_unit = testing_support::maybe("unit", 2);
        area.population = testing_support::any_count(50);
    }
    return rows;
}

RC_GTEST_PROP(CoverageGroupsProp, GroupsPartTheNeeds, ()) {
    const ActorNetwork network = rows_with_units().build();
    const CoverageResult covered = coverage(network);
    for (const Grouping grouping : groupings) {
        if (grouping == Grouping::month) {
            continue;
        }
        CoverageSums own;
        for (const GroupCoverage& group : coverage_by(network, covered, grouping).groups) {
            own.needs += group.own.needs;
            own.needs_unknown += group.own.needs_unknown;
            own.people += group.own.people;
            own.covered_low += group.own.covered_low;
            own.covered_high += group.own.covered_high;
        }
        const CoverageSums& all = covered.totals.sums;
        RC_ASSERT(own.needs == all.needs);
        RC_ASSERT(own.needs_unknown == all.needs_unknown);
        RC_ASSERT(own.people == all.people);
        RC_ASSERT(std::abs(own.covered_low - all.covered_low) < 1e-9);
        RC_ASSERT(std::abs(own.covered_high - all.covered_high) < 1e-9);
    }
}

RC_GTEST_PROP(CoverageGroupsProp, AreasSumTheNeedsOfAreasInside, ()) {
    const ActorNetwork network = rows_with_units().build();
    const CoverageResult covered = coverage(network);
    const CoverageGroups result = coverage_by(network, covered, Grouping::area);
    for (std::size_t outer = 0; outer < network.areas().size(); ++outer) {
        CoverageSums expected;
        double known_low = 0.0;
        for (std::size_t i = 0; i < network.needs().size(); ++i) {
            const AreaId area = network.needs().area[i];
            const NeedCoverage& row = covered.needs[i];
            if (!area.is_none() && network.area_tree().contains(AreaId{outer}, area)) {
                ++expected.needs;
                expected.people += row.people.value_or(0);
                expected.covered_low += row.covered.low.of(row.people.value_or(0));
                known_low += row.known ? row.known->low.of(row.people.value_or(0)) : 0.0;
            }
        }
        const GroupCoverage& found = result.groups[outer];
        RC_ASSERT(found.sums.needs == expected.needs);
        RC_ASSERT(found.sums.people == expected.people);
        RC_ASSERT(std::abs(found.sums.covered_low - expected.covered_low) < 1e-9);
        if (found.known_low) {
            RC_ASSERT(std::abs(*found.known_low - known_low) < 1e-9);
        }
    }
}

RC_GTEST_PROP(CoverageGroupsProp, MonthsAreThoseOfTheNeeds, ()) {
    const ActorNetwork network = random_rows().build();
    const CoverageResult covered = coverage(network);
    const MonthInterval months{below(4) - 2, 3 + below(5)};
    const CoverageGroups result = coverage_by(network, covered, Grouping::month, {.months = months});
    RC_ASSERT(result.groups.size() == static_cast<std::size_t>(months.to - months.from));
    std::int64_t outside = 0;
    for (const MonthInterval period : network.needs().period) {
        outside += period.overlaps(months) ? 0 : 1;
    }
    RC_ASSERT(result.needs_outside == outside);
    for (const GroupCoverage& group : result.groups) {
        std::int64_t needs = 0;
        for (const MonthInterval period : network.needs().period) {
            needs += period.includes(std::get<std::int32_t>(group.key)) ? 1 : 0;
        }
        RC_ASSERT(group.sums.needs == needs);
    }
}

/// Theil's T of covered shares by its first formula: sum of w (s/mean) ln(s/mean).
double theil_of_shares(const std::vector<std::pair<double, double>>& people_and_share) {
    double people = 0.0;
    double reached = 0.0;
    for (const auto& [count, share] : people_and_share) {
        people += count;
        reached += count * share;
    }
    const double mean = reached / people;
    double total = 0.0;
    for (const auto& [count, share] : people_and_share) {
        total += share > 0.0 ? count / people * (share / mean) * std::log(share / mean) : 0.0;
    }
    return total;
}

void check_equity(const CoverageGroups& result, const CoverageEquity& equity, bool low) {
    std::vector<std::pair<double, double>> groups;
    for (const GroupCoverage& group : result.groups) {
        if (group.own.people > 0) {
            const auto share = low ? group.own.share_low() : group.own.share_high();
            groups.emplace_back(static_cast<double>(group.own.people), *share);
        }
    }
    if (equity.theil.value) {
        const double parts = *equity.theil_between.value + *equity.theil_within.value;
        RC_ASSERT(std::abs(*equity.theil.value - parts) < 1e-12);
        RC_ASSERT(*equity.theil_between.value >= 0.0);
        RC_ASSERT(*equity.theil_within.value >= 0.0);
        RC_ASSERT(std::abs(*equity.theil_between.value - theil_of_shares(groups)) < 1e-12);
    }
    if (equity.gap.value) {
        const auto [least, most] = std::minmax_element(groups.begin(), groups.end(),
                                                       [](auto& a, auto& b) { return a.second < b.second; });
        RC_ASSERT(std::abs(*equity.gap.value - (most->second - least->second)) < 1e-9);
    } else {
        RC_ASSERT(groups.size() < 2U);
    }
}

RC_GTEST_PROP(CoverageGroupsProp, InequalityFallsApartExactly, ()) {
    const ActorNetwork network = rows_with_units().build();
    const CoverageResult covered = coverage(network);
    std::vector<std::pair<double, double>> needs;
    for (const NeedCoverage& row : covered.needs) {
        if (row.people.value_or(0) > 0) {
            needs.emplace_back(static_cast<double>(row.people.value()), row.covered.low.to_double());
        }
    }
    for (const Grouping grouping : groupings) {
        const CoverageGroups result = coverage_by(network, covered, grouping);
        check_equity(result, result.equity_low, true);
        check_equity(result, result.equity_high, false);
        if (grouping != Grouping::month && result.equity_low.theil.value) {
            RC_ASSERT(std::abs(*result.equity_low.theil.value - theil_of_shares(needs)) < 1e-12);
        }
    }
}

/// Areas on a patch of the globe, some without coordinates, some travel times.
struct Places {
    Rows rows;
    std::vector<TravelTime> times;

    [[nodiscard]] ActorNetwork build() const {
        NetworkBuilder builder;
        for (const TableName table : {TableName::needs, TableName::activities}) {
            builder.declare_table(table);
        }
        for (const Area& row : rows.areas) {
            builder.add_area(row);
        }
        for (const Actor& row : rows.actors) {
            builder.add_actor(row);
        }
        for (const Need& row : rows.needs) {
            builder.add_need(row);
        }
        for (const Activity& row : rows.activities) {
            builder.add_activity(row);
        }
        for (const TravelTime& row : times) {
            builder.add_travel_time(row);
        }
        return builder.build();
    }
};

Places random_places() {
    Places places{rows_with_units(), {}};
    const bool over_the_date_line = below(2) == 0;
    const double south = below(3) == 0 ? 89.5 : 55.0;
    for (Area& area : places.rows.areas) {
        if (below(5) > 0) {
            const double east = 0.01 * below(60);
            area.latitude = south + 0.01 * below(50);
            area.longitude = over_the_date_line ? (east > 0.3 ? east - 180.3 : 179.7 + east) : 12.0 + east;
        }
    }
    places.rows.areas.front().latitude = south; // something can be measured
    places.rows.areas.front().longitude = 12.0;
    for (Actor& actor : places.rows.actors) {
        actor.area = testing_support::maybe("area", 6);
    }
    for (Activity& activity : places.rows.activities) {
        activity.in_use = testing_support::any_count(6);
    }
    return places;
}

void add_times(Places& places) {
    for (int from = 0; from < 6; ++from) {
        for (int to = 0; to < 6; ++to) {
            if (from != to && below(3) == 0) {
                places.times.push_back(
                    {testing_support::id("area", from), testing_support::id("area", to), 1.0 * below(60)});
            }
        }
    }
    places.times.push_back({"area0", "area1", 10.0});
    std::sort(places.times.begin(), places.times.end(),
              [](auto& a, auto& b) { return std::tie(a.from, a.to) < std::tie(b.from, b.to); });
    places.times.erase(
        std::unique(places.times.begin(), places.times.end(),
                    [](auto& a, auto& b) { return std::tie(a.from, a.to) == std::tie(b.from, b.to); }),
        places.times.end());
}

AccessibilityOptions any_options() {
    AccessibilityOptions options;
    options.decay = static_cast<Decay>(below(3));
    options.demand = static_cast<AccessDemand>(below(2));
    options.threshold = 0.5 + below(60);
    if (options.decay == Decay::stepwise && below(2) == 0) {
        options.zones = {{3.0, 1.0}, {8.0, 0.25}, {20.0, 0.25}, {35.0, 0.0}};
        options.threshold.reset();
    }
    return options;
}

double seats_reached(const AccessibilityResult& result) {
    double seats = 0.0;
    for (const AreaAccess& area : result.areas) {
        seats += area.people.value_or(0.0) * area.low.value.value_or(0.0);
    }
    return seats;
}

void check_identity(const AccessibilityResult& result) {
    const AccessTotals& totals = result.totals;
    RC_ASSERT(std::abs(seats_reached(result) - totals.seats_in_reach) < 1e-9);
    RC_ASSERT(std::abs(totals.seats_in_reach + totals.seats_out_of_reach - totals.seats) < 1e-9);
    double seats = 0.0;
    for (const PlaceAccess& place : result.places) {
        seats += place.seats;
    }
    RC_ASSERT(std::abs(seats - totals.seats) < 1e-9);
}

RC_GTEST_PROP(AccessibilityProp, PeopleTimesAccessGivesTheSeatsInReach, ()) {
    Places places = random_places();
    if (below(2) == 0) {
        add_times(places);
    }
    check_identity(accessibility(places.build(), any_options()));
}

RC_GTEST_PROP(AccessibilityProp, EverySeatHasItsPlace, ()) {
    Places places = random_places();
    const AccessibilityResult result = accessibility(places.build());
    double free = 0.0;
    for (const Activity& activity : places.rows.activities) {
        const std::int64_t seats = activity.capacity.value_or(0) - activity.in_use.value_or(0);
        free += static_cast<double>(std::max<std::int64_t>(seats, 0));
    }
    RC_ASSERT(std::abs(result.totals.seats + result.totals.seats_unplaced - free) < 1e-9);
}

/// What a place counts at a distance; weights by their own formulas.
double weight_at(std::optional<double> distance, double d0, const AccessibilityOptions& options) {
    if (!distance || *distance > d0) {
        return 0.0;
    }
    const double d = *distance;
    if (options.decay == Decay::gaussian) {
        return (std::exp(-d * d / (2 * d0 * d0)) - std::exp(-0.5)) / (1 - std::exp(-0.5));
    }
    if (options.decay == Decay::binary) {
        return 1.0;
    }
    if (options.zones.empty()) {
        return d <= d0 / 3 ? 1.0 : d <= 2 * d0 / 3 ? 0.68 : 0.22;
    }
    return d <= 3.0 ? 1.0 : d <= 20.0 ? 0.25 : 0.0;
}

/// The two steps over a full matrix of distances.
std::vector<double> by_matrix(const AccessibilityResult& result, const AccessibilityOptions& options,
                              const std::vector<std::vector<std::optional<double>>>& distance) {
    std::vector<double> access(result.areas.size(), 0.0);
    for (const PlaceAccess& place : result.places) {
        double people = 0.0;
        std::vector<double> weights;
        for (std::size_t i = 0; i < access.size(); ++i) {
            weights.push_back(weight_at(distance[i][place.area.position()], result.threshold, options));
            people += result.areas[i].people.value_or(0.0) * weights.back();
        }
        for (std::size_t i = 0; i < access.size(); ++i) {
            access[i] += people > 0.0 ? weights[i] * place.seats / people : 0.0;
        }
    }
    return access;
}

void check_against_matrix(const AccessibilityResult& result, const AccessibilityOptions& options,
                          const std::vector<std::vector<std::optional<double>>>& distance) {
    const auto expected = by_matrix(result, options, distance);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (result.areas[i].low.value) {
            RC_ASSERT(std::abs(*result.areas[i].low.value - expected[i]) < 1e-9);
        }
    }
}

RC_GTEST_PROP(AccessibilityProp, CubesMissNoPair, ()) {
    const ActorNetwork network = random_places().build();
    const AccessibilityOptions options = any_options();
    const AreaColumns& areas = network.areas();
    std::vector<std::vector<std::optional<double>>> distance(
        areas.size(), std::vector<std::optional<double>>(areas.size()));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        for (std::size_t j = 0; j < areas.size(); ++j) {
            if (areas.latitude[i] && areas.latitude[j]) {
                distance[i][j] = detail::kilometres_between({*areas.latitude[i], *areas.longitude[i]},
                                                            {*areas.latitude[j], *areas.longitude[j]});
            }
        }
    }
    check_against_matrix(accessibility(network, options), options, distance);
}

RC_GTEST_PROP(AccessibilityProp, TravelTimesAreTakenFromTheTable, ()) {
    Places places = random_places();
    add_times(places);
    const ActorNetwork network = places.build();
    const AccessibilityOptions options = any_options();
    const std::size_t size = network.areas().size();
    std::vector<std::vector<std::optional<double>>> distance(size, std::vector<std::optional<double>>(size));
    const auto position = [](const std::string& id) { return static_cast<std::size_t>(id.back() - '0'); };
    for (const TravelTime& time : places.times) {
        distance[position(time.from)][position(time.to)] = time.minutes;
    }
    const auto stated = distance;
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            distance[i][j] = i == j ? 0.0 : stated[i][j] ? stated[i][j] : stated[j][i];
        }
    }
    check_against_matrix(accessibility(network, options), options, distance);
}

RC_GTEST_PROP(PlacesProp, NothingDependsOnTheOrderOfRows, ()) {
    const Places forward = random_places();
    const ActorNetwork network = forward.build();
    const ActorNetwork backward = Places{forward.rows.shuffled(), {}}.build();
    const auto everything = [](const ActorNetwork& of) {
        std::ostringstream text;
        const CoverageResult covered = coverage(of);
        for (const Grouping grouping : groupings) {
            const CoverageGroups groups = coverage_by(of, covered, grouping);
            write_csv(coverage_groups(of, groups), text);
            write_csv(coverage_equity(of, groups), text);
        }
        const AccessibilityResult access = accessibility(of, {.decay = Decay::gaussian});
        write_csv(accessibility_areas(of, access), text);
        write_csv(accessibility_places(of, access), text);
        return text.str();
    };
    RC_ASSERT(everything(network) == everything(backward));
}

} // namespace
} // namespace samspill
