// Private to the library: independent tasks on several threads, with answers that do not depend on how many.
#pragma once

#include <samspill/core/error.hpp>
#include <samspill/core/run_control.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace samspill::detail {

/// Passes on the wish to stop, and no progress: that of one task among many says little of the whole.
class StopOnly final : public RunControl {
public:
    /// A null `control` never asks to stop.
    explicit StopOnly(RunControl* control) : control_{control} {}
    void progress(double /*fraction*/, std::string_view /*stage*/) override {}
    [[nodiscard]] bool cancelled() override { return control_ != nullptr && control_->cancelled(); }

private:
    RunControl* control_;
};

/// Asks other threads to stop.
class StopFlag final : public RunControl {
public:
    explicit StopFlag(const std::atomic<bool>& stop) : stop_{stop} {}
    void progress(double /*fraction*/, std::string_view /*stage*/) override {}
    [[nodiscard]] bool cancelled() override { return stop_.load(std::memory_order_relaxed); }

private:
    const std::atomic<bool>& stop_;
};

/// Tasks that ended, told to the caller by the calling thread.
class ParallelProgress {
public:
    ParallelProgress(RunControl* control, std::string_view stage, std::size_t tasks)
        : control_{control}, stage_{stage}, tasks_{tasks} {}

    [[nodiscard]] bool is_told() const noexcept { return control_ != nullptr && !stage_.empty(); }
    /// From any thread.
    void ended_one() noexcept { ended_.fetch_add(1, std::memory_order_relaxed); }
    /// From the calling thread only. Says nothing until another hundredth of the tasks, or the last one, has
    /// ended.
    void tell() {
        const std::size_t ended = ended_.load(std::memory_order_relaxed);
        if (is_told() && ended > told_ && ((ended - told_) * 100 >= tasks_ || ended == tasks_)) {
            told_ = ended;
            control_->progress(static_cast<double>(ended) / static_cast<double>(tasks_), stage_);
        }
    }

private:
    RunControl* control_;
    std::string_view stage_;
    std::size_t tasks_;
    std::size_t told_ = 0;
    std::atomic<std::size_t> ended_{0};
};

/// @throws Cancelled when `control`, which may be null, asks to stop
inline void throw_if_cancelled(RunControl* control) {
    if (control != nullptr && control->cancelled()) {
        throw Cancelled{};
    }
}

/// Runs `task(k, control)` for every k below `tasks`. Tasks must not write what others read; what each gives
/// is kept by k, so results do not depend on the number of threads. Without threads to spare, or with one
/// task, everything runs on the calling thread; without tasks nothing happens.
///
/// The calling thread tells the part of all tasks that ended as progress of `stage`, while the tasks
/// themselves are asked to stop only; a single task tells its own. With an empty stage nothing is told for
/// the whole, and the tasks of the calling thread get the caller's control. Throws what the task of the
/// smallest k threw, when all have ended.
template <class Task>
void run_in_parallel(std::size_t tasks, RunControl* control, std::string_view stage, Task task) {
    if (tasks == 0) {
        return;
    }
    throw_if_cancelled(control); // other threads may end all tasks before the calling one asks again
    const std::size_t threads =
        std::min<std::size_t>(tasks, std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::exception_ptr> errors(tasks);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    ParallelProgress progress{control, stage, tasks};
    const auto work = [&](RunControl* own, bool is_caller) {
        for (std::size_t k = next.fetch_add(1); k < tasks; k = next.fetch_add(1)) {
            try {
                task(k, own);
                progress.ended_one();
                if (is_caller) {
                    progress.tell();
                }
            } catch (...) {
                errors[k] = std::current_exception();
                stop = true;
            }
            if (stop) {
                return;
            }
        }
    };

    std::mutex mutex;
    std::condition_variable ended;
    std::size_t running = threads - 1;
    std::vector<std::thread> others;
    for (std::size_t k = 1; k < threads; ++k) {
        others.emplace_back([&] {
            StopFlag flag{stop};
            work(&flag, false);
            const std::lock_guard lock{mutex};
            --running;
            ended.notify_one();
        });
    }
    if (progress.is_told() && tasks > 1) {
        StopOnly own{control};
        work(&own, true);
    } else {
        work(control, true);
    }
    {
        // The caller's control is still asked while the others finish.
        std::unique_lock lock{mutex};
        while (!ended.wait_for(lock, std::chrono::milliseconds{20}, [&] { return running == 0; })) {
            if (control != nullptr && control->cancelled()) {
                stop = true;
            }
        }
    }
    for (std::thread& other : others) {
        other.join();
    }
    for (const std::exception_ptr& error : errors) {
        if (error) {
            std::rethrow_exception(error);
        }
    }
    if (stop) {
        throw Cancelled{}; // between two tasks
    }
    progress.tell();
}

} // namespace samspill::detail
