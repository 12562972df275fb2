// Exact counts of one rule: coalitions by the sum of their weights, and by their size where the fractions of
// the Shapley-Shubik index are wanted. Sums and differences are taken modulo 2^64, or modulo primes whose
// product exceeds every count, so that taking a member out again is exact.
#include "analysis/power_parts.hpp"
#include "analysis/whole_counts.hpp"

#include "core/parallel.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samspill::detail {
namespace {

using Integer = boost::multiprecision::cpp_int;
__extension__ using Wide = unsigned __int128;

constexpr std::string_view stage = "counting coalitions";

/// The largest primes below 2^62; the product of the first 17 exceeds 2^1053.
constexpr std::array<std::uint64_t, 17> primes{
    4611686018427387847U, 4611686018427387817U, 4611686018427387787U, 4611686018427387761U,
    4611686018427387751U, 4611686018427387737U, 4611686018427387733U, 4611686018427387709U,
    4611686018427387701U, 4611686018427387631U, 4611686018427387617U, 4611686018427387587U,
    4611686018427387461U, 4611686018427387421U, 4611686018427387409U, 4611686018427387329U,
    4611686018427387323U};
constexpr std::size_t bits_of_a_prime = 61;

/// A rule or its dual, whichever needs the smaller quota; both have the same swings.
struct SmallerQuota {
    std::size_t quota = 0;
    bool is_dual = false;
};

SmallerQuota smaller_quota(const VotingRule& rule) {
    const std::int64_t dual = total_weight(rule) - rule.quota + 1;
    return {static_cast<std::size_t>(std::min(rule.quota, dual)), dual < rule.quota};
}

/// Prefix sums over `row` in place; entries before the first are 0.
std::uint64_t up_to(const std::vector<std::uint64_t>& prefix, std::size_t end) {
    return end == 0 ? 0 : prefix[end - 1];
}

/// Coalitions by size and by the sum of their weights below the quota, modulo 2^64, which no count exceeds.
class SizedCounts {
public:
    SizedCounts(const VotingRule& rule, std::size_t quota, RunControl* control)
        : quota_{quota}, prefix_(rule.weights.size() + 1, std::vector<std::uint64_t>(quota, 0)) {
        std::vector<std::int64_t> weights = rule.weights;
        std::sort(weights.begin(), weights.end());
        StageTicker ticker{control, stage, quota * weights.size() * weights.size() / 2};
        prefix_[0][0] = 1;
        std::size_t reach = 0;
        for (std::size_t added = 0; added < weights.size(); ++added) {
            const auto weight = static_cast<std::size_t>(weights[added]);
            reach = std::min(reach + weight, quota - 1);
            for (std::size_t size = added + 1; size > 0; --size) {
                const std::uint64_t* from = prefix_[size - 1].data();
                std::uint64_t* to = prefix_[size].data();
                for (std::size_t s = weight; s <= reach; ++s) {
                    to[s] += from[s - weight];
                }
                ticker.step(reach + 1);
            }
        }
        for (std::vector<std::uint64_t>& row : prefix_) {
            for (std::size_t s = 1; s < quota; ++s) {
                row[s] += row[s - 1];
            }
        }
    }

    /// Coalitions of `size` others in which a member of this weight is the one that reaches the quota.
    [[nodiscard]] std::uint64_t swings(std::size_t weight, std::size_t size) const {
        std::uint64_t swings = 0;
        std::size_t end = quota_;
        for (std::size_t taken = 0; taken <= size && end > 0; ++taken) {
            const std::size_t begin = end > weight ? end - weight : 0;
            const std::uint64_t window =
                up_to(prefix_[size - taken], end) - up_to(prefix_[size - taken], begin);
            swings = taken % 2 == 0 ? swings + window : swings - window;
            end = begin;
        }
        return swings;
    }

    [[nodiscard]] std::uint64_t coalitions() const {
        std::uint64_t sum = 0;
        for (const std::vector<std::uint64_t>& row : prefix_) {
            sum += row.back();
        }
        return sum;
    }

private:
    std::size_t quota_;
    std::vector<std::vector<std::uint64_t>> prefix_; // [size][sum]
};

VotingPower sized_power(const VotingRule& rule, const PowerOptions& options, RunControl* control) {
    const SmallerQuota smaller = smaller_quota(rule);
    const MemberClasses classes = classes_of({rule});
    const std::size_t members = rule.weights.size();
    const SizedCounts sized{rule, smaller.quota, control};
    SwingCounts counts;
    counts.by_size.assign(classes.first.size(), std::vector<std::uint64_t>(members, 0));
    for (std::size_t c = 0; c < classes.first.size(); ++c) {
        const auto weight = static_cast<std::size_t>(rule.weights[classes.first[c]]);
        for (std::size_t size = 0; weight > 0 && size < members; ++size) {
            counts.by_size[c][smaller.is_dual ? members - 1 - size : size] = sized.swings(weight, size);
        }
    }
    const std::uint64_t all = std::uint64_t{1} << members;
    counts.winning = smaller.is_dual ? sized.coalitions() : all - sized.coalitions();
    return power_of_counts(counts, classes, options);
}

/// Without Shapley-Shubik nobody asks for sizes.
VotingPower unsized_power(const VotingRule& rule, const PowerOptions& options) {
    const SmallerQuota smaller = smaller_quota(rule);
    const MemberClasses classes = classes_of({rule});
    std::vector<std::size_t> weights(rule.weights.begin(), rule.weights.end());
    std::sort(weights.begin(), weights.end());
    const WholeCounts counted{weights, smaller.quota};
    SwingCounts counts;
    counts.by_size.reserve(classes.first.size());
    for (const std::size_t member : classes.first) {
        counts.by_size.push_back({counted.swings(static_cast<std::size_t>(rule.weights[member]))});
    }
    const std::uint64_t all = std::uint64_t{1} << rule.weights.size();
    counts.winning = smaller.is_dual ? counted.below_quota() : all - counted.below_quota();
    return power_of_counts(counts, classes, options);
}

/// Residues of the swings of each class, and last of the coalitions below the quota.
std::vector<std::uint64_t> residues(const VotingRule& rule, const MemberClasses& classes, std::size_t quota,
                                    std::uint64_t prime, RunControl* control) {
    const auto plus = [prime](std::uint64_t a, std::uint64_t b) {
        const std::uint64_t sum = a + b;
        return sum >= prime ? sum - prime : sum;
    };
    const auto minus = [prime](std::uint64_t a, std::uint64_t b) { return a >= b ? a - b : a + prime - b; };
    StageTicker ticker{control, stage, quota * rule.weights.size()};
    std::vector<std::uint64_t> sums(quota, 0);
    sums[0] = 1;
    std::size_t reach = 0;
    for (std::size_t c = 0; c < classes.first.size(); ++c) {
        const auto weight = static_cast<std::size_t>(rule.weights[classes.first[c]]);
        for (std::size_t copy = 0; copy < classes.members[c]; ++copy) {
            reach = std::min(reach + weight, quota - 1);
            for (std::size_t s = reach + 1; s > weight; --s) {
                sums[s - 1] = plus(sums[s - 1], sums[s - 1 - weight]);
            }
            ticker.step(reach + 1);
        }
    }
    for (std::size_t s = 1; s < quota; ++s) {
        sums[s] = plus(sums[s], sums[s - 1]);
    }
    std::vector<std::uint64_t> answer;
    answer.reserve(classes.first.size() + 1);
    for (const std::size_t member : classes.first) {
        const auto weight = static_cast<std::size_t>(rule.weights[member]);
        std::uint64_t swings = 0;
        bool is_added = true;
        for (std::size_t end = quota; weight > 0 && end > 0; is_added = !is_added) {
            const std::size_t begin = end > weight ? end - weight : 0;
            const std::uint64_t window = minus(up_to(sums, end), up_to(sums, begin));
            swings = is_added ? plus(swings, window) : minus(swings, window);
            end = begin;
        }
        answer.push_back(swings);
    }
    answer.push_back(sums.back());
    return answer;
}

std::uint64_t power_modulo(std::uint64_t base, std::uint64_t exponent, std::uint64_t prime) {
    std::uint64_t power = 1;
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1) {
            power = static_cast<std::uint64_t>(Wide{power} * base % prime);
        }
        base = static_cast<std::uint64_t>(Wide{base} * base % prime);
    }
    return power;
}

/// The number below the product of the first primes with these residues (Garner's algorithm).
Integer with_residues(const std::vector<std::vector<std::uint64_t>>& of_prime, std::size_t which) {
    Integer number = of_prime[0][which];
    Integer modulus = primes[0];
    for (std::size_t k = 1; k < of_prime.size(); ++k) {
        const std::uint64_t prime = primes[k];
        const auto known = static_cast<std::uint64_t>(number % prime);
        const auto inverse = power_modulo(static_cast<std::uint64_t>(modulus % prime), prime - 2, prime);
        const std::uint64_t missing =
            of_prime[k][which] >= known ? of_prime[k][which] - known : of_prime[k][which] + prime - known;
        number += modulus * static_cast<std::uint64_t>(Wide{missing} * inverse % prime);
        modulus *= prime;
    }
    return number;
}

double quotient(const Integer& numerator, const Integer& denominator) {
    // Both may exceed the largest double, so they are divided with 64 binary places to spare.
    const auto bits = [](const Integer& number) {
        return number == 0 ? 0 : static_cast<int>(boost::multiprecision::msb(number)) + 1;
    };
    const int shift = 64 + bits(denominator) - bits(numerator);
    const Integer scaled = shift >= 0 ? Integer{(numerator << static_cast<unsigned>(shift)) / denominator}
                                      : Integer{numerator / (denominator << static_cast<unsigned>(-shift))};
    return std::ldexp(static_cast<double>(scaled), -shift);
}

VotingPower residue_power(const VotingRule& rule, const PowerOptions& options, RunControl* control) {
    const SmallerQuota smaller = smaller_quota(rule);
    const MemberClasses classes = classes_of({rule});
    const std::size_t members = rule.weights.size();
    std::vector<std::vector<std::uint64_t>> of_prime(members / bits_of_a_prime + 1);
    run_in_parallel(of_prime.size(), control, stage, [&](std::size_t k, RunControl* own) {
        of_prime[k] = residues(rule, classes, smaller.quota, primes[k], own);
    });
    const Integer all = Integer{1} << members;
    const Integer below = with_residues(of_prime, classes.first.size());
    const Integer winning = smaller.is_dual ? below : Integer{all - below};
    std::vector<Integer> swings;
    Integer all_swings = 0;
    for (std::size_t c = 0; c < classes.first.size(); ++c) {
        swings.push_back(with_residues(of_prime, c));
        all_swings += swings.back() * classes.members[c];
    }
    // What double precision gives for the Shapley-Shubik index; all others are replaced.
    PowerOptions rest = options;
    rest.banzhaf = false;
    VotingPower power = floating_power(rule, rest, control);
    power.power_to_act = quotient(winning, all);
    power.winning_coalitions = winning.str();
    for (std::size_t k = 0; k < members && options.banzhaf; ++k) {
        const Integer& own = swings[classes.class_of[k]];
        MemberPower& member = power.members[k];
        member.swings = own.str();
        member.banzhaf = quotient(own, all_swings);
        member.banzhaf_absolute = quotient(own, all >> 1U);
        member.coleman_prevent = quotient(own, winning);
        member.coleman_initiate = quotient(own, Integer{all - winning});
    }
    return power;
}

} // namespace

double count_bytes(const VotingRule& rule, const PowerOptions& options) {
    const std::size_t members = rule.weights.size();
    const auto cells = static_cast<double>(smaller_quota(rule).quota) * sizeof(std::uint64_t);
    return members <= most_exact_members ? cells * static_cast<double>(members + 1)
                                         : std::max(cells, floating_bytes(rule, options));
}

VotingPower counted_power(const VotingRule& rule, const PowerOptions& options, RunControl* control) {
    const bool is_small = rule.weights.size() <= most_exact_members;
    VotingPower power = is_small && !options.shapley_shubik ? unsized_power(rule, options)
                        : is_small                          ? sized_power(rule, options, control)
                                                            : residue_power(rule, options, control);
    power.method = PowerMethod::exact;
    return power;
}

} // namespace samspill::detail
