#include <samspill/analysis/voting_power.hpp>

#include <samspill/core/error.hpp>

#include "analysis/power_parts.hpp"

#include <vector>

namespace samspill {
namespace {

using Rules = std::vector<VotingRule>;

/// Up to so many members a game of several rules is enumerated first: its fractions are exact then.
constexpr std::size_t members_enumerated_first = 16;
/// Steps that exact counting may take before double precision is preferred.
constexpr double most_exact_steps = 2e8;
constexpr std::uint64_t most_samples = 1'000'000'000;

std::size_t members_of(const Rules& rules) { return rules.front().weights.size(); }

bool fits(double bytes, const PowerOptions& options) {
    return bytes <= static_cast<double>(options.table_bytes);
}

bool can_float(const Rules& rules, const PowerOptions& options) {
    return members_of(rules) <= most_counted_members &&
           fits(rules.size() == 1 ? detail::floating_bytes(rules.front(), options)
                                  : detail::lattice_bytes(rules),
                options);
}

VotingPower floating(const Rules& rules, const PowerOptions& options, RunControl* control) {
    return rules.size() == 1 ? detail::floating_power(rules.front(), options, control)
                             : detail::lattice_power(rules, options, control);
}

VotingPower automatic(const Rules& rules, const PowerOptions& options, RunControl* control) {
    const std::size_t members = members_of(rules);
    if (rules.size() > 1 && members <= members_enumerated_first) {
        return detail::enumerated_power(rules, options, control);
    }
    if (rules.size() == 1 && members <= most_exact_members) {
        const double bytes = detail::count_bytes(rules.front(), options);
        const double steps = bytes / sizeof(std::uint64_t) * static_cast<double>(members);
        if (fits(bytes, options) && steps <= most_exact_steps) {
            return detail::counted_power(rules.front(), options, control);
        }
    }
    if (can_float(rules, options)) {
        return floating(rules, options, control);
    }
    return members <= most_enumerated_members ? detail::enumerated_power(rules, options, control)
                                              : detail::sampled_power(rules, options, control);
}

VotingPower exact(const Rules& rules, const PowerOptions& options, RunControl* control) {
    const std::size_t members = members_of(rules);
    if (rules.size() == 1 && members <= most_counted_members &&
        fits(detail::count_bytes(rules.front(), options), options)) {
        return detail::counted_power(rules.front(), options, control);
    }
    if (members > most_enumerated_members) {
        throw InvalidArgument{"mode exact: the game has too many members or too large votes to be counted"};
    }
    return detail::enumerated_power(rules, options, control);
}

} // namespace

VotingPower voting_power(const VotingGame& game, const PowerOptions& options, RunControl* control) {
    if (options.samples < 1 || options.samples > most_samples) {
        throw InvalidArgument{"samples must be from 1 to 10^9"};
    }
    const Rules rules = detail::reduced(game.rules());
    switch (options.mode) {
    case PowerMode::automatic:
        return automatic(rules, options, control);
    case PowerMode::exact:
        return exact(rules, options, control);
    case PowerMode::floating:
        if (!can_float(rules, options)) {
            throw InvalidArgument{"mode floating: the game has too many members or too large votes"};
        }
        return floating(rules, options, control);
    case PowerMode::sampled:
        return detail::sampled_power(rules, options, control);
    }
    throw InvalidArgument{"mode is none of the modes"};
}

} // namespace samspill
