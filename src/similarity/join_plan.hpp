// Private to the similarity layer: which records a join compares, cut into tasks.
#pragma once

#include "similarity/tile.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace samspill::detail {

/// Queries and records to compare, by positions in the order of the scan. Only pairs whose record comes after
/// the query count, so a stretch may be compared with itself. `kind` means something to the filter alone.
struct Region {
    std::uint32_t query_begin = 0;
    std::uint32_t query_end = 0;
    std::uint32_t record_begin = 0;
    std::uint32_t record_end = 0;
    std::uint32_t kind = 0;

    /// Pairs of a query and a later record; the records do not begin before the queries.
    [[nodiscard]] std::int64_t pairs() const noexcept {
        const std::int64_t queries = query_end - query_begin;
        const std::int64_t records = record_end - record_begin;
        const std::int64_t common = std::max<std::int64_t>(0, std::int64_t{query_end} - record_begin);
        return queries * records - common * (common + 1) / 2;
    }
};

/// Consecutive regions that one thread compares.
struct JoinTask {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Regions and the tasks they make, of about equally many pairs; what they are does not depend on threads.
class JoinPlan {
public:
    explicit JoinPlan(const std::vector<Region>& regions) {
        for (const Region& region : regions) {
            pairs_ += region.pairs();
        }
        const std::int64_t most = std::clamp(pairs_ / tasks_wanted, least_pairs, most_pairs);
        for (const Region& region : regions) {
            cut(region, most);
        }
        std::int64_t taken = 0;
        for (std::size_t k = 0; k < regions_.size(); ++k) {
            if (tasks_.empty() || taken >= most) {
                tasks_.push_back({k, k});
                taken = 0;
            }
            taken += regions_[k].pairs();
            tasks_.back().end = k + 1;
        }
    }

    [[nodiscard]] const std::vector<Region>& regions() const noexcept { return regions_; }
    [[nodiscard]] const std::vector<JoinTask>& tasks() const noexcept { return tasks_; }
    [[nodiscard]] std::int64_t pairs() const noexcept { return pairs_; }

private:
    static constexpr std::int64_t tasks_wanted = 64;
    static constexpr std::int64_t least_pairs = std::int64_t{1} << 18U;
    static constexpr std::int64_t most_pairs = std::int64_t{1} << 28U;

    /// Cuts the queries so that no part has many more pairs than `most`.
    void cut(Region region, std::int64_t most) {
        while (region.query_begin < region.query_end) {
            Region part = region;
            const std::int64_t records = std::max<std::int64_t>(
                1, std::int64_t{part.record_end} - std::max(part.record_begin, part.query_begin));
            const std::int64_t queries =
                (std::max<std::int64_t>(1, most / records) + tile_queries - 1) / tile_queries * tile_queries;
            part.query_end = static_cast<std::uint32_t>(
                std::min<std::int64_t>(part.query_end, std::int64_t{part.query_begin} + queries));
            part.record_begin = std::max(part.record_begin, part.query_begin);
            region.query_begin = part.query_end;
            if (part.pairs() > 0) {
                regions_.push_back(part);
            }
        }
    }

    std::vector<Region> regions_;
    std::vector<JoinTask> tasks_;
    std::int64_t pairs_ = 0;
};

} // namespace samspill::detail
