#include <samspill/analysis/duplicate_actors.hpp>

#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "actor_candidates.hpp"
#include "actor_clusters.hpp"
#include "actor_evidence.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

using detail::ActorComparison;

void check(const DuplicateActorOptions& options) {
    if (!(options.name_similarity > 0.0 && options.name_similarity <= 1.0)) {
        throw InvalidArgument{"name_similarity must be above 0 and at most 1"};
    }
    if (options.most_same < 2) {
        throw InvalidArgument{"most_same must be at least 2"};
    }
}

void count(std::vector<RowsOfActor>& rows, const std::vector<ActorId>& column,
           std::int64_t RowsOfActor::*number) {
    for (const ActorId actor : column) {
        if (!actor.is_none()) {
            ++(rows[actor.position()].*number);
        }
    }
}

/// How many rows name each actor.
std::vector<RowsOfActor> rows_by_actor(const ActorNetwork& network) {
    std::vector<RowsOfActor> rows(network.actors().size());
    count(rows, network.activities().actor, &RowsOfActor::activities);
    count(rows, network.needs().entry_point, &RowsOfActor::needs);
    count(rows, network.seats().actor, &RowsOfActor::seats);
    count(rows, network.people().actor, &RowsOfActor::people);
    count(rows, network.actors().parent, &RowsOfActor::units);
    const TieColumns& ties = network.ties();
    for (std::size_t k = 0; k < ties.size(); ++k) {
        ++rows[ties.source[k].position()].ties;
        if (network.is_actor(ties.target[k]) && ties.target[k] != ties.source[k].value()) {
            ++rows[ties.target[k]].ties;
        }
    }
    return rows;
}

MergeProposal proposal_for(const std::vector<ActorId>& cluster, const ActorComparison& actors,
                           const std::vector<RowsOfActor>& rows) {
    const auto rank = [&](ActorId actor) {
        const RowsOfActor& named = rows[actor.position()];
        return std::tuple{actors.number(actor) == ActorComparison::none,
                          -(named.activities + named.ties + named.needs), actor};
    };
    MergeProposal proposal;
    proposal.kept = *std::min_element(cluster.begin(), cluster.end(),
                                      [&](ActorId a, ActorId b) { return rank(a) < rank(b); });
    for (const ActorId actor : cluster) {
        if (actor != proposal.kept) {
            proposal.merged.push_back({.actor = actor,
                                       .evidence = actors.evidence(proposal.kept, actor),
                                       .moves = rows[actor.position()]});
        }
    }
    return proposal;
}

void name_proposals_of_pairs(DuplicateActorsResult& result, std::size_t actors) {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> proposal_of(actors, none);
    for (std::size_t k = 0; k < result.proposals.size(); ++k) {
        proposal_of[result.proposals[k].kept.position()] = k;
        for (const MergedActor& merged : result.proposals[k].merged) {
            proposal_of[merged.actor.position()] = k;
        }
    }
    for (DuplicateActorPair& pair : result.pairs) {
        const std::size_t k = proposal_of[pair.a.position()];
        if (k != none && k == proposal_of[pair.b.position()]) {
            pair.proposal = k;
        }
    }
}

} // namespace

DuplicateActorsResult duplicate_actors(const ActorNetwork& network, const DuplicateActorOptions& options,
                                       RunControl* control) {
    check(options);
    DuplicateActorsResult result;
    result.provenance = detail::provenance_of("duplicate_actors", network);
    detail::echo(result.provenance, "name_similarity", detail::text_of(options.name_similarity));
    detail::echo(result.provenance, "most_same", std::to_string(options.most_same));
    detail::echo(result.provenance, "abbreviations", std::to_string(options.abbreviations.size()));
    const ActorComparison actors{network, options, control};
    detail::DuplicateActorCandidates found = detail::duplicate_actor_pairs_of(actors, options, control);
    result.pairs = std::move(found.pairs);
    result.shared_by_many = std::move(found.shared_by_many);
    const std::vector<RowsOfActor> rows = rows_by_actor(network);
    for (const std::vector<ActorId>& cluster : detail::actor_clusters(actors.size(), result.pairs, control)) {
        result.proposals.push_back(proposal_for(cluster, actors, rows));
    }
    std::sort(result.proposals.begin(), result.proposals.end(),
              [](const MergeProposal& a, const MergeProposal& b) { return a.kept < b.kept; });
    name_proposals_of_pairs(result, actors.size());
    return result;
}

std::vector<ActorMerge> proposed_merges(const DuplicateActorsResult& result) {
    std::vector<ActorMerge> merges;
    for (const MergeProposal& proposal : result.proposals) {
        for (const MergedActor& merged : proposal.merged) {
            merges.push_back({.merged = merged.actor, .kept = proposal.kept});
        }
    }
    std::sort(merges.begin(), merges.end(),
              [](const ActorMerge& a, const ActorMerge& b) { return a.merged < b.merged; });
    return merges;
}

} // namespace samspill
