// The allocation against an exhaustive twin and against Boost's maximum flow.
#include <samspill/graph/fair_allocation.hpp>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <set>

namespace samspill {
namespace {

AllocationProblem small_problem(int most_needs) {
    AllocationProblem problem;
    const int needs = *rc::gen::inRange(1, most_needs + 1);
    const int activities = *rc::gen::inRange(1, 5);
    for (int i = 0; i < needs; ++i) {
        problem.people.push_back(*rc::gen::inRange(0, 9));
        problem.priority.push_back(*rc::gen::inRange(1, 4));
        for (int j = 0; j < activities; ++j) {
            if (*rc::gen::inRange(0, 3) > 0) {
                problem.graph.target.push_back(static_cast<std::uint32_t>(j));
            }
        }
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(activities);
    for (int j = 0; j < activities; ++j) {
        problem.capacity.push_back(*rc::gen::inRange(0, 12));
    }
    return problem;
}

/// rho(T): most people of the needs in T that can be served, by trying every cut: the needs in A are limited
/// by the seats they can reach, the others by their own people.
std::int64_t most_served(const AllocationProblem& problem, unsigned chosen) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (unsigned limited = chosen;; limited = (limited - 1) & chosen) {
        std::set<std::uint32_t> reached;
        std::int64_t value = 0;
        for (unsigned i = 0; i < problem.people.size(); ++i) {
            if ((limited >> i & 1U) != 0) {
                const auto targets = problem.graph.targets_of(i);
                reached.insert(targets.begin(), targets.end());
            } else if ((chosen >> i & 1U) != 0) {
                value += problem.people[i];
            }
        }
        for (const std::uint32_t activity : reached) {
            value += problem.capacity[activity];
        }
        best = std::min(best, value);
        if (limited == 0) {
            return best;
        }
    }
}

std::int64_t people_of(const AllocationProblem& problem, unsigned chosen) {
    std::int64_t people = 0;
    for (unsigned i = 0; i < problem.people.size(); ++i) {
        people += (chosen >> i & 1U) != 0 ? problem.people[i] : 0;
    }
    return people;
}

/// methods M4.1 word by word: freeze the largest set with the smallest marginal share, again and again.
std::vector<Fraction> shares_by_definition(const AllocationProblem& problem) {
    std::vector<Fraction> shares(problem.people.size());
    unsigned frozen = 0;
    for (int priority = 1; priority < 4; ++priority) {
        unsigned open = 0;
        for (unsigned i = 0; i < problem.people.size(); ++i) {
            if (problem.priority[i] == priority && problem.people[i] > 0) {
                open |= 1U << i;
            }
        }
        while (open != 0) {
            Fraction smallest{2, 1};
            unsigned tight = 0;
            for (unsigned set = open; set != 0; set = (set - 1) & open) {
                const Fraction share{most_served(problem, frozen | set) - most_served(problem, frozen),
                                     people_of(problem, set)};
                if (share < smallest) {
                    smallest = share;
                    tight = set;
                } else if (share == smallest) {
                    tight |= set; // sets with the smallest share are closed under union
                }
            }
            for (unsigned i = 0; i < problem.people.size(); ++i) {
                if ((tight >> i & 1U) != 0) {
                    shares[i] = smallest;
                }
            }
            frozen |= tight;
            open &= ~tight;
        }
    }
    return shares;
}

std::int64_t boost_max_flow(const AllocationProblem& problem) {
    using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
    using Graph = boost::adjacency_list<
        boost::vecS, boost::vecS, boost::directedS, boost::no_property,
        boost::property<boost::edge_capacity_t, std::int64_t,
                        boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                        boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
    const auto needs = problem.people.size();
    const auto activities = problem.capacity.size();
    Graph graph(needs + activities + 2);
    const auto source = needs + activities;
    const auto sink = source + 1;
    const auto connect = [&](std::size_t from, std::size_t to, std::int64_t capacity) {
        const auto forward = boost::add_edge(from, to, graph).first;
        const auto backward = boost::add_edge(to, from, graph).first;
        boost::put(boost::edge_capacity, graph, forward, capacity);
        boost::put(boost::edge_capacity, graph, backward, 0);
        boost::put(boost::edge_reverse, graph, forward, backward);
        boost::put(boost::edge_reverse, graph, backward, forward);
    };
    for (std::uint32_t i = 0; i < needs; ++i) {
        connect(source, i, problem.people[i]);
        for (const std::uint32_t j : problem.graph.targets_of(i)) {
            connect(i, needs + j, problem.people[i]);
        }
    }
    for (std::size_t j = 0; j < activities; ++j) {
        connect(needs + j, sink, problem.capacity[j]);
    }
    return boost::push_relabel_max_flow(graph, source, sink);
}

RC_GTEST_PROP(FairAllocationProp, EqualsTheDefinitionOnSmallProblems, ()) {
    const AllocationProblem problem = small_problem(6);
    RC_ASSERT(allocate_fairly(problem).share == shares_by_definition(problem));
}

RC_GTEST_PROP(FairAllocationProp, ServesAsManyAsBoostsMaximumFlow, ()) {
    const AllocationProblem problem = small_problem(30);
    RC_ASSERT(allocate_fairly(problem).served == boost_max_flow(problem));
}

RC_GTEST_PROP(FairAllocationProp, SharesAddUpToTheTotal, ()) {
    const AllocationProblem problem = small_problem(12);
    const Allocation allocation = allocate_fairly(problem);
    // Exact sum over a common denominator: denominators divide the product of the distinct ones.
    long double sum = 0;
    for (std::size_t i = 0; i < problem.people.size(); ++i) {
        sum += static_cast<long double>(allocation.share[i].of(problem.people[i]));
    }
    RC_ASSERT(std::abs(static_cast<double>(sum) - static_cast<double>(allocation.served)) < 1e-9);
}

RC_GTEST_PROP(FairAllocationProp, MoreSeatsNeverTakeAnythingAway, ()) {
    AllocationProblem problem = small_problem(8);
    const Allocation before = allocate_fairly(problem);
    const auto widened =
        static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(problem.capacity.size())));
    problem.capacity[widened] += *rc::gen::inRange(1, 6);
    const Allocation after = allocate_fairly(problem);
    for (std::size_t i = 0; i < problem.people.size(); ++i) {
        RC_ASSERT(before.share[i] <= after.share[i]);
    }
}

RC_GTEST_PROP(FairAllocationProp, HugeCountsGiveTheSameSharesAsSmallOnes, ()) {
    const AllocationProblem problem = small_problem(8);
    constexpr std::int64_t factor = 100'000'000'000; // forces the 128-bit flow
    AllocationProblem scaled = problem;
    for (auto* amounts : {&scaled.people, &scaled.capacity}) {
        for (std::int64_t& amount : *amounts) {
            amount *= factor;
        }
    }
    RC_ASSERT(allocate_fairly(scaled).share == allocate_fairly(problem).share);
}

} // namespace
} // namespace samspill
