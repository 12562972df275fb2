#include <samspill/analysis/pathway_funnel.hpp>

#include <samspill/analysis/fisher_exact.hpp>
#include <samspill/analysis/proportion_intervals.hpp>
#include <samspill/analysis/survival.hpp>

#include "core/require.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::require;

constexpr std::size_t most_stages = 1000;

void check(std::span<const FunnelCount> counts, std::span<const FunnelSpell> spells, double level) {
    require(level > 0.0 && level < 1.0, "level must be in (0, 1)");
    for (const FunnelCount& count : counts) {
        require(count.stage < most_stages, "a pathway must have at most 1000 stages");
        require(count.entered.value_or(0) >= 0 && count.passed.value_or(0) >= 0,
                "counts must not be below 0");
        require(!count.entered || !count.passed || *count.passed <= *count.entered,
                "no more can pass a stage than entered it");
    }
    for (const FunnelSpell& spell : spells) {
        require(spell.stage < most_stages, "a pathway must have at most 1000 stages");
    }
}

/// Groups by number, every one with all stages in order; those it lacks are not known.
class Table {
public:
    explicit Table(std::span<const FunnelCount> counts) {
        std::set<std::uint32_t> groups;
        for (const FunnelCount& count : counts) {
            groups.insert(count.group);
            stages_ = std::max(stages_, count.stage + 1);
        }
        groups_.assign(groups.begin(), groups.end());
        cells_.resize(groups_.size() * stages_);
        std::set<std::pair<std::uint32_t, std::size_t>> seen;
        for (const FunnelCount& count : counts) {
            require(seen.emplace(count.group, count.stage).second, "a stage must stand once a group");
            const auto place = std::lower_bound(groups_.begin(), groups_.end(), count.group);
            cells_[static_cast<std::size_t>(place - groups_.begin()) * stages_ + count.stage] = count;
        }
    }

    [[nodiscard]] std::size_t stages() const noexcept { return stages_; }
    [[nodiscard]] const std::vector<std::uint32_t>& groups() const noexcept { return groups_; }
    [[nodiscard]] const FunnelCount& cell(std::size_t group, std::size_t stage) const {
        return cells_[group * stages_ + stage];
    }

private:
    std::size_t stages_ = 0;
    std::vector<std::uint32_t> groups_;
    std::vector<FunnelCount> cells_;
};

bool is_known(const FunnelCount& cell) { return cell.entered && cell.passed; }

template <class Result>
void leave_open(Result& result) {
    result.status = Status::unknown;
    result.reason = "a count is not known";
}

Interval conversion_of(const FunnelCount& cell, double level) {
    Interval conversion;
    if (is_known(cell)) {
        conversion = clopper_pearson_interval(*cell.passed, *cell.entered, level);
    } else {
        conversion.level = level;
        leave_open(conversion);
    }
    conversion.method = "M2.15";
    return conversion;
}

FunnelPathway pathway_of(const Table& table, std::size_t group, double level) {
    FunnelPathway pathway;
    pathway.group = table.groups()[group];
    double through = 1.0;
    double low = 1.0;
    double high = 1.0;
    const double by_stage = 1.0 - (1.0 - level) / static_cast<double>(table.stages());
    for (std::size_t stage = 0; stage < table.stages(); ++stage) {
        const FunnelCount& cell = table.cell(group, stage);
        if (!is_known(cell)) {
            leave_open(pathway);
            return pathway;
        }
        const Interval conversion = clopper_pearson_interval(*cell.passed, *cell.entered, by_stage);
        if (!conversion.estimate && through > 0.0) {
            pathway.status = Status::not_applicable;
            pathway.reason = "nobody entered a stage";
            return pathway;
        }
        through *= conversion.estimate.value_or(0.0);
        low *= conversion.low.value_or(0.0);
        high *= conversion.high.value_or(1.0);
    }
    pathway.through = through;
    pathway.low = low;
    pathway.high = high;
    pathway.reached = static_cast<double>(*table.cell(group, 0).entered) * through;
    return pathway;
}

void add_group(PathwayFunnelResult& result, const Table& table, std::size_t group) {
    for (std::size_t stage = 0; stage < table.stages(); ++stage) {
        const FunnelCount& cell = table.cell(group, stage);
        FunnelConversion conversion{
            table.groups()[group], stage, cell.entered, cell.passed, conversion_of(cell, result.level),
            std::nullopt};
        if (stage > 0 && cell.entered && table.cell(group, stage - 1).passed) {
            conversion.between = *cell.entered - *table.cell(group, stage - 1).passed;
        }
        result.conversions.push_back(conversion);
    }
    result.pathways.push_back(pathway_of(table, group, result.level));
}

FunnelComparison comparison_of(const Table& table, std::size_t stage, std::size_t a, std::size_t b) {
    FunnelComparison comparison{stage, table.groups()[a], table.groups()[b], std::nullopt, {}};
    const FunnelCount& first = table.cell(a, stage);
    const FunnelCount& second = table.cell(b, stage);
    if (!is_known(first) || !is_known(second)) {
        leave_open(comparison.test);
    } else if (*first.entered == 0 || *second.entered == 0) {
        comparison.test.status = Status::not_applicable;
        comparison.test.reason = "nobody of a group entered the stage";
    } else {
        comparison.test = fisher_test({*first.passed, *first.entered - *first.passed, *second.passed,
                                       *second.entered - *second.passed});
        comparison.difference = static_cast<double>(*first.passed) / static_cast<double>(*first.entered) -
                                static_cast<double>(*second.passed) / static_cast<double>(*second.entered);
    }
    comparison.test.method = "M2.15";
    return comparison;
}

void add_times(PathwayFunnelResult& result, std::span<const FunnelSpell> spells) {
    std::map<std::pair<std::uint32_t, std::size_t>, std::vector<Spell>> times;
    for (const FunnelSpell& spell : spells) {
        times[{spell.group, spell.stage}].push_back({spell.time, spell.passed});
    }
    for (const auto& [key, own] : times) {
        result.times.push_back({key.first, key.second, kaplan_meier(own, result.level)});
    }
}

} // namespace

PathwayFunnelResult pathway_funnel(std::span<const FunnelCount> counts, std::span<const FunnelSpell> spells,
                                   double level, RunControl* control) {
    check(counts, spells, level);
    const Table table{counts};
    PathwayFunnelResult result;
    result.stages = table.stages();
    result.level = level;
    add_times(result, spells);
    if (counts.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
        return result;
    }
    const std::size_t groups = table.groups().size();
    for (std::size_t group = 0; group < groups; ++group) {
        add_group(result, table, group);
    }
    StageTicker ticker{control, "comparisons", table.stages() * groups * (groups - 1) / 2};
    for (std::size_t stage = 0; stage < table.stages(); ++stage) {
        for (std::size_t a = 0; a < groups; ++a) {
            for (std::size_t b = a + 1; b < groups; ++b) {
                ticker.step();
                result.comparisons.push_back(comparison_of(table, stage, a, b));
            }
        }
    }
    return result;
}

} // namespace samspill
