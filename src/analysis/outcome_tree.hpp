// All ways in which seats can fall to sectors, with their probabilities, sector by sector.
//
// Level s holds, for every number of seats that may be left when sector s draws, the chances of how many of
// them it gets. The probability of an outcome is the product of one chance per level; the last sector takes
// what is left. Each row of chances is built from quotients of neighbouring probabilities, outwards from its
// mode, and then normalised: no logarithms, no factorials, and no underflow but where the result underflows.
#pragma once

#include <samspill/core/numeric.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace samspill::detail {

class OutcomeTree {
public:
    /// The tree of all outcomes with `seats` seats and at most capacity[s] of them in sector s, or nothing
    /// when there are more than `max_outcomes`. The capacities together hold the seats. `step(s, left, k)` is
    /// the chance that sector s gets k + 1 of the seats left, divided by the chance that it gets k.
    template <class Step>
    [[nodiscard]] static std::optional<OutcomeTree>
    grow(std::span<const std::int64_t> capacity, std::int64_t seats, std::int64_t max_outcomes, Step step) {
        OutcomeTree tree{capacity, seats};
        for (std::size_t sector = tree.levels_.size(); sector-- > 0;) {
            if (!tree.grow_level(sector, max_outcomes, step)) {
                return std::nullopt;
            }
        }
        tree.add_up_tails();
        return tree;
    }

    [[nodiscard]] std::int64_t outcomes() const noexcept { return outcomes_below(0, seats_); }
    /// Probability of the least probable outcome.
    [[nodiscard]] double lowest() const noexcept { return lowest_below(0, seats_); }

    /// Probability of one outcome, one entry for each sector.
    [[nodiscard]] double probability(std::span<const std::int64_t> outcome) const noexcept {
        double reached = 1.0;
        std::int64_t left = seats_;
        for (std::size_t sector = 0; sector < levels_.size(); ++sector) {
            const auto offset = static_cast<std::size_t>(outcome[sector] - fewest(sector, left));
            reached *= chances(sector, left)[offset];
            left -= outcome[sector];
        }
        return reached;
    }

    /// Total probability of the outcomes whose own probability is at most `limit`. A branch that lies
    /// wholly on one side is not entered, so far fewer steps than outcomes are taken. 1 exactly for all.
    [[nodiscard]] double total_of_at_most(double limit) const {
        struct Branch {
            std::size_t sector;
            std::int64_t left;
            double reached;
        };
        CompensatedSum total;
        std::vector<Branch> pending;
        const auto settle = [&](const Branch& branch) {
            if (branch.reached * highest_below(branch.sector, branch.left) <= limit) {
                total.add(branch.reached);
            } else if (branch.reached * lowest_below(branch.sector, branch.left) <= limit) {
                pending.push_back(branch);
            }
        };
        settle({0, seats_, 1.0});
        while (!pending.empty()) {
            const auto [sector, left, reached] = pending.back();
            pending.pop_back();
            if (sector + 1 == levels_.size()) {
                total.add(reached * tails_of_at_most(left, reached, limit));
                continue;
            }
            std::int64_t next_left = left - fewest(sector, left);
            for (const double chance : chances(sector, left)) {
                settle({sector + 1, next_left, reached * chance});
                --next_left;
            }
        }
        return std::min(total.value(), 1.0);
    }

    /// Fewest seats that `sector` can get of those left.
    [[nodiscard]] std::int64_t fewest(std::size_t sector, std::int64_t left) const noexcept {
        return std::max<std::int64_t>(0, left - capacity_after_[sector]);
    }

    /// Chances that `sector` gets fewest, fewest + 1, … of the seats left.
    [[nodiscard]] std::span<const double> chances(std::size_t sector, std::int64_t left) const noexcept {
        const Level& level = levels_[sector];
        const std::size_t row = level.row(left);
        return std::span{level.chances}.subspan(level.starts[row], level.starts[row + 1] - level.starts[row]);
    }

private:
    struct Level {
        [[nodiscard]] std::size_t row(std::int64_t left) const noexcept {
            return static_cast<std::size_t>(left - fewest_left);
        }
        std::int64_t fewest_left = 0;
        std::vector<std::size_t> starts{0}; ///< row r is chances[starts[r] .. starts[r+1])
        std::vector<double> chances;
        std::vector<std::size_t> modes; ///< place of the largest chance in each row
        std::vector<double> lowest;     ///< smallest probability of an outcome from here on
        std::vector<double> highest;    ///< largest
        std::vector<std::int64_t> outcomes;
    };

    /// Total of those chances in the last level's row of `left` that, times `reached`, are at most `limit`.
    /// They fall from the mode to both ends, so these are two tails, and their sums are at hand.
    [[nodiscard]] double tails_of_at_most(std::int64_t left, double reached, double limit) const {
        const Level& last = levels_.back();
        const std::size_t row = last.row(left);
        const auto begin = last.chances.begin() + static_cast<std::ptrdiff_t>(last.starts[row]);
        const auto end = last.chances.begin() + static_cast<std::ptrdiff_t>(last.starts[row + 1]);
        const auto mode = begin + static_cast<std::ptrdiff_t>(last.modes[row]);
        const auto is_small = [&](double chance) { return reached * chance <= limit; };
        const auto small_to = std::partition_point(begin, mode, is_small);
        const auto small_from =
            std::partition_point(mode, end, [&](double chance) { return !is_small(chance); });
        const auto tail_at = [&](auto place) {
            return tails_[static_cast<std::size_t>(place - last.chances.begin())];
        };
        return (small_to == begin ? 0.0 : tail_at(small_to - 1)) +
               (small_from == end ? 0.0 : tail_at(small_from));
    }

    /// Sums of each row of the last level from its ends to the mode, the smallest chances first.
    void add_up_tails() {
        if (levels_.empty()) {
            return;
        }
        const Level& last = levels_.back();
        tails_ = last.chances;
        for (std::size_t row = 0; row + 1 < last.starts.size(); ++row) {
            const std::size_t mode = last.starts[row] + last.modes[row];
            for (std::size_t k = last.starts[row] + 1; k < mode; ++k) {
                tails_[k] += tails_[k - 1];
            }
            for (std::size_t k = last.starts[row + 1] - 1; k > mode + 1; --k) {
                tails_[k - 1] += tails_[k];
            }
        }
    }

    /// Sums of capacities stop at `seats`: more than that makes no difference and could overflow.
    OutcomeTree(std::span<const std::int64_t> capacity, std::int64_t seats)
        : seats_{seats}, capacity_(capacity.begin(), capacity.end()), capacity_after_(capacity.size(), 0),
          levels_(capacity.size() - 1) {
        for (std::size_t sector = capacity.size() - 1; sector-- > 0;) {
            const std::int64_t after = capacity_after_[sector + 1];
            capacity_after_[sector] = after + std::min(capacity[sector + 1], seats - after);
        }
        std::int64_t left = seats;
        for (std::size_t sector = 0; sector < levels_.size(); ++sector) {
            levels_[sector].fewest_left = left;
            left -= std::min(capacity[sector], left);
        }
    }

    /// Fills one level from the next. Every row and every sum over a level is at most the number of outcomes,
    /// because each number of seats left can be reached; so the limit may be checked at every step.
    template <class Step>
    [[nodiscard]] bool grow_level(std::size_t sector, std::int64_t max_outcomes, Step step) {
        Level& level = levels_[sector];
        const std::int64_t room = capacity_after_[sector];
        const std::int64_t most_left =
            sector == 0 ? seats_ : room + std::min(capacity_[sector], seats_ - room);
        if (most_left - level.fewest_left >= max_outcomes) {
            return false;
        }
        std::int64_t outcomes_of_level = 0;
        for (std::int64_t left = level.fewest_left; left <= most_left; ++left) {
            const std::int64_t length = std::min(capacity_[sector], left) - fewest(sector, left) + 1;
            if (length > max_outcomes - outcomes_of_level) {
                return false;
            }
            append_row(level, fewest(sector, left), length,
                       [&](std::int64_t k) { return step(sector, left, k); });
            summarise_row(level, sector, left);
            outcomes_of_level += level.outcomes.back();
            if (outcomes_of_level > max_outcomes) {
                return false;
            }
        }
        return true;
    }

    /// Probabilities of fewest … fewest + length - 1; the quotients fall with k, so the mode is where they
    /// first drop to 1.
    template <class Quotient>
    static void append_row(Level& level, std::int64_t fewest, std::int64_t length, Quotient quotient) {
        const std::size_t start = level.chances.size();
        level.chances.resize(start + static_cast<std::size_t>(length));
        level.starts.push_back(level.chances.size());
        const std::span<double> row = std::span{level.chances}.subspan(start);
        const auto step_from = [&](std::size_t k) { return quotient(fewest + static_cast<std::int64_t>(k)); };
        std::size_t mode = 0;
        while (mode + 1 < row.size() && step_from(mode) > 1.0) {
            ++mode;
        }
        level.modes.push_back(mode);
        row[mode] = 1.0;
        for (std::size_t k = mode; k + 1 < row.size(); ++k) {
            row[k + 1] = row[k] * step_from(k);
        }
        for (std::size_t k = mode; k > 0; --k) {
            row[k - 1] = row[k] / step_from(k - 1);
        }
        CompensatedSum total;
        for (const double weight : row) {
            total.add(weight);
        }
        for (double& weight : row) {
            weight /= total.value();
        }
    }

    /// Notes how many outcomes follow from the row of `left`, and their extremes.
    void summarise_row(Level& level, std::size_t sector, std::int64_t left) {
        std::int64_t outcomes = 0;
        double lowest = 1.0;
        double highest = 0.0;
        std::int64_t next_left = left - fewest(sector, left);
        for (const double chance : chances(sector, left)) {
            outcomes += outcomes_below(sector + 1, next_left);
            lowest = std::min(lowest, chance * lowest_below(sector + 1, next_left));
            highest = std::max(highest, chance * highest_below(sector + 1, next_left));
            --next_left;
        }
        level.outcomes.push_back(outcomes);
        level.lowest.push_back(lowest);
        level.highest.push_back(highest);
    }

    [[nodiscard]] std::int64_t outcomes_below(std::size_t sector, std::int64_t left) const noexcept {
        return sector == levels_.size() ? 1 : levels_[sector].outcomes[levels_[sector].row(left)];
    }
    [[nodiscard]] double lowest_below(std::size_t sector, std::int64_t left) const noexcept {
        return sector == levels_.size() ? 1.0 : levels_[sector].lowest[levels_[sector].row(left)];
    }
    [[nodiscard]] double highest_below(std::size_t sector, std::int64_t left) const noexcept {
        return sector == levels_.size() ? 1.0 : levels_[sector].highest[levels_[sector].row(left)];
    }

    std::int64_t seats_;
    std::vector<std::int64_t> capacity_;
    std::vector<std::int64_t> capacity_after_; ///< of the sectors after each one, at most `seats`
    std::vector<Level> levels_;                ///< one for each sector but the last
    std::vector<double> tails_;                ///< of the last level, in the places of its chances
};

} // namespace samspill::detail
