// Private to the pilots: how often each unit comes into a bootstrap replicate.
#pragma once

#include <samspill/pilot/bootstrap_means.hpp>

#include "pilot/bootstrap_kernel.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace samspill::detail {

/// Draws sixteen replicates at a time into memory of its own. Replicate k takes the words of stream k, so it
/// is the same whichever replicates are drawn beside it.
class BootstrapDraws {
public:
    BootstrapDraws(std::span<const std::uint32_t> stratum_sizes, BootstrapWeights weights, std::uint64_t seed,
                   const BootstrapKernels& kernels);

    /// counts[i · bootstrap_lanes + l]: how often unit i comes into replicate `first` + l. No count of a
    /// multinomial draw reaches 256: with more than 255 units its chance is below 1/255!.
    [[nodiscard]] std::span<const std::uint8_t> counts(std::uint64_t first);

private:
    /// Where a replicate stands in its draws.
    struct Lane {
        std::size_t stratum = 0;
        std::uint32_t first_unit = 0;
        std::uint32_t drawn = 0; ///< in this stratum
    };

    void fill_poisson(std::uint64_t first);
    void fill_multinomial(std::uint64_t first);
    /// Takes all words for draws of one stratum and counts them; false, with nothing done, where some lane
    /// needs fewer or would have to draw again.
    bool draw_batch(std::array<Lane, bootstrap_lanes>& states);
    /// Takes words of one lane until they or the draws are at their end; true in the latter case.
    bool draw(Lane& lane, const std::uint32_t* words, std::uint8_t* counts) const;

    std::span<const std::uint32_t> stratum_sizes_;
    BootstrapWeights weights_;
    std::uint64_t seed_;
    BootstrapKernels kernels_;
    std::size_t units_ = 0;
    std::vector<std::uint32_t> words_;
    std::vector<std::uint32_t> places_;
    std::vector<std::uint8_t> by_lane_; ///< units a lane, lane by lane
    std::vector<std::uint8_t> counts_;
};

} // namespace samspill::detail
