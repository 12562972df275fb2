#include "actor_candidates.hpp"

#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/record_groups.hpp>
#include <samspill/similarity/set_collection.hpp>
#include <samspill/similarity/set_join.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace samspill::detail {
namespace {

/// The threshold as a fraction that is not above it, so that no pair gets lost before it is compared.
Fraction fraction_below(double threshold) {
    constexpr std::int64_t steps = 1'000'000;
    const auto whole = static_cast<std::int64_t>(std::floor(threshold * static_cast<double>(steps)));
    return Fraction{std::max<std::int64_t>(whole - 1, 1), steps};
}

class Search {
public:
    Search(const ActorComparison& actors, const DuplicateActorOptions& options, RunControl* control)
        : actors_{actors}, options_{options}, control_{control} {}

    DuplicateActorCandidates run() && {
        names_.assign(actors_.names().begin(), actors_.names().end());
        leave_out_common_names();
        join(word_sets(names_, {}, control_));
        std::vector<std::string> compounds;
        compounds.reserve(names_.size());
        for (const std::string_view name : names_) {
            compounds.push_back(without_blanks(name));
        }
        const std::vector<std::string_view> views(compounds.begin(), compounds.end());
        join(ngram_sets(views, {}, control_));
        pair_equal_numbers();
        sort_pairs();
        return std::move(found_);
    }

private:
    void try_pair(ActorId a, ActorId b) {
        if (const auto evidence = actors_.pair(a, b)) {
            found_.pairs.push_back({.a = a, .b = b, .evidence = *evidence});
        }
    }

    /// Names with the same words in any order are one name.
    void leave_out_common_names() {
        const RecordGroups groups = identical_records(word_sets(names_, {}, control_), {}, control_);
        for (std::size_t group = 0; group < groups.size(); ++group) {
            const std::span<const std::uint32_t> members = groups.members(group);
            if (members.size() > options_.most_same) {
                found_.shared_by_many.push_back(
                    {SharedText::name, ActorId{members.front()}, static_cast<std::int64_t>(members.size())});
                for (const std::uint32_t member : members) {
                    names_[member] = {};
                }
            }
        }
    }

    void join(const SetCollection& records) {
        const RecordGroups groups = identical_records(records, {}, control_);
        StageTicker ticker{control_, "comparing names", 0};
        const auto visit = [&](const SimilarPair& pair) {
            ticker.step();
            try_pair(ActorId{pair.a}, ActorId{pair.b});
        };
        for (std::size_t group = 0; group < groups.size(); ++group) {
            expand_group(groups, group, visit);
        }
        const SetJoinOptions join_options{
            .measure = SetMeasure::dice, .threshold = fraction_below(options_.name_similarity), .limits = {}};
        set_join(
            records, groups, join_options,
            [&](std::span<const SimilarPair> pairs) {
                for (const SimilarPair& pair : pairs) {
                    expand_pair(groups, pair, visit);
                }
            },
            control_);
    }

    void pair_equal_numbers() {
        std::vector<ActorId> numbered;
        for (std::size_t k = 0; k < actors_.size(); ++k) {
            if (actors_.number(ActorId{k}) != ActorComparison::none) {
                numbered.emplace_back(k);
            }
        }
        std::sort(numbered.begin(), numbered.end(), [&](ActorId a, ActorId b) {
            return std::pair{actors_.number(a), a} < std::pair{actors_.number(b), b};
        });
        std::vector<SharedByMany> shared;
        for (auto first = numbered.begin(); first != numbered.end();) {
            const auto last = std::find_if(first, numbered.end(), [&](ActorId actor) {
                return actors_.number(actor) != actors_.number(*first);
            });
            pair_holders({first, last}, shared);
            first = last;
        }
        std::sort(shared.begin(), shared.end(),
                  [](const SharedByMany& a, const SharedByMany& b) { return a.first < b.first; });
        found_.shared_by_many.insert(found_.shared_by_many.end(), shared.begin(), shared.end());
    }

    /// Actors with one number, ascending. Those of one house do not count as many.
    void pair_holders(std::span<const ActorId> holders, std::vector<SharedByMany>& shared) {
        std::set<std::uint32_t> houses;
        for (const ActorId holder : holders) {
            houses.insert(actors_.house(holder));
        }
        if (houses.size() < 2) {
            return;
        }
        if (holders.size() > options_.most_same) {
            shared.push_back({SharedText::organisation_number, holders.front(),
                              static_cast<std::int64_t>(holders.size())});
            return;
        }
        for (std::size_t k = 0; k < holders.size(); ++k) {
            for (const ActorId other : holders.subspan(k + 1)) {
                try_pair(holders[k], other);
            }
        }
    }

    void sort_pairs() {
        const auto key = [](const DuplicateActorPair& pair) { return std::pair{pair.a, pair.b}; };
        std::vector<DuplicateActorPair>& pairs = found_.pairs;
        std::sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) { return key(x) < key(y); });
        pairs.erase(std::unique(pairs.begin(), pairs.end(),
                                [&](const auto& x, const auto& y) { return key(x) == key(y); }),
                    pairs.end());
    }

    const ActorComparison& actors_;
    const DuplicateActorOptions& options_;
    RunControl* control_;
    std::vector<std::string_view> names_; // empty where too many have the name
    DuplicateActorCandidates found_;
};

} // namespace

DuplicateActorCandidates duplicate_actor_pairs_of(const ActorComparison& actors,
                                                  const DuplicateActorOptions& options, RunControl* control) {
    return Search{actors, options, control}.run();
}

} // namespace samspill::detail
