#include "flow_instance.hpp"

#include "sequence.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace samspill::benchmarks {
namespace {

constexpr std::int64_t draws_of_an_activity = 5;
constexpr std::int64_t nearness = 50;
constexpr std::int64_t needs_of_an_area = 200;

using Pair = std::pair<std::uint32_t, std::uint32_t>; // need, activity

/// A need that the activity can serve.
std::int64_t need_for(std::int64_t activity, const FlowOptions& options, Sequence& random) {
    const std::int64_t size = options.size;
    switch (options.layout) {
    case Layout::near:
        return (activity + size + random.below(2 * nearness + 1) - nearness) % size;
    case Layout::anywhere:
        return random.below(size);
    case Layout::areas:
        break;
    }
    const std::int64_t areas = (size + needs_of_an_area - 1) / needs_of_an_area;
    const std::int64_t home = activity / needs_of_an_area;
    const std::int64_t area = random.one_in(20) ? (home + 1) % areas : home;
    return std::min(size - 1, area * needs_of_an_area + random.below(needs_of_an_area));
}

/// Most seats of an activity: drawn anew for each area, so that some areas have too few and some plenty.
std::int64_t most_seats_at(std::int64_t activity, const FlowOptions& options) {
    if (options.layout != Layout::areas) {
        return options.most_seats;
    }
    return 1 + Sequence{options.seed + static_cast<std::uint64_t>(activity / needs_of_an_area)}.below(30);
}

template <class Value>
void write(std::ofstream& file, const std::vector<Value>& values) {
    file.write(reinterpret_cast<const char*>(values.data()),
               static_cast<std::streamsize>(values.size() * sizeof(Value)));
}

template <class Value>
void read(std::ifstream& file, std::vector<Value>& values, std::size_t size) {
    values.resize(size);
    file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(size * sizeof(Value)));
}

} // namespace

Layout layout_of(std::string_view name) {
    constexpr std::array<std::string_view, 3> names{"near", "anywhere", "areas"};
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        throw std::invalid_argument{"the layout is near, anywhere or areas"};
    }
    return static_cast<Layout>(found - names.begin());
}

FlowInstance make_flow_instance(const FlowOptions& options) {
    Sequence random{options.seed};
    const std::int64_t most_people = options.layout == Layout::areas ? 30 : 20;
    FlowInstance instance;
    std::vector<Pair> pairs;
    for (std::uint32_t k = 0; k < options.size; ++k) {
        instance.people.push_back(1 + random.below(most_people));
        instance.seats.push_back(1 + random.below(most_seats_at(k, options)));
        for (std::int64_t draw = 0; draw < draws_of_an_activity; ++draw) {
            pairs.emplace_back(static_cast<std::uint32_t>(need_for(k, options, random)), k);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    instance.begin.assign(options.size + std::size_t{1}, 0);
    for (const auto& [need, activity] : pairs) {
        ++instance.begin[need + std::size_t{1}];
        instance.activity.push_back(activity);
    }
    for (std::size_t need = 0; need < options.size; ++need) {
        instance.begin[need + 1] += instance.begin[need];
    }
    return instance;
}

void write_flow_instance(const FlowInstance& instance, const std::string& path) {
    std::ofstream file;
    file.exceptions(std::ios::failbit | std::ios::badbit);
    file.open(path, std::ios::binary);
    write(file, std::vector<std::uint32_t>{instance.needs(), instance.activities(),
                                           static_cast<std::uint32_t>(instance.activity.size())});
    write(file, instance.people);
    write(file, instance.seats);
    write(file, instance.begin);
    write(file, instance.activity);
}

FlowInstance read_flow_instance(const std::string& path) {
    std::ifstream file;
    file.exceptions(std::ios::failbit | std::ios::badbit);
    file.open(path, std::ios::binary);
    std::vector<std::uint32_t> sizes;
    read(file, sizes, 3);
    FlowInstance instance;
    read(file, instance.people, sizes[0]);
    read(file, instance.seats, sizes[1]);
    read(file, instance.begin, sizes[0] + std::size_t{1});
    read(file, instance.activity, sizes[2]);
    return instance;
}

} // namespace samspill::benchmarks
