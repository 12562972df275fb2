#include <samspill/core/run_control.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace samspill {
namespace {

class Recorder : public RunControl {
public:
    void progress(double fraction, std::string_view stage) override {
        fractions.push_back(fraction);
        last_stage = stage;
    }
    bool cancelled() override { return stop; }

    std::vector<double> fractions;
    std::string last_stage;
    bool stop = false;
};

TEST(StageTicker, DoesNothingWithoutControl) {
    StageTicker ticker{nullptr, "matching", 10};
    EXPECT_NO_THROW(ticker.step(1'000'000));
}

TEST(StageTicker, ReportsRisingFractionsOfTheStage) {
    Recorder recorder;
    StageTicker ticker{&recorder, "matching", 100'000};
    for (int k = 0; k < 100'000; ++k) {
        ticker.step();
    }
    ASSERT_GT(recorder.fractions.size(), 10U);
    EXPECT_LT(recorder.fractions.size(), 100U) << "polling costs time";
    EXPECT_TRUE(std::is_sorted(recorder.fractions.begin(), recorder.fractions.end()));
    EXPECT_LE(recorder.fractions.back(), 1.0);
    EXPECT_EQ(recorder.last_stage, "matching");
}

TEST(StageTicker, NeverReportsMoreThanAllOfIt) {
    Recorder recorder;
    StageTicker ticker{&recorder, "matching", 10};
    ticker.step(1'000'000);
    EXPECT_EQ(recorder.fractions, std::vector<double>{1.0});
}

TEST(StageTicker, StopsWhenAskedTo) {
    Recorder recorder;
    recorder.stop = true;
    StageTicker ticker{&recorder, "matching", 0};
    EXPECT_NO_THROW(ticker.step());
    EXPECT_THROW(ticker.step(1'000'000), Cancelled);
}

} // namespace
} // namespace samspill
