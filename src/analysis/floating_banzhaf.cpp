#include "analysis/floating_banzhaf.hpp"

#include "analysis/whole_counts.hpp"

#include <cmath>
#include <string_view>
#include <utility>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "summing votes without one member";
/// Rounding errors are at most some 2^-53 of the terms: where those are so many times the sum, 1e-12 of it.
constexpr double worth_a_table = 1e4;
/// The same with 1e-10: beyond, a class without a table of its own has lost digits that matter.
constexpr double most_cancelled = 1e6;

/// With so few members that counts fit in 64 bits.
BanzhafOfClasses counted_banzhaf(const WeightClasses& classes, std::size_t quota) {
    std::vector<std::size_t> weights;
    weights.reserve(classes.count);
    for (std::size_t c = 0; c < classes.size(); ++c) {
        weights.insert(weights.end(), classes.members[c], classes.weights[c]);
    }
    const WholeCounts counts{weights, quota};
    const int exponent = static_cast<int>(classes.count);
    BanzhafOfClasses answer;
    answer.absolute.reserve(classes.size());
    for (const std::size_t weight : classes.weights) {
        answer.absolute.push_back(std::ldexp(static_cast<double>(counts.swings(weight)), 1 - exponent));
    }
    answer.below_quota = std::ldexp(static_cast<double>(counts.below_quota()), -exponent);
    return answer;
}

/// Tables in which each of some classes misses one member. Half of the classes share the members of the other
/// half, and so on, down to the table of each.
class LeftOut {
public:
    LeftOut(const WeightClasses& classes, const std::vector<std::size_t>& wanted, std::size_t quota,
            RunControl* control)
        : classes_{classes}, wanted_{wanted}, quota_{quota},
          ticker_{control, stage, quota * (classes.count + wanted.size() * levels(wanted.size()))},
          swings_(wanted.size(), 0.0) {}

    /// Tables that stand beside one another.
    [[nodiscard]] static std::size_t levels(std::size_t wanted) {
        std::size_t levels = 1;
        for (; wanted > 1; wanted = (wanted + 1) / 2) {
            ++levels;
        }
        return levels;
    }

    /// Coalitions that a member of each wanted class swings.
    [[nodiscard]] std::vector<double> run() {
        std::vector<std::size_t> weights; // of all but one member of each wanted class
        auto next = wanted_.begin();
        for (std::size_t c = 0; c < classes_.size(); ++c) {
            const bool is_wanted = next != wanted_.end() && *next == c;
            next += is_wanted ? 1 : 0;
            weights.insert(weights.end(), classes_.members[c] - (is_wanted ? 1 : 0), classes_.weights[c]);
        }
        SumTable table{quota_, 1.0};
        table.add(weights, ticker_);
        split(0, wanted_.size(), table);
        return swings_;
    }

private:
    /// `table` holds all members but one of each of these wanted classes.
    void split(std::size_t first, std::size_t last, SumTable& table) {
        if (last - first == 1) {
            const std::size_t weight = classes_.weights[wanted_[first]];
            table.finish();
            swings_[first] = table.between(quota_ > weight ? quota_ - weight : 0, quota_);
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        SumTable half = table;
        add(middle, last, half);
        split(first, middle, half);
        add(first, middle, table);
        split(middle, last, table);
    }
    void add(std::size_t first, std::size_t last, SumTable& table) {
        std::vector<std::size_t> weights;
        weights.reserve(last - first);
        for (std::size_t k = first; k < last; ++k) {
            weights.push_back(classes_.weights[wanted_[k]]);
        }
        table.add(weights, ticker_);
    }

    const WeightClasses& classes_;
    const std::vector<std::size_t>& wanted_; // ascending
    std::size_t quota_;
    StageTicker ticker_;
    std::vector<double> swings_;
};

std::optional<BanzhafOfClasses> summed_banzhaf(const WeightClasses& classes, std::size_t quota,
                                               std::size_t table_bytes, RunControl* control) {
    const int exponent = static_cast<int>(classes.count);
    BanzhafOfClasses answer;
    answer.absolute.reserve(classes.size());
    std::vector<std::size_t> cancelled;
    bool has_lost_digits = false;
    {
        const SumTable table{classes, quota, 1.0, control};
        for (std::size_t c = 0; c < classes.size(); ++c) {
            const SwingSum swings = table.swings(classes.weights[c], quota);
            answer.absolute.push_back(std::ldexp(swings.sum, 1 - exponent));
            if (swings.terms > worth_a_table * swings.sum) {
                cancelled.push_back(c);
                has_lost_digits = has_lost_digits || swings.terms > most_cancelled * swings.sum;
            }
        }
        answer.below_quota = std::ldexp(table.between(0, quota), -exponent);
    }
    if (cancelled.empty()) {
        return answer;
    }
    const double bytes = static_cast<double>(quota) * sizeof(double);
    if (bytes * static_cast<double>(LeftOut::levels(cancelled.size())) > static_cast<double>(table_bytes)) {
        return has_lost_digits ? std::nullopt : std::optional{std::move(answer)};
    }
    const std::vector<double> swings = LeftOut{classes, cancelled, quota, control}.run();
    for (std::size_t k = 0; k < cancelled.size(); ++k) {
        answer.absolute[cancelled[k]] = std::ldexp(swings[k], 1 - exponent);
    }
    return answer;
}

} // namespace

std::optional<BanzhafOfClasses> banzhaf_of(const WeightClasses& classes, std::size_t quota,
                                           std::size_t table_bytes, RunControl* control) {
    constexpr std::size_t members_of_a_word = 62;
    return classes.count <= members_of_a_word ? counted_banzhaf(classes, quota)
                                              : summed_banzhaf(classes, quota, table_bytes, control);
}

} // namespace samspill::detail
