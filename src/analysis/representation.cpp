#include <samspill/analysis/representation.hpp>

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "forum_seats.hpp"
#include "seat_tests.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace samspill {
namespace {

using detail::sector_of;
constexpr std::size_t sectors = detail::sector_count;

/// One sector's entries of two columns, for the sectors that belong to a comparison.
struct Comparison {
    std::vector<double> seats;
    std::vector<double> weights;
};

Comparison select(const std::array<bool, sectors>& chosen, const SectorWeights& seats,
                  const SectorWeights& weights) {
    Comparison comparison;
    for (std::size_t s = 0; s < sectors; ++s) {
        if (chosen[s]) {
            comparison.seats.push_back(seats[s]);
            comparison.weights.push_back(weights[s]);
        }
    }
    return comparison;
}

double total(const SectorWeights& weights) {
    double sum = 0.0;
    for (const double weight : weights) {
        sum += weight;
    }
    return sum;
}

/// Numbers of a forum's tests among the SeatTests.
struct AskedTests {
    std::size_t against_expectation = 0;
    std::size_t against_baseline = 0;
    std::size_t against_pool = 0;
};

class Representation {
public:
    Representation(const ActorNetwork& network, const RepresentationOptions& options)
        : network_{network}, options_{options}, time_{detail::seat_time(network, options.as_of,
                                                                        options.window)},
          pool_{count_actors()}, people_{count_people()} {}

    RepresentationResult run(RunControl* control) const {
        RepresentationResult result;
        result.provenance = detail::provenance_of("representation", network_);
        const std::vector<SectorWeights> seats = detail::seats_by_forum(network_, time_);
        detail::SeatTests tests{options_.tests};
        std::vector<AskedTests> asked(seats.size());
        for (std::size_t f = 0; f < seats.size(); ++f) {
            asked[f] = ask(ForumId{f}, seats[f], tests);
        }
        tests.compute(control);
        result.forums.reserve(seats.size());
        for (std::size_t f = 0; f < seats.size(); ++f) {
            const ForumId forum{f};
            const detail::SectorExpectation expectation =
                detail::expectation_of(network_, forum, options_.expected_sectors);
            const SectorWeights baseline = baseline_for(expectation);
            ForumBalance row = balance(forum, seats[f], expectation, baseline);
            row.against_expectation = tests.test(asked[f].against_expectation);
            row.against_baseline = tests.test(asked[f].against_baseline);
            row.against_pool = tests.test(asked[f].against_pool);
            result.forums.push_back(row);
            add_sectors(result, forum, seats[f], expectation, baseline);
        }
        echo_options(result.provenance);
        return result;
    }

private:
    [[nodiscard]] SectorWeights baseline_for(const detail::SectorExpectation& expectation) const {
        SectorWeights weights{};
        switch (options_.baseline) {
        case Baseline::actors:
            return pool_;
        case Baseline::people:
            return people_;
        case Baseline::equal:
            for (std::size_t s = 0; s < sectors; ++s) {
                weights[s] = expectation.expected[s] ? 1.0 : 0.0;
            }
            return weights;
        case Baseline::given:
            return options_.baseline_weights;
        }
        return weights;
    }

    [[nodiscard]] SectorWeights count_actors() const {
        SectorWeights count{};
        for (std::size_t a = 0; a < network_.actors().size(); ++a) {
            count[sector_of(network_, ActorId{a})] += 1.0;
        }
        return count;
    }

    [[nodiscard]] SectorWeights count_people() const {
        SectorWeights count{};
        for (const ActorId actor : network_.people().actor) {
            count[sector_of(network_, actor)] += 1.0;
        }
        return count;
    }

    /// Sectors with seats or with weight: the ones a comparison must not leave out.
    [[nodiscard]] static std::array<bool, sectors> involved(const SectorWeights& seats,
                                                            const SectorWeights& weights) {
        std::array<bool, sectors> chosen{};
        for (std::size_t s = 0; s < sectors; ++s) {
            chosen[s] = seats[s] > 0.0 || weights[s] > 0.0;
        }
        return chosen;
    }

    [[nodiscard]] ForumBalance balance(ForumId forum, const SectorWeights& seats,
                                       const detail::SectorExpectation& expectation,
                                       const SectorWeights& baseline) const {
        const Comparison expected = select(expectation.expected, seats, expectation.weight);
        const Comparison compared = select(involved(seats, baseline), seats, baseline);
        double seats_expected = 0.0;
        for (const double held : expected.seats) {
            seats_expected += held;
        }
        ForumBalance row;
        row.forum = forum;
        row.as_of = time_.days.forums[forum.position()];
        row.seats = total(seats);
        row.seats_expected = seats_expected;
        row.seats_other = row.seats - seats_expected;
        row.parity = parity(expected.seats);
        row.min_max_ratio = min_max_ratio(expected.seats);
        row.dissimilarity = dissimilarity(compared.seats, compared.weights);
        row.gallagher = gallagher(compared.seats, compared.weights);
        row.kullback_leibler = kullback_leibler(compared.seats, compared.weights);
        row.blau = blau(expected.seats);
        row.iqv = iqv(expected.seats);
        row.blau_unbiased = blau_unbiased(expected.seats);
        row.shannon = shannon(expected.seats);
        row.pielou = pielou(expected.seats);
        row.hill_1 = hill_1(expected.seats);
        row.hill_2 = hill_2(expected.seats);
        return row;
    }

    [[nodiscard]] AskedTests ask(ForumId forum, const SectorWeights& seats, detail::SeatTests& tests) const {
        const detail::SectorExpectation expectation =
            detail::expectation_of(network_, forum, options_.expected_sectors);
        const SectorWeights baseline = baseline_for(expectation);
        const auto add = [&](detail::SeatTest kind, Comparison comparison) {
            return tests.add(kind, std::move(comparison.seats), std::move(comparison.weights));
        };
        return {add(detail::SeatTest::multinomial, select(expectation.expected, seats, expectation.weight)),
                add(detail::SeatTest::multinomial, select(involved(seats, baseline), seats, baseline)),
                add(detail::SeatTest::hypergeometric, select(involved(seats, pool_), seats, pool_))};
    }

    void add_sectors(RepresentationResult& result, ForumId forum, const SectorWeights& seats,
                     const detail::SectorExpectation& expectation, const SectorWeights& baseline) const {
        const std::array<bool, sectors> compared = involved(seats, baseline);
        const Comparison columns = select(compared, seats, baseline);
        const double all_seats = total(seats);
        const double all_baseline = total(baseline);
        const double all_expected = total(expectation.weight);
        std::size_t position = 0;
        for (std::size_t s = 0; s < sectors; ++s) {
            if (!compared[s] && !expectation.expected[s]) {
                continue;
            }
            SectorBalance row;
            row.forum = forum;
            row.sector = static_cast<std::uint8_t>(s);
            row.expected = expectation.expected[s];
            row.seats = seats[s];
            row.share = share(seats[s], all_seats);
            row.expected_share =
                expectation.expected[s] ? share(expectation.weight[s], all_expected) : std::nullopt;
            row.baseline_share = share(baseline[s], all_baseline);
            // A sector that is expected but neither seated nor in the baseline compares as one more zero.
            Comparison own = columns;
            if (!compared[s]) {
                own.seats.push_back(0.0);
                own.weights.push_back(0.0);
            }
            const std::size_t at = compared[s] ? position++ : own.seats.size() - 1;
            row.ratio = representation_ratio(own.seats, own.weights, at);
            row.gap = share_gap(own.seats, own.weights, at);
            row.log_ratio = log_representation_ratio(own.seats, own.weights, at);
            result.sectors.push_back(row);
        }
    }

    [[nodiscard]] static std::optional<double> share(double part, double whole) {
        return whole > 0.0 ? std::optional{part / whole} : std::nullopt;
    }

    void echo_options(Provenance& provenance) const {
        static constexpr std::array<std::string_view, 4> baselines{"actors", "people", "equal", "given"};
        std::string expected;
        for (const Sector sector : options_.expected_sectors) {
            expected.append(expected.empty() ? "" : ";").append(to_string(sector));
        }
        detail::echo(provenance, "expected_sectors", expected);
        detail::echo(provenance, "baseline",
                     std::string{baselines[static_cast<std::size_t>(options_.baseline)]});
        detail::echo(provenance, options_.as_of, time_.days.study, options_.window);
        detail::echo(provenance, "tests.max_outcomes", std::to_string(options_.tests.max_outcomes));
    }

    const ActorNetwork& network_;
    const RepresentationOptions& options_;
    detail::SeatTime time_;
    SectorWeights pool_;   // actors by sector
    SectorWeights people_; // people by sector
};

void check(const ActorNetwork& network, const RepresentationOptions& options) {
    for (const TableName table : {TableName::forums, TableName::seats}) {
        if (!network.has(table)) {
            throw MissingTable{"representation needs the table " + std::string{to_string(table)}};
        }
    }
    std::vector<Sector> expected = options.expected_sectors;
    std::sort(expected.begin(), expected.end());
    if (expected.empty() || std::adjacent_find(expected.begin(), expected.end()) != expected.end()) {
        throw InvalidArgument{"expected_sectors must name at least one sector and none twice"};
    }
    if (options.baseline == Baseline::people && !network.has(TableName::people)) {
        throw InvalidArgument{"baseline people needs the table people"};
    }
    const auto unusable = [](double weight) { return !std::isfinite(weight) || weight < 0.0; };
    const SectorWeights& weights = options.baseline_weights;
    if (options.baseline == Baseline::given &&
        (std::any_of(weights.begin(), weights.end(), unusable) || total(weights) <= 0.0)) {
        throw InvalidArgument{"baseline_weights must be 0 or more, and not all 0"};
    }
}

} // namespace

RepresentationResult representation(const ActorNetwork& network, const RepresentationOptions& options,
                                    RunControl* control) {
    check(network, options);
    return Representation{network, options}.run(control);
}

} // namespace samspill
