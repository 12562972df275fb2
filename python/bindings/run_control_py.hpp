// Ctrl-C and progress for long computations that run without the GIL.
#pragma once

#include <samspill/core/run_control.hpp>

#include <pybind11/pybind11.h>

#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace samspill::python {

/// Lets Python's signal handlers run and calls a progress function, both on the thread that called the
/// analysis and at most every `interval`: taking the GIL costs more than a step of any kernel.
class PythonRunControl final : public RunControl {
public:
    /// Needs the GIL. `progress` is None or is called as progress(fraction, stage).
    explicit PythonRunControl(pybind11::object progress)
        : progress_{std::move(progress)}, reports_{!progress_.is_none()}, takes_signals_{on_main_thread()} {}

    void progress(double fraction, std::string_view stage) override {
        const bool new_stage = stage != stage_;
        if (!reports_ || stopped_ || !(new_stage || due(last_report_))) {
            return;
        }
        const pybind11::gil_scoped_acquire gil;
        report(fraction, stage);
    }

    [[nodiscard]] bool cancelled() override {
        if (!stopped_ && takes_signals_ && due(last_signal_check_)) {
            const pybind11::gil_scoped_acquire gil;
            last_signal_check_ = Clock::now();
            if (PyErr_CheckSignals() != 0) {
                stop_with_python_error();
            }
        }
        return stopped_;
    }

    /// Says that `task` is done. Needs the GIL.
    /// @throws whatever the progress function raised
    void finish(std::string_view task) {
        if (reports_ && !stopped_) {
            report(1.0, task);
        }
        rethrow();
    }

    /// Throws the Python exception that stopped the computation, if one did. Needs the GIL.
    void rethrow() const {
        if (error_) {
            std::rethrow_exception(error_);
        }
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds interval{25};

    /// Python runs signal handlers on its main thread only.
    [[nodiscard]] static bool on_main_thread() {
        const auto threading = pybind11::module_::import("threading");
        return threading.attr("current_thread")().is(threading.attr("main_thread")());
    }

    [[nodiscard]] static bool due(Clock::time_point last) { return Clock::now() - last >= interval; }

    void report(double fraction, std::string_view stage) {
        try {
            progress_(fraction, stage);
        } catch (pybind11::error_already_set&) {
            error_ = std::current_exception();
            stopped_ = true;
        }
        stage_ = stage;
        last_report_ = Clock::now();
    }

    void stop_with_python_error() {
        try {
            throw pybind11::error_already_set{};
        } catch (pybind11::error_already_set&) {
            error_ = std::current_exception();
        }
        stopped_ = true;
    }

    pybind11::object progress_;
    bool reports_;
    bool takes_signals_;
    std::string stage_;
    Clock::time_point last_report_;
    Clock::time_point last_signal_check_ = Clock::now();
    bool stopped_ = false;
    std::exception_ptr error_;
};

/// Calls compute(RunControl*) without the GIL, says that `task` is done, and gives back what it returns.
///
/// That is safe because compute may only touch C++ objects that do not change (networks, tables, results) or
/// that no other thread knows (builders), and no reference count of Python; the control takes the GIL back by
/// itself, on this thread.
/// @throws the Python exception of a signal handler or of the progress function; whatever compute throws
template <class Compute>
auto run_without_gil(std::string_view task, pybind11::object progress, Compute&& compute) {
    PythonRunControl control{std::move(progress)};
    try {
        auto result = [&] {
            const pybind11::gil_scoped_release no_gil;
            return std::forward<Compute>(compute)(static_cast<RunControl*>(&control));
        }();
        control.finish(task);
        return result;
    } catch (const Cancelled&) {
        control.rethrow();
        throw;
    }
}

} // namespace samspill::python
