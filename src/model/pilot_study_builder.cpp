#include <samspill/model/pilot_study_builder.hpp>

#include <samspill/core/error.hpp>

#include "staged_study.hpp"
#include "study_log.hpp"
#include "study_parts.hpp"

#include <utility>

namespace samspill {

StudyParts assemble(const StagedStudy& staged, StudyLog& log) {
    StudyParts parts;
    if (staged.observations.size() == 0 && !log.is_broken(StudyTable::observations)) {
        StudyRow{log, StudyTable::observations, 0}.warn(
            FindingCode::missing_table, "", "nothing was observed",
            "give the table observations with unit, wave, indicator and value");
    }
    check_leading_zeros(staged, log);
    parts.waves = ordered_waves(staged, log);
    const StudyCodes codes{staged, parts.waves, log};
    parts.units = study_units(staged, parts.waves, codes, log);
    parts.indicators = study_indicators(staged, parts.waves, log);
    parts.cells = study_cells(staged, parts, codes, log);
    check_observed_waves(staged, parts.waves, log);
    add_preconditions(staged, codes, parts, log);
    add_neighbours(staged, codes, parts, log);
    add_logic(staged, parts, log);
    return parts;
}

PilotStudyBuilder::PilotStudyBuilder() : staged_{std::make_unique<StagedStudy>()} {}
PilotStudyBuilder::~PilotStudyBuilder() = default;
PilotStudyBuilder::PilotStudyBuilder(PilotStudyBuilder&&) noexcept = default;
PilotStudyBuilder& PilotStudyBuilder::operator=(PilotStudyBuilder&&) noexcept = default;

PilotStudyBuilder& PilotStudyBuilder::add_wave(Wave wave, std::int64_t row) {
    staged_->mark(StudyTable::waves);
    staged_->waves.add(std::move(wave), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_indicator(Indicator indicator, std::int64_t row) {
    staged_->mark(StudyTable::indicators);
    staged_->indicators.add(std::move(indicator), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_observation(Observation observation, std::int64_t row) {
    staged_->mark(StudyTable::observations);
    staged_->observations.add(std::move(observation), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_treatment(Treatment treatment, std::int64_t row) {
    staged_->mark(StudyTable::treatment);
    staged_->treatment.add(std::move(treatment), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_precondition(Precondition precondition, std::int64_t row) {
    staged_->mark(StudyTable::preconditions);
    staged_->preconditions.add(std::move(precondition), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_neighbours(Neighbours neighbours, std::int64_t row) {
    staged_->mark(StudyTable::neighbours);
    staged_->neighbours.add(std::move(neighbours), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_logic_node(LogicNode node, std::int64_t row) {
    staged_->mark(StudyTable::logic_nodes);
    staged_->logic_nodes.add(std::move(node), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_logic_link(LogicLink link, std::int64_t row) {
    staged_->mark(StudyTable::logic_links);
    staged_->logic_links.add(std::move(link), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_unit_change(UnitChange change, std::int64_t row) {
    staged_->mark(StudyTable::unit_changes);
    staged_->unit_changes.add(std::move(change), row);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::offer_indicator(Indicator indicator) {
    staged_->offered.push_back(std::move(indicator));
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::declare_table(StudyTable table, std::string file) {
    staged_->mark(table);
    staged_->files[static_cast<std::size_t>(table)] = std::move(file);
    return *this;
}

PilotStudyBuilder& PilotStudyBuilder::add_finding(Finding finding) {
    staged_->findings.push_back(std::move(finding));
    return *this;
}

std::vector<Finding> PilotStudyBuilder::validate() const {
    StudyLog log{*staged_};
    static_cast<void>(assemble(*staged_, log));
    return std::move(log).take();
}

PilotStudy PilotStudyBuilder::build() {
    StudyLog log{*staged_};
    StudyParts parts = assemble(*staged_, log);
    std::vector<Finding> findings = std::move(log).take();
    if (has_errors(findings)) {
        throw UnusableData{std::move(findings)};
    }
    staged_ = std::make_unique<StagedStudy>();
    PilotStudy study;
    study.fingerprint_ = study_digest(parts);
    study.waves_ = std::move(parts.waves);
    study.units_ = std::move(parts.units);
    study.indicators_ = std::move(parts.indicators);
    study.cells_ = std::move(parts.cells);
    study.precondition_names_ = std::move(parts.precondition_names);
    study.preconditions_ = std::move(parts.preconditions);
    study.neighbours_ = std::move(parts.neighbours);
    study.logic_nodes_ = std::move(parts.logic_nodes);
    study.logic_links_ = std::move(parts.logic_links);
    return study;
}

} // namespace samspill
