#include <samspill/analysis/representation.hpp>

#include <samspill/analysis/balance_measures.hpp>
#include <samspill/core/error.hpp>

#include "../detail/options_echo.hpp"
#include "forum_seats.hpp"
#include "seat_tests.hpp"
#include "side_shares.hpp"

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

/// What a row is made of, and the numbers of its tests and of its side among those made for all.
struct Subject {
    ForumId forum;
    SectorWeights seats{};
    detail::SectorExpectation expectation;
    SectorWeights baseline{};
    std::size_t against_expectation = 0;
    std::size_t against_baseline = 0;
    std::size_t against_pool = 0;
    std::size_t side = 0;
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
        std::vector<Subject> subjects = subjects_of(detail::seats_by_forum(network_, time_));
        detail::SeatTests tests{options_.tests};
        detail::SideShares sides{
            {.level = options_.level, .margin = options_.equivalence_margin, .tests = options_.tests}};
        for (Subject& subject : subjects) {
            ask(subject, tests);
            subject.side = sides.add(subject.seats, subject.expectation);
        }
        tests.compute(control);
        sides.compute(control);
        result.forums.reserve(subjects.size() - 1);
        for (const Subject& subject : subjects) {
            ForumBalance row = balance(subject);
            row.against_expectation = tests.test(subject.against_expectation);
            row.against_baseline = tests.test(subject.against_baseline);
            row.against_pool = tests.test(subject.against_pool);
            row.side = sides.share(subject.side);
            if (row.against_expectation.smallest_p.value_or(0.0) > options_.alpha) {
                row.warning = RepresentationResult::too_few_seats;
            }
            const bool is_all = subject.forum.is_none();
            add_sectors(is_all ? result.all_sectors : result.sectors, subject);
            if (is_all) {
                result.all = row;
            } else {
                result.forums.push_back(row);
            }
        }
        echo_options(result.provenance);
        return result;
    }

private:
    /// The forums, and all of them together.
    [[nodiscard]] std::vector<Subject> subjects_of(const std::vector<SectorWeights>& seats) const {
        std::vector<Subject> subjects;
        subjects.reserve(seats.size() + 1);
        Subject all{.forum = ForumId::none(), .expectation = {}};
        for (std::size_t f = 0; f < seats.size(); ++f) {
            const detail::SectorExpectation expectation =
                detail::expectation_of(network_, ForumId{f}, options_.expected_sectors);
            subjects.push_back({.forum = ForumId{f},
                                .seats = seats[f],
                                .expectation = expectation,
                                .baseline = baseline_for(expectation)});
            add(all, subjects.back());
        }
        all.baseline = baseline_for(all.expectation);
        subjects.push_back(all);
        return subjects;
    }

    /// Adds the seats of a forum, and those that its expectation gives to each sector.
    static void add(Subject& all, const Subject& forum) {
        const SectorWeights& weight = forum.expectation.weight;
        double seats_expected = 0.0;
        for (std::size_t s = 0; s < sectors; ++s) {
            all.seats[s] += forum.seats[s];
            seats_expected += forum.expectation.expected[s] ? forum.seats[s] : 0.0;
        }
        if (seats_expected == 0.0) {
            return; // nobody to whom an expectation applies
        }
        for (std::size_t s = 0; s < sectors; ++s) {
            if (forum.expectation.expected[s]) {
                all.expectation.expected[s] = true;
                all.expectation.weight[s] += seats_expected * (weight[s] / total(weight));
            }
        }
    }

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

    [[nodiscard]] ForumBalance balance(const Subject& subject) const {
        const SectorWeights& seats = subject.seats;
        const SectorWeights& baseline = subject.baseline;
        const Comparison expected = select(subject.expectation.expected, seats, subject.expectation.weight);
        const Comparison compared = select(involved(seats, baseline), seats, baseline);
        double seats_expected = 0.0;
        for (const double held : expected.seats) {
            seats_expected += held;
        }
        ForumBalance row;
        row.forum = subject.forum;
        row.as_of = subject.forum.is_none() ? time_.days.study : time_.days.forums[subject.forum.position()];
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

    void ask(Subject& subject, detail::SeatTests& tests) const {
        const SectorWeights& seats = subject.seats;
        const auto add = [&](detail::SeatTest kind, Comparison comparison) {
            return tests.add(kind, std::move(comparison.seats), std::move(comparison.weights));
        };
        subject.against_expectation =
            add(detail::SeatTest::multinomial,
                select(subject.expectation.expected, seats, subject.expectation.weight));
        subject.against_baseline = add(detail::SeatTest::multinomial,
                                       select(involved(seats, subject.baseline), seats, subject.baseline));
        subject.against_pool =
            add(detail::SeatTest::hypergeometric, select(involved(seats, pool_), seats, pool_));
    }

    static void add_sectors(std::vector<SectorBalance>& rows, const Subject& subject) {
        const SectorWeights& seats = subject.seats;
        const SectorWeights& baseline = subject.baseline;
        const detail::SectorExpectation& expectation = subject.expectation;
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
            row.forum = subject.forum;
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
            rows.push_back(row);
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
        detail::echo(provenance, "tests.mid_p", options_.tests.mid_p ? "true" : "false");
        detail::echo(provenance, "level", detail::text_of(options_.level));
        detail::echo(provenance, "alpha", detail::text_of(options_.alpha));
        if (options_.equivalence_margin) {
            detail::echo(provenance, "equivalence_margin", detail::text_of(*options_.equivalence_margin));
        }
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
    const auto is_part = [](double number) { return number > 0.0 && number < 1.0; };
    if (!is_part(options.level) || !is_part(options.alpha) ||
        !is_part(options.equivalence_margin.value_or(0.5))) {
        throw InvalidArgument{"level, alpha and equivalence_margin must lie between 0 and 1"};
    }
}

} // namespace

RepresentationResult representation(const ActorNetwork& network, const RepresentationOptions& options,
                                    RunControl* control) {
    check(network, options);
    return Representation{network, options}.run(control);
}

} // namespace samspill
