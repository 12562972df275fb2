// Waves of a pilot and their order.
#include "study_parts.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <tuple>
#include <utility>

namespace samspill {
namespace {

bool is_whole_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `YYYY-MM-DD`, which has no end, or `YYYY-MM`, which ends with the month.
std::optional<DateInterval> days_of(std::string_view id) {
    constexpr std::size_t length_of_day = 10;
    constexpr std::size_t length_of_month = 7;
    if (id.size() == length_of_day) {
        const auto day = Date::parse(id);
        return day ? std::optional{DateInterval{*day, Date{}}} : std::nullopt;
    }
    const auto first = id.size() == length_of_month ? Date::parse(std::string{id} + "-01") : std::nullopt;
    if (!first) {
        return std::nullopt;
    }
    using namespace std::chrono;
    const year_month_day day{sys_days{std::chrono::days{first->days_since_epoch()}}};
    const sys_days next{(day.year() / day.month() + months{1}) / 1};
    return DateInterval{*first, Date{static_cast<std::int32_t>(next.time_since_epoch().count())}};
}

/// A whole number without leading zeros, as a key that sorts like the number.
std::pair<std::size_t, std::string> number_key(const std::string& id) {
    const std::string digits = id.substr(std::min(id.find_first_not_of('0'), id.size()));
    return {digits.size(), digits};
}

bool by_number(const Wave& a, const Wave& b) { return number_key(a.id) < number_key(b.id); }
bool by_day(const Wave& a, const Wave& b) {
    return std::tie(a.days.from, a.id) < std::tie(b.days.from, b.id);
}

/// Orders waves without dates by their ids, where these say in which order they come.
void order_by_id(std::vector<Wave>& waves, StudyLog& log) {
    const auto all = [&](auto is_so) { return std::all_of(waves.begin(), waves.end(), is_so); };
    if (all([](const Wave& wave) { return is_whole_number(wave.id); })) {
        std::sort(waves.begin(), waves.end(), by_number);
        if (std::adjacent_find(waves.begin(), waves.end(), [](const Wave& a, const Wave& b) {
                return !by_number(a, b);
            }) == waves.end()) {
            return;
        }
    } else if (all([](const Wave& wave) { return days_of(wave.id).has_value(); })) {
        for (Wave& wave : waves) {
            wave.days = *days_of(wave.id);
        }
        std::sort(waves.begin(), waves.end(), by_day);
        return;
    }
    std::sort(waves.begin(), waves.end(), [](const Wave& a, const Wave& b) { return a.id < b.id; });
    StudyRow{log, StudyTable::waves, 0}.error(
        FindingCode::unordered_waves, "from", "nothing says in which order the waves come",
        "give the table waves with id, from and to; labels such as Q42010 do not sort by time");
}

/// The number of the row that stands first among those that `is_it` asks for.
template <class Row, class IsIt>
std::optional<std::int64_t> first_row(const Staged<Row>& table, IsIt is_it) {
    std::optional<std::int64_t> first;
    for (std::size_t k = 0; k < table.size(); ++k) {
        if (is_it(table.rows[k]) && (!first || table.numbers[k] < *first)) {
            first = table.numbers[k];
        }
    }
    return first;
}

/// What the id of a wave says of its place in time.
enum class WaveLabel : std::uint8_t { number, day, other };

WaveLabel label_of(std::string_view id) {
    if (is_whole_number(id)) {
        return WaveLabel::number;
    }
    return days_of(id) ? WaveLabel::day : WaveLabel::other;
}

/// Reports waves that are written in another way than most are; false where there are none, or where most are
/// labels that say nothing of time.
bool reports_odd_waves(const StagedStudy& staged, const std::set<std::string>& ids, StudyLog& log) {
    std::array<std::size_t, 3> counts{};
    for (const std::string& id : ids) {
        ++counts[static_cast<std::size_t>(label_of(id))];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    const auto usual = static_cast<WaveLabel>(most - counts.begin());
    if (*most == ids.size() || usual == WaveLabel::other) {
        return false;
    }
    for (const std::string& id : ids) {
        if (label_of(id) == usual) {
            continue;
        }
        const auto report = [&](StudyTable table, std::int64_t row, std::string_view column) {
            StudyRow{log, table, row}.error(
                FindingCode::unordered_waves, column,
                "the wave is written in another way than the others, so nothing says in which order they "
                "come",
                "write all waves as whole numbers or all as dates, or give the table waves; never stands for "
                "units that are never treated");
        };
        if (const auto seen =
                first_row(staged.observations, [&](const Observation& row) { return row.wave == id; })) {
            report(StudyTable::observations, *seen, "wave");
        } else if (const auto begun = first_row(staged.treatment,
                                                [&](const Treatment& row) { return row.first_wave == id; })) {
            report(StudyTable::treatment, *begun, "first_wave");
        }
    }
    return true;
}

/// Whether observations may name more waves than could be read.
bool has_lost_waves(const StagedStudy& staged) {
    return std::any_of(staged.findings.begin(), staged.findings.end(), [](const Finding& finding) {
        return finding.severity == Severity::error && finding.table == to_string(StudyTable::observations) &&
               (finding.column == "wave" || (finding.row == 0 && finding.column.empty()));
    });
}

std::vector<Wave> waves_by_mention(const StagedStudy& staged, StudyLog& log) {
    std::set<std::string> ids;
    for (const Observation& row : staged.observations.rows) {
        ids.insert(row.wave);
    }
    for (const Treatment& row : staged.treatment.rows) {
        if (row.first_wave != never_name) {
            ids.insert(row.first_wave);
        }
    }
    ids.erase(std::string{});
    std::vector<Wave> waves;
    waves.reserve(ids.size());
    for (const std::string& id : ids) {
        waves.push_back({.id = id});
    }
    if (has_lost_waves(staged) || reports_odd_waves(staged, ids, log)) {
        log.take_for_wrong(StudyTable::waves);
    } else {
        order_by_id(waves, log);
    }
    return waves;
}

/// Waves with the rows they came from.
struct RowWave {
    Wave wave{};
    std::int64_t row = 0;
};

void check_days(const std::vector<RowWave>& waves, StudyLog& log) {
    for (const RowWave& given : waves) {
        StudyRow row{log, StudyTable::waves, given.row};
        if (!given.wave.days.from.is_known()) {
            row.error(FindingCode::missing_value, "from",
                      "other waves have a first day but this one has none",
                      "give each wave its first day, or none of them");
        }
        if (given.wave.days.is_empty()) {
            row.error(FindingCode::reversed_interval, "to", "the wave ends before it begins",
                      "swap the two ends or correct the wrong one; to is the first day after the wave");
        }
    }
}

/// Waves with an observation that says something.
std::set<std::string_view> observed_waves(const StagedStudy& staged) {
    std::set<std::string_view> waves;
    for (const Observation& row : staged.observations.rows) {
        const bool is_stated = row.status && *row.status != ObservationStatus::missing;
        if (row.value || row.below || is_stated) {
            waves.insert(row.wave);
        }
    }
    return waves;
}

/// The first day after a wave; without a stated end a wave has its first day only.
Date end_of(const Wave& wave) { return std::max(wave.days.to, Date{wave.days.from.days_since_epoch() + 1}); }

/// `waves` by day. Each is compared with the one before it that ends last.
void check_overlaps(const std::vector<RowWave>& waves, StudyLog& log) {
    const RowWave* latest = nullptr;
    for (const RowWave& given : waves) {
        if (given.wave.days.is_empty() || !given.wave.days.from.is_known()) {
            continue;
        }
        if (latest != nullptr && given.wave.days.from < end_of(latest->wave)) {
            StudyRow{log, StudyTable::waves, given.row}.error(
                FindingCode::overlapping_waves, "from",
                "the wave overlaps that of row " + std::to_string(latest->row),
                "let each wave begin when the one before has ended; to is the first day after the wave");
        }
        if (latest == nullptr || end_of(given.wave) > end_of(latest->wave)) {
            latest = &given;
        }
    }
}

} // namespace

void check_observed_waves(const StagedStudy& staged, const std::vector<Wave>& waves, StudyLog& log) {
    if (staged.observations.size() == 0 || log.has_errors(StudyTable::waves, StudyTable::observations)) {
        return;
    }
    const std::set<std::string_view> observed = observed_waves(staged);
    for (const Wave& wave : waves) {
        if (observed.contains(wave.id)) {
            continue;
        }
        const auto warn = [&](StudyTable table, std::int64_t row, std::string_view column, std::string hint) {
            StudyRow{log, table, row}.warn(FindingCode::unobserved_wave, column,
                                           "nobody was observed in the wave for any indicator",
                                           std::move(hint));
        };
        const auto is_it = [&](const Wave& row) { return row.id == wave.id; };
        const auto begins = [&](const Treatment& row) { return row.first_wave == wave.id; };
        const auto is_in = [&](const Observation& row) { return row.wave == wave.id; };
        if (const auto row = first_row(staged.waves, is_it)) {
            warn(StudyTable::waves, *row, "id",
                 "add its observations or correct the id; a wave that is still to come needs none");
        } else if (const auto begun = first_row(staged.treatment, begins)) {
            warn(
                StudyTable::treatment, *begun, "first_wave",
                "correct the wave, or add its observations; with the table waves a wave that is not there is "
                "an error");
        } else if (const auto missing = first_row(staged.observations, is_in)) {
            warn(StudyTable::observations, *missing, "wave",
                 "correct the wave, or give the values that are known");
        }
    }
}

std::vector<Wave> ordered_waves(const StagedStudy& staged, StudyLog& log) {
    if (staged.waves.size() == 0) {
        return log.is_broken(StudyTable::waves) ? std::vector<Wave>{} : waves_by_mention(staged, log);
    }
    std::map<std::string, std::int64_t> first_rows;
    std::vector<RowWave> given;
    for (std::size_t k = 0; k < staged.waves.size(); ++k) {
        const Wave& wave = staged.waves.rows[k];
        StudyRow row{log, StudyTable::waves, staged.waves.numbers[k]};
        row.required(wave.id, "id");
        if (wave.id == never_name) {
            row.error(FindingCode::ambiguous_id, "id", "no wave can have this name",
                      "rename the wave; never stands for units that are never treated");
        }
        const auto [first, is_new] = first_rows.emplace(wave.id, staged.waves.numbers[k]);
        if (!is_new && !wave.id.empty()) {
            row.repeated("id", "the wave", first->second);
        } else if (!wave.id.empty()) {
            given.push_back({wave, staged.waves.numbers[k]});
        }
    }
    const bool dated = std::any_of(given.begin(), given.end(), [](const RowWave& row) {
        return row.wave.days.from.is_known() || row.wave.days.to.is_known();
    });
    if (dated) {
        std::sort(given.begin(), given.end(),
                  [](const RowWave& a, const RowWave& b) { return by_day(a.wave, b.wave); });
        check_days(given, log);
        check_overlaps(given, log);
    }
    std::vector<Wave> waves;
    waves.reserve(given.size());
    for (const RowWave& row : given) {
        waves.push_back(row.wave);
    }
    if (!dated) {
        order_by_id(waves, log);
    }
    return waves;
}

} // namespace samspill
