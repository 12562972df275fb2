#include <samspill/analysis/power_asymmetry.hpp>

#include <samspill/core/date.hpp>
#include <samspill/core/error.hpp>
#include <samspill/core/numeric.hpp>

#include "analysis/forum_games.hpp"
#include "analysis/forum_seats.hpp"
#include "analysis/game_powers.hpp"
#include "core/parallel.hpp"
#include "detail/forum_meetings.hpp"
#include "detail/options_echo.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using detail::CountedSeat;
using detail::ForumMeetings;

enum class Side : std::uint8_t { municipal, civil_society, neither };

Side side_of(Sector sector) noexcept {
    if (sector == Sector::municipal) {
        return Side::municipal;
    }
    return sector == Sector::civil_society || sector == Sector::target_group ? Side::civil_society
                                                                             : Side::neither;
}

constexpr std::size_t at(PowerDimension dimension) noexcept { return static_cast<std::size_t>(dimension); }

void add(PowerAmounts& amounts, Side side, double amount) noexcept {
    if (side == Side::municipal) {
        amounts.municipal += amount;
    } else if (side == Side::civil_society) {
        amounts.civil_society += amount;
    }
}

/// What is known of one forum before its profile is made.
struct ForumHoldings {
    PowerVector amounts{};
    std::array<std::string_view, power_dimension_count>
        reasons{}; ///< why there are none, beyond "not recorded"
    std::vector<MeetingAmounts> meetings;
};

/// Who knows of whom, by source, each pair of actors once: ties of the relations along which knowledge
/// travels from source to target. Who knows an activity knows the actor that offers it.
class KnowledgeTies {
public:
    explicit KnowledgeTies(const ActorNetwork& network) {
        const TieColumns& ties = network.ties();
        const std::size_t actors = network.actors().size();
        for (std::size_t k = 0; k < ties.size(); ++k) {
            if (!carries_knowledge(ties.relation[k])) {
                continue;
            }
            recorded_ = true;
            const std::size_t target = ties.target[k];
            pairs_.push_back({ties.source[k],
                              target < actors ? ActorId{target} : network.activities().actor[target - actors],
                              ties.valid[k]});
        }
        std::sort(pairs_.begin(), pairs_.end());
        pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    }

    /// Also where none holds on the day.
    [[nodiscard]] bool are_recorded() const noexcept { return recorded_; }
    /// Targets of one source on that day that are among the actors, which ascend.
    [[nodiscard]] std::size_t count(ActorId source, Date day, const std::vector<ActorId>& actors) const {
        auto tie = std::lower_bound(pairs_.begin(), pairs_.end(), source,
                                    [](const Pair& pair, ActorId wanted) { return pair.source < wanted; });
        ActorId last = ActorId::none();
        std::size_t found = 0;
        for (; tie != pairs_.end() && tie->source == source; ++tie) {
            if (tie->target != last && is_held_on(tie->valid, day)) {
                last = tie->target; // other ties to the same target follow
                found += std::binary_search(actors.begin(), actors.end(), last) ? 1U : 0U;
            }
        }
        return found;
    }

private:
    struct Pair {
        ActorId source;
        ActorId target;
        DateInterval valid;

        friend auto operator<=>(const Pair&, const Pair&) = default;
    };

    static bool carries_knowledge(Relation relation) noexcept {
        return relation == Relation::awareness || relation == Relation::information ||
               relation == Relation::referral;
    }

    bool recorded_ = false;
    std::vector<Pair> pairs_;
};

class PowerAsymmetry {
public:
    PowerAsymmetry(const ActorNetwork& network, const PowerAsymmetryOptions& options)
        : network_{network}, options_{options}, days_{seat_days(network, options.as_of)}, meetings_{network},
          ties_{network}, holdings_(network.forums().size()) {}

    PowerAsymmetryResult run(RunControl* control) {
        add_seats();
        add_chairs();
        add_votes(control);
        PowerAsymmetryResult result;
        result.provenance = detail::provenance_of("power_asymmetry", network_);
        result.forums.resize(holdings_.size());
        detail::run_in_parallel(holdings_.size(), control, "power profile of forums",
                                [&](std::size_t f, RunControl* own) {
                                    StageTicker ticker{own};
                                    add_meetings(ForumId{f}, ticker);
                                    result.forums[f] = profile_of(ForumId{f});
                                });
        echo_options(result.provenance);
        return result;
    }

private:
    [[nodiscard]] Side side_of_actor(ActorId actor) const noexcept {
        return side_of(network_.actors().sector[actor.position()]);
    }
    [[nodiscard]] Date day_of(ForumId forum) const noexcept { return days_.forums[forum.position()]; }
    PowerAmounts& recorded(ForumId forum, PowerDimension dimension) {
        auto& amounts = holdings_[forum.position()].amounts[at(dimension)];
        return amounts ? *amounts : amounts.emplace();
    }

    /// Seats, mandates and the information lead.
    void add_seats() {
        const std::vector<CountedSeat> seats = detail::counted_seats(network_, {days_});
        for (std::size_t f = 0; f < holdings_.size(); ++f) {
            recorded(ForumId{f}, PowerDimension::seats);
        }
        for (std::size_t k = 0; k < seats.size();) {
            const std::size_t first = k;
            for (; k < seats.size() && seats[k].forum == seats[first].forum; ++k) {
                add(recorded(seats[k].forum, PowerDimension::seats), side_of_actor(seats[k].actor), 1.0);
            }
            const std::span of_forum{seats.begin() + static_cast<std::ptrdiff_t>(first),
                                     seats.begin() + static_cast<std::ptrdiff_t>(k)};
            add_mandates(of_forum);
            add_information(of_forum);
        }
    }

    void add_mandates(std::span<const CountedSeat> seats) {
        PowerAmounts leading;
        for (const CountedSeat& seat : seats) {
            const Side side = side_of_actor(seat.actor);
            if (side == Side::neither) {
                continue;
            }
            const std::optional<PersonTier> tier =
                seat.person.is_none() ? std::nullopt : network_.people().tier[seat.person.position()];
            if (!tier) {
                holdings_[seat.forum.position()].reasons[at(PowerDimension::decision_mandate)] =
                    "the tier of whoever holds a seat is not stated";
                return;
            }
            add(leading, side, *tier == PersonTier::leadership ? 1.0 : 0.0);
        }
        recorded(seats.front().forum, PowerDimension::decision_mandate) = leading;
    }

    void add_information(std::span<const CountedSeat> seats) {
        if (!ties_.are_recorded()) {
            return;
        }
        std::array<std::vector<ActorId>, 2> actors;
        for (const CountedSeat& seat : seats) {
            const Side side = side_of_actor(seat.actor);
            if (side != Side::neither) {
                actors[static_cast<std::size_t>(side)].push_back(seat.actor);
            }
        }
        for (std::vector<ActorId>& own : actors) {
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
        }
        const ForumId forum = seats.front().forum;
        PowerAmounts& known = recorded(forum, PowerDimension::information_lead);
        for (const Side side : {Side::municipal, Side::civil_society}) {
            const auto own = static_cast<std::size_t>(side);
            for (const ActorId source : actors[own]) {
                add(known, side, static_cast<double>(ties_.count(source, day_of(forum), actors[1 - own])));
            }
        }
    }

    /// People with the role chair or coordinator, each once; seats without a person one by one.
    void add_chairs() {
        const SeatColumns& seats = network_.seats();
        std::set<std::pair<ForumId, PersonId>> seen;
        for (std::size_t k = 0; k < seats.size(); ++k) {
            if (!is_held_on(seats.period[k], day_of(seats.forum[k]))) {
                continue;
            }
            PowerAmounts& chairs = recorded(seats.forum[k], PowerDimension::chair);
            const PersonId person = seats.person[k];
            if (seats.role[k].value_or(SeatRole::member) != SeatRole::member &&
                (person.is_none() || seen.emplace(seats.forum[k], person).second)) {
                add(chairs, side_of_actor(seats.actor[k]), 1.0);
            }
        }
    }

    void add_votes(RunControl* control) {
        PowerOptions power;
        power.shapley_shubik = false;
        detail::GamePowers powers{power};
        const std::vector<std::vector<detail::Voter>> voters = detail::voters_by_forum(network_, days_);
        std::vector<std::optional<detail::ForumGame>> games(voters.size());
        std::vector<std::size_t> answers(voters.size());
        for (std::size_t f = 0; f < voters.size(); ++f) {
            ForumVote vote;
            games[f] = detail::game_of(voters[f], detail::rules_of(network_.forums(), f),
                                       options_.assume_majority, vote);
            holdings_[f].reasons[at(PowerDimension::voting_power)] = vote.reason;
            answers[f] = games[f] ? powers.add(games[f]->game) : 0;
        }
        powers.compute(control);
        for (std::size_t f = 0; f < voters.size(); ++f) {
            if (games[f]) {
                recorded(ForumId{f}, PowerDimension::voting_power) =
                    power_of_sides(voters[f], *games[f], powers, answers[f]);
            }
        }
    }

    [[nodiscard]] static PowerAmounts power_of_sides(const std::vector<detail::Voter>& voters,
                                                     const detail::ForumGame& forum,
                                                     const detail::GamePowers& powers, std::size_t answer) {
        std::array<CompensatedSum, 3> sums;
        detail::MemberWeights weights;
        for (std::size_t k = 0; k < voters.size(); ++k) {
            const Side side = side_of(static_cast<Sector>(voters[k].sector));
            detail::read_weights(forum.game, k, weights);
            sums[static_cast<std::size_t>(side)].add(powers.member(answer, weights).banzhaf);
        }
        return {sums[0].value(), sums[1].value()};
    }

    /// What each meeting states, and the sums.
    void add_meetings(ForumId forum, StageTicker& ticker) {
        ForumHoldings& holdings = holdings_[forum.position()];
        for (const MeetingId meeting : meetings_.of(forum)) {
            const auto [first, last] = meetings_.attendance_of(meeting);
            ticker.step(1 + last - first);
            if (day_of(forum).is_known() && meetings_.day(meeting) > day_of(forum)) {
                continue;
            }
            const MeetingAmounts amounts{airtime_of(meeting), proposals_of(meeting)};
            for (const auto& [dimension, stated] : {std::pair{PowerDimension::airtime, amounts.airtime},
                                                    {PowerDimension::agenda_items, amounts.agenda_items}}) {
                if (stated) {
                    PowerAmounts& sum = recorded(forum, dimension);
                    sum.municipal += stated->municipal;
                    sum.civil_society += stated->civil_society;
                }
            }
            if (amounts.airtime || amounts.agenda_items) {
                holdings.meetings.push_back(amounts);
            }
        }
    }

    /// Seconds of speaking; nothing unless they are stated for all members who came, and at least one did.
    [[nodiscard]] std::optional<PowerAmounts> airtime_of(MeetingId meeting) const {
        std::optional<PowerAmounts> spoken;
        bool is_stated = true;
        const auto holders = meetings_.holders().of(network_.meetings().forum[meeting.position()]);
        meetings_.visit_attendance(meeting, [&](std::uint32_t row, std::optional<std::uint32_t> holder) {
            if (!holder) {
                return; // a guest
            }
            const Count seconds = network_.attendance().speaking_seconds[row];
            is_stated = is_stated && seconds.is_known();
            PowerAmounts& sum = spoken ? *spoken : spoken.emplace();
            add(sum, side_of_actor(holders[*holder].actor),
                static_cast<double>(seconds.is_known() ? seconds.value() : 0));
        });
        return is_stated ? spoken : std::nullopt;
    }

    [[nodiscard]] std::optional<PowerAmounts> proposals_of(MeetingId meeting) const {
        std::optional<PowerAmounts> proposed;
        const auto [first, last] = meetings_.items_of(meeting);
        for (std::uint32_t row = first; row < last; ++row) {
            const ActorId actor = network_.agenda_items().proposed_by[row];
            if (!actor.is_none()) {
                add(proposed ? *proposed : proposed.emplace(), side_of_actor(actor), 1.0);
            }
        }
        return proposed;
    }

    [[nodiscard]] PowerProfile profile_of(ForumId forum) const {
        const ForumHoldings& holdings = holdings_[forum.position()];
        PowerProfile profile = power_profile(holdings.amounts, options_.weights);
        profile.forum = forum;
        profile.as_of = day_of(forum);
        for (std::size_t d = 0; d < power_dimension_count; ++d) {
            if (!holdings.amounts[d] && !holdings.reasons[d].empty()) {
                profile.dimensions[d].reason = holdings.reasons[d];
            }
        }
        profile.interval =
            power_bootstrap(holdings.amounts, holdings.meetings, options_.weights, options_.bootstrap);
        return profile;
    }

    void echo_options(Provenance& provenance) const {
        detail::echo(provenance, options_.as_of, days_.study);
        detail::echo(provenance, "assume_majority", options_.assume_majority ? "true" : "false");
        for (std::size_t d = 0; d < power_dimension_count; ++d) {
            detail::echo(provenance, "weights." + std::string{to_string(static_cast<PowerDimension>(d))},
                         detail::text_of(options_.weights[d]));
        }
        detail::echo(provenance, "bootstrap.replicates", std::to_string(options_.bootstrap.replicates));
        detail::echo(provenance, "bootstrap.level", detail::text_of(options_.bootstrap.level));
        provenance.seed = options_.bootstrap.seed;
    }

    const ActorNetwork& network_;
    const PowerAsymmetryOptions& options_;
    SeatDays days_;
    ForumMeetings meetings_;
    KnowledgeTies ties_;
    std::vector<ForumHoldings> holdings_;
};

void check(const ActorNetwork& network, const PowerAsymmetryOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"power_asymmetry needs the table " + std::string{to_string(table)}};
        }
    }
    // Also where there is no forum to make a profile of.
    static_cast<void>(power_profile({}, options.weights));
    static_cast<void>(power_bootstrap({}, {}, options.weights, options.bootstrap));
}

} // namespace

PowerAsymmetryResult power_asymmetry(const ActorNetwork& network, const PowerAsymmetryOptions& options,
                                     RunControl* control) {
    check(network, options);
    return PowerAsymmetry{network, options}.run(control);
}

} // namespace samspill
