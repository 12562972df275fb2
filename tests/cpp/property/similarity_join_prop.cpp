// Joins against comparing every pair.
#include <samspill/similarity/cosine_join.hpp>
#include <samspill/similarity/set_join.hpp>

#include "similarity/cosine_filter.hpp"
#include "similarity/instruction_set.hpp"
#include "similarity/join_run.hpp"
#include "similarity/set_filter.hpp"

#include "support/random_network.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace samspill {
namespace {

using testing_support::below;
using Pairs = std::vector<SimilarPair>;

/// Sets over a small vocabulary, some of them empty, some near copies and some copies of earlier ones.
struct RandomSets {
    SetCollection sets;
    std::vector<std::uint32_t> blocks;

    explicit RandomSets(bool with_occurrences) {
        const int count = below(80);
        const int vocabulary = 1 + below(60);
        const int largest = 1 + below(30);
        std::vector<std::set<std::uint32_t>> rows;
        for (int k = 0; k < count; ++k) {
            std::set<std::uint32_t> row;
            if (!rows.empty() && below(2) == 0) {
                row = rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
            }
            for (int added = below(row.empty() ? largest : 3); added > 0; --added) {
                row.insert(static_cast<std::uint32_t>(below(vocabulary)));
            }
            rows.push_back(row);
        }
        std::vector<std::size_t> offsets{0};
        std::vector<std::uint32_t> tokens;
        std::vector<std::uint32_t> occurrences;
        for (const std::set<std::uint32_t>& row : rows) {
            tokens.insert(tokens.end(), row.begin(), row.end());
            offsets.push_back(tokens.size());
        }
        for (std::size_t k = 0; with_occurrences && k < tokens.size(); ++k) {
            occurrences.push_back(static_cast<std::uint32_t>(1 + below(2)));
        }
        sets = SetCollection{offsets, tokens, static_cast<std::size_t>(vocabulary), occurrences};
        const int keys = below(4); // 0: none
        for (int k = 0; keys > 0 && k < count; ++k) {
            blocks.push_back(static_cast<std::uint32_t>(below(keys)));
        }
    }

    [[nodiscard]] bool one_block(std::size_t a, std::size_t b) const {
        return blocks.empty() || blocks[a] == blocks[b];
    }
};

Fraction random_threshold() {
    const int denominator = 1 + below(12);
    return {1 + below(denominator), denominator};
}

/// All pairs of records, from sets of the standard library.
Pairs pairs_by_comparing(const RandomSets& data, const SetJoinOptions& options) {
    Pairs pairs;
    for (std::uint32_t a = 0; a < data.sets.size(); ++a) {
        for (std::uint32_t b = a + 1; b < data.sets.size(); ++b) {
            const auto x = data.sets[a];
            const auto y = data.sets[b];
            std::vector<std::uint32_t> common;
            std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(common));
            auto part = static_cast<std::int64_t>(common.size());
            auto whole = static_cast<std::int64_t>(x.size() + y.size()) - part;
            if (options.measure == SetMeasure::dice) {
                part *= 2;
                whole = static_cast<std::int64_t>(x.size() + y.size());
            } else if (options.measure == SetMeasure::overlap) {
                whole = static_cast<std::int64_t>(std::min(x.size(), y.size()));
            }
            if (data.one_block(a, b) && whole > 0 && Fraction{part, whole} >= options.threshold) {
                pairs.push_back({a, b, Fraction{part, whole}.to_double()});
            }
        }
    }
    return pairs;
}

/// All pairs of records behind the pairs of groups.
Pairs expanded(const RecordGroups& groups, const Pairs& pairs) {
    Pairs all;
    const auto add = [&](const SimilarPair& pair) { all.push_back(pair); };
    for (const SimilarPair& pair : pairs) {
        expand_pair(groups, pair, add);
    }
    for (std::size_t group = 0; group < groups.size(); ++group) {
        expand_group(groups, group, add);
    }
    std::sort(all.begin(), all.end());
    return all;
}

RC_GTEST_PROP(SetJoinProp, EqualsComparingEveryPair, ()) {
    const RandomSets data{below(2) == 0};
    SetJoinOptions options{.threshold = random_threshold()};
    options.measure = static_cast<SetMeasure>(below(3));
    options.limits.waiting_pairs = 1U + static_cast<std::size_t>(below(100));
    const RecordGroups groups = identical_records(data.sets, data.blocks);
    Pairs pairs;
    set_join(data.sets, groups, options, [&](std::span<const SimilarPair> portion) {
        pairs.insert(pairs.end(), portion.begin(), portion.end());
    });
    RC_ASSERT(expanded(groups, pairs) == pairs_by_comparing(data, options));
}

Pairs filtered(const RandomSets& data, const SetJoinOptions& options, detail::InstructionSet set,
               detail::SetPairing pairing) {
    const RecordGroups groups = identical_records(data.sets, data.blocks);
    const detail::SetFilter filter{data.sets, groups, options, detail::parity_scans(set), nullptr, pairing};
    Pairs pairs;
    detail::run_join(
        filter, detail::JoinPlan{filter.regions()}, options.limits,
        [&](std::span<const SimilarPair> portion) {
            pairs.insert(pairs.end(), portion.begin(), portion.end());
        },
        nullptr);
    return pairs;
}

RC_GTEST_PROP(SetJoinProp, IsTheSameWithEveryInstructionSet, ()) {
    const RandomSets data{false};
    SetJoinOptions options{.threshold = random_threshold()};
    options.measure = static_cast<SetMeasure>(below(3));
    for (const detail::SetPairing pairing : {detail::SetPairing::by_size, detail::SetPairing::by_token}) {
        const Pairs scalar = filtered(data, options, detail::InstructionSet::scalar, pairing);
        for (const detail::InstructionSet set : detail::available_instruction_sets()) {
            RC_ASSERT(filtered(data, options, set, pairing) == scalar); // in the same order
        }
    }
}

RC_GTEST_PROP(SetJoinProp, PairsByTokenEqualComparingEveryPair, ()) {
    const RandomSets data{below(2) == 0};
    SetJoinOptions options{.threshold = random_threshold()};
    options.measure = static_cast<SetMeasure>(below(3));
    const Pairs pairs = filtered(data, options, detail::InstructionSet::scalar, detail::SetPairing::by_token);
    const RecordGroups groups = identical_records(data.sets, data.blocks);
    RC_ASSERT(expanded(groups, pairs) == pairs_by_comparing(data, options));
}

RC_GTEST_PROP(CosineJoinProp, EqualsComparingEveryPairWithEveryInstructionSet, ()) {
    const RandomSets data{true};
    const TfIdfVectors vectors{data.sets};
    // A cosine that occurs is the hardest threshold.
    double threshold = (1 + below(100)) / 100.0;
    if (data.sets.size() > 1 && below(2) == 0) {
        const auto any = [&] { return static_cast<std::size_t>(below(static_cast<int>(data.sets.size()))); };
        const double cosine = vectors.cosine(any(), any());
        threshold = cosine > 0.0 ? cosine : threshold;
    }
    const RecordGroups groups = identical_records(data.sets, data.blocks);
    Pairs expected;
    for (std::size_t x = 0; x < groups.size(); ++x) {
        for (std::size_t y = x + 1; y < groups.size(); ++y) {
            const std::uint32_t a = groups.representative(x);
            const std::uint32_t b = groups.representative(y);
            const double cosine = vectors.cosine(a, b);
            if (data.one_block(a, b) && cosine >= threshold) {
                expected.push_back({a, b, cosine});
            }
        }
    }
    for (const detail::InstructionSet set : detail::available_instruction_sets()) {
        const detail::CosineFilter filter{vectors, groups, threshold, detail::bucket_scan(set), nullptr};
        Pairs pairs;
        detail::run_join(
            filter, detail::JoinPlan{filter.regions()}, {},
            [&](std::span<const SimilarPair> portion) {
                pairs.insert(pairs.end(), portion.begin(), portion.end());
            },
            nullptr);
        std::sort(pairs.begin(), pairs.end());
        RC_ASSERT(pairs == expected);
    }
}

} // namespace
} // namespace samspill
