// Which actors are probably one organisation that was entered twice?
#pragma once

#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_merge.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/result/duplicate_actors_result.hpp>
#include <samspill/similarity/abbreviations.hpp>

#include <cstddef>
#include <vector>

namespace samspill {

struct DuplicateActorOptions {
    /// The least text_similarity of two names, in (0, 1]: 0.85 lets one letter in a long word differ, or a
    /// legal form come behind (project choice).
    double name_similarity = 0.85;
    /// A name or number of more actors than this is reported once and pairs none of them; at least 2. A name
    /// that is like those of more actors, which nothing else keeps apart from its own, pairs with none of
    /// them; such names are reported as one group each.
    std::size_t most_same = 50;
    /// Applied to the normal forms of names before they are compared.
    Abbreviations abbreviations = Abbreviations::nordic();
};

/// Finds actors that are probably one organisation, by organisation number and by name, and proposes merges.
/// Persons are never compared.
///
/// Two actors are a pair when neither is above the other in the chain of parents and
/// - they have the same valid organisation number and are of different houses (their chains of parents end
///   at different actors), whatever else differs; or
/// - their numbers do not differ, their names are similar enough and name no different numerals, they are not
///   seated in areas apart, and they are of one sector; in different sectors only when the names' similarity
///   is 1.
///
/// Pairs are joined into clusters in which every two are a pair: equal numbers first, then one sector
/// before two, the most similar names, stated areas before open ones, then by ids; so a–b and b–c do not make
/// one of a and c. Of a cluster that actor is kept that has a valid number, then the one that most
/// activities, ties and needs name, then the first by id.
///
/// Complete: no pair is missed, whatever the number of actors, except among texts that too many share or come
/// near to. Two joins (set_join over words and over 3-grams), then O(candidates) with at most `most_same` for
/// each actor compared and kept; deterministic. A network without names
/// and numbers has no pairs.
/// @throws InvalidArgument for options out of range; Cancelled when `control` asks to stop
[[nodiscard]] DuplicateActorsResult duplicate_actors(const ActorNetwork& network,
                                                     const DuplicateActorOptions& options = {},
                                                     RunControl* control = nullptr);

/// All proposals of a result as merges, by merged actor, for merged_actors().
[[nodiscard]] std::vector<ActorMerge> proposed_merges(const DuplicateActorsResult& result);

} // namespace samspill
