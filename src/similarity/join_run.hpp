// Private to the similarity layer: runs a plan on several threads and hands pairs over in a fixed order.
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/similarity/similar_pair.hpp>

#include "core/parallel.hpp"
#include "similarity/join_plan.hpp"
#include "similarity/tile.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace samspill::detail {

/// One task under way. It stops when it holds enough pairs and goes on where it stopped.
///
/// A Filter has, besides what follows, a type `Tile` that holds a tile's queries:
///   void prepare(const Region&, std::uint32_t first_query, std::uint32_t queries, Tile&) const;
///   std::size_t scan(const Region&, const Tile&, TileRange, Hit*) const;
///   std::optional<SimilarPair> verify(const Region&, std::uint32_t query, std::uint32_t record) const;
template <class Filter>
class TaskRun {
public:
    TaskRun(const Filter& filter, const JoinPlan& plan, JoinTask task)
        : filter_{&filter}, plan_{&plan}, region_{task.begin}, region_end_{task.end} {
        enter_region();
    }

    [[nodiscard]] bool done() const noexcept { return region_ == region_end_; }
    [[nodiscard]] std::vector<SimilarPair>& found() noexcept { return found_; }
    [[nodiscard]] std::int64_t verified() const noexcept { return verified_; }

    /// Compares until all is done or `enough` pairs are there.
    void run(std::size_t enough, RunControl* control) {
        if (done() || found_.size() >= enough) {
            return;
        }
        constexpr std::uint32_t comparisons_a_step = 4096;
        StageTicker ticker{control};
        std::vector<Hit> hits(most_hits);
        while (!done() && found_.size() < enough) {
            const Region& region = plan_->regions()[region_];
            const TileRange range = range_in(region);
            ticker.step(1 + range.queries * (range.end - range.begin) / comparisons_a_step);
            if (range.begin < range.end) {
                filter_->prepare(region, query_, range.queries, tile_);
                verify(region, {hits.data(), filter_->scan(region, tile_, range, hits.data())});
            }
            advance(region);
        }
        std::sort(found_.begin(), found_.end());
    }

private:
    void enter_region() {
        if (!done()) {
            query_ = plan_->regions()[region_].query_begin;
            chunk_ = plan_->regions()[region_].record_begin / chunk_records;
        }
    }

    [[nodiscard]] TileRange range_in(const Region& region) const {
        const std::uint32_t first = chunk_ * chunk_records;
        return {.queries = std::min(tile_queries, region.query_end - query_),
                .begin = std::max({first, region.record_begin, query_ + 1}),
                .end = std::min(first + chunk_records, region.record_end)};
    }

    /// To the next tile, or with the first one to the next chunk: a chunk stays in the cache meanwhile.
    void advance(const Region& region) {
        query_ += tile_queries;
        if (query_ < region.query_end) {
            return;
        }
        query_ = region.query_begin;
        ++chunk_;
        if (chunk_ * chunk_records >= region.record_end) {
            ++region_;
            enter_region();
        }
    }

    void verify(const Region& region, std::span<const Hit> hits) {
        for (const Hit hit : hits) {
            const std::uint32_t query = query_ + query_of(hit);
            const std::uint32_t record = chunk_ * chunk_records + record_of(hit);
            if (record > query) {
                ++verified_;
                if (const std::optional<SimilarPair> pair = filter_->verify(region, query, record)) {
                    found_.push_back(*pair);
                }
            }
        }
    }

    const Filter* filter_;
    const JoinPlan* plan_;
    std::size_t region_;
    std::size_t region_end_;
    std::uint32_t query_ = 0;
    std::uint32_t chunk_ = 0;
    typename Filter::Tile tile_;
    std::vector<SimilarPair> found_;
    std::int64_t verified_ = 0;
};

/// Runs all tasks and hands their pairs over, those of an earlier task first. How many tasks are under way at
/// once does not depend on the threads, so neither do the portions.
template <class Filter>
JoinSummary run_join(const Filter& filter, const JoinPlan& plan, const JoinLimits& limits,
                     const PairSink& sink, RunControl* control) {
    constexpr std::size_t under_way = 32;
    const std::size_t enough = std::max<std::size_t>(1, limits.waiting_pairs / under_way);
    JoinSummary summary;
    summary.compared = plan.pairs();
    StageTicker ticker{control, "similarity join", plan.tasks().size() * StageTicker::poll_interval};
    std::deque<TaskRun<Filter>> runs;
    for (std::size_t next = 0; next < plan.tasks().size() || !runs.empty();) {
        while (runs.size() < under_way && next < plan.tasks().size()) {
            runs.emplace_back(filter, plan, plan.tasks()[next++]);
        }
        run_in_parallel(runs.size(), control, {},
                        [&](std::size_t k, RunControl* own) { runs[k].run(enough, own); });
        while (!runs.empty()) {
            TaskRun<Filter>& first = runs.front();
            if (!first.found().empty()) {
                summary.pairs += static_cast<std::int64_t>(first.found().size());
                sink(first.found());
                first.found().clear();
            }
            if (!first.done()) {
                break;
            }
            summary.verified += first.verified();
            runs.pop_front();
            ticker.step(StageTicker::poll_interval);
        }
    }
    return summary;
}

} // namespace samspill::detail
