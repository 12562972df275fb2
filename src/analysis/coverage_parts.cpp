#include "coverage_parts.hpp"

#include "../model/actor_chains.hpp"
#include "coverage_sums.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

/// The duties that activities state, by theme and target group; the first mandate by its text comes first.
class Duties {
public:
    explicit Duties(const ActorNetwork& network) {
        const ActivityColumns& offers = network.activities();
        for (std::size_t j = 0; j < offers.size(); ++j) {
            if (offers.kind[j] != ActivityKind::statutory_task && offers.mandate[j].is_none()) {
                continue;
            }
            if (offers.target_groups[j].empty()) {
                duties_.push_back({offers.theme[j], TermId::none(), offers.mandate[j]});
            }
            for (const TermId group : offers.target_groups[j]) {
                duties_.push_back({offers.theme[j], group, offers.mandate[j]});
            }
        }
        std::sort(duties_.begin(), duties_.end());
    }

    /// Marks the need when somebody must meet needs of its theme for its group, or for anybody.
    void apply(TermId theme, TermId group, NeedCoverage& need) const {
        const auto first =
            std::lower_bound(duties_.begin(), duties_.end(), Duty{theme, TermId{0U}, TermId{0U}});
        for (auto duty = first; duty != duties_.end() && std::get<0>(*duty) == theme; ++duty) {
            const TermId whom = std::get<1>(*duty);
            if (whom == group || whom.is_none() || group.is_none()) {
                need.statutory = true;
                need.mandate = std::min(need.mandate, std::get<2>(*duty)); // none sorts last
            }
        }
    }

private:
    using Duty = std::tuple<TermId, TermId, TermId>; // theme, target group, mandate
    std::vector<Duty> duties_;
};

/// Up to two different organisations.
class FirstTwo {
public:
    void add(ActorId organisation) {
        if (first_.is_none()) {
            first_ = organisation;
        } else if (organisation != first_ && !organisation.is_none()) {
            second_ = organisation;
        }
    }
    void add(const FirstTwo& others) {
        add(others.first_);
        add(others.second_);
    }
    [[nodiscard]] std::int64_t count() const {
        return (first_.is_none() ? 0 : 1) + (second_.is_none() ? 0 : 1);
    }

private:
    ActorId first_;
    ActorId second_;
};

/// `unknown`: what unknown seats count as.
std::vector<FirstTwo> organisations_by_offer(const CoverageModel& model, std::int64_t unknown) {
    const ActorNetwork& network = model.network();
    const std::vector<std::uint32_t> houses = houses_of(network.actors());
    std::vector<FirstTwo> organisations(model.eligibility().offer_classes());
    for (std::size_t j = 0; j < network.activities().size(); ++j) {
        if (network.activities().free_seats(ActivityId{j}).value_or(unknown) > 0) {
            organisations[model.eligibility().offer_class_of(ActivityId{j})].add(
                ActorId{houses[network.activities().actor[j].position()]});
        }
    }
    return organisations;
}

template <class Column, class IsStated>
bool any(const Column& column, IsStated is_stated) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (is_stated(column[row])) {
            return true;
        }
    }
    return false;
}

/// Whether both sides state anything at all about what a stage asks.
bool is_recorded(const CoverageModel& model, CascadeStage stage) {
    const NeedColumns& needs = model.network().needs();
    const ActivityColumns& offers = model.network().activities();
    const auto is_named = [](auto id) { return !id.is_none(); };
    const auto is_listed = [](auto list) { return !list.empty(); };
    const auto is_dated = [](MonthInterval period) { return !period.is_standing(); };
    const auto has_age = [](AgeRange ages) { return ages.is_stated(); };
    const auto has_value = [](const auto& value) { return value.has_value(); };
    switch (stage) {
    case CascadeStage::exists:
        return true; // every row names its theme
    case CascadeStage::in_area:
        return any(needs.area, is_named) && any(offers.areas, is_listed);
    case CascadeStage::in_period:
        return any(needs.period, is_dated) && any(offers.period, is_dated);
    case CascadeStage::eligible:
        return (any(needs.language, is_named) && any(offers.languages, is_listed)) ||
               (any(needs.ages, has_age) && any(offers.ages, has_age)) ||
               (any(needs.max_cost, has_value) && any(offers.cost, has_value)) ||
               (any(needs.access, is_listed) && any(offers.access, is_listed));
    case CascadeStage::free_capacity:
        return any(offers.capacity, [](Count seats) { return seats.is_known(); });
    case CascadeStage::known:
        return model.records_knowledge();
    }
    return false;
}

} // namespace

void mark_statutory(const ActorNetwork& network, std::span<NeedCoverage> needs) {
    const Duties duties{network};
    const NeedColumns& rows = network.needs();
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (rows.mandate[i].is_none()) {
            duties.apply(rows.theme[i], rows.target_group[i], needs[i]);
        } else {
            needs[i].statutory = true;
            needs[i].mandate = rows.mandate[i];
        }
    }
}

void count_organisations(const CoverageModel& model, std::span<NeedCoverage> needs) {
    const std::vector<FirstTwo> by_offer = organisations_by_offer(model, 1);
    const std::vector<FirstTwo> by_offer_low = organisations_by_offer(model, 0);
    for (std::uint32_t k = 0; k < model.eligibility().need_classes(); ++k) {
        FirstTwo organisations;
        FirstTwo low;
        for (const std::uint32_t offer : model.eligibility().offers(k)) {
            organisations.add(by_offer[offer]);
            low.add(by_offer_low[offer]);
        }
        for (const NeedId need : model.eligibility().members(k)) {
            needs[need.position()].organisations = organisations.count();
            needs[need.position()].organisations_low = low.count();
        }
    }
}

PerStage<Status> stage_status(const CoverageModel& model, const StageOrder& order) {
    PerStage<Status> status{};
    std::transform(order.begin(), order.end(), status.begin(), [&](CascadeStage stage) {
        return is_recorded(model, stage) ? Status::ok : Status::unknown;
    });
    return status;
}

void sum_losses(const ActorNetwork& network, const LossCascade& cascade, CascadeReading& reading) {
    LossSums lost;
    ShareSum gap;
    for (std::size_t i = 0; i < network.needs().size(); ++i) {
        const PerStage<ExactPeople> losses = cascade.losses(NeedId{i}, network.needs().people[i], reading);
        lost.add(losses);
        for (const ExactPeople& loss : losses) {
            gap.add(loss);
        }
    }
    reading.lost = lost.finish();
    reading.gap = gap.value();
}

} // namespace samspill::detail
