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

/// Runs `task(k, control)` for every k below `tasks`. Tasks must not write what others read; what each gives
/// is kept by k, so results do not depend on the number of threads. Only the calling thread uses the caller's
/// control: the others get one that asks to stop when the caller's does. Without threads to spare, or with
/// one task, everything runs on the calling thread; without tasks nothing happens.
/// Throws what the task of the smallest k threw, when all have ended.
template <class Task>
void run_in_parallel(std::size_t tasks, RunControl* control, Task task) {
    /// Passes the wish to stop on to other threads.
    class Relay final : public RunControl {
    public:
        explicit Relay(const std::atomic<bool>& stop) : stop_{stop} {}
        void progress(double /*fraction*/, std::string_view /*stage*/) override {}
        [[nodiscard]] bool cancelled() override { return stop_.load(std::memory_order_relaxed); }

    private:
        const std::atomic<bool>& stop_;
    };

    if (tasks == 0) {
        return;
    }
    const std::size_t threads =
        std::min<std::size_t>(tasks, std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::exception_ptr> errors(tasks);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    const auto work = [&](RunControl* own) {
        for (std::size_t k = next.fetch_add(1); k < tasks; k = next.fetch_add(1)) {
            try {
                task(k, own);
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
            Relay relay{stop};
            work(&relay);
            const std::lock_guard lock{mutex};
            --running;
            ended.notify_one();
        });
    }
    work(control);
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
}

} // namespace samspill::detail
