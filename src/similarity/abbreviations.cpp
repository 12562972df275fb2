#include <samspill/core/error.hpp>
#include <samspill/core/utf8.hpp>
#include <samspill/similarity/abbreviations.hpp>
#include <samspill/similarity/normal_text.hpp>

#include "../core/digest.hpp"
#include "nordic_abbreviations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace samspill {
namespace {

constexpr std::size_t fewest_letters = 2;
constexpr std::size_t most_letters = 5;

/// The letters of a short word with blanks between them, or nothing for other phrases.
std::string spelled_out(std::string_view phrase) {
    std::string letters;
    std::size_t count = phrase.find(' ') == std::string_view::npos ? 0 : most_letters + 1;
    for (; !phrase.empty() && count <= most_letters; ++count) {
        const std::size_t length = first_character(phrase).length;
        letters.append(letters.empty() ? "" : " ").append(phrase.substr(0, length));
        phrase.remove_prefix(length);
    }
    return count < fewest_letters || count > most_letters ? std::string{} : letters;
}

std::size_t count_words(std::string_view normal) {
    return static_cast<std::size_t>(std::count(normal.begin(), normal.end(), ' ')) + 1;
}

/// Takes the text up to `separator` from the front of `rest`, and the separator.
std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t length = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    return taken;
}

} // namespace

Abbreviations Abbreviations::nordic() {
    Abbreviations table;
    table.add_lines(detail::nordic_abbreviations);
    return table;
}

void Abbreviations::add_lines(std::string_view lines) {
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::string_view line = trimmed(take_until(lines, '\n'));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::string_view phrases = line;
        const std::string_view canonical = take_until(phrases, '=');
        if (canonical.size() == line.size() || normal_text(canonical).empty() ||
            normal_text(phrases).empty()) {
            throw InvalidArgument{
                "line " + std::to_string(number) +
                " of the abbreviations is not of the form: phrase = other phrase | another"};
        }
        while (!phrases.empty()) {
            add(canonical, take_until(phrases, '|'));
        }
    }
}

void Abbreviations::add(std::string_view canonical, std::string_view phrase) {
    std::string key = normal_text(phrase);
    const std::string value = normal_text(canonical);
    if (key.empty() || value.empty()) {
        throw InvalidArgument{"an abbreviation and what it stands for need letters or digits"};
    }
    for (const std::string_view short_form : {std::string_view{key}, std::string_view{value}}) {
        if (std::string letters = spelled_out(short_form); !letters.empty()) {
            put(std::move(letters), value);
        }
    }
    put(value, value);
    put(std::move(key), value);
}

void Abbreviations::put(std::string phrase, const std::string& canonical) {
    most_words_ = std::max(most_words_, count_words(phrase));
    canonical_.insert_or_assign(std::move(phrase), canonical);
}

std::string Abbreviations::expand(std::string_view normal) const {
    std::string expanded;
    expanded.reserve(normal.size());
    std::vector<std::size_t> ends; // of the first words, so that the longest phrase is tried first
    while (!normal.empty()) {
        ends.clear();
        for (std::size_t end = 0;
             ends.size() < std::max<std::size_t>(most_words_, 1) && end < normal.size();) {
            end = std::min(normal.find(' ', end + (ends.empty() ? 0 : 1)), normal.size());
            ends.push_back(end);
        }
        std::string_view taken = normal.substr(0, ends.front());
        std::string_view written = taken;
        for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
            if (const auto found = canonical_.find(normal.substr(0, *end)); found != canonical_.end()) {
                taken = found->first;
                written = found->second;
                break;
            }
        }
        expanded.append(expanded.empty() ? "" : " ").append(written);
        normal.remove_prefix(std::min(taken.size() + 1, normal.size()));
    }
    return expanded;
}

std::uint64_t Abbreviations::digest() const {
    std::vector<std::pair<std::string_view, std::string_view>> phrases(canonical_.begin(), canonical_.end());
    std::sort(phrases.begin(), phrases.end());
    detail::Digest digest;
    for (const auto& [phrase, canonical] : phrases) {
        digest.add(phrase);
        digest.add(canonical);
    }
    return digest.value();
}

} // namespace samspill
