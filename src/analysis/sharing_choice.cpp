#include "sharing_choice.hpp"

#include <samspill/core/checked.hpp>

#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace samspill::detail {
namespace {

/// Seats given up by municipal actors, and by civil society with groups of users. Other sectors take no part.
struct GivenUp {
    std::int64_t municipal = 0;
    std::int64_t civil = 0;

    void add(Sector sector, std::int64_t seats) {
        if (sector == Sector::municipal) {
            municipal = checked_add(municipal, seats);
        } else if (sector == Sector::civil_society || sector == Sector::target_group) {
            civil = checked_add(civil, seats);
        }
    }
    [[nodiscard]] std::int64_t difference() const { return std::abs(municipal - civil); }
    /// Difference of the shares in what both give up.
    [[nodiscard]] std::optional<double> imbalance() const {
        const std::int64_t both = checked_add(municipal, civil);
        return both > 0 ? std::optional{static_cast<double>(municipal - civil) / static_cast<double>(both)}
                        : std::nullopt;
    }
};

class Choice {
public:
    Choice(const ActorNetwork& network, SharingValues& values, WorkSharingResult& result)
        : network_{network}, values_{values}, result_{result}, used_(network.activities().size(), false) {
        open_.reserve(result.proposals.size());
        for (std::size_t k = 0; k < result.proposals.size(); ++k) {
            const SharingProposal& proposal = result.proposals[k];
            open_.push_back({k, values.served_by(proposal), proposal.value});
        }
        result.sectors.resize(vocabulary_size<Sector>);
    }

    void run(RunControl* control) {
        StageTicker ticker{control, "choosing proposals", open_.size() * steps_a_question};
        for (const Open* best = find_best(); best != nullptr; best = find_best()) {
            ticker.step(steps_a_question);
            const SharingProposal& proposal = result_.proposals[best->proposal];
            values_.carry_out(proposal, best->value, best->served);
            take(proposal, *best);
            ticker.step(revalue(proposal) * steps_a_question);
        }
        result_.imbalance = given_up_.imbalance();
    }

private:
    /// A proposal that may still be chosen, with what it comes to now.
    struct Open {
        std::size_t proposal;
        std::vector<std::uint32_t> served;
        SharingValue value;
    };

    [[nodiscard]] const Open* find_best() const {
        const Open* best = nullptr;
        std::tuple<std::int64_t, std::int64_t, std::int64_t> best_key;
        for (const Open& one : open_) {
            GivenUp after = given_up_;
            for (const SharingCost& cost : one.value.costs) {
                after.add(sector_of(cost), cost.seats_given_up);
            }
            const std::tuple key{-one.value.people, after.difference(), -one.value.seats_freed};
            if (best == nullptr || key < best_key) {
                best = &one;
                best_key = key;
            }
        }
        return best;
    }

    void take(const SharingProposal& proposal, const Open& best) {
        for (const SharingCost& cost : best.value.costs) {
            given_up_.add(sector_of(cost), cost.seats_given_up);
            SectorSharing& sector = result_.sectors[static_cast<std::size_t>(sector_of(cost))];
            sector.seats_given_up = checked_add(sector.seats_given_up, cost.seats_given_up);
            sector.seats_taken_on = checked_add(sector.seats_taken_on, cost.seats_taken_on);
            sector.meetings += cost.meetings.value_or(0.0);
            sector.meetings_unknown += cost.meetings ? 0 : 1;
        }
        used_[proposal.activity.position()] = true;
        if (!proposal.other.is_none()) {
            used_[proposal.other.position()] = true;
        }
        result_.chosen_people += best.value.people;
        result_.chosen.push_back({best.proposal, best.value});
    }

    /// Leaves out what uses an activity again or would lose somebody now; the number of values asked for.
    std::size_t revalue(const SharingProposal& chosen) {
        const TermId theme = theme_of(chosen);
        std::size_t asked = 0;
        std::vector<Open> left;
        left.reserve(open_.size());
        for (Open& one : open_) {
            const SharingProposal& proposal = result_.proposals[one.proposal];
            if (is_used(proposal)) {
                continue;
            }
            if (theme_of(proposal) == theme) {
                ++asked;
                auto value = values_.value(proposal, one.served);
                if (!value) {
                    continue;
                }
                one.value = *std::move(value);
            }
            left.push_back(std::move(one));
        }
        open_ = std::move(left);
        return asked;
    }

    [[nodiscard]] bool is_used(const SharingProposal& proposal) const {
        return used_[proposal.activity.position()] ||
               (!proposal.other.is_none() && used_[proposal.other.position()]);
    }
    [[nodiscard]] TermId theme_of(const SharingProposal& proposal) const {
        return network_.activities().theme[proposal.activity.position()];
    }
    [[nodiscard]] Sector sector_of(const SharingCost& cost) const {
        return network_.actors().sector[cost.actor.position()];
    }

    const ActorNetwork& network_;
    SharingValues& values_;
    WorkSharingResult& result_;
    std::vector<bool> used_;
    std::vector<Open> open_;
    GivenUp given_up_;
};

} // namespace

void choose_sharing(const ActorNetwork& network, SharingValues& values, WorkSharingResult& result,
                    RunControl* control) {
    Choice{network, values, result}.run(control);
}

} // namespace samspill::detail
