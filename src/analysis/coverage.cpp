#include <samspill/analysis/coverage.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "core/parallel.hpp"
#include "coverage_parts.hpp"
#include "coverage_solution.hpp"
#include "coverage_sums.hpp"
#include "stated_months.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace samspill {
namespace {

/// Puts what the allocations say into rows and sums.
class Coverage {
public:
    Coverage(const CoverageModel& model, const CoverageOptions& options, detail::CoverageSolution solution,
             RunControl* control)
        : model_{model}, network_{model.network()}, eligibility_{model.eligibility()}, options_{options},
          control_{control}, solution_{std::move(solution)} {}

    CoverageResult run() && {
        CoverageResult result;
        result.provenance = detail::provenance_of("coverage", network_);
        result.months = options_.months.value_or(detail::stated_months(network_));
        add_needs(result);
        detail::mark_statutory(network_, result.needs);
        detail::count_organisations(model_, result.needs);
        add_shares(result);
        add_cascade(result);
        name_obstacles(result);
        sum_up(result);
        echo_options(result);
        return result;
    }

private:
    void add_needs(CoverageResult& result) const {
        const NeedColumns& needs = network_.needs();
        const std::vector<std::uint8_t> wanted_by_unknown = offers_of_uncounted();
        result.needs.resize(needs.size());
        for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
            const auto offers = eligibility_.offers(k);
            const bool shares =
                model_.is_counted(k) && std::any_of(offers.begin(), offers.end(), [&](std::uint32_t offer) {
                    return wanted_by_unknown[offer] != 0;
                });
            const std::int64_t eligible = eligibility_.activity_count(k);
            for (const NeedId need : eligibility_.members(k)) {
                NeedCoverage& row = result.needs[need.position()];
                row.people = needs.people[need.position()];
                row.eligible = eligible;
                row.relies_on_unstated = eligibility_.relies_on_unstated(k);
                row.shares_with_unknown = shares;
            }
        }
    }

    /// Flags the offers that some need of unknown size could use.
    [[nodiscard]] std::vector<std::uint8_t> offers_of_uncounted() const {
        std::vector<std::uint8_t> wanted(eligibility_.offer_classes(), 0);
        for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
            if (!model_.is_counted(k)) {
                for (const std::uint32_t offer : eligibility_.offers(k)) {
                    wanted[offer] = 1;
                }
            }
        }
        return wanted;
    }

    /// Each need gets its nominal shares and the range of its known ones. The loss of people to not knowing
    /// is taken between allocations with the same seats.
    void add_shares(CoverageResult& result) const {
        for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
            for (const NeedId need : eligibility_.members(k)) {
                result.needs[need.position()].covered = solution_.covered[k];
            }
        }
        if (!model_.records_knowledge()) {
            return;
        }
        const Referrals& referrals = model_.referrals();
        for (std::uint32_t r = 0; r < referrals.size(); ++r) {
            for (const NeedId need : referrals.members(r)) {
                result.needs[need.position()].known = solution_.known[r];
            }
        }
        CoverageTotals& totals = result.totals;
        const auto lower = [](std::optional<double>& to, double value) {
            to = std::min(to.value_or(value), value);
        };
        const auto raise = [](std::optional<double>& to, double value) {
            to = std::max(to.value_or(value), value);
        };
        for (const detail::ServedPeople& served : solution_.served) {
            const auto known = static_cast<double>(served.known);
            const auto nominal = static_cast<double>(served.nominal);
            lower(totals.known_low, known);
            raise(totals.known_high, known);
            lower(totals.lost_to_not_knowing_low, nominal - known);
            raise(totals.lost_to_not_knowing_high, nominal - known);
        }
    }

    void add_cascade(CoverageResult& result) {
        LossCascade& cascade = result.cascade;
        cascade.order = options_.stage_order;
        cascade.status = detail::stage_status(model_, cascade.order);
        for (std::size_t i = 0; i < network_.needs().size(); ++i) {
            cascade.class_of_need.push_back(model_.referrals().referral_of(NeedId{i}));
        }
        cascade.least.classes = std::move(solution_.least);
        cascade.most.classes = std::move(solution_.most);
        detail::run_in_parallel(2, control_, {}, [&](std::size_t k, RunControl*) {
            detail::sum_losses(network_, cascade, k == 0 ? cascade.least : cascade.most);
        });
    }

    void name_obstacles(CoverageResult& result) const {
        for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
            for (const NeedId need : eligibility_.members(k)) {
                NeedCoverage& row = result.needs[need.position()];
                const bool is_referred = !network_.needs().entry_point[need.position()].is_none();
                row.obstacle = first_obstacle(row, eligibility_.best_stage(k), is_referred);
            }
        }
    }

    [[nodiscard]] static Obstacle first_obstacle(const NeedCoverage& row, MatchStage best,
                                                 bool has_entry_point) {
        if (!row.people.is_known()) {
            return Obstacle::unknown;
        }
        if (row.people.value() == 0) {
            return Obstacle::none;
        }
        switch (best) {
        case MatchStage::none:
            return Obstacle::no_offer;
        case MatchStage::exists:
            return Obstacle::out_of_area;
        case MatchStage::in_area:
            return Obstacle::out_of_period;
        case MatchStage::in_period:
            return Obstacle::not_eligible;
        case MatchStage::eligible:
            break;
        }
        if (row.covered.low < Fraction::one()) {
            return Obstacle::no_capacity;
        }
        // Without an entry point nobody said who would have to know, so not knowing is no finding.
        const bool not_known = has_entry_point && row.known && row.known->low < Fraction::one();
        return not_known ? Obstacle::not_known : Obstacle::none;
    }

    void sum_up(CoverageResult& result) const {
        const NeedColumns& needs = network_.needs();
        detail::RunningSums all;
        std::map<TermId, detail::RunningSums> themes;
        std::map<std::pair<TermId, std::int32_t>, detail::RunningSums> months;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            const NeedCoverage& row = result.needs[i];
            all.add(row);
            const auto add_backup = [&row](std::int64_t organisations, std::int64_t& people) {
                people = organisations >= 2 ? checked_add(people, row.people.value_or(0)) : people;
            };
            add_backup(row.organisations, result.totals.people_with_backup);
            add_backup(row.organisations_low, result.totals.people_with_backup_low);
            themes[needs.theme[i]].add(row);
            const MonthInterval shown = needs.period[i].intersection(result.months);
            for (std::int32_t month = shown.from; month < shown.to; ++month) {
                months[{needs.theme[i], month}].add(row);
            }
        }
        result.totals.sums = all.finish();
        for (const auto& [theme, sums] : themes) {
            result.by_theme.push_back({theme, sums.finish()});
            for (std::int32_t month = result.months.from; month < result.months.to; ++month) {
                result.by_theme_month.push_back({theme, month, months[{theme, month}].finish()});
            }
        }
        add_seats(result.totals);
    }

    void add_seats(CoverageTotals& totals) const {
        for (std::size_t j = 0; j < network_.activities().size(); ++j) {
            const Count seats = network_.activities().free_seats(ActivityId{j});
            totals.activities_capacity_unknown += seats.is_known() ? 0 : 1;
            totals.capacity = checked_add(totals.capacity, seats.value_or(0));
        }
        totals.unused_capacity = totals.capacity - solution_.served.front().nominal;
    }

    void echo_options(CoverageResult& result) const {
        detail::echo(result.provenance, options_.match);
        detail::echo(result.provenance, "awareness_steps", std::to_string(options_.awareness_steps));
        detail::echo(result.provenance, "months", detail::text_of(result.months));
        std::string order;
        for (const CascadeStage stage : options_.stage_order) {
            order += (order.empty() ? "" : ",") + std::string{to_string(stage)};
        }
        detail::echo(result.provenance, "stage_order", order);
    }

    const CoverageModel& model_;
    const ActorNetwork& network_;
    const Eligibility& eligibility_;
    const CoverageOptions& options_;
    RunControl* control_;
    detail::CoverageSolution solution_;
};

void check(const ActorNetwork& network, const CoverageOptions& options) {
    for (const TableName table : {TableName::needs, TableName::activities}) {
        if (!network.has(table)) {
            throw MissingTable{"coverage needs the table " + std::string{to_string(table)}};
        }
    }
    if (options.awareness_steps < 0) {
        throw InvalidArgument{"awareness_steps must be 0 or more"};
    }
    if (options.months) {
        detail::require_months(*options.months);
    }
}

} // namespace

CoverageModel coverage_model(const ActorNetwork& network, const CoverageOptions& options,
                             RunControl* control) {
    check(network, options);
    return CoverageModel{network, options.match, options.awareness_steps, control};
}

CoverageResult coverage(const CoverageModel& model, const CoverageOptions& options, RunControl* control) {
    check(model.network(), options);
    detail::CoverageSolution solution = detail::solve_coverage(model, options.stage_order, control);
    return Coverage{model, options, std::move(solution), control}.run();
}

CoverageResult detail::coverage_from(const CoverageModel& model, const CoverageOptions& options,
                                     CoverageSolution solution, RunControl* control) {
    check(model.network(), options);
    return Coverage{model, options, std::move(solution), control}.run();
}

CoverageResult coverage(const ActorNetwork& network, const CoverageOptions& options, RunControl* control) {
    return coverage(coverage_model(network, options, control), options, control);
}

} // namespace samspill
