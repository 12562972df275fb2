#include <samspill/analysis/group_balance.hpp>

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/analysis/inequality.hpp>
#include <samspill/analysis/intersectional_balance.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "core/parallel.hpp"
#include "forum_seats.hpp"
#include "seat_categories.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::CountedSeat;
using detail::SeatCategories;

/// Seats of one attribute: by group, then in none and in several.
using SeatSums = std::vector<double>;

Measure unknown_baseline(const Measure& other) {
    Measure measure = other;
    measure.value.reset();
    measure.denominator.reset();
    measure.status = Status::unknown;
    measure.reason = "the baseline is not known for every group";
    return measure;
}

template <class Row>
void append(std::vector<Row>& rows, std::vector<Row>& more) {
    std::move(more.begin(), more.end(), std::back_inserter(rows));
}

class GroupBalance {
public:
    GroupBalance(const ActorNetwork& network, const GroupBalanceOptions& options)
        : network_{network}, options_{options}, time_{detail::seat_time(network, options.as_of,
                                                                        options.window)},
          seats_{detail::counted_seats(network, time_)} {
        categories_.reserve(options.attributes.size());
        for (const BalancedAttribute& attribute : options.attributes) {
            categories_.emplace_back(network, attribute);
            baselines_.push_back(categories_.back().baseline());
        }
        begin_.assign(network.forums().size() + 1, 0);
        for (const CountedSeat& seat : seats_) {
            ++begin_[seat.forum.position() + 1];
        }
        std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    }

    [[nodiscard]] GroupBalanceResult run(RunControl* control) const {
        GroupBalanceResult result;
        result.provenance = detail::provenance_of("group_balance", network_);
        for (std::size_t a = 0; a < categories_.size(); ++a) {
            result.attributes.push_back({options_.attributes[a].attribute, categories_[a].groups()});
        }
        const std::size_t forums = network_.forums().size();
        constexpr std::size_t forums_a_task = 64; // enough to be worth a thread's while
        const std::size_t tasks = (forums + forums_a_task - 1) / forums_a_task;
        std::vector<GroupBalanceResult> parts(tasks + 1); // the last one is of all forums together
        detail::run_in_parallel(
            parts.size(), control, "balancing groups", [&](std::size_t task, RunControl* own) {
                StageTicker ticker{own};
                if (task == tasks) {
                    add_forum(parts[task], ForumId::none(), seats_);
                    return;
                }
                for (std::size_t f = task * forums_a_task; f < std::min(forums, (task + 1) * forums_a_task);
                     ++f) {
                    ticker.step(1 + begin_[f + 1] - begin_[f]);
                    add_forum(parts[task], ForumId{f},
                              std::span{seats_}.subspan(begin_[f], begin_[f + 1] - begin_[f]));
                }
            });
        for (GroupBalanceResult& part : parts) {
            append(result.forums, part.forums);
            append(result.groups, part.groups);
            append(result.crossed, part.crossed);
        }
        for (std::size_t a = 0; a < categories_.size(); ++a) {
            result.segregation.push_back({a, segregation_of(a, result)});
        }
        echo_options(result.provenance);
        return result;
    }

private:
    void add_forum(GroupBalanceResult& result, ForumId forum, std::span<const CountedSeat> seats) const {
        for (std::size_t a = 0; a < categories_.size(); ++a) {
            SeatSums sums(categories_[a].groups().size() + 2, 0.0);
            for (const CountedSeat& seat : seats) {
                sums[categories_[a].of(seat.actor, seat.person)] += seat.weight;
            }
            result.forums.push_back(balance(forum, a, sums));
            add_groups(result, forum, a, sums);
        }
        if (categories_.size() > 1) {
            result.crossed.push_back({forum, crossed(seats)});
        }
    }

    [[nodiscard]] std::span<const double> counted(std::size_t attribute, const SeatSums& sums) const {
        return std::span{sums}.first(categories_[attribute].groups().size());
    }

    /// Nothing where the baseline of a group is not known.
    [[nodiscard]] std::optional<std::vector<double>> known_baseline(std::size_t attribute) const {
        std::vector<double> weights;
        weights.reserve(baselines_[attribute].size());
        for (const std::optional<double>& weight : baselines_[attribute]) {
            if (!weight) {
                return std::nullopt;
            }
            weights.push_back(*weight);
        }
        return weights;
    }

    [[nodiscard]] AttributeBalance balance(ForumId forum, std::size_t attribute, const SeatSums& sums) const {
        const std::span<const double> seats = counted(attribute, sums);
        AttributeBalance row;
        row.forum = forum;
        row.as_of = forum.is_none() ? time_.days.study : time_.days.forums[forum.position()];
        row.attribute = attribute;
        row.seats = std::accumulate(sums.begin(), sums.end(), 0.0);
        row.seats_counted = std::accumulate(seats.begin(), seats.end(), 0.0);
        row.seats_unknown = sums[seats.size()];
        row.seats_in_several = sums[seats.size() + 1];
        row.parity = parity(seats);
        row.min_max_ratio = min_max_ratio(seats);
        row.blau = blau(seats);
        row.iqv = iqv(seats);
        row.shannon = shannon(seats);
        row.pielou = pielou(seats);
        row.hill_1 = hill_1(seats);
        row.hill_2 = hill_2(seats);
        const std::optional<std::vector<double>> weights = known_baseline(attribute);
        const std::vector<double> equal(seats.size(), 1.0);
        row.dissimilarity = dissimilarity(seats, weights.value_or(equal));
        row.kullback_leibler = kullback_leibler(seats, weights.value_or(equal));
        if (!weights) {
            row.dissimilarity = unknown_baseline(row.dissimilarity);
            row.kullback_leibler = unknown_baseline(row.kullback_leibler);
        }
        return row;
    }

    void add_groups(GroupBalanceResult& result, ForumId forum, std::size_t attribute,
                    const SeatSums& sums) const {
        const std::span<const double> seats = counted(attribute, sums);
        const std::optional<std::vector<double>> weights = known_baseline(attribute);
        const std::vector<double> equal(seats.size(), 1.0);
        const double all = std::accumulate(seats.begin(), seats.end(), 0.0);
        const double all_baseline = weights ? std::accumulate(weights->begin(), weights->end(), 0.0) : 0.0;
        for (std::size_t g = 0; g < seats.size(); ++g) {
            GroupShare row;
            row.forum = forum;
            row.attribute = attribute;
            row.group = g;
            row.seats = seats[g];
            row.share = all > 0.0 ? std::optional{seats[g] / all} : std::nullopt;
            row.baseline_share =
                all_baseline > 0.0 ? std::optional{(*weights)[g] / all_baseline} : std::nullopt;
            row.ratio = representation_ratio(seats, weights.value_or(equal), g);
            row.gap = share_gap(seats, weights.value_or(equal), g);
            if (!weights) {
                row.ratio = unknown_baseline(row.ratio);
                row.gap = unknown_baseline(row.gap);
            }
            result.groups.push_back(row);
        }
    }

    [[nodiscard]] IntersectionalBalance crossed(std::span<const CountedSeat> seats) const {
        std::vector<CrossedAttribute> attributes;
        attributes.reserve(categories_.size());
        for (const SeatCategories& categories : categories_) {
            CrossedAttribute& attribute = attributes.emplace_back();
            const std::size_t groups = categories.groups().size();
            attribute.expected = static_cast<std::uint32_t>(std::max<std::size_t>(groups, 1));
            attribute.categories.reserve(seats.size());
            for (const CountedSeat& seat : seats) {
                const std::size_t category = categories.of(seat.actor, seat.person);
                attribute.categories.push_back(category < groups ? static_cast<std::uint32_t>(category)
                                                                 : unknown_category);
            }
        }
        std::vector<double> weights;
        weights.reserve(seats.size());
        for (const CountedSeat& seat : seats) {
            weights.push_back(seat.weight);
        }
        return intersectional_balance(attributes, weights, {.balanced_from = options_.balanced_from});
    }

    [[nodiscard]] Segregation segregation_of(std::size_t attribute, const GroupBalanceResult& result) const {
        const std::size_t groups = categories_[attribute].groups().size();
        std::vector<double> seats;
        std::vector<std::uint32_t> forms;
        for (const GroupShare& row : result.groups) {
            if (row.attribute == attribute && !row.forum.is_none()) {
                seats.push_back(row.seats);
            }
        }
        forms.reserve(network_.forums().size());
        for (const ForumForm form : network_.forums().form) {
            forms.push_back(static_cast<std::uint32_t>(form));
        }
        return groups == 0 ? segregation({}, 1) : segregation(seats, groups, forms);
    }

    void echo_options(Provenance& provenance) const {
        for (const BalancedAttribute& asked : options_.attributes) {
            std::string groups;
            for (const std::string& group : asked.groups) {
                groups.append(groups.empty() ? "" : ";").append(group);
            }
            const std::string name{to_string(asked.attribute)};
            detail::echo(provenance, name + ".groups", groups.empty() ? "all that are seated" : groups);
            detail::echo(provenance, name + ".baseline", std::string{to_string(asked.baseline)});
        }
        detail::echo(provenance, options_.as_of, time_.days.study, options_.window);
        detail::echo(provenance, "balanced_from", detail::text_of(options_.balanced_from));
    }

    const ActorNetwork& network_;
    const GroupBalanceOptions& options_;
    detail::SeatTime time_;
    std::vector<CountedSeat> seats_;
    std::vector<std::size_t> begin_;
    std::vector<SeatCategories> categories_;
    std::vector<std::vector<std::optional<double>>> baselines_;
};

void check_baseline_table(const ActorNetwork& network, GroupBaseline baseline) {
    const auto need = [&](TableName table) {
        if (!network.has(table)) {
            throw MissingTable{"baseline " + std::string{to_string(baseline)} + " needs the table " +
                               std::string{to_string(table)}};
        }
    };
    if (baseline == GroupBaseline::people) {
        need(TableName::people);
    } else if (baseline == GroupBaseline::population) {
        need(TableName::areas);
    } else if (baseline == GroupBaseline::needs) {
        need(TableName::needs);
    }
}

void check(const ActorNetwork& network, const GroupBalanceOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"group_balance needs the table " + std::string{to_string(table)}};
        }
    }
    std::set<GroupAttribute> attributes;
    for (const BalancedAttribute& asked : options.attributes) {
        if (!attributes.insert(asked.attribute).second) {
            throw InvalidArgument{"attributes must name no attribute twice"};
        }
        detail::check_attribute(asked);
        check_baseline_table(network, asked.baseline);
    }
    if (attributes.empty()) {
        throw InvalidArgument{"attributes must name at least one"};
    }
}

} // namespace

GroupBalanceResult group_balance(const ActorNetwork& network, const GroupBalanceOptions& options,
                                 RunControl* control) {
    check(network, options);
    return GroupBalance{network, options}.run(control);
}

} // namespace samspill
