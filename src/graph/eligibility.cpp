#include <samspill/graph/eligibility.hpp>

#include <samspill/core/error.hpp>

#include "core/parallel.hpp"
#include "offer_index.hpp"
#include "row_classes.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace samspill {
namespace {

/// Need classes that one thread matches at a time: many enough to hide the cost of a part, few enough to
/// share the work evenly.
constexpr std::size_t classes_of_a_part = 16'384;

/// What a need asks for, but for its list; an unknown number keeps its need apart from the counted ones.
auto demand_key(const NeedColumns& needs, std::size_t i) {
    return std::tuple{needs.theme[i],   needs.target_group[i], needs.area[i],     needs.language[i],
                      needs.period[i],  needs.ages[i],         needs.priority[i], needs.people[i].is_known(),
                      needs.max_cost[i]};
}

/// What an activity offers, but for its lists; unknown seats keep it apart from the counted ones.
auto offer_key(const ActivityColumns& offers, std::size_t j) {
    return std::tuple{offers.theme[j], offers.period[j], offers.ages[j], offers.cost[j],
                      offers.capacity[j].is_known()};
}

template <class Id>
bool same(std::span<const Id> a, std::span<const Id> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

std::uint64_t word(std::int32_t number) { return static_cast<std::uint64_t>(std::int64_t{number}); }

detail::RowClasses classes_of_needs(const NeedColumns& needs) {
    const auto hash = [&](std::uint32_t i) {
        return detail::RowHash{}
            .add(needs.theme[i].value())
            .add(needs.target_group[i].value())
            .add(needs.area[i].value())
            .add(needs.language[i].value())
            .add(word(needs.period[i].from))
            .add(word(needs.period[i].to))
            .add(word(needs.ages[i].min))
            .add(word(needs.ages[i].max))
            .add(word(needs.priority[i]))
            .add(std::uint64_t{needs.people[i].is_known()})
            .add(needs.max_cost[i])
            .add_list(needs.access[i])
            .value();
    };
    return detail::classes_of_rows(needs.size(), hash, [&](std::uint32_t a, std::uint32_t b) {
        return demand_key(needs, a) == demand_key(needs, b) && same(needs.access[a], needs.access[b]);
    });
}

detail::RowClasses classes_of_activities(const ActivityColumns& offers,
                                         std::span<const std::uint32_t> apart) {
    const auto part = [&](std::uint32_t j) { return apart.empty() ? 0U : apart[j]; };
    const auto hash = [&](std::uint32_t j) {
        return detail::RowHash{}
            .add(offers.theme[j].value())
            .add(word(offers.period[j].from))
            .add(word(offers.period[j].to))
            .add(word(offers.ages[j].min))
            .add(word(offers.ages[j].max))
            .add(std::uint64_t{offers.capacity[j].is_known()})
            .add(offers.cost[j])
            .add(part(j))
            .add_list(offers.target_groups[j])
            .add_list(offers.areas[j])
            .add_list(offers.languages[j])
            .add_list(offers.access[j])
            .value();
    };
    return detail::classes_of_rows(offers.size(), hash, [&](std::uint32_t a, std::uint32_t b) {
        return part(a) == part(b) && offer_key(offers, a) == offer_key(offers, b) &&
               same(offers.target_groups[a], offers.target_groups[b]) &&
               same(offers.areas[a], offers.areas[b]) && same(offers.languages[a], offers.languages[b]) &&
               same(offers.access[a], offers.access[b]);
    });
}

} // namespace

/// What some consecutive need classes found.
struct Eligibility::Part {
    std::vector<std::uint32_t> targets;
    std::vector<std::uint32_t> degrees;
    std::vector<MatchStage> best_stage;
    std::vector<std::uint8_t> relies_on_unstated;
};

Eligibility::Eligibility(const ActorNetwork& network, const MatchOptions& options, RunControl* control,
                         std::span<const std::uint32_t> apart) {
    group_needs(network);
    group_activities(network, apart);
    std::vector<ActivityId> samples;
    for (std::uint32_t k = 0; k < offer_classes(); ++k) {
        samples.push_back(activities_in(k).front());
    }
    const detail::OfferIndex index{network, samples};
    std::vector<Part> parts((need_classes() + classes_of_a_part - 1) / classes_of_a_part);
    constexpr std::string_view stage = "matching needs with activities";
    detail::run_in_parallel(parts.size(), control, stage, [&](std::size_t part, RunControl* own) {
        StageTicker ticker{own};
        detail::OfferIndex offers = index;
        const std::size_t first = part * classes_of_a_part;
        const std::size_t last = std::min(need_classes(), first + classes_of_a_part);
        for (std::size_t need_class = first; need_class < last; ++need_class) {
            match_class(network, options, static_cast<std::uint32_t>(need_class), offers, ticker,
                        parts[part]);
        }
    });
    join(parts);
}

void Eligibility::match_class(const ActorNetwork& network, const MatchOptions& options,
                              std::uint32_t need_class, detail::OfferIndex& index, StageTicker& ticker,
                              Part& part) const {
    const NeedId need = members(need_class).front();
    const TermId theme = network.needs().theme[need.position()];
    const std::size_t before = part.targets.size();
    MatchStage best = MatchStage::none;
    bool unstated = false;
    if (index.exists(theme, network.needs().target_group[need.position()], options.unstated)) {
        best = MatchStage::exists;
        index.start_round();
        index.collect_serving(theme, network.needs().area[need.position()]);
        ticker.step(index.collected().size());
        for (const std::uint32_t offer_class : index.collected()) {
            const Match found = match(network, activities_in(offer_class).front(), need, options);
            best = std::max(best, found.stage);
            if (found.stage == MatchStage::eligible) {
                part.targets.push_back(offer_class);
                unstated = unstated || found.relies_on_unstated;
            }
        }
        std::sort(part.targets.begin() + static_cast<std::ptrdiff_t>(before), part.targets.end());
    }
    ticker.step();
    part.degrees.push_back(static_cast<std::uint32_t>(part.targets.size() - before));
    part.best_stage.push_back(best);
    part.relies_on_unstated.push_back(unstated ? 1 : 0);
}

void Eligibility::join(std::vector<Part>& parts) {
    std::size_t arcs = 0;
    for (const Part& part : parts) {
        arcs += part.targets.size();
    }
    if (arcs > std::numeric_limits<std::uint32_t>::max()) {
        throw Overflow{"there are more than 2^32 eligible pairs of classes"};
    }
    graph_.right_vertices = static_cast<std::uint32_t>(offer_classes());
    graph_.target.reserve(arcs);
    graph_.begin.reserve(need_classes() + 1);
    for (Part& part : parts) {
        graph_.target.insert(graph_.target.end(), part.targets.begin(), part.targets.end());
        for (const std::uint32_t degree : part.degrees) {
            graph_.begin.push_back(graph_.begin.back() + degree);
        }
        best_stage_.insert(best_stage_.end(), part.best_stage.begin(), part.best_stage.end());
        relies_on_unstated_.insert(relies_on_unstated_.end(), part.relies_on_unstated.begin(),
                                   part.relies_on_unstated.end());
        part = {}; // as memory is short where this matters
    }
}

void Eligibility::group_needs(const ActorNetwork& network) {
    detail::RowClasses classes = classes_of_needs(network.needs());
    class_of_ = std::move(classes.class_of);
    members_begin_ = std::move(classes.begin);
    members_.reserve(classes.members.size());
    for (const std::uint32_t row : classes.members) {
        members_.emplace_back(row);
    }
}

void Eligibility::group_activities(const ActorNetwork& network, std::span<const std::uint32_t> apart) {
    detail::RowClasses classes = classes_of_activities(network.activities(), apart);
    offer_class_of_ = std::move(classes.class_of);
    offers_begin_ = std::move(classes.begin);
    offers_.reserve(classes.members.size());
    for (const std::uint32_t row : classes.members) {
        offers_.emplace_back(row);
    }
}

std::vector<ActivityId> Eligibility::activities(std::uint32_t need_class) const {
    std::vector<ActivityId> all;
    for (const std::uint32_t offer_class : offers(need_class)) {
        const auto members = activities_in(offer_class);
        all.insert(all.end(), members.begin(), members.end());
    }
    return all;
}

std::int64_t Eligibility::activity_count(std::uint32_t need_class) const noexcept {
    std::int64_t count = 0;
    for (const std::uint32_t offer_class : offers(need_class)) {
        count += static_cast<std::int64_t>(activities_in(offer_class).size());
    }
    return count;
}

} // namespace samspill
