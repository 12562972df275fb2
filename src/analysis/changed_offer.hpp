// Private to analysis: an activity with one or two conditions changed, and the needs it could serve then.
#pragma once

#include <samspill/graph/coverage_model.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/result/work_sharing_result.hpp>

#include <cstdint>
#include <tuple>
#include <vector>

namespace samspill::detail {

/// One row of the table activities as it would be with the changed conditions, with what needs ask for.
[[nodiscard]] ActivityColumns changed_offer(const ActivityColumns& activities, ActivityId activity,
                                            const ChangedConditions& changed);

/// Need classes of known size by theme and place. Each stands at its area and at all areas around it, so what
/// an offer may serve stands at the offer's own areas.
class NeedPlaces {
public:
    /// `model` must outlive the object. O(need classes x depth of their areas).
    explicit NeedPlaces(const CoverageModel& model);

    /// Need classes that a row as changed_offer makes it can serve, ascending. O(classes of its theme in its
    /// areas).
    [[nodiscard]] std::vector<std::uint32_t> served_by(const ActivityColumns& row) const;

private:
    using Place = std::tuple<TermId, AreaId, std::uint32_t>; // theme, area or none, need class

    const CoverageModel& model_;
    std::vector<Place> places_;     // ascending
    std::vector<Place> everywhere_; // every class once, without its area; ascending
};

} // namespace samspill::detail
