// A caller who wants to stop.
#pragma once

#include <samspill/core/run_control.hpp>

#include <string_view>

namespace samspill::test {

/// Asks to stop at the first opportunity.
class StopControl : public RunControl {
public:
    void progress(double /*fraction*/, std::string_view /*stage*/) override {}
    [[nodiscard]] bool cancelled() override { return true; }
};

} // namespace samspill::test
