// Which offers are duplicates, judged against the need?
#pragma once

#include <samspill/analysis/activity_similarity.hpp>
#include <samspill/core/fraction.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/model/actor_network.hpp>
#include <samspill/model/matching.hpp>
#include <samspill/result/duplication_result.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace samspill {

struct DuplicationOptions {
    bool match_languages = true; ///< false pairs offers even when no language is common to both
    bool match_ages = true;      ///< false pairs offers even when no age is common to both
    double backup_share = 0.10; ///< surplus up to this share of the need is a wanted reserve (project choice)
    MatchOptions match{};       ///< which needs an activity can serve, for the demand of a cluster
    /// Score from which two activities of like names are a pair although what they state keeps them apart,
    /// in (0, 1]; nothing looks for no such pairs. It is compared with the score and not with
    /// ActivityEvidence::likeness(), which is 0 for just the pairs that are looked for here.
    std::optional<double> least_score{};
    /// For those, how alike the 3-grams of both names are at least (Dice's coefficient), in (0, 1].
    Fraction name_likeness{3, 5};
    SimilarityOptions similarity{}; ///< what the scores of pairs rest on
    /// An ActivityMeasure of the program, such as a trained model, that gives the scores in place of
    /// ActivitySimilarity; it must answer from 0 to 1, or nothing, on several threads at once. Of
    /// `similarity` then only the abbreviations in names are used. Hand in an ActivitySimilarity to go by its
    /// likeness().
    std::function<std::optional<double>(const ActorNetwork&, ActivityId, ActivityId)> measure{};
    std::string measure_name = "own"; ///< what the provenance of the result calls `measure`
    /// Of more activities than this that are alike but for actor and name, pairs are not listed one by one.
    /// With `least_score`, so many like names of each name, the nearest, and so many activities of a name are
    /// compared with an activity at most.
    std::size_t most_listed_alike = 50;
    /// Pairs listed and kept at most, the first by a, then b; a pair takes 64 bytes. All others are counted.
    std::size_t most_pairs = 2'000'000;
};

/// Finds pairs of activities of different actors, of one kind and theme, with a common target group, nested
/// areas and overlapping periods; an attribute that one of the two leaves open keeps no pair apart. Statutory
/// tasks, and activities that a mandate obliges to, never pair with others. Pairs are joined into clusters in
/// which every two activities are a pair: activities in order of their ids join the cluster founded first
/// among those they pair with completely, or found their own, so that a-b and b-c do not make a duplicate of
/// a and c. Clusters of one are left out. With `least_score`, activities of like names and that score are
/// pairs as well, in a common month and whatever else they state. Every listed pair carries its score.
///
/// A cluster is judged by M2.10: seats of its activities against the people of all needs that at least one of
/// them can serve. Seats beyond the need are a reserve (`backup`) only up to `backup_share` of it and only
/// when they lie with actors of which no common one stands at the top of the chain of parents; units of one
/// organisation are no reserve for each other, so there the verdict is `surplus`. Without a table of needs
/// every verdict is `unknown_need`; no verdict ever rests on a missing number taken for 0. A network without
/// activities gives an empty result.
///
/// Bounds: pairs beyond `most_pairs` are counted and not listed (DuplicationResult::lists_all_pairs). Pairs,
/// clusters and verdicts that rest on what activities state do not depend on it; of pairs by likeness only
/// the first `most_pairs` can join clusters.
/// @throws MissingTable when the table activities was not given
/// @throws InvalidArgument for a backup_share that is negative or not finite, a least_score or name_likeness
/// outside (0, 1], similarity options that ActivitySimilarity refuses, or a measure that answers outside
/// [0, 1]; Cancelled when `control` asks to stop. Memory O(activities + pairs listed). Time proportional to
/// the pairs of activities that agree in all but months and ages, and to those listed; with `least_score` a
/// join of all names and the scores of like-named activities.
[[nodiscard]] DuplicationResult duplication(const ActorNetwork& network,
                                            const DuplicationOptions& options = {},
                                            RunControl* control = nullptr);

} // namespace samspill
