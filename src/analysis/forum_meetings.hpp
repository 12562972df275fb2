// Private to analysis: which meetings a forum held.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/model/actor_network.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace samspill::detail {

/// Half-open range of rows of one table.
struct RowRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Meetings by forum, in order of their beginning. O(meetings log meetings).
class ForumMeetings {
public:
    explicit ForumMeetings(const ActorNetwork& network) : network_{network} {
        const MeetingColumns& meetings = network.meetings();
        rows_.resize(meetings.size());
        std::iota(rows_.begin(), rows_.end(), 0U);
        std::stable_sort(rows_.begin(), rows_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair{meetings.forum[a], meetings.start[a]} <
                   std::pair{meetings.forum[b], meetings.start[b]};
        });
        begin_.assign(network.forums().size() + 1, 0);
        for (const std::uint32_t m : rows_) {
            ++begin_[meetings.forum[m].position() + 1];
            latest_ = std::max(latest_, meetings.start[m].date()); // an unknown day comes before all others
        }
        std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    }

    [[nodiscard]] std::span<const std::uint32_t> of(ForumId forum) const {
        const std::size_t begin = begin_[forum.position()];
        return std::span{rows_}.subspan(begin, begin_[forum.position() + 1] - begin);
    }
    /// Rows of the agenda items of a meeting.
    [[nodiscard]] RowRange items_of(std::uint32_t meeting) const {
        return rows_of(network_.agenda_items().meeting, meeting);
    }
    /// The local day of the latest meeting of the network; unknown without meetings.
    [[nodiscard]] Date latest_day() const noexcept { return latest_; }

private:
    [[nodiscard]] static RowRange rows_of(const std::vector<MeetingId>& sorted, std::uint32_t meeting) {
        const auto [begin, end] = std::equal_range(sorted.begin(), sorted.end(), MeetingId{meeting});
        return {static_cast<std::size_t>(begin - sorted.begin()),
                static_cast<std::size_t>(end - sorted.begin())};
    }

    const ActorNetwork& network_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::size_t> begin_;
    Date latest_;
};

} // namespace samspill::detail
