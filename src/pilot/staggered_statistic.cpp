#include "pilot/staggered_statistic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace samspill::detail {

namespace {

/// First waves of treatment, ascending, each once, without that of never.
std::vector<std::uint32_t> first_waves_of(const StaggeredUnits& units) {
    const auto never = static_cast<std::uint32_t>(units.waves);
    std::vector<std::uint32_t> waves = units.first_wave;
    std::sort(waves.begin(), waves.end());
    waves.erase(std::unique(waves.begin(), waves.end()), waves.end());
    waves.erase(std::remove(waves.begin(), waves.end(), never), waves.end());
    return waves;
}

} // namespace

StaggeredStatistic::StaggeredStatistic(const StaggeredUnits& units, bool not_yet)
    : units_{units}, first_waves_{first_waves_of(units)} {
    for (const std::uint32_t first : units.first_wave) {
        const auto place = std::lower_bound(first_waves_.begin(), first_waves_.end(), first);
        labels_.push_back(static_cast<std::uint32_t>(place - first_waves_.begin()));
    }
    add_cells(not_yet);
    for (std::vector<double>* column : {&change_, &exposed_, &observed_}) {
        column->assign(units.size() * cells_.size(), 0.0);
    }
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        for (std::size_t k = 0; k < cells_.size(); ++k) {
            const double after = units.values[unit * units.waves + cells_[k].wave];
            const double before = units.values[unit * units.waves + cells_[k].base];
            if (std::isnan(after) || std::isnan(before)) {
                continue;
            }
            const std::size_t place = unit * cells_.size() + k;
            change_[place] = after - before;
            observed_[place] = 1.0;
            const std::uint32_t first = units.first_wave[unit];
            exposed_[place] = (cells_[k].wave >= first ? 1.0 : 0.0) - (cells_[k].base >= first ? 1.0 : 0.0);
        }
    }
}

std::uint32_t StaggeredStatistic::label_of(std::size_t first_wave, std::size_t baseline) const {
    const auto place = std::lower_bound(first_waves_.begin(), first_waves_.end(), first_wave - baseline);
    const bool is_first = place != first_waves_.end() && *place == first_wave - baseline;
    return static_cast<std::uint32_t>(is_first ? place - first_waves_.begin() : std::ssize(first_waves_));
}

void StaggeredStatistic::add_cells(bool not_yet) {
    std::vector<std::uint8_t> has_values(units_.waves, 0);
    for (std::size_t place = 0; place < units_.values.size(); ++place) {
        if (!std::isnan(units_.values[place])) {
            has_values[place % units_.waves] = 1;
        }
    }
    for (std::size_t cohort = 0; cohort < first_waves_.size(); ++cohort) {
        std::size_t base = first_waves_[cohort];
        while (base > 0 && has_values[base - 1] == 0) {
            --base;
        }
        if (base == 0) {
            continue; // nothing was seen before
        }
        for (std::size_t wave = first_waves_[cohort]; wave < units_.waves; ++wave) {
            if (has_values[wave] == 0) {
                continue;
            }
            cells_.push_back({cohort, wave, base - 1});
            for (std::size_t label = 0; label < first_waves_.size(); ++label) {
                is_control_.push_back(not_yet && label != cohort && first_waves_[label] > wave ? 1 : 0);
            }
            is_control_.push_back(1); // never
        }
    }
}

StaggeredStatistic::Sums StaggeredStatistic::sums_of(std::span<const std::uint32_t> labels,
                                                     std::optional<std::uint32_t> skip) const {
    const std::size_t cells = cells_.size();
    Sums sums;
    sums.outcome.assign((first_waves_.size() + 1) * cells, 0.0);
    sums.exposure = sums.outcome;
    sums.count = sums.outcome;
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
        if (skip && units_.cluster[unit] == *skip) {
            continue;
        }
        const std::size_t to = labels[unit] * cells;
        const std::size_t from = unit * cells;
        for (std::size_t k = 0; k < cells; ++k) {
            sums.outcome[to + k] += change_[from + k];
            sums.exposure[to + k] += exposed_[from + k];
            sums.count[to + k] += observed_[from + k];
        }
    }
    return sums;
}

std::optional<LabelledStatistic> StaggeredStatistic::mean_of(const Sums& sums,
                                                             const std::vector<double>& sizes) const {
    const std::size_t labels = first_waves_.size() + 1;
    LabelledStatistic mean;
    double total = 0.0;
    for (std::size_t k = 0; k < cells_.size(); ++k) {
        double outcome = 0.0;
        double exposure = 0.0;
        double count = 0.0;
        for (std::size_t label = 0; label < labels; ++label) {
            if (is_control_[k * labels + label] != 0) {
                outcome += sums.outcome[label * cells_.size() + k];
                exposure += sums.exposure[label * cells_.size() + k];
                count += sums.count[label * cells_.size() + k];
            }
        }
        const std::size_t own = cells_[k].cohort * cells_.size() + k;
        if (count == 0.0 || sums.count[own] == 0.0) {
            continue;
        }
        const double size = sizes[cells_[k].cohort];
        mean.outcome += size * (sums.outcome[own] / sums.count[own] - outcome / count);
        mean.exposure += size * (sums.exposure[own] / sums.count[own] - exposure / count);
        total += size;
    }
    if (total == 0.0) {
        return std::nullopt;
    }
    return LabelledStatistic{mean.outcome / total, mean.exposure / total};
}

std::vector<double> StaggeredStatistic::sizes_of(std::span<const std::uint32_t> labels,
                                                 std::optional<std::uint32_t> skip) const {
    std::vector<double> sizes(first_waves_.size() + 1, 0.0);
    for (std::size_t unit = 0; unit < labels.size(); ++unit) {
        sizes[labels[unit]] += skip && units_.cluster[unit] == *skip ? 0.0 : 1.0;
    }
    return sizes;
}

LabelledStatistic StaggeredStatistic::of(std::span<const std::uint32_t> labels) const {
    return mean_of(sums_of(labels, std::nullopt), sizes_of(labels, std::nullopt))
        .value_or(LabelledStatistic::undefined());
}

std::optional<double> StaggeredStatistic::without(std::uint32_t cluster) const {
    const auto mean = mean_of(sums_of(labels_, cluster), sizes_of(labels_, cluster));
    return mean ? std::optional{mean->outcome} : std::nullopt;
}

StaggeredStatistic::Part StaggeredStatistic::part_of(std::size_t unit, std::size_t cell) const {
    if (observed_[unit * cells_.size() + cell] == 0.0) {
        return Part::none;
    }
    const std::uint32_t label = labels_[unit];
    if (label == cells_[cell].cohort) {
        return Part::treated;
    }
    return is_control_[cell * (first_waves_.size() + 1) + label] != 0 ? Part::control : Part::none;
}

std::array<double, 2> StaggeredStatistic::arms_of(std::size_t cell) const {
    std::array<double, 2> counts{};
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
        const Part part = part_of(unit, cell);
        counts[0] += part == Part::control ? 1.0 : 0.0;
        counts[1] += part == Part::treated ? 1.0 : 0.0;
    }
    return counts;
}

StackedCells StaggeredStatistic::stacked() const {
    StackedCells rows;
    std::vector<std::size_t> cell_of; // by row, counting only cells with both treated and controls
    std::size_t used = 0;
    const std::vector<double> sizes = sizes_of(labels_, std::nullopt);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        const std::array<double, 2> counts = arms_of(cell);
        if (counts[0] == 0.0 || counts[1] == 0.0) {
            continue;
        }
        for (std::size_t unit = 0; unit < units_.size(); ++unit) {
            const Part part = part_of(unit, cell);
            if (part == Part::none) {
                continue;
            }
            const std::size_t arm = part == Part::treated ? 1 : 0;
            rows.outcome.push_back(change_[unit * cells_.size() + cell]);
            rows.cluster.push_back(units_.cluster[unit]);
            rows.weights.push_back(sizes[cells_[cell].cohort] / counts[arm]);
            rows.regressors.push_back(static_cast<double>(arm));
            cell_of.push_back(used);
        }
        ++used;
    }
    rows.regressors.reserve(cell_of.size() * (used + 1));
    for (std::size_t cell = 0; cell < used; ++cell) {
        std::transform(cell_of.begin(), cell_of.end(), std::back_inserter(rows.regressors),
                       [cell](std::size_t own) { return own == cell ? 1.0 : 0.0; });
    }
    return rows;
}

} // namespace samspill::detail
