#include "merged_rows.hpp"

#include "circles.hpp"

#include <cstddef>

namespace samspill {
namespace {

template <class Id>
void fill(Id& cell, Id other) {
    cell = cell.is_none() ? other : cell;
}

/// Languages of kept actors that state none come from the first merged one that does.
void fill_languages(ActorColumns& actors, const ActorNetwork& old, std::span<const ActorMerge> merges,
                    const Renumbering& renumbering) {
    std::vector<ActorId> source(actors.size(), ActorId::none()); // old actor, by new row
    for (const ActorMerge& merge : merges) {
        ActorId& first = source[renumbering(merge.kept).position()];
        if (first.is_none() && !old.actors().languages[merge.merged.position()].empty()) {
            first = merge.merged;
        }
    }
    ListColumn<TermId> languages;
    for (std::size_t k = 0; k < actors.size(); ++k) {
        const bool fills = actors.languages[k].empty() && !source[k].is_none();
        for (const TermId language :
             fills ? old.actors().languages[source[k].position()] : actors.languages[k]) {
            languages.push_value(language);
        }
        languages.end_row();
    }
    actors.languages = std::move(languages);
}

/// The first new actor above `actor`, upwards in the old network, that is not `actor` itself.
ActorId parent_above(const ActorNetwork& old, ActorId actor, const Renumbering& renumbering) {
    ActorId above = old.actors().parent[actor.position()];
    while (!above.is_none() && renumbering(above) == renumbering(actor)) {
        above = old.actors().parent[above.position()];
    }
    return renumbering(above);
}

} // namespace

void complete_kept_actors(ActorColumns& actors, const ActorNetwork& old, std::span<const ActorMerge> merges,
                          const Renumbering& renumbering) {
    const ActorColumns& before = old.actors();
    for (const ActorMerge& merge : merges) {
        const std::size_t from = merge.merged.position();
        const std::size_t to = renumbering(merge.kept).position();
        fill(actors.name[to], before.name[from]);
        fill(actors.type[to], before.type[from]);
        fill(actors.tier[to], before.tier[from]);
        fill(actors.area[to], before.area[from]);
        fill(actors.organisation_number[to], before.organisation_number[from]);
        actors.parent[to] = parent_above(old, merge.kept, renumbering);
    }
    fill_languages(actors, old, merges, renumbering);
}

std::vector<std::uint32_t> actors_on_circles(const ActorColumns& actors) {
    ListColumn<std::uint32_t> parents;
    for (const ActorId parent : actors.parent) {
        if (!parent.is_none()) {
            parents.push_value(parent.value());
        }
        parents.end_row();
    }
    return rows_on_circles(parents);
}

} // namespace samspill
