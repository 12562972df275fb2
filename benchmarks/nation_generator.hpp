// A seeded, made-up nation: tables as municipalities would fill them in, with few words that many rows share.
#pragma once

#include <samspill/model/network_builder.hpp>

#include "sequence.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {

struct NationOptions {
    std::int64_t activities = 1'000'000;
    std::int64_t needs = 1'000'000;
    std::uint64_t seed = 1;
};

/// 20 counties of 18 municipalities, of 5.7 to 0.06 per cent of all rows, with 10 districts each; ten
/// activities an actor, twenty ties an actor, nine in ten of them inside the municipality; in each
/// municipality a directory and three places that refer people. A tenth of the capacities and a hundredth of
/// the needs are unknown. Words: 70 themes, 6 target groups, 8 languages, 5 phases of reception, 3 bands of
/// ages, 3 terms of access.
class NationGenerator {
public:
    explicit NationGenerator(const NationOptions& options) : options_{options}, random_{options.seed} {}

    [[nodiscard]] NetworkBuilder run() {
        add_areas();
        add_actors();
        add_activities();
        add_needs();
        add_ties();
        return std::move(builder_);
    }

private:
    static constexpr std::int64_t counties = 20;
    static constexpr std::int64_t municipalities = 360;
    static constexpr std::int64_t districts = 10;
    static constexpr std::int64_t themes = 70;
    static constexpr std::int64_t ties_of_an_actor = 20;
    static constexpr std::int64_t offices_of_a_municipality = 3; // that refer people to offers
    static constexpr std::array<std::string_view, 8> languages{"uk", "ar", "en", "ti",
                                                               "so", "fa", "ps", "ku"};
    static constexpr std::array<std::string_view, 6> groups{"family", "child",  "youth",
                                                            "adult",  "senior", "unaccompanied"};
    static constexpr std::array<std::string_view, 3> terms{"step_free", "childcare", "interpreter"};
    static constexpr std::array<MonthInterval, 5> phases{
        MonthInterval{-2, 0}, MonthInterval{0, 1}, MonthInterval{0, 3}, MonthInterval{1, 7}, MonthInterval{}};
    static constexpr std::array<AgeRange, 3> ages{AgeRange{0, 12}, AgeRange{13, 17}, AgeRange{18, 67}};

    template <class Values>
    auto any_of(const Values& values) {
        return values[static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(values.size())))];
    }
    static std::string id(std::string_view kind, std::int64_t number) {
        return std::string{kind} + std::to_string(number);
    }
    static std::string county_of(std::int64_t municipality) { return id("c", municipality % counties); }
    std::string any_district(std::int64_t municipality) {
        return id("m", municipality) + id("d", random_.below(districts));
    }

    void add_areas() {
        builder_.add_area({.id = "nation"});
        for (std::int64_t c = 0; c < counties; ++c) {
            builder_.add_area({.id = id("c", c), .parent = "nation"});
        }
        for (std::int64_t m = 0; m < municipalities; ++m) {
            builder_.add_area({.id = id("m", m), .parent = county_of(m)});
            for (std::int64_t d = 0; d < districts; ++d) {
                builder_.add_area({.id = id("m", m) + id("d", d), .parent = id("m", m)});
            }
        }
    }

    /// The first actors of a municipality are its directory and the offices that refer people.
    void add_actors() {
        const std::int64_t least = municipalities * (1 + offices_of_a_municipality);
        const std::int64_t count = std::max(least, options_.activities / 10);
        actors_in_.resize(municipalities);
        for (std::int64_t a = 0; a < count; ++a) {
            const std::int64_t m = a < least ? a % municipalities : sizes_.draw(random_);
            actors_in_[static_cast<std::size_t>(m)].push_back(a);
            municipality_of_.push_back(m);
            builder_.add_actor({.id = id("actor", a),
                                .sector = static_cast<Sector>(random_.below(5)),
                                .type = a < municipalities ? "directory" : "",
                                .area = id("m", m)});
        }
    }

    /// Mostly the actor's municipality or one of its districts, seldom the county or all of the nation.
    std::string area_served(std::int64_t municipality) {
        const std::int64_t percentile = random_.below(1000);
        if (percentile < 1) {
            return "nation";
        }
        if (percentile < 10) {
            return county_of(municipality);
        }
        return percentile < 600 ? id("m", municipality) : any_district(municipality);
    }

    /// None for three in five, so that an offer is open to all; else one or two.
    template <class Words>
    std::vector<std::string> some(const Words& words) {
        std::vector<std::string> chosen;
        while (chosen.size() < 2 && random_.in_percent(40)) {
            const std::string word{any_of(words)};
            if (chosen.empty() || chosen.front() != word) {
                chosen.push_back(word);
            }
        }
        return chosen;
    }

    void add_activities() {
        activities_of_.resize(municipality_of_.size());
        for (std::int64_t j = 0; j < options_.activities; ++j) {
            const std::int64_t actor = random_.below(static_cast<std::int64_t>(municipality_of_.size()));
            activities_of_[static_cast<std::size_t>(actor)].push_back(j);
            Activity row{.id = id("activity", j), .actor = id("actor", actor)};
            row.kind = static_cast<ActivityKind>(random_.one_in(10));
            row.theme = id("theme", themes_.draw(random_));
            row.target_groups = some(groups);
            row.areas = {area_served(municipality_of_[static_cast<std::size_t>(actor)])};
            row.languages = some(languages);
            row.period = random_.one_in(3) ? MonthInterval{} : any_of(phases);
            row.ages = random_.one_in(10) ? any_of(ages) : AgeRange{};
            row.capacity = random_.one_in(10) ? Count::unknown() : Count{random_.below(30)};
            row.cost = random_.one_in(10) ? 100.0 : 0.0;
            row.access = random_.one_in(5) ? std::vector{std::string{any_of(terms)}} : row.access;
            builder_.add_activity(std::move(row));
        }
    }

    void add_needs() {
        for (std::int64_t i = 0; i < options_.needs; ++i) {
            const std::int64_t municipality = sizes_.draw(random_);
            const std::int64_t theme = themes_.draw(random_);
            Need row{.id = id("need", i), .theme = id("theme", theme)};
            row.target_group = any_of(groups);
            row.area = random_.in_percent(70) ? id("m", municipality) : any_district(municipality);
            row.language = random_.one_in(3) ? std::string{any_of(languages)} : "";
            row.period = any_of(phases);
            row.ages = random_.one_in(10) ? any_of(ages) : AgeRange{};
            row.people = random_.one_in(100) ? Count::unknown() : Count{1 + random_.below(25)};
            row.priority = static_cast<std::int32_t>(1 + theme % 3);
            row.entry_point =
                id("actor", municipality + municipalities * (1 + random_.below(offices_of_a_municipality)));
            row.max_cost = random_.one_in(5) ? std::optional{50.0} : std::nullopt;
            row.access = random_.one_in(10) ? std::vector{std::string{any_of(terms)}} : row.access;
            builder_.add_need(std::move(row));
        }
    }

    /// An actor of the same municipality nine times in ten.
    std::int64_t acquaintance_of(std::int64_t actor) {
        if (random_.one_in(10)) {
            return random_.below(static_cast<std::int64_t>(municipality_of_.size()));
        }
        const std::int64_t municipality = municipality_of_[static_cast<std::size_t>(actor)];
        return any_of(actors_in_[static_cast<std::size_t>(municipality)]);
    }

    void add_tie(std::int64_t source, std::string target, Relation relation) {
        builder_.add_tie({.source = id("actor", source), .target = std::move(target), .relation = relation});
    }

    void add_ties() {
        for (std::size_t a = 0; a < municipality_of_.size(); ++a) {
            const auto actor = static_cast<std::int64_t>(a);
            for (std::int64_t k = 0; k < ties_of_an_actor; ++k) {
                const std::int64_t other = acquaintance_of(actor);
                const auto& offers = activities_of_[static_cast<std::size_t>(other)];
                const bool to_activity = random_.one_in(2) && !offers.empty();
                add_tie(actor, to_activity ? id("activity", any_of(offers)) : id("actor", other),
                        static_cast<Relation>(random_.below(6)));
            }
        }
        list_in_directories();
    }

    /// A directory lists three in five actors of its municipality, and all but a few offices know of it.
    void list_in_directories() {
        for (std::int64_t m = 0; m < municipalities; ++m) {
            for (const std::int64_t actor : actors_in_[static_cast<std::size_t>(m)]) {
                if (random_.in_percent(60)) {
                    add_tie(m, id("actor", actor), Relation::information);
                }
            }
            for (std::int64_t office = 1; office <= offices_of_a_municipality; ++office) {
                if (random_.in_percent(80)) {
                    add_tie(m + municipalities * office, id("actor", m), Relation::awareness);
                }
            }
        }
    }

    NationOptions options_;
    Sequence random_;
    Skewed sizes_{municipalities, 12};
    Skewed themes_{themes, 10};
    std::vector<std::int64_t> municipality_of_;            // of each actor
    std::vector<std::vector<std::int64_t>> actors_in_;     // of each municipality
    std::vector<std::vector<std::int64_t>> activities_of_; // of each actor
    NetworkBuilder builder_;
};

[[nodiscard]] inline NetworkBuilder generate(const NationOptions& options) {
    return NationGenerator{options}.run();
}

} // namespace samspill::benchmarks
