// Theil's T of amounts per head, with its parts between and within groups (methods M1.4 b).
#pragma once

#include <samspill/core/numeric.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// A part of the population and what it has: people and how many of them are covered.
struct TheilUnit {
    double population = 0.0; ///< above 0
    double amount = 0.0;     ///< 0 or more
    std::size_t group = 0;
};

struct TheilParts {
    double total = 0.0;
    double between = 0.0;
    double within = 0.0;
    double population = 0.0; ///< of all units
    double amount = 0.0;     ///< of all units; when it is 0, so are the parts, which then mean nothing
    std::int64_t units = 0;
};

/// What a part of a whole adds to T: Y/whole · ln((Y/Y') / (n/n')), where the dashed letters are those of
/// what it is compared with; 0 where the amount is 0.
inline double theil_term(const TheilUnit& part, const TheilUnit& compared, double whole) {
    if (part.amount <= 0.0) {
        return 0.0;
    }
    const double ratio = (part.amount * compared.population) / (part.population * compared.amount);
    return part.amount / whole * natural_log(ratio);
}

/// T is never negative, and equal shares give 0 up to the rounding of the shares: what lies below it is 0.
inline double without_rounding(double value) { return value < 1e-15 ? 0.0 : value; }

/// Sums of the units by group and in all.
class TheilSums {
public:
    explicit TheilSums(std::size_t groups) : sums_(groups + 1) {}

    void add(const TheilUnit& unit) {
        for (const std::size_t k : {unit.group, sums_.size() - 1}) {
            sums_[k].population.add(unit.population);
            sums_[k].amount.add(unit.amount);
        }
    }
    [[nodiscard]] TheilUnit of(std::size_t group) const {
        return {sums_[group].population.value(), sums_[group].amount.value(), group};
    }
    [[nodiscard]] TheilUnit all() const { return of(sums_.size() - 1); }

private:
    struct Sums {
        CompensatedSum population;
        CompensatedSum amount;
    };
    std::vector<Sums> sums_; // of the groups, then of all
};

/// T of the units that `each(visit)` hands to visit, twice and in the same order. The parts are computed each
/// by its own definition, not one as the rest of the others. O(units + groups) time, O(groups) memory; the
/// result depends on the order of the units in the last bits only.
template <class Each>
TheilParts theil_parts(std::size_t groups, Each each) {
    TheilSums sums{groups};
    TheilParts parts;
    each([&](const TheilUnit& unit) {
        sums.add(unit);
        ++parts.units;
    });
    const TheilUnit all = sums.all();
    parts.population = all.population;
    parts.amount = all.amount;
    CompensatedSum total;
    CompensatedSum between;
    CompensatedSum within;
    each([&](const TheilUnit& unit) {
        total.add(theil_term(unit, all, all.amount));
        within.add(theil_term(unit, sums.of(unit.group), all.amount));
    });
    for (std::size_t group = 0; group < groups; ++group) {
        between.add(theil_term(sums.of(group), all, all.amount));
    }
    parts.total = without_rounding(total.value());
    parts.between = without_rounding(between.value());
    parts.within = without_rounding(within.value());
    return parts;
}

} // namespace samspill::detail
