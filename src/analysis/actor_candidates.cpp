#include "actor_candidates.hpp"

#include <samspill/graph/components.hpp>
#include <samspill/similarity/normal_text.hpp>
#include <samspill/similarity/record_groups.hpp>
#include <samspill/similarity/set_collection.hpp>
#include <samspill/similarity/set_join.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
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
        : actors_{actors}, options_{options}, control_{control},
          is_crowded_(actors.size(), false), alike_{actors.size()} {}

    DuplicateActorCandidates run() && {
        names_.assign(actors_.names().begin(), actors_.names().end());
        leave_out_common_names(word_sets(names_, {}, control_));
        join(word_sets(names_, {}, control_));
        std::vector<std::string> compounds;
        compounds.reserve(names_.size());
        for (std::size_t k = 0; k < names_.size(); ++k) { // what is crowded by words need not be joined again
            compounds.push_back(without_blanks(is_crowded_[k] ? std::string_view{} : names_[k]));
        }
        const std::vector<std::string_view> views(compounds.begin(), compounds.end());
        join(ngram_sets(views, {}, control_));
        pair_near_names();
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
    void leave_out_common_names(const SetCollection& words) {
        const RecordGroups groups = identical_records(words, {}, control_);
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
        StageTicker ticker{control_};
        std::vector<std::size_t> near(actors_.size(), 0); // names that each is near to, up to the bound
        std::vector<std::uint32_t> group_of(actors_.size(), 0);
        for (std::uint32_t group = 0; group < groups.size(); ++group) {
            group_of[groups.representative(group)] = group;
            expand_group(groups, group, [&](const SimilarPair& pair) {
                ticker.step();
                add_near(pair.a, pair.b, near);
            });
        }
        const SetJoinOptions join_options{
            .measure = SetMeasure::dice, .threshold = fraction_below(options_.name_similarity), .limits = {}};
        set_join(
            records, groups, join_options,
            [&](std::span<const SimilarPair> pairs) {
                for (const SimilarPair& pair : pairs) {
                    for (const std::uint32_t a : groups.members(group_of[pair.a])) {
                        for (const std::uint32_t b : groups.members(group_of[pair.b])) {
                            ticker.step();
                            // The first of a group comes before that of the other, a later one need not.
                            add_near(std::min(a, b), std::max(a, b), near);
                        }
                    }
                }
            },
            control_);
    }

    /// Two actors of like names. Once one of them is crowded the pair is not kept, so that no more than
    /// most_same are kept for each actor.
    void add_near(std::uint32_t a, std::uint32_t b, std::vector<std::size_t>& near) {
        const bool says_nothing_new = is_crowded_[a] && is_crowded_[b] && alike_.find(a) == alike_.find(b);
        if (says_nothing_new && actors_.names()[a] != actors_.names()[b]) {
            return;
        }
        if (!actors_.may_be_pair(ActorId{a}, ActorId{b})) {
            return;
        }
        if (actors_.names()[a] == actors_.names()[b]) {
            near_.emplace_back(a, b); // leave_out_common_names() bounds these
            return;
        }
        is_crowded_[a] = ++near[a] > options_.most_same || is_crowded_[a];
        is_crowded_[b] = ++near[b] > options_.most_same || is_crowded_[b];
        alike_.unite(a, b);
        if (!is_crowded_[a] && !is_crowded_[b]) {
            near_.emplace_back(a, b);
        }
    }

    /// Which actors are crowded is known when all names are joined.
    void pair_near_names() {
        StageTicker ticker{control_, "comparing actors", near_.size()};
        for (const auto& [a, b] : near_) {
            ticker.step();
            if ((!is_crowded_[a] && !is_crowded_[b]) || actors_.names()[a] == actors_.names()[b]) {
                try_pair(ActorId{a}, ActorId{b});
            }
        }
        std::map<std::uint32_t, SharedByMany> crowds; // by the set that they are in
        for (std::uint32_t actor = 0; actor < actors_.size(); ++actor) {
            if (is_crowded_[actor]) {
                ++crowds
                      .try_emplace(alike_.find(actor), SharedByMany{SharedText::near_name, ActorId{actor}, 0})
                      .first->second.actors;
            }
        }
        std::vector<SharedByMany> shared;
        shared.reserve(crowds.size());
        for (const auto& [set, crowd] : crowds) {
            shared.push_back(crowd);
        }
        add_shared(std::move(shared));
    }

    void add_shared(std::vector<SharedByMany> shared) {
        std::sort(shared.begin(), shared.end(),
                  [](const SharedByMany& a, const SharedByMany& b) { return a.first < b.first; });
        found_.shared_by_many.insert(found_.shared_by_many.end(), shared.begin(), shared.end());
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
        add_shared(std::move(shared));
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
    std::vector<std::string_view> names_;                       // empty where too many have the name
    std::vector<std::pair<std::uint32_t, std::uint32_t>> near_; // actors of equal or near names
    std::vector<bool> is_crowded_;                              // near to more names than most_same
    DisjointSets alike_;                                        // actors of near names
    DuplicateActorCandidates found_;
};

} // namespace

DuplicateActorCandidates duplicate_actor_pairs_of(const ActorComparison& actors,
                                                  const DuplicateActorOptions& options, RunControl* control) {
    return Search{actors, options, control}.run();
}

} // namespace samspill::detail
