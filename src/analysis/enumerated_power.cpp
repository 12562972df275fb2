// Every coalition of a small game, whatever its rules.
#include "analysis/power_parts.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "listing coalitions";
/// Coalitions of one task: those that differ in the first members only.
constexpr std::size_t members_of_a_task = 16;

/// Weights that a coalition has beyond what each rule asks; it wins when none is negative.
class Surplus {
public:
    explicit Surplus(const std::vector<VotingRule>& rules) : rules_{rules} {
        beyond_.reserve(rules.size());
        for (const VotingRule& rule : rules) {
            beyond_.push_back(-rule.quota);
        }
    }
    void add(std::size_t member) {
        for (std::size_t r = 0; r < beyond_.size(); ++r) {
            beyond_[r] += rules_[r].weights[member];
        }
    }
    void remove(std::size_t member) {
        for (std::size_t r = 0; r < beyond_.size(); ++r) {
            beyond_[r] -= rules_[r].weights[member];
        }
    }
    [[nodiscard]] bool wins() const {
        return std::all_of(beyond_.begin(), beyond_.end(), [](std::int64_t beyond) { return beyond >= 0; });
    }
    [[nodiscard]] bool wins_without(std::size_t member) const {
        for (std::size_t r = 0; r < beyond_.size(); ++r) {
            if (beyond_[r] < rules_[r].weights[member]) {
                return false;
            }
        }
        return true;
    }

private:
    const std::vector<VotingRule>& rules_;
    std::vector<std::int64_t> beyond_;
};

SwingCounts no_counts(const MemberClasses& classes) {
    SwingCounts counts;
    counts.by_size.assign(classes.first.size(), std::vector<std::uint64_t>(classes.class_of.size(), 0));
    return counts;
}

void count(const Surplus& surplus, std::uint64_t coalition, const MemberClasses& classes,
           SwingCounts& counts) {
    if (!surplus.wins()) {
        return;
    }
    ++counts.winning;
    const auto others = static_cast<std::size_t>(std::popcount(coalition)) - 1;
    for (std::size_t c = 0; c < classes.first.size(); ++c) {
        const std::size_t member = classes.first[c];
        if ((coalition >> member & 1U) != 0 && !surplus.wins_without(member)) {
            ++counts.by_size[c][others];
        }
    }
}

/// Coalitions whose later members are those of `high`, each differing from the one before in one member.
SwingCounts count_task(const std::vector<VotingRule>& rules, const MemberClasses& classes, std::uint64_t high,
                       std::size_t low_members, RunControl* control) {
    SwingCounts counts = no_counts(classes);
    Surplus surplus{rules};
    std::uint64_t coalition = high << low_members;
    for (std::size_t member = low_members; member < classes.class_of.size(); ++member) {
        if ((coalition >> member & 1U) != 0) {
            surplus.add(member);
        }
    }
    const std::uint64_t coalitions = std::uint64_t{1} << low_members;
    StageTicker ticker{control, stage, coalitions};
    count(surplus, coalition, classes, counts);
    for (std::uint64_t k = 1; k < coalitions; ++k) {
        ticker.step();
        const auto changed = static_cast<std::size_t>(std::countr_zero(k)); // Gray code
        coalition ^= std::uint64_t{1} << changed;
        if ((coalition >> changed & 1U) != 0) {
            surplus.add(changed);
        } else {
            surplus.remove(changed);
        }
        count(surplus, coalition, classes, counts);
    }
    return counts;
}

} // namespace

VotingPower enumerated_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                             RunControl* control) {
    const MemberClasses classes = classes_of(rules);
    const std::size_t members = classes.class_of.size();
    const std::size_t low_members = std::min(members, members_of_a_task);
    std::vector<SwingCounts> of_task(std::size_t{1} << (members - low_members));
    run_in_parallel(of_task.size(), control, stage, [&](std::size_t task, RunControl* own) {
        of_task[task] = count_task(rules, classes, task, low_members, own);
    });
    SwingCounts all = no_counts(classes);
    for (const SwingCounts& counts : of_task) {
        all.winning += counts.winning;
        for (std::size_t c = 0; c < all.by_size.size(); ++c) {
            for (std::size_t size = 0; size < members; ++size) {
                all.by_size[c][size] += counts.by_size[c][size];
            }
        }
    }
    VotingPower power = power_of_counts(all, classes, options);
    power.method = PowerMethod::enumerated;
    return power;
}

} // namespace samspill::detail
