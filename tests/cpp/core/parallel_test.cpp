#include "core/parallel.hpp"

#include <samspill/core/run_control.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

namespace samspill::detail {
namespace {

class Listener : public RunControl {
public:
    void progress(double fraction, std::string_view stage) override {
        fractions.push_back(fraction);
        stages.emplace_back(stage);
        threads_agree = threads_agree && std::this_thread::get_id() == own_thread_;
    }
    bool cancelled() override { return stop; }

    std::vector<double> fractions;
    std::vector<std::string> stages;
    bool threads_agree = true;
    std::atomic<bool> stop = false;

private:
    std::thread::id own_thread_ = std::this_thread::get_id();
};

TEST(RunInParallel, TellsThePartThatEndedOnTheCallingThread) {
    Listener listener;
    std::vector<int> answers(1000, 0);
    run_in_parallel(answers.size(), &listener, "forums", [&](std::size_t k, RunControl* own) {
        StageTicker inner{own, "inner", 10};
        inner.step(StageTicker::poll_interval);
        answers[k] = 1;
    });
    EXPECT_EQ(std::count(answers.begin(), answers.end(), 1), 1000);
    ASSERT_FALSE(listener.fractions.empty());
    EXPECT_LE(listener.fractions.size(), 101U) << "telling costs time";
    EXPECT_TRUE(std::is_sorted(listener.fractions.begin(), listener.fractions.end()));
    EXPECT_EQ(listener.fractions.back(), 1.0);
    EXPECT_EQ(std::count(listener.stages.begin(), listener.stages.end(), "forums"),
              static_cast<std::ptrdiff_t>(listener.stages.size()));
    EXPECT_TRUE(listener.threads_agree);
}

TEST(RunInParallel, LetsASingleTaskTellItsOwnProgress) {
    Listener listener;
    run_in_parallel(1, &listener, "forums", [&](std::size_t, RunControl* own) {
        StageTicker inner{own, "inner", 2 * StageTicker::poll_interval};
        inner.step(StageTicker::poll_interval);
    });
    EXPECT_EQ(listener.fractions, (std::vector<double>{0.5, 1.0}));
    EXPECT_EQ(listener.stages, (std::vector<std::string>{"inner", "forums"}));
}

TEST(RunInParallel, TellsNothingOfTheWholeWithoutAStage) {
    Listener listener;
    run_in_parallel(4, &listener, {}, [](std::size_t, RunControl*) {});
    EXPECT_TRUE(listener.fractions.empty());
}

TEST(RunInParallel, DoesNothingWithoutTasksOrControl) {
    Listener listener;
    run_in_parallel(0, &listener, "forums", [](std::size_t, RunControl*) { FAIL(); });
    EXPECT_TRUE(listener.fractions.empty());
    std::atomic<int> ran{0};
    run_in_parallel(3, nullptr, "forums", [&](std::size_t, RunControl*) { ++ran; });
    EXPECT_EQ(ran, 3);
}

TEST(RunInParallel, PassesTheWishToStopToEveryTask) {
    Listener listener;
    listener.stop = true;
    EXPECT_THROW(run_in_parallel(8, &listener, "forums",
                                 [](std::size_t, RunControl* own) {
                                     StageTicker ticker{own};
                                     while (true) {
                                         ticker.step();
                                     }
                                 }),
                 Cancelled);
}

TEST(RunInParallel, ThrowsWhatTheFirstFailingTaskThrew) {
    const auto failing = [](std::size_t k, RunControl*) {
        if (k >= 1) {
            throw InvalidArgument{"task " + std::to_string(k)};
        }
    };
    try {
        run_in_parallel(2, nullptr, "forums", failing);
        FAIL();
    } catch (const InvalidArgument& error) {
        EXPECT_STREQ(error.what(), "task 1");
    }
}

} // namespace
} // namespace samspill::detail
