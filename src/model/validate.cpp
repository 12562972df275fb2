// Everything that is wrong with the rows of a study: each rule collects findings, none stops at the first.
#include "forum_work.hpp"
#include "row_rules.hpp"
#include "same_organisation.hpp"
#include "staged_rows.hpp"
#include "table_rules.hpp"

#include <samspill/core/run_control.hpp>

#include <optional>
#include <utility>

namespace samspill {
namespace {

template <class Row>
void check_rows(const StudyCheck& study, const Staged<Row>& table, TableName name, StageTicker& ticker) {
    for (std::size_t k = 0; k < table.size(); ++k) {
        ticker.step();
        RowCheck check = study.at(name, table.numbers[k]);
        check_row(check, table.rows[k]);
    }
}

/// Which texts of the ties are ids of a table. Asked once a text, because ties repeat few ids many times.
std::vector<std::uint8_t> terms_among(const StringPoolBuilder& texts, const IdPositions& ids) {
    std::vector<std::uint8_t> among(texts.size(), 0);
    for (std::uint32_t term = 0; term < among.size(); ++term) {
        among[term] = ids.contains(texts.text(TermId{term})) ? 1 : 0;
    }
    return among;
}

void check_ties(const StudyCheck& study, StageTicker& ticker) {
    const StringPoolBuilder& texts = study.rows.texts;
    const auto is_actor = terms_among(texts, study.ids.positions(TableName::actors));
    const auto is_activity = terms_among(texts, study.ids.positions(TableName::activities));
    const auto is_in = [](const std::vector<std::uint8_t>& among, TermId term) {
        return !term.is_none() && among[term.position()] != 0;
    };
    const Staged<StagedTie>& ties = study.rows.ties;
    for (std::size_t k = 0; k < ties.size(); ++k) {
        ticker.step();
        const StagedTie& tie = ties.rows[k];
        RowCheck check = study.at(TableName::ties, ties.numbers[k]);
        check_row(check, {.has_source = !tie.source.is_none(),
                          .has_target = !tie.target.is_none(),
                          .source_is_actor = is_in(is_actor, tie.source),
                          .target_is_actor_or_activity =
                              is_in(is_actor, tie.target) || is_in(is_activity, tie.target),
                          .leads_back = !tie.source.is_none() && tie.source == tie.target,
                          .weight = tie.has_weight ? std::optional{tie.weight} : std::nullopt,
                          .valid = tie.valid});
    }
}

void check_actors_given(const StudyCheck& study) {
    if (study.rows.actors.size() == 0 && !study.ids.is_broken(TableName::actors)) {
        report_no_actors(study.at(TableName::actors, 0));
    }
}

} // namespace

std::vector<Finding> validate(const StagedRows& rows, RunControl* control) {
    FindingLog log{rows.findings};
    StagedIds ids{rows, control};
    for (const Finding& finding : rows.findings) {
        ids.mark_broken(finding);
    }
    const StudyCheck study{rows, ids, log, control};
    StageTicker ticker{control, "checking rows", rows.size()};
    check_actors_given(study);
    check_repetitions(study);
    check_rows(study, rows.areas, TableName::areas, ticker);
    check_rows(study, rows.actors, TableName::actors, ticker);
    check_rows(study, rows.people, TableName::people, ticker);
    check_rows(study, rows.needs, TableName::needs, ticker);
    check_rows(study, rows.activities, TableName::activities, ticker);
    check_ties(study, ticker);
    check_rows(study, rows.forums, TableName::forums, ticker);
    check_rows(study, rows.seats, TableName::seats, ticker);
    check_rows(study, rows.travel_times, TableName::travel_times, ticker);
    check_rows(study, rows.meetings, TableName::meetings, ticker);
    check_rows(study, rows.agenda_items, TableName::agenda_items, ticker);
    check_rows(study, rows.attendance, TableName::attendance, ticker);
    check_rows(study, rows.reviews, TableName::reviews, ticker);
    check_circles(study);
    check_themes(study);
    check_totals(study);
    check_double_counting(study);
    check_same_organisations(study);
    check_forum_work(study);
    note_unknown_numbers(study);
    log.drop_consequences();
    return std::move(log).take();
}

} // namespace samspill
