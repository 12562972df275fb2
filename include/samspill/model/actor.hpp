// An organisation, unit or group that takes part in the network.
#pragma once

#include <samspill/core/date.hpp>
#include <samspill/core/index.hpp>
#include <samspill/core/list_column.hpp>
#include <samspill/model/vocabulary.hpp>

#include <string>
#include <vector>

namespace samspill {

/// One row of the table `actors`. Empty text stands for "not stated".
struct Actor {
    std::string id{};
    std::string name{};
    Sector sector = Sector::municipal;
    std::string type{}; ///< free, such as "congregation"; "directory" lists offers (see coverage)
    std::string tier{};
    std::string parent{}; ///< id of the actor this one is a unit of
    std::string area{};   ///< id of the area it is seated in
    std::vector<std::string> languages{};
    DateInterval valid{};
    std::string organisation_number{}; ///< in a public register, as written (see organisation_number.hpp)
};

/// The table `actors` as an ActorNetwork keeps it, sorted by id.
struct ActorColumns {
    std::vector<TermId> id;
    std::vector<TermId> name;
    std::vector<Sector> sector;
    std::vector<TermId> type;
    std::vector<TermId> tier;
    std::vector<ActorId> parent;
    std::vector<AreaId> area;
    ListColumn<TermId> languages;
    std::vector<DateInterval> valid;
    std::vector<TermId> organisation_number;

    [[nodiscard]] std::size_t size() const noexcept { return id.size(); }
};

} // namespace samspill
