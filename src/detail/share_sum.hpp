// Sums of exact shares of counts, rounded once at the end: 4/9 of 10 people and 4/9 of 8 make 8, not 8.000…1.
#pragma once

#include <samspill/core/exact_people.hpp>
#include <samspill/core/fraction.hpp>

#include <cstdint>
#include <map>

namespace samspill::detail {

/// Collects share * count by denominator. Parts of one allocation share few denominators, so this stays
/// small.
class ShareSum {
public:
    void add(Fraction share, std::int64_t count) {
        numerators_[share.denominator()] += Wide{share.numerator()} * count;
    }
    void add(const ExactPeople& people) {
        add(Fraction::one(), people.whole);
        add(people.rest, 1);
    }
    /// Adds the terms of another sum, which is used up. The larger of the two is kept, so that merging the
    /// sums of a tree from the leaves up takes O(n log² n).
    void merge(ShareSum&& other) {
        if (other.numerators_.size() > numerators_.size()) {
            numerators_.swap(other.numerators_);
        }
        for (const auto& [denominator, numerator] : other.numerators_) {
            numerators_[denominator] += numerator;
        }
        other.numerators_.clear();
    }
    /// The sum, independent of the order of the terms.
    [[nodiscard]] double value() const {
        Wide whole = 0;
        double rest = 0.0;
        for (const auto& [denominator, numerator] : numerators_) {
            whole += numerator / denominator;
            rest += static_cast<double>(numerator % denominator) / static_cast<double>(denominator);
        }
        return static_cast<double>(whole) + rest;
    }

private:
    __extension__ using Wide = __int128;
    std::map<std::int64_t, Wide> numerators_;
};

} // namespace samspill::detail
