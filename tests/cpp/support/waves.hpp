// Waves of a study in which offers of one theme make one cluster: each has an actor of its own.
#pragma once

#include <samspill/analysis/duplication.hpp>
#include <samspill/analysis/duplication_change.hpp>
#include <samspill/model/network_builder.hpp>

#include <string>
#include <utility>
#include <vector>

namespace samspill::testing_support {

struct WaveOffer {
    std::string id{};
    std::string theme{};
    Count seats{};
};

struct WaveNeed {
    std::string theme{};
    Count people{};
};

/// A wave and what duplication() says about it.
struct Wave {
    ActorNetwork network;
    DuplicationResult result;
};

inline Wave wave(const std::vector<WaveOffer>& offers, const std::vector<WaveNeed>& needs) {
    NetworkBuilder builder;
    builder.declare_table(TableName::activities).declare_table(TableName::needs);
    for (const WaveOffer& offer : offers) {
        builder.add_actor({.id = "actor of " + offer.id});
        builder.add_activity(
            {.id = offer.id, .actor = "actor of " + offer.id, .theme = offer.theme, .capacity = offer.seats});
    }
    for (const WaveNeed& need : needs) {
        builder.add_need({.id = "need of " + need.theme, .theme = need.theme, .people = need.people});
    }
    ActorNetwork network = builder.build();
    DuplicationResult result = duplication(network);
    return {std::move(network), std::move(result)};
}

inline DuplicationChangeResult change_of(const std::vector<Wave>& waves,
                                         const DuplicationChangeOptions& options = {}) {
    std::vector<DuplicationWave> views;
    views.reserve(waves.size());
    for (const Wave& one : waves) {
        views.push_back({&one.network, &one.result});
    }
    return duplication_change(views, options);
}

/// Three waves of docs/methods/duplication_scope.md.
inline std::vector<Wave> three_waves() {
    return {wave({{"c1", "cafe", 12},
                  {"c2", "cafe", 15},
                  {"h1", "homework", 10},
                  {"h2", "homework", 10},
                  {"s1", "song", 5},
                  {"s2", "song", 5}},
                 {{"cafe", 20}, {"homework", 10}, {"song", 20}}),
            wave({{"c1", "cafe", 12},
                  {"c2", "cafe", 8},
                  {"h1", "homework", 10},
                  {"h2", "homework", 6},
                  {"h3", "homework", 4},
                  {"p1", "sport", 8},
                  {"p2", "sport", 8}},
                 {{"cafe", 20}, {"homework", 12}, {"sport", 6}}),
            wave({{"c1", "cafe", 12},
                  {"c2", "cafe", 12},
                  {"h1", "homework", 10},
                  {"p1", "sport", 8},
                  {"p2", "sport", 8}},
                 {{"cafe", 20}, {"homework", 12}, {"sport", Count::unknown()}})};
}

} // namespace samspill::testing_support
