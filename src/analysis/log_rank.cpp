#include <samspill/analysis/log_rank.hpp>

#include "arrangements.hpp"
#include "core/distribution_tails.hpp"
#include "core/require.hpp"
#include "log_rank_permutations.hpp"
#include "log_rank_table.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace samspill {
namespace {

using detail::LogRankSums;
using detail::LogRankTable;
using detail::require;

void require_input(std::span<const GroupedSpell> spells, std::size_t groups, const LogRankOptions& options) {
    for (const GroupedSpell& spell : spells) {
        require(std::isfinite(spell.time) && spell.time >= 0.0, "times must be finite and not negative");
        require(spell.group < groups, "every group must be below the number of groups");
    }
    require(std::isfinite(options.rho) && options.rho >= 0.0, "rho must be finite and not negative");
}

std::string_view name_of(LogRankWeight weight) {
    switch (weight) {
    case LogRankWeight::log_rank:
        return "log-rank";
    case LogRankWeight::gehan:
        return "Gehan";
    case LogRankWeight::tarone_ware:
        return "Tarone-Ware";
    case LogRankWeight::peto_peto:
        return "Peto-Peto";
    case LogRankWeight::g_rho:
        return "G-rho";
    }
    return {};
}

/// Why there is no test, before it is known whether there is a variance.
std::string_view obstacle_of(const LogRankTable& table) {
    if (table.people() == 0) {
        return "empty";
    }
    if (table.groups() < 2) {
        return "fewer than two groups";
    }
    return table.events() == 0 ? "no events" : std::string_view{};
}

LogRankSums observed_sums(const LogRankTable& table) {
    LogRankSums sums{table.groups()};
    for (std::size_t cell = 0; cell < table.cells().size(); ++cell) {
        table.add(cell, table.observed(cell), sums);
    }
    return sums;
}

/// Writes sums of all groups but the last one that has people into the result; that one's follow from them.
void spread_sums(const LogRankTable& table, const LogRankSums& sums, LogRankTest& test) {
    const std::size_t all = test.groups.size();
    const std::size_t kept = table.groups() - 1;
    const std::vector<std::size_t>& ids = table.group_ids();
    for (std::size_t cell = 0; cell < table.cells().size(); ++cell) {
        const detail::SpellCell& of = table.cells()[cell];
        for (std::size_t g = 0; g <= kept; ++g) {
            LogRankGroup& group = test.groups[ids[g]];
            group.n += table.observed(cell)[g];
            group.observed += of.event ? of.weight * static_cast<double>(table.observed(cell)[g]) : 0.0;
        }
    }
    double last_difference = 0.0;
    for (std::size_t g = 0; g < kept; ++g) {
        test.groups[ids[g]].expected = test.groups[ids[g]].observed - sums.difference[g];
        last_difference -= sums.difference[g];
        for (std::size_t h = 0; h < kept; ++h) {
            const double value = sums.variance[g * kept + h];
            test.variance[ids[g] * all + ids[h]] = value;
            test.variance[ids[g] * all + ids[kept]] -= value;
            test.variance[ids[kept] * all + ids[h]] -= value;
            test.variance[ids[kept] * all + ids[kept]] += value;
        }
    }
    test.groups[ids[kept]].expected = test.groups[ids[kept]].observed - last_difference;
}

} // namespace

LogRankTest log_rank_test(std::span<const GroupedSpell> spells, std::size_t groups,
                          const LogRankOptions& options) {
    require_input(spells, groups, options);
    const LogRankTable table{spells, groups, options};
    LogRankTest test;
    test.convention = name_of(options.weight);
    test.n = table.people();
    test.events = table.events();
    test.groups.resize(groups);
    test.variance.assign(groups * groups, 0.0);
    test.reason = obstacle_of(table);
    if (test.reason.empty()) {
        const LogRankSums sums = observed_sums(table);
        spread_sums(table, sums, test);
        const detail::QuadraticForm form = detail::quadratic_form(sums.difference, sums.variance);
        test.degrees = form.rank;
        if (form.rank > 0) {
            test.chi_square = form.value;
            test.p = detail::chi_square_upper_tail(form.value, form.rank);
        } else {
            test.reason = "no variance";
        }
    }
    test.status = test.p ? Status::ok : Status::not_applicable;
    return test;
}

PermutationTest log_rank_permutation_test(std::span<const GroupedSpell> spells, std::size_t groups,
                                          const LogRankOptions& options,
                                          const PermutationOptions& permutation, RunControl* control) {
    require_input(spells, groups, options);
    detail::require_options(permutation);
    const LogRankTable table{spells, groups, options};
    PermutationTest test;
    test.convention = name_of(options.weight);
    test.n = table.people();
    test.reason = obstacle_of(table);
    if (test.reason.empty()) {
        const LogRankSums sums = observed_sums(table);
        const detail::QuadraticForm form = detail::quadratic_form(sums.difference, sums.variance);
        if (form.rank > 0) {
            test.statistic = form.value;
            detail::permute(table, permutation, control, test);
            return test;
        }
        test.reason = "no variance";
    }
    test.status = Status::not_applicable;
    return test;
}

} // namespace samspill
