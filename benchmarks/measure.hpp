// Time and peak memory of this process.
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

namespace samspill::benchmarks {

/// What a step took: by the clock, and on the processor, which a busy machine disturbs less.
struct Time {
    double seconds = 0.0;
    double cpu_seconds = 0.0;
};

/// Runs from the moment it is made.
class Stopwatch {
public:
    [[nodiscard]] Time passed() const {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
        return {passed.count(), static_cast<double>(std::clock() - cpu_start_) / CLOCKS_PER_SEC};
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::clock_t cpu_start_ = std::clock();
};

/// CPU seconds of this thread since it was made, for what takes microseconds.
class ThreadStopwatch {
public:
    [[nodiscard]] double passed() const { return now() - start_; }

private:
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }
    double start_ = now();
};

/// Peak resident memory in MiB. On Linux getrusage remembers what the process was before exec, so its own
/// status is asked there; elsewhere getrusage counts bytes (macOS) or KiB.
inline double peak_mebibytes() {
    std::ifstream status{"/proc/self/status"};
    for (std::string word; status >> word;) {
        if (word == "VmHWM:") {
            double kibibytes = 0.0;
            status >> kibibytes;
            return kibibytes / 1024.0;
        }
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return static_cast<double>(usage.ru_maxrss) / (1024.0 * 1024.0);
#else
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
#endif
}

} // namespace samspill::benchmarks
