#include <samspill/model/unit_change.hpp>

#include <samspill/core/error.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

/// A code between two days on which it changed. `begin` unknown: since ever; `end` unknown: for ever.
struct CodeVersion {
    std::string code{};
    DateInterval days{};
};

/// What happens to a code on a day.
struct CodeEvent {
    bool is_old = false;
    bool is_new = false;
};

/// Groups of versions that are joined; each group is named by its least member.
class Groups {
public:
    explicit Groups(std::size_t members) : parent_(members) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    [[nodiscard]] std::size_t of(std::size_t member) {
        while (parent_[member] != member) {
            parent_[member] = parent_[parent_[member]];
            member = parent_[member];
        }
        return member;
    }
    void join(std::size_t a, std::size_t b) {
        const std::size_t first = of(a);
        const std::size_t second = of(b);
        parent_[std::max(first, second)] = std::min(first, second);
    }

private:
    std::vector<std::size_t> parent_;
};

/// The versions of all codes that changes know, by code and day, and what joins them.
class CodeHistory {
public:
    explicit CodeHistory(std::span<const UnitChange> changes) {
        for (const UnitChange& change : changes) {
            events_[change.old_code][change.day].is_old = true;
            events_[change.new_code][change.day].is_new = true;
        }
        for (const auto& [code, days] : events_) {
            add_versions(code, days);
        }
    }

    [[nodiscard]] const std::vector<CodeVersion>& versions() const noexcept { return versions_; }

    /// The version that holds on a day, or nothing.
    [[nodiscard]] std::optional<std::size_t> on(std::string_view code, Date day) const {
        return find(code, [&](const DateInterval& days) { return days.contains(day); });
    }

    /// Joins what one change or the going on of a code connects, after the first day up to the last.
    [[nodiscard]] Groups groups(std::span<const UnitChange> changes, DateInterval after_up_to) const {
        Groups joined{versions_.size()};
        const auto counts = [&](Date day) { return day > after_up_to.from && day <= after_up_to.to; };
        for (const UnitChange& change : changes) {
            const auto before = until(change.old_code, change.day);
            const auto after = on(change.new_code, change.day);
            if (before && after && counts(change.day)) {
                joined.join(*before, *after);
            }
        }
        for (std::size_t k = 1; k < versions_.size(); ++k) {
            const CodeVersion& version = versions_[k];
            const bool follows =
                versions_[k - 1].code == version.code && versions_[k - 1].days.to == version.days.from;
            if (follows && counts(version.days.from) &&
                !events_.at(version.code).at(version.days.from).is_old) {
                joined.join(k - 1, k); // it took others in
            }
        }
        return joined;
    }

private:
    void add_versions(const std::string& code, const std::map<Date, CodeEvent>& days) {
        Date begin;
        bool began = false;
        for (const auto& [day, event] : days) {
            if (began || event.is_old) {
                versions_.push_back({code, {begin, day}});
            }
            begin = day;
            began = event.is_new;
        }
        if (began) {
            versions_.push_back({code, {begin, Date{}}});
        }
    }

    template <class Predicate>
    [[nodiscard]] std::optional<std::size_t> find(std::string_view code, Predicate holds) const {
        const auto first = std::lower_bound(
            versions_.begin(), versions_.end(), code,
            [](const CodeVersion& version, std::string_view text) { return version.code.compare(text) < 0; });
        for (auto version = first; version != versions_.end() && version->code == code; ++version) {
            if (holds(version->days)) {
                return static_cast<std::size_t>(version - versions_.begin());
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::size_t> until(std::string_view code, Date day) const {
        return find(code, [&](const DateInterval& days) { return days.to == day; });
    }

    std::map<std::string, std::map<Date, CodeEvent>, std::less<>> events_;
    std::vector<CodeVersion> versions_;
};

void check_days(std::span<const UnitChange> changes, std::span<const Date> days) {
    const bool known =
        std::all_of(days.begin(), days.end(), [](Date day) { return day.is_known(); }) &&
        std::all_of(changes.begin(), changes.end(), [](const UnitChange& row) { return row.day.is_known(); });
    if (!known || !std::is_sorted(days.begin(), days.end())) {
        throw InvalidArgument{"days of waves and changes must be known, those of waves ascending"};
    }
}

/// What became of a unit with these codes at the waves; nothing when its codes never changed.
std::optional<UnitChangeKind> kind_of(const std::vector<std::vector<std::string>>& codes) {
    const std::size_t before = codes.front().size();
    const std::size_t after = codes.back().size();
    const bool one_all_the_time =
        std::all_of(codes.begin(), codes.end(), [](const auto& at_wave) { return at_wave.size() == 1; });
    if (one_all_the_time) {
        return codes.front() == codes.back() ? UnitChangeKind::renamed : UnitChangeKind::renumbered;
    }
    if (before > 1 && after == 1) {
        return UnitChangeKind::merged;
    }
    return before == 1 && after > 1 ? UnitChangeKind::split : UnitChangeKind::redrawn;
}

std::string joined_by_plus(const std::vector<std::string>& codes) {
    std::string joined;
    for (const std::string& code : codes) {
        joined.append(joined.empty() ? "" : "+").append(code);
    }
    return joined;
}

} // namespace

ComparableUnits::ComparableUnits(std::span<const UnitChange> changes, std::span<const Date> days) {
    check_days(changes, days);
    codes_.reserve(2 * changes.size());
    for (const UnitChange& change : changes) {
        codes_.push_back(change.old_code);
        codes_.push_back(change.new_code);
    }
    std::sort(codes_.begin(), codes_.end());
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
    if (days.empty()) {
        return;
    }
    const CodeHistory history{changes};
    Groups groups = history.groups(changes, {days.front(), days.back()});
    std::map<std::size_t, Unit> units;
    std::map<std::size_t, std::size_t> versions_met; // of each group, at any wave
    for (std::size_t version = 0; version < history.versions().size(); ++version) {
        const CodeVersion& row = history.versions()[version];
        Unit& unit = units[groups.of(version)];
        unit.codes.resize(days.size());
        ++versions_met[groups.of(version)];
        for (std::size_t wave = 0; wave < days.size(); ++wave) {
            if (row.days.contains(days[wave])) {
                unit.codes[wave].push_back(row.code); // versions are sorted by code
            }
        }
    }
    units_.reserve(units.size());
    for (auto& [group, unit] : units) {
        unit.id = joined_by_plus(unit.codes.back());
        if (!unit.id.empty()) { // else it was gone before the first wave, or came after the last
            unit.change = versions_met[group] > 1 ? kind_of(unit.codes) : std::nullopt;
            units_.push_back(std::move(unit));
        }
    }
    std::sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) { return a.id < b.id; });
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
        for (std::size_t wave = 0; wave < days.size(); ++wave) {
            for (const std::string& code : units_[unit].codes[wave]) {
                places_.push_back({code, wave, unit});
            }
        }
    }
    std::sort(places_.begin(), places_.end(), [](const CodeAtWave& a, const CodeAtWave& b) {
        return std::tie(a.code, a.wave) < std::tie(b.code, b.wave);
    });
}

std::optional<std::string> ComparableUnits::unit_of(std::string_view code, std::size_t wave) const {
    if (!knows(code)) {
        return std::string{code};
    }
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair{code, wave},
                                        [](const CodeAtWave& place, const auto& key) {
                                            return std::pair{std::string_view{place.code}, place.wave} < key;
                                        });
    const bool is_found = found != places_.end() && found->code == code && found->wave == wave;
    return is_found ? std::optional{units_[found->unit].id} : std::nullopt;
}

std::vector<std::string> ComparableUnits::units_of(std::string_view code) const {
    if (!knows(code)) {
        return {std::string{code}};
    }
    std::vector<std::string> ids;
    auto place =
        std::lower_bound(places_.begin(), places_.end(), code,
                         [](const CodeAtWave& row, std::string_view text) { return row.code < text; });
    for (; place != places_.end() && place->code == code; ++place) {
        ids.push_back(units_[place->unit].id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::optional<UnitChangeKind> ComparableUnits::change_of(std::string_view unit) const {
    const Unit* found = find(unit);
    return found == nullptr ? std::nullopt : found->change;
}

std::vector<std::string> ComparableUnits::codes_of(std::string_view unit, std::size_t wave) const {
    const Unit* found = find(unit);
    return found == nullptr ? std::vector{std::string{unit}} : found->codes[wave];
}

std::vector<std::string> ComparableUnits::units() const {
    std::vector<std::string> ids;
    ids.reserve(units_.size());
    for (const Unit& unit : units_) {
        ids.push_back(unit.id);
    }
    return ids;
}

bool ComparableUnits::knows(std::string_view code) const {
    return std::binary_search(codes_.begin(), codes_.end(), code, std::less<>{});
}

const ComparableUnits::Unit* ComparableUnits::find(std::string_view unit) const {
    const auto found = std::lower_bound(units_.begin(), units_.end(), unit,
                                        [](const Unit& row, std::string_view id) { return row.id < id; });
    return found != units_.end() && found->id == unit ? &*found : nullptr;
}

} // namespace samspill
