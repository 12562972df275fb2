#include <samspill/io/duplicate_actor_tables.hpp>

#include "table_builder.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace samspill {
namespace {

using enum ColumnType;
using detail::stated;
using detail::TableBuilder;

constexpr std::string_view rows_unit = "rows";
constexpr std::string_view similarity_unit = "0 to 1";

std::string_view id_of(const ActorNetwork& network, ActorId actor) {
    return network.text(network.actors().id[actor.position()]);
}

std::optional<std::string_view> name_of(const ActorNetwork& network, ActorId actor) {
    return stated(network.text(network.actors().name[actor.position()]));
}

std::string_view reason(const ActorEvidence& evidence) {
    return evidence.number == NumberEvidence::same ? "same organisation number" : "similar name";
}

RowsOfActor sum(const std::vector<MergedActor>& merged) {
    RowsOfActor total;
    for (const MergedActor& actor : merged) {
        total.activities += actor.moves.activities;
        total.ties += actor.moves.ties;
        total.needs += actor.moves.needs;
        total.seats += actor.moves.seats;
        total.people += actor.moves.people;
        total.units += actor.moves.units;
    }
    return total;
}

} // namespace

Table duplicate_actor_pairs(const ActorNetwork& network, const DuplicateActorsResult& result) {
    TableBuilder table{"duplicate_actor_pairs",
                       {{"proposal", text, ""},
                        {"actor_a", text, ""},
                        {"name_a", text, ""},
                        {"actor_b", text, ""},
                        {"name_b", text, ""},
                        {"reason", text, ""},
                        {"organisation_number", text, ""},
                        {"name_similarity", float64, similarity_unit},
                        {"same_sector", boolean, ""},
                        {"area", text, ""}}};
    for (const DuplicateActorPair& pair : result.pairs) {
        const std::optional<std::string_view> kept =
            pair.proposal ? std::optional{id_of(network, result.proposals[*pair.proposal].kept)}
                          : std::nullopt;
        table.row(kept, id_of(network, pair.a), name_of(network, pair.a), id_of(network, pair.b),
                  name_of(network, pair.b), reason(pair.evidence), to_string(pair.evidence.number),
                  pair.evidence.name_similarity, pair.evidence.same_sector, to_string(pair.evidence.area));
    }
    return std::move(table).take();
}

Table merge_proposals(const ActorNetwork& network, const DuplicateActorsResult& result) {
    TableBuilder table{"merge_proposals",
                       {{"kept", text, ""},
                        {"name", text, ""},
                        {"merged", text_list, ""},
                        {"activities", int64, rows_unit},
                        {"ties", int64, rows_unit},
                        {"needs", int64, rows_unit},
                        {"seats", int64, rows_unit},
                        {"people", int64, rows_unit},
                        {"units", int64, rows_unit}}};
    for (const MergeProposal& proposal : result.proposals) {
        std::vector<std::string_view> merged;
        merged.reserve(proposal.merged.size());
        for (const MergedActor& actor : proposal.merged) {
            merged.push_back(id_of(network, actor.actor));
        }
        const RowsOfActor moves = sum(proposal.merged);
        table.row(id_of(network, proposal.kept), name_of(network, proposal.kept), merged, moves.activities,
                  moves.ties, moves.needs, moves.seats, moves.people, moves.units);
    }
    return std::move(table).take();
}

Table former_ids(const ActorNetwork& network, const DuplicateActorsResult& result) {
    TableBuilder table{"former_ids",
                       {{"former_id", text, ""},
                        {"former_name", text, ""},
                        {"id", text, ""},
                        {"name", text, ""},
                        {"reason", text, ""},
                        {"organisation_number", text, ""},
                        {"name_similarity", float64, similarity_unit},
                        {"same_sector", boolean, ""},
                        {"area", text, ""},
                        {"activities", int64, rows_unit},
                        {"ties", int64, rows_unit},
                        {"needs", int64, rows_unit},
                        {"seats", int64, rows_unit},
                        {"people", int64, rows_unit},
                        {"units", int64, rows_unit}}};
    std::vector<std::pair<const MergedActor*, ActorId>> rows;
    for (const MergeProposal& proposal : result.proposals) {
        for (const MergedActor& merged : proposal.merged) {
            rows.emplace_back(&merged, proposal.kept);
        }
    }
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.first->actor < b.first->actor; });
    for (const auto& [merged, kept] : rows) {
        const ActorEvidence& evidence = merged->evidence;
        const RowsOfActor& moves = merged->moves;
        table.row(id_of(network, merged->actor), name_of(network, merged->actor), id_of(network, kept),
                  name_of(network, kept), reason(evidence), to_string(evidence.number),
                  evidence.name_similarity, evidence.same_sector, to_string(evidence.area), moves.activities,
                  moves.ties, moves.needs, moves.seats, moves.people, moves.units);
    }
    return std::move(table).take();
}

Table shared_by_many(const ActorNetwork& network, const DuplicateActorsResult& result) {
    TableBuilder table{
        "shared_by_many",
        {{"column", text, ""}, {"first_actor", text, ""}, {"name", text, ""}, {"actors", int64, "actors"}}};
    for (const SharedByMany& shared : result.shared_by_many) {
        table.row(to_string(shared.text), id_of(network, shared.first), name_of(network, shared.first),
                  shared.actors);
    }
    return std::move(table).take();
}

} // namespace samspill
