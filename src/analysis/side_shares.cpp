#include "side_shares.hpp"

#include <samspill/analysis/equivalence_tests.hpp>
#include <samspill/analysis/proportion_intervals.hpp>

#include "core/parallel.hpp"

#include <cmath>

namespace samspill::detail {
namespace {

constexpr auto municipal = static_cast<std::size_t>(Sector::municipal);

/// The only other sector that a forum expects beside the municipality.
std::optional<std::size_t> other_side(const SectorExpectation& expectation) {
    std::optional<std::size_t> side;
    for (std::size_t s = 0; s < sector_count; ++s) {
        if (s == municipal || !expectation.expected[s]) {
            continue;
        }
        if (side) {
            return std::nullopt;
        }
        side = s;
    }
    return expectation.expected[municipal] ? side : std::nullopt;
}

template <class Answer>
void refuse(Answer& answer, std::string_view reason) {
    answer.status = Status::not_applicable;
    answer.reason = reason;
}

} // namespace

std::size_t SideShares::add(const SectorWeights& seats, const SectorExpectation& expectation) {
    const auto [entry, is_new] = numbers_.emplace(key_of(seats, expectation), keys_.size());
    if (is_new) {
        keys_.push_back(&entry->first);
    }
    return entry->second;
}

void SideShares::compute(RunControl* control) {
    constexpr std::uint64_t steps_of_a_share = 1024; // it may take as long as that many small steps
    shares_.resize(keys_.size());
    run_in_parallel(keys_.size(), control, "comparing sides", [&](std::size_t k, RunControl* own) {
        StageTicker ticker{own};
        ticker.step(steps_of_a_share);
        shares_[k] = made(*keys_[k]);
    });
}

SideShares::Key SideShares::key_of(const SectorWeights& seats, const SectorExpectation& expectation) {
    const std::optional<std::size_t> side = other_side(expectation);
    if (!side) {
        return {std::nullopt, 0, 0, 0.0,
                "the forum does not expect exactly the municipality and one other sector"};
    }
    const double own = seats[*side];
    const double both = own + seats[municipal];
    const double expected = expectation.weight[*side] + expectation.weight[municipal];
    const bool whole = own == std::trunc(own) && both == std::trunc(both);
    const double share = expected > 0.0 ? expectation.weight[*side] / expected : 0.0;
    return {static_cast<std::uint8_t>(*side), whole ? static_cast<std::int64_t>(own) : 0,
            whole ? static_cast<std::int64_t>(both) : 0, share,
            whole ? std::string_view{} : "seats weighted by time are not whole"};
}

SideShare SideShares::made(const Key& key) const {
    const auto& [side, seats, of, expected, reason] = key;
    SideShare share;
    share.side = side;
    share.level = options_.level;
    if (!reason.empty()) {
        refuse(share.wilson, reason);
        refuse(share.clopper_pearson, reason);
        refuse(share.equivalence, reason);
        return share;
    }
    share.seats = seats;
    share.of = of;
    share.wilson = wilson_interval(seats, of, options_.level);
    share.clopper_pearson = clopper_pearson_interval(seats, of, options_.level);
    if (!options_.margin) {
        refuse(share.equivalence, "no margin stated");
    } else if (expected - *options_.margin <= 0.0 || expected + *options_.margin >= 1.0) {
        refuse(share.equivalence, "the margin reaches beyond 0 or 1");
    } else {
        share.equivalence = binomial_equivalence_test(seats, of, expected, *options_.margin, options_.tests);
    }
    return share;
}

} // namespace samspill::detail
