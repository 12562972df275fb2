#include "pilot/arrangements.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>

namespace samspill::detail {
namespace {

/// Sums over the units that one arrangement treats, or over its controls where those are fewer.
struct Chosen {
    double sum = 0.0;
    double squares = 0.0;
    double treated = 0.0; ///< those of them that were treated
};

Chosen operator+(const Chosen& a, const Chosen& b) {
    return {a.sum + b.sum, a.squares + b.squares, a.treated + b.treated};
}

/// From the sums over one arm to what the arrangement comes to.
class Arms {
public:
    explicit Arms(const Stratum& stratum)
        : share_{stratum.share}, treated_{static_cast<double>(stratum.number_treated())},
          controls_{static_cast<double>(stratum.units()) - treated_}, chooses_controls_{controls_ <
                                                                                        treated_} {
        for (std::size_t i = 0; i < stratum.units(); ++i) {
            all_ = all_ + of_unit(stratum, i);
        }
    }

    [[nodiscard]] static Chosen of_unit(const Stratum& stratum, std::size_t unit) {
        const double outcome = stratum.outcome[unit];
        return {outcome, outcome * outcome, stratum.treated[unit] != 0 ? 1.0 : 0.0};
    }
    /// Which arm is chosen: the smaller one.
    [[nodiscard]] bool chooses_controls() const noexcept { return chooses_controls_; }
    [[nodiscard]] std::size_t number_chosen() const noexcept {
        return static_cast<std::size_t>(std::min(treated_, controls_));
    }

    void add(const Chosen& chosen, Arrangements& to, ArrangementColumns columns) const {
        const Chosen rest{all_.sum - chosen.sum, all_.squares - chosen.squares,
                          all_.treated - chosen.treated};
        const Chosen& first = chooses_controls_ ? rest : chosen;
        const Chosen& second = chooses_controls_ ? chosen : rest;
        to.difference.push_back(share_ * (first.sum / treated_ - second.sum / controls_));
        if (columns.variance) {
            to.variance.push_back(share_ * share_ *
                                  (variance_of_mean(first, treated_) + variance_of_mean(second, controls_)));
        }
        if (columns.overlap) {
            to.overlap.push_back(share_ * (first.treated / treated_ - second.treated / controls_));
        }
    }

private:
    [[nodiscard]] static double variance_of_mean(const Chosen& arm, double count) {
        const double squares = std::max(0.0, arm.squares - arm.sum * arm.sum / count);
        return squares / ((count - 1.0) * count);
    }

    double share_;
    double treated_;
    double controls_;
    bool chooses_controls_;
    Chosen all_;
};

/// Sums over the subsets of a few units, by the number of units in them, at most `most`.
std::vector<std::vector<Chosen>> subsets(const Stratum& stratum, std::size_t begin, std::size_t end,
                                         std::size_t most) {
    std::vector<std::vector<Chosen>> by_size(most + 1);
    by_size[0].push_back({});
    for (std::size_t unit = begin; unit < end; ++unit) {
        const Chosen own = Arms::of_unit(stratum, unit);
        for (std::size_t size = most; size > 0; --size) {
            for (const Chosen& smaller : std::vector<Chosen>{by_size[size - 1]}) {
                by_size[size].push_back(smaller + own);
            }
        }
    }
    return by_size;
}

/// All arrangements of one stratum: every subset of its first half with every one of its second.
Arrangements enumerate(const Stratum& stratum, ArrangementColumns columns, StageTicker& ticker) {
    const Arms arms{stratum};
    const std::size_t most = arms.number_chosen();
    const std::size_t middle = stratum.units() / 2;
    const auto first = subsets(stratum, 0, middle, most);
    const auto second = subsets(stratum, middle, stratum.units(), most);
    Arrangements all;
    for (std::size_t size = 0; size <= most; ++size) {
        for (const Chosen& a : first[size]) {
            ticker.step(second[most - size].size());
            for (const Chosen& b : second[most - size]) {
                arms.add(a + b, all, columns);
            }
        }
    }
    return all;
}

std::vector<double> outer_sum(const std::vector<double>& a, const std::vector<double>& b,
                              StageTicker& ticker) {
    std::vector<double> sums;
    sums.reserve(a.size() * b.size());
    for (const double left : a) {
        ticker.step(b.size());
        for (const double right : b) {
            sums.push_back(left + right);
        }
    }
    return sums;
}

/// One arrangement of one stratum.
void add_arrangement(const Stratum& stratum, const Arms& arms, std::span<const std::uint8_t> treated,
                     Arrangements& to, ArrangementColumns columns) {
    Chosen chosen;
    for (std::size_t i = 0; i < stratum.units(); ++i) {
        if ((treated[i] != 0) != arms.chooses_controls()) {
            chosen = chosen + Arms::of_unit(stratum, i);
        }
    }
    arms.add(chosen, to, columns);
}

/// Sums of the last entries of the strata become one entry.
void add_strata(const std::vector<Arrangements>& of_strata, Arrangements& to) {
    const auto add = [&](auto column) {
        double sum = 0.0;
        for (const Arrangements& one : of_strata) {
            if ((one.*column).empty()) {
                return;
            }
            sum += (one.*column).back();
        }
        (to.*column).push_back(sum);
    };
    add(&Arrangements::difference);
    add(&Arrangements::variance);
    add(&Arrangements::overlap);
}

} // namespace

std::size_t Stratum::number_treated() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(treated.begin(), treated.end(), [](std::uint8_t is) { return is != 0; }));
}

std::optional<std::int64_t> Stratum::arrangements() const noexcept {
    constexpr double most = 0x1p53;
    double ways = 1.0; // whole at every step, and exact up to 2^53
    const std::size_t chosen = std::min(number_treated(), units() - number_treated());
    for (std::size_t k = 1; k <= chosen; ++k) {
        ways = ways * static_cast<double>(units() - chosen + k) / static_cast<double>(k);
        if (ways > most) {
            return std::nullopt;
        }
    }
    return static_cast<std::int64_t>(ways);
}

Arrangements observed_arrangement(const std::vector<Stratum>& strata, ArrangementColumns columns) {
    std::vector<Arrangements> of_strata(strata.size());
    for (std::size_t s = 0; s < strata.size(); ++s) {
        add_arrangement(strata[s], Arms{strata[s]}, strata[s].treated, of_strata[s], columns);
    }
    Arrangements observed;
    add_strata(of_strata, observed);
    return observed;
}

Arrangements all_arrangements(const std::vector<Stratum>& strata, ArrangementColumns columns,
                              RunControl* control) {
    StageTicker ticker{control};
    Arrangements all;
    for (const Stratum& stratum : strata) {
        Arrangements own = enumerate(stratum, columns, ticker);
        if (all.difference.empty()) {
            all = std::move(own);
            continue;
        }
        all = {outer_sum(all.difference, own.difference, ticker),
               outer_sum(all.variance, own.variance, ticker), outer_sum(all.overlap, own.overlap, ticker)};
    }
    return all;
}

Arrangements drawn_arrangements(const std::vector<Stratum>& strata, ArrangementColumns columns,
                                std::int64_t replicates, std::uint64_t seed, RunControl* control) {
    Arrangements drawn = observed_arrangement(strata, columns);
    std::vector<Arms> arms;
    std::vector<std::vector<std::uint8_t>> treated;
    std::size_t units = 0;
    for (const Stratum& stratum : strata) {
        arms.emplace_back(stratum);
        treated.push_back(stratum.treated);
        units += stratum.units();
    }
    StageTicker ticker{control, "drawing arrangements", static_cast<std::uint64_t>(replicates) * units};
    std::vector<Arrangements> of_strata(strata.size());
    for (std::int64_t replicate = 0; replicate < replicates; ++replicate) {
        ticker.step(units);
        CounterRandom random{seed, static_cast<std::uint64_t>(replicate)};
        for (std::size_t s = 0; s < strata.size(); ++s) {
            treated[s] = strata[s].treated; // each replicate is a function of its own number
            for (std::size_t left = treated[s].size(); left > 1; --left) {
                std::swap(treated[s][left - 1], treated[s][random.below(static_cast<std::uint32_t>(left))]);
            }
            of_strata[s] = {};
            add_arrangement(strata[s], arms[s], treated[s], of_strata[s], columns);
        }
        add_strata(of_strata, drawn);
    }
    return drawn;
}

} // namespace samspill::detail
