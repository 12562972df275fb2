// Made-up names of activities, with compounds as Nordic languages form them; no real offer is meant.
#pragma once

#include "sequence.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace samspill::benchmarks {

/// Names of about 43 characters; a share of them are earlier names with a few letters or words changed.
class NameGenerator {
public:
    explicit NameGenerator(std::uint64_t seed) : random_{seed} {}

    [[nodiscard]] std::vector<std::string> names(std::size_t count, std::int64_t mangled_percent = 15) {
        std::vector<std::string> names;
        names.reserve(count);
        while (names.size() < count) {
            if (!names.empty() && random_.in_percent(mangled_percent)) {
                const auto original =
                    static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(names.size())));
                names.push_back(mangled(names[original]));
            } else {
                names.push_back(name());
            }
        }
        return names;
    }

private:
    template <std::size_t n>
    std::string one_of(const std::array<std::string_view, n>& words) {
        return std::string{words[static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(n)))]};
    }

    /// A name of a place of two or three syllables.
    std::string place() {
        constexpr std::array<std::string_view, 40> first{
            "nord",  "sør",  "øst",   "vest", "lille", "stor", "sand", "stein", "lund", "berg",
            "dal",   "elve", "fjord", "ås",   "bjørk", "eik",  "furu", "gran",  "hav",  "holm",
            "kirke", "lang", "lauv",  "mo",   "myr",   "nes",  "rogn", "skog",  "sol",  "strand",
            "tor",   "tved", "ulv",   "vik",  "våg",   "ørn",  "å",    "brekk", "hell", "kvern"};
        constexpr std::array<std::string_view, 30> last{
            "by",   "dal",  "eng",  "fjord", "gård", "hamn", "heim",   "holt", "lia",    "lund",
            "mark", "moen", "nes",  "rud",   "set",  "sjø",  "sletta", "stad", "strand", "sund",
            "tun",  "um",   "vang", "vatn",  "vik",  "vold", "øy",     "ås",   "bekk",   "haug"};
        return one_of(first) + (random_.one_in(3) ? one_of(first) : std::string{}) + one_of(last);
    }

    /// A compound of two or three words.
    std::string compound() {
        constexpr std::array<std::string_view, 60> parts{
            "språk",     "ungdoms", "barne",    "kvinne",    "familie",      "nærmiljø",      "frivillig",
            "helse",     "svømme",  "fotball",  "turn",      "sang",         "musikk",        "teater",
            "mat",       "hage",    "sy",       "strikke",   "verksteds",    "lekse",         "jobb",
            "norsk",     "dansk",   "svensk",   "lese",      "skrive",       "data",          "sykkel",
            "ski",       "tur",     "bestemor", "foreldre",  "venne",        "møte",          "kultur",
            "bibliotek", "nabo",    "fritids",  "sommer",    "vinter",       "høst",          "vår",
            "kvelds",    "morgen",  "helge",    "flyktning", "integrerings", "introduksjons", "arbeids",
            "mentor",    "dialog",  "trivsels", "skole",     "aktivitets",   "idretts",       "dans",
            "sjakk",     "film",    "foto",     "kunst"};
        constexpr std::array<std::string_view, 40> heads{
            "kafé",       "gruppe", "trening",  "kurs",       "klubb",    "hjelp",        "møte",
            "verksted",   "kveld",  "dag",      "skole",      "lag",      "forening",     "tilbud",
            "senter",     "kor",    "leir",     "treff",      "nettverk", "tjeneste",     "rådgivning",
            "veiledning", "utleie", "sirkel",   "fellesskap", "bank",     "hus",          "torg",
            "park",       "uke",    "festival", "praksis",    "samtaler", "undervisning", "opplæring",
            "prosjekt",   "forum",  "turer",    "timer",      "ordning"};
        return one_of(parts) + (random_.one_in(3) ? one_of(parts) : std::string{}) + one_of(heads);
    }

    std::string name() {
        constexpr std::array<std::string_view, 6> joints{" for ", " i ", " og ", " med ", " ved ", " på "};
        std::string text = compound() + one_of(joints) + compound() + " " + place();
        if (random_.one_in(4)) {
            text += " " + place();
        }
        return text;
    }

    /// One to three changes: a letter dropped, doubled or replaced, or two words exchanged.
    std::string mangled(std::string text) {
        for (std::int64_t change = 1 + random_.below(3); change > 0; --change) {
            const auto at = static_cast<std::size_t>(random_.below(static_cast<std::int64_t>(text.size())));
            if (random_.one_in(6)) {
                exchange_words(text);
            } else if (is_letter(text[at]) && !is_word(text, at)) {
                change_letter(text, at);
            }
        }
        return text;
    }

    /// Letters of one byte alone are changed, so that names stay well-formed UTF-8.
    static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
    /// True for a word of one letter: without it two blanks would meet, which some packages take for one.
    static bool is_word(const std::string& text, std::size_t at) {
        return (at == 0 || text[at - 1] == ' ') && (at + 1 == text.size() || text[at + 1] == ' ');
    }

    void change_letter(std::string& text, std::size_t at) {
        switch (random_.below(3)) {
        case 0:
            text.erase(at, 1);
            break;
        case 1:
            text.insert(at, 1, text[at]);
            break;
        default:
            text[at] = static_cast<char>('a' + random_.below(26));
        }
    }

    static void exchange_words(std::string& text) {
        const std::size_t first = text.find(' ');
        if (first != std::string::npos) {
            text = text.substr(first + 1) + " " + text.substr(0, first);
        }
    }

    Sequence random_;
};

} // namespace samspill::benchmarks
