// What would one change do to the number of people covered?
#pragma once

#include <samspill/core/count.hpp>
#include <samspill/core/run_control.hpp>
#include <samspill/graph/coverage_model.hpp>
#include <samspill/model/activity.hpp>
#include <samspill/model/vocabulary.hpp>
#include <samspill/result/provenance.hpp>
#include <samspill/result/what_if_result.hpp>

#include <memory>
#include <vector>

namespace samspill {

/// Answers one question after the other about the same network. The model is solved once; every question
/// then changes the maximum flow where the change is, reads the total and takes the change back. Totals are
/// those that coverage() gives for the edited network (model/network_edit.hpp), nominal (methods M4.1) and
/// known (M4.2), in both readings of what the tables leave open.
///
/// Work of a question: the people who have to move; who can find what for the entry points near an actor or
/// tie; the needs of the theme for a new activity. Never the whole network, with two exceptions that are paid
/// once a session: the first question that leaves something open where the tables leave nothing open, and the
/// first with_tie() where no tie records knowledge. Memory: about 30 bytes an eligible pair of classes for
/// each of up to four flows. A session must not be asked by several threads at once.
class WhatIf {
public:
    /// `model` must outlive the session. @throws Cancelled when `control` asks to stop
    explicit WhatIf(const CoverageModel& model, RunControl* control = nullptr);
    ~WhatIf();
    WhatIf(WhatIf&&) noexcept;
    WhatIf& operator=(WhatIf&&) noexcept;
    WhatIf(const WhatIf&) = delete;
    WhatIf& operator=(const WhatIf&) = delete;

    /// As things are.
    [[nodiscard]] const CoveredPeople& covered() const noexcept;

    /// Without one activity. @throws InvalidArgument when there is no such activity
    [[nodiscard]] WhatIfResult without_activity(ActivityId activity);
    /// Without an actor and its activities; nobody learns anything through it any more, and needs that it
    /// referred have no entry point. @throws InvalidArgument when there is no such actor
    [[nodiscard]] WhatIfResult without_actor(ActorId actor);
    /// With another number of seats at an activity, of which as many as now are in use.
    /// @throws InvalidArgument when there is no such activity or the number is negative or too large
    [[nodiscard]] WhatIfResult with_capacity(ActivityId activity, Count capacity);
    /// With one more activity, which needs no id. @throws UnusableData when the row breaks a rule
    [[nodiscard]] WhatIfResult with_activity(const Activity& activity);
    /// With one more tie; only relations that carry knowledge of offers change anything.
    /// @throws InvalidArgument when one end is not in the network
    [[nodiscard]] WhatIfResult with_tie(ActorId source, ActorId target, Relation relation);
    [[nodiscard]] WhatIfResult with_tie(ActorId source, ActivityId target, Relation relation);

    /// Each actor in turn: what without_actor says, indexed by ActorId.
    /// @throws Cancelled when `control` asks to stop
    [[nodiscard]] std::vector<WhatIfResult> without_each_actor(RunControl* control = nullptr);

    /// Where the answers come from.
    [[nodiscard]] Provenance provenance() const;

private:
    class Session;
    std::unique_ptr<Session> session_;
};

} // namespace samspill
