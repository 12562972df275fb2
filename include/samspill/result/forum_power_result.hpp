// Who decides in each forum, by the votes of its seats.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/result/measure.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/result/union_power_result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace samspill {

/// The vote of one forum. Without status `ok` there are neither voters nor sectors of it in the result.
struct ForumVote {
    ForumId forum;
    Date as_of; ///< whose seats vote; unknown when all of them do
    Status status = Status::ok;
    std::string_view reason;     ///< a literal; empty when there is nothing to explain
    std::size_t voters = 0;      ///< seats that vote, each person once
    double votes = 0.0;          ///< of all voters; 0 where they are not known
    std::optional<double> quota; ///< votes needed for a decision; none where only heads are counted
    std::optional<std::int64_t> head_count; ///< voters needed for a decision, where stated
    bool quota_assumed = false;             ///< no quota was stated, so more than half of the votes is taken
    bool votes_assumed = false;             ///< no votes were stated, so each voter is taken to have one
    PowerMethod method = PowerMethod::exact;
    double power_to_act = 0.0;      ///< share of all coalitions that can decide
    std::string winning_coalitions; ///< the whole number; empty where it was not counted
    /// The same when each sector votes as one; nothing where the votes are too large for it.
    std::optional<double> power_to_act_of_sectors;
    /// Why the forum is ok and yet has neither that nor Owen and Banzhaf-Owen values: a literal, else empty.
    std::string_view sectors_reason;
    double shapley_residual = 0.0;
    std::uint64_t samples = 0;
};

/// One voter of a forum. `sector` is the position in the vocabulary of sectors.
struct VoterPower {
    ForumId forum;
    ActorId actor;
    PersonId person; ///< none where the seat names no person
    std::uint8_t sector = 0;
    double votes = 0.0;
    MemberPower power;
    std::optional<double> owen; ///< with the sectors as a priori unions
    std::optional<double> banzhaf_owen;
};

/// One sector in one forum: sums over its voters, and its power when it votes as one.
struct SectorPower {
    ForumId forum;
    std::uint8_t sector = 0;
    std::size_t voters = 0;
    double votes = 0.0;
    double vote_share = 0.0; ///< of all votes of the forum
    double banzhaf = 0.0;
    double shapley_shubik = 0.0;
    std::optional<double> owen; ///< every sector votes as one: power of the sector among sectors
    std::optional<double> banzhaf_owen;
    double banzhaf_as_one = 0.0; ///< only this sector votes as one, all others freely
    double shapley_as_one = 0.0;
};

/// Result of forum_power(). Forums are those of the network it was computed from.
struct ForumPowerResult {
    Provenance provenance;
    std::vector<ForumVote> forums;    ///< indexed by ForumId
    std::vector<VoterPower> voters;   ///< by forum, then in the order of the table of seats
    std::vector<SectorPower> sectors; ///< by forum, then sector
};

} // namespace samspill
