// Voting power of games that are read from standard input, for compare_voting.py.
//
// Each line asks one question: `banzhaf|shapley automatic|exact|floating repeats quota weight weight ...`.
// The answer is one line: median seconds of one computation, CPU seconds of all repeats divided by their
// number, the residual of the Shapley-Shubik indices, and the index of every member.
#include "measure.hpp"

#include <samspill/analysis/voting_power.hpp>

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace samspill;

PowerMode mode_of(const std::string& name) {
    if (name == "exact") {
        return PowerMode::exact;
    }
    return name == "floating" ? PowerMode::floating : PowerMode::automatic;
}

void answer(std::istringstream question) {
    std::string index;
    std::string mode;
    int repeats = 1;
    std::int64_t quota = 0;
    question >> index >> mode >> repeats >> quota;
    std::vector<std::int64_t> weights;
    for (std::int64_t weight = 0; question >> weight;) {
        weights.push_back(weight);
    }
    PowerOptions options;
    options.mode = mode_of(mode);
    options.banzhaf = index == "banzhaf";
    options.shapley_shubik = !options.banzhaf;
    std::vector<double> seconds;
    double cpu_seconds = 0.0;
    VotingPower power;
    for (int k = 0; k < repeats; ++k) {
        const benchmarks::Stopwatch watch;
        power = voting_power(VotingGame{quota, weights}, options); // the game is made anew as well
        const benchmarks::Time passed = watch.passed();
        seconds.push_back(passed.seconds);
        cpu_seconds += passed.cpu_seconds;
    }
    std::nth_element(seconds.begin(), seconds.begin() + repeats / 2, seconds.end());
    std::cout << std::setprecision(17) << seconds[static_cast<std::size_t>(repeats / 2)] << ' '
              << cpu_seconds / repeats << ' ' << power.shapley_residual;
    for (const MemberPower& member : power.members) {
        std::cout << ' ' << (options.banzhaf ? member.banzhaf : member.shapley_shubik);
    }
    std::cout << std::endl;
}

} // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        answer(std::istringstream{line});
    }
}
