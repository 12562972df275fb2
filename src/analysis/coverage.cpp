#include <samspill/analysis/coverage.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/core/error.hpp>
#include <samspill/graph/awareness.hpp>
#include <samspill/graph/eligibility.hpp>
#include <samspill/graph/fair_allocation.hpp>

#include "../detail/options_echo.hpp"
#include "../detail/share_sum.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace samspill {
namespace {

constexpr MonthInterval reception_months{-2, 7}; // two months before arrival to six months after
constexpr std::int32_t most_months = 120;

/// Which offers a need class may use in one allocation.
enum class Knowledge : std::uint8_t {
    everything,       ///< nominal coverage: whatever fits
    known,            ///< what the entry point finds; classes without entry point find nothing
    known_or_unasked, ///< the same, but classes without entry point find everything
};

/// What activities of unknown capacity can take.
enum class UnknownSeats : std::uint8_t { none, unbounded };

/// Sums in the making: shares stay exact until every need is in.
struct RunningSums {
    CoverageSums sums;
    detail::ShareSum covered_low;
    detail::ShareSum covered_high;

    void add(const NeedCoverage& row) {
        ++sums.needs;
        if (!row.people.is_known()) {
            ++sums.needs_unknown;
            return;
        }
        sums.people = checked_add(sums.people, row.people.value());
        covered_low.add(row.covered.low, row.people.value());
        covered_high.add(row.covered.high, row.people.value());
    }
    [[nodiscard]] CoverageSums finish() const {
        CoverageSums finished = sums;
        finished.covered_low = covered_low.value();
        finished.covered_high = covered_high.value();
        return finished;
    }
};

class Coverage {
public:
    Coverage(const ActorNetwork& network, const CoverageOptions& options, RunControl* control)
        : network_{network}, options_{options}, control_{control}, eligibility_{network, options.match,
                                                                                control} {}

    CoverageResult run() && {
        CoverageResult result;
        result.provenance = detail::provenance_of("coverage", network_);
        result.months = options_.months.value_or(stated_months());
        add_needs(result);
        allocate_nominal(result);
        if (records_knowledge(network_)) {
            find_known_arcs();
            allocate_known(result);
        }
        name_obstacles(result);
        sum_up(result);
        echo_options(result);
        return result;
    }

private:
    [[nodiscard]] std::size_t classes() const { return eligibility_.need_classes(); }
    [[nodiscard]] NeedId sample(std::uint32_t need_class) const {
        return eligibility_.members(need_class).front();
    }
    [[nodiscard]] bool is_counted(std::uint32_t need_class) const {
        return network_.needs().people[sample(need_class).position()].is_known();
    }
    [[nodiscard]] ActorId entry_point(std::uint32_t need_class) const {
        return network_.needs().entry_point[sample(need_class).position()];
    }

    void add_needs(CoverageResult& result) const {
        const NeedColumns& needs = network_.needs();
        const std::vector<std::uint8_t> wanted_by_unknown = activities_of_uncounted();
        result.needs.resize(needs.size());
        for (std::uint32_t k = 0; k < classes(); ++k) {
            const auto activities = eligibility_.activities(k);
            const bool shares =
                is_counted(k) && std::any_of(activities.begin(), activities.end(), [&](ActivityId j) {
                    return wanted_by_unknown[j.position()] != 0;
                });
            for (const NeedId need : eligibility_.members(k)) {
                NeedCoverage& row = result.needs[need.position()];
                row.people = needs.people[need.position()];
                row.eligible = static_cast<std::int64_t>(activities.size());
                row.relies_on_unstated = eligibility_.relies_on_unstated(k);
                row.shares_with_unknown = shares;
            }
        }
    }

    /// Flags the activities that some need of unknown size could use.
    [[nodiscard]] std::vector<std::uint8_t> activities_of_uncounted() const {
        std::vector<std::uint8_t> wanted(network_.activities().size(), 0);
        for (std::uint32_t k = 0; k < classes(); ++k) {
            if (!is_counted(k)) {
                for (const ActivityId activity : eligibility_.activities(k)) {
                    wanted[activity.position()] = 1;
                }
            }
        }
        return wanted;
    }

    /// People of the counted classes and the seats of all activities, without arcs.
    [[nodiscard]] AllocationProblem amounts(UnknownSeats unknown) const {
        AllocationProblem problem;
        const NeedColumns& needs = network_.needs();
        for (std::uint32_t k = 0; k < classes(); ++k) {
            std::int64_t people = 0;
            for (const NeedId need : eligibility_.members(k)) {
                people = checked_add(people, needs.people[need.position()].value_or(0));
            }
            problem.people.push_back(people);
            problem.priority.push_back(needs.priority[sample(k).position()]);
        }
        const std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();
        for (const Count capacity : network_.activities().capacity) {
            problem.capacity.push_back(capacity.value_or(unknown == UnknownSeats::none ? 0 : unbounded));
        }
        problem.graph.right_vertices = static_cast<std::uint32_t>(problem.capacity.size());
        return problem;
    }

    [[nodiscard]] Allocation allocate(Knowledge knowledge, UnknownSeats unknown) const {
        AllocationProblem problem = amounts(unknown);
        std::size_t arc = 0;
        for (std::uint32_t k = 0; k < classes(); ++k) {
            const bool asks_everyone = knowledge == Knowledge::everything ||
                                       (knowledge == Knowledge::known_or_unasked && entry_point(k).is_none());
            for (const ActivityId activity : eligibility_.activities(k)) {
                const bool usable = asks_everyone || known_arc_[arc] != 0;
                ++arc;
                if (is_counted(k) && usable) {
                    problem.graph.target.push_back(activity.value());
                }
            }
            problem.graph.begin.push_back(problem.graph.arcs());
        }
        return allocate_fairly(problem, control_);
    }

    [[nodiscard]] bool has_unknown_capacity() const {
        const auto& capacity = network_.activities().capacity;
        return std::any_of(capacity.begin(), capacity.end(), [](Count seats) { return !seats.is_known(); });
    }

    void allocate_nominal(CoverageResult& result) {
        nominal_.push_back(allocate(Knowledge::everything, UnknownSeats::none));
        if (has_unknown_capacity()) {
            nominal_.push_back(allocate(Knowledge::everything, UnknownSeats::unbounded));
        }
        for (std::uint32_t k = 0; k < classes(); ++k) {
            for (const NeedId need : eligibility_.members(k)) {
                result.needs[need.position()].covered = {nominal_.front().share[k], nominal_.back().share[k]};
            }
        }
    }

    /// Marks each arc whose activity the class's entry point can find; one search per entry point.
    void find_known_arcs() {
        std::map<ActorId, std::vector<std::uint32_t>> classes_of_entry;
        std::vector<std::size_t> first_arc;
        std::size_t arcs = 0;
        for (std::uint32_t k = 0; k < classes(); ++k) {
            first_arc.push_back(arcs);
            arcs += eligibility_.activities(k).size();
            if (!entry_point(k).is_none()) {
                classes_of_entry[entry_point(k)].push_back(k);
            }
        }
        known_arc_.assign(arcs, 0);
        AwarenessSearch search{network_, options_.awareness_steps};
        StageTicker ticker{control_, "searching from entry points", classes()};
        for (const auto& [entry, need_classes] : classes_of_entry) {
            search.start_at(entry);
            for (const std::uint32_t k : need_classes) {
                ticker.step();
                std::size_t arc = first_arc[k];
                for (const ActivityId activity : eligibility_.activities(k)) {
                    known_arc_[arc++] = search.finds(activity) ? 1 : 0;
                }
            }
        }
    }

    /// Every combination of what unknown seats and unstated entry points may mean; each need gets the range
    /// of its shares, and the loss of people to not knowing is taken between allocations with the same seats.
    void allocate_known(CoverageResult& result) const {
        const bool some_unasked = has_class_without_entry_point();
        std::vector<Allocation> known;
        CoverageTotals& totals = result.totals;
        for (std::size_t seats = 0; seats < nominal_.size(); ++seats) {
            const auto unknown = seats == 0 ? UnknownSeats::none : UnknownSeats::unbounded;
            const std::size_t first = known.size();
            known.push_back(allocate(Knowledge::known, unknown));
            if (some_unasked) {
                known.push_back(allocate(Knowledge::known_or_unasked, unknown));
            }
            const auto least = static_cast<double>(known[first].served);
            const auto most = static_cast<double>(known.back().served);
            const auto nominal = static_cast<double>(nominal_[seats].served);
            totals.known_low = std::min(totals.known_low.value_or(least), least);
            totals.known_high = std::max(totals.known_high.value_or(most), most);
            totals.lost_to_not_knowing_low =
                std::min(totals.lost_to_not_knowing_low.value_or(nominal - most), nominal - most);
            totals.lost_to_not_knowing_high =
                std::max(totals.lost_to_not_knowing_high.value_or(nominal - least), nominal - least);
        }
        for (std::uint32_t k = 0; k < classes(); ++k) {
            const ShareInterval range = known_range(known, k);
            for (const NeedId need : eligibility_.members(k)) {
                result.needs[need.position()].known = range;
            }
        }
    }

    [[nodiscard]] ShareInterval known_range(const std::vector<Allocation>& known,
                                            std::uint32_t need_class) const {
        if (entry_point(need_class).is_none()) { // M4.2: nobody says whom they ask
            return {Fraction{}, nominal_.back().share[need_class]};
        }
        ShareInterval range{known.front().share[need_class], known.front().share[need_class]};
        for (const Allocation& allocation : known) {
            range.low = std::min(range.low, allocation.share[need_class]);
            range.high = std::max(range.high, allocation.share[need_class]);
        }
        return range;
    }

    [[nodiscard]] bool has_class_without_entry_point() const {
        for (std::uint32_t k = 0; k < classes(); ++k) {
            if (entry_point(k).is_none()) {
                return true;
            }
        }
        return false;
    }

    void name_obstacles(CoverageResult& result) const {
        for (std::uint32_t k = 0; k < classes(); ++k) {
            for (const NeedId need : eligibility_.members(k)) {
                NeedCoverage& row = result.needs[need.position()];
                row.obstacle = first_obstacle(row, eligibility_.best_stage(k), !entry_point(k).is_none());
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
        RunningSums all;
        std::map<TermId, RunningSums> themes;
        std::map<std::pair<TermId, std::int32_t>, RunningSums> months;
        for (std::size_t i = 0; i < needs.size(); ++i) {
            const NeedCoverage& row = result.needs[i];
            all.add(row);
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
        for (const Count seats : network_.activities().capacity) {
            totals.activities_capacity_unknown += seats.is_known() ? 0 : 1;
            totals.capacity = checked_add(totals.capacity, seats.value_or(0));
        }
        totals.unused_capacity = totals.capacity - nominal_.front().served;
    }

    /// The reception window, or all stated months when some lie outside it.
    [[nodiscard]] MonthInterval stated_months() const {
        std::int32_t first = reception_months.from;
        std::int32_t last = reception_months.to;
        bool inside = true;
        bool any = false;
        const auto widen = [&](MonthInterval period) {
            for (const std::int32_t bound : {period.from, period.to}) {
                if (bound == MonthInterval::open_from || bound == MonthInterval::open_to) {
                    continue;
                }
                inside = inside && reception_months.from <= bound && bound <= reception_months.to;
                first = any ? std::min(first, bound) : bound;
                last = any ? std::max(last, bound) : bound;
                any = true;
            }
        };
        std::for_each(network_.needs().period.begin(), network_.needs().period.end(), widen);
        std::for_each(network_.activities().period.begin(), network_.activities().period.end(), widen);
        if (inside) {
            return reception_months;
        }
        last = std::max(last, first + 1);
        return {first,
                static_cast<std::int32_t>(std::min<std::int64_t>(last, std::int64_t{first} + most_months))};
    }

    void echo_options(CoverageResult& result) const {
        detail::echo(result.provenance, options_.match);
        detail::echo(result.provenance, "awareness_steps", std::to_string(options_.awareness_steps));
        detail::echo(result.provenance, "months", detail::text_of(result.months));
    }

    const ActorNetwork& network_;
    const CoverageOptions& options_;
    RunControl* control_;
    Eligibility eligibility_;
    std::vector<Allocation> nominal_;     // with no unknown seats and, where some are unknown, unbounded ones
    std::vector<std::uint8_t> known_arc_; // per arc of the eligibility graph
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
        const MonthInterval months = *options.months;
        if (months.is_empty() || !months.has_from() || !months.has_to() ||
            std::int64_t{months.to} - months.from > most_months) {
            throw InvalidArgument{"months must be an interval of 1 to 120 months"};
        }
    }
}

} // namespace

CoverageResult coverage(const ActorNetwork& network, const CoverageOptions& options, RunControl* control) {
    check(network, options);
    return Coverage{network, options, control}.run();
}

} // namespace samspill
