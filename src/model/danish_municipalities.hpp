// Private to the model: municipality numbers of Denmark, which have three digits.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace samspill {

/// The 98 municipalities since 2007, ascending.
inline constexpr std::array<std::int16_t, 98> danish_municipalities{
    101, 147, 151, 153, 155, 157, 159, 161, 163, 165, 167, 169, 173, 175, 183, 185, 187, 190, 201, 210,
    217, 219, 223, 230, 240, 250, 253, 259, 260, 265, 269, 270, 306, 316, 320, 326, 329, 330, 336, 340,
    350, 360, 370, 376, 390, 400, 410, 420, 430, 440, 450, 461, 479, 480, 482, 492, 510, 530, 540, 550,
    561, 563, 573, 575, 580, 607, 615, 621, 630, 657, 661, 665, 671, 706, 707, 710, 727, 730, 740, 741,
    746, 751, 756, 760, 766, 773, 779, 787, 791, 810, 813, 820, 825, 840, 846, 849, 851, 860};

/// Whether a text is the number of a Danish municipality, without a leading zero.
[[nodiscard]] inline bool is_danish_municipality(std::string_view text) {
    std::int16_t code = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), code);
    return error == std::errc{} && end == text.data() + text.size() && text.front() != '0' &&
           std::binary_search(danish_municipalities.begin(), danish_municipalities.end(), code);
}

} // namespace samspill
