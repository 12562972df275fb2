// All measures and rules of forums once, over many forums of equal size: samspill_forums RULES.CSV [forums
// [seats [meetings]]]. Prints the seconds of each analysis, by the clock and on the processors, and their
// sum.
#include <samspill/analysis/attendance.hpp>
#include <samspill/analysis/drop_off.hpp>
#include <samspill/analysis/forum_power.hpp>
#include <samspill/analysis/forum_rules.hpp>
#include <samspill/analysis/group_balance.hpp>
#include <samspill/analysis/power_asymmetry.hpp>
#include <samspill/analysis/representation.hpp>
#include <samspill/core/counter_random.hpp>
#include <samspill/io/forum_rule_table.hpp>
#include <samspill/model/network_builder.hpp>

#include "measure.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {
namespace {

struct Size {
    std::uint32_t forums = 10'000;
    std::uint32_t seats = 100;
    std::uint32_t meetings = 20;
};

std::string numbered(char letter, std::uint32_t number) { return letter + std::to_string(number); }

/// Fictional forums; the same for the same size on any machine. A fifth of the forums weighs its votes, a
/// tenth of the meetings has no list of attendance.
class ForumGenerator {
public:
    explicit ForumGenerator(const Size& size) : size_{size} {}

    ActorNetwork network() {
        add_actors();
        for (std::uint32_t f = 0; f < size_.forums; ++f) {
            CounterRandom random{seed, f};
            add_forum(f, random);
        }
        return builder_.build();
    }

private:
    static constexpr std::uint64_t seed = 20250101;
    static constexpr std::uint32_t actors = 2'000;
    static constexpr std::uint32_t people = 20'000;
    static constexpr std::uint32_t percent = 100;

    void add_actors() {
        CounterRandom random{seed, ~std::uint64_t{0}};
        for (std::uint32_t k = 0; k < actors; ++k) {
            builder_.add_actor({.id = numbered('a', k),
                                .sector = static_cast<Sector>(random.below(vocabulary_size<Sector>)),
                                .type = numbered('t', random.below(12))});
        }
        for (std::uint32_t k = 0; k < people; ++k) {
            Person person{.id = numbered('p', k), .actor = numbered('a', k % actors)};
            person.tier = static_cast<PersonTier>(random.below(vocabulary_size<PersonTier>));
            person.role = "member";
            person.hours = 1.0 + random.below(20);
            person.groups = {random.below(2) == 0 ? "woman" : "man"};
            person.available = {"MO 17:00-21:00"};
            builder_.add_person(person);
        }
    }

    void add_forum(std::uint32_t number, CounterRandom& random) {
        const std::string id = numbered('f', number);
        const bool is_weighted = number % 5 == 0;
        builder_.add_forum({.id = id,
                            .form = static_cast<ForumForm>(random.below(3)),
                            .purpose = "purpose",
                            .tasks = "tasks",
                            .mandate = "mandate",
                            .meets_per_year = 10.0,
                            .quota = is_weighted ? 2.0 * size_.seats : size_.seats / 2 + 1.0,
                            .agreed_on = Date::parse("2024-01-01").value()});
        const std::uint32_t first = random.below(people);
        std::vector<std::string> members;
        for (std::uint32_t k = 0; k < size_.seats; ++k) {
            const std::uint32_t person = (first + k) % people;
            members.push_back(numbered('p', person));
            Seat seat{.forum = id, .actor = numbered('a', person % actors), .person = members.back()};
            seat.role = k == 0 ? SeatRole::coordinator : SeatRole::member;
            seat.votes = is_weighted ? 1.0 + k % 5 : 1.0;
            builder_.add_seat(seat);
        }
        for (std::uint32_t m = 0; m < size_.meetings; ++m) {
            add_meeting(number, m, members, random);
        }
    }

    void add_meeting(std::uint32_t forum, std::uint32_t number, const std::vector<std::string>& members,
                     CounterRandom& random) {
        const std::string id = numbered('m', forum * size_.meetings + number);
        const std::string month = std::to_string(1 + number % 12);
        const std::string day = std::to_string(2023 + number / 12) + (month.size() == 1 ? "-0" : "-") + month;
        builder_.add_meeting({.id = id,
                              .forum = numbered('f', forum),
                              .start = DateTime::parse(day + "-14T17:00").value(),
                              .end = DateTime::parse(day + "-14T19:00").value()});
        for (std::uint32_t item = 0; item < 3; ++item) {
            AgendaItem row{.meeting = id, .item = std::to_string(item + 1), .minutes = Count{30}};
            row.relevant_sectors = {Sector::municipal};
            if (random.below(percent) < 70) {
                row.relevant_sectors.push_back(Sector::civil_society);
            }
            row.proposed_by = numbered('a', random.below(actors));
            builder_.add_agenda_item(row);
        }
        if (random.below(10) == 0) {
            return; // nobody kept a list
        }
        const std::uint32_t share = 90 - 2 * number % 60; // fewer come from meeting to meeting
        for (const std::string& member : members) {
            if (random.below(percent) < share) {
                Attendance row{.meeting = id, .person = member};
                row.speaking_seconds = Count{random.below(120)};
                builder_.add_attendance(row);
            }
        }
    }

    Size size_;
    NetworkBuilder builder_;
};

Time total;

template <class Analysis>
void measure(const char* name, Analysis analysis) {
    const Stopwatch watch;
    const std::size_t rows = analysis();
    const Time passed = watch.passed();
    total.seconds += passed.seconds;
    total.cpu_seconds += passed.cpu_seconds;
    std::printf("%-16s %8.3f s %8.3f cpu s %10zu rows\n", name, passed.seconds, passed.cpu_seconds, rows);
    std::fflush(stdout);
}

ForumRules standard_rules(const char* file) {
    const ForumRulesReading reading = read_forum_rules(file);
    for (const Finding& finding : reading.findings) {
        std::fprintf(stderr, "%s\n", finding.message.c_str());
    }
    return reading.rules;
}

void run(const Size& size, const char* rules_file) {
    const ForumRules rules = standard_rules(rules_file);
    const Stopwatch making;
    const ActorNetwork network = ForumGenerator{size}.network();
    std::printf("%u forums, %u seats, %u meetings, %zu attendances, made in %.1f s, %.0f MiB\n", size.forums,
                size.seats, size.meetings, network.attendance().size(), making.passed().seconds,
                peak_mebibytes());
    const auto on_balance = [&] {
        GroupBalanceOptions options;
        options.attributes = {{GroupAttribute::sector}, {GroupAttribute::tier}, {GroupAttribute::membership}};
        return group_balance(network, options).forums.size();
    };
    const auto on_all_counted = [&] {
        GroupBalanceOptions options;
        options.counted = {Counted::people, Counted::attendance, Counted::airtime, Counted::agenda};
        options.series = true;
        return group_balance(network, options).meetings.size();
    };
    const auto on_asymmetry = [&] {
        PowerAsymmetryOptions options;
        options.bootstrap.replicates = 0;
        return power_asymmetry(network, options).forums.size();
    };
    measure("representation", [&] { return representation(network).forums.size(); });
    measure("group_balance", on_balance);
    measure("attendance", [&] { return attendance(network).meetings.size(); });
    measure("drop_off", [&] { return drop_off(network).spells.size(); });
    measure("forum_power", [&] { return forum_power(network).voters.size(); });
    measure("power_asymmetry", on_asymmetry);
    measure("forum_rules", [&] { return forum_rules(network, rules).rows.size(); });
    std::printf("%-16s %8.3f s %8.3f cpu s\n", "all", total.seconds, total.cpu_seconds);
    measure("balance_series", on_all_counted); // all that is counted at each meeting, by request only
    std::printf("peak memory %.0f MiB\n", peak_mebibytes());
}

std::uint32_t number(const char* text) { return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10)); }

} // namespace
} // namespace samspill::benchmarks

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: samspill_forums FORUM_RULES.CSV [forums [seats [meetings]]]\n");
        return 2;
    }
    samspill::benchmarks::Size size;
    if (argc > 2) {
        size.forums = samspill::benchmarks::number(argv[2]);
    }
    if (argc > 3) {
        size.seats = samspill::benchmarks::number(argv[3]);
    }
    if (argc > 4) {
        size.meetings = samspill::benchmarks::number(argv[4]);
    }
    samspill::benchmarks::run(size, argv[1]);
    return 0;
}
