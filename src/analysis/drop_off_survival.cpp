#include <samspill/analysis/drop_off_survival.hpp>

#include <samspill/analysis/log_rank.hpp>
#include <samspill/analysis/recurrent_events.hpp>
#include <samspill/analysis/survival.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace samspill {
namespace {

/// Positions of spells.
using Rows = std::vector<std::uint32_t>;

class Survival {
public:
    Survival(const DropOffResult& result, const DropOffSurvivalOptions& options, RunControl* control)
        : result_{result}, options_{options}, control_{control} {}

    DropOffSurvival run() {
        Rows all;
        all.reserve(result_.spells.size());
        for (std::uint32_t row = 0; row < result_.spells.size(); ++row) {
            const AttendanceSpell& spell = result_.spells[row];
            if (spell.group != AttendanceSpell::no_group && !spell.in_several) {
                all.push_back(row);
            }
        }
        for (std::size_t k = 0; k < all.size();) { // spells stand by forum
            const ForumId forum = result_.spells[all[k]].forum;
            Rows own;
            for (; k < all.size() && result_.spells[all[k]].forum == forum; ++k) {
                own.push_back(all[k]);
            }
            add(forum, own);
        }
        add(ForumId::none(), all);
        return std::move(made_);
    }

private:
    void add(ForumId forum, const Rows& rows) {
        add_groups(forum, rows);
        add_tests(forum, rows);
    }

    void add_groups(ForumId forum, Rows rows) {
        const auto group_of = [&](std::uint32_t row) { return result_.spells[row].group; };
        std::stable_sort(rows.begin(), rows.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return group_of(a) < group_of(b); });
        for (std::size_t k = 0; k < rows.size();) {
            const std::uint32_t group = group_of(rows[k]);
            std::vector<Spell> spells;
            std::vector<EventHistory> histories;
            for (; k < rows.size() && group_of(rows[k]) == group; ++k) {
                const AttendanceSpell& spell = result_.spells[rows[k]];
                spells.push_back({static_cast<double>(spell.duration), spell.is_event()});
                const auto missed = result_.absences[rows[k]];
                histories.push_back({static_cast<double>(result_.observed[rows[k]]),
                                     std::vector<double>(missed.begin(), missed.end())});
            }
            made_.groups.push_back({forum, group, kaplan_meier(spells, options_.level),
                                    mean_cumulative(histories, options_.level, control_)});
        }
    }

    void add_tests(ForumId forum, const Rows& rows) {
        std::vector<GroupedSpell> spells;
        spells.reserve(rows.size());
        for (const std::uint32_t row : rows) {
            const AttendanceSpell& spell = result_.spells[row];
            spells.push_back({.time = static_cast<double>(spell.duration),
                              .event = spell.is_event(),
                              .group = spell.group,
                              .stratum = static_cast<std::uint32_t>(spell.forum.position())});
        }
        constexpr std::array weights{LogRankWeight::log_rank, LogRankWeight::gehan,
                                     LogRankWeight::tarone_ware, LogRankWeight::peto_peto};
        const std::size_t groups = result_.groups.size();
        for (const LogRankWeight weight : weights) {
            DropOffTest row{.forum = forum, .weight = weight, .test = {}, .permutation = std::nullopt};
            row.test = log_rank_test(spells, groups, {.weight = weight});
            if (options_.permutation) {
                row.permutation = log_rank_permutation_test(spells, groups, {.weight = weight},
                                                            *options_.permutation, control_);
            }
            made_.tests.push_back(std::move(row));
        }
    }

    const DropOffResult& result_;
    const DropOffSurvivalOptions& options_;
    RunControl* control_;
    DropOffSurvival made_;
};

} // namespace

DropOffSurvival drop_off_survival(const DropOffResult& result, const DropOffSurvivalOptions& options,
                                  RunControl* control) {
    return Survival{result, options, control}.run();
}

} // namespace samspill
