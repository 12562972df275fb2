#include <samspill/graph/coverage_model.hpp>

#include <samspill/core/checked.hpp>
#include <samspill/graph/awareness.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace samspill {
namespace {

constexpr std::int64_t unknown_seats = -1;

Eligibility eligibility_of(const ActorNetwork& network, const MatchOptions& match, int steps,
                           OfferClasses offers, RunControl* control) {
    std::vector<std::uint32_t> apart;
    if (offers == OfferClasses::single) {
        apart.resize(network.activities().size());
        std::iota(apart.begin(), apart.end(), 0U);
    } else if (records_knowledge(network)) {
        apart = knowledge_parts(network, steps, control);
    }
    return Eligibility{network, match, control, apart};
}

} // namespace

CoverageModel::CoverageModel(ActorNetwork network, const MatchOptions& match, int awareness_steps,
                             RunControl* control, OfferClasses offers)
    : network_{std::move(network)}, match_{match}, awareness_steps_{awareness_steps},
      records_knowledge_{samspill::records_knowledge(network_)},
      eligibility_{eligibility_of(network_, match, awareness_steps, offers, control)},
      referrals_{network_, eligibility_, awareness_steps, control} {
    count_people();
    for (std::uint32_t offer = 0; offer < eligibility_.offer_classes(); ++offer) {
        std::int64_t seats = 0;
        for (const ActivityId activity : eligibility_.activities_in(offer)) {
            const Count free = network_.activities().free_seats(activity);
            seats = free.is_known() ? checked_add(seats, free.value()) : unknown_seats; // all or none
        }
        known_seats_.push_back(seats);
        has_unknown_seats_ = has_unknown_seats_ || seats == unknown_seats;
    }
}

void CoverageModel::count_people() {
    const NeedColumns& needs = network_.needs();
    people_.assign(eligibility_.need_classes(), 0);
    people_referred_.assign(referrals_.size(), 0);
    for (std::size_t i = 0; i < needs.size(); ++i) {
        const std::int64_t people = needs.people[i].value_or(0);
        std::int64_t& of_class = people_[eligibility_.class_of(NeedId{i})];
        std::int64_t& of_referral = people_referred_[referrals_.referral_of(NeedId{i})];
        of_class = checked_add(of_class, people);
        of_referral = checked_add(of_referral, people);
        people_counted_ = checked_add(people_counted_, people);
        has_unasked_ = has_unasked_ ||
                       (records_knowledge_ && needs.people[i].is_known() && needs.entry_point[i].is_none());
    }
}

bool CoverageModel::is_counted(std::uint32_t need_class) const noexcept {
    return network_.needs().people[eligibility_.members(need_class).front().position()].is_known();
}

std::int64_t CoverageModel::seats(std::uint32_t offer_class, UnknownSeats unknown) const noexcept {
    const std::int64_t known = known_seats_[offer_class];
    if (known == unknown_seats) {
        return unknown == UnknownSeats::none ? 0 : people_counted_;
    }
    return std::min(known, people_counted_);
}

AllocationProblem CoverageModel::nominal_problem(UnknownSeats unknown) const {
    AllocationProblem problem;
    problem.people = people_;
    for (std::uint32_t offer = 0; offer < eligibility_.offer_classes(); ++offer) {
        problem.capacity.push_back(seats(offer, unknown));
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(eligibility_.offer_classes());
    for (std::uint32_t k = 0; k < eligibility_.need_classes(); ++k) {
        problem.priority.push_back(network_.needs().priority[eligibility_.members(k).front().position()]);
        if (is_counted(k)) {
            const auto offers = eligibility_.offers(k);
            problem.graph.target.insert(problem.graph.target.end(), offers.begin(), offers.end());
        }
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    return problem;
}

AllocationProblem CoverageModel::known_problem(Reading reading) const {
    AllocationProblem problem;
    problem.people = people_referred_;
    for (std::uint32_t offer = 0; offer < eligibility_.offer_classes(); ++offer) {
        problem.capacity.push_back(seats(offer, reading.seats));
    }
    problem.graph.right_vertices = static_cast<std::uint32_t>(eligibility_.offer_classes());
    for (std::uint32_t r = 0; r < referrals_.size(); ++r) {
        problem.priority.push_back(network_.needs().priority[referrals_.members(r).front().position()]);
        const std::uint32_t k = referrals_.need_class(r);
        const auto offers = eligibility_.offers(k);
        for (std::size_t arc = 0; is_counted(k) && arc < offers.size(); ++arc) {
            if (finds(r, arc, reading.unasked)) {
                problem.graph.target.push_back(offers[arc]);
            }
        }
        problem.graph.begin.push_back(problem.graph.arcs());
    }
    return problem;
}

} // namespace samspill
