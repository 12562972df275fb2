#include <samspill/pilot/multiplicity.hpp>

#include "pilot/columns.hpp"

#include <algorithm>
#include <cmath>

namespace samspill {
namespace {

using detail::require;

/// A p of a test of the family.
struct Ranked {
    double p = 0.0;
    std::size_t row = 0;
};

using Family = std::vector<Ranked>;

/// Tests of the family, the smallest p first.
Family family_of(std::span<const std::optional<double>> p, const MultiplicityOptions& options) {
    Family family;
    family.reserve(p.size());
    for (std::size_t row = 0; row < p.size(); ++row) {
        if (p[row] && row != options.primary) {
            family.push_back({*p[row], row});
        }
    }
    std::stable_sort(family.begin(), family.end(),
                     [](const Ranked& a, const Ranked& b) { return a.p < b.p; });
    return family;
}

void count_rejected(AdjustedP& adjusted, double level) {
    adjusted.rejected = static_cast<std::size_t>(
        std::count_if(adjusted.p.begin(), adjusted.p.end(), [&](const std::optional<double>& p) {
            return p && *p <= level * (1.0 + detail::tie_tolerance);
        }));
}

/// Each p times a factor of its rank, at most 1, and never below that of a smaller p.
template <typename Factor>
AdjustedP stepped_down(const Family& family, std::size_t rows, double level, Factor factor) {
    AdjustedP adjusted{.p = std::vector<std::optional<double>>(rows)};
    double highest = 0.0;
    for (std::size_t rank = 0; rank < family.size(); ++rank) {
        highest = std::max(highest, std::min(1.0, family[rank].p * factor(rank)));
        adjusted.p[family[rank].row] = highest;
    }
    count_rejected(adjusted, level);
    return adjusted;
}

/// The same from the largest p down, and never above that of a larger p.
AdjustedP stepped_up(const Family& family, std::size_t rows, double level, double scale) {
    AdjustedP adjusted{.p = std::vector<std::optional<double>>(rows)};
    const auto tests = static_cast<double>(family.size());
    double lowest = 1.0;
    for (std::size_t rank = family.size(); rank-- > 0;) {
        const double factor = scale * tests / (static_cast<double>(rank) + 1.0);
        lowest = std::min(lowest, family[rank].p * factor);
        adjusted.p[family[rank].row] = lowest;
    }
    count_rejected(adjusted, level);
    return adjusted;
}

/// Rows with a statistic, the most extreme first.
std::vector<std::size_t> by_size(std::span<const std::optional<double>> observed) {
    std::vector<std::size_t> rows;
    rows.reserve(observed.size());
    for (std::size_t row = 0; row < observed.size(); ++row) {
        if (observed[row]) {
            rows.push_back(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(*observed[a]) > std::abs(*observed[b]);
    });
    return rows;
}

void check(const ArrangedStatistics& statistics, double level) {
    detail::require_level(level);
    const std::size_t tests = statistics.observed.size();
    require(tests == 0 ? statistics.arranged.empty() : statistics.arranged.size() % tests == 0,
            "arranged must have one number for each test in each arrangement");
    for (const auto& statistic : statistics.observed) {
        require(!statistic || std::isfinite(*statistic), "observed statistics must be finite");
    }
    for (std::size_t k = 0; k < statistics.arranged.size(); ++k) {
        require(!statistics.observed[k % tests] || std::isfinite(statistics.arranged[k]),
                "arranged statistics must be finite");
    }
}

/// How many arrangements reach each test's statistic with the largest of it and of all less extreme tests;
/// and the largest of all tests for each arrangement.
struct Reached {
    std::vector<std::int64_t> by_rank;
    std::vector<double> largest;
};

Reached count_reached(const ArrangedStatistics& statistics, const std::vector<std::size_t>& rows) {
    const std::size_t tests = statistics.observed.size();
    const std::size_t arrangements = statistics.arranged.size() / tests;
    Reached reached{.by_rank = std::vector<std::int64_t>(rows.size()), .largest = {}};
    reached.largest.reserve(arrangements);
    double scale = 0.0;
    for (const double statistic : statistics.arranged) {
        scale = std::max(scale, std::abs(statistic));
    }
    for (std::size_t arrangement = 0; arrangement < arrangements; ++arrangement) {
        const auto own = statistics.arranged.subspan(arrangement * tests, tests);
        double largest = 0.0;
        for (std::size_t rank = rows.size(); rank-- > 0;) {
            largest = std::max(largest, std::abs(own[rows[rank]]));
            const double size = std::abs(*statistics.observed[rows[rank]]);
            reached.by_rank[rank] += largest >= size - detail::tie_slack(size, scale) ? 1 : 0;
        }
        reached.largest.push_back(largest);
    }
    return reached;
}

double smallest_p(const Reached& reached, bool exact) {
    const auto arrangements = static_cast<double>(reached.largest.size());
    if (!exact) {
        return 1.0 / (1.0 + arrangements);
    }
    const double furthest = *std::max_element(reached.largest.begin(), reached.largest.end());
    const auto most_extreme =
        std::count_if(reached.largest.begin(), reached.largest.end(),
                      [&](double largest) { return largest >= furthest * (1.0 - detail::tie_tolerance); });
    return static_cast<double>(most_extreme) / arrangements;
}

} // namespace

MultiplicityResult adjust_p(std::span<const std::optional<double>> p, const MultiplicityOptions& options) {
    detail::require_level(options.level);
    require(!options.primary || *options.primary < p.size(), "primary must be a row");
    for (const auto& value : p) {
        require(!value || (*value >= 0.0 && *value <= 1.0), "p must be in [0, 1]");
    }
    const Family family = family_of(p, options);
    MultiplicityResult result;
    result.level = options.level;
    result.tests = family.size();
    result.without_p = static_cast<std::size_t>(
        std::count_if(p.begin(), p.end(), [](const auto& value) { return !value.has_value(); }));
    if (options.primary) {
        result.primary_p = p[*options.primary];
    }
    if (family.empty()) {
        result.status = Status::not_applicable;
        result.reason = "empty";
    }
    const auto tests = static_cast<double>(family.size());
    double harmonic = 0.0;
    for (std::size_t rank = family.size(); rank > 0; --rank) {
        harmonic += 1.0 / static_cast<double>(rank);
    }
    const auto descending = [&](std::size_t rank) { return tests - static_cast<double>(rank); };
    const auto constant = [&](std::size_t /*rank*/) { return tests; };
    result.bonferroni = stepped_down(family, p.size(), options.level, constant);
    result.holm = stepped_down(family, p.size(), options.level, descending);
    result.benjamini_hochberg = stepped_up(family, p.size(), options.level, 1.0);
    result.benjamini_yekutieli = stepped_up(family, p.size(), options.level, harmonic);
    return result;
}

WestfallYoungResult westfall_young(const ArrangedStatistics& statistics, double level) {
    check(statistics, level);
    const std::vector<std::size_t> rows = by_size(statistics.observed);
    WestfallYoungResult result;
    result.convention = "step-down largest |statistic|, two-sided";
    result.level = level;
    result.exact = statistics.exact;
    result.tests = rows.size();
    result.without_p = statistics.observed.size() - rows.size();
    result.adjusted.p.resize(statistics.observed.size());
    if (rows.empty() || statistics.arranged.empty()) {
        result.status = Status::not_applicable;
        result.reason = rows.empty() ? "empty" : "no arrangement";
        return result;
    }
    const Reached reached = count_reached(statistics, rows);
    result.arrangements = static_cast<std::int64_t>(reached.largest.size());
    require(!statistics.exact || reached.by_rank.front() > 0, "the observed arrangement must be among all");
    result.smallest_p = smallest_p(reached, statistics.exact);
    const double itself = statistics.exact ? 0.0 : 1.0;
    double highest = 0.0;
    for (std::size_t rank = 0; rank < rows.size(); ++rank) {
        const double p = (itself + static_cast<double>(reached.by_rank[rank])) /
                         (itself + static_cast<double>(result.arrangements));
        highest = std::max(highest, p);
        result.adjusted.p[rows[rank]] = highest;
    }
    count_rejected(result.adjusted, level);
    return result;
}

} // namespace samspill
