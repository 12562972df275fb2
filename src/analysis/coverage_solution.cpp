#include "coverage_solution.hpp"

#include "../detail/share_sum.hpp"
#include "cascade_reach.hpp"
#include "core/parallel.hpp"
#include "problem_part.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace samspill::detail {
namespace {

/// Which needs are solved, and what is known of the others. Everything is solved where nothing is kept.
class Kept {
public:
    Kept(const CoverageModel& model, const KeptReferrals* kept) : model_{model}, kept_{kept} {}

    [[nodiscard]] bool is_anything() const noexcept { return kept_ != nullptr; }
    [[nodiscard]] bool holds_losses() const noexcept { return kept_ != nullptr && kept_->losses; }
    [[nodiscard]] bool holds_referral(std::uint32_t referral) const noexcept {
        return kept_ != nullptr && kept_->before[referral] != KeptReferrals::touched;
    }
    [[nodiscard]] bool holds_class(std::uint32_t need_class) const noexcept {
        return holds_referral(referral_in(need_class));
    }
    [[nodiscard]] const NeedCoverage& row_of_referral(std::uint32_t referral) const noexcept {
        const NeedId need = kept_->model.referrals().members(kept_->before[referral]).front();
        return kept_->coverage.needs[need.position()];
    }
    [[nodiscard]] const NeedCoverage& row_of_class(std::uint32_t need_class) const noexcept {
        return row_of_referral(referral_in(need_class));
    }
    [[nodiscard]] const ReachBeyond& least(std::uint32_t referral) const noexcept {
        return kept_->coverage.cascade.least.classes[kept_->before[referral]];
    }
    [[nodiscard]] const ReachBeyond& most(std::uint32_t referral) const noexcept {
        return kept_->coverage.cascade.most.classes[kept_->before[referral]];
    }
    /// For cascade_reach: 1 for referrals that it need not look at.
    [[nodiscard]] std::vector<std::uint8_t> referrals_left_out() const {
        std::vector<std::uint8_t> left_out(model_.referrals().size(), 0);
        for (std::uint32_t r = 0; r < left_out.size(); ++r) {
            left_out[r] = holds_referral(r) ? 1 : 0;
        }
        return left_out;
    }

private:
    [[nodiscard]] std::uint32_t referral_in(std::uint32_t need_class) const noexcept {
        return model_.referrals().referral_of(model_.eligibility().members(need_class).front());
    }

    const CoverageModel& model_;
    const KeptReferrals* kept_;
};

class Solver {
public:
    Solver(const CoverageModel& model, const StageOrder& order, RunControl* control,
           const KeptReferrals* kept)
        : model_{model}, order_{order}, control_{control}, kept_{model, kept} {}

    CoverageSolution run() && {
        readings_ = readings();
        allocate();
        cover_nominally();
        if (model_.records_knowledge()) {
            find_known_ranges();
        }
        count_served();
        follow_losses();
        return std::move(solution_);
    }

private:
    /// Every reading of what unknown seats and unstated entry points may mean.
    [[nodiscard]] std::vector<Reading> readings() const {
        std::vector<Reading> all;
        for (const UnknownSeats seats : ends()) {
            all.push_back({seats, UnaskedFind::nothing});
            if (model_.has_unasked()) {
                all.push_back({seats, UnaskedFind::everything});
            }
        }
        return all;
    }
    [[nodiscard]] std::vector<UnknownSeats> ends() const {
        return model_.has_unknown_seats() ? std::vector{UnknownSeats::none, UnknownSeats::unbounded}
                                          : std::vector{UnknownSeats::none};
    }

    void allocate() {
        const std::vector<UnknownSeats> seats = ends();
        nominal_.resize(seats.size());
        known_.resize(readings_.size());
        run_in_parallel(nominal_.size() + known_.size(), control_, {},
                        [&](std::size_t task, RunControl* own) {
                            if (task < nominal_.size()) {
                                nominal_[task] = allocate_fairly(nominal_problem(seats[task]), own);
                            } else {
                                const std::size_t k = task - nominal_.size();
                                known_[k] = allocate_fairly(known_problem(readings_[k]), own);
                            }
                        });
    }
    [[nodiscard]] AllocationProblem nominal_problem(UnknownSeats seats) const {
        AllocationProblem problem = model_.nominal_problem(seats);
        return !kept_.is_anything() ? problem : part_of(std::move(problem), [&](std::uint32_t need_class) {
            return !kept_.holds_class(need_class);
        });
    }
    [[nodiscard]] AllocationProblem known_problem(Reading reading) const {
        AllocationProblem problem = model_.known_problem(reading);
        return !kept_.is_anything() ? problem : part_of(std::move(problem), [&](std::uint32_t referral) {
            return !kept_.holds_referral(referral);
        });
    }

    void cover_nominally() {
        for (std::uint32_t k = 0; k < model_.eligibility().need_classes(); ++k) {
            solution_.covered.push_back(
                kept_.holds_class(k) ? kept_.row_of_class(k).covered
                                     : ShareInterval{nominal_.front().share[k], nominal_.back().share[k]});
        }
    }

    /// Each need gets the range of its shares over the readings.
    void find_known_ranges() {
        for (std::uint32_t r = 0; r < model_.referrals().size(); ++r) {
            const auto kept = kept_.holds_referral(r) ? kept_.row_of_referral(r).known : std::nullopt;
            solution_.known.push_back(kept ? *kept : known_range(r));
        }
    }
    [[nodiscard]] ShareInterval known_range(std::uint32_t referral) const {
        const Referrals& referrals = model_.referrals();
        if (referrals.entry_point(referral).is_none()) { // M4.2: nobody says whom they ask
            return {Fraction{}, nominal_.back().share[referrals.need_class(referral)]};
        }
        ShareInterval range{known_.front().share[referral], known_.front().share[referral]};
        for (const Allocation& allocation : known_) {
            range.low = std::min(range.low, allocation.share[referral]);
            range.high = std::max(range.high, allocation.share[referral]);
        }
        return range;
    }

    void count_served() {
        for (std::size_t k = 0; k < readings_.size(); ++k) {
            const bool no_seats = readings_[k].seats == UnknownSeats::none;
            ServedPeople& served = solution_.served.emplace_back();
            served.reading = readings_[k];
            served.nominal = (no_seats ? nominal_.front() : nominal_.back()).served;
            served.known = known_[k].served;
            if (kept_.is_anything()) {
                served.nominal += kept_nominal(no_seats);
                served.known += kept_known(k);
            }
        }
    }
    /// Sums over connected parts are whole, so rounding only mends the last digit.
    [[nodiscard]] std::int64_t kept_nominal(bool no_seats) const {
        ShareSum sum;
        for (std::uint32_t k = 0; k < model_.eligibility().need_classes(); ++k) {
            if (kept_.holds_class(k)) {
                const ShareInterval& covered = kept_.row_of_class(k).covered;
                sum.add(no_seats ? covered.low : covered.high, model_.people(k));
            }
        }
        return std::llround(sum.value());
    }
    /// What was kept tells the shares of the first and the last reading only; between them a flow counts.
    [[nodiscard]] std::int64_t kept_known(std::size_t reading) const {
        const bool is_first = reading == 0;
        if (!is_first && reading + 1 < readings_.size()) {
            return flow_of_kept(readings_[reading]);
        }
        ShareSum sum;
        for (std::uint32_t r = 0; r < model_.referrals().size(); ++r) {
            if (kept_.holds_referral(r)) {
                sum.add((is_first ? kept_.least(r) : kept_.most(r)).share, model_.people_referred(r));
            }
        }
        return std::llround(sum.value());
    }
    [[nodiscard]] std::int64_t flow_of_kept(Reading reading) const {
        AllocationProblem problem =
            part_of(model_.known_problem(reading), [&](std::uint32_t r) { return kept_.holds_referral(r); });
        StageTicker ticker{control_, "finding the maximum flow", problem.graph.arcs()};
        const BipartiteFlow<std::int64_t> flow{problem.graph, problem.people, std::move(problem.capacity),
                                               ticker};
        std::int64_t served = 0;
        for (std::size_t r = 0; r < problem.people.size(); ++r) {
            served += problem.people[r] - flow.unsent()[r];
        }
        return served;
    }

    void follow_losses() {
        const std::vector<std::uint8_t> left_out =
            kept_.holds_losses() ? kept_.referrals_left_out() : std::vector<std::uint8_t>{};
        run_in_parallel(readings_.size() == 1 ? 1 : 2, control_, {}, [&](std::size_t k, RunControl* own) {
            const bool is_first = k == 0;
            std::vector<Fraction> shares = std::move((is_first ? known_.front() : known_.back()).share);
            const auto kept = [&](std::uint32_t r) { return is_first ? kept_.least(r) : kept_.most(r); };
            for (std::uint32_t r = 0; r < shares.size(); ++r) {
                shares[r] = kept_.holds_referral(r) ? kept(r).share : shares[r];
            }
            std::vector<ReachBeyond>& reach = is_first ? solution_.least : solution_.most;
            reach = cascade_reach(model_, is_first ? readings_.front() : readings_.back(), shares, order_,
                                  own, left_out);
            for (std::uint32_t r = 0; r < left_out.size(); ++r) {
                reach[r] = left_out[r] == 0 ? reach[r] : kept(r);
            }
        });
        if (readings_.size() == 1) {
            solution_.most = solution_.least;
        }
    }

    const CoverageModel& model_;
    const StageOrder& order_;
    RunControl* control_;
    Kept kept_;
    std::vector<Reading> readings_;
    std::vector<Allocation> nominal_; // with no unknown seats and, where some are unknown, unbounded ones
    std::vector<Allocation> known_;   // one a reading
    CoverageSolution solution_;
};

} // namespace

CoverageSolution solve_coverage(const CoverageModel& model, const StageOrder& order, RunControl* control,
                                const KeptReferrals* kept) {
    return Solver{model, order, control, kept}.run();
}

} // namespace samspill::detail
