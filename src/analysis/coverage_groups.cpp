#include <samspill/analysis/coverage_groups.hpp>

#include "../detail/area_order.hpp"
#include "../detail/former_units.hpp"
#include "../detail/options_echo.hpp"
#include "coverage_sums.hpp"
#include "stated_months.hpp"
#include "theil.hpp"

#include <samspill/core/error.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::RunningSums;
using detail::TheilUnit;

/// Shares that differ by no more than this part of themselves are equal (methods 2.5).
constexpr double tie_tolerance = 1e-9;

constexpr MeasureDefinition gap_definition{"share_gap", "M4.1", "share points as a fraction of 1",
                                           "people in the needs of each group", "best minus worst group"};
constexpr MeasureDefinition theil_definition{"theil", "M1.4", "nats", "mean covered share",
                                             "of the needs' shares, weighted by people"};
constexpr MeasureDefinition between_definition{"theil_between", "M1.4", "nats", "mean covered share",
                                               "of the groups' shares, weighted by people"};
constexpr MeasureDefinition within_definition{"theil_within", "M1.4", "nats", "mean covered share",
                                              "groups weighted by their covered people"};

constexpr std::string_view no_people = "no people in needs of known size";

/// Positions [first, last) of the groups that a need counts in.
struct Membership {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

enum class End : std::uint8_t { low, high };

class Groups {
public:
    Groups(const ActorNetwork& network, const CoverageResult& coverage, Grouping grouping,
           MonthInterval months, RunControl* control)
        : network_{network}, coverage_{coverage}, grouping_{grouping}, months_{months}, ticker_{
                                                                                            control,
                                                                                            "grouping needs",
                                                                                            0} {
        if (grouping_ == Grouping::month) {
            name_months();
        } else {
            name_values();
        }
    }

    CoverageGroups run() && {
        CoverageGroups result;
        result.provenance = detail::provenance_of("coverage_by", network_);
        result.grouping = grouping_;
        result.stage_order = coverage_.cascade.order;
        result.stage_status = coverage_.cascade.status;
        result.months = months_;
        sum_up(result);
        result.equity_low = equity(result, End::low);
        result.equity_high = equity(result, End::high);
        return result;
    }

private:
    [[nodiscard]] std::size_t needs() const { return coverage_.needs.size(); }

    void name_months() {
        for (std::int32_t month = months_.from; month < months_.to; ++month) {
            keys_.emplace_back(month);
        }
        memberships_.reserve(needs());
        for (const MonthInterval period : network_.needs().period) {
            const MonthInterval shown = period.intersection(months_);
            const auto position = [&](std::int32_t month) {
                return static_cast<std::uint32_t>(month - months_.from);
            };
            memberships_.push_back(shown.is_empty() ? Membership{}
                                                    : Membership{position(shown.from), position(shown.to)});
        }
    }

    /// Groups are the values that occur, in order; in the grouping by area all areas are.
    void name_values() {
        std::vector<std::uint32_t> value_of;
        value_of.reserve(needs());
        const std::vector<TermId> unit_of_area = detail::former_units(network_);
        for (std::size_t i = 0; i < needs(); ++i) {
            ticker_.step();
            value_of.push_back(value(i, unit_of_area));
        }
        std::vector<std::uint32_t> values = value_of;
        if (grouping_ == Grouping::area) {
            for (std::uint32_t area = 0; area < network_.areas().size(); ++area) {
                values.push_back(area);
            }
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        for (const std::uint32_t one : values) {
            keys_.push_back(key(one));
        }
        for (const std::uint32_t one : value_of) {
            const auto found = std::lower_bound(values.begin(), values.end(), one);
            const auto position = static_cast<std::uint32_t>(found - values.begin());
            memberships_.push_back({position, position + 1});
        }
    }

    /// The number behind the id that a need states; that of `none` is the largest.
    [[nodiscard]] std::uint32_t value(std::size_t need, const std::vector<TermId>& unit_of_area) const {
        const NeedColumns& columns = network_.needs();
        const AreaId area = columns.area[need];
        switch (grouping_) {
        case Grouping::theme:
            return columns.theme[need].value();
        case Grouping::target_group:
            return columns.target_group[need].value();
        case Grouping::language:
            return columns.language[need].value();
        case Grouping::entry_point:
            return columns.entry_point[need].value();
        case Grouping::former_unit:
            return (area.is_none() ? TermId::none() : unit_of_area[area.position()]).value();
        case Grouping::area:
        case Grouping::month: // has no values
            break;
        }
        return area.value();
    }

    [[nodiscard]] GroupKey key(std::uint32_t value) const {
        switch (grouping_) {
        case Grouping::area:
            return AreaId{value};
        case Grouping::entry_point:
            return ActorId{value};
        default:
            return TermId{value};
        }
    }

    void sum_up(CoverageGroups& result) {
        std::vector<RunningSums> sums(keys_.size());
        for (std::size_t i = 0; i < needs(); ++i) {
            ticker_.step();
            const auto [first, last] = memberships_[i];
            result.needs_outside += first == last ? 1 : 0;
            const Count people = coverage_.needs[i].people;
            const LossCascade& cascade = coverage_.cascade;
            const auto least = cascade.losses(NeedId{i}, people, cascade.least);
            const auto most = cascade.losses(NeedId{i}, people, cascade.most);
            for (std::uint32_t group = first; group < last; ++group) {
                sums[group].add(coverage_.needs[i]);
                sums[group].add_losses(least, most);
            }
        }
        for (std::size_t group = 0; group < keys_.size(); ++group) {
            GroupCoverage row;
            row.key = keys_[group];
            row.own = sums[group].finish();
            result.groups.push_back(row);
        }
        if (grouping_ == Grouping::area) {
            add_areas_inside(result, sums);
            return;
        }
        for (std::size_t group = 0; group < keys_.size(); ++group) {
            finish(result.groups[group], sums[group]);
        }
    }

    static void finish(GroupCoverage& row, const RunningSums& sums) {
        row.sums = sums.finish();
        row.known_low = sums.known_low();
        row.known_high = sums.known_high();
        row.lost_least = sums.lost_least();
        row.lost_most = sums.lost_most();
    }

    /// Finishes each area once those inside it are in, and hands its sums on to the area around it.
    void add_areas_inside(CoverageGroups& result, std::vector<RunningSums>& sums) const {
        for (const AreaId area : detail::inside_out(network_.area_tree())) {
            const std::size_t group = area.position(); // all areas are groups, in the order of their ids
            finish(result.groups[group], sums[group]);
            result.groups[group].population = network_.areas().population[group];
            if (const AreaId parent = network_.area_tree().parent(area); !parent.is_none()) {
                sums[parent.position()].merge(std::move(sums[group]));
            }
        }
        if (keys_.size() > network_.areas().size()) { // needs without an area come last
            finish(result.groups.back(), sums.back());
        }
    }

    [[nodiscard]] static double covered(const CoverageSums& sums, End end) {
        return end == End::low ? sums.covered_low : sums.covered_high;
    }

    [[nodiscard]] CoverageEquity equity(const CoverageGroups& result, End end) {
        CoverageEquity equity;
        add_gap(equity, result, end);
        add_theil(equity, end);
        return equity;
    }

    static void add_gap(CoverageEquity& equity, const CoverageGroups& result, End end) {
        std::vector<std::pair<double, std::size_t>> shares;
        std::int64_t people = 0;
        for (std::size_t group = 0; group < result.groups.size(); ++group) {
            const CoverageSums& own = result.groups[group].own;
            if (own.people > 0) {
                people = checked_add(people, own.people);
                shares.emplace_back(covered(own, end) / static_cast<double>(own.people), group);
            }
        }
        const auto n = static_cast<double>(shares.size());
        if (shares.size() < 2) {
            equity.gap = Measure::not_applicable(
                gap_definition, shares.empty() ? no_people : "fewer than two groups with people", n);
            return;
        }
        const double most = std::max_element(shares.begin(), shares.end())->first;
        const double least = std::min_element(shares.begin(), shares.end())->first;
        const auto first_where = [&](auto holds) {
            return std::find_if(shares.begin(), shares.end(), holds);
        };
        const auto best = first_where([&](auto& one) { return one.first >= most * (1.0 - tie_tolerance); });
        const auto worst = first_where([&](auto& one) { return one.first <= least * (1.0 + tie_tolerance); });
        equity.best = best->second;
        equity.worst = worst->second;
        const double gap = best == worst ? 0.0 : most - least;
        equity.gap = Measure::of(gap_definition, gap, n, static_cast<double>(people));
    }

    /// Calls visit with every need of each group that has people; by month, with each of its months.
    template <class Visit>
    void each_unit(End end, Visit visit) {
        for (std::size_t i = 0; i < needs(); ++i) {
            const NeedCoverage& row = coverage_.needs[i];
            const auto [first, last] = memberships_[i];
            ticker_.step(1 + last - first);
            if (const std::int64_t people = row.people.value_or(0); people > 0) {
                const double reached = (end == End::low ? row.covered.low : row.covered.high).of(people);
                for (std::uint32_t group = first; group < last; ++group) {
                    visit(TheilUnit{static_cast<double>(people), reached, group});
                }
            }
        }
    }

    void add_theil(CoverageEquity& equity, End end) {
        const detail::TheilParts parts =
            detail::theil_parts(keys_.size(), [&](auto visit) { each_unit(end, visit); });
        const auto n = static_cast<double>(parts.units);
        const auto measure = [&](const MeasureDefinition& definition, double value) {
            if (parts.amount == 0.0) {
                return Measure::not_applicable(definition, parts.units == 0 ? no_people : "nobody is covered",
                                               n);
            }
            return Measure::of(definition, value, n, parts.amount / parts.population);
        };
        equity.theil = measure(theil_definition, parts.total);
        equity.theil_between = measure(between_definition, parts.between);
        equity.theil_within = measure(within_definition, parts.within);
    }

    const ActorNetwork& network_;
    const CoverageResult& coverage_;
    Grouping grouping_;
    MonthInterval months_;
    StageTicker ticker_;
    std::vector<GroupKey> keys_; // in order
    std::vector<Membership> memberships_;
};

void check(const ActorNetwork& network, const CoverageResult& coverage, const CoverageGroupOptions& options) {
    if (coverage.provenance.network_fingerprint != network.fingerprint() ||
        coverage.needs.size() != network.needs().size()) {
        throw InvalidArgument{"coverage must be a result of the same network"};
    }
    if (options.months) {
        detail::require_months(*options.months);
    }
}

} // namespace

CoverageGroups coverage_by(const ActorNetwork& network, const CoverageResult& coverage, Grouping grouping,
                           const CoverageGroupOptions& options, RunControl* control) {
    check(network, coverage, options);
    const MonthInterval months = options.months.value_or(coverage.months);
    CoverageGroups result = Groups{network, coverage, grouping, months, control}.run();
    detail::echo(result.provenance, "grouping", std::string{to_string(grouping)});
    detail::echo(result.provenance, "months", detail::text_of(months));
    return result;
}

} // namespace samspill
