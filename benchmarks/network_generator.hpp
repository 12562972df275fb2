// Seeded, made-up networks of any size for benchmarks: the same seed gives the same network everywhere.
#pragma once

#include <samspill/model/network_builder.hpp>

#include "sequence.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {

struct GeneratorOptions {
    std::int64_t activities = 1000;
    std::int64_t needs = 1000;
    std::int64_t ties = 10'000;
    std::int64_t themes = 40;
    std::uint64_t seed = 1;
};

/// Builds a region: 20 municipalities of 10 districts of 5 neighbourhoods; ten activities an actor; a tenth
/// of the capacities and a hundredth of the needs unknown; ties within and between municipalities.
class NetworkGenerator {
public:
    explicit NetworkGenerator(const GeneratorOptions& options)
        : options_{options}, random_{options.seed}, actors_{options.activities / 10 + 1} {}

    [[nodiscard]] NetworkBuilder run() {
        add_areas();
        add_actors();
        add_activities();
        add_needs();
        add_ties();
        add_forums();
        return std::move(builder_);
    }

private:
    static constexpr std::int64_t municipalities = 20;
    static constexpr std::int64_t districts = 10;
    static constexpr std::int64_t neighbourhoods = 5;

    static std::string id(std::string_view kind, std::int64_t number) {
        return std::string{kind} + std::to_string(number);
    }

    void add_areas() {
        builder_.add_area({.id = "region"});
        for (std::int64_t m = 0; m < municipalities; ++m) {
            const std::string municipality = id("m", m);
            builder_.add_area({.id = municipality, .parent = "region"});
            for (std::int64_t d = 0; d < districts; ++d) {
                const std::string district = municipality + id("d", d);
                builder_.add_area({.id = district, .parent = municipality});
                for (std::int64_t n = 0; n < neighbourhoods; ++n) {
                    builder_.add_area({.id = district + id("n", n), .parent = district});
                }
            }
        }
    }

    void add_actors() {
        for (std::int64_t a = 0; a < actors_; ++a) {
            builder_.add_actor({.id = id("actor", a),
                                .sector = static_cast<Sector>(random_.below(5)),
                                .type = a % 200 == 0 ? "directory" : "",
                                .area = any_area()});
        }
    }

    /// Mostly a district, sometimes all of a municipality or the region.
    std::string any_area() {
        if (random_.one_in(200)) {
            return "region";
        }
        const std::string municipality = id("m", random_.below(municipalities));
        if (random_.one_in(5)) {
            return municipality;
        }
        return municipality + id("d", random_.below(districts));
    }

    MonthInterval any_period() {
        const auto from = static_cast<std::int32_t>(random_.below(8)) - 2;
        return random_.one_in(3)
                   ? MonthInterval{}
                   : MonthInterval{from, from + 1 + static_cast<std::int32_t>(random_.below(6))};
    }

    std::vector<std::string> some(std::string_view kind, std::int64_t kinds, std::int64_t one_in) {
        std::vector<std::string> chosen;
        while (!random_.one_in(one_in)) {
            chosen.push_back(id(kind, random_.below(kinds)));
        }
        return chosen;
    }

    void add_activities() {
        for (std::int64_t j = 0; j < options_.activities; ++j) {
            builder_.add_activity(
                {.id = id("activity", j),
                 .actor = id("actor", random_.below(actors_)),
                 .kind = static_cast<ActivityKind>(random_.one_in(10)),
                 .theme = id("theme", random_.below(options_.themes)),
                 .target_groups = some("group", 6, 2),
                 .areas = {any_area()},
                 .languages = some("language", 8, 2),
                 .period = any_period(),
                 .capacity = random_.one_in(10) ? Count::unknown() : Count{random_.below(30)}});
        }
    }

    void add_needs() {
        for (std::int64_t i = 0; i < options_.needs; ++i) {
            builder_.add_need(
                {.id = id("need", i),
                 .theme = id("theme", random_.below(options_.themes)),
                 .target_group = id("group", random_.below(6)),
                 .area = id("m", random_.below(municipalities)) + id("d", random_.below(districts)) +
                         id("n", random_.below(neighbourhoods)),
                 .language = random_.one_in(2) ? id("language", random_.below(8)) : "",
                 .period = any_period(),
                 .people = random_.one_in(100) ? Count::unknown() : Count{1 + random_.below(25)},
                 .priority = 1 + static_cast<std::int32_t>(random_.below(3)),
                 .entry_point = id("actor", random_.below(actors_ / 20 + 1))});
        }
    }

    void add_ties() {
        for (std::int64_t t = 0; t < options_.ties; ++t) {
            const bool to_activity = random_.one_in(2) && options_.activities > 0;
            builder_.add_tie({.source = id("actor", random_.below(actors_)),
                              .target = to_activity ? id("activity", random_.below(options_.activities))
                                                    : id("actor", random_.below(actors_)),
                              .relation = static_cast<Relation>(random_.below(6))});
        }
    }

    void add_forums() {
        for (std::int64_t f = 0; f < municipalities; ++f) {
            builder_.add_forum({.id = id("forum", f)});
            for (std::int64_t seat = 0; seat < 12; ++seat) {
                builder_.add_seat({.forum = id("forum", f), .actor = id("actor", random_.below(actors_))});
            }
        }
    }

    GeneratorOptions options_;
    Sequence random_;
    std::int64_t actors_;
    NetworkBuilder builder_;
};

[[nodiscard]] inline NetworkBuilder generate(const GeneratorOptions& options) {
    return NetworkGenerator{options}.run();
}

} // namespace samspill::benchmarks
