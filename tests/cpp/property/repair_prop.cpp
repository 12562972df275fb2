// Choosing repairs against trying everything.
#include <samspill/graph/repair_choice.hpp>
#include <samspill/graph/repair_exact.hpp>

#include "support/repair_problems.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace samspill {
namespace {

using namespace testing_support;

std::int64_t people_gained(const RepairProblem& problem, Subset chosen) {
    return samspill::people_gained(problem, members(chosen));
}

Subset subset_of(const std::vector<std::uint32_t>& positions) {
    Subset chosen = 0;
    for (const std::uint32_t k : positions) {
        chosen |= Subset{1} << k;
    }
    return chosen;
}

RC_GTEST_PROP(RepairProp, PeopleGainedEqualsTwoFlowsFromScratch, ()) {
    const RepairProblem problem = random_problem(5);
    const std::vector<std::int64_t> gains = all_gains(problem);
    for (Subset chosen = 0; chosen < gains.size(); ++chosen) {
        RC_ASSERT(people_gained(problem, chosen) == gains[chosen]);
    }
}

RC_GTEST_PROP(RepairProp, EachAloneIsASetOfOne, ()) {
    const RepairProblem problem = random_problem(8);
    const std::vector<std::int64_t> each = people_gained_by_each(problem);
    RC_ASSERT(each.size() == problem.candidates.size());
    for (std::uint32_t k = 0; k < each.size(); ++k) {
        RC_ASSERT(each[k] == gain_from_scratch(problem, Subset{1} << k));
    }
}

/// The greedy choice as it is defined, with every gain computed from scratch at every step.
class PlainGreedy {
public:
    PlainGreedy(const RepairProblem& problem, const RepairLimits& limits, const GreedyOptions& options)
        : problem_{problem}, limits_{limits}, gains_{all_gains(problem)} {
        for (std::uint32_t k = 0; k < problem.candidates.size(); ++k) {
            options_.push_back({k});
        }
        if (options.pairs) {
            for (const auto& [first, second] : pairs_that_may_help(problem, options.most_pairs)) {
                options_.push_back({first, second});
            }
        }
    }

    std::vector<std::vector<std::uint32_t>> run() {
        const std::vector<std::vector<std::uint32_t>> steps = run_from(0);
        std::int64_t best = gains_[chosen_];
        const std::vector<std::uint32_t>* single = nullptr;
        for (const auto& option : options_) {
            const Subset alone = subset_of(option);
            if (option.size() == 1 && within(problem_, limits_, alone) && gains_[alone] > best) {
                best = gains_[alone];
                single = &option;
            }
        }
        if (single == nullptr) {
            return steps;
        }
        std::vector<std::vector<std::uint32_t>> others = run_from(subset_of(*single));
        others.insert(others.begin(), *single);
        return others;
    }

private:
    std::vector<std::vector<std::uint32_t>> run_from(Subset start) {
        chosen_ = start;
        std::vector<std::vector<std::uint32_t>> steps;
        while (const auto* option = best_option()) {
            steps.push_back(*option);
            chosen_ |= subset_of(*option);
        }
        return steps;
    }

    /// The first option with the largest quotient; quotients are compared crosswise, without rounding.
    [[nodiscard]] const std::vector<std::uint32_t>* best_option() const {
        const std::vector<std::uint32_t>* best = nullptr;
        double best_people = 0.0;
        double best_effort = 1.0;
        for (const auto& option : options_) {
            const Subset set = subset_of(option);
            if ((set & chosen_) != 0 || !within(problem_, limits_, set | chosen_)) {
                continue;
            }
            const auto people = static_cast<double>(gains_[set | chosen_] - gains_[chosen_]);
            const double effort = effort_of(problem_, set);
            if (people * best_effort > best_people * effort) {
                best = &option;
                best_people = people;
                best_effort = effort;
            }
        }
        return best;
    }

    const RepairProblem& problem_;
    RepairLimits limits_;
    std::vector<std::int64_t> gains_;
    std::vector<std::vector<std::uint32_t>> options_;
    Subset chosen_ = 0;
};

RC_GTEST_PROP(RepairProp, LazyGreedyEqualsPlainGreedy, ()) {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    const GreedyOptions options{.pairs = *rc::gen::arbitrary<bool>(), .most_pairs = 20};
    const RepairChoice choice = choose_greedily(problem, limits, options);
    std::vector<std::vector<std::uint32_t>> steps;
    Subset chosen = 0;
    for (const RepairStep& step : choice.steps) {
        const Subset before = chosen;
        chosen |= subset_of(step.candidates);
        RC_ASSERT(step.people == gain_from_scratch(problem, chosen) - gain_from_scratch(problem, before));
        RC_ASSERT(step.people > 0);
        RC_ASSERT(step.effort == effort_of(problem, chosen) - effort_of(problem, before));
        steps.push_back(step.candidates);
    }
    RC_ASSERT(steps == PlainGreedy(problem, limits, options).run());
    RC_ASSERT(choice.people == gain_from_scratch(problem, chosen));
    RC_ASSERT(choice.effort == effort_of(problem, chosen));
}

RC_GTEST_PROP(RepairProp, GreedyLiesBetweenTheBestSingleAndTheBestAndTheBoundAbove, ()) {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    const std::vector<std::int64_t> gains = all_gains(problem);
    const std::int64_t best = best_gain(problem, limits, gains);
    const std::int64_t greedy = choose_greedily(problem, limits).people;
    RC_ASSERT(greedy <= best);
    for (std::uint32_t k = 0; k < problem.candidates.size(); ++k) {
        const Subset alone = Subset{1} << k;
        RC_ASSERT((!within(problem, limits, alone) || gains[alone] <= greedy));
    }
    const RepairBound bound = bound_repairs(problem, limits);
    RC_ASSERT(bound.complete);
    RC_ASSERT(best <= bound.people);
    const RepairBound loose = bound_repairs(problem, limits, {.tightenings = 0});
    RC_ASSERT(bound.people <= loose.people);
}

RC_GTEST_PROP(RepairProp, ABoundThatStopsEarlyIsStillABound, ()) {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    const std::int64_t best = best_gain(problem, limits, all_gains(problem));
    const BoundOptions options{.most_steps = *rc::gen::inRange<std::uint64_t>(0, 120)};
    RC_ASSERT(best <= bound_repairs(problem, limits, options).people);
}

double on_curve(const std::vector<EffortPoint>& curve, double effort) {
    for (std::size_t k = 1; k < curve.size(); ++k) {
        if (effort <= curve[k].effort) {
            const double part = (effort - curve[k - 1].effort) / (curve[k].effort - curve[k - 1].effort);
            return curve[k - 1].people + part * (curve[k].people - curve[k - 1].people);
        }
    }
    return curve.back().people;
}

RC_GTEST_PROP(RepairProp, TheCurveIsConcaveAndBoundsEveryBudget, ()) {
    const RepairProblem problem = random_problem(7);
    const std::vector<EffortPoint> curve = bound_repairs(problem).curve;
    RC_ASSERT(curve.front().effort == 0.0);
    RC_ASSERT(curve.front().people == 0.0);
    double slope = std::numeric_limits<double>::infinity();
    for (std::size_t k = 1; k < curve.size(); ++k) {
        const double next = (curve[k].people - curve[k - 1].people) / (curve[k].effort - curve[k - 1].effort);
        RC_ASSERT(next > 0.0);
        RC_ASSERT(next <= slope * (1.0 + 1e-9));
        slope = next;
    }
    const std::vector<std::int64_t> gains = all_gains(problem);
    for (double budget = 0.0; budget < 12.0; budget += 0.5) {
        const std::int64_t best = best_gain(problem, {.budget = budget}, gains);
        RC_ASSERT(static_cast<double>(best) <= on_curve(curve, budget) + 1e-6);
    }
    if (!gains.empty()) {
        RC_ASSERT(curve.back().people >= static_cast<double>(gains.back()) - 1e-6);
    }
}

/// The problem with vertices and candidates renumbered: position k comes from position order[k].
struct Renumbered {
    std::vector<std::uint32_t> lefts;
    std::vector<std::uint32_t> rights;
    std::vector<std::uint32_t> candidates;
};

std::vector<std::uint32_t> random_order(std::size_t size) {
    std::vector<std::uint32_t> order(size);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t k = size; k > 1; --k) {
        std::swap(order[k - 1], order[random_below(k)]);
    }
    return order;
}

std::vector<std::uint32_t> inverse(const std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> places(order.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) {
        places[order[k]] = k;
    }
    return places;
}

RepairProblem renumber(const RepairProblem& problem, const Renumbered& orders) {
    const std::vector<std::uint32_t> left_at = inverse(orders.lefts);
    const std::vector<std::uint32_t> right_at = inverse(orders.rights);
    RepairProblem other;
    other.graph.right_vertices = problem.graph.right_vertices;
    for (const std::uint32_t left : orders.lefts) {
        other.people.push_back(problem.people[left]);
        for (const std::uint32_t right : problem.graph.targets_of(left)) {
            other.graph.target.push_back(right_at[right]);
        }
        other.graph.begin.push_back(other.graph.arcs());
    }
    for (const std::uint32_t right : orders.rights) {
        other.seats.push_back(problem.seats[right]);
    }
    for (const std::uint32_t k : orders.candidates) {
        RepairCandidate candidate = problem.candidates[k];
        for (RepairArc& arc : candidate.arcs) {
            arc = {.left = left_at[arc.left], .right = right_at[arc.right]};
        }
        for (AddedSeats& added : candidate.added) {
            added.right = right_at[added.right];
        }
        for (MovedSeats& moved : candidate.moved) {
            moved = {.from = right_at[moved.from], .to = right_at[moved.to], .amount = moved.amount};
        }
        for (NewOffer& offer : candidate.opened) {
            for (std::uint32_t& left : offer.lefts) {
                left = left_at[left];
            }
        }
        other.candidates.push_back(std::move(candidate));
    }
    return other;
}

RC_GTEST_PROP(RepairProp, TheOrderOfVerticesChangesNothing, ()) {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    Renumbered orders{random_order(problem.people.size()), random_order(problem.seats.size()), {}};
    orders.candidates.resize(problem.candidates.size());
    std::iota(orders.candidates.begin(), orders.candidates.end(), 0U);
    const RepairProblem other = renumber(problem, orders);
    const GreedyOptions every_pair{.pairs = true, .most_pairs = 1000};
    const RepairChoice choice = choose_greedily(problem, limits, every_pair);
    const RepairChoice same = choose_greedily(other, limits, every_pair);
    RC_ASSERT(choice.steps.size() == same.steps.size());
    for (std::size_t k = 0; k < choice.steps.size(); ++k) {
        RC_ASSERT(choice.steps[k].candidates == same.steps[k].candidates);
        RC_ASSERT(choice.steps[k].people == same.steps[k].people);
    }
    RC_ASSERT(bound_repairs(problem, limits).people == bound_repairs(other, limits).people);
}

RC_GTEST_PROP(RepairProp, TheOrderOfCandidatesDecidesTiesOnly, ()) {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    Renumbered orders{random_order(problem.people.size()), random_order(problem.seats.size()),
                      random_order(problem.candidates.size())};
    const RepairProblem other = renumber(problem, orders);
    const std::vector<std::int64_t> each = people_gained_by_each(problem);
    const std::vector<std::int64_t> others = people_gained_by_each(other);
    for (std::size_t k = 0; k < others.size(); ++k) {
        RC_ASSERT(others[k] == each[orders.candidates[k]]);
    }
    RC_ASSERT(bound_repairs(problem, limits).people == bound_repairs(other, limits).people);
}

void the_exact_choice_is_the_best() {
    const RepairProblem problem = random_problem(7);
    const RepairLimits limits = random_limits();
    const std::vector<std::int64_t> gains = all_gains(problem);
    const ExactChoice choice = choose_exactly(problem, limits);
    const Subset chosen = subset_of(choice.chosen);
    RC_ASSERT(choice.proved);
    RC_ASSERT(choice.people == best_gain(problem, limits, gains));
    RC_ASSERT(choice.people_at_most == choice.people);
    RC_ASSERT(choice.people == gains[chosen]);
    RC_ASSERT(choice.effort == effort_of(problem, chosen));
    RC_ASSERT(within(problem, limits, chosen));
    for (const std::uint32_t k : choice.chosen) {
        RC_ASSERT(gains[chosen & ~(Subset{1} << k)] < choice.people);
    }
}

void the_least_effort_is_the_least() {
    const RepairProblem problem = random_problem(7);
    const std::vector<std::int64_t> gains = all_gains(problem);
    const std::int64_t people = *rc::gen::inRange<std::int64_t>(0, gains.back() + 1);
    double least = std::numeric_limits<double>::infinity();
    for (Subset chosen = 0; chosen < gains.size(); ++chosen) {
        if (gains[chosen] >= people) {
            least = std::min(least, effort_of(problem, chosen));
        }
    }
    const ExactChoice choice = choose_least_effort(problem, people);
    RC_ASSERT(choice.proved);
    RC_ASSERT(choice.effort == least);
    RC_ASSERT(choice.effort_at_least == least);
    RC_ASSERT(choice.people >= people);
    RC_ASSERT(choice.people == gains[subset_of(choice.chosen)]);
}

class RepairPropWithSolver : public testing::Test {
protected:
    void SetUp() override {
        if (!has_program_solver()) {
            GTEST_SKIP() << "built without HiGHS";
        }
    }
};

TEST_F(RepairPropWithSolver, TheExactChoiceIsTheBest) {
    EXPECT_TRUE(rc::check(the_exact_choice_is_the_best));
}

TEST_F(RepairPropWithSolver, TheLeastEffortIsTheLeast) {
    EXPECT_TRUE(rc::check(the_least_effort_is_the_least));
}

} // namespace
} // namespace samspill
