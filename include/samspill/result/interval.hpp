// An estimate between two limits: never a limit without the level it was made for.
#pragma once

#include <samspill/result/measure.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace samspill {

struct Interval {
    std::string_view method = "M1.6";
    std::string_view convention; ///< how the limits were made; a literal
    Status status = Status::ok;
    std::string_view reason; ///< a literal; empty when there is nothing to explain
    std::int64_t n = 0;      ///< observations, such as seats
    double level = 0.0;      ///< chance, before the data are seen, that the limits enclose what is estimated
    std::optional<double> estimate;
    std::optional<double> low;
    std::optional<double> high;
};

} // namespace samspill
