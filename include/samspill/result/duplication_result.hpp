// What is offered more than once, and whether the need asks for it.
#pragma once

#include <samspill/core/index.hpp>
#include <samspill/core/month_interval.hpp>
#include <samspill/result/provenance.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace samspill {

/// Offers that could replace each other, judged against the need (methods M2.10).
enum class Verdict : std::uint8_t {
    needed,           ///< their seats do not exceed the need
    backup,           ///< seats beyond the need, but no more than a wanted reserve of independent actors
    surplus,          ///< seats beyond need and reserve, or beyond the need with units of one organisation
    unknown_need,     ///< nobody recorded the need, or not how many people have it
    unknown_capacity, ///< the need is known, the seats are not, and it depends on them
};
[[nodiscard]] std::string_view to_string(Verdict verdict) noexcept;

/// Attributes in which two activities were compared because both state them; the others are open in one.
struct ComparedAttributes {
    bool target_group = false;
    bool area = false;
    bool period = false;
    bool language = false;
    bool ages = false;

    friend bool operator==(const ComparedAttributes&, const ComparedAttributes&) = default;
};

/// Two activities of different actors that can serve the same people. a < b.
struct DuplicatePair {
    ActivityId a;
    ActivityId b;
    MonthInterval shared_months{};
    ComparedAttributes compared{};
    std::optional<std::size_t>
        cluster{}; ///< position in DuplicationResult::clusters; a pair may lie across clusters
    std::optional<double>
        score{}; ///< how alike they are (ActivitySimilarity, or the program's own measure), in [0, 1]
    bool by_likeness = false; ///< found by names and score, though something they state keeps them apart
};

/// In what the activities of a large group are alike.
enum class AlikeIn : std::uint8_t {
    attributes, ///< kind, obligation, theme, target groups, areas, period, languages and ages
    name,       ///< the normal form of their names; only where likeness makes pairs (least_score)
};
[[nodiscard]] std::string_view to_string(AlikeIn alike_in) noexcept;

/// Activities that are alike, and so many that their pairs are not all listed or, of one name, looked for.
struct AlikeGroup {
    AlikeIn alike_in = AlikeIn::attributes;
    std::vector<ActivityId> activities{}; ///< ascending
    std::int64_t actors = 0;              ///< different ones among them

    friend bool operator==(const AlikeGroup&, const AlikeGroup&) = default;
};

/// Activities that are pairwise duplicates.
struct DuplicateCluster {
    TermId theme;
    std::vector<ActivityId> activities; ///< at least two, ascending
    std::vector<NeedId> needs;          ///< needs that at least one of them can serve, ascending
    std::int64_t capacity = 0;          ///< seats of the activities that state them
    std::int64_t capacity_unknown = 0;  ///< activities that state none
    std::int64_t people = 0;            ///< people in the needs that state them
    std::int64_t needs_unknown = 0;     ///< needs that state none
    std::optional<std::int64_t>
        surplus; ///< seats beyond the need; a lower bound where capacities are unknown
    Verdict verdict = Verdict::unknown_need;
};

/// Result of duplication(). Activities and needs are those of the network it was computed from.
struct DuplicationResult {
    Provenance provenance;
    std::vector<DuplicatePair> pairs;       ///< by a, then b; the first DuplicationOptions::most_pairs
    std::int64_t pairs_found = 0;           ///< pairs that there are, listed or beyond most_pairs
    std::int64_t pairs_by_likeness = 0;     ///< of them, those by names and score
    std::vector<DuplicateCluster> clusters; ///< by theme, then first activity
    std::vector<AlikeGroup> groups;         ///< alike in attributes, then in name, each by first activity

    /// False when pairs lie beyond most_pairs; pairs inside groups are left out by rule and do not count.
    [[nodiscard]] bool lists_all_pairs() const noexcept {
        return pairs_found == static_cast<std::int64_t>(pairs.size());
    }
};

} // namespace samspill
