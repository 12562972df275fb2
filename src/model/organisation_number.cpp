#include <samspill/model/organisation_number.hpp>

#include <samspill/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr std::size_t norwegian_length = 9;
constexpr std::size_t danish_length = 8;
constexpr std::size_t swedish_length = 10;
constexpr std::size_t with_two_digits_more = swedish_length + 2;
constexpr std::size_t norwegian_person_length = 11;
constexpr std::size_t danish_person_length = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
int digit(char c) { return c - '0'; }

/// Upper-case letters and digits; nothing when there is a character beside them that is no blank or
/// punctuation.
std::optional<std::string> compact(std::string_view text) {
    constexpr char32_t no_break_space = 0xA0;
    constexpr char32_t byte_order_mark = 0xFEFF;
    constexpr char32_t first_punctuation = 0x2000; // of the block General Punctuation, blanks included
    constexpr char32_t last_punctuation = 0x206F;
    constexpr char32_t minus = 0x2212;
    constexpr char32_t first_not_ascii = 0x80;
    std::string result;
    while (!text.empty()) {
        const Utf8Character next = first_character(text);
        const char32_t c = next.code_point;
        if (c < first_not_ascii) {
            const auto byte = static_cast<unsigned char>(c);
            if (std::isalnum(byte) != 0) {
                result.push_back(static_cast<char>(std::toupper(byte)));
            }
        } else if (c != no_break_space && c != byte_order_mark && c != minus &&
                   (c < first_punctuation || c > last_punctuation)) {
            return std::nullopt;
        }
        text.remove_prefix(next.length);
    }
    return result;
}

template <std::size_t n>
int weighted_sum(std::string_view digits, const std::array<int, n>& weights) {
    int sum = 0;
    for (std::size_t k = 0; k < n; ++k) {
        sum += digit(digits[k]) * weights[k];
    }
    return sum;
}

bool is_norwegian(std::string_view digits) {
    constexpr std::array weights{3, 2, 7, 6, 5, 4, 3, 2};
    constexpr int modulus = 11;
    const int check = (modulus - weighted_sum(digits, weights) % modulus) % modulus;
    return check == digit(digits.back()); // a check of 10 equals no digit
}

bool is_danish(std::string_view digits) {
    constexpr std::array weights{2, 7, 6, 5, 4, 3, 2, 1};
    constexpr int modulus = 11;
    return weighted_sum(digits, weights) % modulus == 0;
}

bool is_swedish(std::string_view digits) {
    constexpr int base = 10;
    int sum = 0;
    for (std::size_t k = 0; k < digits.size(); ++k) {
        const int value = digit(digits[k]) * (k % 2 == 0 ? 2 : 1);
        sum += value / base + value % base;
    }
    return sum % base == 0;
}

/// A number without blanks, taken apart: letters, digits, letters.
struct Parts {
    std::string_view country;
    std::string_view digits;
    std::string_view suffix;

    [[nodiscard]] bool may_be(std::string_view name) const { return country.empty() || country == name; }
};

Parts parts_of(std::string_view number) {
    const auto* const first_digit = std::find_if_not(number.begin(), number.end(), is_letter);
    const auto* const end_of_digits = std::find_if_not(first_digit, number.end(), is_digit);
    const auto prefix = static_cast<std::size_t>(first_digit - number.begin());
    const auto end = static_cast<std::size_t>(end_of_digits - number.begin());
    return {number.substr(0, prefix), number.substr(prefix, end - prefix), number.substr(end)};
}

bool is_of_another_country(const Parts& parts) {
    constexpr std::size_t code_length = 2;
    return parts.country.size() == code_length && parts.country != "NO" && parts.country != "DK" &&
           parts.country != "SE" && !parts.digits.empty();
}

bool names_a_month(std::string_view swedish) { return swedish[2] < '2'; }

bool is_personal(const Parts& parts) {
    const std::string_view digits = parts.digits;
    const bool norwegian = parts.may_be("NO") && digits.size() == norwegian_person_length;
    const bool danish = parts.country == "DK" && digits.size() == danish_person_length;
    const bool swedish = parts.may_be("SE") && digits.size() == swedish_length && names_a_month(digits);
    const bool with_century = parts.may_be("SE") && digits.size() == with_two_digits_more &&
                              (digits.starts_with("19") || digits.starts_with("20"));
    return norwegian || danish || swedish || with_century;
}

/// The ten digits that a Swedish number of this form has, in each way to read it.
std::vector<std::string_view> swedish_readings(const Parts& parts) {
    std::vector<std::string_view> readings;
    const std::string_view digits = parts.digits;
    if (!parts.may_be("SE")) {
        return readings;
    }
    if (digits.size() == swedish_length) {
        readings.push_back(digits);
    }
    if (digits.size() == with_two_digits_more && digits.starts_with("16")) {
        readings.push_back(digits.substr(2));
    }
    if (digits.size() == with_two_digits_more && digits.ends_with("01") && parts.country == "SE") {
        readings.push_back(digits.substr(0, swedish_length));
    }
    return readings;
}

/// What the forms that fit say; at most one of them is valid.
class Readings {
public:
    void add(std::string_view country, std::string_view digits, bool check) {
        const bool valid = check && digits.front() != '0';
        if (valid) {
            result_.canonical = std::string{country}.append(digits);
        }
        result_.status = valid || result_.status == NumberStatus::valid ? NumberStatus::valid
                                                                        : NumberStatus::wrong_check_digit;
    }
    [[nodiscard]] OrganisationNumber result() && { return std::move(result_); }

private:
    OrganisationNumber result_;
};

} // namespace

std::string_view to_string(NumberStatus status) noexcept {
    switch (status) {
    case NumberStatus::valid:
        return "valid";
    case NumberStatus::wrong_check_digit:
        return "wrong_check_digit";
    case NumberStatus::malformed:
        return "malformed";
    case NumberStatus::personal:
        return "personal";
    case NumberStatus::unchecked:
        return "unchecked";
    }
    return "";
}

OrganisationNumber read_organisation_number(std::string_view text) {
    const std::optional<std::string> number = compact(text);
    if (!number) {
        return {.status = NumberStatus::malformed};
    }
    const Parts parts = parts_of(*number);
    if (is_of_another_country(parts)) {
        return {.status = NumberStatus::unchecked};
    }
    const bool norwegian = parts.may_be("NO") && parts.digits.size() == norwegian_length;
    if (!parts.suffix.empty() && !(parts.suffix == "MVA" && norwegian)) {
        return {.status = NumberStatus::malformed};
    }
    if (is_personal(parts)) {
        return {.status = NumberStatus::personal};
    }
    Readings readings;
    if (norwegian) {
        readings.add("NO", parts.digits, is_norwegian(parts.digits));
    }
    if (parts.may_be("DK") && parts.digits.size() == danish_length) {
        readings.add("DK", parts.digits, is_danish(parts.digits));
    }
    for (const std::string_view digits : swedish_readings(parts)) {
        readings.add("SE", digits, !names_a_month(digits) && is_swedish(digits));
    }
    return std::move(readings).result();
}

} // namespace samspill
