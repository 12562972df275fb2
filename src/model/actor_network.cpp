#include <samspill/model/actor_network.hpp>

#include <bit>
#include <cstring>

namespace samspill {
namespace {

/// Digest of 64-bit words by the mixing steps of MurmurHash3, fed field by field so that padding and byte
/// order of structs never matter. A word at a time: a large network is mixed in a few hundredths of a second.
class Digest {
public:
    void add(std::uint64_t word) noexcept {
        state_ =
            std::rotl(state_ ^ (std::rotl(word * 0x87c37b91114253d5U, 31) * 0x4cf5ad432745937fU), 27) * 5 +
            0x52dce729U;
    }
    void add(std::string_view text) noexcept {
        add(std::uint64_t{text.size()});
        std::uint64_t word = 0;
        for (std::size_t k = 0; k < text.size(); ++k) {
            word |= std::uint64_t{static_cast<unsigned char>(text[k])} << (8 * (k % 8));
            if (k % 8 == 7 || k + 1 == text.size()) {
                add(word);
                word = 0;
            }
        }
    }
    void add(std::int64_t number) noexcept { add(static_cast<std::uint64_t>(number)); }
    void add(std::int32_t number) noexcept { add(std::int64_t{number}); }
    void add(std::uint32_t number) noexcept { add(std::uint64_t{number}); }
    void add(double number) noexcept { add(std::bit_cast<std::uint64_t>(number)); }
    void add(Count count) noexcept { add(count.value()); }
    void add(Date date) noexcept { add(date.days_since_epoch()); }
    void add(const DateInterval& days) noexcept {
        add(days.from);
        add(days.to);
    }
    void add(MonthInterval months) noexcept {
        add(months.from);
        add(months.to);
    }
    void add(AgeRange ages) noexcept {
        add(ages.min);
        add(ages.max);
    }
    void add(const ExpectedSector& expected) noexcept {
        add(expected.sector);
        add(expected.weight);
    }
    template <class Tag>
    void add(Index<Tag> index) noexcept {
        add(index.value());
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void add(Enum value) noexcept { add(static_cast<std::uint64_t>(value)); }
    template <class T>
    void add(const std::optional<T>& value) noexcept {
        add(std::uint64_t{value.has_value()});
        if (value) {
            add(*value);
        }
    }
    template <class T>
    void add(const std::vector<T>& column) noexcept {
        add(std::uint64_t{column.size()});
        for (const T& value : column) {
            add(value);
        }
    }
    template <class T>
    void add(const ListColumn<T>& column) noexcept {
        add(std::uint64_t{column.size()});
        for (std::size_t row = 0; row < column.size(); ++row) {
            add(std::uint64_t{column[row].size()});
            for (const T& value : column[row]) {
                add(value);
            }
        }
    }
    template <class... Columns>
    void add_all(const Columns&... columns) noexcept {
        (add(columns), ...);
    }
    [[nodiscard]] std::uint64_t value() const noexcept {
        std::uint64_t mixed = (state_ ^ (state_ >> 33U)) * 0xff51afd7ed558ccdU;
        mixed = (mixed ^ (mixed >> 33U)) * 0xc4ceb9fe1a85ec53U;
        return mixed ^ (mixed >> 33U);
    }

private:
    std::uint64_t state_ = 0;
};

std::uint64_t digest(const NetworkParts& parts) {
    Digest digest;
    for (std::uint32_t term = 0; term < parts.texts.size(); ++term) {
        digest.add(parts.texts.text(TermId{term}));
    }
    const AreaColumns& areas = *parts.areas;
    digest.add_all(areas.id, areas.name, areas.parent, areas.population, areas.former_unit);
    const ActorColumns& actors = *parts.actors;
    digest.add_all(actors.id, actors.name, actors.sector, actors.type, actors.tier, actors.parent,
                   actors.area, actors.languages, actors.valid);
    const PersonColumns& people = *parts.people;
    digest.add_all(people.id, people.actor, people.role, people.tier, people.languages, people.hours,
                   people.groups);
    const NeedColumns& needs = *parts.needs;
    digest.add_all(needs.id, needs.theme, needs.target_group, needs.area, needs.language, needs.period,
                   needs.ages, needs.people, needs.priority, needs.entry_point);
    const ActivityColumns& activities = *parts.activities;
    digest.add_all(activities.id, activities.name, activities.actor, activities.kind, activities.theme,
                   activities.target_groups, activities.areas, activities.languages, activities.period,
                   activities.schedule, activities.ages, activities.capacity, activities.cost,
                   activities.minutes, activities.description, activities.last_confirmed, activities.after);
    const TieColumns& ties = *parts.ties;
    digest.add_all(ties.source, ties.target, ties.relation, ties.weight, ties.valid, ties.wave);
    const ForumColumns& forums = *parts.forums;
    digest.add_all(forums.id, forums.name, forums.form, forums.area, forums.purpose, forums.tasks,
                   forums.mandate, forums.composition, forums.meets_per_year, forums.quota);
    const SeatColumns& seats = *parts.seats;
    digest.add_all(seats.forum, seats.actor, seats.person, seats.role, seats.votes, seats.period);
    for (const bool present : parts.present) {
        digest.add(std::uint64_t{present});
    }
    return digest.value();
}

} // namespace

ActorNetwork::ActorNetwork(NetworkParts parts)
    : parts_{std::make_shared<const NetworkParts>(std::move(parts))}, fingerprint_{digest(*parts_)} {}

} // namespace samspill
