#include "analysis/power_parts.hpp"

#include <algorithm>
#include <numeric>

namespace samspill::detail {

MemberClasses classes_of(const std::vector<VotingRule>& rules) {
    const std::size_t members = rules.front().weights.size();
    const auto before = [&](std::size_t a, std::size_t b) {
        for (const VotingRule& rule : rules) {
            if (rule.weights[a] != rule.weights[b]) {
                return rule.weights[a] < rule.weights[b];
            }
        }
        return false;
    };
    const auto before_or_first = [&](std::size_t a, std::size_t b) {
        return before(a, b) || (a < b && !before(b, a));
    };
    std::vector<std::size_t> order(members);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), before_or_first);
    MemberClasses classes;
    classes.class_of.resize(members);
    for (std::size_t k = 0; k < members; ++k) {
        if (k == 0 || before(order[k - 1], order[k])) {
            classes.first.push_back(order[k]);
            classes.members.push_back(0);
        }
        ++classes.members.back();
        classes.class_of[order[k]] = classes.first.size() - 1;
    }
    return classes;
}

std::vector<VotingRule> reduced(const std::vector<VotingRule>& rules) {
    std::vector<VotingRule> smaller = rules;
    for (VotingRule& rule : smaller) {
        std::int64_t common = 0;
        for (std::int64_t& weight : rule.weights) {
            weight = std::min(weight, rule.quota);
            common = std::gcd(common, weight);
        }
        const std::int64_t divisor = std::max<std::int64_t>(common, 1);
        for (std::int64_t& weight : rule.weights) {
            weight /= divisor;
        }
        rule.quota = (rule.quota + divisor - 1) / divisor;
    }
    return smaller;
}

std::int64_t total_weight(const VotingRule& rule) noexcept {
    return std::accumulate(rule.weights.begin(), rule.weights.end(), std::int64_t{0});
}

void set_banzhaf_and_coleman(VotingPower& power, const std::vector<double>& of_class,
                             const MemberClasses& classes, double winning, double losing) {
    double swings = 0.0; // summed by class, so that it does not depend on the order of members
    for (std::size_t c = 0; c < of_class.size(); ++c) {
        swings += of_class[c] * static_cast<double>(classes.members[c]);
    }
    power.power_to_act = winning;
    for (std::size_t k = 0; k < power.members.size(); ++k) {
        MemberPower& member = power.members[k];
        member.banzhaf_absolute = of_class[classes.class_of[k]];
        member.banzhaf = swings > 0.0 ? member.banzhaf_absolute / swings : 0.0;
        member.coleman_prevent = winning > 0.0 ? member.banzhaf_absolute / (2.0 * winning) : 0.0;
        member.coleman_initiate = losing > 0.0 ? member.banzhaf_absolute / (2.0 * losing) : 0.0;
    }
}

} // namespace samspill::detail
