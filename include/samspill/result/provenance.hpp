// Where a result comes from: enough to compute it again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace samspill {

/// Recorded in every result.
struct Provenance {
    std::string analysis; ///< name of the function that computed the result
    std::string version;  ///< of the library
    std::uint64_t network_fingerprint = 0;
    std::vector<std::pair<std::string, std::string>> options; ///< every option with the value that was used
    std::optional<std::uint64_t> seed;                        ///< for methods that draw random numbers

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

} // namespace samspill
