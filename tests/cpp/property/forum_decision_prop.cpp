// How forums decide by votes, heads and vetoes of sectors: a twin that reads the rows and tries every set of
// seats.
#include <samspill/analysis/forum_power.hpp>
#include <samspill/model/network_builder.hpp>

#include "support/brute_power.hpp"
#include "support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace samspill {
namespace {

using testing_support::below;

struct Seated {
    Sector sector = Sector::municipal;
    double votes = 1.0;
};

/// Seats of actors "a", "b", ... in one forum.
struct Council {
    Forum forum;
    std::vector<Seated> seats;

    [[nodiscard]] ActorNetwork network() const {
        NetworkBuilder builder;
        builder.add_forum(forum);
        for (std::size_t k = 0; k < seats.size(); ++k) {
            const std::string id(1, static_cast<char>('a' + static_cast<int>(k)));
            builder.add_actor({.id = id, .sector = seats[k].sector})
                .add_seat({.forum = forum.id, .actor = id, .votes = seats[k].votes});
        }
        return builder.build();
    }

    [[nodiscard]] bool is_enough(const SectorVeto& veto, std::uint64_t agreeing) const {
        int all = 0;
        int in_favour = 0;
        for (std::size_t k = 0; k < seats.size(); ++k) {
            if (seats[k].sector == veto.sector && seats[k].votes > 0.0) {
                ++all;
                in_favour += (agreeing >> k & 1U) != 0 ? 1 : 0;
            }
        }
        switch (veto.veto) {
        case Veto::all:
            return all > 0 && in_favour == all;
        case Veto::at_least_one:
            return in_favour > 0;
        case Veto::majority:
            return 2 * in_favour > all;
        }
        return false;
    }

    [[nodiscard]] bool decide(std::uint64_t agreeing) const {
        double votes = 0.0;
        int heads = 0;
        for (std::size_t k = 0; k < seats.size(); ++k) {
            if ((agreeing >> k & 1U) != 0) {
                votes += seats[k].votes;
                heads += seats[k].votes > 0.0 ? 1 : 0;
            }
        }
        return (!forum.quota || votes >= *forum.quota) &&
               (!forum.head_count.is_known() || heads >= forum.head_count.value()) &&
               std::all_of(forum.vetoes.begin(), forum.vetoes.end(),
                           [&](const SectorVeto& veto) { return is_enough(veto, agreeing); });
    }
};

Council any_council() {
    Council council;
    council.forum.id = "f";
    const int seats = 1 + below(8);
    for (int k = 0; k < seats; ++k) {
        council.seats.push_back({static_cast<Sector>(below(3)), 0.5 * below(5)});
    }
    const bool counts_heads = below(2) == 0;
    if (counts_heads) {
        council.forum.head_count = Count{1 + below(seats)};
    }
    if (!counts_heads || below(2) == 0) {
        council.forum.quota = 0.5 * (1 + below(2 * seats));
    }
    for (int sector = 0; sector < 3; ++sector) {
        if (below(3) == 0) {
            council.forum.vetoes.push_back({static_cast<Sector>(sector), static_cast<Veto>(below(3))});
        }
    }
    return council;
}

/// Numbers of the seated sectors, without a gap.
std::vector<std::size_t> unions_of(const Council& council) {
    std::vector<Sector> seated;
    for (const Seated& seat : council.seats) {
        seated.push_back(seat.sector);
    }
    std::sort(seated.begin(), seated.end());
    seated.erase(std::unique(seated.begin(), seated.end()), seated.end());
    std::vector<std::size_t> unions;
    for (const Seated& seat : council.seats) {
        unions.push_back(
            static_cast<std::size_t>(std::find(seated.begin(), seated.end(), seat.sector) - seated.begin()));
    }
    return unions;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-12; }

RC_GTEST_PROP(ForumDecision, PowerIsThatOfEverySetOfSeatsThatCanDecide, ()) {
    const Council council = any_council();
    const std::size_t n = council.seats.size();
    const std::uint64_t everybody = (std::uint64_t{1} << n) - 1;
    const ForumPowerResult result = forum_power(council.network());
    const bool has_game = council.decide(everybody) && !council.decide(0);
    RC_ASSERT((result.forums[0].status == Status::ok) == has_game);
    if (!has_game) {
        return;
    }
    const test::BrutePower brute = test::brute_power_of(
        n, [&](std::uint64_t coalition) { return council.decide(coalition); }, unions_of(council));
    RC_ASSERT(near(result.forums[0].power_to_act, std::ldexp(brute.winning, -static_cast<int>(n))));
    for (std::size_t k = 0; k < n; ++k) {
        const VoterPower& voter = result.voters[k];
        RC_ASSERT(near(voter.power.banzhaf_absolute, std::ldexp(brute.swings[k], 1 - static_cast<int>(n))));
        RC_ASSERT(near(voter.power.shapley_shubik, brute.shapley[k]));
        RC_ASSERT(near(voter.owen.value(), brute.owen[k]));
        RC_ASSERT(near(voter.banzhaf_owen.value(), brute.banzhaf_owen[k]));
    }
}

RC_GTEST_PROP(ForumDecision, ASectorAsOneHasThePowerOfAllItsSeats, ()) {
    const Council council = any_council();
    const ForumPowerResult result = forum_power(council.network());
    for (const SectorPower& row : result.sectors) {
        std::uint64_t own = 0;
        std::vector<std::uint64_t> players(1, 0);
        for (std::size_t k = 0; k < council.seats.size(); ++k) {
            if (static_cast<std::uint8_t>(council.seats[k].sector) == row.sector) {
                own |= std::uint64_t{1} << k;
            } else {
                players.push_back(std::uint64_t{1} << k);
            }
        }
        players.front() = own;
        const test::BrutePower brute = test::brute_power_of(players.size(), [&](std::uint64_t coalition) {
            std::uint64_t seats = 0;
            for (std::size_t p = 0; p < players.size(); ++p) {
                seats |= (coalition >> p & 1U) != 0 ? players[p] : 0;
            }
            return council.decide(seats);
        });
        double swings = 0.0;
        for (const double of_player : brute.swings) {
            swings += of_player;
        }
        RC_ASSERT(near(row.banzhaf_as_one, brute.swings[0] / swings));
        RC_ASSERT(near(row.shapley_as_one, brute.shapley[0]));
    }
}

} // namespace
} // namespace samspill
