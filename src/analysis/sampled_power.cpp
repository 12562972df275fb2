// Power from random coalitions and random orders, for games that no table holds.
#include "analysis/power_parts.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

constexpr std::string_view stage = "drawing coalitions";
constexpr std::uint64_t samples_of_a_task = 4096;
constexpr double normal_975 = 1.959963984540054; // 97.5 % point of the normal distribution

/// Random words that depend on seed, sample and position alone, so that any thread may draw any sample:
/// the output function of SplitMix64 (Steele, Lea and Flood 2014) on a counter.
class Draw {
public:
    Draw(std::uint64_t seed, std::uint64_t sample) : state_{mix(mix(seed) ^ mix(sample * 2 + 1))} {}

    std::uint64_t word() {
        state_ += 0x9e3779b97f4a7c15U;
        return mix(state_);
    }
    /// A number below `bound`; the bias is below bound / 2^53.
    std::size_t below(std::size_t bound) {
        const double share = std::ldexp(static_cast<double>(word() >> 11U), -53);
        return std::min(bound - 1, static_cast<std::size_t>(share * static_cast<double>(bound)));
    }

private:
    static std::uint64_t mix(std::uint64_t word) {
        word = (word ^ (word >> 30U)) * 0xbf58476d1ce4e5b9U;
        word = (word ^ (word >> 27U)) * 0x94d049bb133111ebU;
        return word ^ (word >> 31U);
    }
    std::uint64_t state_;
};

/// Votes gathered so far in every rule.
class Tally {
public:
    explicit Tally(const std::vector<VotingRule>& rules) : rules_{rules}, votes_(rules.size(), 0) {}

    void clear() { std::fill(votes_.begin(), votes_.end(), 0); }
    void add(std::size_t member) {
        for (std::size_t r = 0; r < votes_.size(); ++r) {
            votes_[r] += rules_[r].weights[member];
        }
    }
    /// Whether the coalition wins when the member, who is in it or not, joins or leaves.
    [[nodiscard]] bool wins(std::size_t member, int change) const {
        for (std::size_t r = 0; r < votes_.size(); ++r) {
            if (votes_[r] + change * rules_[r].weights[member] < rules_[r].quota) {
                return false;
            }
        }
        return true;
    }

private:
    const std::vector<VotingRule>& rules_;
    std::vector<std::int64_t> votes_;
};

struct SampleCounts {
    std::vector<std::uint64_t> swings; // of the first member of each class
    std::vector<std::uint64_t> pivots; // of all members of each class
    std::uint64_t winning = 0;
};

/// Draws samples one after the other; keeps its memory between them.
class Sampler {
public:
    Sampler(const std::vector<VotingRule>& rules, const MemberClasses& classes, const PowerOptions& options)
        : classes_{classes}, options_{options}, tally_{rules}, in_favour_(classes.class_of.size()),
          order_(classes.class_of.size()) {
        counts_.swings.assign(classes.first.size(), 0);
        counts_.pivots.assign(classes.first.size(), 0);
    }

    void sample(std::uint64_t number) {
        Draw draw{options_.seed, number};
        if (options_.banzhaf) {
            coalition(draw);
        }
        if (options_.shapley_shubik) {
            order(draw);
        }
    }
    [[nodiscard]] SampleCounts take() { return std::move(counts_); }

private:
    void coalition(Draw& draw) {
        tally_.clear();
        std::uint64_t bits = 0;
        for (std::size_t member = 0; member < in_favour_.size(); ++member) {
            bits = member % 64 == 0 ? draw.word() : bits >> 1U;
            in_favour_[member] = static_cast<char>(bits & 1U);
            if (in_favour_[member] != 0) {
                tally_.add(member);
            }
        }
        counts_.winning += tally_.wins(0, 0) ? 1 : 0;
        for (std::size_t c = 0; c < classes_.first.size(); ++c) {
            const std::size_t member = classes_.first[c];
            const int is_in = in_favour_[member] != 0 ? 1 : 0;
            counts_.swings[c] += tally_.wins(member, 1 - is_in) && !tally_.wins(member, -is_in) ? 1 : 0;
        }
    }

    void order(Draw& draw) {
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        tally_.clear();
        for (std::size_t k = 0; k < order_.size(); ++k) {
            std::swap(order_[k], order_[k + draw.below(order_.size() - k)]);
            tally_.add(order_[k]);
            if (tally_.wins(order_[k], 0)) {
                ++counts_.pivots[classes_.class_of[order_[k]]];
                return;
            }
        }
    }

    const MemberClasses& classes_;
    const PowerOptions& options_;
    Tally tally_;
    std::vector<char> in_favour_;
    std::vector<std::size_t> order_;
    SampleCounts counts_;
};

/// Wilson's interval of a share, divided by the members that have the share together.
PowerInterval wilson(std::uint64_t hits, std::uint64_t samples, std::size_t members) {
    const auto n = static_cast<double>(samples);
    const double share = static_cast<double>(hits) / n;
    const double square = normal_975 * normal_975 / n;
    const double middle = share + square / 2.0;
    const double half = normal_975 * std::sqrt((share * (1.0 - share) + square / 4.0) / n);
    const auto parts = static_cast<double>(members);
    return {hits == 0 ? 0.0 : (middle - half) / (1.0 + square) / parts,
            hits == samples ? 1.0 / parts : (middle + half) / (1.0 + square) / parts};
}

SampleCounts draw_all(const std::vector<VotingRule>& rules, const MemberClasses& classes,
                      const PowerOptions& options, RunControl* control) {
    const std::uint64_t tasks = (options.samples + samples_of_a_task - 1) / samples_of_a_task;
    std::vector<SampleCounts> of_task(tasks);
    run_in_parallel(tasks, control, stage, [&](std::size_t task, RunControl* own) {
        Sampler sampler{rules, classes, options};
        StageTicker ticker{own};
        const std::uint64_t end = std::min(options.samples, (task + 1) * samples_of_a_task);
        for (std::uint64_t number = task * samples_of_a_task; number < end; ++number) {
            ticker.step(classes.class_of.size());
            sampler.sample(number);
        }
        of_task[task] = sampler.take();
    });
    SampleCounts all = std::move(of_task.front());
    for (std::size_t task = 1; task < of_task.size(); ++task) {
        all.winning += of_task[task].winning;
        for (std::size_t c = 0; c < all.swings.size(); ++c) {
            all.swings[c] += of_task[task].swings[c];
            all.pivots[c] += of_task[task].pivots[c];
        }
    }
    return all;
}

} // namespace

VotingPower sampled_power(const std::vector<VotingRule>& rules, const PowerOptions& options,
                          RunControl* control) {
    const MemberClasses classes = classes_of(rules);
    const SampleCounts counts = draw_all(rules, classes, options, control);
    const auto samples = static_cast<double>(options.samples);
    VotingPower power;
    power.method = PowerMethod::sampled;
    power.samples = options.samples;
    power.seed = options.seed;
    power.members.resize(classes.class_of.size());
    for (std::size_t k = 0; k < power.members.size(); ++k) {
        const std::size_t c = classes.class_of[k];
        MemberPower& member = power.members[k];
        if (options.banzhaf) {
            member.banzhaf_absolute_interval = wilson(counts.swings[c], options.samples, 1);
        }
        if (options.shapley_shubik) {
            const std::size_t sharing = classes.members[c];
            member.shapley_shubik =
                static_cast<double>(counts.pivots[c]) / (samples * static_cast<double>(sharing));
            member.shapley_interval = wilson(counts.pivots[c], options.samples, sharing);
        }
    }
    if (options.banzhaf) {
        std::vector<double> chances;
        chances.reserve(counts.swings.size());
        for (const std::uint64_t swings : counts.swings) {
            chances.push_back(static_cast<double>(swings) / samples);
        }
        const double winning = static_cast<double>(counts.winning) / samples;
        set_banzhaf_and_coleman(power, chances, classes, winning, 1.0 - winning);
    }
    return power;
}

} // namespace samspill::detail
