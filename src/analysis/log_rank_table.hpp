// Spells counted by stratum and time, and the log-rank statistic of labels given to them.
#pragma once

#include <samspill/analysis/log_rank.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// People with the same stratum, time and kind of end: interchangeable for the test.
struct SpellCell {
    std::int64_t people = 0;
    std::size_t stratum = 0;
    double time = 0.0;
    bool event = false;
    // the rest is of a time with events, and stands in its last cell
    double at_risk = 0.0;
    double weight = 0.0;
    double spread = 0.0; ///< w² d (n - d) / ((n - 1) n²)
};

/// Sums over the times so far, of all groups but the last.
struct LogRankSums {
    explicit LogRankSums(std::size_t groups)
        : at_risk(groups, 0), difference(groups - 1, 0.0), variance((groups - 1) * (groups - 1), 0.0) {}

    std::vector<std::int64_t> at_risk;
    std::vector<double> difference; ///< weighted observed - expected
    std::vector<double> variance;   ///< row by row
};

/// The part of a log-rank test that does not depend on who is in which group.
class LogRankTable {
public:
    /// Needs spells that were checked. Groups without people are left out.
    LogRankTable(std::span<const GroupedSpell> spells, std::size_t groups, const LogRankOptions& options);

    /// Strata one after another, each from its longest spell down; of equal times the censored first.
    [[nodiscard]] const std::vector<SpellCell>& cells() const noexcept { return cells_; }
    /// Groups that have people.
    [[nodiscard]] std::size_t groups() const noexcept { return group_ids_.size(); }
    /// Which groups they are.
    [[nodiscard]] const std::vector<std::size_t>& group_ids() const noexcept { return group_ids_; }
    /// How many people of cell c are in group g, as they are.
    [[nodiscard]] std::span<const std::int64_t> observed(std::size_t cell) const noexcept {
        return std::span{observed_}.subspan(cell * groups(), groups());
    }
    /// People of stratum s in group g.
    [[nodiscard]] std::span<const std::int64_t> margins(std::size_t stratum) const noexcept {
        return std::span{margins_}.subspan(stratum * groups(), groups());
    }
    [[nodiscard]] std::size_t strata() const noexcept { return margins_.size() / groups(); }
    [[nodiscard]] std::int64_t people() const noexcept { return people_; }
    [[nodiscard]] std::int64_t events() const noexcept { return events_; }

    /// Adds a cell whose people are in the groups as `labels` says.
    void add(std::size_t cell, std::span<const std::int64_t> labels, LogRankSums& sums) const noexcept;

private:
    void count(std::span<const GroupedSpell> spells);
    void weigh(const LogRankOptions& options);

    std::vector<SpellCell> cells_;
    std::vector<std::size_t> group_ids_;
    std::vector<std::size_t> dense_; ///< place among the groups that have people
    std::vector<std::int64_t> observed_;
    std::vector<std::int64_t> margins_;
    std::int64_t people_ = 0;
    std::int64_t events_ = 0;
};

/// zᵀ V⁻ z and the rank of V. A generalised inverse by elimination, largest pivots first: V is at most as
/// large as the groups, and a fixed order of operations gives the same bits everywhere.
struct QuadraticForm {
    double value = 0.0;
    std::int64_t rank = 0;
};
[[nodiscard]] QuadraticForm quadratic_form(std::span<const double> z, std::span<const double> variance);

} // namespace samspill::detail
