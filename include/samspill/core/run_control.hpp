// Progress and cancellation, handed in by the caller; the library itself has no terminal and no signals.
#pragma once

#include <samspill/core/error.hpp>

#include <cstdint>
#include <string_view>

namespace samspill {

/// Receives progress and may ask to stop. Called only on the thread that called the analysis.
class RunControl {
public:
    RunControl() = default;
    RunControl(const RunControl&) = default;
    RunControl& operator=(const RunControl&) = default;
    RunControl(RunControl&&) = default;
    RunControl& operator=(RunControl&&) = default;
    virtual ~RunControl() = default;

    /// `fraction` in [0, 1] of the named stage is done.
    virtual void progress(double fraction, std::string_view stage) = 0;
    /// True asks the analysis to stop with Cancelled. Polled often, so an implementation keeps it cheap.
    [[nodiscard]] virtual bool cancelled() = 0;
};

/// Polls a RunControl every few thousand steps of one stage, so that kernels may call `step` in inner loops.
class StageTicker {
public:
    /// A null `control` makes every call a no-op.
    StageTicker(RunControl* control, std::string_view stage, std::uint64_t total_steps)
        : control_{control}, stage_{stage}, total_{total_steps} {}

    /// Asks only whether to stop.
    explicit StageTicker(RunControl* control) : StageTicker{control, {}, 0} {}

    /// Counts `weight` units of work. @throws Cancelled when the control asks to stop.
    void step(std::uint64_t weight = 1) {
        done_ += weight;
        if (control_ != nullptr && done_ >= next_poll_) {
            poll();
        }
    }

    /// As much weight makes sure that the control is asked.
    static constexpr std::uint64_t poll_interval = 4096;

private:
    void poll() {
        next_poll_ = done_ + poll_interval;
        if (control_->cancelled()) {
            throw Cancelled{};
        }
        if (total_ > 0) {
            const double fraction = static_cast<double>(done_) / static_cast<double>(total_);
            control_->progress(fraction < 1.0 ? fraction : 1.0, stage_);
        }
    }

    RunControl* control_;
    std::string_view stage_;
    std::uint64_t total_;
    std::uint64_t done_ = 0;
    std::uint64_t next_poll_ = poll_interval;
};

} // namespace samspill
