#include "votes_in_time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace samspill {
namespace {

constexpr std::int64_t always = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

/// A voter begins or ceases to vote.
struct Turn {
    std::int64_t day = 0;
    std::size_t voter = 0;
    bool begins = false;

    friend auto operator<=>(const Turn&, const Turn&) = default;
};

/// Periods that overlap or meet are joined, so that a voter never counts twice at a time.
void add_turns(std::vector<Turn>& turns, std::size_t voter, std::vector<DateInterval>& periods) {
    std::sort(periods.begin(), periods.end()); // unknown, that is open, beginnings come first
    std::int64_t begin = 0;
    std::int64_t end = always;
    const auto close = [&] {
        if (end > begin) {
            turns.push_back({begin, voter, true});
            turns.push_back({end, voter, false});
        }
    };
    for (const DateInterval& period : periods) {
        const std::int64_t from = period.from.is_known() ? period.from.days_since_epoch() : always;
        const std::int64_t to = period.to.is_known() ? period.to.days_since_epoch() : forever;
        if (to <= from) {
            continue; // runs backwards, which is an error of its own
        }
        if (end == always || from > end) {
            close();
            begin = from;
            end = to;
        } else {
            end = std::max(end, to);
        }
    }
    close();
}

/// The voters of one day.
class Sum {
public:
    void add(const std::optional<double>& votes, int sign) noexcept {
        if (votes) {
            stated_ += sign;
            votes_ += sign * *votes;
        } else {
            unstated_ += sign;
        }
    }
    [[nodiscard]] bool may_reach(double quota) const noexcept {
        constexpr double rounding = 1e-9;
        if (stated_ > 0 && unstated_ > 0) {
            return true;
        }
        const double votes = stated_ > 0 ? votes_ : static_cast<double>(unstated_);
        return !(quota > votes * (1.0 + rounding));
    }

private:
    std::int64_t stated_ = 0;
    std::int64_t unstated_ = 0;
    double votes_ = 0.0; // what ended leaves rounding errors of sums that did not reach the quota
};

} // namespace

bool can_reach(double quota, std::vector<VotingPeriods> voters) {
    std::vector<Turn> turns;
    turns.reserve(2 * voters.size());
    for (std::size_t k = 0; k < voters.size(); ++k) {
        add_turns(turns, k, voters[k].periods);
    }
    std::sort(turns.begin(), turns.end());
    Sum sum;
    for (std::size_t k = 0; k < turns.size();) {
        const std::int64_t day = turns[k].day;
        if (day == forever) {
            break;
        }
        for (; k < turns.size() && turns[k].day == day; ++k) {
            sum.add(voters[turns[k].voter].votes, turns[k].begins ? 1 : -1);
        }
        if (sum.may_reach(quota)) {
            return true;
        }
    }
    return turns.empty();
}

} // namespace samspill
