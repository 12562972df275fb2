// Sums over needs in the making: shares stay exact until every need is in.
#pragma once

#include <samspill/core/checked.hpp>
#include <samspill/result/coverage_result.hpp>

#include "../detail/share_sum.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace samspill::detail {

/// People lost at each stage, in one reading.
class LossSums {
public:
    void add(const PerStage<ExactPeople>& losses) {
        for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
            sums_[stage].add(losses[stage]);
        }
    }
    void merge(LossSums&& other) {
        for (std::size_t stage = 0; stage < cascade_stages; ++stage) {
            sums_[stage].merge(std::move(other.sums_[stage]));
        }
    }
    [[nodiscard]] PerStage<double> finish() const {
        PerStage<double> lost{};
        std::transform(sums_.begin(), sums_.end(), lost.begin(),
                       [](const ShareSum& sum) { return sum.value(); });
        return lost;
    }

private:
    PerStage<ShareSum> sums_;
};

/// Needs of unknown size are counted, and enter no sum.
class RunningSums {
public:
    void add(const NeedCoverage& row) {
        ++sums_.needs;
        if (!row.people.is_known()) {
            ++sums_.needs_unknown;
            return;
        }
        const std::int64_t people = row.people.value();
        sums_.people = checked_add(sums_.people, people);
        low_.add(row.covered.low, people);
        high_.add(row.covered.high, people);
        if (row.known) {
            known_low_.add(row.known->low, people);
            known_high_.add(row.known->high, people);
        } else {
            known_for_all_ = false;
        }
    }

    /// People of the same need who are lost, in the readings that cover least and most.
    void add_losses(const PerStage<ExactPeople>& least, const PerStage<ExactPeople>& most) {
        lost_least_.add(least);
        lost_most_.add(most);
    }

    /// Adds the needs of other sums, which are used up.
    void merge(RunningSums&& other) {
        sums_.needs += other.sums_.needs;
        sums_.needs_unknown += other.sums_.needs_unknown;
        sums_.people = checked_add(sums_.people, other.sums_.people);
        low_.merge(std::move(other.low_));
        high_.merge(std::move(other.high_));
        known_low_.merge(std::move(other.known_low_));
        known_high_.merge(std::move(other.known_high_));
        lost_least_.merge(std::move(other.lost_least_));
        lost_most_.merge(std::move(other.lost_most_));
        known_for_all_ = known_for_all_ && other.known_for_all_;
    }

    [[nodiscard]] CoverageSums finish() const {
        CoverageSums finished = sums_;
        finished.covered_low = low_.value();
        finished.covered_high = high_.value();
        return finished;
    }

    [[nodiscard]] PerStage<double> lost_least() const { return lost_least_.finish(); }
    [[nodiscard]] PerStage<double> lost_most() const { return lost_most_.finish(); }

    /// People covered by what the entry points can find, summed end by end; nothing without people, and when
    /// some need does not say.
    [[nodiscard]] std::optional<double> known_low() const { return known(known_low_); }
    [[nodiscard]] std::optional<double> known_high() const { return known(known_high_); }

private:
    [[nodiscard]] std::optional<double> known(const ShareSum& sum) const {
        return known_for_all_ && sums_.people > 0 ? std::optional{sum.value()} : std::nullopt;
    }

    CoverageSums sums_;
    ShareSum low_;
    ShareSum high_;
    ShareSum known_low_;
    ShareSum known_high_;
    LossSums lost_least_;
    LossSums lost_most_;
    bool known_for_all_ = true;
};

} // namespace samspill::detail
