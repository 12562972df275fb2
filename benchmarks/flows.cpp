// Maximum flows of several libraries on one instance in one process, for compare_peers.py.
//
//     samspill_flows make near|anywhere|areas SIZE MOST_SEATS FILE   writes an instance (flow_instance.hpp)
//     samspill_flows list                                            names the contestants of this build
//     samspill_flows serve FILE
//
// `serve` reads names of contestants from its input and runs each at once. It prints people served, seconds
// and CPU seconds of making the graph, the same of solving, and by how many MiB the run raised the peak
// memory. A cut is checked to carry as many people as the flow, and fair shares are checked by certificates
// the first time, neither of it in the times; fair shares are left in FILE.shares, one double a need.
#include "boost_flow.hpp"
#include "fairness_check.hpp"
#include "measure.hpp"
#include "samspill_flow.hpp"

#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

namespace samspill::benchmarks {
namespace {

using Maker = std::function<std::unique_ptr<FlowContestant>()>;

const std::map<std::string, Maker>& contestants() {
    static const std::map<std::string, Maker> all{
        {"samspill", [] { return std::make_unique<SamspillFlow>(); }},
        {"samspill-fair", [] { return std::make_unique<SamspillFair>(); }},
        {"boost-boykov-kolmogorov", [] { return std::make_unique<BoostBoykovKolmogorov>(); }},
        {"boost-push-relabel", [] { return std::make_unique<BoostPushRelabel>(); }},
#ifdef SAMSPILL_BENCH_LEMON
        {"lemon", lemon_preflow},
#endif
#ifdef SAMSPILL_BENCH_IGRAPH
        {"igraph", igraph_push_relabel},
#endif
    };
    return all;
}

/// People that can pass from the flagged side to the other.
std::int64_t capacity_of_cut(const FlowInstance& instance, const std::vector<std::uint8_t>& source_side) {
    std::int64_t capacity = 0;
    const std::size_t needs = instance.needs();
    for (std::size_t need = 0; need < needs; ++need) {
        if (source_side[need] == 0) {
            capacity += instance.people[need];
            continue;
        }
        for (std::uint32_t pair = instance.begin[need]; pair < instance.begin[need + 1]; ++pair) {
            capacity += source_side[needs + instance.activity[pair]] == 0 ? instance.people[need] : 0;
        }
    }
    for (std::size_t activity = 0; activity < instance.activities(); ++activity) {
        capacity += source_side[needs + activity] != 0 ? instance.seats[activity] : 0;
    }
    return capacity;
}

class Server {
public:
    explicit Server(std::string path) : path_{std::move(path)}, instance_{read_flow_instance(path_)} {}

    void run(const std::string& name) {
        const double before = peak_mebibytes();
        const std::unique_ptr<FlowContestant> contestant = contestants().at(name)();
        const Stopwatch making;
        contestant->make(instance_);
        const Time made = making.passed();
        const Stopwatch solving;
        const FlowAnswer answer = contestant->solve();
        const Time solved = solving.passed();
        std::printf("%lld %.9f %.9f %.9f %.9f %.1f\n", static_cast<long long>(answer.people), made.seconds,
                    made.cpu_seconds, solved.seconds, solved.cpu_seconds, peak_mebibytes() - before);
        check(answer);
        if (const auto* fair = dynamic_cast<const SamspillFair*>(contestant.get())) {
            check(*fair);
        }
        std::fflush(stdout);
    }

private:
    void check(const FlowAnswer& answer) const {
        if (!answer.source_side.empty() && capacity_of_cut(instance_, answer.source_side) != answer.people) {
            throw std::logic_error{"the cut does not carry what the flow does"};
        }
    }

    void check(const SamspillFair& fair) {
        if (fair_is_checked_) {
            return;
        }
        FairnessCheck{instance_, fair.shares()}.levels();
        std::ofstream file{path_ + ".shares", std::ios::binary};
        for (const Fraction share : fair.shares()) {
            const double value = share.to_double();
            file.write(reinterpret_cast<const char*>(&value), sizeof value);
        }
        fair_is_checked_ = true;
    }

    std::string path_;
    FlowInstance instance_;
    bool fair_is_checked_ = false;
};

void run(const std::vector<std::string>& arguments) {
    const std::string command = arguments.empty() ? "" : arguments.front();
    if (command == "make" && arguments.size() == 5) {
        const FlowOptions options{.layout = layout_of(arguments[1]),
                                  .size = static_cast<std::uint32_t>(std::stoul(arguments[2])),
                                  .most_seats = std::stoll(arguments[3])};
        write_flow_instance(make_flow_instance(options), arguments[4]);
    } else if (command == "list") {
        for (const auto& [name, maker] : contestants()) {
            std::puts(name.c_str());
        }
    } else if (command == "serve" && arguments.size() == 2) {
        Server server{arguments[1]};
        for (std::string name; std::getline(std::cin, name);) {
            server.run(name);
        }
    } else {
        throw std::invalid_argument{"make LAYOUT SIZE MOST_SEATS FILE, list, or serve FILE"};
    }
}

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    try {
        samspill::benchmarks::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "samspill_flows: %s\n", error.what());
        return 1;
    }
    return 0;
}
