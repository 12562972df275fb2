#include "analysis/power_parts.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <string>

namespace samspill::detail {
namespace {

using Integer =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

/// Orders of all members in which k given ones come first and one given next: k! (n - 1 - k)! for every k.
std::vector<Integer> orders_around(std::size_t members) {
    std::vector<Integer> factorial(members + 1, 1);
    for (std::size_t k = 1; k <= members; ++k) {
        factorial[k] = factorial[k - 1] * k;
    }
    std::vector<Integer> orders;
    orders.reserve(members);
    for (std::size_t k = 0; k < members; ++k) {
        orders.emplace_back(factorial[k] * factorial[members - 1 - k]);
    }
    return orders;
}

std::string fraction_text(const Integer& numerator, const Integer& denominator) {
    const Integer divisor = boost::multiprecision::gcd(numerator, denominator);
    const Integer below = denominator / divisor;
    std::string text = Integer{numerator / divisor}.str();
    return below == 1 ? text : text + "/" + below.str();
}

double quotient(const Integer& numerator, const Integer& denominator) {
    return static_cast<double>(numerator) / static_cast<double>(denominator);
}

MemberPower banzhaf_of(const Integer& swings, const Integer& all_swings, const Integer& winning,
                       std::size_t members) {
    MemberPower power;
    const Integer losing = (Integer{1} << members) - winning;
    power.swings = swings.str();
    power.banzhaf = quotient(swings, all_swings);
    power.banzhaf_fraction = fraction_text(swings, all_swings);
    power.banzhaf_absolute = quotient(swings, Integer{1} << (members - 1));
    power.coleman_prevent = quotient(swings, winning);
    power.coleman_initiate = quotient(swings, losing);
    return power;
}

} // namespace

VotingPower power_of_counts(const SwingCounts& counts, const MemberClasses& classes,
                            const PowerOptions& options) {
    const std::size_t members = classes.class_of.size();
    const std::vector<Integer> orders =
        options.shapley_shubik ? orders_around(members) : std::vector<Integer>{};
    Integer all_swings = 0;
    std::vector<Integer> swings(counts.by_size.size());
    for (std::size_t c = 0; c < swings.size(); ++c) {
        for (const std::uint64_t count : counts.by_size[c]) {
            swings[c] += count;
        }
        all_swings += swings[c] * classes.members[c];
    }
    std::vector<MemberPower> of_class(swings.size());
    for (std::size_t c = 0; c < swings.size(); ++c) {
        if (options.banzhaf) {
            of_class[c] = banzhaf_of(swings[c], all_swings, counts.winning, members);
        }
        if (options.shapley_shubik) {
            Integer pivotal = 0;
            for (std::size_t k = 0; k < members; ++k) {
                pivotal += orders[k] * counts.by_size[c][k];
            }
            const Integer all_orders = orders.front() * members;
            of_class[c].shapley_shubik = quotient(pivotal, all_orders);
            of_class[c].shapley_fraction = fraction_text(pivotal, all_orders);
        }
    }
    VotingPower power;
    power.members.reserve(members);
    for (const std::size_t c : classes.class_of) {
        power.members.push_back(of_class[c]);
    }
    power.winning_coalitions = std::to_string(counts.winning);
    power.power_to_act = quotient(counts.winning, Integer{1} << members);
    return power;
}

} // namespace samspill::detail
