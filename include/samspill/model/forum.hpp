// A standing body in which actors meet, and its seats.
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/model/vocabulary.hpp>

#include <optional>
#include <string>
#include <vector>

namespace samspill {

/// A sector that a forum's terms of reference expect, with its number of seats or weight where stated.
struct ExpectedSector {
    Sector sector = Sector::municipal;
    std::optional<double> weight{};

    friend bool operator==(const ExpectedSector&, const ExpectedSector&) = default;
};

/// A sector without whose voters nothing is decided.
struct SectorVeto {
    Sector sector = Sector::municipal;
    Veto veto = Veto::at_least_one;

    friend bool operator==(const SectorVeto&, const SectorVeto&) = default;
};

/// One row of the table `forums`. The five parts of its terms of reference may be missing.
struct Forum {
    std::string id{};
    std::string name{};
    ForumForm form = ForumForm::coordination_forum;
    std::string area{};
    std::string purpose{};
    std::string tasks{};
    std::string mandate{};
    std::vector<ExpectedSector> composition{};
    std::optional<double> meets_per_year{};
    std::optional<double> quota{};    ///< votes needed for a decision
    Count head_count{};               ///< voters needed for a decision, whatever their votes
    std::vector<SectorVeto> vetoes{}; ///< each sector at most once
    Date agreed_on{};                 ///< when the terms of reference were last agreed
    Date ends_on{};
    std::optional<bool> in_operation{};
    std::vector<std::string> competences{}; ///< what the members must be able to do between them
    std::string involvement{};              ///< documented method by which users are involved without a seat
};

/// The table `forums` as an ActorNetwork keeps it, sorted by id.
struct ForumColumns {
    std::vector<TermId> id;
    std::vector<TermId> name;
    std::vector<ForumForm> form;
    std::vector<AreaId> area;
    std::vector<TermId> purpose;
    std::vector<TermId> tasks;
    std::vector<TermId> mandate;
    ListColumn<ExpectedSector> composition;
    std::vector<std::optional<double>> meets_per_year;
    std::vector<std::optional<double>> quota;
    std::vector<Count> head_count;
    ListColumn<SectorVeto> vetoes;
    std::vector<Date> agreed_on;
    std::vector<Date> ends_on;
    std::vector<std::optional<bool>> in_operation;
    ListColumn<TermId> competences;
    std::vector<TermId> involvement;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

/// One row of the table `seats`: an actor, or a person acting for it, in a forum.
struct Seat {
    std::string forum{};
    std::string actor{};
    std::string person{};
    std::optional<SeatRole> role{};
    std::optional<double> votes{};
    DateInterval period{};
    std::optional<SeatEnd> ended_by{}; ///< why the seat ended at period.to
};

/// The table `seats` as an ActorNetwork keeps it, sorted by forum, actor, person, role, period, votes and
/// end.
struct SeatColumns {
    std::vector<ForumId> forum;
    std::vector<ActorId> actor;
    std::vector<PersonId> person;
    std::vector<std::optional<SeatRole>> role;
    std::vector<std::optional<double>> votes;
    std::vector<DateInterval> period;
    std::vector<std::optional<SeatEnd>> ended_by;

    [[nodiscard]] std::size_t size() const noexcept { return forum.size(); }
};

} // namespace samspill
