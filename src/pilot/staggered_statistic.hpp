// Private to the pilots: the mean of all effects after treatment, again and again with other first waves.
#pragma once

#include "pilot/label_permutation.hpp"
#include "pilot/stacked_cells.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

/// Units with their values wave by wave, and when they were treated first.
struct StaggeredUnits {
    std::size_t waves = 0;
    std::vector<double> values;            ///< units · waves, unit by unit; NaN where not observed
    std::vector<std::uint32_t> first_wave; ///< one a unit; `waves` for never
    std::vector<std::uint32_t> cluster;    ///< numbered from 0 without gaps
    std::vector<std::uint32_t> stratum;    ///< one a unit
    std::vector<std::uint32_t> unit;       ///< of the study

    [[nodiscard]] std::size_t size() const noexcept { return first_wave.size(); }
};

/// The aggregate `simple` of staggered_adoption() as a function of who was first treated when. O(units ·
/// cells).
class StaggeredStatistic final : public LabelStatistic {
public:
    /// `not_yet`: units that are treated later are controls until then.
    StaggeredStatistic(const StaggeredUnits& units, bool not_yet);

    /// What each unit is labelled with as observed: the place of its first wave among all; the last one is
    /// never.
    [[nodiscard]] const std::vector<std::uint32_t>& labels() const noexcept { return labels_; }
    /// The label of a first wave, counted from `baseline` on; that of never for a wave that is none of the
    /// first ones.
    [[nodiscard]] std::uint32_t label_of(std::size_t first_wave, std::size_t baseline) const;
    [[nodiscard]] LabelledStatistic of(std::span<const std::uint32_t> labels) const override;
    /// The cells as they were observed, as one regression.
    [[nodiscard]] StackedCells stacked() const;
    /// Rows and columns that it has; for judging what it costs.
    [[nodiscard]] std::size_t most_rows() const noexcept { return units_.size() * cells_.size(); }
    [[nodiscard]] std::size_t cells() const noexcept { return cells_.size(); }
    /// With the observed labels and without the units of one cluster; nothing when no cell is left.
    [[nodiscard]] std::optional<double> without(std::uint32_t cluster) const;

private:
    /// An effect of one cohort at one wave.
    struct Cell {
        std::size_t cohort = 0;
        std::size_t wave = 0;
        std::size_t base = 0;
    };
    /// Sums over the units of each label, cell by cell.
    struct Sums {
        std::vector<double> outcome;
        std::vector<double> exposure;
        std::vector<double> count;
    };

    void add_cells(bool not_yet);
    [[nodiscard]] Sums sums_of(std::span<const std::uint32_t> labels,
                               std::optional<std::uint32_t> skip) const;
    [[nodiscard]] std::optional<LabelledStatistic> mean_of(const Sums& sums,
                                                           const std::vector<double>& sizes) const;
    /// Whether a unit is a control of a cell, treated in it, or neither.
    enum class Part : std::uint8_t { none, treated, control };
    [[nodiscard]] Part part_of(std::size_t unit, std::size_t cell) const;
    /// Controls and treated of a cell.
    [[nodiscard]] std::array<double, 2> arms_of(std::size_t cell) const;
    [[nodiscard]] std::vector<double> sizes_of(std::span<const std::uint32_t> labels,
                                               std::optional<std::uint32_t> skip) const;

    const StaggeredUnits& units_;
    std::vector<std::uint32_t> first_waves_; ///< of the cohorts, ascending
    std::vector<std::uint32_t> labels_;
    std::vector<Cell> cells_;
    std::vector<std::uint8_t> is_control_; ///< cells · labels
    std::vector<double> change_;           ///< units · cells, 0 where not observed
    std::vector<double> exposed_;          ///< likewise, of a constant effect of 1
    std::vector<double> observed_;         ///< units · cells, 1 or 0
};

} // namespace samspill::detail
