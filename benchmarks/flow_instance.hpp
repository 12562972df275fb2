// Flow problems for all contestants alike: made from a seed, kept in a file. C++17, because LEMON is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {

/// People of needs, seats of activities, and which need may use which activity. A pair takes any number of
/// people.
struct FlowInstance {
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> seats;
    std::vector<std::uint32_t> begin{0}; ///< pairs of need i are [begin[i], begin[i + 1])
    std::vector<std::uint32_t> activity; ///< of each pair, ascending within a need

    [[nodiscard]] std::uint32_t needs() const { return static_cast<std::uint32_t>(people.size()); }
    [[nodiscard]] std::uint32_t activities() const { return static_cast<std::uint32_t>(seats.size()); }
};

/// Where the needs are that an activity can serve. Each is drawn five times; equal draws count once.
enum class Layout {
    near,     ///< at most 50 places away
    anywhere, ///< any need
    areas,    ///< in its area of 200 needs, one in twenty in the next one; each area has its own scarcity
};

/// Needs have 1 to 20 people (1 to 30 in areas), activities 1 to `most_seats` seats (in areas 1 to between 1
/// and 30).
struct FlowOptions {
    Layout layout = Layout::near;
    std::uint32_t size = 1000; ///< needs, and as many activities
    std::int64_t most_seats = 20;
    std::uint64_t seed = 1;
};

[[nodiscard]] Layout layout_of(std::string_view name); ///< @throws std::invalid_argument
[[nodiscard]] FlowInstance make_flow_instance(const FlowOptions& options);

/// The file: numbers of needs, activities and pairs (u32), people and seats (i64), begin and activity (u32),
/// one after the other as the machine keeps them. @throws std::ios::failure
void write_flow_instance(const FlowInstance& instance, const std::string& path);
[[nodiscard]] FlowInstance read_flow_instance(const std::string& path);

} // namespace samspill::benchmarks
