// Numbers of organisations in the public registers of Norway, Denmark and Sweden, and their check digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace samspill {

enum class NumberStatus : std::uint8_t {
    valid,             ///< of one country, and its check digit is right
    wrong_check_digit, ///< of the form of a country, but some digit is mistyped
    malformed,         ///< of no known form; the empty text as well
    personal,          ///< of the form of a personal identity number: that of a sole trader, for instance
    unchecked,         ///< of another country by its prefix; nothing is known about it
};
[[nodiscard]] std::string_view to_string(NumberStatus status) noexcept;

struct OrganisationNumber {
    NumberStatus status = NumberStatus::malformed;
    /// Country and digits, such as NO974760673; equal for all ways to write one number. Empty unless valid.
    std::string canonical{};
};

/// Reads a number as registers and letterheads write it: blanks and punctuation are passed over, upper and
/// lower case are the same, the country may stand in front (NO, DK, SE). Without a country the length tells
/// it. No number begins with 0.
///
/// - Norway (Enhetsregisteret): 9 digits. The first eight, weighted 3 2 7 6 5 4 3 2, give a sum s; the ninth
///   is 11 - s mod 11, or 0 where s mod 11 is 0; where it would be 10 there is no number. "MVA" may follow.
/// - Denmark (CVR): 8 digits, weighted 2 7 6 5 4 3 2 1; the sum is a multiple of 11.
/// - Sweden (organisationsnummer): 10 digits, of which every second from the first on is doubled and its
///   digits added; the sum is a multiple of 10 (Luhn). "16" may stand in front; after SE also "01" behind,
///   as in value added tax. The third digit is at least 2, as a lower one is the month of a birthday.
///
/// Personal are 11 digits (Norway), 10 digits after DK, and Swedish ones with a third digit below 2 or with
/// 19 or 20 in front. No number is valid in two ways: lengths tell the countries apart, and of a number that
/// has both 16 in front and 01 behind the two Luhn sums differ by 7. O(length).
[[nodiscard]] OrganisationNumber read_organisation_number(std::string_view text);

} // namespace samspill
